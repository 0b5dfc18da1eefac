// What a list may answer and what it may not: everything that a service can get wrong about lists leads to single GETs, never to
// another result.
import { createHold } from "../../emulator";
import { type Fleet, type FleetOptions, openFleet } from "../support/fleet";
import { rejectionOf, withoutProxies } from "../support/loopback";

const PATH = "/v2.0/vpn/ipsec-site-connections";
const SIZE = 12;
const LIST = { method: "GET", path: PATH };

let fleet: Fleet;
beforeAll(withoutProxies);
afterEach(() => fleet.close());

const open = async (options?: FleetOptions, size = SIZE) => {
  fleet = await openFleet(size, options);
};
const readAll = () => Promise.all(fleet.members.map(({ id, outs }) => fleet.handler.read(id, outs)));
const updateAll = () =>
  Promise.all(fleet.members.map((each) => fleet.handler.update(each.id, each.outs, fleet.changed(each))));
const singles = () => fleet.counts().GET ?? 0;

describe("a read of many", () => {
  test("what the list lacks is asked for with a GET: it may be there all the same", async () => {
    await open();
    const [hidden] = fleet.members;
    const shown = [...fleet.emulator.connections.values()].filter(({ id }) => id !== hidden?.id);
    const items = shown.map((item) => ({ ...item, tags: [] }));
    fleet.emulator.fault({ match: LIST, reply: { status: 200, body: { ipsec_site_connections: items } } });
    expect(await readAll()).toEqual(fleet.members.map(({ outs }) => ({ outs })));
    expect(fleet.counts().list).toBe(1);
    expect(singles()).toBeLessThanOrEqual(3);
  });

  test("what is gone is gone after a GET of that id that says 404", async () => {
    await open();
    const lost = fleet.members.slice(3, 7).map(({ id }) => id);
    for (const id of lost) fleet.emulator.connections.delete(id);
    const found = await readAll();
    expect(found.map((each) => each === undefined)).toEqual(fleet.members.map(({ id }) => lost.includes(id)));
    for (const id of lost)
      expect(fleet.emulator.requests({ method: "GET", path: `${PATH}/${id}` }).map(({ status }) => status)).toEqual([
        404,
      ]);
  });

  test("an empty list, as an unscoped token gets it, deletes nothing", async () => {
    await open();
    fleet.emulator.fault({ match: LIST, times: 100, reply: { status: 200, body: { ipsec_site_connections: [] } } });
    expect(await readAll()).toEqual(fleet.members.map(({ outs }) => ({ outs })));
  });

  test.each([
    { reason: "is refused", reply: { status: 403, body: { code: "VPC.1017", message: "no permission" } } },
    { reason: "is refused as a bad request", reply: { status: 400, body: { code: "VPC.1001", message: "bad" } } },
    { reason: "fails", reply: { status: 500 } },
    { reason: "is a web page", reply: { status: 200, body: "<html>login</html>" } },
    {
      reason: "has entries without id",
      reply: { status: 200, body: { ipsec_site_connections: [{ status: "DOWN" }] } },
    },
    { reason: "breaks off", reply: "cut" as const },
  ])("a list that $reason: single GETs, and no other list for a while", async ({ reply }) => {
    await open();
    fleet.emulator.fault({ match: LIST, times: Number.POSITIVE_INFINITY, reply });
    expect(await readAll()).toEqual(fleet.members.map(({ outs }) => ({ outs })));
    const lists = fleet.counts().list;
    expect(await readAll()).toEqual(fleet.members.map(({ outs }) => ({ outs })));
    expect(fleet.counts().list).toBe(lists);
    fleet.emulator.clearFaults();
    fleet.clock.time += 61_000;
    const before = singles();
    await readAll();
    expect(fleet.counts().list).toBe((lists ?? 0) + 1);
    expect(singles()).toBe(before);
  });

  test.each([
    { reason: "tags", shorten: ({ tags: _, ...rest }: Record<string, unknown>) => rest },
    { reason: "a part of dpd", shorten: (item: Record<string, unknown>) => ({ ...item, dpd: { action: "hold" } }) },
  ])(
    "a list that shows $reason of no object, which the state has, says too little: each is read singly",
    async ({ shorten }) => {
      await open();
      for (const [id, stored] of fleet.emulator.connections) stored.tags = [{ key: "site", value: id.slice(-2) }];
      const items = [...fleet.emulator.connections.values()].map(shorten);
      fleet.emulator.fault({
        match: LIST,
        times: 100,
        reply: { status: 200, body: { ipsec_site_connections: items } },
      });
      const known = fleet.members.map(({ id, outs }) => ({ id, outs: { ...outs, tags: { site: "old" } } }));
      const found = await Promise.all(known.map(({ id, outs }) => fleet.handler.read(id, outs)));
      expect(found.map((each) => each?.outs.tags)).toEqual(fleet.members.map(({ id }) => ({ site: id.slice(-2) })));
      expect(found.map((each) => each?.outs.dpd)).toEqual(fleet.members.map(({ outs }) => outs.dpd));
    },
  );

  test("an output that a GET does not show either is not missed: after one GET, lists serve", async () => {
    await open();
    for (const stored of fleet.emulator.connections.values()) delete stored.local_id;
    const [first, ...others] = fleet.members.map(({ id, outs }) => ({ id, outs: { ...outs, localId: "hub" } }));
    if (first === undefined) throw new Error("no member");
    await fleet.handler.read(first.id, first.outs);
    const before = singles();
    await Promise.all(others.map(({ id, outs }) => fleet.handler.read(id, outs)));
    expect(singles()).toBe(before);
  });

  test("a list answers for two seconds, and then another one is asked for", async () => {
    await open();
    await readAll();
    for (const stored of fleet.emulator.connections.values()) stored.mtu = 1400;
    fleet.clock.time += 1_999;
    expect((await readAll())[0]?.outs.mtu).toBe(1500);
    fleet.clock.time += 2;
    expect((await readAll())[0]?.outs.mtu).toBe(1400);
    expect(fleet.counts().list).toBe(2);
  });

  test("nor about tags that were written after it was asked for", async () => {
    await open();
    await readAll();
    const [first] = fleet.members;
    if (first === undefined) throw new Error("no member");
    const outs = await fleet.handler.update(first.id, first.outs, { ...first.inputs, tags: { site: "hq" } });
    expect(outs.tags).toEqual({ site: "hq" });
    expect((await readAll())[0]?.outs.tags).toEqual({ site: "hq" });
  });

  test("but never about an object that was written after it was asked for", async () => {
    // Read at once after the PUT, when the list is still young enough for whoever polls.
    await open({ dialect: "openstack" });
    await readAll();
    const [first] = fleet.members;
    if (first === undefined) throw new Error("no member");
    const outs = await fleet.handler.update(first.id, first.outs, fleet.changed(first, "written.example.com"));
    expect((await fleet.handler.read(first.id, outs))?.outs.peerId).toBe("written.example.com");
    expect((await readAll())[0]?.outs.peerId).toBe("written.example.com");
  });

  test("nor about many: other lists show them as they were written, not a GET each", async () => {
    await open({ dialect: "openstack" });
    await readAll();
    const before = singles();
    const outs = await updateAll();
    expect(outs.map(({ peerId }) => peerId)).toEqual(Array(SIZE).fill("branch.example.com"));
    expect(singles() - before).toBeLessThanOrEqual(2);
  });

  test("nor about one that a GET has missed since: gone stays gone", async () => {
    await open();
    await readAll();
    const [first] = fleet.members;
    if (first === undefined) throw new Error("no member");
    fleet.emulator.transitions.delete.pending = "PENDING_DELETE";
    fleet.emulator.transitions.delete.hold = true;
    const removing = fleet.handler.delete(first.id, first.outs);
    while (fleet.emulator.connections.get(first.id)?.status !== "PENDING_DELETE")
      await new Promise((go) => setImmediate(go));
    // This list still shows it, and is younger than the DELETE.
    await Promise.all(fleet.members.slice(0, 6).map(({ id, outs }) => fleet.handler.read(id, outs)));
    fleet.emulator.settle(first.id);
    await removing;
    expect(await fleet.handler.read(first.id, first.outs)).toBeUndefined();
  });

  test("a list that is under way while an object is written does not answer about it", async () => {
    await open();
    const hold = createHold();
    fleet.emulator.fault({ match: LIST, act: "after", reply: { hold } });
    const reading = readAll();
    await hold.arrived;
    const last = fleet.members.at(-1);
    if (last === undefined) throw new Error("no member");
    const writing = fleet.handler.update(last.id, last.outs, fleet.changed(last, "written.example.com"));
    while (fleet.emulator.connections.get(last.id)?.peer_id !== "written.example.com")
      await new Promise((go) => setImmediate(go));
    hold.release();
    await writing;
    expect((await reading).at(-1)?.outs.peerId).toBe("written.example.com");
  });
});

