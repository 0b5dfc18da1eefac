// Laws over random inputs: the PUT holds exactly the changed fields, and the service ends with what the program said.

import { check } from "../../src/core/check";
import { changedInputs, diff } from "../../src/core/diff";
import { ipsecSiteConnection } from "../../src/resources/ipsecSiteConnection";
import { PSK, VALID, WIRE } from "../support/connection";
import { fc } from "../support/laws";
import { openStage, type Stage } from "../support/stage";

const text = (maxLength: number) =>
  fc.string({ minLength: 1, maxLength, unit: fc.constantFrom(..."abc-XYZ_0123456789.") });
const psk = fc.string({ minLength: 6, maxLength: 40, unit: fc.constantFrom(..."aZ9~`!@#$%^()-_+=[]{}|\\,./:;") });
const dpd = fc
  .record(
    {
      action: fc.constantFrom("clear", "hold", "restart", "restart-by-peer"),
      interval: fc.integer({ min: 0, max: 60 }),
      timeout: fc.integer({ min: 61, max: 300 }),
    },
    { requiredKeys: [] },
  )
  .filter((value) => (value.interval ?? 30) < (value.timeout ?? 120));

const change = fc.record(
  {
    name: text(20),
    description: text(20),
    psk,
    initiator: fc.constantFrom("bi-directional", "response-only"),
    adminStateUp: fc.boolean(),
    peerAddress: fc.ipV4(),
    peerId: text(20),
    mtu: fc.integer({ min: 1280, max: 9000 }),
    dpd,
    groups: fc.constantFrom("first", "second"),
  },
  { requiredKeys: ["groups"] },
);

// The same values, in whatever order the keys stand.
function isSameJson(left: unknown, right: unknown): boolean {
  const text = (value: unknown) =>
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === "object" && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    );
  return text(left) === text(right);
}

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  Object.assign(stage.emulator.transitions.update, { reads: 0 });
  Object.assign(stage.emulator.transitions.create, { reads: 0 });
  Object.assign(stage.emulator.transitions.delete, { reads: 0 });
});
afterAll(() => stage.close());

function program({ groups, ...rest }: { groups: string }): Record<string, unknown> {
  const { secondLocalEpGroupId, secondPeerEpGroupId } = stage.emulator.seeded;
  return stage.inputs({
    ...rest,
    ...(groups === "second" ? { localEpGroupId: secondLocalEpGroupId, peerEpGroupId: secondPeerEpGroupId } : {}),
  });
}

test("the PUT holds exactly the changed fields, and the service ends with what the program said", async () => {
  await fc.assert(
    fc.asyncProperty(change, change, async (before, after) => {
      stage.emulator.connections.clear(); // what a failed run has left would mislead the search for a smaller one
      const [olds, news] = [program(before), program(after)];
      const { id, outs } = await stage.handler.create(olds);
      stage.emulator.clearLog();
      // What changed, found without the code under test: an input that is omitted is no change.
      const expected = Object.keys(news).filter((name) => !isSameJson(news[name], outs[name]));
      expect(stage.handler.diff(outs, news).changes).toBe(expected.length === 0 ? false : undefined);
      const updated = await stage.handler.update(id, outs, news);

      const puts = stage.emulator.requests({ method: "PUT" });
      const body = Object.fromEntries(expected.map((name) => [WIRE[name], news[name]]));
      expect(puts[0]?.body).toEqual(expected.length === 0 ? undefined : { ipsec_site_connection: body });
      // A change of the psk resets dpd at the service: then, and only then, a second PUT puts it back.
      const isReset = expected.includes("psk") && !expected.includes("dpd") && news.dpd !== undefined;
      const isDefault = isSameJson(news.dpd, { action: "hold", interval: 30, timeout: 120 });
      expect(puts.slice(1).map((put) => put.body)).toEqual(
        isReset && !isDefault ? [{ ipsec_site_connection: { dpd: news.dpd } }] : [],
      );

      const stored = stage.emulator.connections.get(id) ?? {};
      for (const name of Object.keys(WIRE).filter((key) => news[key] !== undefined))
        expect(stored[WIRE[name] ?? ""]).toEqual(news[name]);
      expect(stage.handler.diff(updated, news).changes).toBe(false);
      expect(await stage.handler.read(id, updated)).toEqual({ outs: { ...updated, status: stored.status } });
      await stage.handler.delete(id, updated);
    }),
    { numRuns: 150, examples: [[{ groups: "first" }, { groups: "first", dpd: { interval: 30 } }]] },
  );
});

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

test("check never throws and always names what is wrong, whatever it is given", () => {
  const options = { maxDepth: 3, withNullPrototype: false, withBigInt: false };
  const value = fc.oneof(
    fc.anything(options),
    fc.constant(UNKNOWN),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, "", "__proto__"),
  );
  const name = fc.oneof(
    fc.constantFrom(...Object.keys(VALID), ...Object.keys(WIRE), "constructor", "toString"),
    fc.string(),
  );
  fc.assert(
    fc.property(
      fc.dictionary(name, value, { noNullPrototype: true }),
      fc.constantFrom("otc", "openstack"),
      (inputs, dialect) => {
        const result = check(ipsecSiteConnection, {
          olds: {},
          news: inputs,
          dialect: dialect as "otc" | "openstack",
          strict: false,
        }); // the two dialects there are
        for (const { reason } of result.failures) expect(reason.length).toBeGreaterThan(10);
        expect(Object.values(result.inputs)).not.toContain(undefined);
        changedInputs(ipsecSiteConnection, { olds: inputs, news: result.inputs });
      },
    ),
    { numRuns: 2000 },
  );
});

test("a secret in any place of the inputs that fails is never in the failures", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("psk", "pks", "PSK", "preSharedKey", "secret", "password"),
      fc.constantFrom(`${PSK} `, `"${PSK}"`, `${PSK}é`),
      (name, secret) => {
        const { failures } = check(ipsecSiteConnection, {
          olds: {},
          news: { ...VALID, [name]: secret },
          dialect: "otc",
          strict: false,
        });
        expect(failures).toEqual([expect.objectContaining({ property: "" })]);
        expect(JSON.stringify(failures)).not.toContain(PSK);
      },
    ),
  );
});

test("an unknown value is always a change, at any depth", () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(VALID), "mtu", "dpd"), (name) => {
      const news = { ...VALID, dpd: { action: "hold", interval: 30, timeout: 120 }, mtu: 1500 };
      const unknown = name === "dpd" ? { ...news.dpd, interval: UNKNOWN } : UNKNOWN;
      const old = { outputs: news, memo: {} };
      const { changes } = diff(ipsecSiteConnection, { old, news: { ...news, [name]: unknown }, dialect: "otc" });
      expect(changes).toEqual([expect.objectContaining({ path: name === "dpd" ? "dpd.interval" : name })]);
    }),
  );
});
