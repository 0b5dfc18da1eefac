// A delete: waits while something still uses the object or the service is busy with it, then until it is gone.
import { POLL_AGE } from "../api/batching/batchedCollection";
import { awaitedOf, describe, limitOn, type Subject } from "../context";
import type { Known } from "../core/contract";
import { isInUse, isPending } from "../core/errors";
import { dependentsOf, nameDependents } from "../dependents";
import { STOPPED, WaitEnded, waitUntilGone } from "../waiting/poll";
import { pauseBeforeTry } from "../waiting/retryUntil";
import type { Slot } from "../waiting/scheduler";
import { isGone, readDespite404 } from "./gone";
import { hasStatus } from "./settle";

/**
 * Deletes the object; one that is gone already is a success. What still hangs on to it vanishes after it on some clouds, so
 * "in use" is waited for until the deadline, and then fails with the names of what holds it.
 */
export async function remove(subject: Subject, known: Known): Promise<void> {
  const { context, id, definition } = subject;
  const { clock, log, collection, limits, scheduler, signal } = context;
  const deadline = clock.now() + limits.delete;
  const name = describe(subject, known.outputs.name);
  const answer = await ask(subject, known, deadline);
  // What has no status is gone with an answer that leaves nothing open.
  if (answer === "alreadyGone" || (answer === "done" && !hasStatus(definition))) return;
  const read = () => readDespite404(subject, () => collection.read(id, { age: POLL_AGE, isEnough: () => true }));
  const awaited = awaitedOf(subject, known.outputs.name, "deleted");
  const reading = { read, subject: name, awaited, hasStatus: hasStatus(definition), firstPause: 0 };
  try {
    await waitUntilGone({ ...reading, deadline, clock, signal, scheduler, log });
  } catch (error) {
    if (!(error instanceof WaitEnded) || error.isCancelled) throw error;
    throw new Error(`${error.message} (the limit is ${limitOn("delete", context)})`);
  }
}

async function ask(subject: Subject, known: Known, deadline: number): Promise<"done" | "accepted" | "alreadyGone"> {
  const { clock, collection, log, scheduler, signal } = subject.context;
  const started = clock.now();
  let slot: Slot | undefined;
  try {
    for (;;) {
      try {
        return await collection.delete(subject.id);
      } catch (error) {
        if (await isGone(error, known, subject)) return "alreadyGone";
        if (!(isInUse(error) || isPending(error)) || !(error instanceof Error)) throw error;
        if (signal.aborted)
          throw new Error(`${error.message}; ${STOPPED}. It stays in the state: run the command again`);
        if (clock.now() >= deadline) throw new Error(`${error.message}${await usedBy(subject)}${tried(subject)}`);
        slot ??= scheduler.join(awaitedOf(subject, known.outputs.name, "deleted"), log);
        slot.status = isInUse(error) ? "still in use" : "refused as pending";
        await slot.sleepUntil(Math.min(deadline, clock.now() + pauseBeforeTry(clock.now() - started, clock)), signal);
      }
    }
  } finally {
    slot?.leave();
  }
}

function tried({ context }: Subject): string {
  const { limits } = context;
  return `. Tried again for ${Math.round(limits.delete / 1000)} s: the limit is ${limitOn("delete", context)}`;
}

async function usedBy(subject: Subject): Promise<string> {
  try {
    const dependents = await dependentsOf(subject);
    return dependents.length === 0
      ? ""
      : `. It is used by ${nameDependents(dependents)}: delete that first, or point it to another`;
  } catch {
    return ""; // the refusal itself is what the user has to know
  }
}
