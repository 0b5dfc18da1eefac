// After a write: waits until the object is settled, and makes every failure from there on keep id and outputs in state.

import { POLL_AGE } from "../api/batching/batchedCollection";
import type { Item } from "../api/collection";
import { awaitedOf, describe, limitOn } from "../context";
import type { ResourceDefinition } from "../core/definition";
import { isGiven } from "../core/diff";
import { InitFailedError, reasonOf } from "../core/errors";
import { sanitize } from "../core/sanitize";
import { inputsOutsideBody, replacingInputs, resourceSpec } from "../core/schema";
import { compare, differs, outputsOf, showsAll } from "../core/wire";
import {
  isPendingStatus,
  PENDING_PAUSE,
  statusOf,
  WaitEnded,
  type WaitOptions,
  waitUntilSettled,
} from "../waiting/poll";
import { unlessAborted } from "../waiting/scheduler";
import { readDespite404 } from "./gone";
import { isMap, type Job, storedOf } from "./outputs";
import { withoutTags, withTags } from "./tags";

/** Milliseconds after a reply with a settled status in which a pending one may still begin, where a service is known for that. */
const LATE_PENDING = 2_000;

const AGAIN = "run `pulumi up` again: it continues with the same object";
const IN_ERROR =
  `It is kept in the state. See at the service what is wrong, then ${AGAIN}. If it does not recover, replace it: set ` +
  "deleteBeforeReplace: true among its options and run `pulumi up --replace URN`, since some clouds refuse a second one next to it";
const NOT_UP = "Then run `pulumi up` again: it waits again. Without waitFor, a tunnel that is DOWN is no failure";
const STILL_BUSY = `It is kept in the state. Once the service is done, ${AGAIN}`;

/**
 * Returns the object as last read, settled and usable. `written` is the reply to the write, undefined where nothing was written.
 * `sent`: the inputs that were written; a read that shows another value of one than the reply did is older than the write.
 * Rejects with InitFailedError: it exists, and the state has to keep it as it is now.
 */
export async function settle(job: Job, written: Item | undefined, sent: readonly string[] = []): Promise<Item> {
  if (written !== undefined && isWhole(job, written, sent)) return written;
  if (written === undefined || sent.length === 0) return settleUnless(job, written, () => false);
  const { definition, inputs } = job;
  const replied = compare(definition, written, inputs);
  const namesOf = (comparisons: typeof replied) => comparisons.map(({ name }) => name);
  const stored = namesOf(replied.filter(({ name, same }) => same === true && sent.includes(name)));
  // Such as what the service has reset besides.
  const reset = namesOf(replied.filter((each) => differs(each) && !sent.includes(each.name)));
  const isStale = (item: Item) =>
    compare(definition, item, inputs).some(({ name, same }) => (same === true ? reset : stored).includes(name));
  return settleUnless(job, written, isStale);
}

/** The same where the caller can tell whether a read shows values from before the write. */
export async function settleUnless(
  job: Job,
  written: Item | undefined,
  isStale: (item: Item) => boolean,
): Promise<Item> {
  const last = await readUntilSettled(job, written, isStale);
  if (statusOf(last) === "ERROR")
    throw initFailure(job, last, `${subjectOf(job)} was ${job.purpose} but is in status ERROR`);
  const isDone = job.inputs.waitFor !== "active" || statusOf(last) === "ACTIVE";
  return isDone ? last : readUntilActive(job, last);
}

async function readUntilActive(job: Job, settled: Item): Promise<Item> {
  const { clock, limits } = job.context;
  const deadline = limits.isOfResource === true ? job.deadline : clock.now() + limits.active;
  try {
    const wait = { ...waiting(job, "up (ACTIVE)"), wanted: "ACTIVE", firstPause: PENDING_PAUSE, deadline };
    const last = await waitUntilSettled(wait);
    if (statusOf(last) === "ACTIVE") return last;
    throw initFailure(job, last, `${subjectOf(job)} was ${job.purpose} but is in status ERROR`);
  } catch (error) {
    if (error instanceof InitFailedError) throw error;
    const seen = (error instanceof WaitEnded ? error.item : undefined) ?? settled;
    if (error instanceof WaitEnded && error.isCancelled) throw initFailure(job, seen, error.message, STILL_BUSY);
    const name = limits.isOfResource === true ? limitOf(job) : "the setting vpnaas:activeTimeout";
    const limit = error instanceof WaitEnded ? ` (the limit is ${name})` : "";
    // Where reading has failed, more reads would, too.
    const causes = error instanceof WaitEnded ? await causesOf(job, seen) : "";
    throw initFailure(job, seen, `${reasonOf(error)}${limit}`, `It is kept in the state. ${causes}${NOT_UP}`);
  }
}

async function causesOf({ definition, context, id }: Job, item: Item): Promise<string> {
  const whyDown = context.whyDown(outputsOf(compare(definition, item, {})), id);
  const causes = (await unlessAborted(whyDown, context.signal)) ?? [];
  const lines = causes.map(({ sentence }, at) => `\n  ${at + 1}. ${sentence}.`);
  return lines.length === 0 ? "" : `Likely causes, the likeliest first:${lines.join("")}\n`;
}

