// Puts back what the service is known to reset on its own during an update: once, and said to the user.
import type { Item } from "../api/collection";
import { describe } from "../context";
import { InitFailedError, reasonOf } from "../core/errors";
import { compare } from "../core/wire";
import { type Job, resetBeside } from "./outputs";
import { put } from "./put";
import { initFailure, settle } from "./settle";

/** Sends declared fields again that the service reset although they were not `changed`; returns the object and what was sent. */
export async function repair(
  job: Job,
  item: Item,
  changed: readonly string[],
): Promise<{ item: Item; sent: string[] }> {
  const reset = resetInputs(job, item, changed);
  if (reset.length === 0) return { item, sent: [] };
  const name = describe(job, job.inputs.name);
  job.context.log(`the service reset ${reset.join(", ")} of ${name} during the update; sending it again`);
  try {
    const written = await put(job, reset);
    return { item: written.tag === "accepted" ? await settle(job, written.reply, reset) : item, sent: reset };
  } catch (error) {
    if (error instanceof InitFailedError) throw error;
    const reason = reasonOf(error);
    throw initFailure(job, item, `the update was made, but ${reset.join(", ")} could not be put back: ${reason}`);
  }
}

// Any other difference is a change by someone else, perhaps of a field under `ignoreChanges`: not to be overwritten unseen.
function resetInputs(job: Job, item: Item, sent: readonly string[]): string[] {
  const names = resetBeside(job, sent);
  const reset = compare(job.definition, item, job.inputs).filter(
    ({ declared, same, isDefault }) => declared !== undefined && same === false && isDefault,
  );
  return reset.map(({ name }) => name).filter((name) => names.includes(name));
}
