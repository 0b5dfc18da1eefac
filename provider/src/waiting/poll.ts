// Reads an object until its status has left the PENDING_* states, or until it is gone. Knows statuses and time only.

import type { Item } from "../api/collection";
import { pauseAfter } from "../api/http/backoff";
import type { Clock } from "../core/clock";
import type { Log } from "../core/contract";
import { isNotFound } from "../core/errors";
import { sanitize } from "../core/sanitize";
import { normaliseStatus } from "../core/wire";
import { type Awaited, type PollScheduler, type Slot, unlessAborted } from "./scheduler";

/** What is waited for, and for how long. */
export interface WaitOptions {
  readonly read: () => Promise<Item>;
  /** What people call the object, with its name and id. */
  readonly subject: string;
  /** The same for the reports, with what is to become of the object. */
  readonly awaited: Awaited;
  /** A pending status that may last for ever, so that it counts as settled. */
  readonly idleStatus?: string | undefined;
  /** Objects of this kind have a status: as long as none is shown, the service is not done. */
  readonly hasStatus?: boolean;
  /** The status to wait for; without it, any that is settled. ERROR is an end in any case. */
  readonly wanted?: string | undefined;
  /** Does this read show values from before the write? Then it is no end yet. */
  readonly isStale?: (item: Item) => boolean;
  /** Milliseconds before the first look; 0 looks at once. */
  readonly firstPause: number;
  /** The first look is likely to be the last: it comes no sooner than after `firstPause`. */
  readonly isLikelySettled?: boolean;
  /** Instant (milliseconds on the clock) at which waiting ends. */
  readonly deadline: number;
  readonly clock: Clock;
  /** Ends the wait. */
  readonly signal: AbortSignal;
  /** The others who wait. */
  readonly scheduler: PollScheduler;
  /** A slot among them, where this wait is part of a longer one. */
  readonly slot?: Slot | undefined;
  /** Tells the user what else is to be known. */
  readonly log: Log;
}

/** Why a wait ends at the signal. */
export const STOPPED = "stopped waiting because Pulumi was asked to stop";

/** As `promise`, which may be left alone: rejects with `sentence` at the signal. */
export async function orStopped<T>(promise: Promise<T>, signal: AbortSignal, sentence = STOPPED): Promise<T> {
  const result = await unlessAborted(
    promise.then((value) => ({ value })),
    signal,
  );
  if (result === undefined) throw new Error(sentence);
  return result.value;
}

/** A wait that ended too early: time ran out, or the operation was cancelled. `item` is what was seen last, if anything. */
export class WaitEnded extends Error {
  readonly item: Item | undefined;
  readonly isCancelled: boolean;
  constructor(message: string, item: Item | undefined, isCancelled: boolean) {
    super(message);
    this.name = "WaitEnded";
    this.item = item;
    this.isCancelled = isCancelled;
    // The item may hold the psk: nothing that prints the error may show it.
    Object.defineProperty(this, "item", { enumerable: false });
  }
}

/** Milliseconds before the first read of an object that is known to be pending, and between the first ones. */
export const PENDING_PAUSE = 500;

/** How the pauses between two looks grow, in milliseconds. */
export const LOOKS = { first: PENDING_PAUSE, longest: 10_000, growth: 0.15, patience: 3_000 };
const YOUNG_FOR = 30_000;
/** Milliseconds for which a read may lag behind the reply to a write. */
const STALE_FOR = 15_000;
const SETTLED: ReadonlySet<string> = new Set(["", "ACTIVE", "DOWN", "FROZEN", "ERROR"]);
const PENDING: ReadonlySet<string> = new Set(["BUILD", "PENDING_CREATE", "PENDING_UPDATE", "PENDING_DELETE"]);
const NO_STATUS = "no status";

/** The status of an item in its normal form; empty where it has none. */
export function statusOf(item: Item): string {
  return typeof item.status === "string" ? normaliseStatus(item.status) : "";
}

/** Has the service still work to do on an object of this status? */
export function isPendingStatus(status: string): boolean {
  return status.startsWith("PENDING") || status === "BUILD";
}

/** The longest pause between two looks of a wait of that age: what has settled is known half a second and 15 % of its time later. */
export function pauseAt(age: number): number {
  return pauseAfter(age, LOOKS);
}

/**
 * Reads until the status is settled (or the wanted one) and returns that last read. An unknown status counts as settled, with a
 * word to the user; values from before the write are looked at again for 15 s.
 * `isYoung`: the object was only just created, a 404 then means a slow service for 30 s.
 * Rejects with WaitEnded when the deadline passes or at the signal, with ApiError when reading fails.
 */
