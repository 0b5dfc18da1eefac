// A stack that comes back from the plugin: the dynamic handler takes its states over, and sends nothing for that.
import { createDynamicHandler } from "../../src/adapters/dynamic/handler";
import { declaredInputs, providerText } from "../../src/adapters/dynamic/state";
import { bare } from "../../src/adapters/hidden";
import { KINDS, type Kind } from "../../src/core/schema";
import { settleAtOnce } from "../support/settleAtOnce";
import { openStage, type Stage } from "../support/stage";
import { validInputs } from "../support/validInputs";

type Values = Record<string, unknown>;

const ORIGIN = { stack: "organization/story/dev", parents: [], name: "hq" };

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  settleAtOnce(stage.emulator);
});
afterEach(() => stage.close());

/** The handler as the host calls it, and a program that declares a resource of the kind in the dynamic world. */
function hosted(kind: Kind) {
  const { handler } = stage.of(kind);
  const engine = createDynamicHandler(kind, { configure: () => undefined, verbs: () => handler });
  const news = (inputs: Values): Values => ({
    ...declaredInputs(kind, inputs, ORIGIN),
    __provider: providerText(kind),
  });
  return { engine, news };
}

/** An object as the plugin leaves it in a state; the emulator has it. */
async function leftByPlugin(kind: Kind, change: Values = {}) {
  const { id, inputs, outs } = await stage.of(kind).created(change);
  return { id, inputs: bare(inputs), outputs: bare(outs) };
}

/** Compares as the engine does: check, then diff; returns the inputs and what diff answered. */
async function compared(
  kind: Kind,
  { id, inputs, outputs }: { id: string; inputs: Values; outputs: Values },
  program: Values,
) {
  const { engine, news } = hosted(kind);
  const checked = await engine.check(inputs, news(program));
  expect(checked.failures).toEqual([]);
  // The host adds the text to what a check returns.
  const own: Values = { ...checked.inputs, __provider: providerText(kind) };
  return { engine, own, difference: await engine.diff(id, outputs, own) };
}

test.each(KINDS)("%s: one update that keeps what the plugin left, and sends nothing", async (kind) => {
  const left = await leftByPlugin(kind);
  const { engine, own, difference } = await compared(kind, left, validInputs(kind, stage.emulator.seeded));
  expect(difference).toMatchObject({ changes: true, replaces: [] });
  const { outs = {} } = await engine.update(left.id, left.outputs, own);
  expect(outs).toEqual({
    ...left.outputs,
    __inputs: Object.keys(left.inputs).sort(),
    __stack: "organization/story/dev",
    __path: "::hq",
  });
  expect(stage.traffic()).toEqual([]);

  // The host has added the text to the outputs, too: from here on all is as ever.
  const kept = { ...outs, __provider: providerText(kind) };
  const again = await engine.check(own, own);
  expect(await engine.diff(left.id, kept, { ...again.inputs, __provider: providerText(kind) })).toMatchObject({
    changes: false,
  });
  expect(await engine.read(left.id, kept)).toEqual({ id: left.id, props: outs });
  await engine.delete(left.id, kept);
  expect(stage.exchanges().filter((each) => !each.startsWith("GET"))).toEqual(["DELETE 204"]);
});

test("a name that the plugin gave is kept, and none of this world's takes its place", async () => {
  const left = await leftByPlugin("IkePolicy", { name: "hq-0123456" });
  const { difference, own } = await compared("IkePolicy", left, {});
  expect(difference).toMatchObject({ changes: true, replaces: [] });
  expect(own).toMatchObject({ name: "hq-0123456", __stack: "organization/story/dev", __path: "::hq" });
});

