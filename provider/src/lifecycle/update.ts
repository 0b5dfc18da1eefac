// An update in place: a PUT of the changed fields only, the read-back, and the repair of what the service reset on its own.
import type { Item } from "../client/collection";
import { InitFailedError, isNotFound, isPending } from "../errors";
import { resourceSpec } from "../schema";
import { changedInputs } from "./diff";
import { initFailure, type Job, outputsOf, reportIgnored, settle, waiting } from "./settle";
import { isEqual } from "./values";
import { longerPause, PENDING_PAUSE, waitUntilSettled } from "./wait";
import { fromWire, isSame, toWire, type Values } from "./wire";
import { describe } from "./world";

/**
 * Brings an object from its old outputs to the inputs of the job. Without a changed field nothing is written, only read.
 * Rejects with ApiError where the PUT was not accepted (or nobody knows: the next run sends the same again), with
 * InitFailedError from then on.
 */
export async function update(job: Job, olds: Values): Promise<Record<string, unknown>> {
  const changed = changedInputs(job.definition, olds, job.inputs);
  let item = await settle(job, changed.length === 0 ? undefined : await put(job, changed));
  const reset = resetInputs(job, item, changed);
  if (reset.length > 0) item = await repair(job, reset, item);
  reportIgnored(job, item, [...changed, ...reset]);
  return outputsOf(job, item);
}

// The service refuses an update while it still works on an earlier one: that is waited for, not failed.
async function put(job: Job, names: readonly string[]): Promise<Item> {
  const { definition, world, id, inputs, deadline } = job;
  const body = toWire(definition, inputs, names);
  for (let pause = PENDING_PAUSE; ; pause = longerPause(pause, world.clock)) {
    try {
      return await world.collection.update(id, body);
    } catch (error) {
      if (isNotFound(error)) throw missing(job, error);
      if (!isPending(error) || world.clock.now() >= deadline) throw error;
      await waitUntilSettled({ ...waiting(job), purpose: "ready for an update", firstPause: pause });
    }
  }
}

// A 404 on a PUT is also what a reference to an unknown object gets, so the sentence of the service stays in the message.
function missing(job: Job, error: Error): Error {
  return new Error(
    `${error.message}. If ${describe(job, job.inputs.name)} was deleted outside of Pulumi: run \`pulumi refresh\`, ` +
      "then `pulumi up` creates it again",
  );
}

// Reset means: declared, not sent (so it was right before), and now at the value the service falls back to. Any other difference
// is drift, perhaps of a field under `ignoreChanges`: that is for a preview to show, not to be overwritten unseen.
function resetInputs({ definition, inputs }: Job, item: Item, sent: readonly string[]): string[] {
  const { inputProperties } = resourceSpec(definition.token);
  const outs = fromWire(definition, item, inputs);
  return Object.entries(inputProperties).flatMap(([name, property]) => {
    const isDeclared = inputs[name] !== undefined && !sent.includes(name) && name in definition.resetValues;
    const isWrong = !isSame(definition, name, inputs[name], outs[name]);
    return isDeclared && isWrong && isEqual(property, definition.resetValues[name], outs[name]) ? [name] : [];
  });
}

async function repair(job: Job, names: readonly string[], item: Item): Promise<Item> {
  job.world.tell(
    `the service reset ${names.join(", ")} of ${describe(job, job.inputs.name)} during the update; sending it again`,
  );
  try {
    return await settle(job, await put(job, names));
  } catch (error) {
    if (error instanceof InitFailedError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw initFailure(job, item, `the update was made, but ${names.join(", ")} could not be put back: ${reason}`);
  }
}
