// Turns the cells of some kinds into tests, and leaves what was seen to `make faults` where that asks for it.
// What a cell is and how it is played stands in table.ts and play.ts.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Kind } from "../../../src/core/schema";
import { withoutProxies } from "../../support/loopback";
import { type Cell, type Host, MOST_REQUESTS, verbOf } from "./model";
import { type Observed, play } from "./play";
import { NOT_APPLICABLE } from "./reasons";
import { matrixOf } from "./table";

/** Cells that are played at the same time: some wait for real time-outs of the network. */
const AT_ONCE = 6;

/** What is played. */
interface Choice {
  readonly host: Host;
  /** Only each so manieth cell. */
  readonly each?: number;
}

/** Set by `make faults`: who is to play. */
const asked: Host = process.env.VPNAAS_FAULTS_HOST === "plugin" ? "plugin" : "dynamic";

/** Declares a test for each cell of the kinds. */
export function describeMatrix(kinds: readonly Kind[], { host, each = 1 }: Choice = { host: asked }): void {
  const matrices = kinds.map((kind) => {
    const { cells, notApplicable } = matrixOf(kind);
    return { kind, notApplicable, cells: cells.filter((_, at) => at % each === 0) };
  });
  const cells = matrices.flatMap((matrix) => matrix.cells);
  const seen = new Map<Cell, Observed | Error>();
  const failed: Cell[] = [];

  beforeAll(async () => {
    withoutProxies();
    const waiting = cells.values();
    const work = async () => {
      for (const cell of waiting) seen.set(cell, await play(cell, host).catch((error: Error) => error));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }, 600_000);

  describe.each(matrices)("$kind", (matrix) => {
    test.each(matrix.cells)("$fault, $lasting × $moment ($dialect): $expected", (cell) => {
      failed.push(cell);
      verify(cell, seen.get(cell));
      failed.pop();
    });
  });

  afterAll(() => {
    const folder = process.env.VPNAAS_FAULTS_REPORT;
    if (folder === undefined) return;
    for (const { kind, cells: own, notApplicable } of matrices) {
      const fields = own.map((cell) => ({ ...cell, seen: seen.get(cell), isRight: !failed.includes(cell) }));
      writeFileSync(join(folder, `${kind}.json`), JSON.stringify({ kind, notApplicable, why: NOT_APPLICABLE, fields }));
    }
  });
}

function verify(cell: Cell, observed: Observed | Error | undefined): void {
  if (observed === undefined || observed instanceof Error) throw observed ?? new Error("was not played");
  const { objects, leaks, state, message } = observed;
  // With the reason and the message, so that a failure explains itself.
  expect({ outcome: observed.outcome, objects, leaks, state, message, why: cell.reason }).toEqual({
    ...{ outcome: cell.expected, objects: objectsAt(cell), leaks: [], state: [], message, why: cell.reason },
  });
  expect(observed.requests).toBeLessThanOrEqual(MOST_REQUESTS[cell.moment]);
  expect(observed.next).toEqual({ objects: verbOf(cell.moment) === "delete" ? 0 : 1, problem: "" });
  if (cell.expected === "left") expect(message).toContain("It is not known whether it was created all the same");
}

/** Objects on the server when the operation has ended. */
function objectsAt({ moment, expected }: Cell): number {
  if (expected === "nothing" || expected === "gone") return 0;
  return verbOf(moment) === "delete" && expected === "done" ? 0 : 1;
}
