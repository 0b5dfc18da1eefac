// Old outputs × new inputs → what changed, what that replaces, and in which order. Pure.
import type { ResourceDefinition } from "../resources/definition";
import { kindOf, replacingInputs, resetValues, resourceSpec } from "../schema";
import type { Dialect } from "../settings";
import { hasUnknown } from "../unknown";
import { isGenerated } from "./generatedName";
import { isEqual } from "./values";
import type { Values } from "./wire";

/** The answer to "what would an update do?". */
export interface Difference {
  /** Names of the inputs that an update would send: what changed, in the order of schema.json. */
  readonly changed: readonly string[];
  /** False: nothing. True: something that the inputs alone do not show. Undefined: the engine names the inputs that differ. */
  readonly changes: boolean | undefined;
  /** Changed inputs that cannot be updated in place. */
  readonly replaces: string[];
  /** If the object has to be replaced: delete the old one first? */
  readonly deleteBeforeReplace: boolean;
}

/** What is compared: outputs of the last operation, inputs of the program, and the old inputs where the caller knows them. */
export interface DiffRequest {
  readonly olds: Values;
  readonly news: Values;
  readonly oldInputs?: Values | undefined;
  readonly dialect: Dialect;
}

/**
 * Output with the names of inputs that the program no longer gives, as long as the service does not have their default: an
 * update failed, or the service keeps another value. Hidden like Pulumi's own `__provider`.
 */
export const RESETTING = "__resetting";

/**
 * Output of an object whose change the connections that use it have not all taken over: the update failed behind its own PUT, or was
 * killed there. The engine's own mark of that would be lost with the next refresh. Hidden like Pulumi's own `__provider`.
 */
export const UNAPPLIED = "__unapplied";

/** Do connections take a change of the object over only with an update of their own? */
export function isReapplied({ reapplied = [] }: ResourceDefinition, dialect: Dialect): boolean {
  return reapplied.includes(dialect);
}

/** What an update has to do. */
export interface Changes {
  /** Names of the inputs to send, in the order of schema.json. */
  readonly changed: string[];
  /** Those that the program said last and no longer says, with the default that each falls back to. */
  readonly resets: Readonly<Record<string, unknown>>;
}

/** Compares; an input that the program never gave is no change, one that it no longer gives falls back to its default. */
export function diff(definition: ResourceDefinition, request: DiffRequest): Difference {
  const { olds, news, dialect } = request;
  const { changed } = changesOf(definition, request);
  const replacing = new Set(replacingInputs(definition.token, dialect));
  const isUnapplied = olds[UNAPPLIED] === true && isReapplied(definition, dialect);
  const isUnshown = changed.length > 0 && unshownChanges(definition, request, changed).length === changed.length;
  return {
    changed,
    changes: changed.length === 0 ? isUnapplied : isUnshown ? true : undefined,
    replaces: changed.filter((name) => replacing.has(name)),
    deleteBeforeReplace: isRefusedBeside(definition, olds, news, dialect),
  };
}

/** Those of the changed inputs that the inputs do not show: the service keeps another value than it was sent. */
export function unshownChanges(
  definition: ResourceDefinition,
  { news, oldInputs }: DiffRequest,
  changed: readonly string[],
): string[] {
  if (oldInputs === undefined) return [];
  return changed.filter((name) => !isShownByInputs(definition, name, oldInputs, news));
}

/**
 * What an update from `olds` to `news` has to do. A removed input is sent even if it has its default already: only an update lets
 * the outputs tell that the program has no opinion on it any more. It replaces nothing then. An input that is only newly given and has
 * its value already is no change of its own; beside another change the engine names it, so then it is sent as well.
 */
export function changesOf(definition: ResourceDefinition, { olds, news, oldInputs, dialect }: DiffRequest): Changes {
  const { inputProperties, properties } = resourceSpec(definition.token);
  const resets = resetsOf(definition, { olds, news, oldInputs });
  const replacing = replacingInputs(definition.token, dialect);
  const differing = changedInputs(definition, olds, resets);
  const different = [
    ...changedInputs(definition, olds, news),
    ...Object.keys(resets).filter(
      (name) => olds[name] !== undefined && (differing.includes(name) || !replacing.includes(name)),
    ),
  ];
  if (different.length === 0) return { changed: [], resets };
  const isNamed = (name: string) =>
    (name in resets && !replacing.includes(name)) ||
    (oldInputs !== undefined && isGiven(news[name]) && isShownByInputs(definition, name, oldInputs, news));
  const changed = Object.keys(inputProperties).filter(
    (name) => different.includes(name) || (name in properties && isNamed(name)),
  );
  return { changed, resets };
}

function resetsOf(definition: ResourceDefinition, request: Omit<DiffRequest, "dialect">): Record<string, unknown> {
  const { olds, news, oldInputs = {} } = request;
  const pending = olds[RESETTING];
  const wasGiven = (name: string) => isGiven(oldInputs[name]) || (Array.isArray(pending) && pending.includes(name));
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

/** Names of the inputs whose new value differs in meaning from the old one, in the order of schema.json. */
export function changedInputs(definition: ResourceDefinition, olds: Values, news: Values): string[] {
  const { inputProperties, properties } = resourceSpec(definition.token);
  return Object.entries(inputProperties).flatMap(([name, property]) => {
    const value = news[name];
    // What has no output says how a resource comes to be, not what it is.
    if (value === undefined || value === null || !(name in properties)) return [];
    // Nor has the program an opinion on a name that it does not give: what exists keeps the one it has.
    if (name === "name" && olds.name !== undefined && isGenerated(news, kindOf(definition.token))) return [];
    // The sentinel of an unknown value is equal to nothing.
    return isEqual(property, olds[name], value) ? [] : [name];
  });
}

// The service refuses a second connection to the same peer; where the peer is not known yet, assume it stays.
function isRefusedBeside(definition: ResourceDefinition, olds: Values, news: Values, dialect: Dialect): boolean {
  const { onePer } = definition;
  if (onePer === undefined || !onePer.dialects.includes(dialect)) return false;
  const value = news[onePer.property];
  const property = resourceSpec(definition.token).inputProperties[onePer.property] ?? {};
  return value === undefined || hasUnknown(value) || isEqual(property, value, olds[onePer.property]);
}