test("what the program changes in the same run is sent, and only that", async () => {
  const left = await leftByPlugin("IpsecSiteConnection");
  const program = validInputs("IpsecSiteConnection", stage.emulator.seeded, { mtu: 1400 });
  const { engine, own, difference } = await compared("IpsecSiteConnection", left, program);
  expect(difference.changes).toBeUndefined();
  const { outs } = await engine.update(left.id, left.outputs, own);
  expect(outs).toMatchObject({ mtu: 1400, __stack: "organization/story/dev" });
  expect(stage.traffic().filter(({ method }) => method === "PUT")).toEqual([
    { method: "PUT", path: expect.any(String), body: { ipsec_site_connection: { mtu: 1400 } } },
  ]);
});

test("what an earlier comparison in the same process found does not hold for a later one", async () => {
  const left = await leftByPlugin("IkePolicy");
  const { engine, news } = hosted("IkePolicy");
  const upOf = async (program: Values) => {
    const { inputs = {} } = await engine.check(left.inputs, news(program));
    await engine.diff(left.id, left.outputs, inputs);
    return inputs;
  };
  const program = validInputs("IkePolicy", stage.emulator.seeded);
  await upOf(program);
  await engine.update(left.id, left.outputs, await upOf({ ...program, lifetime: { value: 7200 } }));
  expect(stage.exchanges()).toContain("PUT 200");
});

test("a removed line is a reset, as it is within one world", async () => {
  const left = await leftByPlugin("IpsecSiteConnection", { mtu: 1400 });
  const program = validInputs("IpsecSiteConnection", stage.emulator.seeded);
  const { engine, own } = await compared("IpsecSiteConnection", left, program);
  await engine.update(left.id, left.outputs, own);
  expect(stage.traffic().find(({ method }) => method === "PUT")?.body).toEqual({
    ipsec_site_connection: { mtu: 1500 },
  });
});

test.each([
  ["ERROR", {}],
  ["PENDING_UPDATE", {}],
  ["DOWN", { waitFor: "active" }],
])("what the plugin did not bring to its end (%s) is looked at again, without a write", async (status, change) => {
  const left = await leftByPlugin("IpsecSiteConnection");
  Object.assign(stage.emulator.connections.get(left.id) ?? {}, { status: "ACTIVE" });
  const unfinished = { ...left, inputs: { ...left.inputs, ...change }, outputs: { ...left.outputs, status } };
  const program = validInputs("IpsecSiteConnection", stage.emulator.seeded, change);
  const { engine, own, difference } = await compared("IpsecSiteConnection", unfinished, program);
  expect(difference.changes).toBe(true);
  const { outs } = await engine.update(left.id, unfinished.outputs, own);
  expect(outs).toMatchObject({ status: "ACTIVE" });
  expect(stage.exchanges()).toEqual(["GET 200"]);
});

test("a policy whose connections have still to take it over is no mere take-over", async () => {
  const kind = "IkePolicy";
  const left = await leftByPlugin(kind);
  const { engine, own, difference } = await compared(
    kind,
    { ...left, outputs: { ...left.outputs, providerNotes: { unapplied: true } } },
    validInputs(kind, stage.emulator.seeded),
  );
  expect(difference.changes).toBe(true);
  await engine.update(left.id, { ...left.outputs, providerNotes: { unapplied: true } }, own);
  expect(stage.traffic()).not.toEqual([]);
});

test("the wait of a service for its first connection is no unfinished one", async () => {
  const left = await leftByPlugin("VpnService");
  const waiting = { ...left, outputs: { ...left.outputs, status: "PENDING_CREATE" } };
  const { engine, own } = await compared("VpnService", waiting, validInputs("VpnService", stage.emulator.seeded));
  await engine.update(left.id, waiting.outputs, own);
  expect(stage.traffic()).toEqual([]);
});

test("states of this world are compared as ever", async () => {
  const { id, inputs, outs } = await stage.of("IkePolicy").created();
  const text = { __provider: providerText("IkePolicy") };
  const { engine } = hosted("IkePolicy");
  expect(await engine.diff(id, { ...outs, ...text }, { ...inputs, ...text })).toMatchObject({ changes: false });
});
