// What was to be reached, and what was measured: one row each. Goals are those of bench/README.md.
/** @typedef {import("../run.mjs").Measured} Measured */
/** @typedef {import("./rows.mjs").Life} Life */
/** @typedef {import("./rows.mjs").State} State */

export const MEBIBYTE = 1024 * 1024;
const ratio = (value, floor) => `${value.toFixed(1)} s, ${(value / floor).toFixed(2)} ×`;

/**
 * Rows of what was measured: `{ number, measure, goal, measured, isReached }`; isReached is undefined where nothing was asked.
 *
 * @param {Measured} results
 */
export function goalsOf(results) {
  const own = largestLife(results.lives);
  const most = own.count;
  const nothing = results.engine.at(-1);
  const pages = own.steps.update.methods.GET ?? 0;
  const row = (number, measure, goal, measured, isReached) => ({ number, measure, goal, measured, isReached });
  const { waiting, quick } = results.floors;
  const floor = waiting.nothing.update + waiting.transition / 1000;
  const { provider = Number.NaN } = own.state;
  /** @param {{ state: State }} run */
  const perResource = ({ state }) => Math.round(state.bytes / (state.resources ?? Number.NaN));
  return [
    row(
      "1",
      "requests of a one-field update that settles at once",
      "2",
      results.quickUpdate.vpnRequests,
      results.quickUpdate.vpnRequests === 2,
    ),
    row(
      "2",
      `requests of ${most} one-field updates, 3 s each, \`--parallel ${own.parallel}\``,
      `≤ ${most + 20}`,
      `${own.steps.update.vpnRequests} (${pages} reads)`,
      own.steps.update.vpnRequests <= most + 20,
    ),
    row(
      "3",
      `requests of a refresh of ${most}, \`--parallel ${own.parallel}\``,
      "≤ 10",
      own.steps.refresh.vpnRequests,
      own.steps.refresh.vpnRequests <= 10,
    ),
    row(
      "3",
      "the same at the default slots",
      "≤ 20",
      own.steps["refresh, default slots"].vpnRequests,
      own.steps["refresh, default slots"].vpnRequests <= 20,
    ),
    row(
      "4",
      "requests of a no-op `up`, login included",
      "0",
      own.steps["no-op"].requests,
      own.steps["no-op"].requests === 0,
    ),
    ...latenessRows(results),
    row(
      "5",
      `delay between "settled" and "known", of ${results.delay.count} connections alone`,
      "median ≤ 0.5 s",
      `median ${(results.delay.median / 1000).toFixed(2)} s, most ${(results.delay.most / 1000).toFixed(2)} s`,
      results.delay.median <= 500,
    ),
    row(
      "6",
      `\`up\` of ${waiting.count} changes, 3 s each, \`--parallel ${waiting.parallel}\`, compared with a do-nothing provider + 3 s (${floor.toFixed(1)} s)`,
      "≤ 1.25 ×",
      ratio(waiting.vpnaas.update, floor),
      waiting.vpnaas.update <= 1.25 * floor,
    ),
    ...quickRows(quick),
    row("7", "bytes of `__provider`", "≤ 120", provider, provider <= 120),
    row(
      "7",
      "bytes of state per resource",
      "reported",
      `${perResource(own)} (do-nothing: ${perResource(nothing)})`,
      undefined,
    ),
    row(
      "8",
      `CPU of check and diff, each of ${results.thought.count}`,
      "≤ 0.3 ms",
      `${results.thought.milliseconds.toFixed(2)} ms`,
      results.thought.milliseconds <= 0.3,
    ),
    ...memoryRows(results),
    ...pluginRows(results),
    row(
      "10",
      `start of the provider until its first answer (do-nothing: ${Math.round(results.start.nothing.median)} ms)`,
      "reported",
      `${Math.round(results.start.vpnaas.median)} ms`,
      undefined,
    ),
  ];
}

/**
 * Rows of how late the ends of transitions are known; none where that was not measured.
 *
 * @param {Partial<Pick<Measured, "lateness">>} results
 */
export function latenessRows({ lateness = [] }) {
  return lateness.map(({ count, transition, late, unseen, reads }) => {
    const goal = 0.5 + (0.15 * transition) / 1000;
    return {
      number: "4.4",
      measure: `how late it is known that ${count} at once have settled after ${transition / 1000} s, by the request log`,
      goal: `≤ ${goal.toFixed(2)} s`,
      measured: `${(late / 1000).toFixed(2)} s (${reads} reads)`,
      isReached: unseen === 0 && late / 1000 <= goal,
    };
  });
}

/**
 * Rows of the plugin; none where it was not measured.
 *
 * @param {Partial<Pick<Measured, "plugin">> & Pick<Measured, "lives">} results
 */
