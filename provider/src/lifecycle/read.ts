// Reads an object back: what the state is to hold of it, and what of the program's inputs has drifted.

import { REFRESH_AGE } from "../client/batching/batchedCollection";
import type { Item } from "../client/collection";
import type { ResourceDefinition } from "../resources/definition";
import type { Subject } from "./context";
import { RESETTING, UNAPPLIED } from "./diff";
import { hiddenIn } from "./generatedName";
import { isGone } from "./gone";
import { DECLARED, isAtDefault } from "./outputs";
import type { Ownership } from "./ownership";
import { HOST } from "./place";
import { isLeftUnapplied } from "./reapply";
import { withTags } from "./tags";
import { fromWire, isSame, type Values } from "./wire";

/** What a read found: outputs, and inputs only where something that the program declares has drifted. */
export interface ReadResult {
  readonly outs: Record<string, unknown>;
  readonly inputs?: Record<string, unknown>;
}

/** Reads the object with the outputs `props`; undefined: it is surely gone. Rejects with ApiError. */
export async function read(subject: Subject, props: Values, owners: Ownership): Promise<ReadResult | undefined> {
  const { definition, context, id } = subject;
  const declared = props[DECLARED];
  const names = Array.isArray(declared) ? declared.map(String) : [];
  let item: Item;
  try {
    item = await context.collection.read(id, REFRESH_AGE);
  } catch (error) {
    if (await isGone(error, props, subject)) return undefined;
    throw error;
  }
  // Outside of the above: that the tags are not found says nothing about the object.
  const shown = fromWire(definition, await withTags(subject, item, names.includes("tags")), props);
  const outs: Record<string, unknown> = { ...shown, ...stillResetting(definition, props, shown), ...hiddenIn(props) };
  if (await isLeftUnapplied(subject, { props, shown: outs, owners })) outs[UNAPPLIED] = true;
  if (typeof props[HOST] === "string") outs[HOST] = props[HOST];
  if (!Array.isArray(declared)) return { outs };
  outs[DECLARED] = names;
  const hasDrifted = names.some((name) => name in outs && !isSame(definition, name, props[name], outs[name]));
  if (!hasDrifted) return { outs };
  const declaredNow = names.filter((name) => name in outs).map((name) => [name, outs[name]]);
  const inputs = { ...Object.fromEntries(declaredNow), ...hiddenIn(props) };
  return { outs, inputs: names.includes("adoptId") ? { ...inputs, adoptId: id } : inputs };
}

// What an update could not put back to its default is still to be put back, unless that was done at the service.
function stillResetting(definition: ResourceDefinition, props: Values, shown: Values): Values {
  const names = Array.isArray(props[RESETTING]) ? props[RESETTING].map(String) : [];
  const left = names.filter((name) => shown[name] !== undefined && !isAtDefault(definition, name, shown[name]));
  return left.length > 0 ? { [RESETTING]: left } : {};
}
