// The life of a resource in the native plugin, over gRPC: check, create, diff, update, read, import, delete, and their previews.
import type { Emulator } from "../../emulator";
import { PSK } from "../support/connection";
import { withoutProxies } from "../support/loopback";
import type { NativeFailure, NativePlugin } from "../support/nativePlugin";
import { type NativeState, nativeResource } from "../support/nativeResource";
import { type NativeStage, openNativeStage } from "../support/nativeStage";
import { secret } from "../support/nativeValues";
import { validInputs } from "../support/validInputs";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

let emulator: Emulator;
let plugin: NativePlugin;
let hq: NativeStage["hq"];
let program: NativeStage["program"];

beforeAll(withoutProxies);
beforeEach(async () => {
  ({ emulator, plugin, hq, program } = await openNativeStage("openstack"));
});
afterEach(async () => {
  await plugin.close();
  await emulator.close();
});

async function created(change: Record<string, unknown> = {}): Promise<NativeState> {
  const { inputs, failures } = await hq.check(undefined, { ...program, ...change });
  expect(failures).toEqual([]);
  const state = await hq.create(inputs);
  emulator.clearLog();
  return state;
}

const checked = async (state: NativeState, change: Record<string, unknown>) => {
  const { inputs, failures } = await hq.check(state.inputs, { ...program, ...change });
  expect(failures).toEqual([]);
  return inputs;
};
const puts = () => emulator.requests({ method: "PUT" }).map(({ body }) => body);

test("a whole life: each step sends what it has to, and the psk is a secret everywhere", async () => {
  const state = await created();
  expect(state.inputs).toEqual({ ...program, initiator: "bi-directional", adminStateUp: true });
  expect(state.outputs).toMatchObject({ name: "hq", psk: secret(PSK), status: "DOWN", region: "RegionOne" });
  expect(Object.keys(state.outputs).filter((name) => /^__|^providerNotes$/.test(name))).toEqual([]);

  expect(await hq.diff(state, await checked(state, {}))).toEqual({
    ...{ changes: "none", replaces: [], deletesFirst: false, detailed: {} },
  });
  const news = await checked(state, { peerId: "branch" });
  expect(await hq.diff(state, news)).toMatchObject({ changes: "some", detailed: { peerId: "update" } });
  expect(emulator.log).toEqual([]);
  const updated = await hq.update(state, news);
  expect(puts()).toEqual([{ ipsec_site_connection: { peer_id: "branch" } }]);
  expect(updated.outputs).toMatchObject({ peerId: "branch", psk: secret(PSK) });

  expect(await hq.read(updated)).toEqual(updated);
  Object.assign(emulator.connections.get(state.id) ?? {}, { peer_id: "by hand", mtu: 1400 });
  const drifted = await hq.read(updated);
  expect(drifted?.inputs).toEqual({ ...news, peerId: "by hand" });
  expect(drifted?.outputs).toMatchObject({ peerId: "by hand", mtu: 1400 });

  await hq.delete(updated);
  expect(emulator.connections.size).toBe(0);
  expect(await hq.read(updated)).toBeUndefined();
  await hq.delete(updated);
});

test("a difference names the part that differs, a removed input, and what replaces", async () => {
  const dpd = { action: "hold", interval: 20, timeout: 120 };
  const state = await created({ dpd, mtu: 1400 });
  const news = await checked(state, { dpd: { ...dpd, interval: 25 } });
  expect(await hq.diff(state, news)).toEqual({
    changes: "some",
    replaces: [],
    deletesFirst: false,
    detailed: { mtu: "delete", "dpd.interval": "update" },
  });
  await hq.update(state, news);
  expect(puts()).toEqual([{ ipsec_site_connection: { mtu: 1500, dpd: { ...dpd, interval: 25 } } }]);
  const other = await checked(state, { dpd, mtu: 1400, vpnserviceId: emulator.seeded.secondVpnserviceId });
  expect(await hq.diff(state, other)).toMatchObject({
    replaces: ["vpnserviceId"],
    detailed: { vpnserviceId: "update-replace" },
  });
});

test("a preview of a create knows what the program says, and sends nothing", async () => {
  const { inputs } = await hq.check(undefined, { ...program, vpnserviceId: UNKNOWN });
  const { id, outputs } = await hq.create(inputs, { isPreview: true });
  expect(id).toBe("");
  expect(outputs).toMatchObject({
    name: "hq",
    psk: secret(PSK),
    vpnserviceId: UNKNOWN,
    status: UNKNOWN,
    region: UNKNOWN,
  });
  const adopted = await hq.create({ ...inputs, adoptId: "11111111-0000-4000-8000-000000000009" }, { isPreview: true });
  expect(adopted.id).toBe("11111111-0000-4000-8000-000000000009");
  expect(emulator.log).toEqual([]);
});

