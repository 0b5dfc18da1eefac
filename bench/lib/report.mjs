// What was measured, as Markdown: for the terminal, README.md and bench/README.md. Numbers come from the results and from nowhere else.
import { goalsOf } from "./goals.mjs";

const STEPS = ["create", "no-op", "update", "update without its refresh", "refresh", "destroy"];
const NAMES = { vpnaas: "pulumi-vpnaas", openTofu: "OpenTofu" };

/** All of it. */
export function reportOf(results) {
  return [
    ...conditions(results),
    "",
    ...requestsTable(results),
    "",
    "Beside the goals:",
    "",
    ...goalsTable(results),
    "",
    ...engineTable(results),
  ].join("\n");
}

/** What a user asks first: what is sent, and how large a stack may be. */
export function summaryOf(results) {
  return [...conditions(results), "", ...requestsTable(results), "", ...engineTable(results)].join("\n");
}

function conditions({ machine, latency, transition, peers }) {
  return [
    `Measured by \`make bench\` on ${machine}, with an emulated service that answers after ${latency} ms and takes`,
    `${transition / 1000} s for each change. N connections on one VPN service, and a slot for each.${peers === undefined ? "" : ` Compared with ${peers}.`}`,
    "*Pending*: connections that were not settled yet when success was reported. With 1,000 the engine is told to write the state at the end only",
    "(`PULUMI_SKIP_CHECKPOINTS`), so that these seconds are the provider's.",
  ];
}

function goalsTable(results) {
  const word = (isReached) => (isReached === undefined ? "" : isReached ? "✓" : "missed");
  const rows = goalsOf(results).map(({ number, measure, goal, measured, isReached }) => [
    ...[number, measure, goal, String(measured), word(isReached)],
  ]);
  return table(["", "measure", "goal", "measured", ""], rows);
}

function engineTable({ engine }) {
  const changes = engine.flatMap(({ count, changes }) => changes.map((change) => ({ count, ...change })));
  const rows = changes.map(({ count, changed, wait, parallel, env = {}, seconds }) => {
    const options = parallel === undefined ? [] : [`--parallel ${parallel}`];
    const settings = [...options, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)];
    const shown = settings.map((setting) => `\`${setting}\``).join(" ");
    return [count, changed, wait === 0 ? "–" : `${wait / 1000} s`, shown || "default", seconds.toFixed(1)];
  });
  return [
    "What Pulumi's engine takes by itself, with a provider that does nothing and a backend of files:",
    "",
    ...table(["resources", "of them changed", "each waits", "settings", "seconds of `up`"], rows),
  ];
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
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
