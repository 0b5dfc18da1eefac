// Plays one cell of the matrix: sets the scene, lets the fault strike, looks at server and state, and then runs the next `up`.
import { isDeepStrictEqual } from "node:util";
import type { Dialect } from "../../../emulator";
import { generatedName, PATH, STACK } from "../../../src/adapters/autoname";
import { HostInitFailure } from "../../../src/adapters/dynamic/state";
import type { Handler } from "../../../src/adapters/dynamic/verbs";
import { InitFailedError } from "../../../src/core/errors";
import { resourceSpec, tokenOf } from "../../../src/core/schema";
import { LIVES, type Life } from "../../support/lives";
import { nativeVerbs } from "../../support/nativeVerbs";
import { openStage, type Stage } from "../../support/stage";
import { leaksOf, NEW_PSK } from "./canaries";
import { type Gate, openGate } from "./gate";
import { type Cell, type Fault, type Host, type Outcome, type Scene, verbOf } from "./model";
import { NETWORK_FAULTS } from "./networkFaults";
import { SERVICE_FAULTS } from "./serviceFaults";

type Values = Record<string, unknown>;

/** What was seen when a cell was played. */
export interface Observed {
  readonly outcome: Outcome;
  readonly objects: number;
  readonly requests: number;
  /** Names of secrets that could be read somewhere. */
  readonly leaks: readonly string[];
  /** What is wrong with the state after the operation, one sentence each. */
  readonly state: readonly string[];
  /** Objects on the server after the next `up` without the fault, and what went wrong in it. */
  readonly next: { readonly objects: number; readonly problem: string };
  /** What the user was told, as the error says it. */
  readonly message: string;
}

const WAITS = { createTimeout: "60s", updateTimeout: "60s", deleteTimeout: "60s", requestTimeout: "30s" };
const THE_STACK = "organization/story/dev";
/** All faults by name, in the order of the report. */
export const FAULTS: readonly Fault[] = [...NETWORK_FAULTS, ...SERVICE_FAULTS];

interface Play {
  readonly cell: Pick<Cell, "moment" | "kind">;
  readonly host: Host;
  readonly stage: Stage;
  readonly gate: Gate;
  readonly life: Life;
  readonly inputs: Values;
  /** What the operation brings the object to; the same as `inputs` unless it is an update. */
  readonly news: Values;
  readonly id: string;
  readonly olds: Values;
  /** Objects of the kind that were there before and have nothing to do with it. */
  readonly others: number;
}

/** Plays a cell on a server and a clock of its own. */
export async function play(
  cell: Pick<Cell, "fault" | "lasting" | "moment" | "kind" | "dialect">,
  host: Host,
): Promise<Observed> {
  const verbsOf = host === "plugin" ? { verbsOf: nativeVerbs } : {};
  const stage = await openStage({ dialect: cell.dialect as Dialect, ...verbsOf }, WAITS);
  const gate = await openGate(stage.emulator.url);
  try {
    const fault = FAULTS.find(({ name }) => name === cell.fault);
    const life = LIVES.find(({ kind }) => kind === cell.kind);
    if (fault === undefined || life === undefined) throw new Error(`there is no fault "${cell.fault}"`);
    const prepared = await prepare({ cell, host, stage, gate, life });
    const actor = stage.another(fault.settings?.({ gate, stage }) ?? {}, cell.kind);
    // A run that is under way has logged in; a host that cannot be found is met before that.
    if (!cell.fault.startsWith("host name")) await actor.lookUp("00000000-0000-4000-8000-000000000000");
    const scene: Scene = { stage, gate, life, moment: cell.moment, lasting: cell.lasting, id: prepared.id };
    await fault.arrange(scene);
    return await observe(prepared, actor);
  } finally {
    gate.close();
    await stage.close();
  }
}

async function prepare(scene: Pick<Play, "cell" | "host" | "stage" | "gate" | "life">): Promise<Play> {
  const { cell, stage, life } = scene;
  const cast = stage.of(cell.kind);
  const verb = verbOf(cell.moment);
  const inputs = verb === "create" ? unnamed(scene) : cast.inputs();
  const others = life.stored(stage.emulator).size;
  const change = cell.kind === "IpsecSiteConnection" ? { ...life.change, psk: NEW_PSK } : life.change;
  const news = verb === "update" ? cast.inputs(change) : inputs;
  if (verb === "create") return { ...scene, inputs, news, others, id: "", olds: {} };
  const { id, outs } = await cast.created();
  // A service without a connection would rest in PENDING_CREATE and refuse updates.
  if (cell.kind === "VpnService") stage.emulator.setStatus(id, "ACTIVE");
  return { ...scene, inputs, news, others, id, olds: outs };
}

// Where the program gives no name, the SDK of the dynamic provider gives one, or the plugin.
function unnamed({ cell, host, stage }: Pick<Play, "cell" | "host" | "stage">): Values {
  const cast = stage.of(cell.kind);
  if (host === "plugin") return cast.inputs({ name: undefined });
  const name = generatedName(THE_STACK, cell.kind, "::hq");
  return { ...cast.inputs({ name }), [STACK]: THE_STACK, [PATH]: "::hq" };
}

/** The end of an operation as the engine sees it. */
type End = { readonly outs: Values; readonly id: string } | { readonly error: unknown };

async function perform({ cell, id, olds, news }: Play, handler: Handler): Promise<End> {
  try {
    switch (verbOf(cell.moment)) {
      case "create":
        return await handler.create(news);
      case "update":
        return { id, outs: await handler.update(id, olds, news) };
      case "delete":
        await handler.delete(id, olds);
        return { id, outs: {} };
      default: {
        const found = await handler.read(id, olds);
        if (found === undefined) throw new Error("treated as gone");
        return { id, outs: found.outs };
      }
    }
  } catch (error) {
    return { error };
  }
}

