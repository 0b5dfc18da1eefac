import { check } from "../../src/core/check";
import { ipsecSiteConnection } from "../../src/resources/ipsecSiteConnection";
import type { Dialect } from "../../src/settings";
import { BAD_INPUTS } from "../support/badInputs";
import { PSK, VALID } from "../support/connection";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function checked(
  change: Record<string, unknown>,
  options: { olds?: Record<string, unknown>; dialect?: Dialect; strict?: boolean } = {},
) {
  const { olds = {}, dialect = "otc", strict = false } = options;
  return check(ipsecSiteConnection, { olds, news: { ...VALID, ...change }, dialect, strict });
}

describe("bad input", () => {
  test.each(BAD_INPUTS)("$reason → one failure", ({ change, property, says }) => {
    const { failures } = checked(change);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.property).toBe(property);
    expect(failures[0]?.reason).toContain(says);
  });

  test("there are at least 40 kinds", () => {
    expect(BAD_INPUTS.length).toBeGreaterThanOrEqual(40);
  });

  test("several mistakes are reported together, one sentence each", () => {
    const { failures } = checked({ mtu: 1, name: "", psk: "x", initiator: "y" });
    expect(failures.map((failure) => failure.reason.split(" ")[0]).sort()).toEqual(["initiator", "mtu", "name", "psk"]);
  });

  test.each([
    ["too short", "Shrt1"],
    ["with a space", "Canary psk"],
    ["too long", "Canary".repeat(30)],
  ])("a psk that is %s is never in a failure", (_, psk) => {
    expect(JSON.stringify(checked({ psk, mtu: 1 }).failures)).not.toContain(psk);
  });

  test("a psk in the wrong place is not printed", () => {
    const { failures } = checked({ dpd: { action: "hold", psk: PSK } });
    expect(JSON.stringify(failures)).not.toContain(PSK);
  });

  test("names that mean something to JavaScript are just unknown properties", () => {
    for (const name of ["constructor", "toString", "hasOwnProperty"]) {
      expect(checked({ [name]: 1 }).failures[0]?.reason).toContain(`unknown property "${name}"`);
    }
    expect(checked(JSON.parse('{"__proto__": {"mtu": 1}}')).failures.length).toBeLessThanOrEqual(1);
  });
});

test.each(["203.0.113", "203.0.113.9.", "1.2.3.4.5", "203.0.113.09", "1234"])(
  "%s is neither an address nor a name; what a state holds already passes",
  (peerAddress) => {
    const failures = [{ property: "peerAddress", reason: expect.stringContaining("looks like an IPv4 address") }];
    expect(checked({ peerAddress }).failures).toEqual(failures);
    expect(checked({ peerAddress }, { olds: VALID }).failures).toEqual(failures);
    expect(checked({ peerAddress, mtu: 1400 }, { olds: { ...VALID, peerAddress } }).failures).toEqual([]);
  },
);

describe("good input", () => {
  test("defaults are filled in: initiator, adminStateUp and the parts of dpd", () => {
    const { inputs, failures, warnings } = checked({ dpd: { timeout: 90 } });
    expect({ failures, warnings }).toEqual({ failures: [], warnings: [] });
    expect(inputs).toEqual({
      ...VALID,
      initiator: "bi-directional",
      adminStateUp: true,
      dpd: { action: "hold", interval: 30, timeout: 90 },
    });
  });

  test("what the program leaves out and has no default stays out", () => {
    const { inputs } = checked({});
    for (const name of ["description", "mtu", "dpd", "peerCidrs", "tenantId", "orderId", "productId"])
      expect(inputs).not.toHaveProperty(name);
  });

  test("the given inputs are not touched", () => {
    const news = { ...VALID, dpd: {} };
    check(ipsecSiteConnection, { olds: {}, news, dialect: "otc", strict: false });
    expect(news.dpd).toEqual({});
  });

  test.each([
    ["a psk of 6 characters", { psk: "abc123" }],
    ["a psk of 128 characters", { psk: "a".repeat(128) }],
    ["a psk of every special character", { psk: "~`!@#$%^()-_+=[]{}|\\,./:;" }],
    ["a domain name as peer", { peerAddress: "gw.example.com" }],
    ["an IPv6 peer", { peerAddress: "2001:db8::9" }],
    ["an id without hyphens", { vpnserviceId: "5c561d9deaea45f6ae3e08d1a7080828" }],
    ["no groups in an update: no opinion", { localEpGroupId: undefined, peerEpGroupId: undefined }, { name: "old" }],
    [
      "networks for a service with a subnet",
      { localEpGroupId: undefined, peerEpGroupId: undefined, peerCidrs: ["10.1.0.0/16", "2001:db8::/32"] },
    ],
    ["an empty list of networks next to groups", { peerCidrs: [] }],
  ] as [string, Record<string, unknown>, Record<string, unknown>?][])("%s passes", (_, change, olds = {}) => {
    expect(checked(change, { olds }).failures).toEqual([]);
  });

  test("a set in another order keeps the old order, so that a preview shows no change", () => {
    const change = { localEpGroupId: undefined, peerEpGroupId: undefined, peerCidrs: ["10.2.0.0/16", "10.1.0.0/16"] };
    const { inputs } = checked(change, { olds: { peerCidrs: ["10.1.0.0/16", "10.2.0.0/16"] } });
    expect(inputs.peerCidrs).toEqual(["10.1.0.0/16", "10.2.0.0/16"]);
  });
});

