// How the pauses between two tries grow: the one formula behind requests, writes and looks. Jitter is the caller's.

/** Milliseconds, but for the growth. */
interface Backoff {
  /** The pause at the beginning. */
  readonly first: number;
  readonly longest: number;
  /** By how much of the time that has passed the pause grows. */
  readonly growth: number;
  /** Time that passes before it begins to grow. */
  readonly patience?: number;
}

/** The pause of a wait that began `age` milliseconds ago. */
export function pauseAfter(age: number, { first, longest, growth, patience = 0 }: Backoff): number {
  return Math.min(longest, first + growth * Math.max(0, age - patience));
}

/** The pause behind so many tries, twice as long with each. */
export function pauseAfterTries(tries: number, { first, longest }: Pick<Backoff, "first" | "longest">): number {
  // What the pauses before it come to, if each has doubled.
  const age = first * (2 ** (Math.max(1, tries) - 1) - 1);
  return pauseAfter(age, { first, longest, growth: 1 });
}
