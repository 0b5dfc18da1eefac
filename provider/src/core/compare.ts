// What it means for two values of a property to be equal, and how a value of the service is brought into the declared type.
// Knows schema.json's types; knows nothing of requests.
import { type Meaning, meaningOf } from "./meaning";
import { isRecord } from "./record";
import { jsonType, objectProperties, type PropertySpec } from "./schema";

/** Equal in meaning: lists with `uniqueItems` as sets, objects part by part, ids, addresses and networks by what they stand for. */
export function isEqual(property: PropertySpec, left: unknown, right: unknown): boolean {
  if (typeof left === "string" && typeof right === "string") return isEqualText(property, left, right);
  if (Array.isArray(left) && Array.isArray(right)) return isEqualList(property, left, right);
  if (property.additionalProperties !== undefined && isRecord(left) && isRecord(right)) return isEqualMap(left, right);
  const parts = objectProperties(property);
  if (parts === undefined || !isRecord(left) || !isRecord(right)) return left === right;
  return Object.entries(parts).every(([name, part]) =>
    isEqual(part, left[name] ?? part.default, right[name] ?? part.default),
  );
}

/** A value of a reply in its declared type, as far as it can be read as such; undefined where it cannot or is null. */
export function fromReply(property: PropertySpec, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  switch (jsonType(property)) {
    case "integer":
      return asInteger(value);
    case "boolean":
      return asBoolean(value);
    case "array":
      return asStrings(value);
    case "object":
      return property.additionalProperties === undefined ? asObject(property, value) : asMap(value);
    default:
      return asText(value);
  }
}

function isEqualText(property: PropertySpec, left: string, right: string): boolean {
  const kind = kindOfText(property);
  return left === right || (kind !== undefined && meaningOf(left, kind) === meaningOf(right, kind));
}

function kindOfText({ format, "x-compare": kind }: PropertySpec): Meaning | undefined {
  if (kind !== undefined) return kind;
  return format === "id" ? "id" : format === "cidr" ? "network" : undefined;
}

function isEqualList(property: PropertySpec, left: readonly unknown[], right: readonly unknown[]): boolean {
  const { items = {}, uniqueItems } = property;
  if (uniqueItems !== true)
    return left.length === right.length && left.every((value, at) => isEqual(items, value, right[at]));
  const kind = kindOfText(items);
  const asSet = (list: readonly unknown[]) =>
    new Set(list.map((value) => (typeof value === "string" && kind !== undefined ? meaningOf(value, kind) : value)));
  const [leftSet, rightSet] = [asSet(left), asSet(right)];
  return leftSet.size === rightSet.size && [...leftSet].every((value) => rightSet.has(value));
}

function isEqualMap(left: Readonly<Record<string, unknown>>, right: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => left[key] === right[key]);
}

// The engine takes no text that is broken Unicode: a create would be lost with it.
function asText(value: unknown): string | undefined {
  if (value === null || value === undefined || typeof value === "object") return undefined;
  return String(value).toWellFormed();
}

// OpenStack echoes a number that was sent as text as text.
function asInteger(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  return typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value === "string" && /^(true|false)$/i.test(value)) return value.toLowerCase() === "true";
  return undefined;
}

// The manual types peer_cidrs as a text in one place and as a list in another.
function asStrings(value: unknown): string[] | undefined {
  if (Array.isArray(value))
    return value.filter((entry) => typeof entry === "string").map((entry) => entry.toWellFormed());
  if (typeof value !== "string") return undefined;
  const entries = value.toWellFormed().split(/[\s,]+/);
  return entries.filter((entry) => entry !== "");
}

// On the wire a map is a list of {key, value}.
function asMap(value: unknown): Record<string, string> | undefined {
  if (!Array.isArray(value)) return undefined;
  const entries = value.filter(isRecord).filter(({ key }) => typeof key === "string" && key !== "");
  return Object.fromEntries(entries.map(({ key, value: tag }) => [asText(key), asText(tag) ?? ""]));
}

function asObject(property: PropertySpec, value: unknown): Record<string, unknown> | undefined {
  const parts = objectProperties(property);
  if (parts === undefined || !isRecord(value)) return undefined;
  const entries = Object.entries(parts).map(([name, part]) => [name, fromReply(part, value[name])]);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}
