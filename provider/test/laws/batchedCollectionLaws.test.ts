// Laws of the batched reads over random interleavings of writes, waits, reads, lists that fail, lie or come late, and pages.

import type { FaultOrder } from "../../emulator";
import type { Outs } from "../../src/adapters/dynamic/verbs";
import { type Fleet, type Member, openFleet } from "../support/fleet";
import { fc } from "../support/laws";
import { withoutProxies } from "../support/loopback";

const PATH = "/v2.0/vpn/ipsec-site-connections";

/** What a list may meet; `missing`: nothing is in it. */
const mishaps = {
  fine: undefined,
  broken: { reply: { status: 500 } },
  refused: { reply: { status: 400, body: { code: "VPC.1001", message: "bad request" } } },
  missing: { reply: { status: 200, body: { ipsec_site_connections: [] } } },
  late: { act: "after", reply: { delay: 3 } },
  later: { act: "after", reply: { delay: 9 } },
} as const satisfies Record<string, Omit<FaultOrder, "match"> | undefined>;

const pause = fc.constantFrom(0, 0, 1, 100, 250, 400, 500, 1000, 2500);
const step = fc.record({
  act: fc.constantFrom("update", "update", "read", "read", "read"),
  pause,
});
const life = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 5 }),
  end: fc.constantFrom("stays", "is deleted", "is deleted by others"),
  pause,
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;
const world = fc.record({
  lives: fc.array(life, { minLength: 2, maxLength: 9 }),
  lists: fc.array(fc.constantFrom(...(Object.keys(mishaps) as (keyof typeof mishaps)[])), { maxLength: 8 }),
  milliseconds: fc.constantFrom(0, 300, 3000, 7000, 20_000),
  pageSize: fc.constantFrom(undefined, 2, 4),
  chance: fc.integer(),
});

let fleet: Fleet;
beforeAll(withoutProxies);
afterEach(() => fleet.close());

const statusOf = (id: string) => String(fleet.emulator.connections.get(id)?.status);

async function update(member: Member, outs: Outs, milliseconds: number, value: string): Promise<Outs> {
  const found = await fleet.handler.update(member.id, outs, fleet.changed(member, value));
  const put = fleet.emulator.requests({ method: "PUT", path: `${PATH}/${member.id}` }).at(-1);
  const settledAt = (put?.at ?? 0) + milliseconds;
  // A status from before the write would have ended the wait at once.
  expect(fleet.clock.now()).toBeGreaterThanOrEqual(settledAt);
  expect([found.status, found.peerId, statusOf(member.id)]).toEqual(["DOWN", value, "DOWN"]);
  // Told in the end, and not later than the beat of a wait of that age.
  expect(fleet.clock.now() - settledAt).toBeLessThanOrEqual(750 + 0.75 * milliseconds + 60_000 * Number(hasFaults()));
  return found;
}

const hasFaults = () => fleet.emulator.log.some(({ fault }) => fault === "reply");

async function live(member: Member, lived: Life, milliseconds: number): Promise<void> {
  let { outs } = member;
  for (const [number, { act, pause: before }] of lived.steps.entries()) {
    if (before > 0) await fleet.clock.sleep(before);
    if (act === "update") outs = await update(member, outs, milliseconds, `${member.id}-${number}`);
    else expect((await fleet.handler.read(member.id, outs))?.outs.peerId).toBe(outs.peerId);
  }
  if (lived.pause > 0) await fleet.clock.sleep(lived.pause);
  if (lived.end === "is deleted") {
    await fleet.handler.delete(member.id, outs);
    expect(fleet.emulator.connections.has(member.id)).toBe(false);
  } else if (lived.end === "is deleted by others") {
    fleet.emulator.connections.delete(member.id);
    await fleet.clock.sleep(2001); // for so long a list may answer that is older
  }
  const found = await fleet.handler.read(member.id, outs);
  expect(found === undefined).toBe(lived.end !== "stays");
}

test("no one is told a status from before the own write, nor gone of what is there, and everybody is told", async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ lives, lists, milliseconds, pageSize, chance }) => {
      fleet = await openFleet(lives.length, { milliseconds, chance });
      try {
        fleet.emulator.pageSize = pageSize;
        // A 404 that names the kind needs no list to be believed: the lists here are for batching.
        fleet.emulator.errorShape = "neutron";
        for (const name of lists) {
          const fault = mishaps[name];
          const match = { method: "GET", path: PATH };
          // One that is fine has to be ordered too, for the ones behind it to come later.
          fleet.emulator.fault({ match, ...(fault ?? { reply: { delay: 0 } }) });
        }
        await Promise.all(fleet.members.map((member, number) => live(member, lives[number] ?? never(), milliseconds)));
      } finally {
        await fleet.close();
      }
    }),
    { numRuns: 40 },
  );
});

function never(): never {
  throw new Error("there is a life for each member");
}