test("a removed input without a documented default is said to stay as it is; one with a default goes back to it", () => {
  const olds = { ...VALID, mtu: 1400, dpd: { action: "hold" }, initiator: "response-only", orderId: "order-1" };
  const warning = "orderId is no longer given: it has no default to go back to, so it stays as it is at the service";
  expect(checked({}, { olds }).warnings).toEqual([warning]);
  expect(checked({}, { olds, strict: true })).toMatchObject({ failures: [], warnings: [warning] });
  expect(checked({}).warnings).toEqual([]);
});

describe("unknown values pass", () => {
  test.each(Object.keys({ ...VALID, mtu: 0, dpd: 0, peerCidrs: 0, initiator: 0, adminStateUp: 0, tenantId: 0 }))(
    "%s",
    (name) => {
      const { inputs, failures } = checked({ [name]: UNKNOWN });
      expect(failures.filter((failure) => failure.reason.startsWith(`${name} must`))).toEqual([]);
      expect(inputs[name]).toBe(UNKNOWN);
    },
  );

  test("inside dpd and inside a list, even twice", () => {
    expect(checked({ dpd: { interval: UNKNOWN, timeout: 1 } }).failures).toEqual([]);
    const networks = {
      localEpGroupId: undefined,
      peerEpGroupId: undefined,
      peerCidrs: [UNKNOWN, UNKNOWN, "10.1.0.0/16"],
    };
    expect(checked(networks).failures).toEqual([]);
  });

  test("a known mistake next to an unknown value is still found", () => {
    expect(checked({ vpnserviceId: UNKNOWN, mtu: 1 }).failures).toHaveLength(1);
    const networks = {
      localEpGroupId: undefined,
      peerEpGroupId: undefined,
      peerCidrs: [UNKNOWN, "10.1.0.0/16", "10.1.0.0/16"],
    };
    expect(checked(networks).failures[0]?.reason).toContain("without duplicates");
  });

  test("one group known and the other not yet is no mistake", () => {
    expect(checked({ peerEpGroupId: UNKNOWN, localEpGroupId: undefined }).failures).toEqual([]);
  });
});

describe("values the manual contradicts itself about", () => {
  const DOUBTFUL = [
    [{ mtu: 1200 }, "mtu is 1200: the manual of Open Telekom Cloud allows only 1500"],
    [{ adminStateUp: false }, "adminStateUp is false: Open Telekom Cloud supports only true"],
    [{ description: "to the branch" }, "description is given: Open Telekom Cloud reserves this field"],
    [{ dpd: { action: "disabled" } }, 'dpd.action is "disabled": Open Telekom Cloud keeps dead peer detection on'],
  ] as [Record<string, unknown>, string][];

  test.each(DOUBTFUL)("%j is a warning", (change, sentence) => {
    const { failures, warnings } = checked(change);
    expect(failures).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(sentence)]);
  });

  test.each(DOUBTFUL)("%j fails under strict", (change, sentence) => {
    const { failures, warnings } = checked(change, { strict: true });
    expect(failures).toEqual([expect.objectContaining({ reason: expect.stringContaining(sentence) })]);
    expect(warnings).toEqual([]);
  });

  test.each(DOUBTFUL)("%j is nothing special on OpenStack", (change) => {
    expect(checked(change, { dialect: "openstack", strict: true })).toMatchObject({ failures: [], warnings: [] });
  });
});

test("OpenStack takes what OTC does not: any psk, an empty or long name", () => {
  expect(checked({ psk: 'a "b" ü', name: "" }, { dialect: "openstack" }).failures).toEqual([]);
  expect(checked({ name: "n".repeat(255) }, { dialect: "openstack" }).failures).toEqual([]);
  expect(checked({ psk: "" }, { dialect: "openstack" }).failures[0]?.reason).toContain(
    "psk must be 1 to 255 characters",
  );
});
