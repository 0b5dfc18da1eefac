import { PSK } from "../support/connection";
import { pageExample } from "../support/pageExample";
import { openStage, type Stage } from "../support/stage";

const PATH = "/v2.0/vpn/ipsec-site-connections";

let stage: Stage;
afterEach(() => stage.close());

const created = (change?: Record<string, unknown>) => stage.created(change);

const traffic = () =>
  stage.emulator
    .vpnRequests()
    .map(({ method, path, body }) => ({ method, path, ...(body === undefined ? {} : { body }) }));
const names = () => stage.emulator.vpnRequests().map(({ method, status }) => `${method} ${status}`);

describe.each(["otc", "openstack"] as const)("the life of a connection (%s)", (dialect) => {
  beforeEach(async () => {
    stage = await openStage({ dialect });
  });

  test("create: one POST of what the program says, reads until it has left PENDING_CREATE", async () => {
    stage.emulator.transitions.create.reads = 3;
    const inputs = stage.inputs({ mtu: 1500, dpd: { timeout: 90 } });
    const { id, outs } = await stage.handler.create(inputs);
    const { seeded } = stage.emulator;
    expect(traffic()).toEqual([
      {
        method: "POST",
        path: PATH,
        body: {
          ipsec_site_connection: {
            name: "hq",
            psk: PSK,
            initiator: "bi-directional",
            admin_state_up: true,
            peer_address: "203.0.113.9",
            peer_id: "203.0.113.9",
            local_ep_group_id: seeded.localEpGroupId,
            peer_ep_group_id: seeded.peerEpGroupId,
            vpnservice_id: seeded.vpnserviceId,
            ikepolicy_id: seeded.ikepolicyId,
            ipsecpolicy_id: seeded.ipsecpolicyId,
            mtu: 1500,
            dpd: { action: "hold", interval: 30, timeout: 90 },
          },
        },
      },
      { method: "GET", path: `${PATH}/${id}` },
      { method: "GET", path: `${PATH}/${id}` },
      { method: "GET", path: `${PATH}/${id}` },
      { method: "GET", path: `${PATH}/${id}` },
    ]);
    expect(outs).toMatchObject({ ...inputs, status: "DOWN", authMode: "psk", routeMode: "static" });
    expect(stage.clock.waits.slice(0, 3)).toEqual([500, 500, 500]);
  });

  test("no change → no request, and diff says so", async () => {
    const { id, inputs, outs } = await created({ dpd: {} });
    expect(stage.handler.diff(outs, inputs)).toMatchObject({ changes: false, replaces: [] });
    expect(traffic()).toEqual([]);
    expect(await stage.handler.read(id, outs)).toEqual({ outs });
  });

  test("one field changed → one PUT of exactly that field, one read", async () => {
    stage.emulator.transitions.update.reads = 0;
    const { id, outs } = await created();
    const news = stage.inputs({ peerId: "branch.example.com" });
    expect(stage.handler.diff(outs, news)).toMatchObject({ changes: undefined, replaces: [] });
    const updated = await stage.handler.update(id, outs, news);
    expect(traffic()).toEqual([
      { method: "PUT", path: `${PATH}/${id}`, body: { ipsec_site_connection: { peer_id: "branch.example.com" } } },
      { method: "GET", path: `${PATH}/${id}` },
    ]);
    expect(updated).toMatchObject({ peerId: "branch.example.com", status: "DOWN" });
  });

  test("one part of dpd changed → dpd goes whole", async () => {
    stage.emulator.transitions.update.reads = 0;
    const { id, outs } = await created({ dpd: { interval: 20, timeout: 60 } });
    await stage.handler.update(id, outs, stage.inputs({ dpd: { interval: 20, timeout: 80 } }));
    expect(traffic()[0]?.body).toEqual({
      ipsec_site_connection: { dpd: { action: "hold", interval: 20, timeout: 80 } },
    });
  });

  test("a field omitted of the program is no change; one with a default goes back to it", async () => {
    stage.emulator.transitions.update.reads = 0;
    const { id, outs } = await created({ mtu: 1500, initiator: "response-only" });
    const withoutMtu = stage.inputs({ initiator: "response-only" });
    expect(stage.handler.diff(outs, withoutMtu).changes).toBe(false);
    await stage.handler.update(id, outs, stage.inputs());
    expect(traffic()[0]?.body).toEqual({ ipsec_site_connection: { initiator: "bi-directional" } });
  });

  test.each(["vpnserviceId", "ikepolicyId", "ipsecpolicyId"] as const)("%s changed → replace", async (name) => {
    const { outs } = await created();
    const other = {
      vpnserviceId: "secondVpnserviceId",
      ikepolicyId: "secondIkepolicyId",
      ipsecpolicyId: "secondIpsecpolicyId",
    } as const;
    const news = stage.inputs({ [name]: stage.emulator.seeded[other[name]] });
    expect(stage.handler.diff(outs, news)).toEqual({
      changed: [name],
      changes: undefined,
      replaces: [name],
      deleteBeforeReplace: dialect === "otc",
    });
    const elsewhere = { ...news, peerAddress: "198.51.100.7" };
    expect(stage.handler.diff(outs, elsewhere)).toMatchObject({ replaces: [name], deleteBeforeReplace: false });
  });

  test("changed outside → read returns outputs and inputs, and only inputs that the program declares", async () => {
    const { id, inputs, outs } = await created({ mtu: 1500 });
    Object.assign(stage.emulator.connections.get(id) ?? {}, { mtu: 1300, description: "by hand" });
    const found = await stage.handler.read(id, outs);
    expect(found?.outs).toMatchObject({ mtu: 1300, description: "by hand" });
    expect(found?.inputs).toEqual({ ...inputs, mtu: 1300 });
    expect(stage.handler.diff(found?.outs ?? {}, inputs).changes).toBeUndefined();
  });

  test("changed outside, but not declared → new outputs, no inputs, no change", async () => {
    const { id, inputs, outs } = await created();
    Object.assign(stage.emulator.connections.get(id) ?? {}, { mtu: 1300, status: "ACTIVE" });
    const found = await stage.handler.read(id, outs);
    expect(found).toEqual({ outs: { ...outs, mtu: 1300, status: "ACTIVE" } });
    expect(stage.handler.diff(found?.outs ?? {}, inputs).changes).toBe(false);
  });

  test("delete waits until it is gone; gone already is a success; read then says gone", async () => {
    const { id, outs } = await created();
    await stage.handler.delete(id, outs);
    expect(stage.emulator.connections.size).toBe(0);
    expect(names().at(-1)).toBe("GET 404");
    await stage.handler.delete(id, outs);
    expect(await stage.handler.read(id, outs)).toBeUndefined();
  });

  test("nothing but plain JSON comes out: no undefined, no null", async () => {
    const { id, outs } = await created();
    const found = await stage.handler.read(id, outs);
    for (const values of [outs, found?.outs ?? {}]) expect(JSON.parse(JSON.stringify(values))).toEqual(values);
    for (const value of Object.values(outs)) expect(value).not.toBeNull();
    expect(Object.keys(outs)).toHaveLength(Object.values(outs).filter((value) => value !== undefined).length);
  });
});

