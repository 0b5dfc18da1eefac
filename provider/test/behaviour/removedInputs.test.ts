// A line that is taken out of the program: back to the documented default, shown and sent; never given, it is no opinion.
import type { Kind } from "../../src/core/schema";
import type { Dialect } from "../../src/settings";
import { initFailureOf } from "../support/rejections";
import { type Cast, openStage, type Stage } from "../support/stage";

type Inputs = Record<string, unknown>;

let stage: Stage;
afterEach(async () => stage?.close());

const DPD = { action: "restart", interval: 10, timeout: 40 };
const DEFAULT_DPD = { action: "hold", interval: 30, timeout: 120 };
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

async function open(dialect: Dialect): Promise<Stage> {
  stage = await openStage({ dialect });
  Object.assign(stage.emulator.transitions.update, { reads: 0 });
  return stage;
}

const puts = () => stage.emulator.requests({ method: "PUT" }).map(({ body }) => Object.values(body ?? {})[0]);
const tagCalls = () =>
  stage.emulator.requests({ method: "POST", path: /tags\/action$/ }).map(({ body }) => body as { action: string });

/** What the engine does for a program that now gives `news`: check, diff, and an update where there is a difference. */
async function up(cast: Cast, state: { id: string; inputs: Inputs; outs: Inputs }, news: Inputs) {
  const { handler } = cast;
  const { inputs, failures, warnings } = handler.check(state.inputs, news);
  expect(failures).toEqual([]);
  const difference = handler.diff(state.outs, inputs, state.inputs);
  if (difference.changed.length === 0) return { ...state, inputs, difference, warnings };
  const outs = await handler.update(state.id, state.outs, inputs, state.inputs);
  return { ...state, inputs, outs, difference, warnings };
}

/** The inputs of a program without those names. */
const without = (inputs: Inputs, ...names: string[]) =>
  Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)));

const REMOVED: { dialect: Dialect; name: string; value: unknown; wire: string; fallback: unknown }[] = [
  ...(["otc", "openstack"] as const).flatMap((dialect) => [
    { dialect, name: "dpd", value: DPD, wire: "dpd", fallback: DEFAULT_DPD },
    { dialect, name: "mtu", value: 1400, wire: "mtu", fallback: 1500 },
    { dialect, name: "description", value: "by night", wire: "description", fallback: "" },
  ]),
  { dialect: "openstack", name: "localId", value: "hq.example.com", wire: "local_id", fallback: "" },
];

test.each(REMOVED)("$name of a connection on $dialect goes back to $fallback", async (row) => {
  const { dialect, name, value, wire, fallback } = row;
  const cast = await open(dialect);
  const state = await cast.created({ [name]: value });
  const next = await up(cast, state, without(state.inputs, name));
  expect(next.difference).toMatchObject({ changed: [name], changes: undefined, replaces: [] });
  expect(next.warnings.join()).not.toContain(name === "description" ? "no longer" : name);
  expect(puts()).toEqual([{ [wire]: fallback }]);
  expect(next.outs[name]).toEqual(fallback);
  expect(next.outs.__inputs).not.toContain(name);
  // From then on it is no opinion.
  Object.assign(stage.emulator.connections.get(state.id) ?? {}, { [wire]: value });
  const found = await cast.handler.read(state.id, next.outs);
  expect(found?.inputs).toBeUndefined();
  expect((await up(cast, { ...next, outs: found?.outs ?? {} }, next.inputs)).difference.changed).toEqual([]);
});

test("it is named and sent, alone and next to another change, also where the object has the default already: once", async () => {
  const cast = await open("otc");
  const state = await cast.created({ dpd: DEFAULT_DPD, mtu: 1500, description: "" });
  const bare = without(state.inputs, "dpd", "mtu", "description");
  const alone = await up(cast, state, bare);
  expect(alone.difference).toMatchObject({ changed: ["description", "mtu", "dpd"], changes: undefined });
  expect(puts()).toEqual([{ description: "", mtu: 1500, dpd: DEFAULT_DPD }]);
  stage.emulator.clearLog();
  const next = await up(cast, state, { ...bare, peerId: "new" });
  expect(next.difference.changed).toEqual(["description", "peerId", "mtu", "dpd"]);
  expect(puts()).toEqual([{ description: "", peer_id: "new", mtu: 1500, dpd: DEFAULT_DPD }]);
});