test("a preview of an adoption has no id while the id is not known", async () => {
  const { inputs } = await hq.check(undefined, { ...program, adoptId: UNKNOWN });
  const previewed = await hq.create(inputs, { isPreview: true });
  expect(previewed.id).toBe("");
  expect(emulator.log).toEqual([]);
});

test("a preview of an update keeps what it does not touch, and sends nothing", async () => {
  const state = await created({ mtu: 1400 });
  const { outputs } = await hq.update(state, await checked(state, { peerId: "branch" }), { isPreview: true });
  expect(outputs).toEqual({ ...state.outputs, peerId: "branch", mtu: UNKNOWN, status: UNKNOWN });
  expect(emulator.log).toEqual([]);
});

test("a create that ends in ERROR keeps id and outputs, with one reason that does not show the psk", async () => {
  emulator.transitions.create.to = "ERROR";
  const { inputs } = await hq.check(undefined, program);
  const failure = await hq.create(inputs).then(
    () => undefined,
    (error: NativeFailure) => error,
  );
  const [id] = emulator.connections.keys();
  expect(failure?.kept).toMatchObject({ id, outputs: { status: "ERROR", psk: secret(PSK) } });
  expect(failure?.kept?.reasons).toEqual([failure?.message]);
  expect(failure?.message).toContain("was created but is in status ERROR");
  expect(failure?.message).not.toContain(PSK);
});

describe("an import by id", () => {
  const kinds = ["VpnService", "IkePolicy", "IpsecPolicy", "EndpointGroup"] as const;

  test("of a connection: inputs without psk and defaults of the service, no complaint, and then only the psk is sent", async () => {
    const { id } = await created();
    const imported = await hq.read({ id });
    if (imported === undefined) throw new Error("it is gone");
    const { psk: _, ...rest } = program;
    expect(imported.inputs).toEqual({ ...rest, initiator: "bi-directional", adminStateUp: true });
    expect(imported.outputs).toMatchObject({ name: "hq", region: "RegionOne" });
    expect((await hq.check(imported.inputs, imported.inputs)).failures).toEqual([]);
    const news = await checked(imported, {});
    expect(await hq.diff(imported, news)).toMatchObject({ changes: "some", replaces: [], detailed: { psk: "add" } });
    await hq.update(imported, news);
    expect(puts()).toEqual([{ ipsec_site_connection: { psk: PSK } }]);
  });

  test.each(kinds)("of a %s: the next preview shows no change", async (kind) => {
    const resource = nativeResource(plugin, kind);
    const { inputs } = await resource.check(undefined, validInputs(kind, emulator.seeded));
    const { id } = await resource.create(inputs);
    const imported = await resource.read({ id });
    if (imported === undefined) throw new Error("it is gone");
    expect(imported.inputs).toEqual(inputs);
    const again = await resource.check(imported.inputs, validInputs(kind, emulator.seeded));
    expect(await resource.diff(imported, again.inputs)).toMatchObject({ changes: "none" });
  });

  test("of what is not there: an error that says so", async () => {
    const failure = await hq
      .read({ id: "00000000-0000-4000-8000-000000000000" })
      .catch((error: NativeFailure) => error);
    expect(failure).toMatchObject({
      message:
        'There is no IpsecSiteConnection with the id "00000000-0000-4000-8000-000000000000" in the project and region of the settings. Correct the id, or the settings',
    });
  });
});

test("a state that the dynamic host wrote: no change; what it kept is used, and dropped by the first write or refresh", async () => {
  const state = await created();
  const hidden = { __provider: "exports.handler = …", __stack: "organization/story/dev", __path: "::hq" };
  const old: NativeState = {
    id: state.id,
    inputs: { ...state.inputs, ...hidden },
    outputs: {
      ...state.outputs,
      ...hidden,
      __inputs: Object.keys(state.inputs).sort(),
      __unapplied: true,
      __defaults: [],
    },
  };
  const news = await checked(old, {});
  expect(news).toEqual(state.inputs);
  expect(await hq.diff(old, news)).toMatchObject({ changes: "none" });
  const updated = await hq.update(old, await checked(old, { peerId: "branch" }));
  expect(Object.keys(updated.outputs).filter((name) => name.startsWith("__"))).toEqual([]);
  expect(puts()).toEqual([{ ipsec_site_connection: { peer_id: "branch" } }]);
  const refreshed = await hq.read({ ...old, inputs: { ...old.inputs, peerId: "branch" } });
  const keys = [...Object.keys(refreshed?.outputs ?? {}), ...Object.keys(refreshed?.inputs ?? {})];
  expect(keys.filter((name) => name.startsWith("__"))).toEqual([]);
});
