// One script for both adapters: what the dynamic host and the native plugin send to the service is the same, step by step.
import { type Dialect, type Emulator, startEmulator } from "../../emulator";
import { createDynamicHandler, createVerbSource } from "../../src/adapters/dynamic/handler";
import type { Kind } from "../../src/core/schema";
import { LIVES_ON_BOTH } from "../support/lives";
import { withoutProxies } from "../support/loopback";
import { openPlugin, settingsFor } from "../support/nativePlugin";
import { type NativeState, nativeResource } from "../support/nativeResource";
import { settleAtOnce } from "../support/settleAtOnce";
import { validInputs } from "../support/validInputs";

type Values = Record<string, unknown>;

/** What the script asks of an adapter. It keeps the state from one step to the next. */
interface Player {
  create(news: Values): Promise<void>;
  /** Checks and compares; true: something differs. */
  preview(news: Values): Promise<boolean>;
  /** The same, and then the update if something differs. */
  up(news: Values): Promise<void>;
  refresh(): Promise<void>;
  /** Reads by the id alone; false where there is nothing. */
  read(): Promise<boolean>;
  delete(): Promise<void>;
  close(): Promise<void>;
}

const plainSettings = (emulator: Emulator): Values => ({
  ...settingsFor(emulator),
  password: emulator.credentials.password,
});

async function dynamicPlayer(kind: Kind, emulator: Emulator): Promise<Player> {
  const settings = plainSettings(emulator);
  const source = createVerbSource(() => undefined);
  source.configure((name) => settings[name]);
  const host = createDynamicHandler(kind, source);
  let state: NativeState = { id: "", inputs: {}, outputs: {} };
  // As the SDK says it.
  const origin = { __stack: "organization/story/dev", __path: "::hq" };
  // The host adds its text to all that it hands to the engine.
  const kept = (outputs: Values) => ({ ...outputs, __provider: "text" });
  const compare = async (news: Values) => {
    const { inputs = {}, failures = [] } = await host.check(state.inputs, { ...news, ...origin });
    expect(failures).toEqual([]);
    const { changes, replaces = [] } = await host.diff(state.id, state.outputs, inputs);
    expect(replaces).toEqual([]);
    // Without an answer the engine compares the inputs: they differ wherever the script changes something.
    return { inputs, isChanged: changes ?? true };
  };
  return {
    async create(news) {
      const { inputs = {} } = await host.check({}, { ...news, ...origin });
      const { id, outs = {} } = await host.create(inputs);
      state = { id, inputs, outputs: kept(outs) };
    },
    preview: async (news) => (await compare(news)).isChanged,
    async up(news) {
      const { inputs, isChanged } = await compare(news);
      if (!isChanged) return;
      const { outs = {} } = await host.update(state.id, state.outputs, inputs);
      state = { ...state, inputs, outputs: kept(outs) };
    },
    async refresh() {
      const { props = {}, inputs = state.inputs } = await host.read(state.id, state.outputs);
      state = { ...state, inputs, outputs: kept(props) };
    },
    read: () =>
      host.read(state.id, {}).then(
        ({ id }) => id === state.id,
        () => false,
      ),
    delete: () => host.delete(state.id, state.outputs),
    close: async () => undefined,
  };
}

async function nativePlayer(kind: Kind, emulator: Emulator): Promise<Player> {
  const plugin = await openPlugin(plainSettings(emulator));
  const resource = nativeResource(plugin, kind);
  let state: NativeState = { id: "", inputs: {}, outputs: {} };
  const compare = async (news: Values) => {
    const { inputs, failures } = await resource.check(state.inputs, news);
    expect(failures).toEqual([]);
    const { changes, replaces } = await resource.diff(state, inputs);
    expect(replaces).toEqual([]);
    return { inputs, isChanged: changes === "some" };
  };
  return {
    async create(news) {
      state = await resource.create((await resource.check(undefined, news)).inputs);
    },
    preview: async (news) => (await compare(news)).isChanged,
    async up(news) {
      const { inputs, isChanged } = await compare(news);
      if (isChanged) state = await resource.update(state, inputs);
    },
    async refresh() {
      state = (await resource.read(state)) ?? state;
    },
    read: () =>
      resource.read({ id: state.id }).then(
        (found) => found?.id === state.id,
        () => false,
      ),
    delete: () => resource.delete(state),
    close: () => plugin.close(),
  };
}

/** What was sent to the service since the last call. */
function requestsOf(emulator: Emulator): unknown[] {
  const sent = emulator.vpnRequests().map(({ method, path, body }) => ({ method, path, body }));
  emulator.clearLog();
  return sent;
}

async function play(open: typeof nativePlayer, life: (typeof LIVES_ON_BOTH)[number]) {
  const { kind, change, drift, undeclared } = life;
  const dialect: Dialect = life.dialect;
  const emulator = await startEmulator({ dialect });
  settleAtOnce(emulator);
  const player = await open(kind, emulator);
  const steps: Record<string, unknown> = {};
  let id = "none yet";
  const step = async (name: string, act: () => Promise<unknown>) => {
    const result = await act();
    if (name === "create") id = [...life.stored(emulator).keys()].at(-1) ?? id;
    const requests = JSON.stringify(requestsOf(emulator)).replaceAll(id, "ID");
    steps[name] = { requests: JSON.parse(requests) as unknown, ...(result === undefined ? {} : { result }) };
  };
  try {
    const program = validInputs(kind, emulator.seeded);
    await step("create", () => player.create(program));
    await step("a preview without a change", () => player.preview(program));
    await step("an up without a change", () => player.up(program));
    const stored = [...life.stored(emulator).values()].at(-1) ?? {};
    Object.assign(stored, undeclared.wire);
    await step("a refresh with drift of what is not declared", () => player.refresh());
    await step("a preview after it", () => player.preview(program));
    const isReplaced = dialect === "openstack" && (kind === "IkePolicy" || kind === "IpsecPolicy");
    if (!isReplaced) await step("one field", () => player.up({ ...program, ...change }));
    const own = isReplaced ? program : { ...program, ...change };
    await step("a refresh without drift", () => player.refresh());
    if (!isReplaced) {
      Object.assign(stored, drift.wire);
      await step("a refresh with drift", () => player.refresh());
      await step("a preview of its repair", () => player.preview(own));
      await step("its repair", () => player.up(own));
    }
    await step("a read by id", () => player.read());
    await step("a delete", () => player.delete());
    await step("a second delete", () => player.delete());
    return steps;
  } finally {
    await player.close();
    await emulator.close();
  }
}

const { PATH } = process.env;
beforeAll(() => {
  withoutProxies();
  // There is no stack whose state could be asked for: without a CLI that is known at once.
  process.env.PATH = "/nonexistent";
});
afterAll(() => {
  process.env.PATH = PATH;
});

test.each(LIVES_ON_BOTH)("$kind on $dialect: the same requests and answers from both", async (life) => {
  const native = await play(nativePlayer, life);
  expect(native).toEqual(await play(dynamicPlayer, life));
  expect(native["a preview without a change"]).toEqual({ requests: [], result: false });
  expect(native["an up without a change"]).toEqual({ requests: [] });
  expect(native["a preview after it"]).toEqual({ requests: [], result: false });
  const update = native["one field"] as { requests: { method: string; body: unknown }[] } | undefined;
  if (update === undefined) return; // a policy of this dialect is replaced
  const puts = update.requests.filter(({ method }) => method === "PUT").map(({ body }) => body);
  expect(puts).toEqual([{ [life.envelope]: life.put }]);
  expect(native["a preview of its repair"]).toMatchObject({ requests: [], result: true });
});