test("a state in which a line was removed earlier shows no difference, whatever the outputs list", async () => {
  const cast = await open("otc");
  const { id, inputs, outs } = await cast.created({ dpd: DPD, mtu: 1400 });
  const state = { id, outs, inputs: without(inputs, "dpd", "mtu") };
  expect(outs.__inputs).toEqual(expect.arrayContaining(["dpd", "mtu"]));
  expect((await up(cast, state, state.inputs)).difference).toMatchObject({ changed: [], changes: false });
  await up(cast, state, { ...state.inputs, peerId: "new" });
  expect(puts()).toEqual([{ peer_id: "new" }]);
});

test("a part of dpd goes back to the default of that part", async () => {
  const cast = await open("otc");
  const state = await cast.created({ dpd: DPD });
  await up(cast, state, { ...state.inputs, dpd: { action: "restart", interval: 10 } });
  expect(puts()).toEqual([{ dpd: { action: "restart", interval: 10, timeout: 120 } }]);
});

test("tags that were declared are removed, by their own call, and then left unmanaged", async () => {
  const cast = await open("otc");
  const state = await cast.created({ tags: { env: "prod", team: "net" } });
  const next = await up(cast, state, without(state.inputs, "tags"));
  expect(next.difference).toMatchObject({ changed: ["tags"], changes: undefined });
  expect(puts()).toEqual([]);
  expect(tagCalls().map(({ action }) => action)).toEqual(["delete"]);
  expect(next.outs.tags).toEqual({});
  expect((await up(cast, next, next.inputs)).difference.changed).toEqual([]);
});

test.each(["constructor", "toString", "__proto__"])("a declared tag %s is removed as any other", async (key) => {
  const cast = await open("otc");
  const state = await cast.created({ tags: JSON.parse(`{ "${key}": "1" }`) });
  const next = await up(cast, state, without(state.inputs, "tags"));
  expect(stage.emulator.connections.get(state.id)?.tags).toEqual([]);
  expect(cast.handler.diff(next.outs, next.inputs, next.inputs).changed).toEqual([]);
});

test("tags that could not be removed are still to be removed by the next update", async () => {
  const cast = await open("otc");
  const state = await cast.created({ tags: { env: "prod" } });
  const bare = without({ ...state.inputs, mtu: 1400 }, "tags");
  stage.emulator.fault({
    match: { method: "POST", path: /tags\/action$/ },
    times: 9,
    reply: { status: 403, body: {} },
  });
  const error = await initFailureOf(up(cast, state, bare));
  stage.emulator.clearFaults();
  expect(error.properties).toMatchObject({ tags: { env: "prod" }, mtu: 1400 });
  const next = await up(cast, { id: state.id, inputs: bare, outs: error.properties }, bare);
  expect(next.difference).toMatchObject({ changed: ["tags"], changes: true });
  expect(tagCalls().at(-1)).toMatchObject({ action: "delete" });
  expect(next.outs).toMatchObject({ tags: {} });
  expect((await up(cast, next, bare)).difference.changed).toEqual([]);
});

test("a default that the service does not keep is reported, and sent again until it does or the service shows it", async () => {
  const cast = await open("otc");
  const state = await cast.created({ mtu: 1400 });
  const stored = stage.emulator.connections.get(state.id) ?? {};
  Object.defineProperty(stored, "mtu", { get: () => 1400, set: () => undefined, enumerable: true, configurable: true });
  const bare = without(state.inputs, "mtu");
  const next = await up(cast, state, bare);
  expect(stage.said).toEqual([expect.stringContaining("the service accepted mtu 1500 but keeps 1400")]);
  const again = await up(cast, next, bare);
  expect(again.difference).toMatchObject({ changed: ["mtu"], changes: true });
  expect(puts()).toEqual([{ mtu: 1500 }, { mtu: 1500 }]);
  const found = await cast.handler.read(state.id, again.outs);
  expect((await up(cast, { ...again, outs: found?.outs ?? {} }, bare)).difference.changed).toEqual(["mtu"]);
  Object.defineProperty(stored, "mtu", { value: 1500, writable: true, enumerable: true });
  const mended = await cast.handler.read(state.id, again.outs);
  expect((await up(cast, { ...again, outs: mended?.outs ?? {} }, bare)).difference.changed).toEqual([]);
});

