// Posts what a job found, and prints it: `report.mjs preview CODE FOLDER` or `report.mjs drift CODE FOLDER`, where CODE is the exit
// code of Pulumi and FOLDER holds what it printed. One comment for each stack, edited by the next run; one issue about drift
// for each stack, opened, updated and closed. Without a forge it only prints. Needs Node, and no package.
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { driftText, driftTitle, markerOf, noDriftText, previewText } from "./lib/comment.mjs";
import { Forge } from "./lib/forge.mjs";
import { placeOf } from "./lib/place.mjs";
import { maskerOf } from "./lib/secrets.mjs";
import { fenced, lastOf, withoutWarningsOfS3 } from "./lib/text.mjs";

/** Longest summary of a job on GitHub, in bytes; a character may take three. */
const LONGEST_SUMMARY = 340_000;

const { env } = process;
const hide = maskerOf(env);

/**
 * @param {number} code
 * @param {string} folder
 */
async function reportPreview(code, folder) {
  const subject = subjectOf();
  const outcome = {
    code,
    preview: previewIn(folder),
    errors: withoutWarningsOfS3(textIn(folder, "preview.err")),
  };
  if (code === 0 && outcome.preview === undefined) throw new Error("what the preview printed is no JSON");
  print(previewText(subject, outcome, { hide, longest: Number.POSITIVE_INFINITY }));
  summarize(previewText(subject, outcome, { hide, longest: LONGEST_SUMMARY }));
  const place = placeOf(env);
  if (place?.change === undefined) return;
  await new Forge(place).comment(markerOf("preview", subject), previewText(subject, outcome, { hide }));
}

/**
 * Drift opens or updates the issue, no drift closes it. A failure says nothing about drift, so it changes nothing.
 *
 * @param {number} code
 * @param {string} folder
 */
async function reportDrift(code, folder) {
  const subject = subjectOf();
  const printed = hide(withoutWarningsOfS3(textIn(folder, "drift.txt")));
  const says = { 0: "No drift.", 7: "Drift: see below.", 6: `There is no stack ${subject.stack}.` };
  const head =
    says[/** @type {keyof typeof says} */ (code)] ?? "The check failed; whether there is drift is not known.";
  print(`${head}\n\n${fenced(printed)}`);
  summarize(`${head}\n\n${fenced(lastOf(printed, LONGEST_SUMMARY))}`);
  const place = placeOf(env);
  if (place === undefined || (code !== 0 && code !== 7)) return;
  const forge = new Forge(place);
  const marker = markerOf("drift", subject);
  if (code === 0) await forge.closeIssues(marker, noDriftText(subject));
  else await forge.keepIssue({ marker, title: driftTitle(subject), text: driftText(subject, printed) });
}

/** @returns {import("./lib/comment.mjs").Subject} */
function subjectOf() {
  const [, project = "project"] = /^name:\s*["']?([^\s"'#]+)/m.exec(readFileSync("Pulumi.yaml", "utf8")) ?? [];
  const ofGitHub = env.GITHUB_RUN_ID
    ? `${env.GITHUB_SERVER_URL ?? ""}/${env.GITHUB_REPOSITORY ?? ""}/actions/runs/${env.GITHUB_RUN_ID}`
    : "";
  return {
    project,
    // Without organization and project.
    stack: (env.PULUMI_STACK || "prod").split("/").at(-1) ?? "",
    run: env.CI_JOB_URL || env.BUILD_URL || ofGitHub,
    commit: env.HEAD_COMMIT || env.CI_COMMIT_SHA || env.GIT_COMMIT || env.GITHUB_SHA || "",
  };
}

/**
 * What `preview --json` printed. A preview that fails early prints no JSON, and some backends print lines of their own around it.
 *
 * @param {string} folder
 * @returns {import("./lib/comment.mjs").Preview | undefined}
 */
function previewIn(folder) {
  const text = textIn(folder, "preview.json");
  const start = text.search(/^\{/m);
  if (start < 0) return undefined;
  try {
    return JSON.parse(text.slice(start, text.lastIndexOf("}") + 1));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} folder
 * @param {string} name
 */
function textIn(folder, name) {
  return readFileSync(join(folder, name), "utf8");
}

/** To the log, which takes it all. */
function print(/** @type {string} */ text) {
  process.stdout.write(`${text}\n`);
}

/** To the page of the job, where there is one. */
function summarize(/** @type {string} */ text) {
  if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, `${text}\n`);
}

const [, , topic = "", code = "", folder = ""] = process.argv;
const reports = { preview: reportPreview, drift: reportDrift };
const report = reports[/** @type {keyof typeof reports} */ (topic)];
try {
  if (report === undefined) throw new Error("Usage: report.mjs preview|drift CODE FOLDER");
  await report(Number(code), folder);
} catch (error) {
  process.stderr.write(`report.mjs: not posted: ${hide(error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
}
