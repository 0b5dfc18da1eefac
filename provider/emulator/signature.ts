// Reads and recomputes the signature of a request, in both forms that AK/SK clients send: `Credential=AK/scope` with a
// key derived from the scope, and `Access=AK` with the secret key itself. Whether a request may pass: gateway.ts.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingRequest } from "./exchange";

const algorithm = "SDK-HMAC-SHA256";

/** What the `Authorization` header of a signed request says. */
export interface Signature {
  readonly accessKey: string;
  /** Date, region, service and `sdk_request`; `undefined` in the form `Access=`. */
  readonly scope: readonly string[] | undefined;
  /** Names as they were listed, which must be lower case and sorted to give the right signature. */
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly value: string;
}

/** True if the request is meant to be signed, rightly or not. */
export function claimsSignature(request: IncomingRequest): boolean {
  return /^SDK-/.test(request.headers.authorization ?? "");
}

/** The signature of a request, or `undefined` if its header has neither of the two forms. */
export function readSignature(request: IncomingRequest): Signature | undefined {
  const form = /^SDK-HMAC-SHA256 (Credential|Access)=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/;
  const [, kind, signer = "", listed = "", value = ""] = form.exec(request.headers.authorization ?? "") ?? [];
  if (kind === undefined) return undefined;
  const signedHeaders = listed.split(";");
  if (kind === "Access") return { accessKey: signer, scope: undefined, signedHeaders, value };
  const [accessKey = "", ...scope] = signer.split("/");
  return { accessKey, scope, signedHeaders, value };
}

/** True if the signature is the one that the secret key gives for the request as it was received. */
export function isRight(signature: Signature, secretKey: string, request: IncomingRequest): boolean {
  const expected = Buffer.from(signatureOf(signature, secretKey, request));
  const given = Buffer.from(signature.value);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function signatureOf({ scope, signedHeaders }: Signature, secretKey: string, request: IncomingRequest): string {
  const date = request.headers["x-sdk-date"] ?? "";
  const hash = sha256(canonical(request, signedHeaders));
  if (scope === undefined) return hmac(secretKey, [algorithm, date, hash].join("\n")).toString("hex");
  let key: string | Buffer = `SDK${secretKey}`;
  for (const part of scope) key = hmac(key, part);
  return hmac(key, [algorithm, date, scope.join("/"), hash].join("\n")).toString("hex");
}

function canonical(request: IncomingRequest, signedHeaders: readonly string[]): string {
  const { method, path, headers, bytes } = request;
  const names = signedHeaders.map((name) => name.toLowerCase()).toSorted();
  return [
    method,
    path.endsWith("/") ? path : `${path}/`,
    canonicalQuery(request.query),
    ...names.map((name) => `${name}:${(headers[name] ?? "").trim()}`),
    "",
    names.join(";"),
    sha256(bytes),
  ].join("\n");
}

// Decoded and encoded again, so that `+` and `%20` count as the same space.
function canonicalQuery(query: string): string {
  const pairs = [...new URLSearchParams(query)].map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return pairs.toSorted().join("&");
}

// RFC 3986 leaves fewer characters alone than encodeURIComponent does.
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function hmac(key: string | Buffer, content: string): Buffer {
  return createHmac("sha256", key).update(content).digest();
}
