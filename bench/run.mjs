// `make bench`: measures, prints the report, and writes results/bench.json, results/requests.svg and the tables of bench/README.md and docs/scale.md.
// Options: --counts=1,100,1000, --without-peers, --dry (writes nothing), --only=fleet and --only=floors (that part alone, written with the
// results that are there; --fleet=50x20: stacks and connections of each), --only=lateness (row 4.4 alone, in minutes; writes nothing;
// with --counts=1,30,1000 and --transitions=3,30,120, in seconds).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mustRun, root, runAsProgram, step } from "../tools/lib/process.mjs";
import { ensurePulumiCli } from "../tools/pulumi-cli.mjs";
import { latenessList, reportOf } from "./lib/report.mjs";
import { findPeers, peerName } from "./peers.mjs";

const here = join(root, "bench");
const results = join(here, "results");

await runAsProgram(import.meta.url, async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      counts: { type: "string", default: "1,100,1000" },
      "without-peers": { type: "boolean", default: false },
      dry: { type: "boolean", default: false },
      only: { type: "string" },
      transitions: { type: "string", default: "3,30,120" },
      fleet: { type: "string", default: "50x20" },
    },
  });
  if (values.only === "lateness") {
    const isGiven = args.some((each) => each.startsWith("--counts"));
    process.stdout.write(
      `${latenessList(await measureLate(isGiven ? values.counts : "1,30,1000", values.transitions))}\n`,
    );
    return;
  }
  const measured = values.only === undefined ? await measure(values) : await measureAnew(values.only, values);
  process.stdout.write(`${reportOf(measured)}\n`);
  if (values.dry) return;
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, "bench.json"), `${JSON.stringify(measured, null, 1)}\n`);
  await draw(measured);
  await mustRun("node", ["tools/generate.mjs"]);
});

/** @typedef {Awaited<ReturnType<typeof measure>>} Measured */

async function measure({ counts, "without-peers": isAlone, fleet }) {
  const cli = await ensurePulumiCli();
  const peers = isAlone ? undefined : findPeers();
  const tools = { cli, peers };
  const rows = await import("./lib/rows.mjs");
  const provider = await import("./lib/provider.mjs");
  const lives = [];
  const all = counts.split(",").map(Number);
  const most = Math.max(...all);
  /** @type {import("./lib/rows.mjs").Contestant[]} */
  const contestants = peers === undefined ? ["vpnaas", "plugin"] : ["vpnaas", "plugin", "openTofu"];
  for (const contestant of contestants)
    for (const count of all)
      lives.push(await step(`${contestant}, ${count}`, () => rows.measureLife(contestant, count, tools)));
  return {
    machine: `${availableParallelism()} cores, Node ${process.versions.node}, Pulumi ${cli.version}`,
    peers: peers === undefined ? undefined : peerName,
    latency: rows.LATENCY,
    transition: rows.TRANSITION,
    lives,
    quickUpdate: await step("one update", () => rows.measureQuickUpdate(tools)),
    floors: await measureFloors(tools, Math.min(100, most)),
    delay: await step("delay", () => provider.measureDelay(20)),
    lateness: await measureLate("1,30,1000", "3,30,120"),
    thought: await step("check and diff", () => provider.measureThought(1000)),
    start: await step("start", () => provider.measureStarts(tools, 11)),
    programs: await measurePrograms(tools),
    plugin: await measurePlugin(tools, most),
    engine: await measureEngine(tools, rows, most),
    memory: await step("memory", () => rows.measureMemory(tools, most, memoryRuns(most))),
    fleet: await measureFleet(tools, fleet),
  };
}

async function measureFloors(tools, count) {
  const { measureFloor, TRANSITION } = await import("./lib/rows.mjs");
  const quick = { count, parallel: undefined, transition: 0, rounds: 3 };
  const waiting = { count, parallel: 128, transition: TRANSITION, rounds: 3 };
  return {
    quick: await step("quick ones", () => measureFloor(tools, quick)),
    waiting: await step("waiting ones", () => measureFloor(tools, waiting)),
  };
}

