// What a write is, and what goes into the state after it: only a read brings in what others changed at the service.
import type { Item } from "../api/collection";
import type { Subject } from "../context";
import type { Stored } from "../core/contract";
import type { ResourceDefinition } from "../core/definition";
import { isGiven } from "../core/diff";
import { resourceSpec } from "../core/schema";
import { type Comparison, compare, isSame, outputsOf, type Values } from "../core/wire";

/** What an update starts from. */
export interface Before {
  /** Outputs of the last operation. */
  readonly olds: Values;
  /** Names of the inputs that the update sends. */
  readonly sent: readonly string[];
  /** Names of the inputs that fall back to their defaults: they have a value to send, but the program does not give them. */
  readonly reset: readonly string[];
}

/** A write on a subject that has been accepted, or is about to be made. */
export interface Job extends Subject {
  /** What is written, with the defaults of what falls back to them. */
  readonly inputs: Values;
  /** What the service said to the POST of an object that it made all the same. */
  readonly answer?: string | undefined;
  /** What an update starts from. */
  readonly before?: Before;
  /** What has still to follow for the change to have its effect: an update of the connections that use it, or a new negotiation. */
  readonly due?: "reapply" | "renegotiation" | undefined;
  readonly purpose: "created" | "updated";
  /** Instant on `Clock.now` at which waiting ends. */
  readonly deadline: number;
}

/**
 * What is to be kept of the object, with the list of what the program declares. After an update, an input that was not sent keeps the value
 * that the state has, whatever the service shows; so do outputs that the reply does not hold.
 */
export function storedOf(job: Job, item: Item): Stored {
  const { definition, inputs, before, due } = job;
  const comparisons = compare(definition, item, inputs);
  const outs = outputsOf(comparisons);
  const memo = { declared: declaredIn(inputs, before?.reset), ...(due === undefined ? {} : { unapplied: true }) };
  if (before === undefined) return { outputs: outs, memo };
  const { inputProperties } = resourceSpec(definition.token);
  for (const comparison of comparisons) {
    const { name, returned } = comparison;
    const isNew = name in inputProperties ? isFromService(job, before, comparison) : returned !== undefined;
    if (!isNew && before.olds[name] !== undefined) outs[name] = before.olds[name];
  }
  const resetting = before.reset.filter((name) =>
    isMap(definition, name)
      ? Object.keys(before.olds[name] ?? {}).some((key) => Object.hasOwn(Object(outs[name]), key))
      : !isSame(definition, name, inputs[name], outs[name] ?? inputs[name]),
  );
  return { outputs: outs, memo: { ...memo, ...(resetting.length > 0 ? { resetting } : {}) } };
}

/** Is the input a map such as tags? Removed, only the keys that were declared are: what others have set stays, and is no concern of ours. */
export function isMap({ token }: ResourceDefinition, name: string): boolean {
  return resourceSpec(token).inputProperties[name]?.additionalProperties !== undefined;
}

/** Names of what the program declares. */
export function declaredIn(inputs: Values, reset: readonly string[] = []): string[] {
  return Object.keys(inputs)
    .filter((name) => !reset.includes(name))
    .sort();
}

/** Inputs that the service is known to put back to their defaults when one of `sent` is sent. */
export function resetBeside({ definition, context }: Job, sent: readonly string[]): string[] {
  const { resetBy = {} } = definition.dialects[context.settings.dialect];
  const names = sent.flatMap((name) => resetBy[name] ?? []);
  return names.filter((name) => !sent.includes(name));
}

// What was sent is as the service shows it, if it does: tags are no part of every reply. So is what the service itself has put back.
function isFromService(job: Job, { sent }: Before, { name, declared, returned, same, isDefault }: Comparison): boolean {
  if (sent.includes(name)) return isGiven(same === false ? returned : declared);
  return isDefault && resetBeside(job, sent).includes(name);
}
