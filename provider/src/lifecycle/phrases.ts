// How a validation error is said to a person: which property, what was given (never a secret), what is allowed.
import type { ErrorObject } from "ajv";
import { distance } from "fastest-levenshtein";
import { isRecord } from "../record";

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
  if (error.propertyName !== undefined)
    return `the keys of ${property} must be ${allowed}, got ${JSON.stringify(shorten(error.propertyName))}`;
  if (isSecret) return `${property} must be ${allowed} (the value is not shown)`;
  return `${property} must be ${allowed}, got ${describeValue(error)}${describeTwin(error)}`;
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
    case "minItems":
      return "a list with at least one entry";
    default:
      return `${TYPES[String(parent.type)] ?? "another value"}${describeBounds(parent)}`;
  }
}

// Each dialect has its own names for the same algorithms.
function describeTwin(error: ErrorObject): string {
  const twins: unknown = error.parentSchema?.["x-twins"];
  const twin = isRecord(twins) && typeof error.data === "string" ? twins[error.data] : undefined;
  return typeof twin === "string" ? `; this service calls it "${twin}" (see the setting vpnaas:dialect)` : "";
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
  if (error.keyword === "minItems") return "an empty list";
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
