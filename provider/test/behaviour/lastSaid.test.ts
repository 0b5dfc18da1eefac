// What an update sends: what the program changed since it spoke last. Only a read brings in what others changed at the service.
import type { Dialect } from "../../src/settings";
import { initFailureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
afterEach(async () => stage?.close());

const DIALECTS: Dialect[] = ["otc", "openstack"];
const OTHER_PSK = "Another-psk-987";
const DPD = { action: "restart", interval: 10, timeout: 40 };

async function open(dialect: Dialect): Promise<Stage> {
  stage = await openStage({ dialect });
  Object.assign(stage.emulator.transitions.update, { reads: 0 });
  return stage;
}

/** Bodies of the PUTs so far. */
const puts = () => stage.emulator.requests({ method: "PUT" }).map(({ body }) => Object.values(body ?? {})[0]);

/** Somebody changes the object at the console. */
const byHand = (id: string, change: Record<string, unknown>) =>
  Object.assign(stage.emulator.connections.get(id) ?? {}, change);

describe.each(DIALECTS)("on %s", (dialect) => {
  test("two updates of mtu after a change by hand: both send mtu alone, and the change stays", async () => {
    const { handler, inputs, created } = await open(dialect);
    const first = await created();
    byHand(first.id, { peer_address: "198.51.100.9", peer_id: "by-hand" });
    const second = inputs({ mtu: 1400 });
    const outs = await handler.update(first.id, first.outs, second, first.inputs);
    expect(outs).toMatchObject({ mtu: 1400, peerAddress: first.outs.peerAddress, peerId: first.outs.peerId });
    const third = inputs({ mtu: 1300 });
    expect(handler.diff(outs, third, second)).toMatchObject({ changed: ["mtu"], changes: undefined });
    await handler.update(first.id, outs, third, second);
    expect(puts()).toEqual([{ mtu: 1400 }, { mtu: 1300 }]);
    expect(stage.emulator.connections.get(first.id)).toMatchObject({
      peer_address: "198.51.100.9",
      peer_id: "by-hand",
    });
    expect(stage.said).toEqual([]);
  });

  test("what the service itself decides comes from the service", async () => {
    const { handler, inputs, created } = await open(dialect);
    const { id, outs } = await created();
    stage.emulator.transitions.update.to = "ACTIVE";
    stage.emulator.setStatus(id, "ACTIVE");
    expect(await handler.update(id, outs, inputs({ mtu: 1400 }))).toMatchObject({ status: "ACTIVE" });
  });

  test("an input that the program never gave keeps what the state has, too, so that a line added later is compared with it", async () => {
    const { handler, inputs, created } = await open(dialect);
    const { id, outs } = await created();
    byHand(id, { mtu: 1300 });
    const updated = await handler.update(id, outs, inputs({ peerId: "new" }));
    expect(updated.mtu).toBe(1500);
    expect(handler.diff(updated, inputs({ peerId: "new", mtu: 1300 }))).toMatchObject({ changed: ["mtu"] });
  });

  test("adminStateUp that was switched by hand is no reset: no second PUT, nothing said", async () => {
    const { handler, inputs, created } = await open(dialect);
    const { id, outs } = await created({ adminStateUp: false, initiator: "response-only" });
    byHand(id, { admin_state_up: true, initiator: "bi-directional" });
    await handler.update(id, outs, inputs({ adminStateUp: false, initiator: "response-only", mtu: 1400 }));
    expect(puts()).toEqual([{ mtu: 1400 }]);
    expect(stage.said).toEqual([]);
  });

  test("dpd that was changed by hand is left alone when another field than the psk is sent", async () => {
    const { handler, inputs, created } = await open(dialect);
    const { id, outs } = await created({ dpd: DPD });
    byHand(id, { dpd: { action: "hold", interval: 30, timeout: 120 } });
    const updated = await handler.update(id, outs, inputs({ dpd: DPD, mtu: 1400 }));
    expect(puts()).toEqual([{ mtu: 1400 }]);
    expect(updated.dpd).toEqual(DPD);
  });

  test("a read brings the change in, as outputs and inputs", async () => {
    const { handler, inputs, created } = await open(dialect);
    const { id, outs } = await created({ mtu: 1400 });
    byHand(id, { peer_id: "by-hand" });
    const updated = await handler.update(id, outs, inputs({ mtu: 1300 }));
    const found = await handler.read(id, updated);
    expect(found).toMatchObject({ outs: { peerId: "by-hand" }, inputs: { peerId: "by-hand", mtu: 1300 } });
  });

  test("a value that was sent and not kept is reported, is in the outputs, and is sent again", async () => {
    const { handler, inputs, created } = await open(dialect);
    const { id, outs, inputs: old } = await created({ mtu: 1500 });
    const stored = stage.emulator.connections.get(id) ?? {};
    Object.defineProperty(stored, "mtu", { get: () => 1500, set: () => undefined, enumerable: true });
    const news = inputs({ mtu: 1400 });
    const updated = await handler.update(id, outs, news, old);
    expect(updated.mtu).toBe(1500);
    expect(stage.said).toEqual([expect.stringContaining("the service accepted mtu 1400 but keeps 1500")]);
    stage.said.length = 0;
    expect(handler.diff(updated, news, news)).toMatchObject({ changed: ["mtu"], changes: true });
    // Beside another change the engine names only what the inputs show: the rest is said.
    const next = inputs({ mtu: 1400, peerId: "new" });
    expect(handler.diff(updated, next, news)).toMatchObject({ changed: ["peerId", "mtu"], changes: undefined });
    expect(stage.said.at(-1)).toContain("the service keeps another mtu than it was sent; an update sends it again");
    await handler.update(id, updated, next, news);
    expect(puts()).toEqual([{ mtu: 1400 }, { peer_id: "new", mtu: 1400 }]);
  });
});

describe("a new psk", () => {
  test("resets dpd at the service: it is put back, in a PUT of its own", async () => {
    const { handler, inputs, created } = await open("otc");
    const { id, outs } = await created({ dpd: DPD });
    const updated = await handler.update(id, outs, inputs({ dpd: DPD, psk: OTHER_PSK }));
    expect(puts()).toEqual([{ psk: OTHER_PSK }, { dpd: DPD }]);
    expect(updated.dpd).toEqual(DPD);
  });

  test("with a dpd that the program does not give needs no repair, and the state knows what is in force now", async () => {
    const { handler, inputs, created } = await open("otc");
    const { id, outs } = await created();
    byHand(id, { dpd: DPD });
    const updated = await handler.update(id, { ...outs, dpd: DPD }, inputs({ psk: OTHER_PSK }));
    expect(puts()).toEqual([{ psk: OTHER_PSK }]);
    expect(updated.dpd).toEqual({ action: "hold", interval: 30, timeout: 120 });
    expect(handler.diff(updated, inputs({ psk: OTHER_PSK, dpd: DPD }))).toMatchObject({ changed: ["dpd"] });
  });

  test("on a cloud that resets nothing, a dpd that was changed by hand to the default is left alone", async () => {
    const { handler, inputs, created } = await open("openstack");
    const { id, outs } = await created({ dpd: DPD });
    byHand(id, { dpd: { action: "hold", interval: 30, timeout: 120 } });
    await handler.update(id, outs, inputs({ dpd: DPD, psk: OTHER_PSK }));
    expect(puts()).toEqual([{ psk: OTHER_PSK }]);
    expect(stage.said).toEqual([]);
  });

  test("after which the update failed leaves the reset in the state, so that the next one mends it", async () => {
    const { handler, inputs, created } = await open("otc");
    const { id, outs } = await created({ dpd: DPD });
    stage.emulator.transitions.update.to = "ERROR";
    const news = inputs({ dpd: DPD, psk: OTHER_PSK });
    const error = await initFailureOf(handler.update(id, outs, news));
    expect(error.properties).toMatchObject({ psk: OTHER_PSK, dpd: { action: "hold", interval: 30, timeout: 120 } });
    stage.emulator.transitions.update.to = "DOWN";
    const mended = await handler.update(id, error.properties, news, news);
    expect(puts()).toEqual([{ psk: OTHER_PSK }, { dpd: DPD }]);
    expect(mended.dpd).toEqual(DPD);
  });
});

describe("outputs of an update that failed", () => {
  test("are whole, with the new values of what was sent and the old ones of the rest", async () => {
    const { handler, inputs, created } = await open("otc");
    const { id, outs } = await created({ tags: { env: "prod" } });
    byHand(id, { peer_id: "by-hand" });
    stage.emulator.fault({
      match: { method: "GET", path: new RegExp(id) },
      times: 20,
      reply: { status: 403, body: {} },
    });
    const error = await initFailureOf(handler.update(id, outs, inputs({ mtu: 1400, tags: { env: "prod" } })));
    const { __inputs: _, ...old } = outs;
    expect(error.properties).toMatchObject({ ...old, mtu: 1400, status: expect.any(String) });
  });

  test("of a VPN service hold the addresses that the reply to a PUT lacks", async () => {
    stage = await openStage({ dialect: "otc" });
    const service = stage.of("VpnService");
    const { id, outs } = await service.created();
    stage.emulator.setStatus(id, "ACTIVE");
    stage.emulator.fault({
      match: { method: "GET", path: new RegExp(id) },
      times: 20,
      reply: { status: 403, body: {} },
    });
    const error = await initFailureOf(service.handler.update(id, outs, service.inputs({ description: "new" })));
    expect(outs.externalV4Ip).toBeDefined();
    const { __inputs: _, status: __, ...rest } = outs;
    expect(error.properties).toMatchObject({ ...rest, description: "new", status: expect.stringMatching(/^[A-Z_]+$/) });
  });
});
