// What objects can be looked up by, compared as the service has it now.
// Asking the service is search.ts' business.

import { isEqual } from "../core/compare";
import type { FoundObject } from "../core/contract";
import { unknownProperty } from "../core/messages";
import { isRecord } from "../core/record";
import { jsonType, type Kind, lookupInputs, type PropertySpec, resourceSpec, tokenOf } from "../core/schema";

/** Values by the name of an output, and `id`. */
export type Filters = Readonly<Record<string, unknown>>;

/** The filters that are given, and what is wrong with the first that is no filter or of another type. */
interface CheckedFilters {
  readonly filters: Filters;
  readonly problem: string | undefined;
}

/** Leaves out what is undefined. A problem names the filter, never its value, which may be a secret. */
export function checkFilters(kind: Kind, given: Filters): CheckedFilters {
  const specs = lookupInputs(kind);
  const filters = Object.fromEntries(Object.entries(given).filter(([, value]) => !isMissing(value)));
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(specs, name));
  if (unknown !== undefined) return { filters, problem: notSearchable(kind, unknown, Object.keys(specs)) };
  const wrong = Object.keys(filters).find((name) => !shapeOf(specs[name]).holds(filters[name]));
  return { filters, problem: wrong === undefined ? undefined : `${wrong} must be ${shapeOf(specs[wrong]).words}` };
}

/** Names of the filters that the object does not agree with. Texts are compared exactly, lists as sets; of a map all given keys count. */
export function disagreeing(kind: Kind, filters: Filters, { id, outs }: FoundObject): string[] {
  const specs = lookupInputs(kind);
  return Object.keys(filters).filter((name) => !agrees(specs[name], filters[name], name === "id" ? id : outs[name]));
}

// An empty map asks for nothing.
function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (isRecord(value) && Object.keys(value).length === 0);
}

function notSearchable(kind: Kind, name: string, known: readonly string[]): string {
  const isOutput = Object.hasOwn(resourceSpec(tokenOf(kind)).properties, name);
  if (!isOutput) return unknownProperty(name, known);
  return `nothing can be looked up by ${name}; known are ${[...known].sort().join(", ")}`;
}

interface Shape {
  readonly words: string;
  readonly holds: (value: unknown) => boolean;
}

const TEXT: Shape = { words: "a text", holds: isText };
const SHAPES: Readonly<Record<string, Shape>> = {
  integer: { words: "a whole number", holds: Number.isInteger },
  boolean: { words: "true or false", holds: (value) => typeof value === "boolean" },
  array: { words: "a list of texts", holds: (value) => Array.isArray(value) && value.every(isText) },
  object: { words: "a map of texts", holds: (value) => isRecord(value) && Object.values(value).every(isText) },
};

function shapeOf(spec: PropertySpec | undefined): Shape {
  return (spec && SHAPES[jsonType(spec)]) ?? TEXT;
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function agrees(spec: PropertySpec | undefined, wanted: unknown, value: unknown): boolean {
  if (!isRecord(wanted)) return isEqual(spec ?? {}, wanted, value);
  return isRecord(value) && Object.entries(wanted).every(([key, part]) => value[key] === part);
}
