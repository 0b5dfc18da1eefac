// A server that repeats the whole of every request in its failures: tokens, signatures, passwords and keys, in several spellings.
import type { ServerResponse } from "node:http";
import { type Loopback, type Seen, startLoopback } from "./loopback";

/** What a request held: its secret values alone, one after the other, and all of it as text. */
interface Words {
  values: string;
  whole: string;
}

/** The ways in which a request fails. */
export const FAILURES = {
  "an error of Neutron": (reply, { values }) =>
    json(reply, 400, { NeutronError: { type: "HTTPBadRequest", message: `Not valid: ${values}`, detail: values } }),
  "an error that quotes the request": (reply, { whole }) =>
    json(reply, 400, { NeutronError: { type: "HTTPBadRequest", message: `Invalid input ${whole}`, detail: whole } }),
  "an error of a gateway": (reply, { values }) =>
    json(reply, 500, { error_code: values, error_msg: values, request_id: values }),
  "an error of Keystone": (reply, { values }) =>
    json(reply, 401, { error: { code: 401, title: values, message: values } }),
  "a refusal of the rights": (reply, { values }) => json(reply, 403, { code: "VPC.0011", message: values }),
  "a refusal for too many requests": (reply, { values }) =>
    json(reply, 429, { message: values }, { "Retry-After": "1", "X-Request-Id": values }),
  "a conflict": (reply, { values }) =>
    json(reply, 409, { NeutronError: { type: values, message: values, detail: "" } }),
  "a page with 502": (reply, { values }) => page(reply, 502, values),
  "a page with 200": (reply, { values, whole }) => page(reply, 200, `${values} ${whole}`),
  "JSON that is cut off": (reply, { values }) =>
    reply.writeHead(200, { "Content-Type": "application/json" }).end(`{"ipsec_site_connection":{"psk":"${values}`),
  "JSON of another shape": (reply, { values }) => json(reply, 200, { found: values, token: { id: values } }),
  "a redirect": (reply, { values }) =>
    reply.writeHead(307, { Location: `https://elsewhere.example/${encodeURIComponent(values)}` }).end(),
  "a connection that breaks": (reply) => reply.destroy(),
  silence: () => undefined,
} satisfies Record<string, (reply: ServerResponse, words: Words) => unknown>;

/** Name of a way to fail. */
export type Failure = keyof typeof FAILURES;

/** Starts a server that fails in the way that `failure` names at that moment; lists of connections are empty instead. */
export function startEchoServer(failure: () => Failure): Promise<Loopback> {
  return startLoopback((reply, seen) => {
    // After a failed POST the provider looks for what it may have made: more of the same, and it costs most of the time.
    if (seen.method === "GET" && seen.url.startsWith("/v2.0/")) json(reply, 200, { ipsec_site_connections: [] });
    else FAILURES[failure()](reply, wordsOf(seen));
  });
}

function wordsOf({ method, url, headers, body }: Seen): Words {
  const secretHeaders = ["authorization", "x-auth-token", "x-subject-token", "x-security-token"] as const;
  const inBody = /"(?:psk|password|secret|id)":"([^"]+)"/g;
  const inside = [...JSON.stringify(body ?? {}).matchAll(inBody)].map(([, value]) => value);
  const proofs = secretHeaders.flatMap((name) => headers[name] ?? []);
  const whole = JSON.stringify({ method, url, headers, body });
  return { values: [...inside, ...proofs].join(" "), whole: `${whole} ${JSON.stringify(whole)}` };
}

function json(reply: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  reply.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
}

function page(reply: ServerResponse, status: number, said: string): void {
  reply.writeHead(status, { "Content-Type": "text/html" }).end(`<html><title>${said}</title><p>${said}</p></html>`);
}
