// Tries something again, with growing pauses, for as long as its failure may pass. What is waited for without trying is left to poll.ts.
import { pauseAfter } from "../api/http/backoff";
import type { Clock } from "../core/clock";
import { ApiError } from "../core/errors";
import { LOOKS, STOPPED } from "./poll";
import type { Slot } from "./scheduler";

/** A write, or a process that is started, costs more than a look. */
const TRIES = { ...LOOKS, growth: 0.5, patience: 0 };

/** The pause before something is sent again that was first sent `age` milliseconds ago, with jitter so that many spread. */
export function pauseBeforeTry(age: number, clock: Clock): number {
  return pauseAfter(age, TRIES) * (1 - 0.1 * Math.abs(2 * clock.random() - 1));
}

/** How long something is tried again, and how that is reported. */
interface Persistence {
  readonly clock: Clock;
  /** Instant (milliseconds on the clock) of the last try. */
  readonly deadline: number;
  /** Ends the tries. */
  readonly signal?: AbortSignal;
  /** Without it nothing is reported: for what takes seconds. */
  readonly report?: {
    /** Gives the slot that is reported; asked for at the first failure, and left at the end. */
    readonly slot: () => Slot;
    readonly newsOf: (error: unknown) => string;
  };
}

/**
 * Acts again, with growing pauses, for as long as `mayPass` says of the failure that it may pass. Rejects with the last failure
 * where it may not, at the deadline, or at the signal.
 */
export async function retryUntil<T>(
  act: () => Promise<T>,
  { clock, deadline, signal, report }: Persistence,
  mayPass: (error: unknown) => boolean,
): Promise<T> {
  const started = clock.now();
  let slot: Slot | undefined;
  try {
    for (;;) {
      try {
        return await act();
      } catch (error) {
        if (signal?.aborted === true && error instanceof ApiError) throw error.with({ note: STOPPED });
        if (clock.now() >= deadline || signal?.aborted === true || !mayPass(error)) throw error;
        const until = Math.min(deadline, clock.now() + pauseBeforeTry(clock.now() - started, clock));
        slot ??= report?.slot();
        if (slot === undefined || report === undefined) {
          await clock.sleep(until - clock.now());
        } else {
          slot.status = report.newsOf(error);
          await slot.sleepUntil(until, signal);
        }
      }
    }
  } finally {
    slot?.leave();
  }
}
