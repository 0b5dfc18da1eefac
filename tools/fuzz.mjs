// `make fuzz`: the laws of provider/test/laws/fuzz over many generated programs, answers and files, and what they were tried on.
// FUZZ_RUNS (default 100,000) is the number of cases of check and diff; FUZZ_SEED, FUZZ_PATH and FUZZ_ONLY replay a failure.
// What the laws are is left to the tests; a smaller number of cases runs with `make test`.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, run, runAsProgram, say, since } from "./lib/process.mjs";

const number = new Intl.NumberFormat("en");

await runAsProgram(import.meta.url, async (args) => {
  const startedAt = Date.now();
  const { FUZZ_RUNS = "100000", FUZZ_SEED = String(startedAt % 2 ** 31), FUZZ_ONLY } = process.env;
  const folder = mkdtempSync(join(tmpdir(), "pulumi-vpnaas-fuzz-"));
  const report = join(folder, "report.jsonl");
  say(`fuzz: seed ${FUZZ_SEED}, ${number.format(Number(FUZZ_RUNS))} cases of check and diff`);
  try {
    const chosen = FUZZ_ONLY === undefined ? [] : ["--testNamePattern", literal(FUZZ_ONLY)];
    const options = ["--silent", `--cacheDirectory=${join(root, ".tmp/jest")}`, "--testPathPatterns", "laws/fuzz/"];
    const env = { FUZZ_RUNS, FUZZ_SEED, FUZZ_REPORT: report };
    const { code } = await run("jest", ["--selectProjects=laws", ...options, ...chosen, ...args], { env, show: true });
    const laws = linesOf(report);
    process.stdout.write(`${tableOf(laws)}\n${summaryOf(laws, code)}; seed ${FUZZ_SEED}, ${since(startedAt)}\n`);
    if (code !== 0 || laws.length === 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function literal(name) {
  return name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function linesOf(file) {
  try {
    const lines = readFileSync(file, "utf8").trim().split("\n");
    return lines.map((line) => JSON.parse(line)).sort((a, b) => (a.law < b.law ? -1 : 1));
  } catch {
    return []; // jest did not get as far as the first law
  }
}

function tableOf(laws) {
  const rows = laws.map(({ law, cases, failed, counted }) => {
    const kinds = [...counted].sort().map(([label, times]) => `${number.format(times)} ${label}`);
    return `${failed ? "BROKEN" : "holds "}  ${number.format(cases).padStart(9)}  ${law}${kinds.length > 0 ? `: ${kinds.join(", ")}` : ""}`;
  });
  return ["", "           cases  law", ...rows, ""].join("\n");
}

function summaryOf(laws, code) {
  const sum = (some) => number.format(some.reduce((total, { cases }) => total + cases, 0));
  const broken = laws.filter(({ failed }) => failed).length;
  const inputs = laws.filter(({ law }) => law.startsWith("check and diff"));
  const rest = code !== 0 && broken === 0 ? "; another test of the folder failed" : "";
  return `${laws.length} laws, ${broken} broken${rest}: ${sum(laws)} cases, ${sum(inputs)} of them through check and diff`;
}
