// Signs requests with an access key (AK/SK), as Open Telekom Cloud's gateway takes it. Pure: which project the key works
// in and where the VPN API is, is found out by accessKeySession.ts.
import { createHash, createHmac } from "node:crypto";
import type { Clock } from "../../core/clock";
import type { Credentials } from "../../settings";
import { decodedPiece } from "../http/segment";
import type { Sign } from "../http/transport";

/** A key as OTC's console gives it out; `securityToken` belongs to temporary keys only. */
export type AccessKey = Omit<Extract<Credentials, { method: "accessKey" }>, "method">;

/** What a signature covers. Every header that is given is signed, so one that proxies may change must not be among them. */
type SignedParts = Parameters<Sign>[0];

const ALGORITHM = "SDK-HMAC-SHA256";
const SIGNED_HEADER = /^(content-type|x-project-id)$/i;

/** Makes a Sign that dates each request at the moment of sending: the gateway refuses what is older than 15 minutes. */
export function createSigner(key: AccessKey, clock: Clock): Sign {
  return ({ method, url, headers, text }) => {
    const own: Record<string, string> = { "X-Sdk-Date": instantOf(clock.wallTime()) };
    if (key.securityToken !== undefined) {
      own["X-Security-Token"] = key.securityToken;
    }
    const chosen = Object.entries(headers).filter(([name]) => SIGNED_HEADER.test(name));
    const signed = { ...Object.fromEntries(chosen), ...own, Host: new URL(url).host };
    return { ...own, Authorization: authorizationOf({ method, url, headers: signed, text }, key) };
  };
}

/**
 * The header Authorization for a request whose headers include X-Sdk-Date and Host. The algorithm exists in two forms.
 * This is the one with a scope (`Credential=`), its region and service left empty: gophertelekomcloud (signer_helper.go),
 * and with it the Terraform provider, sends it to OTC's identity service and to /v2.0/vpn on its VPC host, and OTC's
 * JavaScript SDK (opentelekomcloud/oms) holds a complete example of it. For the newer form (`Access=`) of Huawei's guide
 * there is no such witness on these two hosts.
 */
export function authorizationOf(request: SignedParts, { accessKey, secretKey }: AccessKey): string {
  const instant = canonicalHeadersOf(request.headers).get("x-sdk-date") ?? "";
  const day = instant.slice(0, 8);
  const steps = [day, "", "", "sdk_request"];
  const key = steps.reduce((secret: Buffer | string, step) => hmac(secret, step), `SDK${secretKey}`);
  const scope = steps.join("/");
  const toSign = [ALGORITHM, instant, scope, sha256(canonicalRequest(request))].join("\n");
  const names = [...canonicalHeadersOf(request.headers).keys()].join(";");
  const signature = hmac(key, toSign).toString("hex");
  return `${ALGORITHM} Credential=${accessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}

/** The text that both sides make of a request: Huawei's "API Request Signing Guide", "Constructing a Standard Request". */
export function canonicalRequest({ method, url, headers, text }: SignedParts): string {
  const { pathname, searchParams } = new URL(url);
  const path = pathname.split("/").map((part) => encode(decodedPiece(part)));
  const query = [...searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const lines = [...canonicalHeadersOf(headers)].map(([name, value]) => `${name}:${value}\n`);
  const names = [...canonicalHeadersOf(headers).keys()].join(";");
  // A slash ends the path here, though not in the request that is sent.
  return [method, path.join("/").replace(/\/?$/, "/"), query.join("&"), lines.join(""), names, sha256(text)].join("\n");
}

function canonicalHeadersOf(headers: SignedParts["headers"]): Map<string, string> {
  const lower = Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), value.trim()]);
  return new Map(lower.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** As RFC 3986 has it: encodeURIComponent leaves five more characters alone. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** YYYYMMDDTHHMMSSZ, in UTC. */
function instantOf(now: number): string {
  return new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text, "utf8").digest();
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