export async function waitUntilSettled(options: WaitOptions & { readonly isYoung?: boolean }): Promise<Item> {
  const { clock } = options;
  const started = clock.now();
  let staleUntil: number | undefined;
  return poll(options, async (isLast) => {
    try {
      const item = await options.read();
      const status = statusOf(item);
      if (isAwaited(status, options)) return { item, status: shown(status) };
      if (!isLast && options.isStale?.(item) === true) {
        staleUntil ??= clock.now() + STALE_FOR;
        if (clock.now() < Math.min(staleUntil, options.deadline)) return { item, status: undefined };
      }
      if (!SETTLED.has(status) && status !== options.idleStatus)
        options.log(`${options.subject} has the unknown status ${shown(status)}; treated as settled`);
      return { done: item };
    } catch (error) {
      const isJustSlow = options.isYoung === true && isNotFound(error) && clock.now() - started < YOUNG_FOR;
      if (!isJustSlow) throw error;
      return { item: undefined, status: "not visible yet" };
    }
  });
}

function isAwaited(status: string, { idleStatus, wanted, hasStatus = false }: WaitOptions): boolean {
  if (wanted !== undefined) return status !== wanted && status !== "ERROR";
  if (status === "") return hasStatus;
  return isPendingStatus(status) && status !== idleStatus;
}

/**
 * Reads until the service answers 404. Rejects when the status becomes ERROR, when the deadline passes, at the signal, or when reading
 * fails. An ERROR that no other status came before may be one from before the delete: it counts only once it has lasted 15 s.
 */
export async function waitUntilGone(options: WaitOptions): Promise<void> {
  const { clock } = options;
  const started = clock.now();
  let isUnderWay = false;
  await poll(options, async (isLast) => {
    try {
      const item = await options.read();
      const status = statusOf(item);
      const mayBeOld = !isUnderWay && !isLast && clock.now() - started < STALE_FOR;
      isUnderWay ||= status !== "ERROR";
      if (status !== "ERROR" || mayBeOld) return { item, status: shown(status) };
    } catch (error) {
      if (!isNotFound(error)) throw error;
      return { done: true };
    }
    throw new Error(
      `${options.subject} could not be ${options.awaited.purpose}: the service put it into status ERROR. Look at it there, then run the command again`,
    );
  });
}

// A word of the API needs no search for secrets, which would take most of the time of a look at a thousand.
function shown(status: string): string {
  if (status === "") return NO_STATUS;
  if (PENDING.has(status) || SETTLED.has(status)) return status;
  const masked = sanitize(status);
  return /^"\w*"$/.test(masked) ? status : masked;
}

interface Seen {
  readonly item: Item | undefined;
  readonly status: string | undefined;
}

type Look<T> = { readonly done: T } | Seen;
type Looking<T> = (isLast: boolean) => Promise<Look<T>>;

async function poll<T>(options: WaitOptions, look: Looking<T>): Promise<T> {
  const slot = options.slot ?? options.scheduler.join(options.awaited, options.log);
  try {
    return await pollFrom(slot, options, look);
  } finally {
    if (options.slot === undefined) slot.leave();
  }
}

async function pollFrom<T>(slot: Slot, options: WaitOptions, look: Looking<T>): Promise<T> {
  const { deadline, clock, signal } = options;
  const started = clock.now();
  let until = firstLook(slot, options);
  let last: Seen = { item: undefined, status: undefined };
  for (;;) {
    // The last look is taken at the deadline, never after it.
    await slot.sleepUntil(Math.min(until, deadline), signal);
    const asked = clock.now();
    // A request may be sent again for minutes: its answer is not waited for once the operation is cancelled.
    const seen = signal.aborted ? undefined : await unlessAborted(look(asked >= deadline), signal);
    if (seen === undefined) throw cancelled(options, last);
    if ("done" in seen) return seen.done;
    last = seen;
    slot.status = seen.status;
    if (clock.now() >= deadline) throw timeout(options, seen, Math.max(0, deadline - started));
    // Counted from the question, so that a slow answer makes nothing later.
    until = slot.nextPoll(asked, pauseAt(asked - started));
  }
}

function firstLook(slot: Slot, { clock, firstPause, isLikelySettled }: WaitOptions): number {
  if (firstPause === 0) return clock.now();
  return isLikelySettled === true ? slot.firstPoll(firstPause) : slot.nextPoll(clock.now(), firstPause);
}

function timeout(
  { subject, awaited, hasStatus = false }: WaitOptions,
  { status = NO_STATUS, item }: Seen,
  limit: number,
): WaitEnded {
  const none = hasStatus ? "the service still shows no status of it" : "the service still has it";
  const state = status === NO_STATUS ? none : `its status is still ${status}`;
  return new WaitEnded(
    `${subject} was not ${awaited.purpose} within ${Math.round(limit / 1000)} s: ${state}`,
    item,
    false,
  );
}

function cancelled({ subject, awaited }: WaitOptions, { status, item }: Seen): WaitEnded {
  const state = status === undefined || status === NO_STATUS ? "" : ` (its status was ${status})`;
  return new WaitEnded(`${subject} was not ${awaited.purpose} yet${state}; ${STOPPED}`, item, true);
}
