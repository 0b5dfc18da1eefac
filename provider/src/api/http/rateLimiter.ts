// Limits all requests of a cloud: how many are under way, and how soon the next may follow after the service asked
// to slow down. What is sent again and how often is retry.ts' job.
import type { Clock } from "../../core/clock";
import type { Log } from "../../core/contract";
import { OPEN_SOCKETS } from "./transport";

/** The permit to send one request; it has to be given back with exactly one of these. */
export interface Permit {
  /** The service dealt with the request, whatever it said. Tells whether it was asked too fast lately. */
  answered(): void;
  /** The service asked to slow down: no request is sent before `pause` milliseconds have passed, and then at a lower rate. `status`: how it said so. */
  refused(pause: number, status?: number): void;
  /** No answer came about. */
  failed(): void;
}

/** A read often answers many who wait, and what has ended is to be known soon. */
type Sort = "read" | "write";

/** Issues permits. */
export interface RateLimiter {
  /**
   * Waits for a permit; who asked first (`asked`, on `Clock.now`) goes first, but a read may pass the writes.
   * Undefined when it is not to be sent at all: the service has dealt with nothing for two minutes, or there was no permit for
   * half an hour.
   */
  permit(asked: number, sort?: Sort): Promise<Permit | undefined>;
  /** Whether the service has dealt with any request after this instant on `Clock.now`. */
  hasAnsweredSince(instant: number): boolean;
}

/** What surrounds a limiter. */
export interface RateLimiterOptions {
  /** Reports requests that are held back for long. */
  readonly log?: Log | undefined;
  /** How many requests may be under way: no more than the transport has sockets for, or their time would run while they wait for one. */
  readonly maxRequests?: number | undefined;
}

/** Milliseconds without any answer after which requests that wait are given up, as all below. */
const LONGEST_SILENCE = 120_000;
const LONGEST_QUEUE = 30 * 60_000;
/** Lets requests of several processes that were held back until the same instant drift apart. */
const SPREAD = 250;
/** Without a refusal for so long, requests go out as they come again. */
const QUIET = 60_000;
const SECOND = 1000;
/** Milliseconds between two reports of something that takes long. */
export const REPORT_EVERY = 10_000;
/** Requests a second: the least, and by how much the rate rises with each second of requests. */
const SLOWEST = 2;
const RISE = 1;
/** What is left of the rate after a refusal. */
const EASE = 0.8;

interface Waiting {
  readonly asked: number;
  readonly sort: Sort;
  readonly go: (permit: Permit | undefined) => void;
}

/** Without limit but for the number under way, until the first refusal. */
export function createRateLimiter(
  clock: Clock,
  { log, maxRequests = OPEN_SOCKETS }: RateLimiterOptions = {},
): RateLimiter {
  const waiting: Waiting[] = [];
  const rate = createRate(clock);
  const hold = createHold(clock, log);
  const passing = createPassing();
  let underWay = 0;
  let notBefore = 0;
  let lastAnswer = Number.NEGATIVE_INFINITY;
  let isRunning = false;

  // One loop lets everybody go, so that a thousand requests wait with one timer.
  async function letGo(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (underWay < maxRequests) {
      const pause = waiting.length === 0 ? 0 : Math.max(notBefore, rate.nextDeparture()) - clock.now();
      if (pause > 0) {
        await hold.back(pause, waiting);
        continue;
      }
      const place = passing.place(waiting);
      const [next] = waiting.splice(place, 1);
      if (next === undefined) break;
      next.go(isGivenUp(next) ? undefined : depart(passing.went(place)));
    }
    isRunning = false;
  }

  function isGivenUp({ asked }: Waiting): boolean {
    const now = clock.now();
    return now >= Math.max(asked, lastAnswer) + LONGEST_SILENCE || now >= asked + LONGEST_QUEUE;
  }

  function depart(isBack: () => void): Permit {
    underWay += 1;
    const age = rate.departed();
    const back = (): void => {
      underWay -= 1;
      isBack();
      void letGo();
    };
    return {
      answered() {
        lastAnswer = clock.now();
        rate.rise();
        back();
      },
      refused(pause, status) {
        hold.reason = status ?? hold.reason;
        notBefore = Math.max(notBefore, clock.now() + pause + clock.random() * SPREAD);
        rate.fall(age);
        back();
      },
      failed: back,
    };
  }

  return {
    permit(asked, sort = "write") {
      return new Promise((resolve) => {
        const place = waiting.findLastIndex((other) => other.asked <= asked) + 1;
        waiting.splice(place, 0, { asked, sort, go: resolve });
        void letGo();
      });
    },
    hasAnsweredSince: (instant) => lastAnswer > instant,
  };
}

