// The tests of a lab with servers of its own: runs them, and tells what became of them. What a lab consists of is up to its run.mjs.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, run, say, since } from "./process.mjs";

/** What becomes of the whole: counts, lines of the report, and the parts that were not run. */
export function emptyResult() {
  return { passed: 0, failed: 0, lines: /** @type {string[]} */ ([]), notRun: /** @type {string[]} */ ([]) };
}

/** Runs the tests of a jest project in the lab of a folder; resolves to what jest says of them. `limit`: milliseconds for a test. */
export async function playTests(folder, { project, limit, args, env }) {
  const report = join(folder, "report.json");
  const how = ["--selectProjects", project, "--runInBand", `--testTimeout=${limit}`, "--forceExit"];
  const files = ["--json", `--outputFile=${report}`, `--cacheDirectory=${join(root, ".tmp/jest")}`];
  await run("jest", [...how, ...files, ...args], { env: { ...env, VPNAAS_LAB: folder }, show: true });
  return JSON.parse(readFileSync(report, "utf8"));
}

/** Adds what jest says; `layOut` makes the lines of the report from those of one file. */
export function count(result, { testResults, numPassedTests, numFailedTests, numRuntimeErrorTestSuites }, layOut) {
  for (const { name, assertionResults, startTime, endTime, message } of testResults) {
    const lines = assertionResults.map(
      ({ status, title, duration }) => `  ${status}  ${secondsOf(duration ?? 0).padStart(4)} s  ${title}`,
    );
    if (lines.length === 0) lines.push(`  failed  ${message.split("\n")[0]}`);
    result.lines.push(...layOut([`${name.slice(root.length + 1)}  ${secondsOf(endTime - startTime)} s`, ...lines]));
  }
  result.passed += numPassedTests;
  result.failed += numFailedTests + numRuntimeErrorTestSuites;
}

function secondsOf(milliseconds) {
  return String(Math.round(milliseconds / 1000));
}

/** Says aloud that this machine cannot have a part; `needs`: what it would take, as sentences. */
export function skip(result, name, reason, ...needs) {
  const line = "!".repeat(100);
  const verdict = "That is no success: the exit code is 3, and that of make 2.";
  say([line, `NOT RUN: ${name}. ${reason}.`, ...needs, verdict, line].join("\n"));
  result.notRun.push(name);
}

/** The last line of the report; sets the exit code: 0 all passed, 1 something failed, 3 nothing failed but a part was not run. */
export function conclude({ passed, failed, notRun }, title, startedAt) {
  process.exitCode = failed > 0 ? 1 : notRun.length > 0 ? 3 : passed === 0 ? 1 : 0;
  const not = notRun.length > 0 ? `, NOT RUN: ${notRun.join(" and ")}` : "";
  return `${title}: ${passed} passed, ${failed} failed${not}, in ${since(startedAt)}`;
}
