import { fromReply, isEqual } from "../../src/core/compare";
import { resourceSpec, tokenOf } from "../../src/core/schema";

const { inputProperties, properties } = resourceSpec(tokenOf("IpsecSiteConnection"));

function property(name: string) {
  const found = inputProperties[name] ?? properties[name];
  if (found === undefined) throw new Error(`there is no property ${name}`);
  return found;
}

describe("equal in meaning", () => {
  test.each([
    ["peerCidrs", ["a", "b"], ["b", "a"], true, "a set has no order"],
    ["peerCidrs", ["a", "b"], ["a", "a"], false, "a duplicate is not the missing one"],
    ["peerCidrs", ["a"], ["a", "b"], false, "one more"],
    ["peerCidrs", ["a", "b"], ["a"], false, "one less"],
    ["peerCidrs", [], undefined, false, "nothing is not an empty list"],
    [
      "dpd",
      { action: "hold", interval: 30, timeout: 120 },
      { timeout: 120, interval: 30, action: "hold" },
      true,
      "order of parts",
    ],
    ["dpd", { interval: 20 }, { action: "hold", interval: 20, timeout: 120 }, true, "a part omitted has its default"],
    ["dpd", { interval: 20 }, { interval: 30 }, false, "one part differs"],
    ["dpd", undefined, { action: "hold", interval: 30, timeout: 120 }, false, "no dpd is not the default dpd"],
    ["mtu", 1400, 1400, true, "the same number"],
    ["mtu", 1400, "1400", false, "a text is no number"],
    ["adminStateUp", true, true, true, "the same"],
    [
      "vpnserviceId",
      "ABCDEF00-0000-4000-8000-000000000001",
      "abcdef00-0000-4000-8000-000000000001",
      true,
      "ids have no case",
    ],
    [
      "vpnserviceId",
      "abcdef00-0000-4000-8000-000000000001",
      "abcdef00-0000-4000-8000-000000000002",
      false,
      "other ids",
    ],
    ["peerCidrs", ["10.7.0.5/16"], ["10.7.0.0/16"], true, "host bits mean nothing"],
    ["peerCidrs", ["10.7.0.0/16"], ["10.7.0.0/17"], false, "another prefix"],
    ["peerCidrs", ["2001:DB8:0:0::/32"], ["2001:db8::/32"], true, "spellings of IPv6"],
    ["peerAddress", "2001:db8:0:0:0:0:0:1", "2001:db8::1", true, "spellings of an IPv6 address"],
    ["peerAddress", "203.0.113.9", "203.0.113.90", false, "other addresses"],
    ["name", "hq", "HQ", false, "names have a case"],
    ["psk", "Abcdef", "abcdef", false, "keys have a case"],
  ])("%s: %j and %j → %s (%s)", (name, left, right, expected, _reason) => {
    expect(isEqual(property(name), left, right)).toBe(expected);
  });
});

describe("a value of a reply in its declared type", () => {
  test.each([
    ["mtu", 1400, 1400],
    ["mtu", "1400", 1400],
    ["mtu", "many", undefined],
    ["mtu", Number.NaN, undefined],
    ["mtu", null, undefined],
    ["mtu", {}, undefined],
    ["adminStateUp", false, false],
    ["adminStateUp", "True", true],
    ["adminStateUp", "yes", undefined],
    ["adminStateUp", 1, undefined],
    ["peerCidrs", ["10.0.0.0/8"], ["10.0.0.0/8"]],
    ["peerCidrs", "10.0.0.0/8, 10.1.0.0/16", ["10.0.0.0/8", "10.1.0.0/16"]],
    ["peerCidrs", "", []],
    ["peerCidrs", [1, null, "10.0.0.0/8"], ["10.0.0.0/8"]],
    ["peerCidrs", { a: 1 }, undefined],
    ["dpd", { action: "hold", interval: "30", timeout: 120, more: 1 }, { action: "hold", interval: 30, timeout: 120 }],
    ["dpd", "hold", undefined],
    ["dpd", [], undefined],
    ["name", "hq", "hq"],
    ["name", 7, "7"],
    ["name", { a: 1 }, undefined],
  ])("%s: %j → %j", (name, value, expected) => {
    expect(fromReply(property(name), value)).toEqual(expected);
  });
});
