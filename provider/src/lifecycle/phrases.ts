// How a validation error is said to a person: which property, what was given (never a secret), what is allowed.
import { isIP } from "node:net";
import type { ErrorObject } from "ajv";
import { distance } from "fastest-levenshtein";

/** Format `id`: a UUID, with or without hyphens. */
export const IDENTIFIER = /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i;

/** Format `cidr`: an IPv4 or IPv6 address, a slash and a prefix length that fits. */
export function CIDR(value: string): boolean {
  const [address = "", prefix = "", ...rest] = value.split("/");
  const version = isIP(address);
  return rest.length === 0 && version !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
}

/** The sentence for a property that does not exist, with the name that was probably meant. */
export function unknownProperty(name: string, known: readonly string[]): string {
  const last = name.split(".").at(-1) ?? name;
  const normalised = normalise(last);
  const nearest =
    [...known].sort((a, b) => distance(normalised, normalise(a)) - distance(normalised, normalise(b)))[0] ?? "";
  const isNear = distance(normalised, normalise(nearest)) <= Math.max(2, Math.floor(nearest.length / 3));
  const hint = isNear ? `did you mean "${nearest}"?` : `known are ${[...known].sort().join(", ")}`;
  return `unknown property "${shorten(name)}"; ${hint}`;
}

/** The sentence for a value that breaks a rule of the schema; for a secret, the value and its length stay out of it. */
export function describeProblem(property: string, error: ErrorObject, isSecret: boolean): string {
  if (error.keyword === "required") return `${property} is missing; it has to be given`;
  const allowed = describeAllowed(error);
  if (isSecret) return `${property} must be ${allowed} (the value is not shown)`;
  return `${property} must be ${allowed}, got ${describeValue(error)}`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function describeAllowed(error: ErrorObject): string {
  const parent: Readonly<Record<string, unknown>> = error.parentSchema ?? {};
  if (typeof parent["x-allowed"] === "string" && error.keyword !== "type") return parent["x-allowed"];
  if (Array.isArray(parent.enum)) return `one of ${parent.enum.map((value) => `"${value}"`).join(", ")}`;
  switch (error.keyword) {
    case "format":
      return parent.format === "cidr" ? 'a network as address/prefix, such as "10.1.0.0/16"' : "a UUID";
    case "uniqueItems":
      return "a list without duplicates";
    default:
      return `${TYPES[String(parent.type)] ?? "another value"}${describeBounds(parent)}`;
  }
}

function describeBounds(schema: Readonly<Record<string, unknown>>): string {
  const { minimum, maximum, minLength, maxLength } = schema;
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minLength !== undefined && maxLength !== undefined) return ` of ${minLength} to ${maxLength} characters`;
  return maxLength === undefined ? "" : ` of at most ${maxLength} characters`;
}

function describeValue(error: ErrorObject): string {
  const value: unknown = error.data;
  if (error.keyword === "maxLength" || error.keyword === "minLength") return `${[...String(value)].length} characters`;
  if (error.keyword === "uniqueItems" && Array.isArray(value)) return `${JSON.stringify(value[error.params.i])} twice`;
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? JSON.stringify(shorten(value)) : String(value);
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function normalise(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
