// A stage for lifecycle tests: an emulator over real HTTP, a clock that jumps instead of waiting, and everything that was said.
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { namesFor } from "../../src/adapters/autoname";
import { dynamicVerbs, type Handler, type Outs } from "../../src/adapters/dynamic/verbs";
import type { ResolvedCloud } from "../../src/adapters/native/configuration";
import { createCloud } from "../../src/cloud";
import type { Clock } from "../../src/core/clock";
import type { StackState, StateEntry } from "../../src/core/contract";
import { KINDS, type Kind } from "../../src/core/schema";
import { resolveSettings } from "../../src/settings";
import { FakeClock } from "./loopback";
import { validInputs } from "./validInputs";

type Inputs = Record<string, unknown>;

/** What tests need of one kind of object. */
export interface Cast {
  readonly handler: Handler;
  /** Valid inputs that refer to the seeded objects, with defaults filled in as `check` does. */
  inputs(change?: Inputs): Inputs;
  /** Creates an object and forgets the requests of it. */
  created(change?: Inputs): Promise<{ id: string; inputs: Inputs; outs: Outs }>;
}

/** The stage; what it offers directly is about connections. */
export interface Stage<C extends Clock = FakeClock> extends Cast {
  readonly emulator: Emulator;
  readonly clock: C;
  readonly said: string[];
  /** IDs that the state of the stack knows, as far as the provider can ask for it. */
  readonly state: Set<string>;
  /** More resources of that state, where it matters what they are. */
  readonly resources: StateEntry[];
  /** Operations that the state holds as pending; with `isOfThisRun`, creations of the run that asks are among them. */
  readonly pending: { creates: StateEntry[]; updates: StateEntry[]; isOfThisRun: boolean };
  /** Number of times that the state was asked for. */
  readonly questions: { count: number };
  /** What comes of the next times that it asks, before the state can be had. */
  readonly stateFailures: Error[];
  /** The same for any kind, in the same cloud. */
  of(kind: Kind): Cast;
  /** Another handler with settings of its own, as another run would have it. */
  another(settings?: Record<string, unknown>, kind?: Kind): Handler;
  /** The handlers of another run, all of one cloud. */
  anotherRun(): (kind: Kind) => Handler;
  /** Requests below /v2.0 so far: method, path, and the body where there is one. */
  traffic(): { method: string; path: string; body?: unknown }[];
  /** The same in short: `PUT 200`. */
  exchanges(): string[];
  close(): Promise<void>;
}

type Settings = Record<string, unknown>;

/** Makes the verbs of a kind: those of the dynamic provider, or of the plugin. */
export type VerbsOf = (kind: Kind, resolved: ResolvedCloud, host: Parameters<typeof dynamicVerbs>[2]) => Handler;

interface StageOptions extends EmulatorOptions {
  readonly verbsOf?: VerbsOf;
}

export async function openStage<C extends Clock>(
  options: StageOptions,
  settings: Settings,
  clock: C,
): Promise<Stage<C>>;
export async function openStage(options?: StageOptions, settings?: Settings): Promise<Stage>;
export async function openStage(
  { verbsOf = (kind, { cloud }, host) => dynamicVerbs(kind, cloud, host), ...options }: StageOptions = {},
  settings: Settings = {},
  clock: Clock = new FakeClock(),
): Promise<Stage<Clock>> {
  const said: string[] = [];
  const state = new Set<string>();
  const stateFailures: Error[] = [];
  const pending: Stage["pending"] = { creates: [], updates: [], isOfThisRun: false };
  const questions = { count: 0 };
  const more: StateEntry[] = [];
  const stateOfStack = async (): Promise<StackState> => {
    questions.count += 1;
    const failure = stateFailures.shift();
    if (failure !== undefined) throw failure;
    const resources = [...more, ...[...state].map((id) => entryOf({ id }))];
    const { creates: pendingCreates, updates: pendingUpdates, isOfThisRun } = pending;
    return { resources, pendingCreates, pendingUpdates, isOfThisRun };
  };
  const emulator = await startEmulator({ now: () => clock.now(), ...options });
  const openCloud = (own: Record<string, unknown>): ResolvedCloud => {
    const config: Record<string, unknown> = { dialect: emulator.dialect, ...settings, ...own };
    const host = { environment: emulator.environment, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
    const resolved = resolveSettings((name) => config[name], host);
    return { settings: resolved, cloud: createCloud(resolved, (message) => said.push(message), { clock }) };
  };
  const cloud = openCloud({});
  const hosting = { log: (message: string) => void said.push(message), stateOfStack };
  const casts = new Map<Kind, Cast>();
  const of = (kind: Kind): Cast => {
    const cast = casts.get(kind) ?? castOf(kind, { emulator, handler: verbsOf(kind, cloud, hosting) });
    casts.set(kind, cast);
    return cast;
  };
  return {
    ...of("IpsecSiteConnection"),
    emulator,
    clock,
    said,
    state,
    resources: more,
    pending,
    questions,
    stateFailures,
    of,
    another: (own = {}, kind = "IpsecSiteConnection") => verbsOf(kind, openCloud(own), hosting),
    anotherRun() {
      const run = openCloud({});
      return (kind) => verbsOf(kind, run, hosting);
    },
    traffic: () =>
      emulator
        .vpnRequests()
        .map(({ method, path, body }) => ({ method, path, ...(body === undefined ? {} : { body }) })),
    exchanges: () => emulator.vpnRequests().map(({ method, status }) => `${method} ${status}`),
    close: () => emulator.close(),
  };
}

/** An entry of the state of the stack; what is not given is that of a resource `hq` without a parent, of any kind. */
export function entryOf(entry: Partial<StateEntry>): StateEntry {
  const { path = "::hq", kind, id, inputs = {} } = entry;
  const [parents = "", name = ""] = path.split("::");
  const types = [...(parents === "" ? [] : [parents]), `pulumi-nodejs:dynamic/vpnaas:${kind ?? "Any"}`].join("$");
  const known = KINDS.find((each) => each === kind);
  const autonames = known === undefined ? [] : namesFor(inputs, known);
  return { urn: `urn:pulumi:dev::story::${types}::${name}`, path, kind, id, inputs, autonames, ...entry };
}

function castOf(kind: Kind, { emulator, handler }: { emulator: Emulator; handler: Handler }): Cast {
  const inputs = (change: Inputs = {}): Inputs => {
    const { inputs: checked, failures } = handler.check({}, validInputs(kind, emulator.seeded, change));
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
    return checked;
  };
  return {
    handler,
    inputs,
    async created(change) {
      const made = { ...(await handler.create(inputs(change))), inputs: inputs(change) };
      emulator.clearLog();
      return made;
    },
  };
}