// What has no status is done with the reply to the write, as long as that reply says everything: also of what was sent, and as it was sent.
function isWhole({ definition, inputs }: Job, written: Item, sent: readonly string[]): boolean {
  if (hasStatus(definition)) return false;
  const { required } = resourceSpec(definition.token);
  const outside = inputsOutsideBody(definition.token);
  const fields = sent.filter((name) => !outside.includes(name));
  return !compare(definition, written, inputs).some((each) => {
    const isSent = fields.includes(each.name);
    const isMissed = isSent ? each.returned === undefined || differs(each) : false;
    return isMissed || (required.includes(each.name) && !isGiven(each.returned));
  });
}

/** Do its replies hold a status? Else it is done with the answer to a write. */
export function hasStatus({ token }: ResourceDefinition): boolean {
  return "status" in resourceSpec(token).properties;
}

/** Tells the user of inputs that the service accepted and then did not take. */
export function reportIgnored(job: Job, item: Item, sent: readonly string[]): void {
  const { definition, inputs, context } = job;
  const isLeftToOthers = (name: string) => isMap(definition, name) && (job.before?.reset ?? []).includes(name);
  const ignored = compare(definition, item, inputs).filter(
    ({ name, same }) => same === false && sent.includes(name) && !isLeftToOthers(name),
  );
  const replacing = replacingInputs(definition.token, context.settings.dialect);
  for (const { name, declared, returned } of ignored) {
    const outlook = replacing.includes(name)
      ? "it cannot be changed in place, so it stays"
      : "previews will go on showing the difference";
    context.log(
      `${describe(job, inputs.name)}: the service accepted ${name} ${sanitize(declared)} but keeps ${sanitize(returned)}; ${outlook}`,
    );
  }
}

/** How a wait for this job is done; `purpose`: what the object is to become. */
export function waiting(job: Job, purpose: string = job.purpose, written?: Item): Omit<WaitOptions, "firstPause"> {
  const { definition, context, id, inputs, deadline } = job;
  const { clock, log, collection, scheduler, signal } = context;
  const known = written === undefined ? (job.before?.olds ?? {}) : outputsOf(compare(definition, written, {}));
  const needed = withoutTags(known, inputs.tags !== undefined);
  // Of what is pending only the status counts.
  const isEnough = (item: Item, read: Item | undefined) =>
    isPendingStatus(statusOf(item)) || showsAll(definition, needed, { item, read });
  return {
    read: async () => {
      const read = () => collection.read(id, { age: POLL_AGE, isEnough });
      // What is new may not be visible everywhere yet: the wait knows that.
      const item = await (job.purpose === "created" ? read() : readDespite404(job, read));
      return withTags(job, item, inputs.tags !== undefined);
    },
    subject: subjectOf(job),
    awaited: awaitedOf(job, inputs.name, purpose),
    idleStatus: definition.idleStatus,
    hasStatus: hasStatus(definition),
    deadline,
    clock,
    signal,
    scheduler,
    log,
  };
}

/** The error for an object that exists but is not usable. */
export function initFailure(job: Job, item: Item, reason: string, advice = IN_ERROR): InitFailedError {
  const answer =
    job.answer === undefined ? "" : `; the service had answered its creation with ${job.answer.replace(/\.$/, "")}`;
  const sentence = `${reason}${answer}. ${advice}`;
  return new InitFailedError({ message: sentence, id: job.id, stored: storedOf(job, item), reasons: [sentence] });
}

/** What limits how long the job may take. */
export function limitOf({ purpose, context }: Job): string {
  return limitOn(purpose === "created" ? "create" : "update", context);
}

function subjectOf(job: Job): string {
  return describe(job, job.inputs.name);
}

async function readUntilSettled(job: Job, written: Item | undefined, isStale: (item: Item) => boolean): Promise<Item> {
  try {
    const isYoung = job.purpose === "created";
    return await waitUntilSettled({
      ...waiting(job, job.purpose, written),
      ...firstLook(job, written),
      isStale,
      isYoung,
    });
  } catch (error) {
    const seen = (error instanceof WaitEnded ? error.item : undefined) ?? written;
    if (seen === undefined) throw error; // nothing was written and nothing seen: the state is still right
    if (error instanceof WaitEnded) {
      const limit = error.isCancelled ? "" : ` (the limit is ${limitOf(job)})`;
      throw initFailure(job, seen, `${error.message}${limit}`, STILL_BUSY);
    }
    throw initFailure(
      job,
      seen,
      `${subjectOf(job)} was ${job.purpose}, but reading it back failed: ${reasonOf(error)}`,
    );
  }
}

// What is known to be pending is not looked at at once. Where the reply shows the status from before the write, it says nothing.
function firstLook({ definition, context }: Job, written: Item | undefined) {
  if (written === undefined || !hasStatus(definition)) return { firstPause: 0 };
  const status = statusOf(written);
  if (status === definition.idleStatus) return { firstPause: 0 };
  if (status === "" || isPendingStatus(status)) return { firstPause: PENDING_PAUSE };
  const isLate = definition.dialects[context.settings.dialect].isPendingLate;
  return { firstPause: isLate ? LATE_PENDING : 0, isLikelySettled: true };
}
