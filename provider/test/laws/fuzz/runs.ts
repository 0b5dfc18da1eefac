// How a law is tried: how many cases, with which seed, and how a failure can be replayed. What is tried is left to the laws.
// FUZZ_RUNS is the number of cases of check and diff; FUZZ_SEED, FUZZ_PATH and FUZZ_ONLY replay; FUZZ_REPORT takes the counts.
import { appendFileSync } from "node:fs";
import { fc, SEED } from "../../support/laws";

/** Cases of check and diff in one run; other laws take a share of it. */
export const RUNS = Number(process.env.FUZZ_RUNS ?? 2000);

const LONGEST_EXAMPLE = 4_000;

/** A law over cases: its name, how many cases, how they are made, and what throws if it is broken. */
export interface Law<Case> {
  readonly name: string;
  readonly cases: number;
  readonly from: fc.Arbitrary<Case>;
  readonly holds: (each: Case) => Promise<void> | void;
  /** What is worth knowing of the cases, for the report: each label is counted. */
  readonly counted?: Map<string, number>;
}

/** Tries the law on so many cases; throws with the smallest case that breaks it, the seed and the path. */
export async function uphold<Case>({ name, cases, from, holds, counted }: Law<Case>): Promise<void> {
  const path = process.env.FUZZ_ONLY === name ? process.env.FUZZ_PATH : undefined;
  const result = await fc.check(
    fc.asyncProperty(from, async (each) => holds(each)),
    { numRuns: Math.max(1, Math.round(cases)), ...(path === undefined ? {} : { path }) },
  );
  report({ law: name, cases: result.numRuns, seed: SEED, failed: result.failed, counted: [...(counted ?? [])] });
  if (!result.failed) return;
  const example = written(result.counterexample);
  const reason =
    result.errorInstance instanceof Error ? (result.errorInstance.stack ?? "") : String(result.errorInstance);
  throw new Error(
    `${name}: broken after ${result.numRuns} cases.\n` +
      `Replay: FUZZ_SEED=${SEED} FUZZ_PATH=${result.counterexamplePath} FUZZ_ONLY=${JSON.stringify(name)} make fuzz\n` +
      `Smallest case: ${example.slice(0, LONGEST_EXAMPLE)}\n${reason.slice(0, LONGEST_EXAMPLE)}`,
  );
}

// Deep values cannot be written down whole; the path replays them all the same.
function written(value: unknown): string {
  try {
    return fc.stringify(value);
  } catch {
    return "nested too deep to be shown";
  }
}

/** Counts a case under a label. */
export function count(counted: Map<string, number>, label: string): void {
  counted.set(label, (counted.get(label) ?? 0) + 1);
}

function report(line: object): void {
  const file = process.env.FUZZ_REPORT;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
