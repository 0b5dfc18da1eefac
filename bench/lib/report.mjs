// What was measured, as Markdown: for the terminal, docs/scale.md and bench/README.md. Numbers come from the results and from nowhere else.
import { list, table, wrapped } from "../../tools/lib/markdown.mjs";
import { goalsOf, largestLife, latenessRows, MEBIBYTE } from "./goals.mjs";

/** @typedef {import("../run.mjs").Measured} Measured */

const STEPS = ["create", "no-op", "update", "update without its refresh", "refresh", "destroy"];
const NAMES = { vpnaas: "pulumi-vpnaas", plugin: "pulumi-vpnaas, plugin", openTofu: "OpenTofu" };

/** All of it. @param {Measured} results */
export function reportOf(results) {
  const parts = [conditions, requestTables, goalsList, engineTable, memoryTable, fleetPart, programsPart];
  return parts
    .map((part) => part(results))
    .filter((text) => text !== "")
    .join("\n\n");
}

/**
 * One row: the requests of each step with the most connections that were measured. And what a fleet costs.
 *
 * @param {Pick<Measured, "lives"> & Partial<Pick<Measured, "fleet">>} results
 */
export function summaryOf({ lives, fleet }) {
  const { count, steps } = largestLife(lives);
  const shown = STEPS.filter((step) => steps[step] !== undefined);
  const requests = table(["connections", ...shown], [[count, ...shown.map((step) => steps[step].requests)]]);
  return fleet === undefined ? requests : [requests, "", fleetIntroduction, "", fleetTable(fleet)].join("\n");
}

const fleetIntroduction = wrapped(
  "The same number of connections in one stack and as a [fleet](../examples/fleet), the state written after each step: seconds " +
    "(requests), and the most memory of all processes. In the fleet each connection has an endpoint group of its own:",
);

/** @param {Partial<Pick<Measured, "fleet">>} results */
function fleetPart({ fleet }) {
  return fleet === undefined ? "" : [fleetIntroduction, "", fleetTable(fleet)].join("\n");
}

/** @param {import("../run.mjs").Fleet} fleet */
function fleetTable({ stacks, each, atOnce, fleet, one }) {
  const names = /** @type {(keyof typeof one)[]} */ (Object.keys(one));
  const cell = ({ seconds, requests }) => `${seconds.toFixed(0)} s (${requests})`;
  const most = (steps) => Math.max(...names.map((name) => steps[name].memory ?? Number.NaN));
  const row = (title, steps) => [
    title,
    ...names.map((name) => cell(steps[name])),
    `${Math.round(most(steps) / MEBIBYTE)} MiB`,
  ];
  const rows = [row(`1 of ${stacks * each}`, one), row(`${stacks} of ${each}, ${atOnce} at once`, fleet)];
  return table(["stacks and connections", ...names, "memory"], rows);
}

function conditions({ machine, latency, transition, peers }) {
  const compared = peers === undefined ? [] : [`Compared with ${peers}.`];
  const sentences = [
    `Measured by \`make bench\` on ${machine}, with an emulated service that answers after ${latency} ms and takes`,
    `${transition / 1000} s for each change. N connections on one VPN service, and a slot for each.`,
    ...compared,
    "*Pending*: connections that were not settled yet when success was reported. With 1,000 the engine is told to write the",
    "state at the end only (`PULUMI_SKIP_CHECKPOINTS`), so that these seconds are the provider's.",
  ];
  return wrapped(sentences.join(" "));
}

/** @param {Partial<Pick<Measured, "programs">>} results */
function programsPart(results) {
  if (results.programs === undefined) return "";
  return [
    "Seconds of a `pulumi preview` of one resource in TypeScript, in each way in which Node can get its JavaScript. *First*:",
    "on a machine that keeps nothing from a run before, as most pipelines do:",
    "",
    startsOf(results),
  ].join("\n");
}

/** The ways to start a program, as a table. @param {Partial<Pick<Measured, "programs">>} results */
export function startsOf({ programs = [] }) {
  const rows = programs.map(({ name, options, main, first, again }) => [
    ...[name, `\`main: ${main}\``, `\`options: ${options}\``],
    ...[first.toFixed(1), again.toFixed(1)],
  ]);
  return table(["way", "package.json", "runtime in Pulumi.yaml", "first", "again"], rows);
}

/** Row 4.4 alone. @param {Measured["lateness"]} lateness */
export function latenessList(lateness) {
  return listOf(latenessRows({ lateness }));
}

function goalsList(results) {
  return `The goals, by number:\n\n${listOf(goalsOf(results))}`;
}

function listOf(goals) {
  const result = (isReached) => (isReached === undefined ? "" : isReached ? " ✓" : " (missed)");
  const items = goals.map(({ number, measure, goal, measured, isReached }) => {
    const aim = goal === "reported" ? "" : ` (goal: ${goal})`;
    return `**${number}** ${measure}${aim}: **${measured}**${result(isReached)}`;
  });
  return list(items);
}

function engineTable({ engine }) {
  const changes = engine.flatMap(({ count, changes }) => changes.map((change) => ({ count, ...change })));
  const rows = changes.map(({ count, changed, wait, parallel, env, seconds }) => {
    return [count, changed, wait === 0 ? "–" : `${wait / 1000} s`, settingsOf({ parallel, env }), seconds.toFixed(1)];
  });
  return [
    "What Pulumi's engine takes by itself, with a provider that does nothing and a backend of files:",
    "",
    table(["resources", "of them changed", "each waits", "settings", "seconds of `up`"], rows),
  ].join("\n");
}

function memoryTable({ memory }) {
  const mebibytes = (bytes) => (bytes === undefined ? "–" : Math.round(bytes / MEBIBYTE));
  const rows = memory.map(({ count, parallel, bytes }) => [
    ...[count, settingsOf({ parallel })],
    ...["vpnaas", "holding", "nothing"].map((contestant) => mebibytes(bytes[contestant])),
  ]);
  return [
    "The most memory of the provider's process while every connection is changed, in MiB. *Held*: a provider that does",
    "nothing, but whose calls are as large and take as long: what Pulumi's own side of the process needs. *Nothing*: it",
    "answers at once, with little.",
    "",
    table(["connections", "settings", "pulumi-vpnaas", "held", "nothing"], rows),
  ].join("\n");
}

function settingsOf({ parallel, env = {} }) {
  const options = parallel === undefined ? [] : [`--parallel ${parallel}`];
  const settings = [...options, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)];
  return settings.map((setting) => `\`${setting}\``).join(" ") || "default";
}

function requestTables({ lives }) {
  const contestants = Object.keys(NAMES).filter((name) => lives.some(({ contestant }) => contestant === name));
  const tables = contestants.map((contestant) =>
    requestsTable(
      NAMES[contestant],
      lives.filter((life) => life.contestant === contestant),
    ),
  );
  return tables.join("\n\n");
}

function requestsTable(name, lives) {
  const byCount = lives.toSorted((one, other) => one.count - other.count);
  const rows = STEPS.map((step) => [step, ...byCount.map(({ steps }) => cellOf(steps[step]))]);
  return table(
    [`${name}: requests (seconds)`, ...byCount.map(({ count }) => `N = ${count}`)],
    rows.filter(([, ...cells]) => cells.some((text) => text !== "–")),
  );
}

function cellOf(seen) {
  if (seen === undefined) return "–";
  const pending = seen.pending > 0 ? `, **${seen.pending} pending**` : "";
  return `${seen.requests} (${seen.seconds.toFixed(1)} s${pending})`;
}
