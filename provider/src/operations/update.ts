// An update in place: a PUT of the changed fields only, the tags, the read-back, and what has to follow the change.
import type { Item } from "../api/collection";
import { describe } from "../context";
import type { Known, Stored, Values } from "../core/contract";
import { changesOf } from "../core/diff";
import { reasonOf } from "../core/errors";
import { inputsOutsideBody } from "../core/schema";
import { compare, outputIn, outputsOf } from "../core/wire";
import { readDespite404 } from "./gone";
import { type Before, type Job, storedOf } from "./outputs";
import { put } from "./put";
import { needsReapply, reapply } from "./reapply";
import { needsRenegotiation, renegotiate } from "./renegotiate";
import { repair } from "./repair";
import { initFailure, reportIgnored, settle, settleUnless } from "./settle";
import { showsTags, writeTags } from "./tags";

/**
 * Brings an object from what the state holds to the inputs of the job. Without a changed field nothing is written, only read.
 * Rejects with ApiError where the PUT was not accepted (or its outcome is unknown: the next run sends the same again), with
 * InitFailedError from then on.
 */
export async function update(asked: Job, old: Known): Promise<Stored> {
  const { changed, resets } = changesOf(asked.definition, {
    old,
    news: asked.inputs,
    dialect: asked.context.settings.dialect,
    isAutonamed: asked.context.autoname.has(asked.inputs.name),
  });
  const before = { olds: old.outputs, sent: changed, reset: Object.keys(resets) };
  const job = { ...asked, inputs: { ...asked.inputs, ...resets }, before };
  const outside = inputsOutsideBody(job.definition.token);
  const fields = changed.filter((name) => !outside.includes(name));
  if (needsRenegotiation(job, changed, old)) return change({ ...job, due: "renegotiation" }, fields);
  if (!needsReapply(job, changed, old)) return change(job, fields);
  job.context.jointTouch.begin(job.id);
  try {
    return await change({ ...job, due: "reapply" }, fields);
  } finally {
    job.context.jointTouch.end(job.id);
  }
}

async function change(job: Job & { readonly before: Before }, fields: readonly string[]): Promise<Stored> {
  const { before } = job;
  const { olds, sent: changed } = before;
  const written = fields.length === 0 ? undefined : await put(job, fields);
  if (written?.tag === "refusedWhileIdle") return postponed({ ...job, before: { ...before, sent: [] } }, fields);
  const reply = written?.reply;
  let item: Item;
  if (job.due === "renegotiation") item = await renegotiate(job, { reply, fields });
  else if (changed.includes("tags")) item = await settleWithTags(job, { reply, fields }, olds);
  else item = await settle(job, reply, fields);
  const { item: repaired, sent } = await repair(job, item, changed);
  const done = { ...job, before: { ...before, sent: [...changed, ...sent] } };
  if (job.due === "reapply") await reapply(done, repaired);
  reportIgnored(done, repaired, done.before.sent);
  reportDown(done, repaired);
  return storedOf({ ...done, due: undefined }, repaired);
}

/** The reply to a write, undefined where none was made, and the fields that it sent. */
interface SentFields {
  readonly reply: Item | undefined;
  readonly fields: readonly string[];
}

/** Waits until what was written is settled, then writes the tags that differ from those in `olds`, and reads all of it back. */
export async function settleWithTags(job: Job, { reply, fields }: SentFields, olds: Values): Promise<Item> {
  const settled = reply === undefined ? undefined : await settle(job, reply, fields);
  const owner = settled === undefined ? olds : outputsOf(compare(job.definition, settled, {}));
  try {
    await writeTags(job, { ...owner, tags: olds.tags }, job.inputs);
  } catch (error) {
    if (settled === undefined) throw error; // nothing else was written: the state is still right
    throw initFailure(job, settled, `its fields are ${job.purpose}, but its tags are not: ${reasonOf(error)}`);
  }
  // Accepted tags are stored: a read without them is older.
  return settleUnless(job, undefined, (item) => !showsTags(job, item, olds));
}

// Someone else may have taken it down, or a run that was killed; what was not sent is left as it is.
function reportDown({ definition, context, id, inputs, before }: Job, item: Item): void {
  const isSent = before?.sent.includes("adminStateUp") === true;
  if (isSent || inputs.adminStateUp !== true || outputIn(definition, item, "adminStateUp") !== false) return;
  context.log(
    `${describe({ definition, context, id }, inputs.name)} is administratively down at the service, though the program says ` +
      "adminStateUp true. To take it up, run `pulumi refresh`, then `pulumi up`",
  );
}

// The change stays visible in the next preview, and the connection that ends this state can be created in the meantime.
async function postponed(job: Job, fields: readonly string[]): Promise<Stored> {
  const { definition, context, id, inputs } = job;
  context.log(
    `${describe(job, inputs.name)} has the status ${definition.idleStatus} until its first connection exists, and the service ` +
      `refuses changes in it: ${fields.join(", ")} not changed yet. Once it has a connection, run \`pulumi up\` again`,
  );
  return storedOf(job, await readDespite404(job, () => context.collection.get(id)));
}
