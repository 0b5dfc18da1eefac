// The load behind `make load`: 10, 100 and 1,000 connections through one provider process each, against an emulator that answers
// 429 above a rate and takes its time. Prints a table; fails where anything failed, was lost or was made twice.
// Options: --counts=10,100,1000 --limit=50 --pending=3000 (ms) --retry-after=1 (s, or "none") --dialect=otc. Client: lib/load-provider.mjs.
import { fork } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startEmulator } from "../dist/provider/emulator/index.js";
import { root, runAsProgram, say } from "./lib/process.mjs";

/** Bounds the whole: a client that hangs is ended. Milliseconds for one number of connections. */
const longest = 600_000;
/** As many connections as the provider may have open. */
const mostSockets = 64;

/** @typedef {import("../dist/provider/emulator/index.js").Emulator} Emulator */
/** @typedef {Partial<Record<"created" | "updated", ReturnType<typeof lookAt>>>} Seen what is there after each phase */

async function play(count, options) {
  const { limit, pending, retryAfter, dialect } = options;
  const emulator = await startEmulator({ dialect, rateLimit: { perSecond: limit, retryAfter } });
  for (const [name, transition] of Object.entries(emulator.transitions)) {
    transition.milliseconds = pending;
    transition.pending ??= `PENDING_${name.toUpperCase()}`;
  }
  try {
    /** @type {Seen} */
    const seen = {};
    const report = await runClient(count, {
      emulator,
      dialect,
      hear: ({ phase }) => {
        seen[phase] = lookAt(emulator);
      },
    });
    return {
      count,
      ...report,
      ...tally(emulator),
      problems: [...report.failures, ...problemsOf(count, seen, emulator)],
    };
  } finally {
    await emulator.close();
  }
}

function lookAt({ connections }) {
  const names = [...connections.values()].map(({ name }) => name);
  return {
    objects: names.length,
    distinct: new Set(names).size,
    renamed: names.filter((name) => /-new$/.test(name)).length,
  };
}

/**
 * @param {number} count
 * @param {Seen} seen
 * @param {Emulator} emulator
 */
function problemsOf(count, { created, updated }, emulator) {
  const problems = [];
  if (created?.objects !== count || created?.distinct !== count)
    problems.push(`after create: ${JSON.stringify(created)}`);
  if (updated?.renamed !== count || updated?.objects !== count)
    problems.push(`after update: ${JSON.stringify(updated)}`);
  if (emulator.connections.size !== 0) problems.push(`after delete: ${emulator.connections.size} objects are left`);
  if (emulator.sockets.most > mostSockets) problems.push(`${emulator.sockets.most} sockets were open`);
  return problems;
}

function tally(emulator) {
  const refused = emulator.requests().filter(({ status }) => status === 429).length;
  return { requests: emulator.log.length, refused, sockets: emulator.sockets.most };
}

function runClient(count, { emulator, dialect, hear }) {
  return new Promise((resolve, reject) => {
    const child = fork(join(root, "tools/lib/load-provider.mjs"), [String(count), dialect], {
      env: { PATH: process.env.PATH, HOME: "/nonexistent", ...emulator.environment },
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (piece) => {
      text += piece;
    });
    child.on("message", hear);
    const timer = setTimeout(() => child.kill("SIGKILL"), longest);
    const end = () => child.kill("SIGKILL");
    process.once("exit", end);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      process.off("exit", end);
      if (code === 0) resolve(JSON.parse(text));
      else reject(new Error(`The client of ${count} connections ended with ${code ?? signal}.`));
    });
  });
}

/** Seconds of each phase, then the memory (RSS) of the client at the start, after each phase and at most. */
const phaseTitles = ["create", "update", "delete"];
const memoryTitles = ["MiB: start", "created", "updated", "deleted", "most"];
const titles = ["connections", ...phaseTitles, ...memoryTitles, "requests", "429", "sockets", "problems"];

function showRow(cells) {
  process.stdout.write(`${titles.map((title, at) => String(cells[at]).padStart(title.length)).join("  ")}\n`);
}

function showResult({ count, phases, before, peak, requests, refused, sockets, problems }) {
  const times = phases.map(({ seconds }) => `${seconds.toFixed(0)} s`);
  showRow([
    count,
    ...times,
    before,
    ...phases.map(({ rss }) => rss),
    peak,
    requests,
    refused,
    sockets,
    problems.length,
  ]);
  for (const problem of problems.slice(0, 10)) process.stdout.write(`    ${problem}\n`);
}

await runAsProgram(import.meta.url, async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      counts: { type: "string", default: "10,100,1000" },
      limit: { type: "string", default: "50" },
      pending: { type: "string", default: "3000" },
      "retry-after": { type: "string", default: "1" },
      dialect: { type: "string", default: "otc" },
    },
  });
  const retryAfter = values["retry-after"] === "none" ? undefined : Number(values["retry-after"]);
  const options = { limit: Number(values.limit), pending: Number(values.pending), retryAfter, dialect: values.dialect };
  say(
    `${values.limit} requests a second, above it 429 (Retry-After: ${values["retry-after"]}); ${values.pending} ms for each transition`,
  );
  showRow(titles);
  for (const count of values.counts.split(",").map(Number)) {
    const result = await play(count, options);
    showResult(result);
    if (result.problems.length > 0) process.exitCode = 1;
  }
});
