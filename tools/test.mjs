// Runs the tests, one jest project after the other; "cli" and "languages" with a real Pulumi CLI, whose directory the tests find
// in VPNAAS_PULUMI_BIN, the latter with the languages in VPNAAS_LANGUAGES. Ends with one line that counts all. `--part=NAME` runs one
// of them, or that of test/reality; with `--plugin`, what is written for both providers is played with the plugin; other arguments
// go to jest.
// Leaves set-up of the checkout to setup.mjs, and every PULUMI_HOME and backend to the tests.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { ensureLanguages } from "./languages.mjs";
import { root, run, runAsProgram, say, since, wasStopped } from "./lib/process.mjs";
import { ensurePulumiCli } from "./pulumi-cli.mjs";

const parts = {
  ...Object.fromEntries(["unit", "behaviour", "laws", "package"].map((name) => [name, (args) => runJest(name, args)])),
  cli: (args) => runWithCli("cli", args),
  languages: (args) => runWithCli("languages", args, languagesForJest),
};
/** Only when asked for by name; `make reality` gives it a server. */
const onDemand = {
  reality: (args) => runWithCli("reality", ["--runInBand", "--testTimeout=900000", "--forceExit", ...args]),
};

async function runWithCli(project, jestArgs, more = async () => ({})) {
  const startedAt = Date.now();
  let cli;
  let env;
  try {
    cli = await ensurePulumiCli();
    env = await more();
  } catch (error) {
    if (wasStopped()) throw error;
    return withoutCli(error, project, jestArgs);
  }
  say(`Pulumi CLI ${cli.version} (${cli.origin}) in ${cli.bin}, there after ${since(startedAt)}`);
  // A command waits for the service, and for the ends of its processes: two of them leave two cores idle for a part of the time.
  const workers = jestArgs.includes("--runInBand") ? [] : [`--maxWorkers=${Math.ceil(1.5 * availableParallelism())}`];
  return runJest(project, [...workers, ...jestArgs], { ...env, VPNAAS_PULUMI_BIN: cli.bin });
}

async function languagesForJest() {
  return { VPNAAS_LANGUAGES: JSON.stringify(await ensureLanguages()) };
}

// Counts as one failure: a run without these tests proves too little to be called good.
async function withoutCli(error, project, jestArgs) {
  const { stdout } = await run("jest", ["--selectProjects", project, "--listTests", ...jestArgs]);
  const files = stdout.split("\n").filter((line) => line.startsWith(root));
  const names = files.map((file) => `    ${relative(root, file)}`).sort();
  const line = "!".repeat(100);
  const message = [
    `NOT RUN: the tests "${project}" with the Pulumi CLI, ${files.length} files. This run fails because of it.`,
    ...names,
  ];
  say([line, ...message, error.message, line].join("\n"));
  return {
    passed: 0,
    failed: 1,
    skipped: 0,
    note: "not run: the Pulumi CLI or a language is missing (counts as one failure)",
  };
}

async function runJest(project, jestArgs, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-vpnaas-jest-"));
  const report = join(folder, "report.json");
  try {
    const options = [
      "--passWithNoTests",
      "--json",
      `--outputFile=${report}`,
      `--cacheDirectory=${join(root, ".tmp/jest")}`,
    ];
    const args = ["--selectProjects", project, ...options, ...jestArgs];
    const { code } = await run("jest", args, { env, show: true });
    return countsOf(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// A file that could not even be loaded has no failed tests in jest's own count; here it counts as one.
function countsOf(report, code) {
  let result;
  try {
    result = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      note: `jest ended with code ${code} and no report (counts as one failure)`,
    };
  }
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
    note: code !== 0 && failed === 0 ? `jest ended with code ${code} (counts as one failure)` : "",
  };
}

function summaryOf({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

await runAsProgram(import.meta.url, async (args) => {
  const chosen = args.find((arg) => arg.startsWith("--part="))?.slice("--part=".length);
  const known = { ...parts, ...onDemand };
  if (chosen !== undefined && !(chosen in known))
    throw new Error(`--part is one of ${Object.keys(known).join(", ")}, not "${chosen}".`);
  if (args.includes("--plugin")) process.env.VPNAAS_TESTED = "plugin";
  const jestArgs = args.filter((arg) => !arg.startsWith("--part=") && arg !== "--plugin");
  const startedAt = Date.now();
  const total = { passed: 0, failed: 0, skipped: 0 };
  const lines = [];
  for (const name of chosen ? [chosen] : Object.keys(parts)) {
    const partStartedAt = Date.now();
    const counts = await known[name](jestArgs);
    for (const key of Object.keys(total)) total[key] += counts[key];
    lines.push(`${name}: ${summaryOf(counts)} in ${since(partStartedAt)}${counts.note ? `; ${counts.note}` : ""}`);
  }
  say(["", ...lines, `all: ${since(startedAt)}`].join("\n"));
  if (total.passed + total.failed === 0) say("No test ran: that is a failure too.");
  process.stdout.write(`${summaryOf(total)}\n`);
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
});
