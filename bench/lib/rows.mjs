// The measurements: each opens what it needs, does its work, and gives numbers. What they are to be is goals.mjs's matter.
import { openNothing, openPlugin, openTofu, openVpnaas } from "./contestants.mjs";
import { LATENCY, openService, TRANSITION } from "./service.mjs";
import { workOf } from "./work.mjs";

/** @typedef {{ cli: import("../../tools/pulumi-cli.mjs").Cli, peers: string | undefined }} Tools */
/** @typedef {"vpnaas" | "plugin" | "openTofu"} Contestant */
/** @typedef {"create" | "no-op" | "update" | "update without its refresh" | "refresh" | "refresh, default slots" | "destroy"} StepName */
/** @typedef {{ seconds: number, requests: number, vpnRequests: number, methods: Record<string, number>, pending: number }} Step */
/** @typedef {{ bytes: number, provider?: number, resources?: number }} State OpenTofu: bytes alone */
/** @typedef {{ contestant: Contestant, count: number, parallel: number, state: State, steps: Record<StepName, Step> }} Life */
/** @typedef {{ changed: number, wait: number, parallel?: number | undefined, env?: Record<string, string> }} EngineChange */

/** Above so many, the engine writes the state once, at the end: it would otherwise take minutes for that alone. */
const MOST_CHECKPOINTS = 300;
const noCheckpoints = { PULUMI_EXPERIMENTAL: "1", PULUMI_SKIP_CHECKPOINTS: "1" };
const settingsFor = (count) => (count > MOST_CHECKPOINTS ? noCheckpoints : {});

/** More slots than anything waits for. */
const plenty = (count) => Math.max(16, count);

/**
 * A whole life of `count` connections with a slot for each: for every step the
 * seconds, the requests (logins included), those of them to the VPN API, and how many connections were still pending when success
 * was reported; the bytes of state, once all is there.
 *
 * @param {Contestant} contestant
 * @param {number} count
 * @param {Tools} tools
 */
export async function measureLife(contestant, count, tools) {
  const service = await openService(TRANSITION);
  const own = { ...service.environment, ...settingsFor(count) };
  const openers = {
    vpnaas: () => openVpnaas(tools.cli, own),
    plugin: () => openPlugin(tools.cli, own),
    openTofu: () => openTofu(/** @type {string} without peers no one asks */ (tools.peers), service.environment),
  };
  const player = await openers[contestant]();
  const parallel = plenty(count);
  const steps = /** @type {Life["steps"]} filled below */ ({});
  const step = async (name, act) => {
    service.forget();
    const { seconds } = await act();
    steps[name] = { seconds, ...service.counts(), ...(await service.look()) };
    await service.settled();
  };
  try {
    player.give(workOf(count, 1));
    await step("create", () => player.up({ parallel }));
    const state = player.state();
    const life = { contestant, count, parallel, state, steps };
    await step("no-op", () => player.up({ parallel }));
    player.give(workOf(count, 2));
    await step("update", () => player.up({ parallel }));
    if (contestant === "openTofu") {
      player.give(workOf(count, 3));
      await step("update without its refresh", () => player.up({ parallel, isRefreshed: false }));
    }
    await step("refresh", () => player.refresh({ parallel }));
    if (contestant !== "openTofu") await step("refresh, default slots", () => player.refresh());
    await step("destroy", () => player.destroy({ parallel }));
    return life;
  } finally {
    player.close();
    await service.close();
  }
}

/** VPN requests of a one-field update of one connection that settles at once. @param {Tools} tools */
export function measureQuickUpdate({ cli }) {
  return withOne(cli, async ({ player, service }) => {
    player.give(workOf(1, 2));
    service.forget();
    await player.up();
    return service.counts();
  });
}

/** With one connection that is there, at a service that settles everything at once. */
async function withOne(cli, act) {
  const service = await openService(0);
  const player = await openVpnaas(cli, service.environment);
  try {
    player.give(workOf(1, 1));
    await player.up();
    return await act({ player, service });
  } finally {
    player.close();
    await service.close();
  }
}

/**
 * Seconds of `up` of so many connections compared with the floor, the same with a provider that does nothing and waits for nothing: all
 * created, then one field of each changed, some times over, in turns. "alike" is that provider with as many inputs and outputs as
 * "vpnaas" has, so that the engine writes as large a state. Medians.
 *
 * @param {Tools} tools
 * @param {{ count: number, parallel: number | undefined, transition: number, rounds: number }} options
 */
