// How late it is known that a transition has ended: at most half a second and 15 % of its time, for one and for many, with few requests.
import { type Fleet, openFleet } from "../support/fleet";
import { withoutProxies } from "../support/loopback";

let fleet: Fleet | undefined;
beforeAll(withoutProxies);
afterEach(async () => {
  await fleet?.close();
  fleet = undefined;
});

interface Run {
  readonly count: number;
  readonly milliseconds: number;
  /** Milliseconds between the beginnings of two updates. */
  readonly apart?: number;
}

/** The most milliseconds between the end of a transition and the end of its update, and the requests besides the writes. */
async function play({ count, milliseconds, apart = 0 }: Run): Promise<{ late: number; reads: number }> {
  const { clock, members, handler, changed, emulator } = await open(count, milliseconds);
  const latenesses = members.map(async (member, number) => {
    if (apart > 0) await clock.sleep(apart * number);
    const began = clock.now();
    await handler.update(member.id, member.outs, changed(member));
    return clock.now() - (began + milliseconds);
  });
  const late = Math.max(...(await Promise.all(latenesses)));
  return { late, reads: emulator.vpnRequests({ method: "GET" }).length };
}

async function open(count: number, milliseconds: number): Promise<Fleet> {
  fleet = await openFleet(count, { milliseconds, dialect: "openstack" });
  return fleet;
}

const boundOf = (milliseconds: number) => 500 + 0.15 * milliseconds;

test.each([
  { count: 1, milliseconds: 3_000, most: 7 },
  { count: 1, milliseconds: 29_500, most: 33 },
  { count: 1, milliseconds: 120_000, most: 50 },
  { count: 30, milliseconds: 3_000, most: 10 },
  { count: 30, milliseconds: 29_500, most: 36 },
  { count: 30, milliseconds: 30_000, most: 36 },
  { count: 30, milliseconds: 120_000, most: 53 },
  { count: 1000, milliseconds: 3_000, most: 12 },
  { count: 1000, milliseconds: 30_000, most: 30 },
  { count: 1000, milliseconds: 120_000, most: 45 },
])("$count at once that take $milliseconds ms: all in time, at most $most reads", async ({ most, ...run }) => {
  const { late, reads } = await play(run);
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThanOrEqual(boundOf(run.milliseconds));
  expect(reads).toBeLessThanOrEqual(most);
});

test.each([
  { count: 30, milliseconds: 29_500, apart: 170, most: 50 },
  { count: 30, milliseconds: 120_000, apart: 510, most: 90 },
  { count: 300, milliseconds: 3_000, apart: 27, most: 30 },
  { count: 300, milliseconds: 30_000, apart: 27, most: 60 },
])("$count that begin $apart ms apart and take $milliseconds ms: the same", async ({ most, ...run }) => {
  const { late, reads } = await play(run);
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThanOrEqual(boundOf(run.milliseconds));
  expect(reads).toBeLessThanOrEqual(most);
});

test("a transition of any length from 1 to 60 s is known in time", async () => {
  for (let milliseconds = 1_000; milliseconds <= 60_000; milliseconds += 5_370) {
    const { late } = await play({ count: 1, milliseconds });
    expect({ milliseconds, isInTime: late >= 0 && late <= boundOf(milliseconds) }).toEqual({
      milliseconds,
      isInTime: true,
    });
    await fleet?.close();
    fleet = undefined;
  }
});
