// What the state holds × inputs of the program → what changes, what that replaces, and in which order. Pure.

import { isEqual } from "./compare";
import type { Change, Changes, Known, Values } from "./contract";
import type { ResourceDefinition } from "./definition";
import { isRecord } from "./record";
import { type Dialect, objectProperties, replacingInputs, resetValues, resourceSpec } from "./schema";
import { hasUnknown } from "./unknown";

/** What is compared: the object as the state holds it, and the inputs of the program. */
export interface DiffRequest {
  readonly old: Known;
  readonly news: Values;
  readonly dialect: Dialect;
  /** Whether the name among `news` is one that the program does not give. */
  readonly isAutonamed?: boolean;
}

/** What an update has to do. */
interface Sending {
  /** Names of the inputs to send, in the order of schema.json. */
  readonly changed: string[];
  /** Those that the program said last and no longer says, with the default that each falls back to. */
  readonly resets: Readonly<Record<string, unknown>>;
  /**
   * Inputs that cannot be changed in place, that the program has not changed, and that the service keeps otherwise than they were sent. A
   * replacement would get the same again, so they are no change.
   */
  readonly kept: readonly string[];
}

/** Compares; an input that the program never gave is no change, one that it no longer gives falls back to its default. */
export function diff(definition: ResourceDefinition, request: DiffRequest): Changes {
  const { old, news, dialect } = request;
  const { changed, kept } = changesOf(definition, request);
  const replacing = new Set(replacingInputs(definition.token, dialect));
  const unshown = unshownChanges(definition, request, changed);
  return {
    changes: changed.flatMap((name) =>
      changesIn(definition, name, request).map((change) => ({
        ...change,
        replaces: replacing.has(name),
        isShownByInputs: !unshown.includes(name),
      })),
    ),
    kept,
    isUnapplied:
      old.memo.unapplied === true &&
      (definition.dialects[dialect].isReapplied === true || wantsRenegotiation(definition, { inputs: news, dialect })),
    deleteFirst: isRefusedBeside(definition, { olds: old.outputs, news, dialect }),
  };
}

/** Do the inputs ask for a new negotiation after a change of what the two sides agree on? */
export function wantsRenegotiation(
  { dialects }: ResourceDefinition,
  { inputs, dialect }: { inputs: Values; dialect: Dialect },
): boolean {
  return dialects[dialect].negotiated !== undefined && inputs.renegotiate === true && inputs.adminStateUp !== false;
}

/** The names of the inputs that change, each once. */
export function changedNames(changes: readonly Change[]): string[] {
  return [...new Set(changes.map(({ path }) => path.split(".", 1).join()))];
}

// Of an object, each part that differs; as a whole where all of it comes or goes.
function changesIn({ token }: ResourceDefinition, name: string, { old, news }: DiffRequest) {
  const property = resourceSpec(token).inputProperties[name] ?? {};
  const [before, after] = [old.outputs[name], news[name]];
  const parts = objectProperties(property);
  if (parts === undefined || !isRecord(before) || !isRecord(after))
    return [{ path: name, kind: kindOfChange(before, after) }];
  const differing = Object.entries(parts).filter(
    ([part, spec]) => !isEqual(spec, before[part] ?? spec.default, after[part] ?? spec.default),
  );
  if (differing.length === 0) return [{ path: name, kind: "update" as const }];
  return differing.map(([part]) => ({ path: `${name}.${part}`, kind: kindOfChange(before[part], after[part]) }));
}

function kindOfChange(before: unknown, after: unknown): Change["kind"] {
  if (!isGiven(after)) return "delete";
  return isGiven(before) ? "update" : "add";
}

/** Those of the changed inputs that the inputs do not show: the service keeps another value than it was sent. */
function unshownChanges(
  definition: ResourceDefinition,
  { news, old }: DiffRequest,
  changed: readonly string[],
): string[] {
  const { inputs } = old;
  if (inputs === undefined) return [];
  return changed.filter((name) => !isShownByInputs(definition, name, inputs, news));
}

/**
 * What an update from `old` to `news` has to do. A removed input is sent even if it has its default already: only an update lets
 * the outputs tell that the program has no opinion on it any more. It replaces nothing then. An input that is only newly given and has
 * its value already is no change of its own; together with another change the engine names it, so then it is sent as well.
 */
