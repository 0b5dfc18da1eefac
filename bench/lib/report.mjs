// What was measured, as Markdown: for the terminal, README.md and bench/README.md. Numbers come from the results and from nowhere else.
import { goalsOf, latenessRows, MEBIBYTE } from "./goals.mjs";

const STEPS = ["create", "no-op", "update", "update without its refresh", "refresh", "destroy"];
const NAMES = { vpnaas: "pulumi-vpnaas", openTofu: "OpenTofu" };

/** All of it. */
export function reportOf(results) {
  return [conditions, requestsTable, goalsTable, engineTable, memoryTable].map((part) => part(results)).join("\n\n");
}

/** What a user asks first: what is sent, how large a stack may be, and how large the machine has to be. */
export function summaryOf(results) {
  return [conditions, requestsTable, engineTable, memoryTable].map((part) => part(results)).join("\n\n");
}

function conditions({ machine, latency, transition, peers }) {
  return [
    `Measured by \`make bench\` on ${machine}, with an emulated service that answers after ${latency} ms and takes`,
    `${transition / 1000} s for each change. N connections on one VPN service, and a slot for each.${peers === undefined ? "" : ` Compared with ${peers}.`}`,
    "*Pending*: connections that were not settled yet when success was reported. With 1,000 the engine is told to write the state at the end only",
    "(`PULUMI_SKIP_CHECKPOINTS`), so that these seconds are the provider's.",
  ].join("\n");
}

/** Row 4.4 alone. */
export function latenessTable(lateness) {
  return rowsTable(latenessRows({ lateness }));
}

function goalsTable(results) {
  return `Beside the goals:\n\n${rowsTable(goalsOf(results))}`;
}

function rowsTable(goals) {
  const word = (isReached) => (isReached === undefined ? "" : isReached ? "✓" : "missed");
  const rows = goals.map(({ number, measure, goal, measured, isReached }) => [
    ...[number, measure, goal, String(measured), word(isReached)],
  ]);
  return table(["", "measure", "goal", "measured", ""], rows);
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
    "The most memory of the provider's process while every connection is changed, in MiB. *Held*: a provider that does nothing, but whose calls are as",
    "large and take as long: what Pulumi's own side of the process needs. *Nothing*: it answers at once, with little.",
    "",
    table(["connections", "settings", "pulumi-vpnaas", "held", "nothing"], rows),
  ].join("\n");
}

function settingsOf({ parallel, env = {} }) {
  const options = parallel === undefined ? [] : [`--parallel ${parallel}`];
  const settings = [...options, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)];
  return settings.map((setting) => `\`${setting}\``).join(" ") || "default";
}

function requestsTable({ lives }) {
  const counts = [...new Set(lives.map(({ count }) => count))].sort((one, other) => one - other);
  const contestants = ["vpnaas", "openTofu"].filter((name) => lives.some(({ contestant }) => contestant === name));
  const columns = contestants.flatMap((contestant) => counts.map((count) => ({ contestant, count })));
  const cell = (step, { contestant, count }) => {
    const seen = lives.find((life) => life.contestant === contestant && life.count === count)?.steps[step];
    if (seen === undefined) return "–";
    const pending = seen.pending > 0 ? `, **${seen.pending} pending**` : "";
    return `${seen.requests} (${seen.seconds.toFixed(1)} s${pending})`;
  };
  return table(
    ["requests (seconds)", ...columns.map(({ contestant, count }) => `${NAMES[contestant]}, N = ${count}`)],
    STEPS.map((step) => [step, ...columns.map((column) => cell(step, column))]).filter(([, ...cells]) =>
      cells.some((text) => text !== "–"),
    ),
  );
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [head, head.map(() => "---"), ...rows].map(line).join("\n");
}