function pluginRows({ plugin, lives }) {
  if (plugin === undefined) return [];
  const { yaml, ready, memory, noops } = plugin;
  const row = (number, measure, goal, measured, isReached) => ({ number, measure, goal, measured, isReached });
  const upTo = (number, measure, most, value, unit) =>
    row(
      number,
      measure,
      `≤ ${most} ${unit}`,
      `${unit === "s" ? value.toFixed(2) : Math.round(value)} ${unit}`,
      value <= most,
    );
  const created = `the same, created, which settles after ${yaml.transition / 1000} s`;
  return [
    upTo("11", "plugin: `up` of one connection in YAML without a change", 1, yaml["no-op"], "s"),
    upTo("11", created, 1.8, yaml.create, "s"),
    upTo("12", "plugin: CPU until it has printed its port", 120, ready.milliseconds, "ms"),
    ...memory.map(({ count, bytes }) =>
      upTo("13", `plugin: most memory during ${count} updates`, MEMORY[count] ?? Number.NaN, bytes / MEBIBYTE, "MiB"),
    ),
    ...samenessRows(lives),
    row(
      "16",
      `plugin: no-op \`up\` of ${noops.count}, compared with the dynamic provider (${noops.vpnaas.toFixed(1)} s)`,
      "not slower",
      ratio(noops.plugin, noops.vpnaas),
      noops.plugin <= noops.vpnaas,
    ),
  ];
}

/** MiB that the plugin may use with so many connections. */
const MEMORY = { 1: 85, 200: 110, 1000: 160 };

// With the most connections: what a login adds is the same for both, and what polls add depends on the moment.
function samenessRows(lives) {
  const [dynamic, plugin] = [largestLife(lives), largestLife(lives, "plugin")];
  const writes = ({ steps }) =>
    ["create", "update", "destroy"].map((name) =>
      ["POST", "PUT", "DELETE"].map((method) => steps[name].methods[method] ?? 0).join("/"),
    );
  const perResource = ({ state }) => state.bytes / (state.resources ?? Number.NaN);
  const share = perResource(plugin) / perResource(dynamic);
  return [
    {
      number: "14",
      measure: `plugin: POST/PUT/DELETE of create, update and destroy of ${plugin.count} (dynamic: ${writes(dynamic).join(", ")})`,
      goal: "those of the dynamic provider",
      measured: writes(plugin).join(", "),
      isReached: writes(plugin).join() === writes(dynamic).join(),
    },
    {
      number: "15",
      measure: "plugin: bytes of state per resource, compared with the dynamic provider",
      goal: "≤ 85 %",
      measured: `${Math.round(perResource(plugin))}, ${Math.round(100 * share)} %`,
      isReached: share <= 0.85,
    },
  ];
}

/**
 * The life of the most connections.
 *
 * @param {Life[]} lives
 */
export function largestLife(lives, contestant = "vpnaas") {
  const own = lives.filter((life) => life.contestant === contestant);
  return own.reduce((most, life) => (life.count > most.count ? life : most));
}

/** What seconds are compared with, and the ratio that was asked for. */
const FLOORS = [
  { floor: "nothing", title: "a do-nothing provider", most: 1.25 },
  { floor: "alike", title: "a do-nothing provider whose state is as large", most: undefined },
];

function quickRows({ count, vpnaas, ...floors }) {
  return ["create", "update"].flatMap((verb) =>
    FLOORS.map(({ floor, title, most }) => {
      const bound = floors[floor][verb];
      return {
        number: "6b",
        measure: `\`up\` of ${count} ${verb}s that settle at once, default slots, compared with ${title} (${bound.toFixed(1)} s)`,
        goal: most === undefined ? "reported" : `≤ ${most} ×`,
        measured: ratio(vpnaas[verb], bound),
        isReached: most === undefined ? undefined : vpnaas[verb] <= most * bound,
      };
    }),
  );
}

/** What memory is compared with, and how many MiB above it were asked for. */
const BASES = [
  { base: "nothing", title: "a do-nothing provider", most: 40 },
  { base: "holding", title: "a do-nothing provider whose calls are as large and take as long", most: undefined },
];

// Not all are compared with all, and memory is known on Linux only.
function memoryRows({ memory }) {
  return memory.flatMap((run) =>
    BASES.filter(({ base }) => run.bytes[base] !== undefined).map((base) => memoryRow(run, base)),
  );
}

function memoryRow({ count, parallel, bytes }, { base, title, most }) {
  const slots = parallel === undefined ? "default slots" : `\`--parallel ${parallel}\``;
  const floor = `above ${title} (${Math.round(bytes[base] / MEBIBYTE)} MiB)`;
  const above = (bytes.vpnaas - bytes[base]) / MEBIBYTE;
  return {
    number: "9",
    measure: `most memory of the provider during ${count} updates, ${slots}, ${floor}`,
    goal: most === undefined ? "reported" : `≤ ${most} MiB`,
    measured: `${Math.round(above)} MiB`,
    isReached: most === undefined ? undefined : above <= most,
  };
}
