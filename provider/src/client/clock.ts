// The only source of time and chance in the client. Everything that waits takes a Clock, so that tests need not wait.

/** Time and chance as the client sees them. */
export interface Clock {
  /**
   * Milliseconds since some instant of the past: for deadlines, pauses and ages. Goes on evenly, also where the machine's clock
   * is set or jumps; time that the machine sleeps may not count.
   */
  now(): number;
  /** Milliseconds since the epoch, as the machine's clock shows them: only for what others date, as a token or a signature. */
  date(): number;
  /** Resolves after that many milliseconds; never rejects. */
  sleep(milliseconds: number): Promise<void>;
  /** A number from 0 (included) to 1 (excluded), for jitter. */
  random(): number;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: () => Math.random(),
};