export async function measureFloor({ cli }, { count, parallel, transition, rounds }) {
  const service = await openService(transition);
  const shape = await shapeOf(cli);
  const players = {
    vpnaas: await openVpnaas(cli, service.environment),
    nothing: await openNothing(cli, {}),
    alike: await openNothing(cli, {}, shape),
  };
  const empty = () => ({ create: /** @type {number[]} */ ([]), update: /** @type {number[]} */ ([]) });
  const seconds = { vpnaas: empty(), nothing: empty(), alike: empty() };
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, player] of Object.entries(players)) {
        player.give(workOf(count, 2 * round));
        seconds[name].create.push((await player.up({ parallel })).seconds);
        player.give(workOf(count, 2 * round + 1));
        seconds[name].update.push((await player.up({ parallel })).seconds);
        await player.destroy({ parallel: plenty(count) });
      }
    }
  } finally {
    for (const player of Object.values(players)) player.close();
    await service.close();
  }
  const medians = ({ create, update }) => ({ create: median(create), update: median(update) });
  const { vpnaas, nothing, alike } = seconds;
  const all = { vpnaas: medians(vpnaas), nothing: medians(nothing), alike: medians(alike) };
  return { count, parallel, transition, rounds, ...all };
}

/** Inputs and outputs that a connection of ours has in the state. @param {Tools["cli"]} cli */
function shapeOf(cli) {
  return withOne(cli, async ({ player }) => player.shape());
}

/**
 * What the engine takes by itself, with a provider that does nothing: `count` resources created, then `changes`, one after the other.
 * Of each: how many are `changed`, the milliseconds that each `wait`s, `parallel`, and `env`, settings of the engine. Gives seconds and
 * the bytes of state.
 *
 * @param {Tools} tools
 * @param {number} count
 * @param {EngineChange[]} changes
 */
export async function measureEngine({ cli }, count, changes) {
  const player = await openNothing(cli, settingsFor(count));
  try {
    const work = workOf(count, 0);
    player.give(work);
    const { seconds } = await player.up({ parallel: plenty(count) });
    const state = player.state();
    const measured = [];
    for (const [number, { changed, wait, parallel, env }] of changes.entries()) {
      work.connections.splice(0, changed, ...workOf(changed, number + 1).connections);
      player.give(work);
      const run = await player.up({ parallel, env: { ...env, BENCH_WAIT: String(wait) } });
      measured.push({ changed, wait, parallel, env, seconds: run.seconds });
    }
    return { count, seconds, state, changes: measured };
  } finally {
    player.close();
  }
}

/**
 * The most memory in bytes of the provider's process while one field of each of `count` connections is changed: for each of `runs`
 * (`{ contestants, parallel }`) that of each of its contestants. "nothing" is the provider that does nothing; "holding" is the
 * same, but gives as many inputs and outputs as "vpnaas" and takes as long as the service does.
 *
 * @param {Tools} tools
 * @param {number} count
 * @param {{ contestants: string[], parallel?: number }[]} runs
 */
export async function measureMemory({ cli }, count, runs) {
  const shape = await shapeOf(cli);
  const openers = {
    vpnaas: (service, env) => openVpnaas(cli, { ...service.environment, ...env }),
    holding: (_, env) => openNothing(cli, { ...env, BENCH_WAIT: String(TRANSITION) }, shape),
    nothing: (_, env) => openNothing(cli, env),
  };
  const measured = [];
  for (const { contestants, parallel } of runs) {
    const bytes = {};
    for (const name of contestants) bytes[name] = await memoryOf(openers[name], count, parallel);
    measured.push({ count, parallel, bytes });
  }
  return measured;
}

/**
 * Bytes of the provider's process at most while one field of each of `count` connections is changed.
 *
 * @param {(service: Awaited<ReturnType<typeof openService>>, env: Record<string, string>) => ReturnType<typeof openVpnaas>} open
 * @param {number} count
 * @param {number | undefined} parallel
 */
export async function memoryOf(open, count, parallel) {
  const service = await openService(TRANSITION);
  const player = await open(service, settingsFor(count));
  try {
    player.give(workOf(count, 1));
    await player.up({ parallel: plenty(count) });
    await service.settled();
    player.give(workOf(count, 2));
    return (await player.up({ parallel })).memory;
  } finally {
    player.close();
    await service.close();
  }
}

/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

export { LATENCY, noCheckpoints, settingsFor, TRANSITION };