/** @typedef {Awaited<ReturnType<typeof measureFleet>>} Fleet */

async function measureFleet(tools, size) {
  const [stacks = 0, each = 0] = size.split("x").map(Number);
  const { measureFleet: measureSome } = await import("./lib/fleet.mjs");
  return step(`a fleet, ${size}`, () => measureSome(tools, { stacks, each, atOnce: 4 }));
}

// The other results stay as they were measured.
async function measureAnew(part, { fleet }) {
  const parts = {
    fleet: async (tools) => ({ fleet: await measureFleet(tools, fleet) }),
    floors: async (tools) => ({ floors: await measureFloors(tools, 100) }),
  };
  const act = parts[part];
  if (act === undefined) throw new Error(`--only=${part}: only "fleet", "floors" and "lateness" can be measured alone`);
  const before = /** @type {Measured} */ (JSON.parse(readFileSync(join(results, "bench.json"), "utf8")));
  return { ...before, ...(await act({ cli: await ensurePulumiCli() })) };
}

async function measureLate(counts, seconds) {
  const { measureLateness } = await import("./lib/lateness.mjs");
  const transitions = seconds.split(",").map((each) => 1000 * Number(each));
  return step("lateness", () => measureLateness(counts.split(",").map(Number), transitions));
}

async function measurePlugin(tools, most) {
  const plugin = await import("./lib/plugin.mjs");
  const counts = [1, 200, 1000].filter((count) => count <= most);
  return {
    yaml: await step("the plugin, YAML", () => plugin.measureYaml(tools, 5)),
    ready: await step("the plugin, start", () => plugin.measureReady(11)),
    memory: await step("the plugin, memory", () => plugin.measurePluginMemory(tools, counts)),
    noops: await step("the plugin, no-op", () => plugin.measureNoops(tools, most, 3)),
  };
}

async function measurePrograms(tools) {
  await installOwn();
  const { measureProgramStarts } = await import("./lib/programStarts.mjs");
  return step("ways to start a program", () => measureProgramStarts(tools, 3));
}

// With a slot for each, as docs/scale.md advises, and with the default.
function memoryRuns(count) {
  const all = ["vpnaas", "holding", "nothing"];
  return [
    { contestants: all, parallel: count },
    { contestants: all, parallel: 128 },
    { contestants: ["vpnaas", "nothing"] },
  ];
}

async function measureEngine(tools, { measureEngine: measureSome, noCheckpoints, settingsFor }, most) {
  const all = (count) => ({ changed: count, wait: 0, parallel: 128 });
  const one = { changed: 1, wait: 0 };
  const waiting = [undefined, 32, 128].map((parallel) => ({ changed: Math.min(100, most), wait: 3000, parallel }));
  const plan = {
    [Math.min(100, most)]: [all(Math.min(100, most)), one, ...waiting],
    300: [
      all(300),
      one,
      { ...all(300), env: { PULUMI_DIY_BACKEND_GZIP: "true" } },
      { ...all(300), env: noCheckpoints },
    ],
    1000: [all(1000), one].map((change) => ({ ...change, env: settingsFor(1000) })),
  };
  const seen = [];
  for (const [count, changes] of Object.entries(plan)) {
    if (Number(count) > most) continue;
    seen.push(await step(`the engine by itself, ${count}`, () => measureSome(tools, Number(count), changes)));
  }
  return seen;
}

// What draws is large and serves nothing else, as a loader that is only measured: both are installed here, when they are needed.
async function installOwn() {
  if (["vega-lite", "tsx"].every((name) => existsSync(join(here, "node_modules", name)))) return;
  const install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  await step("npm packages of the benchmark", () => mustRun("npm", install, { cwd: here }));
}

async function draw(measured) {
  await installOwn();
  const { plotOf } = await import("./lib/plot.mjs");
  writeFileSync(join(results, "requests.svg"), await plotOf(measured));
}
