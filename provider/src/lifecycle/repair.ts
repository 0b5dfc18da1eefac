// Puts back what the service reset on its own during an update: once, and said to the user.
import type { Item } from "../client/collection";
import { InitFailedError, reasonOf } from "../errors";
import { resourceSpec } from "../schema";
import { put } from "./put";
import { initFailure, type Job, settle } from "./settle";
import { isEqual } from "./values";
import { fromWire, isSame } from "./wire";
import { describe } from "./world";

/** Sends declared fields again that the service reset although they were not `changed`; returns the object and what was sent. */
export async function repair(
  job: Job,
  item: Item,
  changed: readonly string[],
): Promise<{ item: Item; sent: string[] }> {
  const reset = resetInputs(job, item, changed);
  if (reset.length === 0) return { item, sent: [] };
  const name = describe(job, job.inputs.name);
  job.world.tell(`the service reset ${reset.join(", ")} of ${name} during the update; sending it again`);
  try {
    const written = await put(job, reset);
    return { item: written === "refused while idle" ? item : await settle(job, written), sent: reset };
  } catch (error) {
    if (error instanceof InitFailedError) throw error;
    const reason = reasonOf(error);
    throw initFailure(job, item, `the update was made, but ${reset.join(", ")} could not be put back: ${reason}`);
  }
}

// Reset means: declared, not sent (so it was right before), and now at the value the service falls back to. Any other difference
// is drift, perhaps of a field under `ignoreChanges`: that is for a preview to show, not to be overwritten unseen.
function resetInputs({ definition, inputs }: Job, item: Item, sent: readonly string[]): string[] {
  const { resetValues } = definition;
  if (resetValues === undefined) return [];
  const outs = fromWire(definition, item, inputs);
  return Object.entries(resourceSpec(definition.token).inputProperties).flatMap(([name, property]) => {
    const isDeclared = inputs[name] !== undefined && !sent.includes(name) && name in resetValues;
    const isWrong = !isSame(definition, name, inputs[name], outs[name]);
    return isDeclared && isWrong && isEqual(property, resetValues[name], outs[name]) ? [name] : [];
  });
}
