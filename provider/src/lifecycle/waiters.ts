// Everybody who waits in this process: brings their looks into one beat, so that one list serves many, and says how it goes.
// What is looked at, and what it means, is left to wait.ts.
import type { Clock } from "../client/clock";

/** All who wait for something on one cloud. */
export interface Waiters {
  /** Starts a wait; it has to be left. */
  join(): Place;
}

/** The place of one who waits. */
export interface Place {
  /** What was seen last, for the line about all. */
  status: string;
  /** The instant of a look that is due after `pause` milliseconds: not later than half a pause around it, together with others. */
  beat(pause: number): number;
  /** Says `line`, or a line about all where many wait, at most every ten seconds. */
  report(line: string): void;
  /** Ends the wait; `isDone` counts it among those that came to an end. */
  leave(isDone: boolean): void;
}

/** Milliseconds between two lines about a wait. */
export const REPORT_EVERY = 10_000;
/** The shortest beat. */
const BEAT = 500;
/** With more than so many the shortest beat is twice as long: they come and go at all times, and each beat costs a list. */
const CROWD = 100;
/** More than so many are told about in one line. */
const MOST_LINES = 3;

/** Makes it, with nobody in it. */
export function createWaiters(clock: Clock, tell: (message: string) => void): Waiters {
  const places = new Set<Place>();
  let began = 0;
  let origin: number | undefined;
  let reported = Number.NEGATIVE_INFINITY;
  let done = 0;

  function beat(pause: number): number {
    const now = clock.now();
    // The first one sets the beat, with jitter: several processes are not to fall in step.
    origin ??= now + pause * (0.9 + 0.2 * clock.random());
    if (places.size === 1 && origin > now) return origin;
    const step = Math.max(stepOf(pause), places.size > CROWD ? 2 * BEAT : BEAT);
    const due = now + Math.max(pause, step) - origin;
    return origin + step * Math.max(Math.round(due / step), Math.floor((now - origin) / step) + 1);
  }

  function lineAboutAll(): string {
    const counts = new Map<string, number>();
    for (const { status } of places) counts.set(status, (counts.get(status) ?? 0) + 1);
    const parts = [...counts].sort(([, one], [, other]) => other - one).map(([status, count]) => `${count} ${status}`);
    const seconds = Math.round((clock.now() - began) / 1000);
    return `waiting for ${places.size} objects: ${parts.join(", ")}; ${done} done, ${seconds} s`;
  }

  function report(line: string): void {
    if (places.size <= MOST_LINES) {
      tell(line);
    } else if (clock.now() - reported >= REPORT_EVERY) {
      reported = clock.now();
      tell(lineAboutAll());
    }
  }

  return {
    join() {
      if (places.size === 0) {
        began = clock.now();
        origin = undefined;
        done = 0;
      }
      const place: Place = {
        status: "not read yet",
        beat,
        report,
        leave(isDone) {
          places.delete(place);
          done += isDone ? 1 : 0;
        },
      };
      places.add(place);
      return place;
    },
  };
}

// Longer pauses have longer beats, each a double of the one before: who looks seldom does so together with who looks often.
function stepOf(pause: number): number {
  const doubles = Math.max(0, Math.floor(Math.log2(pause / (2 * BEAT))));
  return BEAT * 2 ** doubles;
}
