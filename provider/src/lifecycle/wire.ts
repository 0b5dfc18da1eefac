// Inputs → request body, reply → outputs: the only place that knows how names look on the wire.
import type { Item } from "../client/collection";
import { isRecord } from "../record";
import type { ResourceDefinition } from "../resources/definition";
import { inputsOutsideBody, objectProperties, resourceSpec, secretInputs } from "../schema";
import { fromReply, isEqual } from "./values";

/** Inputs or outputs of a resource, under their names in the program. */
export type Values = Readonly<Record<string, unknown>>;

// OTC documents both names of the project and returns one of them; OpenStack returns both.
const WIRE_NAMES: Readonly<Record<string, readonly string[]>> = {
  tenantId: ["tenant_id", "project_id"],
  projectId: ["project_id", "tenant_id"],
};

/** The wire name of a property: `peerEpGroupId` is `peer_ep_group_id`, by rule and without exceptions. */
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
    if (property === undefined || inputs[name] === undefined || inputs[name] === null) continue;
    const parts = objectProperties(property);
    const value = inputs[name];
    body[wireName(name)] = parts !== undefined && isRecord(value) ? toWireParts(value) : value;
  }
  return body;
}

/**
 * The outputs that a reply describes, in the declared types; what the reply lacks is as it was declared, if it was in the body.
 * Where `declared` says the same in other words (order of a set, a name for an address), its words are kept. A secret is
 * always the declared one: what a service returns for it may be masked, altered or missing.
 */
export function fromWire(definition: ResourceDefinition, item: Item, declared: Values): Record<string, unknown> {
  const { properties, inputProperties } = resourceSpec(definition.token);
  const outside = inputsOutsideBody(definition.token);
  const outs: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) {
    if (inputProperties[name]?.secret === true) continue;
    const names = WIRE_NAMES[name] ?? [wireName(name)];
    const value = fromReply(
      property,
      names.map((key) => item[key]).find((entry) => entry !== undefined && entry !== null),
    );
    const isKept = value === undefined ? !outside.includes(name) : isSame(definition, name, declared[name], value);
    const kept = isKept ? declared[name] : value;
    if (kept !== undefined && kept !== null) outs[name] = kept;
  }
  for (const name of secretInputs(definition.token)) {
    if (declared[name] !== undefined) outs[name] = declared[name];
  }
  if (typeof outs.status === "string") outs.status = normaliseStatus(outs.status);
  return outs;
}

/** Does the service's `returned` value of an input mean what the program declared? */
export function isSame(definition: ResourceDefinition, name: string, declared: unknown, returned: unknown): boolean {
  const property = resourceSpec(definition.token).inputProperties[name];
  if (property === undefined || declared === undefined || declared === null) return false;
  return isEqual(property, declared, returned) || (definition.sameMeaning?.[name]?.(declared, returned) ?? false);
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
