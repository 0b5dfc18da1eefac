// Waiting side by side: when each is looked at, how late it is told, and what the user hears.
import { pauseAt } from "../src/lifecycle/wait";
import { createWaiters } from "../src/lifecycle/waiters";
import { type Fleet, type FleetOptions, openFleet } from "./support/fleet";
import { FakeClock, withoutProxies } from "./support/loopback";

let fleet: Fleet | undefined;
beforeAll(withoutProxies);
afterEach(async () => {
  await fleet?.close();
  fleet = undefined;
});

const open = async (size: number, options: FleetOptions) => {
  fleet = await openFleet(size, options);
  return fleet;
};

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test("the pauses of a wait are short for three seconds, then grow to ten seconds with its age", () => {
  expect([0, 1000, 3000, 4000, 6000, 12_000, 22_000, 300_000].map(pauseAt)).toEqual([
    500, 500, 500, 1000, 2000, 5000, 10_000, 10_000,
  ]);
});

describe("one connection with a transition of about 3 s", () => {
  const seeds = Array.from({ length: 40 }, (_, seed) => seed);

  test("is known to be settled half a second later at most, in the middle of many runs", async () => {
    const delays: number[] = [];
    for (const chance of seeds) {
      const { handler, members, clock, changed, close } = await open(1, { milliseconds: 2800 + 10 * chance, chance });
      const [member] = members;
      if (member === undefined) throw new Error("no member");
      const started = clock.now();
      await handler.update(member.id, member.outs, changed(member));
      delays.push(clock.now() - started - (2800 + 10 * chance));
      await close();
      fleet = undefined;
    }
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(median(delays)).toBeLessThanOrEqual(500);
    expect(Math.max(...delays)).toBeLessThanOrEqual(600);
  });
});

test("a newcomer is looked at in its own time, however long others have waited; they are looked at with it", async () => {
  const { handler, members, clock, changed, emulator, counts } = await open(8, { milliseconds: 3000 });
  const [newcomer, ...old] = members;
  if (newcomer === undefined) throw new Error("no member");
  emulator.transitions.update.milliseconds = 100_000;
  const waiting = old.map((each) => handler.update(each.id, each.outs, changed(each)));
  await clock.sleep(60_000);
  emulator.transitions.update.milliseconds = 3000;
  const listed = () => counts()["list of statuses"] ?? 0;
  const before = listed();
  const started = clock.now();
  await handler.update(newcomer.id, newcomer.outs, changed(newcomer));
  expect(clock.now() - started).toBeLessThanOrEqual(3500);
  // It alone is looked at singly: no list for those that wait for longer.
  expect(listed() - before).toBeLessThanOrEqual(1);
  await Promise.all(waiting);
  // The others in 100 s: as many as one of them alone would need.
  expect(listed()).toBeLessThanOrEqual(25);
});

describe("the beat", () => {
  const waiters = (clock: FakeClock) => createWaiters(clock, () => undefined);

  test("brings those who begin at any time together", () => {
    const clock = new FakeClock();
    const all = waiters(clock);
    const started = clock.now();
    const looks = [0, 130, 260, 249, 90, 333].map((pause) => {
      clock.time += pause;
      return all.join().beat(500);
    });
    const steps = looks.map((look) => (look - (looks[0] ?? 0)) / 500);
    expect(steps.every(Number.isInteger)).toBe(true);
    for (const [index, pause] of [0, 130, 390, 639, 729, 1062].entries()) {
      const wait = (looks[index] ?? 0) - (started + pause);
      expect(wait).toBeGreaterThanOrEqual(250);
      expect(wait).toBeLessThanOrEqual(750);
    }
  });

  test("is never later than a quarter of a long pause, and never now", () => {
    const clock = new FakeClock();
    const all = waiters(clock);
    all.join().beat(500);
    const place = all.join();
    for (let number = 0; number < 500; number += 1) {
      clock.time += 37;
      for (const pause of [500, 700, 1300, 4000, 9999, 10_000]) {
        const wait = place.beat(pause) - clock.now();
        expect(wait).toBeGreaterThan(0);
        expect(Math.abs(wait - pause)).toBeLessThanOrEqual(Math.max(250, pause / 4) + 1);
      }
    }
  });

  test("of a group that is gone is forgotten: the next one begins with its own pause", () => {
    const clock = new FakeClock();
    const all = waiters(clock);
    const first = all.join();
    first.beat(500);
    first.leave(true);
    clock.time += 777;
    expect(all.join().beat(500) - clock.now()).toBe(500);
  });
});

describe("what the user hears", () => {
  test("up to three that wait have a line each, with their names", async () => {
    const { handler, members, changed, said } = await open(3, { milliseconds: 12_000 });
    await Promise.all(members.map((each) => handler.update(each.id, each.outs, changed(each))));
    expect(said).toHaveLength(3);
    expect(said[0]).toMatch(/^waiting for IPsec site connection "hq-0" \(.*\) to be updated: PENDING_UPDATE, 10 s$/);
  });

  test("more than that share a line every ten seconds: how many wait with which status, and how many are done", async () => {
    const { handler, members, changed, said, emulator, clock } = await open(100, { milliseconds: 35_000 });
    const updates = members.map((each) => handler.update(each.id, each.outs, changed(each)));
    await clock.sleep(5000);
    for (const { id } of members.slice(0, 13)) emulator.settle(id);
    await Promise.all(updates);
    expect(said).toEqual([
      "waiting for 87 objects: 87 PENDING_UPDATE; 13 done, 10 s",
      "waiting for 87 objects: 87 PENDING_UPDATE; 13 done, 20 s",
      "waiting for 87 objects: 87 PENDING_UPDATE; 13 done, 30 s",
    ]);
  });
});
