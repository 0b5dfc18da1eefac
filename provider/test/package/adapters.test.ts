// The dynamic adapter in Pulumi's real provider process, over gRPC; and the text that every state holds for ever.
import { type Emulator, startEmulator } from "../../emulator";
import { handler } from "../../src/adapters/dynamic/entry";
import { createDynamicHandler, createVerbSource } from "../../src/adapters/dynamic/handler";
import { providerText } from "../../src/adapters/dynamic/state";
import { PSK } from "../support/connection";
import { type CallFailure, type DynamicProcess, startDynamicProcess } from "../support/dynamicProcess";

const TEXT = 'exports.handler = () => require("pulumi-vpnaas/provider").handler("IpsecSiteConnection");';
const [UNKNOWN, SOME, NONE] = [0, 2, 1]; // values of DiffResponse.DiffChanges

test("the stored text is what it has always been, and at most 120 bytes", () => {
  expect(providerText("IpsecSiteConnection")).toBe(TEXT);
  expect(Buffer.byteLength(TEXT)).toBeLessThanOrEqual(120);
});

test("a state of a newer version, with a resource that this one does not know, is told so", () => {
  expect(() => handler("Teleporter")).toThrow(
    "This version of pulumi-vpnaas has no resource Teleporter; it has IpsecSiteConnection, VpnService, IkePolicy, IpsecPolicy, EndpointGroup. Install the version that wrote the state",
  );
  expect(handler("IpsecSiteConnection")).toBe(handler("IpsecSiteConnection"));
});

