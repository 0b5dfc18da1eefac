// A service whose answers lag behind what it does: reads that show old values, no status yet, a pending status that begins late.
import { initFailureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
afterEach(() => stage.close());

const sent = () => stage.exchanges();
const writes = () => stage.emulator.vpnRequests({ method: "PUT" }).map(({ body }) => body);
const isDifferent = (outs: Record<string, unknown>, news: Record<string, unknown>) =>
  stage.handler.diff(outs, news, news).changes;

/** No write has a pending phase. */
function settleAtOnce(): void {
  for (const transition of Object.values(stage.emulator.transitions)) transition.pending = undefined;
}

describe.each(["otc", "openstack"] as const)("reads that lag behind the write (%s)", (dialect) => {
  const open = async () => {
    stage = await openStage({ dialect });
    settleAtOnce();
  };

  test("by 4 s: the update ends with the new value, without a word and without a second PUT", async () => {
    await open();
    const { id, outs } = await stage.created();
    stage.emulator.readLag = 4_000;
    const news = stage.inputs({ peerId: "branch.example.com" });
    const updated = await stage.handler.update(id, outs, news);
    expect(updated.peerId).toBe("branch.example.com");
    expect(stage.said).toEqual([]);
    expect(writes()).toEqual([{ ipsec_site_connection: { peer_id: "branch.example.com" } }]);
    expect(isDifferent(updated, news)).toBe(false);
  });

  test("also behind a change that someone else made before it", async () => {
    await open();
    const { id, outs } = await stage.created();
    Object.assign(stage.emulator.connections.get(id) ?? {}, { peer_id: "by-hand.example.com" });
    stage.emulator.readLag = 4_000;
    const updated = await stage.handler.update(id, outs, stage.inputs({ peerId: "branch.example.com" }));
    expect(updated.peerId).toBe("branch.example.com");
    expect(stage.said).toEqual([]);
  });

  test("an old status of ERROR is not the end of the update that mends it", async () => {
    await open();
    const { id, outs } = await stage.created();
    stage.emulator.setStatus(id, "ERROR");
    stage.emulator.transitions.update = { pending: "PENDING_UPDATE", reads: 1, to: "DOWN", hold: false };
    stage.emulator.readLag = 4_000;
    const updated = await stage.handler.update(id, outs, stage.inputs({ mtu: 1400 }));
    expect(updated).toMatchObject({ mtu: 1400, status: "DOWN" });
  });

  test("for longer than 15 s: what the service keeps is told, and shows in the next preview", async () => {
    await open();
    const { id, outs } = await stage.created();
    stage.emulator.readLag = 60_000;
    const started = stage.clock.now();
    const news = stage.inputs({ mtu: 1400 });
    const updated = await stage.handler.update(id, outs, news);
    expect(stage.said).toEqual([expect.stringContaining("the service accepted mtu 1400 but keeps 1500")]);
    expect(stage.clock.now() - started).toBeGreaterThanOrEqual(15_000);
    expect(stage.clock.now() - started).toBeLessThanOrEqual(20_000);
    expect(isDifferent(updated, news)).toBe(true);
  });

  test("a value that the reply to the PUT did not show either is told at once", async () => {
    await open();
    const { id, outs } = await stage.created();
    const stored = stage.emulator.connections.get(id) ?? {};
    Object.defineProperty(stored, "mtu", { get: () => 1500, set: () => undefined, enumerable: true });
    await stage.handler.update(id, outs, stage.inputs({ mtu: 1400 }));
    expect(stage.said).toEqual([expect.stringContaining("the service accepted mtu 1400 but keeps 1500")]);
    expect(sent()).toEqual(["PUT 200", "GET 200"]);
  });

  test("behind a create: what is not found yet is looked for", async () => {
    stage = await openStage({ dialect, readLag: 4_000 });
    const inputs = stage.inputs({ mtu: 1400 });
    const { outs } = await stage.handler.create(inputs);
    expect(outs).toMatchObject({ mtu: 1400, status: "DOWN" });
    expect(stage.said).toEqual([]);
    expect(isDifferent(outs, inputs)).toBe(false);
  });
});

test("reads that lag behind the repair of dpd after a new psk: it is sent once", async () => {
  stage = await openStage({ dialect: "otc" });
  settleAtOnce();
  const dpd = { action: "clear", interval: 20, timeout: 60 };
  const { id, outs } = await stage.created({ dpd });
  stage.emulator.readLag = 4_000;
  const updated = await stage.handler.update(id, outs, stage.inputs({ dpd, psk: "Another-psk-1" }));
  await stage.clock.sleep(4_000);
  expect((await stage.handler.read(id, updated))?.outs.dpd).toEqual(dpd);
  expect(updated.dpd).toEqual(dpd);
});

test("tags that reads do not show yet are looked for, on their own and next to a field", async () => {
  stage = await openStage({ dialect: "otc" });
  settleAtOnce();
  const { id, outs } = await stage.created({ tags: { site: "old", other: "1" } });
  stage.emulator.readLag = 4_000;
  const alone = await stage.handler.update(id, outs, stage.inputs({ tags: { site: "new" } }));
  expect(alone.tags).toEqual({ site: "new" });
  const both = await stage.handler.update(id, alone, stage.inputs({ tags: { site: "newer" }, mtu: 1400 }));
  expect(both).toMatchObject({ tags: { site: "newer" }, mtu: 1400 });
  expect(stage.said).toEqual([]);
});

test("lists lag as well: many updates end with their new values", async () => {
  stage = await openStage({ dialect: "openstack" });
  settleAtOnce();
  const made = [];
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const peerAddress = `203.0.113.${number}`;
    made.push({ peerAddress, ...(await stage.created({ name: `hq-${number}`, peerAddress })) });
  }
  stage.emulator.readLag = 4_000;
  const updated = await Promise.all(
    made.map(({ id, outs, inputs }) => stage.handler.update(id, outs, { ...inputs, mtu: 1400 })),
  );
  expect(updated.map(({ mtu }) => mtu)).toEqual(Array(6).fill(1400));
  expect(stage.said).toEqual([]);
});