/** Which read passes the writes: one at a time and every second one to go at most, so that writes always get on. */
function createPassing() {
  let isUnderWay = false;
  let wasLast = false;
  return {
    /** The place in the queue of who goes next. */
    place(waiting: readonly Waiting[]): number {
      if (isUnderWay || wasLast) return 0;
      return Math.max(
        0,
        waiting.findIndex(({ sort }) => sort === "read"),
      );
    },
    /** Who stood at this place has gone; to be called when its permit has come back. */
    went(place: number): () => void {
      wasLast = place > 0;
      if (!wasLast) return () => undefined;
      isUnderWay = true;
      return () => {
        isUnderWay = false;
      };
    },
  };
}

/** Sleeps while requests are held back, and reports that every ten seconds. */
function createHold(clock: Clock, log: Log | undefined) {
  let reported = Number.NEGATIVE_INFINITY;
  return {
    /** The status of the last refusal. */
    reason: 429,
    async back(pause: number, waiting: readonly Waiting[]): Promise<void> {
      const asked = waiting[0]?.asked ?? clock.now();
      const due = Math.max(asked, reported) + REPORT_EVERY;
      if (log === undefined || clock.now() + pause < due) return clock.sleep(pause);
      // A short pause is not cut in two: its report comes a little early.
      const isShort = pause < REPORT_EVERY;
      if (!isShort && clock.now() < due) await clock.sleep(due - clock.now());
      reported = clock.now();
      const news = `held back ${Math.round((reported - asked) / SECOND)} s by ${this.reason}`;
      const count = waiting.length === 1 ? "1 request waits" : `${waiting.length} requests wait`;
      log(`${news}: ${count}, since the service asked to slow down`, { passing: true });
      if (isShort) await clock.sleep(pause);
    },
  };
}

/** How fast requests may follow each other: finds the limit of a service that does not say it. */
function createRate(clock: Clock) {
  /** Requests a second; infinite until the first refusal. */
  let rate = Number.POSITIVE_INFINITY;
  let next = 0;
  let lastFall = 0;
  let falls = 0;
  /** Answers in the second that runs, by number, and in the one before it. */
  let counted = { second: 0, answers: 0, before: 0 };

  const count = (answers: number): number => {
    const second = Math.floor(clock.now() / SECOND);
    if (second !== counted.second) {
      counted = { second, answers: 0, before: second === counted.second + 1 ? counted.answers : 0 };
    }
    counted.answers += answers;
    return Math.max(counted.answers, counted.before);
  };

  return {
    nextDeparture: () => next,
    /** Counts a departure, and gives the number of falls that it knows of. */
    departed(): number {
      const interval = SECOND / rate;
      // One request may catch up for a timer that came late.
      next = Math.max(next, clock.now() - interval) + interval;
      return falls;
    },
    rise(): void {
      const now = clock.now();
      if (rate !== Number.POSITIVE_INFINITY) {
        rate = now - lastFall > QUIET ? Number.POSITIVE_INFINITY : rate + RISE / rate;
      }
      count(1);
    },
    /** Many that are under way meet the same limit: only those that left after the last fall say something new. */
    fall(age: number): void {
      lastFall = clock.now();
      if (age !== falls) return;
      falls += 1;
      rate = Math.max(SLOWEST, EASE * (rate === Number.POSITIVE_INFINITY ? count(0) : rate));
    },
  };
}
