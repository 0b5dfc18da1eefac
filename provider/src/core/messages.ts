// How a validation error is put to a person: which property, what was given (never a secret), what is allowed.
import type { ErrorObject } from "ajv";
import { nearestOf } from "./nearest";
import { isRecord } from "./record";
import { LONGEST, sanitize } from "./sanitize";

/** The sentence for a property that does not exist, with the name that was probably meant. */
export function unknownProperty(name: string, known: readonly string[]): string {
  const nearest = nearestOf(name.split(".").at(-1) ?? name, known);
  const hint = nearest === undefined ? `known are ${[...known].sort().join(", ")}` : `did you mean "${nearest}"?`;
  return `unknown property ${sanitize(name)}; ${hint}`;
}

/** The sentence for a value that breaks a rule of the schema; for a secret, the value and its length stay out of it. */
export function describeProblem(property: string, error: ErrorObject, isSecret: boolean): string {
  const name = isPlain(property) ? property : sanitize(property);
  if (error.keyword === "required") return `${name} is missing; it has to be given`;
  const allowed = describeAllowed(error);
  if (error.propertyName !== undefined)
    return `the keys of ${name} must be ${allowed}, got ${sanitize(error.propertyName)}`;
  if (isSecret) return `${name} must be ${allowed} (the value is not shown)`;
  return `${name} must be ${allowed}, got ${describeValue(error)}${describeEquivalent(error)}`;
}

// The keys of a map are free, and stand in the path of what is wrong below them.
function isPlain(property: string): boolean {
  return property.length <= LONGEST && /^[\w.-]*$/.test(property);
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

// Each dialect has its own names for the same algorithms. The one in force is named with every value that only one refuses.
function describeEquivalent(error: ErrorObject): string {
  const equivalents: unknown = error.parentSchema?.["x-equivalents"];
  const equivalent = isRecord(equivalents) && typeof error.data === "string" ? equivalents[error.data] : undefined;
  return typeof equivalent === "string" ? `; this service calls it "${equivalent}"` : "";
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
  if (error.keyword === "uniqueItems" && Array.isArray(value)) return `${describeItem(value[error.params.i])} twice`;
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? sanitize(value) : String(value);
}

function describeItem(item: unknown): string {
  return typeof item === "string" ? sanitize(item) : "the same entry";
}
