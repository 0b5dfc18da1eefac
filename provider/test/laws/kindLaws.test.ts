// Laws over random inputs for the kinds next to the connection: the PUT holds exactly the changed fields, what replaces is found,
// and the service ends with what the program said. Those of the connection are in lifecycleLaws.test.ts.

import type { Dialect } from "../../emulator";
import { check } from "../../src/core/check";
import { changedInputs } from "../../src/core/diff";
import { type Kind, TOKENS } from "../../src/core/schema";
import { definitions } from "../../src/resources";
import { fc } from "../support/laws";
import { LIVES } from "../support/lives";
import { openStage, type Stage } from "../support/stage";

type Inputs = Record<string, unknown>;

// What the API calls each input; written out, so that a slip in the naming rule is found.
const WIRE: Readonly<Record<string, string>> = {
  name: "name",
  description: "description",
  adminStateUp: "admin_state_up",
  authAlgorithm: "auth_algorithm",
  encryptionAlgorithm: "encryption_algorithm",
  pfs: "pfs",
  ikeVersion: "ike_version",
  phase1NegotiationMode: "phase1_negotiation_mode",
  transformProtocol: "transform_protocol",
  encapsulationMode: "encapsulation_mode",
  lifetime: "lifetime",
  type: "type",
  endpoints: "endpoints",
};

const text = (maxLength: number) =>
  fc.string({ minLength: 1, maxLength, unit: fc.constantFrom(..."abc-XYZ_0123456789.") });
const names = { name: text(20), description: text(20) };
const algorithms = (dialect: Dialect) => ({
  ...names,
  authAlgorithm: fc.constantFrom("sha1", ...(dialect === "otc" ? ["md5", "sha2-512"] : ["sha384", "aes-cmac"])),
  encryptionAlgorithm: fc.constantFrom("3des", "aes-128", "aes-192", "aes-256"),
  pfs: fc.constantFrom("group2", "group14", "group19", dialect === "otc" ? "disable" : "group31"),
  lifetime: fc.record(
    { units: fc.constant("seconds"), value: fc.integer({ min: 60, max: 604800 }) },
    { requiredKeys: [] },
  ),
});
const network = fc.integer({ min: 0, max: 255 }).map((number) => `10.${number}.0.0/16`);

const CHANGES: Readonly<Record<Exclude<Kind, "IpsecSiteConnection">, (dialect: Dialect) => object>> = {
  VpnService: () => ({ ...names, adminStateUp: fc.boolean() }),
  IkePolicy: (dialect) => ({
    ...algorithms(dialect),
    ikeVersion: fc.constantFrom("v1", "v2"),
    phase1NegotiationMode: fc.constantFrom("main", "aggressive"),
  }),
  IpsecPolicy: (dialect) => ({
    ...algorithms(dialect),
    transformProtocol: fc.constantFrom("esp", "ah", "ah-esp"),
    encapsulationMode: fc.constantFrom("tunnel", "transport"),
  }),
  EndpointGroup: () => ({ ...names, endpoints: fc.uniqueArray(network, { minLength: 1, maxLength: 4 }) }),
};

const CASES = (["VpnService", "IkePolicy", "IpsecPolicy", "EndpointGroup"] as const).flatMap((kind) =>
  (["otc", "openstack"] as const).map((dialect) => ({ kind, dialect })),
);

let stage: Stage;
afterEach(async () => stage?.close());

// The same values, whatever the order of keys, and of endpoints.
function isSame(name: string, left: unknown, right: unknown): boolean {
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return name === "endpoints" ? [...value].sort() : value;
    if (typeof value !== "object" || value === null) return value;
    return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  };
  return JSON.stringify(plain(left)) === JSON.stringify(plain(right));
}

// By the tables of the manual: an endpoint group keeps its endpoints for life; a policy of OpenStack does not change at all here.
function isFixed(kind: Kind, dialect: Dialect, name: string): boolean {
  if (kind === "EndpointGroup") return name === "type" || name === "endpoints";
  return kind.endsWith("Policy") && dialect === "openstack";
}

