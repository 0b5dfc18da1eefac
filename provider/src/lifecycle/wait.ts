// Reads an object until its status has left the PENDING_* states, or until it is gone. Knows statuses and time only.
import type { Clock } from "../client/clock";
import type { Item } from "../client/collection";
import { isNotFound } from "../errors";
import { LONGEST, quoted } from "../quoted";
import { type Place, REPORT_EVERY, type Waiters } from "./waiters";
import { normaliseStatus } from "./wire";

/** What is waited for, and for how long. */
export interface WaitOptions {
  readonly read: () => Promise<Item>;
  /** The status alone where it costs less than a read; undefined where it does not. Never rejects. */
  readonly glance: () => Promise<string | undefined>;
  /** What people call the object, with its name and id. */
  readonly subject: string;
  /** What is to become of the object, for example `created`. */
  readonly purpose: string;
  /** A pending status that may last for ever, so that it counts as settled. */
  readonly idleStatus?: string | undefined;
  /** The status to wait for; without it, any that is settled. ERROR is an end in any case. */
  readonly wanted?: string | undefined;
  /** Milliseconds before the first read; 0 reads at once. */
  readonly firstPause: number;
  /** Instant (ms since epoch) at which waiting ends. */
  readonly deadline: number;
  readonly clock: Clock;
  /** The others who wait. */
  readonly waiters: Waiters;
  /** Tells the user how it goes. */
  readonly tell: (message: string) => void;
}

/** Time ran out. `item` is what was seen last, if anything. */
export class WaitTimeout extends Error {
  readonly item: Item | undefined;
  constructor(message: string, item: Item | undefined) {
    super(message);
    this.name = "WaitTimeout";
    this.item = item;
    // The item may hold the psk: nothing that prints the error may show it.
    Object.defineProperty(this, "item", { enumerable: false });
  }
}

/** Milliseconds before the first read of an object that is known to be pending, and between the first ones. */
export const PENDING_PAUSE = 500;

const GROWTH = 1.5;
const LONGEST_PAUSE = 10_000;
/** Milliseconds of waiting in which each pause is a short one; beyond, a pause is half as long as the time since then, and a bit. */
const IMPATIENT_FOR = 3_000;
const YOUNG_FOR = 30_000;
const SETTLED: ReadonlySet<string> = new Set(["", "ACTIVE", "DOWN", "FROZEN", "ERROR"]);

/** The status of an item in its normal form; empty where it has none. */
export function statusOf(item: Item): string {
  return typeof item.status === "string" ? normaliseStatus(item.status) : "";
}

/** Has the service still work to do on an object of this status? */
export function isPendingStatus(status: string): boolean {
  return status.startsWith("PENDING") || status === "BUILD";
}

/** The pause that follows a pause between two tries: half as long again, up to 10 s, with jitter so that many spread. */
export function longerPause(pause: number, clock: Clock): number {
  const grown = pause === 0 ? PENDING_PAUSE : Math.min(LONGEST_PAUSE, pause * GROWTH);
  return grown * (0.9 + 0.2 * clock.random());
}

/** The pause between two looks of somebody who has waited for so long: the age of the wait decides, not that of any other. */
export function pauseAt(age: number): number {
  return Math.min(LONGEST_PAUSE, PENDING_PAUSE + Math.max(0, age - IMPATIENT_FOR) / 2);
}

/**
 * Reads until the status is settled (or the wanted one) and returns that last read. An unknown status counts as settled, with a word to the user.
 * `isYoung`: the object was only just created, a 404 is then taken for a slow service for 30 s.
 * Rejects with WaitTimeout when the deadline passes, with ApiError when reading fails.
 */
export async function waitUntilSettled(options: WaitOptions & { readonly isYoung?: boolean }): Promise<Item> {
  const started = options.clock.now();
  let isFirst = true;
  return poll(options, async (isLast) => {
    // Looked at at once, it is likely to be settled: the read itself then is the end.
    const isRead = isLast || (isFirst && options.firstPause === 0);
    isFirst = false;
    const glance = isRead ? "" : normaliseStatus((await options.glance()) ?? "");
    if (glance !== "" && isAwaited(glance, options)) return { item: undefined, status: shown(glance) };
    try {
      const item = await options.read();
      const status = statusOf(item);
      if (isAwaited(status, options)) return { item, status: shown(status) };
      if (status === options.idleStatus) return { done: item };
      if (!SETTLED.has(status))
        options.tell(`${options.subject} has the unknown status ${shown(status)}; taken as settled`);
      return { done: item };
    } catch (error) {
      const isJustSlow = options.isYoung === true && isNotFound(error) && options.clock.now() - started < YOUNG_FOR;
      if (!isJustSlow) throw error;
      return { item: undefined, status: "not visible yet" };
    }
  });
}

