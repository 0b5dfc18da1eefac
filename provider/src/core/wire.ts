// Inputs → request body, reply → outputs: the only place that knows how names look on the wire.

import { fromReply, isEqual } from "./compare";
import type { Item, Values } from "./contract";
import type { ResourceDefinition } from "./definition";
import { isGiven } from "./diff";
import { memoize } from "./memoize";
import { isRecord } from "./record";
import {
  inputsOutsideBody,
  objectProperties,
  type PropertySpec,
  resetValues,
  resourceSpec,
  secretInputs,
  type Token,
} from "./schema";

export type { Values } from "./contract";

// OTC documents both names of the project and returns one of them; OpenStack returns both.
const WIRE_NAMES: Readonly<Record<string, readonly string[]>> = {
  tenantId: ["tenant_id", "project_id"],
  projectId: ["project_id", "tenant_id"],
  // No field of a reply: place.ts knows it.
  region: [],
};

/** The wire name of a property by rule: `peerEpGroupId` is `peer_ep_group_id`. Inputs know no exception; outputs have WIRE_NAMES. */
export function wireName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The body that holds exactly the inputs `names`, as far as they are fields; an object such as `dpd` always goes whole. */
export function toWire(definition: ResourceDefinition, inputs: Values, names: readonly string[]): Item {
  const { inputProperties } = resourceSpec(definition.token);
  const outside = inputsOutsideBody(definition.token);
  const body: Item = {};
  for (const name of names.filter((each) => !outside.includes(each))) {
    const property = inputProperties[name];
    if (property === undefined || !isGiven(inputs[name])) continue;
    const parts = objectProperties(property);
    const value = inputs[name];
    body[wireName(name)] = parts !== undefined && isRecord(value) ? toWireParts(value) : value;
  }
  return body;
}

/** What the program or the state declares of an output, and what a reply returns of it. */
export interface Comparison {
  readonly name: string;
  readonly declared: unknown;
  /** In the declared type; null where the reply has no value, undefined where it says nothing. */
  readonly returned: unknown;
  /** Does the reply mean what was declared? Undefined where it has no value for what is not empty: it is as it was declared. */
  readonly same: boolean | undefined;
  /** Does the reply show the documented default? */
  readonly isDefault: boolean;
}

/**
 * Compares a reply with what was declared: one entry for each output. Of a secret a reply says nothing: what a service returns for
 * it may be masked, altered or missing.
 */
export function compare(definition: ResourceDefinition, item: Item, declared: Values): Comparison[] {
  const { token } = definition;
  const fields = [...fieldsOf(token).values()].map((field) => {
    const { name, isOutside, keys } = field;
    const value = withUnsaidParts(field, valueIn(field, item), declared[name]);
    const returned = value ?? (keys.some((key) => item[key] !== undefined) ? null : undefined);
    const unsaid = isOutside ? false : undefined;
    const isEmpty = returned === null && saysNothing(declared[name]);
    return {
      name,
      declared: declared[name],
      returned,
      same: value === undefined ? isEmpty || unsaid : isSame(definition, name, declared[name], value),
      isDefault: isSame(definition, name, resetValues(token)[name], value),
    };
  });
  const unsaid = { returned: undefined, same: undefined, isDefault: false };
  return [...fields, ...secretInputs(token).map((name) => ({ name, declared: declared[name], ...unsaid }))];
}

// What a reply does not say of an object is as it was declared, such as a part of dpd.
function withUnsaidParts({ property }: Field, value: unknown, declared: unknown): unknown {
  const parts = objectProperties(property);
  if (parts === undefined || !isRecord(value) || !isRecord(declared)) return value;
  const unsaid = Object.entries(declared).filter(([part]) => Object.hasOwn(parts, part) && !(part in value));
  return { ...Object.fromEntries(unsaid), ...value };
}

// A service may show an empty text or list as null.
function saysNothing(value: unknown): boolean {
  return value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

/** Has the service another value than was declared? */
export function differs({ returned, same }: Comparison): boolean {
  return same === false && isGiven(returned);
}

/** The outputs of an object: as declared where the reply says the same in other words (order of a set, a name for an address). */
export function outputsOf(comparisons: readonly Comparison[]): Record<string, unknown> {
  const values = comparisons.map(({ name, declared, returned, same }) => [name, same === false ? returned : declared]);
  return Object.fromEntries(values.filter(([, value]) => isGiven(value)));
}

/**
 * Does a list show each of these outputs of an object, and each part of them? What a GET of any object (`read`) does not show either
 * is not missed.
 */
export function showsAll(
  definition: ResourceDefinition,
  outputs: Values,
  { item, read }: { readonly item: Item; readonly read: Item | undefined },
): boolean {
  return [...fieldsOf(definition.token).values()].every(({ name, keys }) => {
    const shown = firstOf(keys, item);
    const known = outputs[name];
    const isMissed = (isThere: (value: unknown) => boolean) =>
      !isThere(shown) && (read === undefined || isThere(firstOf(keys, read)));
    if (known === undefined || keys.length === 0) return true;
    if (isMissed((value) => value !== undefined)) return false;
    const parts = isRecord(known) && isRecord(shown) ? Object.keys(known).map(wireName) : [];
    return !parts.some((part) => isMissed((value) => isRecord(value) && Object.hasOwn(value, part)));
  });
}

const firstOf = (keys: readonly string[], item: Item) =>
  keys.map((key) => item[key]).find((value) => value !== undefined);

/** One output as a reply describes it; undefined for a secret. */
export function outputIn(definition: ResourceDefinition, item: Item, name: string): unknown {
  const field = fieldsOf(definition.token).get(name);
  return field === undefined ? undefined : valueIn(field, item);
}

/** An output that a reply may tell of. */
interface Field {
  readonly name: string;
  readonly property: PropertySpec;
  /** Its names on the wire; the first that has a value counts. */
  readonly keys: readonly string[];
  /** True for an input that is no field of the object. */
  readonly isOutside: boolean;
}

const fieldsOf = memoize((token: Token): ReadonlyMap<string, Field> => {
  const secrets = secretInputs(token);
  const outside = inputsOutsideBody(token);
  const told = Object.entries(resourceSpec(token).properties).filter(([name]) => !secrets.includes(name));
  const fields = told.map(([name, property]): [string, Field] => [
    name,
    { name, property, keys: WIRE_NAMES[name] ?? [wireName(name)], isOutside: outside.includes(name) },
  ]);
  return new Map(fields);
});

function valueIn({ name, property, keys }: Field, item: Item): unknown {
  const key = keys.find((each) => item[each] !== undefined && item[each] !== null);
  const value = key === undefined ? undefined : fromReply(property, item[key]);
  return name === "status" && typeof value === "string" ? normaliseStatus(value) : value;
}

/** Does the service's `returned` value of an input mean what the program declared? */
export function isSame(definition: ResourceDefinition, name: string, declared: unknown, returned: unknown): boolean {
  const property = resourceSpec(definition.token).inputProperties[name];
  if (property === undefined || !isGiven(declared)) return false;
  if (isEqual(property, declared, returned) || definition.sameMeaning?.[name]?.(declared, returned) === true)
    return true;
  // A service may have cut blanks off the ends of a text.
  return property.secret !== true && typeof declared === "string" && declared.trim() === returned;
}

/** `PENDING CREATE`, `pending-create` and the like become `PENDING_CREATE` (the manual's list sample has a space). */
export function normaliseStatus(status: string): string {
  return status
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, "_");
}

function toWireParts(value: Readonly<Record<string, unknown>>): Item {
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [wireName(name), part]));
}
