// Plays the interruption matrix (provider/test/interruptions) with the real Pulumi CLI and prints it: for each story a table of
// requests by signals, then what was left, and what is red. Ends with 1 if anything is red. Options, to play a part of it:
// --story=create --boundary="POST ikepolicies" --signal=SIGKILL,SIGINT --target=cli,provider,both --every --minutes=30, and --resume
// to play the rest of what an earlier run of the same code has begun. --plugin: with the native plugin, else with the dynamic provider.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { root, run, runAsProgram, say, since } from "./lib/process.mjs";
import { ensurePulumiCli } from "./pulumi-cli.mjs";

const signals = ["SIGINT", "SIGTERM", "SIGKILL"];
const targets = ["cli", "provider", "both"];
/** Bounds the whole, in seconds. */
const longest = 3 * 3600;
const legend = `A run is interrupted at each of its requests, by a signal to the CLI, to the process of the provider, or to both: when the
server has received it (and never acts, if its client is gone), and when it has acted, before the client has the answer. Then, each
from the same situation: \`pulumi cancel\` where a lock is left, and \`up\` (or \`destroy\`) again, at once or after
\`pulumi refresh --clear-pending-creates\`, and \`preview --expect-no-changes\`.
  ok   both ways: each object is there once and known to the state, all is as the program says, no secret can be read
  RED  explained below`;

function print(text) {
  process.stdout.write(`${text}\n`);
}

function readReport(file) {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  const [head, ...cells] = lines.map((line) => JSON.parse(line));
  return { total: head?.cells ?? 0, cells: cells.sort((one, other) => one.place - other.place) };
}

const isRed = ({ ends }) => ends.some(({ problems }) => problems.length > 0);
const unique = (values) => [...new Set(values)];

function printStory(name, cells) {
  const columns = targets.flatMap((target) => signals.map((signal) => ({ target, signal })));
  const shown = columns.filter((column) => cells.some((cell) => isIn(column, cell)));
  const head = [name, ...shown.map(({ target, signal }) => `${signal.slice(3)} ${target}`)];
  const rows = unique(cells.map(rowOf)).map((row) => {
    const own = cells.filter((cell) => rowOf(cell) === row);
    return [row, ...shown.map((column) => wordOf(own.find((cell) => isIn(column, cell))))];
  });
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at].length)));
  const line = (row) =>
    row
      .map((text, at) => text.padEnd(widths[at]))
      .join("  ")
      .trimEnd();
  print(["", line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n"));
  printLeft(cells);
}

function isIn({ target, signal }, cell) {
  return cell.target === target && cell.signal === signal;
}

function rowOf({ boundary, moment }) {
  return `${boundary}, ${moment}`;
}

function wordOf(cell) {
  if (cell === undefined) return "–";
  return isRed(cell) ? "RED" : "ok";
}

function printLeft(cells) {
  const kinds = unique(cells.map(({ left }) => left));
  print("What was left, by the number of cells:");
  for (const left of kinds) {
    const own = cells.filter((cell) => cell.left === left);
    print(`  ${String(own.length).padStart(3)} ${left}: ${own.some(isRed) ? "RED" : "ok"}`);
  }
}

function printReds(cells) {
  const reasons = (cell) => cell.ends.flatMap(({ way, problems }) => problems.map((problem) => `${way}: ${problem}`));
  const shape = (cell) => JSON.stringify([cell.story, cell.boundary, cell.moment, reasons(cell).map(withoutIds)]);
  for (const key of unique(cells.filter(isRed).map(shape))) {
    const own = cells.filter((cell) => isRed(cell) && shape(cell) === key);
    const [first] = own;
    const by = own.map(({ signal, target }) => `${signal} to ${target}`).join(", ");
    print(`\nRED ${first.story}: ${rowOf(first)}; ${by}`);
    print(`  left: ${first.left}`);
    for (const reason of reasons(first).slice(0, 8)) print(`  ${reason}`);
  }
}

function withoutIds(text) {
  return text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|-[0-9a-f]{7}\b/g, "…");
}

function printTotal({ total, cells }) {
  const red = cells.filter(isRed).length;
  const again = cells.filter(({ sameAs }) => sameAs !== undefined).length;
  const survivors = unique(cells.flatMap((cell) => cell.survivors));
  if (survivors.length > 0) print(`\nOutlived a killed CLI, and were ended: ${survivors.join(", ")}.`);
  print(
    `\n${cells.length} of ${total} cells played: ${cells.length - red} green, ${red} red. ${again} left just what another ` +
      "one of the story had left, and ended as that one did.",
  );
  return red === 0 && cells.length > 0;
}

// Everything that was started has the folder in its environment.
function endWhatIsLeft(folder) {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const left = pids.filter((pid) => environmentOf(pid).includes(folder));
  for (const pid of left) process.kill(Number(pid), "SIGKILL");
  if (left.length > 0) say(`${left.length} processes were left, and ended.`);
  return left.length;
}

function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    return ""; // it has ended, or belongs to another user
  }
}

await runAsProgram(import.meta.url, async (args) => {
  const text = { type: /** @type {const} */ ("string") };
  const flag = { type: /** @type {const} */ ("boolean") };
  const options = {
    story: text,
    boundary: text,
    signal: text,
    target: text,
    plugin: flag,
    every: flag,
    minutes: text,
    resume: flag,
  };
  const { values } = parseArgs({ args, options });
  const cli = await ensurePulumiCli();
  const folder = mkdtempSync(join(tmpdir(), "pulumi-vpnaas-interruptions-"));
  const file = join(root, values.plugin === true ? ".tmp/interruptions-plugin.jsonl" : ".tmp/interruptions.jsonl");
  mkdirSync(dirname(file), { recursive: true });
  if (values.resume !== true) rmSync(file, { force: true });
  const startedAt = Date.now();
  const beat = setInterval(() => {
    const { total, cells } = readReport(file);
    say(`${since(startedAt)}: ${cells.length} of ${total} cells, ${cells.filter(isRed).length} red`);
  }, 30_000);
  try {
    const env = {
      // Where it is stopped, too, nothing is left.
      TMPDIR: folder,
      VPNAAS_PULUMI_BIN: cli.bin,
      VPNAAS_INTERRUPTIONS: JSON.stringify(values),
      VPNAAS_INTERRUPTIONS_REPORT: file,
    };
    const jest = ["--selectProjects", "cli", "--testPathPatterns", "test/cli/interruptions.test"];
    const cache = `--cacheDirectory=${join(root, ".tmp/jest")}`;
    const { code, stderr } = await run("jest", [...jest, cache], { env, limitSeconds: longest });
    if (code !== 0) say(stderr);
    const report = readReport(file);
    print(legend);
    for (const story of unique(report.cells.map((cell) => cell.story)))
      printStory(
        story,
        report.cells.filter((cell) => cell.story === story),
      );
    printReds(report.cells);
    if (!printTotal(report) || code !== 0) process.exitCode = 1;
  } finally {
    clearInterval(beat);
    if (endWhatIsLeft(folder) > 0) process.exitCode = 1;
    rmSync(folder, { recursive: true, force: true });
  }
});