async function observe(played: Play, actor: Handler): Promise<Observed> {
  const { stage, life, others } = played;
  stage.said.splice(0);
  const before = stage.emulator.vpnRequests().length;
  const end = await perform(played, actor);
  const error = "error" in end ? end.error : undefined;
  const objects = life.stored(stage.emulator).size - others;
  const seen = {
    objects,
    requests: stage.emulator.vpnRequests().length - before,
    leaks: leaksOf(stage, error),
    message: error instanceof Error ? error.message : "",
  };
  const outcome = outcomeOf(played, end, objects);
  await lift(played);
  const state = await problemsOfState(played, end, outcome);
  return { ...seen, outcome, state, next: await nextUp(played, end, outcome) };
}

function outcomeOf({ cell, news }: Play, end: End, objects: number): Outcome {
  const verb = verbOf(cell.moment);
  if ("outs" in end) {
    const isChanged =
      verb !== "update" || Object.entries(news).every(([name, value]) => isDeepStrictEqual(end.outs[name], value));
    return isChanged ? "done" : "later";
  }
  if (end.error instanceof InitFailedError) return "kept";
  if (verb !== "create") return verb === "delete" && objects === 0 ? "gone" : "old";
  return objects === 0 ? "nothing" : "left";
}

// The fault is over, and the service has come to an end with what it was at.
async function lift({ cell, stage, gate, life, id }: Play): Promise<void> {
  const { emulator } = stage;
  emulator.clearFaults();
  emulator.readLag = 0;
  await gate.open();
  const settled = life.kind === "VpnService" ? "ACTIVE" : "DOWN";
  emulator.transitions.create = { pending: "PENDING_CREATE", reads: 1, to: "DOWN", hold: false };
  emulator.transitions.update = { pending: undefined, reads: 0, to: "DOWN", hold: false };
  emulator.transitions.delete = { pending: undefined, reads: 0, to: "GONE", hold: false };
  emulator.serviceTransitions.update = { pending: undefined, reads: 0, to: "ACTIVE", hold: false };
  for (const object of life.stored(emulator).values()) {
    if (object.status === undefined || (id !== "" && object.id !== id)) continue;
    // What is being deleted goes on being deleted; nothing else is in the middle of anything.
    if (verbOf(cell.moment) === "delete" && object.status === "PENDING_DELETE") emulator.settle(String(object.id));
    else if (life.kind !== "VpnService" || id !== "") emulator.setStatus(String(object.id), settled);
  }
}

async function problemsOfState(played: Play, end: End, outcome: Outcome): Promise<string[]> {
  const { cell, host, stage, life, news } = played;
  const verb = verbOf(cell.moment);
  const outs = outputsIn(end);
  if (outs === undefined || verb === "delete" || outcome === "later") return [];
  const { required } = resourceSpec(tokenOf(cell.kind));
  const declared = Object.keys(verb === "read" ? played.olds : news);
  const hidden = Object.keys(outs.values).filter((name) => host === "plugin" && name.startsWith("__"));
  const missing = [...required, ...declared, ...(host === "plugin" ? [] : ["__inputs"])].filter(
    (name) => outs.values[name] === undefined,
  );
  const psk = news.psk === undefined || outs.values.psk === news.psk ? [] : ["the psk is not the declared one"];
  const isThere = life.stored(stage.emulator).has(outs.id) ? [] : [`there is no object ${outs.id}`];
  return [...missing.map((name) => `lacks ${name}`), ...hidden.map((name) => `holds ${name}`), ...psk, ...isThere];
}

function outputsIn(end: End): { id: string; values: Values } | undefined {
  if ("outs" in end) return { id: end.id, values: end.outs };
  return end.error instanceof HostInitFailure ? { id: end.error.id, values: end.error.properties } : undefined;
}

// A create that failed leaves nothing in the state that proves whose the object is: the next run says what it found, and the user decides.
async function createOrAdopt(handler: Handler, inputs: Values): Promise<{ id: string; outs: Values }> {
  try {
    return await handler.create(inputs);
  } catch (error) {
    const [, adoptId] = /set adoptId: "([^"]+)"/.exec(error instanceof Error ? error.message : "") ?? [];
    if (adoptId === undefined) throw error;
    return handler.create({ ...inputs, adoptId });
  }
}

// What the engine does in the next run, in a process that knows nothing of the first.
async function nextUp(played: Play, end: End, outcome: Outcome): Promise<Observed["next"]> {
  const { cell, stage, life, others, news } = played;
  const handler = stage.another({}, cell.kind);
  const verb = verbOf(cell.moment);
  const state = outputsIn(end) ?? { id: played.id, values: played.olds };
  const count = () => life.stored(stage.emulator).size - others;
  try {
    if (verb === "delete") {
      if (outcome !== "done") await handler.delete(state.id, state.values);
      return { objects: count(), problem: "" };
    }
    const { id, outs } =
      state.id === ""
        ? await createOrAdopt(handler, news)
        : { id: state.id, outs: await handler.update(state.id, state.values, news) };
    const found = await handler.read(id, outs);
    const difference = handler.diff(found?.outs ?? {}, news, news).changes;
    const isFinished = found !== undefined && found.inputs === undefined && difference === false;
    return { objects: count(), problem: isFinished ? "" : "the next preview still shows a difference" };
  } catch (error) {
    return { objects: count(), problem: error instanceof Error ? error.message : String(error) };
  }
}
