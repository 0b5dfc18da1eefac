// How many requests the work on many connections costs: a bound for each, so that a regression is seen. Counts, never seconds.
import { type Fleet, type FleetOptions, type Member, openFleet } from "../support/fleet";
import { withoutProxies } from "../support/loopback";

let fleet: Fleet;
beforeAll(withoutProxies);
afterEach(() => fleet.close());

const open = async (size: number, options?: FleetOptions) => {
  fleet = await openFleet(size, options);
};
const total = () => fleet.emulator.vpnRequests().length;
const updateAll = (members = fleet.members) =>
  Promise.all(members.map((member) => fleet.handler.update(member.id, member.outs, fleet.changed(member))));

async function inWaves<T>(members: readonly Member[], act: (member: Member) => Promise<T>): Promise<T[]> {
  const left = [...members];
  const done: T[] = [];
  const place = async () => {
    for (let member = left.shift(); member !== undefined; member = left.shift()) done.push(await act(member));
  };
  await Promise.all(Array.from({ length: 8 }, place));
  return done;
}

test.each(["otc", "openstack"] as const)(
  "a one-field update that settles at once: 1 PUT, 1 read (%s)",
  async (dialect) => {
    await open(1, { dialect });
    await updateAll();
    expect(fleet.counts()).toEqual({ PUT: 1, GET: 1 });
  },
);

test("a preview or up without a change: no request, the login included", async () => {
  await open(100);
  for (const { outs, inputs } of fleet.members) expect(fleet.handler.diff(outs, inputs, inputs).changes).toBe(false);
  expect(fleet.emulator.log).toEqual([]);
});

test("1,000 one-field updates at once, 3 s each: 1,000 PUTs and at most 20 other requests", async () => {
  await open(1000, { milliseconds: 3000 });
  const outs = await updateAll();
  expect(outs.map(({ status, peerId }) => `${status} ${peerId}`)).toEqual(Array(1000).fill("DOWN branch.example.com"));
  expect(fleet.counts().PUT).toBe(1000);
  expect(total()).toBeLessThanOrEqual(1020);
  expect(fleet.counts().list).toBeLessThanOrEqual(6);
});

test("500 one-field updates that begin over eight seconds, 3 s each: at most 20 other requests", async () => {
  await open(500, { milliseconds: 3000 });
  const begin = async (member: Member, number: number) => {
    await fleet.clock.sleep(16 * number);
    return fleet.handler.update(member.id, member.outs, fleet.changed(member));
  };
  await Promise.all(fleet.members.map(begin));
  expect(total()).toBeLessThanOrEqual(520);
});

test("the same on a service that cuts lists into pages of 100: at most 20 lists", async () => {
  await open(300, { milliseconds: 3000, pageSize: 100 });
  await updateAll();
  // Three full pages, and the empty one that upstream offers after them.
  expect(total()).toBeLessThanOrEqual(300 + 20 * 4);
  expect(new Set(fleet.emulator.vpnRequests({ method: "PUT" }).map(({ path }) => path)).size).toBe(300);
});

test("100 updates that settle at once, in waves of 8: no look waits for a beat", async () => {
  await open(100, { dialect: "openstack" });
  const started = fleet.clock.now();
  await inWaves(fleet.members, ({ id, outs, inputs }) =>
    fleet.handler.update(id, outs, { ...inputs, peerId: "branch.example.com" }),
  );
  expect(fleet.clock.now()).toBe(started);
  expect(total()).toBeLessThanOrEqual(200);
});

test("the same where a pending status may begin late: each is looked at once, two seconds later", async () => {
  await open(100, { dialect: "otc" });
  const started = fleet.clock.now();
  await updateAll();
  expect(fleet.clock.now() - started).toBe(2_000);
  expect(total()).toBeLessThanOrEqual(102);
});

test("300 deletes at once, 3 s each: a DELETE and a GET that says 404 for each, and at most 60 other requests", async () => {
  await open(300, { milliseconds: 3000 });
  const started = fleet.clock.now();
  await Promise.all(fleet.members.map(({ id, outs }) => fleet.handler.delete(id, outs)));
  expect(fleet.emulator.connections.size).toBe(0);
  expect(fleet.clock.now() - started).toBeLessThanOrEqual(5000);
  expect(fleet.emulator.vpnRequests({ method: "GET" }).filter(({ status }) => status === 404)).toHaveLength(300);
  expect(fleet.counts().DELETE).toBe(300);
  // Some are gone with the answer, so each is looked at once then: one list for all that were answered during the last one.
  expect(total()).toBeLessThanOrEqual(660);
});

test("a refresh of 1,000 at once: at most 10 requests", async () => {
  await open(1000);
  const found = await Promise.all(fleet.members.map(({ id, outs }) => fleet.handler.read(id, outs)));
  expect(found).toEqual(fleet.members.map(({ outs }) => ({ outs })));
  expect(total()).toBeLessThanOrEqual(10);
});

test("a refresh of 1,000 in waves of 8 that takes ten seconds: at most 20 requests", async () => {
  await open(1000);
  const found = await inWaves(fleet.members, async ({ id, outs }) => {
    const result = await fleet.handler.read(id, outs);
    fleet.clock.time += 10;
    return result;
  });
  expect(found).toHaveLength(1000);
  expect(total()).toBeLessThanOrEqual(20);
});

test("one or two reads are single GETs", async () => {
  await open(50);
  await Promise.all(fleet.members.slice(0, 2).map(({ id, outs }) => fleet.handler.read(id, outs)));
  expect(fleet.counts()).toEqual({ GET: 2 });
});