test.each(CASES)("$kind on $dialect: the PUT holds exactly the changed fields", async ({ kind, dialect }) => {
  stage = await openStage({ dialect });
  const { of, emulator } = stage;
  const life = LIVES.find((each) => each.kind === kind);
  const stored = (id: string) => life?.stored(emulator).get(id) ?? {};
  const cast = of(kind);
  const model = CHANGES[kind](dialect) as Record<string, fc.Arbitrary<unknown>>; // `object` keeps the table short
  const change = fc.record(model, { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(change, change, async (before, after) => {
      if (kind === "VpnService") emulator.vpnservices.clear(); // what a failed run has left holds the router
      const [olds, news]: [Inputs, Inputs] = [cast.inputs(before), cast.inputs(after)];
      const { id, outs } = await cast.created(before);
      if (kind === "VpnService") emulator.setStatus(id, "ACTIVE");
      for (const name of Object.keys(olds)) if (name in WIRE) expect(stored(id)[WIRE[name] ?? ""]).toEqual(olds[name]);
      // What changed, found without the code under test: an input that was never given is no change, a removed description is
      // emptied, also where it is empty, unless that would replace.
      const isRemoved = olds.description !== undefined && news.description === undefined;
      const wanted: Inputs = isRemoved ? { ...news, description: "" } : news;
      const differing = Object.keys(wanted).filter((name) => !isSame(name, wanted[name], outs[name]));
      const isSent = isRemoved && !isFixed(kind, dialect, "description");
      const expected = isSent ? [...new Set([...differing, "description"])] : differing;
      const replacing = expected.filter((name) => isFixed(kind, dialect, name));
      const { changes, replaces } = cast.handler.diff(outs, news, olds);
      expect(changes).toBe(expected.length === 0 ? false : undefined);
      expect([...replaces].sort()).toEqual([...replacing].sort());
      if (replacing.length > 0) return;

      const updated = await cast.handler.update(id, outs, news, olds);
      const body = Object.fromEntries(expected.map((name) => [WIRE[name], wanted[name]]));
      const puts = emulator.requests({ method: "PUT" }).map((put) => put.body);
      expect(puts).toEqual(expected.length === 0 ? [] : [{ [life?.envelope ?? ""]: body }]);
      for (const name of Object.keys(news).filter((each) => each in WIRE))
        expect(isSame(name, stored(id)[WIRE[name] ?? ""], news[name])).toBe(true);
      expect(cast.handler.diff(updated, news, news).changes).toBe(false);
      expect(await cast.handler.read(id, updated)).toEqual({ outs: updated });
      await cast.handler.delete(id, updated);
    }),
    { numRuns: 40 },
  );
});

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

test.each(TOKENS)("check of %s never throws and always names what is wrong, whatever it is given", (token) => {
  const value = fc.oneof(
    fc.anything({ maxDepth: 3, withNullPrototype: false, withBigInt: false }),
    fc.constantFrom<unknown>(UNKNOWN, Number.NaN, Number.POSITIVE_INFINITY, "", "__proto__", [UNKNOWN], { a: UNKNOWN }),
  );
  const name = fc.oneof(
    fc.constantFrom(...Object.keys(WIRE), "tags", "adoptId", "constructor", "toString"),
    fc.string(),
  );
  fc.assert(
    fc.property(
      fc.dictionary(name, value, { noNullPrototype: true }),
      fc.constantFrom<Dialect>("otc", "openstack"),
      (news, dialect) => {
        const definition = definitions[token];
        const result = check(definition, { olds: {}, news, dialect, strict: false });
        for (const { reason } of result.failures) expect(reason.length).toBeGreaterThan(10);
        expect(Object.values(result.inputs)).not.toContain(undefined);
        changedInputs(definition, { olds: news, news: result.inputs });
      },
    ),
    { numRuns: 400 },
  );
});
