// An update in place: a PUT of the changed fields only, the tags, the read-back, and what has to follow the change.
import type { Item } from "../client/collection";
import { InitFailedError, reasonOf } from "../errors";
import { inputsOutsideBody, resourceSpec } from "../schema";
import { changedInputs } from "./diff";
import { put } from "./put";
import { reapply } from "./reapply";
import { repair } from "./repair";
import { initFailure, type Job, outputsOf, reportIgnored, settle } from "./settle";
import { writeTags } from "./tags";
import { fromWire, type Values } from "./wire";
import { describe } from "./world";

/**
 * Brings an object from its old outputs to the inputs of the job. Without a changed field nothing is written, only read.
 * Rejects with ApiError where the PUT was not accepted (or nobody knows: the next run sends the same again), with
 * InitFailedError from then on.
 */
export async function update(job: Job, olds: Values): Promise<Record<string, unknown>> {
  try {
    return await change(job, olds);
  } catch (error) {
    if (error instanceof InitFailedError) completeOutputs(job, error, olds);
    throw error;
  }
}

// The reply to a PUT may lack what a read would show, such as the addresses of a service. The state needs them all.
function completeOutputs({ definition }: Job, { properties }: InitFailedError, olds: Values): void {
  for (const name of resourceSpec(definition.token).required) {
    if (properties[name] === undefined && olds[name] !== undefined) properties[name] = olds[name];
  }
}

async function change(job: Job, olds: Values): Promise<Record<string, unknown>> {
  const changed = changedInputs(job.definition, olds, job.inputs);
  const outside = inputsOutsideBody(job.definition.token);
  const fields = changed.filter((name) => !outside.includes(name));
  const written = fields.length === 0 ? undefined : await put(job, fields);
  if (written === "refused while idle") return postponed(job, fields);
  let item: Item;
  if (changed.includes("tags")) item = await settleWithTags(job, written, olds);
  else item = await settle(job, written);
  const { item: repaired, sent } = await repair(job, item, changed);
  await reapply(job, repaired, changed);
  reportIgnored(job, repaired, [...changed, ...sent]);
  return outputsOf(job, repaired);
}

/** Waits until what was written is settled, then writes the tags that differ from those in `olds`, and reads all of it back. */
export async function settleWithTags(job: Job, written: Item | undefined, olds: Values): Promise<Item> {
  const settled = written === undefined ? undefined : await settle(job, written);
  const owner = settled === undefined ? olds : fromWire(job.definition, settled, {});
  try {
    await writeTags(job, { ...owner, tags: olds.tags }, job.inputs);
  } catch (error) {
    if (settled === undefined) throw error; // nothing else was written: the state is still right
    throw initFailure(job, settled, `its fields are ${job.purpose}, but its tags are not: ${reasonOf(error)}`);
  }
  return settle(job, undefined);
}

// The change stays visible in the next preview, and the connection that ends this state can be created in the meantime.
async function postponed(job: Job, fields: readonly string[]): Promise<Record<string, unknown>> {
  const { definition, world, id, inputs } = job;
  world.tell(
    `${describe(job, inputs.name)} has the status ${definition.idleStatus} until its first connection exists, and the service ` +
      `refuses changes in it: ${fields.join(", ")} not changed yet. Once it has a connection, run \`pulumi up\` again`,
  );
  return outputsOf(job, await world.collection.get(id));
}