test.each(["IkePolicy", "IpsecPolicy"] as Kind[])(
  "the description of an %s is emptied; on openstack that replaces it",
  async (kind) => {
    for (const dialect of ["otc", "openstack"] as const) {
      const cast = (await open(dialect)).of(kind);
      const state = await cast.created({ description: "by night" });
      const { inputs } = cast.handler.check(state.inputs, without(state.inputs, "description"));
      const difference = cast.handler.diff(state.outs, inputs, state.inputs);
      expect(difference).toMatchObject({ changed: ["description"], changes: undefined });
      expect(difference.replaces).toEqual(dialect === "openstack" ? ["description"] : []);
      if (dialect === "otc") {
        await cast.handler.update(state.id, state.outs, inputs, state.inputs);
        expect(puts()).toEqual([{ description: "" }]);
      }
      await stage.close();
    }
  },
);

test.each(["VpnService", "EndpointGroup"] as Kind[])("the description of a %s is emptied", async (kind) => {
  const cast = (await open("openstack")).of(kind);
  const state = await cast.created({ description: "by night" });
  if (kind === "VpnService") stage.emulator.setStatus(state.id, "ACTIVE");
  const next = await up(cast, state, without(state.inputs, "description"));
  expect(puts()).toEqual([{ description: "" }]);
  expect(next.outs.description).toBe("");
});

test("a service that refuses changes while it is idle keeps the removal for the next update", async () => {
  const cast = (await open("openstack")).of("VpnService");
  const state = await cast.created({ description: "by night" });
  const bare = without(state.inputs, "description");
  const next = await up(cast, state, bare);
  expect(next.outs.description).toBe("by night");
  stage.emulator.setStatus(state.id, "ACTIVE");
  const last = await up(cast, next, bare);
  expect(last.difference).toMatchObject({ changed: ["description"], changes: true });
  expect(last.outs).not.toHaveProperty("__resetting");
  expect(stage.emulator.vpnservices.get(state.id)).toMatchObject({ description: "" });
});

const KEPT: [Kind, Inputs][] = [
  ["IpsecSiteConnection", { orderId: "o-1", productId: "p-1" }],
  ["IpsecSiteConnection", { name: "given" }],
  ["VpnService", { subnetId: "5c561d9d-eaea-45f6-ae3e-08d1a7080828" }],
];
test.each(KEPT)("what has no documented default of a %s stays, with one warning each: %j", async (kind, given) => {
  const cast = (await open("otc")).of(kind);
  const olds = cast.inputs(given);
  const { inputs, warnings } = cast.handler.check(olds, without(olds, ...Object.keys(given)));
  const sentences = Object.keys(given).map(
    (name) => `${name} is no longer given: it has no default to go back to, so it stays as it is at the service`,
  );
  expect(warnings).toEqual(sentences);
  expect(cast.handler.diff(olds, inputs, olds)).toMatchObject({ changed: [], changes: false, replaces: [] });
  expect(cast.handler.check(inputs, inputs).warnings).toEqual([]);
});

test("groups and networks that a connection cannot be without stay as well", async () => {
  const cast = await open("otc");
  const state = await cast.created();
  const next = await up(cast, state, without(state.inputs, "localEpGroupId", "peerEpGroupId"));
  expect(next.difference.changed).toEqual([]);
  expect(next.warnings).toHaveLength(2);
});

test("next to a replacement nothing is kept and nothing is said", async () => {
  const cast = await open("otc");
  const state = await cast.created({ orderId: "o-1", dpd: DPD });
  const other = { ...without(state.inputs, "orderId", "dpd"), vpnserviceId: stage.emulator.seeded.secondVpnserviceId };
  const { inputs, warnings } = cast.handler.check(state.inputs, other);
  expect(warnings).toEqual([]);
  expect(cast.handler.diff(state.outs, inputs, state.inputs)).toMatchObject({ replaces: ["vpnserviceId"] });
});

test("a value that is not known yet is no removal", async () => {
  const cast = await open("otc");
  const state = await cast.created({ dpd: DPD, mtu: 1400 });
  const news = { ...without(state.inputs, "mtu"), dpd: { ...DPD, timeout: UNKNOWN } };
  const { inputs } = cast.handler.check(state.inputs, news);
  expect(cast.handler.diff(state.outs, inputs, state.inputs)).toMatchObject({
    changed: ["mtu", "dpd"],
    changes: undefined,
  });
  expect(cast.handler.diff(state.outs, { ...inputs, dpd: UNKNOWN }, state.inputs).changed).toEqual(["mtu", "dpd"]);
});

test("without the old inputs nothing is a removal: a refresh compares so", async () => {
  const cast = await open("otc");
  const state = await cast.created({ dpd: DPD });
  expect(cast.handler.diff(state.outs, without(state.inputs, "dpd"))).toMatchObject({ changed: [], changes: false });
});
