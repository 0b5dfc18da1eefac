// Old outputs × new inputs → what changed, what that replaces, and in which order. Pure.
import type { ResourceDefinition } from "../resources/definition";
import { kindOf, replacingInputs, resourceSpec } from "../schema";
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

/** Compares; an input that the program does not give is never a change, an unknown one always is. */
export function diff(definition: ResourceDefinition, { olds, news, oldInputs, dialect }: DiffRequest): Difference {
  const changed = changedInputs(definition, olds, news);
  const replacing = new Set(replacingInputs(definition.token, dialect));
  const isShownByInputs = oldInputs === undefined || changedInputs(definition, oldInputs, news).length > 0;
  return {
    changed,
    changes: changed.length === 0 ? false : isShownByInputs ? undefined : true,
    replaces: changed.filter((name) => replacing.has(name)),
    deleteBeforeReplace: isRefusedBeside(definition, olds, news, dialect),
  };
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
  return value === undefined || hasUnknown(value) || value === olds[onePer.property];
}
