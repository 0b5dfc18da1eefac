// The program behind `make reality`: gets a real Keystone and Neutron VPNaaS, plays all of test/reality on them, and ends them again.
// Exit codes: 0 all passed, 1 something failed, 3 nothing was run because this machine cannot have the servers.
// Options: --keep leaves the servers running; other arguments go to jest. REALITY_DIR: the folder of the lab; REALITY_PORTS: see lab.mjs.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, run, runAsProgram, say, since, step } from "../../tools/lib/process.mjs";
import { ensurePulumiCli } from "../../tools/pulumi-cli.mjs";
import { removeLab, startLab } from "./lab/lab.mjs";
import { installServers, obstacle } from "./lab/packages.mjs";

const folder = process.env.REALITY_DIR || join(tmpdir(), "pulumi-vpnaas-reality");
const NOT_RUN = 3;

function skipLoudly(reason) {
  const line = "!".repeat(100);
  const message = [
    `NOT RUN: nothing was tried on a real server. ${reason}.`,
    "`make reality` needs root on Debian 12 (a container will do), its package mirror, and free ports on 127.0.0.1.",
    "0 tests were run; that is no success, so the exit code is 3 (make says 2).",
  ];
  say([line, ...message, line].join("\n"));
  process.exitCode = NOT_RUN;
}

async function start() {
  if (existsSync(join(folder, "lab.json")))
    await step("Ending what an earlier run left behind", () => removeLab(folder));
  mkdirSync(folder, { recursive: true });
  await step("MariaDB, RabbitMQ, Keystone, Neutron with VPNaaS, on 127.0.0.1", () => startLab(folder));
}

/** Plays the tests; prints each, and resolves to what jest counted. */
async function play(bin, jestArgs) {
  const report = join(folder, "report.json");
  const args = ["--selectProjects", "reality", "--runInBand", "--testTimeout=900000", "--forceExit", "--json"];
  const files = [`--outputFile=${report}`, `--cacheDirectory=${join(root, ".tmp/jest")}`];
  await run("jest", [...args, ...files, ...jestArgs], {
    env: { VPNAAS_PULUMI_BIN: bin, VPNAAS_LAB: folder },
    show: true,
  });
  return JSON.parse(readFileSync(report, "utf8"));
}

function print({ testResults, numPassedTests, numFailedTests, numRuntimeErrorTestSuites }, versions) {
  const lines = ["", "On", ...versions.map((version) => `  ${version}`), ""];
  for (const { name, assertionResults, startTime, endTime, message } of testResults) {
    lines.push(`${name.slice(root.length + 1)}  ${Math.round((endTime - startTime) / 1000)} s`);
    for (const { status, title, duration } of assertionResults)
      lines.push(`  ${status.padEnd(6)} ${String(Math.round((duration ?? 0) / 1000)).padStart(4)} s  ${title}`);
    if (assertionResults.length === 0) lines.push(`  failed  ${message.split("\n")[0]}`);
  }
  process.stdout.write(`${lines.join("\n")}\n\n`);
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  process.stdout.write(`reality: ${numPassedTests} passed, ${failed} failed\n`);
  if (failed > 0 || numPassedTests === 0) process.exitCode = 1;
}

await runAsProgram(import.meta.url, async (args) => {
  const reason = obstacle();
  if (reason !== undefined) return skipLoudly(`This machine cannot have one: ${reason}`);
  const startedAt = Date.now();
  const versions = await installServers().catch((error) =>
    skipLoudly(`Its packages cannot be installed: ${error.message}`),
  );
  if (versions === undefined) return;
  const { bin } = await ensurePulumiCli();
  const isKept = args.includes("--keep");
  try {
    const taken = await start().catch((error) => {
      if (error.code !== "PORT_TAKEN") throw error;
      return error.message;
    });
    if (taken !== undefined) return skipLoudly(taken);
    print(
      await play(
        bin,
        args.filter((arg) => arg !== "--keep"),
      ),
      versions,
    );
    say(`all: ${since(startedAt)}`);
  } finally {
    if (isKept) say(`The servers go on running; to end them: node test/reality/lab/lab.mjs remove ${folder}`);
    else await removeLab(folder);
  }
});
