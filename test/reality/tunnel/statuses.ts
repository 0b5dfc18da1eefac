// Follows the statuses of all connections and services of a world, and records when each changed.
import { changeByHand, listOf } from "../world/objects";
import type { World } from "../world/world";

export interface ChangeLog {
  /** Starts the clock of the lines that follow. */
  mark(what: string): void;
  /** Adds what else was seen. */
  say(what: string): void;
  /** Waits until every connection has this status; rejects after the seconds. */
  until(status: string, seconds: number): Promise<void>;
  lines(): string[];
  end(): Promise<void>;
}

const COLLECTIONS = ["ipsec-site-connections", "vpnservices"] as const;
/** Rounds of looking, of a second and more each, after which the service of what is still pending is started again. */
const NUDGE = 45;

export function watchStatuses(world: World): ChangeLog {
  const lines: string[] = [];
  const last = new Map<string, string>();
  let startedAt = Date.now();
  let isOver = false;
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(0).padStart(5)} s`;
  const look = async () => {
    const seen = new Map<string, string>();
    for (const collection of COLLECTIONS)
      for (const { name, status } of await listOf(world, collection))
        seen.set(`${collection.replace(/s$/, "")} ${name}`, String(status));
    for (const [what, status] of seen) if (last.get(what) !== status) lines.push(`${seconds()}  ${what}: ${status}`);
    for (const what of last.keys()) if (!seen.has(what)) lines.push(`${seconds()}  ${what}: gone`);
    last.clear();
    for (const [what, status] of seen) last.set(what, status);
  };
  const statuses = () => [...last].filter(([what]) => what.startsWith("ipsec")).map(([, status]) => status);
  // The agent of this release sometimes never reports a new connection, or loses a tunnel that both sides negotiate at once.
  // Whoever looks after a cloud then starts the service again.
  const nudge = async () => {
    const pending = (await listOf(world, "ipsec-site-connections")).filter(({ status }) =>
      /^PENDING/.test(String(status)),
    );
    for (const { id, name, status } of await listOf(world, "vpnservices")) {
      if (/^PENDING/.test(String(status)) || !pending.some(({ vpnservice_id }) => vpnservice_id === id)) continue;
      lines.push(`${seconds()}  (a connection of ${name} is still pending: the service is started again)`);
      for (const admin_state_up of [false, true]) {
        await changeByHand(world, "vpnservices", String(id), { admin_state_up });
        await pause(5000);
      }
    }
  };
  const watching = (async () => {
    for (let rounds = 1; !isOver; rounds += 1) {
      await look().catch(() => undefined);
      if (rounds % NUDGE === 0) await nudge().catch(() => undefined);
      await pause(1000);
    }
  })();
  return {
    mark(what) {
      startedAt = Date.now();
      lines.push(`       == ${what}`);
    },
    say(what) {
      lines.push(`${seconds()}  ${what}`);
    },
    async until(status, limit) {
      for (const deadline = Date.now() + limit * 1000; Date.now() < deadline; await pause(500))
        if (statuses().length > 0 && statuses().every((each) => each === status)) return;
      throw new Error(`Not all are ${status} after ${limit} s:\n${lines.join("\n")}`);
    },
    lines: () => lines,
    async end() {
      isOver = true;
      await watching;
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
