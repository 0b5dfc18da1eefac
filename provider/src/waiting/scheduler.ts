// Schedules the polls of all waits in this process on one beat, so that one list serves many, and reports their progress.
// What is looked at, and what it means, is left to poll.ts.

import { REPORT_EVERY } from "../api/http/rateLimiter";
import type { Clock } from "../core/clock";
import type { Log } from "../core/contract";
import { sanitizeBare } from "../core/sanitize";

/** What a wait is for, as its progress is reported. */
export interface Awaited {
  /** The name that the user gave the object, or its id. */
  readonly name: string;
  /** Its kind, with the id where it has one: the same for all waits for one object. */
  readonly object: string;
  /** What the object is to become, for example `created`. */
  readonly purpose: string;
}

/** The waits for objects of one cloud. */
export interface PollScheduler {
  /** Starts a wait, which reports to `log`; it has to be left. */
  join(awaited: Awaited, log: Log): Slot;
}

/** The slot of one wait. */
export interface Slot {
  /** What was seen last: the news of each report. Undefined: it is a matter of seconds, and not reported. */
  status: string | undefined;
  /** The instant of the poll that follows the one at `asked`: `pause` milliseconds later or a little earlier, together with others. */
  nextPoll(asked: number, pause: number): number;
  /** The instant of a first poll that is to come no sooner than after `pause` milliseconds, together with others. */
  firstPoll(pause: number): number;
  /** Sleeps until that instant or until the signal, and reports every ten seconds of the wait. */
  sleepUntil(instant: number, signal?: AbortSignal): Promise<void>;
  /** Ends the wait. */
  leave(): void;
}

/** The shortest beat. */
const BEAT = 500;
/** With more than so many the shortest beat is longer: they come and go at all times, and each beat costs a list. */
const CROWD = 100;
const BEAT_OF_CROWD = 800;
/** More than so many are reported in one line. */
const MOST_LINES = 3;

/** The short name of an object: what the user called it; its id where it has no name. */
export function shortName(name: unknown, id = ""): string {
  return sanitizeBare(typeof name === "string" && name !== "" ? name : id);
}

/** Makes it, with no one in it. */
export function createPollScheduler(clock: Clock): PollScheduler {
  const group = createGroup(clock);
  let reported = Number.NEGATIVE_INFINITY;

  function report(line: string, log: Log): void {
    if (group.slots.size <= MOST_LINES) {
      log(line, { passing: true });
    } else if (clock.now() - reported >= REPORT_EVERY) {
      reported = clock.now();
      log(group.line(), { passing: true });
    }
  }

  return {
    join(awaited, log) {
      group.enter(awaited.object);
      const started = clock.now();
      let last = started;
      const slot: Slot = {
        status: "not read yet",
        nextPoll: group.nextPoll,
        firstPoll: group.firstPoll,
        async sleepUntil(instant, signal) {
          while (clock.now() < instant && signal?.aborted !== true) {
            const due = last + REPORT_EVERY;
            if (due > clock.now()) await unlessAborted(clock.sleep(Math.min(instant, due) - clock.now()), signal);
            if (clock.now() < due) continue;
            last = clock.now();
            if (slot.status !== undefined) report(lineOf(slot.status, awaited, last - started), log);
          }
        },
        leave: () => group.slots.delete(slot),
      };
      group.slots.add(slot);
      return slot;
    },
  };
}

/** Resolves with the promise or at the signal, whichever comes first. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const leave = () => resolve(undefined);
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}

/** Those who wait at the same time: they have one beat, and one line where they are many. */
function createGroup(clock: Clock) {
  const slots = new Set<Slot>();
  let objects = new Set<string>();
  let began = 0;
  let origin: number | undefined;
  const shortest = () => (slots.size > CROWD ? BEAT_OF_CROWD : BEAT);

  return {
    slots,

    enter(object: string): void {
      if (slots.size === 0) {
        began = clock.now();
        origin = undefined;
        objects = new Set();
      }
      objects.add(object);
    },

    nextPoll(asked: number, pause: number): number {
      origin ??= asked + pause;
      const step = stepOf(shortest(), pause);
      const latest = Math.floor((asked + Math.max(pause, step) - origin) / step);
      return origin + step * Math.max(latest, Math.floor((clock.now() - origin) / step) + 1);
    },

    firstPoll(pause: number): number {
      const earliest = clock.now() + pause;
      origin ??= earliest;
      return origin + shortest() * Math.ceil((earliest - origin) / shortest());
    },

    /** How many of those that came together are still waited for, and their statuses. */
    line(): string {
      const counts = new Map<string, number>();
      for (const { status = "being read" } of slots) counts.set(status, (counts.get(status) ?? 0) + 1);
      const parts = [...counts].sort(([, one], [, other]) => other - one).map(([name, count]) => `${count} ${name}`);
      const isPending = [...counts.keys()].every((status) => /^(PENDING|BUILD)/.test(status));
      const seconds = Math.round((clock.now() - began) / 1000);
      return `${slots.size} of ${objects.size} ${isPending ? "pending" : "waiting"}, ${seconds} s: ${parts.join(", ")}`;
    },
  };
}

// A terminal cuts the line off: what is new comes first.
function lineOf(status: string, { name, object, purpose }: Awaited, age: number): string {
  const seconds = Math.round(age / 1000);
  return `${status} ${seconds} s: ${name === "" ? object : `${name} (${object})`}, waiting until it is ${purpose}`;
}

// Longer pauses have longer beats, each a double of the one before: who looks seldom does so together with who looks often.
function stepOf(shortest: number, pause: number): number {
  return shortest * 2 ** Math.max(0, Math.floor(Math.log2(pause / shortest)));
}