describe("the psk", () => {
  test.each(["clear", "masked", "altered", "missing"] as const)("%s in the answer changes nothing", async (echo) => {
    stage = await openStage();
    stage.emulator.pskEcho = echo;
    const { id, inputs, outs } = await created();
    expect(outs.psk).toBe(PSK);
    const found = await stage.handler.read(id, outs);
    expect(found).toEqual({ outs });
    expect(stage.handler.diff(found?.outs ?? {}, inputs).changes).toBe(false);
  });

  test("is not taken from the service either where the program declares none: it may be anything", async () => {
    stage = await openStage();
    stage.emulator.pskEcho = "masked";
    const { id } = await created();
    expect((await stage.handler.read(id, {}))?.outs).not.toHaveProperty("psk");
  });

  test("a new psk resets dpd: seen in the read-back, sent again once, said to the user", async () => {
    stage = await openStage();
    stage.emulator.transitions.update.reads = 0;
    const { id, outs } = await created({ dpd: { action: "restart", interval: 10, timeout: 40 } });
    const news = stage.inputs({ psk: "Another-psk-987", dpd: { action: "restart", interval: 10, timeout: 40 } });
    const updated = await stage.handler.update(id, outs, news);
    expect(traffic()).toEqual([
      { method: "PUT", path: `${PATH}/${id}`, body: { ipsec_site_connection: { psk: "Another-psk-987" } } },
      { method: "GET", path: `${PATH}/${id}` },
      {
        method: "PUT",
        path: `${PATH}/${id}`,
        body: { ipsec_site_connection: { dpd: { action: "restart", interval: 10, timeout: 40 } } },
      },
      { method: "GET", path: `${PATH}/${id}` },
    ]);
    expect(updated).toMatchObject({ psk: "Another-psk-987", dpd: { action: "restart", interval: 10, timeout: 40 } });
    expect(stage.said).toEqual([expect.stringContaining("the service reset dpd of IPsec site connection")]);
  });

  test("a new psk with a dpd at its defaults, or none declared, needs no repair", async () => {
    stage = await openStage();
    stage.emulator.transitions.update.reads = 0;
    for (const change of [{ dpd: {} }, {}]) {
      const { id, outs } = await created({ ...change, peerAddress: `192.0.2.${Object.keys(change).length + 1}` });
      await stage.handler.update(id, outs, {
        ...stage.inputs(change),
        peerAddress: outs.peerAddress,
        psk: "Another-psk-987",
      });
      expect(names()).toEqual(["PUT 200", "GET 200"]);
    }
    expect(stage.said).toEqual([]);
  });

  test("a service that resets dpd with each new psk is asked once more, not for ever", async () => {
    stage = await openStage();
    stage.emulator.transitions.update.reads = 0;
    const { id, outs } = await created({ dpd: { timeout: 60 } });
    const stored = stage.emulator.connections.get(id) ?? {};
    const defaults = { action: "hold", interval: 30, timeout: 120 };
    Object.defineProperty(stored, "dpd", { get: () => defaults, set: () => undefined, enumerable: true });
    const updated = await stage.handler.update(
      id,
      outs,
      stage.inputs({ dpd: { timeout: 60 }, psk: "Another-psk-987" }),
    );
    expect(names()).toEqual(["PUT 200", "GET 200", "PUT 200", "GET 200"]);
    expect(updated.dpd).toEqual(defaults);
    expect(stage.said.at(-1)).toContain("keeps");
  });
});

