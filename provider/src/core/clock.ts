// The only source of time and chance in the client. Everything that waits takes a Clock, so that tests need not wait.

/** Time and chance as the client sees them. */
export interface Clock {
  /** Milliseconds since a fixed instant: for measuring and for deadlines. Goes on evenly, whatever is done to the clock of the machine. */
  now(): number;
  /** What the clock of the machine shows, in milliseconds since the epoch: for what others date. */
  wallTime(): number;
  /** Resolves after that many milliseconds; never rejects. */
  sleep(milliseconds: number): Promise<void>;
  /** A number from 0 (included) to 1 (excluded), for jitter. */
  random(): number;
}

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  wallTime: () => Date.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: () => Math.random(),
};