describe("in Pulumi's provider process", () => {
  let emulator: Emulator;
  let engine: DynamicProcess;
  let inputs: Record<string, unknown>;

  beforeAll(async () => {
    emulator = await startEmulator();
    Object.assign(emulator.transitions.create, { reads: 0 });
    Object.assign(emulator.transitions.update, { reads: 0 });
    const { username, password, userDomainName, projectName } = emulator.credentials;
    const settings = {
      authUrl: emulator.authUrl,
      dialect: emulator.dialect,
      region: "eu-de",
      username,
      password,
      userDomainName,
      projectName,
      projectDomainName: userDomainName,
    };
    engine = await startDynamicProcess(
      Object.fromEntries(Object.entries(settings).map(([name, value]) => [`vpnaas:${name}`, value])),
    );
    const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId } = emulator.seeded;
    inputs = {
      name: "hq",
      psk: PSK,
      peerAddress: "203.0.113.9",
      peerId: "hq",
      vpnserviceId,
      ikepolicyId,
      ipsecpolicyId,
      localEpGroupId,
      peerEpGroupId,
      __provider: TEXT,
    };
  });
  beforeEach(() => {
    emulator.connections.clear();
    emulator.clearLog();
  });
  afterAll(async () => {
    await engine.close();
    await emulator.close();
  });

  async function created() {
    const checked = await engine.check({}, inputs);
    return { news: checked.inputs, ...(await engine.create(checked.inputs)) };
  }

  test("a whole life: check, create, diff, update, read, drift, delete, gone", async () => {
    const { id, news, properties } = await created();
    expect(news).toEqual({ ...inputs, initiator: "bi-directional", adminStateUp: true });
    expect(properties).toMatchObject({ ...news, status: "DOWN" });
    expect(await engine.diff(id, properties, (await engine.check(news, inputs)).inputs)).toMatchObject({
      changes: NONE,
    });

    const changed = await engine.check(news, { ...inputs, peerId: "branch" });
    expect(await engine.diff(id, properties, changed.inputs)).toEqual({
      changes: UNKNOWN,
      replaces: [],
      deleteBeforeReplace: true,
    });
    const updated = await engine.update(id, properties, changed.inputs);
    expect(updated.properties).toMatchObject({ peerId: "branch", __provider: TEXT });
    expect(emulator.requests({ method: "PUT" }).map((put) => put.body)).toEqual([
      { ipsec_site_connection: { peer_id: "branch" } },
    ]);

    expect(await engine.read(id, updated.properties)).toEqual({
      id,
      properties: updated.properties,
      inputs: undefined,
    });
    Object.assign(emulator.connections.get(id) ?? {}, { peer_id: "by hand" });
    const drifted = await engine.read(id, updated.properties);
    expect(drifted.inputs).toEqual({ ...changed.inputs, peerId: "by hand" });
    expect(drifted.properties).toMatchObject({ peerId: "by hand", psk: PSK });

    await engine.delete(id, drifted.properties);
    expect((await engine.read(id, drifted.properties)).id).toBe("");
    await engine.delete(id, drifted.properties);
  });

  test("a difference that the inputs do not show is answered with true, so that the engine does not overlook it", async () => {
    const { id, news, properties } = await created();
    const same = await engine.check(news, inputs);
    expect(await engine.diff(id, { ...properties, peerId: "by hand" }, same.inputs)).toMatchObject({ changes: SOME });
    const other = await engine.check({ ...news, peerId: "older" }, inputs);
    expect(await engine.diff(id, { ...properties, peerId: "by hand" }, other.inputs)).toMatchObject({
      changes: UNKNOWN,
    });
  });

  test("an immutable field replaces, deleting first while the peer stays", async () => {
    const { id, news, properties } = await created();
    const next = await engine.check(news, { ...inputs, vpnserviceId: emulator.seeded.secondVpnserviceId });
    expect(await engine.diff(id, properties, next.inputs)).toEqual({
      changes: UNKNOWN,
      replaces: ["vpnserviceId"],
      deleteBeforeReplace: true,
    });
  });

  test("a create that ends in ERROR keeps id, all outputs and the provider text, or nothing could ever delete it", async () => {
    emulator.transitions.create.to = "ERROR";
    const failure = await created().then(
      () => undefined,
      (error: CallFailure) => error,
    );
    emulator.transitions.create.to = "DOWN";
    const [id] = emulator.connections.keys();
    expect(failure?.kept).toMatchObject({ id, properties: { status: "ERROR", psk: PSK, __provider: TEXT } });
    expect(failure?.kept?.reasons).toEqual([expect.stringContaining("ERROR")]);
    expect(`${failure?.message} ${failure?.kept?.reasons}`).not.toContain(PSK);
    await engine.delete(id ?? "", failure?.kept?.properties ?? {});
    expect(emulator.connections.size).toBe(0);
  });

  test("check and diff send nothing, not even a login", async () => {
    const { inputs: checked } = await engine.check({}, inputs);
    await engine.diff("id", checked, { ...checked, peerId: "new" });
    expect(emulator.log).toEqual([]);
  });

  test("one process logs in once, also for calls that come together", async () => {
    await Promise.all(
      [1, 2, 3, 4].map((number) =>
        engine.create({ ...inputs, name: `c${number}`, peerAddress: `203.0.113.${number}` }),
      ),
    );
    expect(emulator.requests({ path: "/v3/auth/tokens" }).length).toBeLessThanOrEqual(1);
    expect(emulator.connections.size).toBe(4);
  });

  test("nothing that the process printed holds a secret", () => {
    for (const secret of [PSK, emulator.credentials.password]) expect(engine.output()).not.toContain(secret);
  });
});

describe("settings", () => {
  test("a missing setting is a failure of check, with both spellings, and nothing is thrown", async () => {
    const saved = process.env;
    process.env = { PATH: saved.PATH };
    try {
      const verbs = createDynamicHandler(
        "IpsecSiteConnection",
        createVerbSource(() => undefined),
      );
      const { inputs, failures } = await verbs.check({}, { name: "hq", __provider: TEXT });
      expect(inputs).toEqual({ name: "hq" });
      expect(failures).toEqual([{ property: "", reason: expect.stringContaining("vpnaas:authUrl (OS_AUTH_URL)") }]);
      await expect(verbs.delete("id", {})).rejects.toThrow("vpnaas:authUrl (OS_AUTH_URL)");
    } finally {
      process.env = saved;
    }
  });

  test("a failed resolution is not remembered: configure may come late", async () => {
    const source = createVerbSource(() => undefined);
    expect(() => source.verbs("IpsecSiteConnection")).toThrow("vpnaas");
    const config: Record<string, unknown> = {
      token: "t",
      endpoint: "http://127.0.0.1:9",
      authUrl: "http://127.0.0.1:9/v3",
    };
    source.configure((name) => config[name]);
    expect(source.verbs("IpsecSiteConnection")).toBe(source.verbs("IpsecSiteConnection"));
  });
});
