// The service that all contestants talk to: the emulator with Neutron's rules, an answer only after a while, and transitions that
// take their time. Counts what it was asked.
import { startEmulator } from "../../dist/provider/emulator/index.js";

/** Milliseconds from a request to its answer. */
export const LATENCY = 20;
/** Milliseconds that a connection stays pending after each write. */
export const TRANSITION = 3000;

const pending = { create: "PENDING_CREATE", update: "PENDING_UPDATE", delete: "PENDING_DELETE" };

/**
 * Opens a service whose writes stay pending for so many milliseconds; 0 settles everything at once. Without objects, if not `isSeeded`.
 *
 * @param {number} transition
 */
export async function openService(transition, isSeeded = false) {
  const emulator = await startEmulator({ dialect: "openstack", seed: isSeeded });
  const service = new Service(emulator);
  service.settleAfter(transition);
  return service;
}

class Service {
  #emulator;

  /** @param {import("../../dist/provider/emulator/index.js").Emulator} emulator */
  constructor(emulator) {
    this.#emulator = emulator;
    emulator.fault({ match: {}, times: Number.POSITIVE_INFINITY, reply: { delay: LATENCY } });
  }

  get environment() {
    return this.#emulator.environment;
  }

  /** How long writes to come stay pending, in milliseconds; 0: not at all. @param {number} milliseconds */
  settleAfter(milliseconds) {
    for (const [verb, transition] of Object.entries(this.#emulator.transitions)) {
      transition.milliseconds = milliseconds === 0 ? undefined : milliseconds;
      transition.pending = milliseconds === 0 ? undefined : pending[verb];
    }
  }

  /** What was asked since `forget`: all requests, those below the VPN API, and these by method. */
  counts() {
    const vpn = this.#emulator.vpnRequests();
    const methods = {};
    for (const { method } of vpn) methods[method] = (methods[method] ?? 0) + 1;
    return { requests: this.#emulator.log.length, vpnRequests: vpn.length, methods };
  }

  forget() {
    this.#emulator.clearLog();
  }

  /** How many connections are there, and how many are still pending, as a list shows it at this moment. */
  async look() {
    const headers = { "x-auth-token": this.#emulator.credentials.scopedToken() };
    const reply = await fetch(`${this.#emulator.url}/v2.0/vpn/ipsec-site-connections`, { headers });
    const { ipsec_site_connections: all } = /** @type {{ ipsec_site_connections: { status: string }[] }} */ (
      await reply.json()
    );
    return { connections: all.length, pending: all.filter(({ status }) => status.startsWith("PENDING_")).length };
  }

  /** Resolves once nothing is pending. */
  async settled() {
    while ((await this.look()).pending > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  }

  /** Milliseconds since 1970 at which the last PUT was performed. */
  lastUpdateAt() {
    return (this.#emulator.vpnRequests({ method: "PUT" }).at(-1)?.at ?? Number.NaN) + LATENCY;
  }

  /**
   * The most milliseconds from the end of a transition, so long after its PUT arrived, to the arrival of the first read that shows
   * it; and the number of reads.
   */
  lateness(settledAfter) {
    const reads = this.#emulator.vpnRequests({ method: "GET" });
    const due = new Map();
    for (const { path, at } of this.#emulator.vpnRequests({ method: "PUT" }))
      due.set(path.split("/").at(-1), at + settledAfter);
    let most = 0;
    for (const { at, replyBody } of reads) {
      const items = Object.values(replyBody ?? {}).flat();
      for (const { id, status } of items) {
        if (!due.has(id) || String(status).startsWith("PENDING")) continue;
        most = Math.max(most, at - due.get(id));
        due.delete(id);
      }
    }
    return { late: most, unseen: due.size, reads: reads.length };
  }

  close() {
    return this.#emulator.close();
  }
}
