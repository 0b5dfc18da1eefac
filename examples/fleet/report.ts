// What a run came to: a table for the terminal, the same as Markdown and as JSON, and the exit code.
import type { Options } from "./options.ts";
import type { Change } from "./watch.ts";

export type Result =
  | "changed"
  | "unchanged"
  | "to change"
  | "drift"
  | "no drift"
  | "no stack"
  | "failed"
  | "locked"
  | "not started"
  | "done before";

/** What came of one customer. */
export interface Row {
  readonly customer: string;
  readonly result: Result;
  /** Operation → number of resources. */
  readonly counts: Readonly<Record<string, number>>;
  readonly changes: readonly Change[];
  readonly errors: readonly string[];
  readonly seconds: number;
}

export interface Report {
  readonly command: string;
  readonly seconds: number;
  readonly rows: readonly Row[];
}

/** 1 after a failure, 7 for drift, else 0. */
export function exitCodeOf({ rows }: Report): number {
  const has = (...results: Result[]) => rows.some(({ result }) => results.includes(result));
  if (has("failed", "locked", "not started")) return 1;
  return has("drift") ? 7 : 0;
}

/** The table, what was found and what went wrong, and how to go on. */
export function textOf(report: Report): string {
  const cells = [HEADS, ...report.rows.map(cellsOf)];
  const widths = HEADS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, "", ...notesOf(report), summaryOf(report), ""].join("\n");
}

/** The same for a comment or a job summary. */
export function markdownOf(report: Report): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const notes = notesOf(report).filter((note) => note !== "");
  // An error may hold backticks.
  const fence = "`".repeat(Math.max(3, ...[...notes.join("\n").matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return [
    ...[summaryOf(report), ""],
    ...[line(HEADS), line(HEADS.map(() => "---")), ...report.rows.map((row) => line(cellsOf(row)))],
    ...(notes.length === 0 ? [] : ["", `${fence}text`, ...notes, fence]),
    "",
  ].join("\n");
}

export function jsonOf(report: Report): string {
  return `${JSON.stringify({ ...report, exitCode: exitCodeOf(report) }, undefined, 2)}\n`;
}

const HEADS = ["customer", "result", "resources", "seconds"];

function cellsOf({ customer, result, counts, seconds }: Row): string[] {
  const isVisited = result !== "not started" && result !== "done before";
  return [customer, result, countsText(counts), isVisited ? seconds.toFixed(1) : ""];
}

function countsText(counts: Row["counts"]): string {
  const parts = Object.entries(counts).map(([operation, count]) => `${count} ${operation}`);
  return parts.join(", ");
}

/** Each error; what changes outside of Pulumi; and what `preview` found, up to ten resources of a customer. */
function notesOf({ command, rows }: Report): string[] {
  const isListed = command === "drift" || command === "preview";
  const notes = rows.flatMap(({ customer, changes, errors }) => [
    ...errors.map((error) => `${customer}: ${indented(error)}`),
    ...(isListed && errors.length === 0
      ? changes.slice(0, MOST_LISTED).map((change) => `${customer}: ${changeText(change)}`)
      : []),
    ...(isListed && errors.length === 0 && changes.length > MOST_LISTED
      ? [`${customer}: … ${changes.length - MOST_LISTED} more`]
      : []),
  ]);
  return notes.length === 0 ? [] : [...notes, ""];
}

const MOST_LISTED = 10;

function changeText({ operation, resource, properties }: Change): string {
  return `${operation} ${resource}${properties.length === 0 ? "" : ` (${properties.join(", ")})`}`;
}

function indented(error: string): string {
  return error.split("\n").join("\n  ");
}

function summaryOf(report: Report): string {
  const { command, rows, seconds } = report;
  const results = [...new Set(rows.map(({ result }) => result))];
  const parts = results.map((each) => `${rows.filter(({ result }) => result === each).length} ${each}`);
  return `${command} of ${rows.length} customers in ${Math.round(seconds)} s: ${parts.join(", ")}`;
}

/** What to do next, for the terminal. */
export function adviceOf({ command, rows }: Report, { isUnlocking }: Options): string[] {
  const has = (...results: Result[]) => rows.some(({ result }) => results.includes(result));
  const isLeft = has("failed", "locked", "not started") && command !== "drift" && command !== "preview";
  const locks = isUnlocking
    ? "A lock was kept: its process still runs on this machine, or another run has begun."
    : "A lock is there while a run is at work, or was left by a killed one. If no run is at work: --unlock.";
  return [...(has("locked") ? [locks] : []), ...(isLeft ? [`What is left: node fleet.ts ${command} --resume`] : [])];
}