describe("a wait of many", () => {
  test("a service whose lists all fail: all are told, by single GETs", async () => {
    await open({ milliseconds: 3000 });
    fleet.emulator.fault({ match: LIST, times: Number.POSITIVE_INFINITY, reply: { status: 500 } });
    expect((await updateAll()).map(({ status }) => status)).toEqual(Array(SIZE).fill("DOWN"));
  });

  test("whoever gives up says what the last list showed", async () => {
    await open({ milliseconds: 3000 });
    fleet.emulator.transitions.update.hold = true;
    const acts = fleet.members.map((each) => fleet.handler.update(each.id, each.outs, fleet.changed(each)));
    const ends = await Promise.all(acts.map(rejectionOf));
    expect(ends.map(String)).toEqual(Array(SIZE).fill(expect.stringContaining("its status is still PENDING_UPDATE")));
    expect(singles()).toBe(0);
  });

  test("a status of ERROR in a list is the end: the object is read, and its state kept", async () => {
    await open({ milliseconds: 3000 });
    fleet.emulator.transitions.update.to = "ERROR";
    const ends = await Promise.all(
      fleet.members.map((each) => rejectionOf(fleet.handler.update(each.id, each.outs, fleet.changed(each)))),
    );
    expect(ends.map(String)).toEqual(Array(SIZE).fill(expect.stringContaining("was updated but is in status ERROR")));
  });

  test("an object that a list still shows is not gone, whatever a list before said", async () => {
    await open({ milliseconds: 3000 });
    const body = { ipsec_site_connections: [] };
    fleet.emulator.fault({ match: LIST, times: 1, reply: { status: 200, body } });
    await Promise.all(fleet.members.map(({ id, outs }) => fleet.handler.delete(id, outs)));
    expect(fleet.emulator.connections.size).toBe(0);
    const last = fleet.emulator.vpnRequests({ method: "GET" }).filter(({ status }) => status === 404);
    expect(new Set(last.map(({ path }) => path)).size).toBe(SIZE);
  });
});