describe("the page's own example", () => {
  test('PUT {"mtu": 1200} and its response, field by field', async () => {
    stage = await openStage();
    stage.emulator.transitions.update = { ...stage.emulator.transitions.update, reads: 0, to: "DOWN" };
    stage.emulator.pskEcho = "clear";
    const id = "851f280f-5639-4ea3-81aa-e298525ab74b";
    stage.emulator.place("connections", structuredClone(pageExample));
    const before = await stage.handler.read(id, {});
    const news = {
      psk: "secret",
      peerAddress: "172.24.4.233",
      peerId: "172.24.4.233",
      vpnserviceId: "5c561d9d-eaea-45f6-ae3e-08d1a7080828",
      ikepolicyId: "9b00d6b0-6c93-4ca5-9747-b8ade7bb514f",
      ipsecpolicyId: "e6e23d0c-9519-4d52-8ea4-5b1f96d857b1",
      mtu: 1200,
    };
    stage.emulator.clearLog();
    const outs = await stage.handler.update(id, { ...before?.outs, psk: "secret" }, news);
    expect(traffic()[0]).toEqual({
      method: "PUT",
      path: `${PATH}/${id}`,
      body: { ipsec_site_connection: { mtu: 1200 } },
    });
    expect(outs).toEqual({
      __inputs: Object.keys(news).sort(),
      region: "eu-de",
      status: "DOWN",
      psk: "secret",
      initiator: "bi-directional",
      name: "vpnconnection1",
      adminStateUp: true,
      tenantId: stage.emulator.credentials.projectId,
      projectId: stage.emulator.credentials.projectId,
      authMode: "psk",
      peerCidrs: [],
      mtu: 1200,
      peerEpGroupId: "9ad5a7e0-6dac-41b4-b20d-a7b8645fddf1",
      ikepolicyId: "9b00d6b0-6c93-4ca5-9747-b8ade7bb514f",
      vpnserviceId: "5c561d9d-eaea-45f6-ae3e-08d1a7080828",
      dpd: { action: "hold", interval: 30, timeout: 120 },
      routeMode: "static",
      ipsecpolicyId: "e6e23d0c-9519-4d52-8ea4-5b1f96d857b1",
      localEpGroupId: "3e1815dd-e212-43d0-8f13-b494fa553e68",
      peerAddress: "172.24.4.233",
      peerId: "172.24.4.233",
      description: "New description",
      orderId: "",
      productId: "",
      createdAt: "2020-08-05 12:39:35.921257",
      tags: {},
    });
  });
});
