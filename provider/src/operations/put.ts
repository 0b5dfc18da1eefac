// The PUT of some fields, sent again for as long as the service refuses it because it still works on an earlier write.
import type { Item } from "../api/collection";
import { describe } from "../context";
import { otherDialect } from "../core/dialectRules";
import { type ApiError, isBareNotFound, isInUse, isNotFound, isPending, sentenceOf } from "../core/errors";
import { replacingInputs } from "../core/schema";
import { toWire } from "../core/wire";
import { dependentsOf } from "../dependents";
import { waitUntilSettled } from "../waiting/poll";
import { pauseBeforeTry } from "../waiting/retryUntil";
import type { Slot } from "../waiting/scheduler";
import { refuseWithoutList } from "./gone";
import type { Job } from "./outputs";
import { waiting } from "./settle";

/** What became of a PUT. `refusedWhileIdle`: the object stays pending for as long as no connection refers to it, and none does. */
type PutOutcome = { readonly tag: "accepted"; readonly reply: Item } | { readonly tag: "refusedWhileIdle" };

/** Sends the inputs `names`; waits while the object is pending. Rejects with ApiError. */
export async function put(job: Job, names: readonly string[]): Promise<PutOutcome> {
  const { definition, context, id, inputs, deadline } = job;
  const { clock } = context;
  const body = toWire(definition, inputs, names);
  const started = clock.now();
  // One for all tries: an object that shows a settled status and is refused all the same is reported, too.
  let slot: Slot | undefined;
  try {
    for (;;) {
      try {
        return { tag: "accepted", reply: await context.collection.update(id, body) };
      } catch (error) {
        if (isNotFound(error)) throw await missing(job, error);
        if (isInUse(error) && definition.referencedBy !== undefined) throw unchangeable(job, error, names);
        if (!isPending(error) || clock.now() >= deadline) throw error;
        if (definition.idleStatus !== undefined && (await dependentsOf(job)).length === 0)
          return { tag: "refusedWhileIdle" };
        const wait = { ...waiting(job, "ready for an update"), idleStatus: undefined };
        slot ??= context.scheduler.join(wait.awaited, context.log);
        slot.status = "refused as pending";
        const firstPause = pauseBeforeTry(clock.now() - started, clock);
        await waitUntilSettled({ ...wait, slot, firstPause, isLikelySettled: true });
      }
    }
  } finally {
    slot?.leave();
  }
}

// A 404 on a PUT is also what a reference to an unknown object gets, so the sentence of the service stays in the message.
async function missing(job: Job, error: ApiError): Promise<Error> {
  // Rejects with the reason where the whole API is not there.
  if (isBareNotFound(error)) await refuseWithoutList(error, job);
  return new Error(
    `${sentenceOf(error)} If ${describe(job, job.inputs.name)} was deleted outside of Pulumi: run \`pulumi refresh\`, ` +
      "then `pulumi up` creates it again",
  );
}

// A preview plans a replacement where the dialect is known to refuse this; a service with other ways ends here.
function unchangeable(job: Job, error: Error, names: readonly string[]): Error {
  const { dialect, dialectRemark } = job.context.settings;
  const other = otherDialect(dialect);
  const planned = replacingInputs(job.definition.token, other).some((name) => names.includes(name))
    ? `, or set vpnaas:dialect to ${other}, which plans it so (now ${dialectRemark})`
    : "";
  return new Error(
    `${sentenceOf(error)} This service does not change what a connection uses: replace ${describe(job, job.inputs.name)} with ` +
      `\`pulumi up --replace URN\`${planned}`,
  );
}
