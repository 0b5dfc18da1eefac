// A small HTTP client for the emulator's own tests: logs in as a user of the emulator and returns parsed replies.
// Says nothing about what a reply should be.
import type { Emulator } from "../../emulator/index";

/** One answer with its body parsed, or its text if that is no JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Path of the connections. */
export const connectionsPath = "/v2.0/vpn/ipsec-site-connections";

/** Sends a request with a scoped token of the main user, or with the given headers instead. */
export async function call(
  emulator: Emulator,
  request: string,
  body?: unknown,
  headers: Record<string, string> = { "x-auth-token": emulator.credentials.scopedToken() },
): Promise<Answer> {
  const [method = "GET", path = "/"] = request.split(" ");
  const payload = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(emulator.url + path, {
    method,
    headers,
    redirect: "manual",
    ...(payload === undefined ? {} : { body: payload }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parsed(text) };
}

/** The smallest body that creates a connection on the seeded objects, with changes; `undefined` leaves a key out. */
export function connectionBody(emulator: Emulator, changes: Record<string, unknown> = {}): unknown {
  const { seeded } = emulator;
  return {
    ipsec_site_connection: {
      name: "conn",
      vpnservice_id: seeded.vpnserviceId,
      ikepolicy_id: seeded.ikepolicyId,
      ipsecpolicy_id: seeded.ipsecpolicyId,
      local_ep_group_id: seeded.localEpGroupId,
      peer_ep_group_id: seeded.peerEpGroupId,
      peer_address: "203.0.113.10",
      peer_id: "203.0.113.10",
      psk: "test-psk-1",
      ...changes,
    },
  };
}

/** The object inside an envelope; empty if the reply holds none. */
export function inside(answer: Answer, key = "ipsec_site_connection"): Record<string, unknown> {
  return recordOf(recordOf(answer.body)[key]);
}

/** Creates a connection that is settled at once and returns its id. */
export async function settledConnection(emulator: Emulator, changes: Record<string, unknown> = {}): Promise<string> {
  const answer = await call(emulator, `POST ${connectionsPath}`, connectionBody(emulator, changes));
  const id = String(inside(answer).id);
  if (emulator.connections.get(id)?.status !== "DOWN") emulator.settle(id);
  return id;
}

/** Neutron's exception type of a reply, or OTC's code. */
export function errorOf(answer: Answer): string {
  const body = recordOf(answer.body);
  const neutron = recordOf(body.NeutronError);
  return String(neutron.type ?? body.code ?? "");
}

/** The sentence of a reply in either shape. */
export function messageOf(answer: Answer): string {
  const body = recordOf(answer.body);
  return String(recordOf(body.NeutronError).message ?? body.message ?? "");
}

/** The value as an object, empty if it is none. */
export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
