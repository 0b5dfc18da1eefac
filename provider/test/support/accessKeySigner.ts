// Signs requests to the emulator for its own tests, in both forms and also wrongly on purpose.
// Written apart from the emulator's verifier and from the provider's client, so that the three check each other.
import { createHash, createHmac } from "node:crypto";
import type { Emulator, KeyPair } from "../../emulator/index";

/** What differs from a rightly signed request of the main user in the main project. */
export interface Signing {
  key?: KeyPair;
  form?: "Credential" | "Access";
  /** Milliseconds since 1970; default 2030-01-01. */
  at?: number;
  body?: string | Uint8Array;
  /** The query in canonical form, if that is not the one in the request. */
  query?: string;
  /** Headers next to host and date; by default the main project. */
  headers?: Record<string, string>;
  /** Names that are signed; all headers by default. */
  names?: string[];
  /** Date, region, service and ending of the scope. */
  scope?: string;
  /** Replaces the text of the header x-sdk-date. */
  date?: string;
}

/** The headers to send with `METHOD /path?query`. */
export function signedHeaders(emulator: Emulator, request: string, signing: Signing = {}): Record<string, string> {
  const { key = emulator.accessKey, form = "Credential", at = Date.UTC(2030, 0, 1), body = "" } = signing;
  const [method = "", url = ""] = request.split(" ");
  const [path = "", sentQuery = ""] = url.split("?");
  const date = signing.date ?? new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const own = signing.headers ?? { "x-project-id": emulator.credentials.projectId };
  const headers: Record<string, string> = { ...own, host: new URL(emulator.url).host, "x-sdk-date": date };
  const names = signing.names ?? Object.keys(headers).toSorted();
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const canonical = `${method}\n${path}/\n${signing.query ?? sentQuery}\n${lines}\n${names.join(";")}\n${sha256(body)}`;
  const scope = signing.scope ?? `${date.slice(0, 8)}///sdk_request`;
  const head = form === "Access" ? `SDK-HMAC-SHA256\n${date}` : `SDK-HMAC-SHA256\n${date}\n${scope}`;
  const signer = form === "Access" ? `Access=${key.accessKey}` : `Credential=${key.accessKey}/${scope}`;
  const secret = form === "Access" ? key.secretKey : derived(key.secretKey, scope);
  const signature = hmac(secret, `${head}\n${sha256(canonical)}`).toString("hex");
  const authorization = `SDK-HMAC-SHA256 ${signer}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { ...own, "x-sdk-date": date, authorization };
}

function derived(secretKey: string, scope: string): Buffer {
  return scope.split("/").reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`SDK${secretKey}`));
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function hmac(key: string | Buffer, content: string): Buffer {
  return createHmac("sha256", key).update(content).digest();
}