describe.each([null, ""])("a status that is %p", (none) => {
  const withoutStatus = async (settings = {}) => {
    stage = await openStage({ dialect: "openstack" }, settings);
    settleAtOnce();
    const { id, outs } = await stage.created();
    const stored = stage.emulator.connections.get(id) ?? {};
    stored.status = none;
    return { id, outs, stored };
  };

  test("is not settled: an ERROR that follows is told, and the object kept", async () => {
    const { id, outs, stored } = await withoutStatus();
    const sleep = stage.clock.sleep.bind(stage.clock);
    const started = stage.clock.now();
    stage.clock.sleep = async (pause) => {
      await sleep(pause);
      if (stage.clock.now() - started >= 12_000) stored.status = "ERROR";
    };
    const error = await initFailureOf(stage.handler.update(id, outs, stage.inputs({ mtu: 1400 })));
    expect(error.message).toContain("was updated but is in status ERROR");
    expect(error).toMatchObject({ id, properties: { mtu: 1400 } });
    expect(stage.said[0]?.slice(0, 25)).toBe("no status 10 s: hq (IPsec");
  });

  test("for ever ends with the limit: what was waited for, and the state keeps id and outputs", async () => {
    const { id, outs } = await withoutStatus({ updateTimeout: "60s" });
    const started = stage.clock.now();
    const error = await initFailureOf(stage.handler.update(id, outs, stage.inputs({ mtu: 1400 })));
    expect(error.message).toContain("was not updated within 60 s: the service still shows no status of it");
    expect(error.message).toContain("vpnaas:updateTimeout");
    expect(error).toMatchObject({ id, properties: { mtu: 1400, name: "hq" } });
    expect(stage.clock.now() - started).toBe(60_000);
  });
});

test("a create without a status waits for one, a kind that has none does not", async () => {
  stage = await openStage({ dialect: "openstack" });
  stage.emulator.transitions.create = {
    ...{ pending: "PENDING_CREATE", reads: 1, to: "ERROR", hold: false },
    beginsAfter: 3_000,
  };
  const error = await initFailureOf(stage.handler.create(stage.inputs()));
  expect(error.message).toContain("was created but is in status ERROR");
  stage.emulator.clearLog();
  const policy = stage.of("IkePolicy");
  await policy.handler.create(policy.inputs());
  expect(sent()).toEqual(["POST 201"]);
});

describe("a pending status that begins 0.8 s after the reply to the PUT", () => {
  const late = async (to: string, dialect: "otc" | "openstack" = "otc") => {
    stage = await openStage({ dialect });
    settleAtOnce();
    const made = await stage.created();
    stage.emulator.transitions.update = {
      ...{ pending: "PENDING_UPDATE", reads: 0, to, hold: false },
      ...{ milliseconds: 20_000, beginsAfter: 800 },
    };
    return made;
  };

  test("is followed to its end on otc: ERROR is told", async () => {
    const { id, outs } = await late("ERROR");
    const started = stage.clock.now();
    const error = await initFailureOf(stage.handler.update(id, outs, stage.inputs({ mtu: 1400 })));
    expect(error.message).toContain("was updated but is in status ERROR");
    expect(stage.clock.now() - started).toBeGreaterThanOrEqual(20_000);
  });

  test("and a good end, too", async () => {
    const { id, outs } = await late("ACTIVE");
    expect(await stage.handler.update(id, outs, stage.inputs({ mtu: 1400 }))).toMatchObject({ status: "ACTIVE" });
  });

  test("a service is followed as well", async () => {
    stage = await openStage({ dialect: "otc" });
    const service = stage.of("VpnService");
    const { id, outs } = await service.created();
    stage.emulator.setStatus(id, "ACTIVE");
    stage.emulator.serviceTransitions.update = {
      ...{ pending: "PENDING_UPDATE", reads: 1, to: "ERROR", hold: false },
      beginsAfter: 800,
    };
    const error = await initFailureOf(service.handler.update(id, outs, service.inputs({ name: "renamed" })));
    expect(error.message).toContain("was updated but is in status ERROR");
  });

  test("costs nothing where it does not happen: 1 PUT and 1 read, two seconds later", async () => {
    stage = await openStage({ dialect: "otc" });
    settleAtOnce();
    const { id, outs } = await stage.created();
    const started = stage.clock.now();
    await stage.handler.update(id, outs, stage.inputs({ mtu: 1400 }));
    expect(sent()).toEqual(["PUT 200", "GET 200"]);
    expect(stage.clock.now() - started).toBe(2_000);
  });

  test("is not waited for where the reply has shown the pending one: the end is known as soon as ever", async () => {
    stage = await openStage({ dialect: "otc" });
    const { id, outs } = await stage.created();
    const started = stage.clock.now();
    await stage.handler.update(id, outs, stage.inputs({ mtu: 1400 }));
    expect(sent()).toEqual(["PUT 200", "GET 200", "GET 200"]);
    expect(stage.clock.now() - started).toBe(1_000);
  });

  test("is not waited for on openstack, which never shows one after a PUT", async () => {
    stage = await openStage({ dialect: "openstack" });
    settleAtOnce();
    const { id, outs } = await stage.created();
    const started = stage.clock.now();
    await stage.handler.update(id, outs, stage.inputs({ mtu: 1400 }));
    expect(sent()).toEqual(["PUT 200", "GET 200"]);
    expect(stage.clock.now()).toBe(started);
  });
});