function isAwaited(status: string, { idleStatus, wanted }: WaitOptions): boolean {
  if (wanted !== undefined) return status !== wanted && status !== "ERROR";
  return isPendingStatus(status) && status !== idleStatus;
}

/**
 * Acts again, with growing pauses, for as long as `mayPass` says of the failure that it may pass. Rejects with the last failure
 * where it may not, or at the deadline (ms since epoch).
 */
export async function persist<T>(
  act: () => Promise<T>,
  { clock, deadline }: Pick<WaitOptions, "clock" | "deadline">,
  mayPass: (error: unknown) => boolean,
): Promise<T> {
  for (let pause = PENDING_PAUSE; ; pause = longerPause(pause, clock)) {
    try {
      return await act();
    } catch (error) {
      if (clock.now() >= deadline || !mayPass(error)) throw error;
      await clock.sleep(Math.min(pause, deadline - clock.now()));
    }
  }
}

/** Reads until the service answers 404. Rejects when the status becomes ERROR, when the deadline passes, or when reading fails. */
export async function waitUntilGone(options: WaitOptions): Promise<void> {
  await poll(options, async (isLast) => {
    const glance = isLast ? "" : normaliseStatus((await options.glance()) ?? "");
    if (glance !== "" && glance !== "ERROR") return { item: undefined, status: shown(glance) };
    try {
      const item = await options.read();
      const status = statusOf(item);
      if (status !== "ERROR") return { item, status: shown(status) };
    } catch (error) {
      if (!isNotFound(error)) throw error;
      return { done: true };
    }
    throw new Error(
      `${options.subject} could not be ${options.purpose}: the service put it into status ERROR. Look at it there, then run the command again`,
    );
  });
}

function shown(status: string): string {
  return status.length <= LONGEST && /^\w*$/.test(status) ? status : quoted(status);
}

type Look<T> = { readonly done: T } | { readonly item: Item | undefined; readonly status: string };

async function poll<T>(options: WaitOptions, look: (isLast: boolean) => Promise<Look<T>>): Promise<T> {
  const place = options.waiters.join();
  let isDone = false;
  try {
    const end = await pollFrom(place, options, look);
    isDone = true;
    return end;
  } finally {
    place.leave(isDone);
  }
}

async function pollFrom<T>(
  place: Place,
  options: WaitOptions,
  look: (isLast: boolean) => Promise<Look<T>>,
): Promise<T> {
  const { subject, purpose, deadline, clock } = options;
  const progress = { started: clock.now(), reported: clock.now() };
  let until = options.firstPause === 0 ? clock.now() : place.beat(options.firstPause);
  for (;;) {
    // The last look is taken at the deadline, never after it.
    await pauseAndReport(options, { place, progress, until: Math.min(until, deadline) });
    const seen = await look(clock.now() >= deadline);
    if ("done" in seen) return seen.done;
    place.status = seen.status;
    const age = clock.now() - progress.started;
    if (clock.now() >= deadline) {
      const seconds = Math.round(age / 1000);
      throw new WaitTimeout(
        `${subject} was not ${purpose} within ${seconds} s: its status is still ${seen.status}`,
        seen.item,
      );
    }
    until = place.beat(pauseAt(age));
  }
}

// Sleeps, and says every ten seconds what is waited for: also when the pause between two looks is longer than what is left of them.
async function pauseAndReport(
  { subject, purpose, clock }: WaitOptions,
  { place, progress, until }: { place: Place; progress: { started: number; reported: number }; until: number },
): Promise<void> {
  while (clock.now() < until) {
    await clock.sleep(Math.min(until, progress.reported + REPORT_EVERY) - clock.now());
    if (clock.now() - progress.reported < REPORT_EVERY) continue;
    progress.reported = clock.now();
    const seconds = Math.round((progress.reported - progress.started) / 1000);
    place.report(`waiting for ${subject} to be ${purpose}: ${place.status}, ${seconds} s`);
  }
}
