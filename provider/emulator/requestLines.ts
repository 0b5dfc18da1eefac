// A request as the command prints it. Bodies and headers hold secrets and a filter may name the psk, so a line shows method, path
// and the page of a list only; bodies are shown with all secrets masked.
import { isObject } from "./attributes";
import type { RequestEntry } from "./exchange";

const SECRET_NAME = /psk|password|secret|passcode|token|signature/i;
const MASK = "******";
const SHORTEST_SECRET = 3;

/** One line: when, what was asked for, and the status of the reply. */
export function lineOf(entry: RequestEntry): string {
  const shown = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(entry.query)) {
    if (["fields", "limit", "marker"].includes(name)) shown.append(name, value);
  }
  const query = shown.size === 0 ? "" : `?${shown.toString()}`;
  const outcome = entry.status === 0 ? "no answer" : String(entry.status);
  return `${new Date(entry.at).toISOString()} ${entry.method} ${entry.path}${query} ${outcome}`;
}

/** A line for the body of the request and one for that of the reply, where there is one. */
export function bodiesOf({ body, replyBody, headers }: RequestEntry): string[] {
  // An error may quote what was sent.
  const secrets = new Set([...secretsIn(body), ...secretsIn(replyBody)]);
  for (const name of ["x-auth-token", "x-subject-token", "x-security-token"]) {
    const value = headers[name];
    if (value !== undefined) secrets.add(value);
  }
  const parts = { ">": body, "<": replyBody };
  const there = Object.entries(parts).filter(([, part]) => part !== undefined && part !== "");
  return there.map(([sign, part]) => `  ${sign} ${textOf(part, [...secrets])}`);
}

function textOf(part: unknown, secrets: readonly string[]): string {
  if (!isObject(part) && !Array.isArray(part)) return `(${String(part).length} characters that are not a JSON object)`;
  return JSON.stringify(masked(part, secrets));
}

function masked(value: unknown, secrets: readonly string[], at: Place = {}): unknown {
  const isSecret = isSecretPlace(at);
  if (Array.isArray(value)) return value.map((item) => masked(item, secrets, at));
  if (isObject(value)) {
    const parts = Object.entries(value);
    return Object.fromEntries(parts.map(([name, part]) => [name, masked(part, secrets, { name, holder: at.name })]));
  }
  if (isSecret) return value === null ? null : MASK;
  return typeof value === "string" ? secrets.reduce((text, secret) => text.replaceAll(secret, MASK), value) : value;
}

/** Where a value stands: under which name, in an object of which name. */
interface Place {
  readonly name?: string | undefined;
  readonly holder?: string | undefined;
}

// Of a token that a login is made with, the id is the secret itself.
function isSecretPlace({ name = "", holder }: Place): boolean {
  return SECRET_NAME.test(name) || (name === "id" && holder === "token");
}

function secretsIn(value: unknown, at: Place = {}): string[] {
  if (typeof value === "string") return isSecretPlace(at) && value.length >= SHORTEST_SECRET ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => secretsIn(item, at));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => secretsIn(part, { name, holder: at.name }));
}
