// Waiting side by side: when each is looked at, how late it is told, and what the user hears.

import { pauseAt } from "../../src/waiting/poll";
import { createPollScheduler } from "../../src/waiting/scheduler";
import { type Fleet, type FleetOptions, openFleet } from "../support/fleet";
import { FakeClock, withoutProxies } from "../support/loopback";

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

test("the pauses of a wait are short for three seconds, then grow by 15 % of its age to ten seconds", () => {
  expect([0, 1000, 3000, 4000, 13_000, 33_000, 120_000, 300_000].map(pauseAt)).toEqual([
    500, 500, 500, 650, 2000, 5000, 10_000, 10_000,
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
  const listed = () => counts().list ?? 0;
  const before = listed();
  const started = clock.now();
  await handler.update(newcomer.id, newcomer.outs, changed(newcomer));
  expect(clock.now() - started).toBeLessThanOrEqual(3500);
  // It alone is looked at singly: no list for those that wait for longer.
  expect(listed() - before).toBeLessThanOrEqual(1);
  await Promise.all(waiting);
  // The others in 100 s: as many as one of them alone would need.
  expect(listed()).toBeLessThanOrEqual(45);
});

describe("the beat", () => {
  const awaited = { name: "hq", object: "IPsec site connection 1", purpose: "updated" };
  const slotsOf = (clock: FakeClock) => {
    const all = createPollScheduler(clock);
    return () => all.join(awaited, () => undefined);
  };

  test("brings those who begin at any time together, none later than it may be", () => {
    const clock = new FakeClock();
    const join = slotsOf(clock);
    const started = clock.now();
    const looks = [0, 130, 260, 249, 90, 333].map((pause) => {
      clock.time += pause;
      return join().nextPoll(clock.now(), 500);
    });
    const steps = looks.map((look) => (look - (looks[0] ?? 0)) / 500);
    expect(steps.every(Number.isInteger)).toBe(true);
    for (const [index, pause] of [0, 130, 390, 639, 729, 1062].entries()) {
      const wait = (looks[index] ?? 0) - (started + pause);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(500);
    }
  });

  test("is never later than the pause, and never now", () => {
    const clock = new FakeClock();
    const join = slotsOf(clock);
    join().nextPoll(clock.now(), 500);
    const slot = join();
    for (let number = 0; number < 500; number += 1) {
      clock.time += 37;
      for (const pause of [500, 700, 1300, 4000, 9999, 10_000]) {
        const wait = slot.nextPoll(clock.now(), pause) - clock.now();
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(pause);
      }
    }
  });

  test("is counted from the question: a slow answer makes no look later, and none is made up for", () => {
    const clock = new FakeClock();
    const slot = slotsOf(clock)();
    const first = slot.nextPoll(clock.now(), 500);
    clock.time = first + 300;
    expect(slot.nextPoll(first, 500)).toBe(first + 500);
    clock.time = first + 1_700;
    expect(slot.nextPoll(first, 500)).toBe(first + 2_000);
  });

  test("of a crowd is 0.8 s, so that many who come at all times cost few lists", () => {
    const clock = new FakeClock();
    const join = slotsOf(clock);
    const first = join().nextPoll(clock.now(), 500);
    const crowd = Array.from({ length: 101 }, join);
    clock.time = first + 10;
    expect(crowd.map((slot) => slot.nextPoll(clock.now(), 500))).toEqual(Array(101).fill(first + 800));
  });

  test("of a group that is gone is forgotten: the next one begins with its own pause", () => {
    const clock = new FakeClock();
    const join = slotsOf(clock);
    const first = join();
    first.nextPoll(clock.now(), 500);
    first.leave();
    clock.time += 777;
    expect(join().nextPoll(clock.now(), 500) - clock.now()).toBe(500);
  });
});

// As much as a terminal of 80 columns shows of a line behind the names of a resource.
const newsOf = (lines: readonly string[]) => lines.map((line) => line.slice(0, 25));

describe("what the user hears", () => {
  test("up to three that wait have a line each, with their names", async () => {
    const { handler, members, changed, said } = await open(3, { milliseconds: 12_000 });
    await Promise.all(members.map((each) => handler.update(each.id, each.outs, changed(each))));
    expect(newsOf(said)).toEqual(members.map(({ inputs }) => `PENDING_UPDATE 10 s: ${inputs.name}`));
    expect(said[0]).toMatch(
      /^PENDING_UPDATE 10 s: hq-0 \(IPsec site connection [0-9a-f-]+\), waiting until it is updated$/,
    );
  });

  test("more than that share a line every ten seconds: how many of how many are pending, and with which status", async () => {
    const { handler, members, changed, said, emulator, clock } = await open(100, { milliseconds: 35_000 });
    const updates = members.map((each) => handler.update(each.id, each.outs, changed(each)));
    await clock.sleep(5000);
    for (const { id } of members.slice(0, 13)) emulator.settle(id);
    await Promise.all(updates);
    expect(said).toEqual([
      "87 of 100 pending, 10 s: 87 PENDING_UPDATE",
      "87 of 100 pending, 20 s: 87 PENDING_UPDATE",
      "87 of 100 pending, 30 s: 87 PENDING_UPDATE",
    ]);
    expect(newsOf(said)[2]).toBe("87 of 100 pending, 30 s: ");
  });

  test("those that wait for something else than the end of a pending status are not called pending", async () => {
    const { handler, members, said, emulator } = await open(4, { milliseconds: 1000 });
    emulator.transitions.update.to = "DOWN";
    const change = { peerId: "branch.example.com", waitFor: "active" };
    const updates = members.map((each) => handler.update(each.id, each.outs, { ...each.inputs, ...change }));
    await Promise.allSettled(updates);
    expect(newsOf(said)[0]).toBe("4 of 4 waiting, 10 s: 4 D");
  });

  test("a name that is no plain text cannot break the line", async () => {
    const { handler, members, changed, said } = await open(1, { milliseconds: 12_000 });
    const [member] = members;
    if (member === undefined) throw new Error("no member");
    await handler.update(member.id, member.outs, { ...changed(member), name: "a\nb\u001b[2J" });
    expect(said[0]).toMatch(/^PENDING_UPDATE 10 s: a\\nb\\u001b\[2J \(IPsec/);
  });
});
