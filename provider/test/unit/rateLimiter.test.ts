// The rate limiter that all requests of a cloud share, told by the departures on a fake clock. No server: a permit is all there is.
import { createRateLimiter, type Permit, type RateLimiter } from "../../src/api/http/rateLimiter";
import { FakeClock } from "../support/loopback";

let clock: FakeClock;
let limiter: RateLimiter;
let started: number;

beforeEach(() => {
  clock = new FakeClock();
  limiter = createRateLimiter(clock);
  started = clock.now();
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Takes a permit that has to be there. */
async function permit(): Promise<Permit> {
  const taken = await limiter.permit(clock.now());
  if (taken === undefined) throw new Error("no permit");
  return taken;
}

/** Takes so many permits one after the other, each answered at once; gives the milliseconds between them. */
async function gaps(count: number): Promise<number[]> {
  const found: number[] = [];
  let before = clock.now();
  for (let index = 0; index < count; index++) {
    (await permit()).answered();
    found.push(clock.now() - before);
    before = clock.now();
  }
  return found;
}

test("without a refusal no one waits", async () => {
  expect(await gaps(200)).toEqual(Array.from({ length: 200 }, () => 0));
});

test("no more than 64 requests are under way; each that ends lets the next one go", async () => {
  const gone: Permit[] = [];
  for (let index = 0; index < 100; index++) void permit().then((taken) => gone.push(taken));
  await settled();
  expect(gone).toHaveLength(64);
  gone[0]?.answered();
  gone[1]?.failed();
  await settled();
  expect(gone).toHaveLength(66);
});

test("no more than maxRequests are under way", async () => {
  limiter = createRateLimiter(clock, { maxRequests: 3 });
  const gone: Permit[] = [];
  for (let index = 0; index < 10; index++) void permit().then((taken) => gone.push(taken));
  await settled();
  expect(gone).toHaveLength(3);
  gone[0]?.answered();
  await settled();
  expect(gone).toHaveLength(4);
});

test("after a refusal everybody waits, then goes at four fifths of the rate that was served", async () => {
  await gaps(50);
  (await permit()).refused(1000);
  // One may follow at once, for a timer that came late. Then 40 a second, and a little more with every answer.
  expect((await gaps(5)).map((gap) => Math.round(gap))).toEqual([1125, 0, 25, 25, 25]);
});

test("a service that hardly serves anything gets two requests a second", async () => {
  (await permit()).refused(0);
  expect((await gaps(3)).map((gap) => Math.round(gap))).toEqual([125, 375, 400]);
});

test("those that were under way together slow it down once", async () => {
  await gaps(50);
  const together = await Promise.all(Array.from({ length: 30 }, permit));
  for (const taken of together) taken.refused(1000);
  expect((await gaps(4)).map((gap) => Math.round(gap))).toEqual([1125, 0, 25, 25]);
});

test("a later refusal that asks for less does not shorten the pause of all", async () => {
  const [first, second] = [await permit(), await permit()];
  first.refused(30_000);
  second.refused(1_000);
  await permit();
  expect(clock.now() - started).toBeGreaterThanOrEqual(30_000);
});

test("a later refusal that asks for more lengthens it", async () => {
  const [first, second] = [await permit(), await permit()];
  first.refused(1_000);
  second.refused(30_000);
  await permit();
  expect(clock.now() - started).toBeGreaterThanOrEqual(30_000);
});

test("a refusal at the lower rate lowers it again", async () => {
  await gaps(50);
  (await permit()).refused(1000);
  (await permit()).refused(1000);
  expect((await gaps(4)).map((gap) => Math.round(gap))).toEqual([1125, 0, 31, 31]);
});

test("the rate rises by one request a second each second, and a minute without refusal ends it", async () => {
  await gaps(50);
  (await permit()).refused(0);
  await gaps(400);
  const [later = 0] = await gaps(1);
  expect(1000 / later).toBeGreaterThan(45);
  clock.time += 61_000;
  await gaps(2);
  expect(await gaps(5)).toEqual([0, 0, 0, 0, 0]);
});

test("who asked first goes first, also when it comes back after a refusal", async () => {
  const order: string[] = [];
  const held = await Promise.all(Array.from({ length: 64 }, permit));
  clock.time += 10;
  void limiter.permit(clock.now()).then(() => order.push("new"));
  void limiter.permit(started).then(() => order.push("back again"));
  held[0]?.answered();
  held[1]?.answered();
  await settled();
  expect(order).toEqual(["back again", "new"]);
});

describe("reads that are asked for while writes queue", () => {
  let held: Permit[];
  let order: string[];

  beforeEach(async () => {
    held = await Promise.all(Array.from({ length: 64 }, permit));
    order = [];
  });

  /** Queues so many, later than all before; what each does when it goes is up to `act`. */
  function queue(sort: "read" | "write", count: number, act: (taken: Permit) => void = () => undefined): void {
    clock.time += 10;
    for (let index = 0; index < count; index++) {
      void limiter.permit(clock.now(), sort).then((taken) => {
        order.push(sort);
        if (taken !== undefined) act(taken);
      });
    }
  }

  async function letGo(count: number): Promise<void> {
    for (const each of held.splice(0, count)) each.answered();
    await settled();
  }

  test("go before them", async () => {
    queue("write", 10);
    queue("read", 1);
    await letGo(3);
    expect(order).toEqual(["read", "write", "write"]);
  });

  test("go one at a time: the next one goes before them when the first is back", async () => {
    const reads: Permit[] = [];
    queue("write", 10);
    queue("read", 3, (taken) => reads.push(taken));
    await letGo(3);
    expect(order).toEqual(["read", "write", "write"]);
    reads[0]?.answered();
    await settled();
    expect(order).toEqual(["read", "write", "write", "read"]);
  });

  test("leave every second place to them, however many they are and however soon they are answered", async () => {
    queue("write", 10);
    queue("read", 10, (taken) => taken.answered());
    await letGo(1);
    await letGo(1);
    await letGo(1);
    expect(order).toEqual(["read", "write", "read", "write", "read", "write"]);
  });

  test("take all places when no write waits", async () => {
    queue("read", 10);
    await letGo(3);
    expect(order).toEqual(["read", "read", "read"]);
  });

  test("wait with them for as long as the service asked for, also when a later refusal asks for less", async () => {
    const instants: number[] = [];
    held[0]?.refused(30_000);
    held[1]?.refused(1_000);
    queue("write", 1, () => instants.push(clock.now() - started));
    queue("read", 1, () => instants.push(clock.now() - started));
    await settled();
    expect(order).toHaveLength(2);
    expect(Math.min(...instants)).toBeGreaterThanOrEqual(30_000);
  });
});

test("a request is given up when nothing was answered for two minutes since it asked", async () => {
  const taken = await permit();
  taken.refused(60_000);
  clock.time += 119_000;
  expect(await limiter.permit(started)).toBeDefined();
  clock.time += 1_000;
  expect(await limiter.permit(started)).toBeUndefined();
  expect(await limiter.permit(clock.now())).toBeDefined();
});

test("as long as others are answered it may wait, but not longer than half an hour", async () => {
  for (let minute = 0; minute < 29; minute++) {
    clock.time += 60_000;
    (await permit()).answered();
  }
  expect(await limiter.permit(started)).toBeDefined();
  clock.time += 60_000;
  (await permit()).answered();
  expect(await limiter.permit(started)).toBeUndefined();
});

test("a thousand that wait do so with one timer", async () => {
  await gaps(50);
  (await permit()).refused(1000);
  clock.waits.length = 0;
  const permits = Array.from({ length: 1000 }, async () => (await permit()).answered());
  await Promise.all(permits);
  expect(clock.waits.length).toBeLessThanOrEqual(1001);
});