export function changesOf(definition: ResourceDefinition, request: DiffRequest): Sending {
  const { old, news, dialect, isAutonamed = false } = request;
  const { inputs: oldInputs, outputs: olds } = old;
  const { inputProperties, properties } = resourceSpec(definition.token);
  const resets = resetsOf(definition, request);
  const replacing = replacingInputs(definition.token, dialect);
  const differing = changedInputs(definition, { olds, news: resets, isAutonamed });
  const all = changedInputs(definition, { olds, news, isAutonamed });
  const kept = all.filter((name) => replacing.includes(name) && isKeptOtherwise(definition, name, request));
  const different = [
    ...all.filter((name) => !kept.includes(name)),
    ...Object.keys(resets).filter(
      (name) => olds[name] !== undefined && (differing.includes(name) || !replacing.includes(name)),
    ),
  ];
  if (different.length === 0) return { changed: [], resets, kept };
  const isNamed = (name: string) =>
    (name in resets && !replacing.includes(name)) ||
    (oldInputs !== undefined && isGiven(news[name]) && isShownByInputs(definition, name, oldInputs, news));
  const changed = Object.keys(inputProperties).filter(
    (name) => different.includes(name) || (name in properties && isNamed(name)),
  );
  return { changed, resets, kept };
}

// Of an input whose value at the service is another. Where the state does not list what was declared, a read may have brought in what
// others changed.
function isKeptOtherwise(definition: ResourceDefinition, name: string, { old, news }: DiffRequest): boolean {
  const { inputs, memo } = old;
  return inputs !== undefined && memo.declared !== undefined && !isShownByInputs(definition, name, inputs, news);
}

function resetsOf(definition: ResourceDefinition, { old, news }: DiffRequest): Record<string, unknown> {
  const { inputs = {}, memo } = old;
  const wasGiven = (name: string) => isGiven(inputs[name]) || (memo.resetting ?? []).includes(name);
  const removed = Object.entries(resetValues(definition.token)).filter(
    ([name]) => !isGiven(news[name]) && wasGiven(name),
  );
  return Object.fromEntries(removed);
}

/** Does the program give the input? To give `null` is not to give it. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

// Whatever is literally different the engine names by itself.
function isShownByInputs({ token }: ResourceDefinition, name: string, olds: Values, news: Values): boolean {
  const property = resourceSpec(token).inputProperties[name];
  return isGiven(olds[name]) !== isGiven(news[name]) || !isEqual(property ?? {}, olds[name], news[name]);
}

/**
 * Names of the inputs whose new value differs in meaning from the old one, in the order of schema.json. `isAutonamed`: the program
 * gives no name.
 */
export function changedInputs(
  definition: ResourceDefinition,
  { olds, news, isAutonamed = false }: { olds: Values; news: Values; isAutonamed?: boolean },
): string[] {
  const { inputProperties, properties } = resourceSpec(definition.token);
  return Object.entries(inputProperties).flatMap(([name, property]) => {
    const value = news[name];
    // What has no output says how a resource comes to be, not what it is.
    if (!isGiven(value) || !(name in properties)) return [];
    // Nor has the program an opinion on a name that it does not give: what exists keeps the one it has.
    if (name === "name" && olds.name !== undefined && isAutonamed) return [];
    // The sentinel of an unknown value is equal to nothing.
    return isEqual(property, olds[name], value) ? [] : [name];
  });
}

/** Those of them that replace the resource. */
export function replacingChanges(
  definition: ResourceDefinition,
  compared: Parameters<typeof changedInputs>[1] & { dialect: Dialect },
): string[] {
  const replacing = replacingInputs(definition.token, compared.dialect);
  return changedInputs(definition, compared).filter((name) => replacing.includes(name));
}

// The service refuses a second connection to the same peer; where the peer is not known yet, assume it stays.
function isRefusedBeside(
  { token, dialects }: ResourceDefinition,
  { olds, news, dialect }: { olds: Values; news: Values; dialect: Dialect },
): boolean {
  const { onePer } = dialects[dialect];
  if (onePer === undefined) return false;
  const value = news[onePer];
  const property = resourceSpec(token).inputProperties[onePer] ?? {};
  return value === undefined || hasUnknown(value) || isEqual(property, value, olds[onePer]);
}
