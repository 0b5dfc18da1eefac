// After a write: waits until the object is settled, and makes every failure from there on keep id and outputs in state.
import type { Item } from "../client/collection";
import { POLL_AGE } from "../client/statusBoard";
import { InitFailedError, reasonOf } from "../errors";
import { quoted } from "../quoted";
import { resourceSpec } from "../schema";
import { type Before, outputsAfter } from "./outputs";
import { withTags } from "./tags";
import { isPendingStatus, PENDING_PAUSE, statusOf, type WaitOptions, WaitTimeout, waitUntilSettled } from "./wait";
import { fromWire, isSame, outputIn, type Values } from "./wire";
import { describe, type Subject } from "./world";

/** A write on a subject that has been accepted, or is about to be made. */
export interface Job extends Subject {
  /** What is written, with the defaults of what falls back to them. */
  readonly inputs: Values;
  /** What an update starts from. */
  readonly before?: Before;
  readonly purpose: "created" | "updated";
  /** Instant (ms since epoch) at which waiting ends. */
  readonly deadline: number;
}

const AGAIN = "run `pulumi up` again: it goes on with the same object";
const IN_ERROR = `It is kept in the state. See at the service what is wrong, then ${AGAIN}`;
const NOT_UP =
  "It is kept in the state. Usually the two sides differ in the psk, in the policies, in the networks, or in what one is and the " +
  "other expects as peerId; or the other side is not configured yet, or does not get through (UDP 500 and 4500, ESP); or both " +
  'only answer (initiator "response-only"); or there is no traffic yet that would bring the tunnel up. Then run `pulumi up` again: ' +
  "it waits again. Without waitFor, a tunnel that is DOWN is no failure";
const STILL_BUSY = `It is kept in the state. Once the service is done, ${AGAIN}`;

/**
 * Returns the object as last read, settled and usable. `written` is the reply to the write, undefined where nothing was written.
 * Rejects with InitFailedError: it exists, and the state has to keep it as it is now.
 */
export async function settle(job: Job, written: Item | undefined): Promise<Item> {
  if (written !== undefined && isWhole(job, written)) return written;
  const last = await readUntilSettled(job, written);
  if (statusOf(last) === "ERROR")
    throw initFailure(job, last, `${subjectOf(job)} was ${job.purpose} but is in status ERROR`);
  const isDone = job.inputs.waitFor !== "active" || statusOf(last) === "ACTIVE";
  return isDone ? last : readUntilActive(job, last);
}

async function readUntilActive(job: Job, settled: Item): Promise<Item> {
  const { clock, settings } = job.world;
  const deadline = clock.now() + settings.activeTimeout;
  try {
    const wait = { ...waiting(job), purpose: "up (ACTIVE)", wanted: "ACTIVE", firstPause: PENDING_PAUSE, deadline };
    const last = await waitUntilSettled(wait);
    if (statusOf(last) === "ACTIVE") return last;
    throw initFailure(job, last, `${subjectOf(job)} was ${job.purpose} but is in status ERROR`);
  } catch (error) {
    if (error instanceof InitFailedError) throw error;
    const seen = (error instanceof WaitTimeout ? error.item : undefined) ?? settled;
    const limit = error instanceof WaitTimeout ? " (the limit is the setting vpnaas:activeTimeout)" : "";
    throw initFailure(job, seen, `${reasonOf(error)}${limit}`, NOT_UP);
  }
}

// What has no status is done with the reply to the write, as long as that reply says everything.
function isWhole({ definition }: Job, written: Item): boolean {
  const { properties, required } = resourceSpec(definition.token);
  return !("status" in properties) && required.every((name) => outputIn(definition, written, name) !== undefined);
}

/** Outputs of the object for the state, hidden ones included. */
export function outputsOf(job: Job, item: Item): Record<string, unknown> {
  return outputsAfter({ ...job, dialect: job.world.settings.dialect }, item);
}

/** Tells the user of inputs that the service accepted and then did not take. */
export function reportIgnored(job: Job, item: Item, sent: readonly string[]): void {
  const { definition, inputs, world } = job;
  const outs = fromWire(definition, item, inputs);
  const ignored = sent.filter((name) => !isSame(definition, name, inputs[name], outs[name]));
  for (const name of ignored) {
    world.tell(
      `${describe(job, inputs.name)}: the service accepted ${name} ${quoted(inputs[name])} but keeps ` +
        `${quoted(outs[name])}; previews will go on showing the difference`,
    );
  }
}

/** How a wait for this job is done. */
export function waiting(job: Job): Omit<WaitOptions, "firstPause"> {
  const { definition, world, id, inputs, purpose, deadline } = job;
  const { clock, tell, collection, waiters } = world;
  return {
    read: async () => withTags(job, await collection.read(id, POLL_AGE), inputs.tags !== undefined),
    glance: () => collection.glance(id),
    subject: subjectOf(job),
    purpose,
    idleStatus: definition.idleStatus,
    deadline,
    clock,
    waiters,
    tell,
  };
}

/** The error for an object that exists but is not usable. */
export function initFailure(job: Job, item: Item, reason: string, advice = IN_ERROR): InitFailedError {
  const sentence = `${reason}. ${advice}`;
  return new InitFailedError({ message: sentence, id: job.id, properties: outputsOf(job, item), reasons: [sentence] });
}

function subjectOf(job: Job): string {
  return describe(job, job.inputs.name);
}

async function readUntilSettled(job: Job, written: Item | undefined): Promise<Item> {
  try {
    const status = statusOf(written ?? {});
    const firstPause = isPendingStatus(status) && status !== job.definition.idleStatus ? PENDING_PAUSE : 0;
    return await waitUntilSettled({ ...waiting(job), firstPause, isYoung: job.purpose === "created" });
  } catch (error) {
    const seen = (error instanceof WaitTimeout ? error.item : undefined) ?? written;
    if (seen === undefined) throw error; // nothing was written and nothing seen: the state is still right
    if (error instanceof WaitTimeout) {
      const limit = job.purpose === "created" ? "vpnaas:createTimeout" : "vpnaas:updateTimeout";
      throw initFailure(job, seen, `${error.message} (the limit is the setting ${limit})`, STILL_BUSY);
    }
    throw initFailure(
      job,
      seen,
      `${subjectOf(job)} was ${job.purpose}, but reading it back failed: ${reasonOf(error)}`,
    );
  }
}
