// What devices take less of than the service: lives of keys, probes, names, keys and words. A value that has to be the same on both
// sides is an error where the device has none for it; one that is the device's own is rendered as the nearest.
import { FORMATS } from "../../src/peer/formats";
import { PeerProblem } from "../../src/peer/renderPeer";
import { rendered } from "../support/declaredPeer";
import { deviceFacts } from "../support/deviceReaders";

const V1 = { ikeVersion: "v1" };

const textOf = (format: string, declared: object = {}) => rendered(format, declared).files[0]?.content ?? "";
const adviceOf = (format: string, declared: object = {}) => rendered(format, declared).advice.join("\n");

function problemOf(format: string, declared: object): string {
  try {
    rendered(format, declared);
  } catch (error) {
    if (error instanceof PeerProblem) return error.message;
    throw error;
  }
  return "";
}

test.each([
  ["iosxe", "ike", 119, "is not one of 120 to 86400 seconds in Cisco IOS-XE"],
  ["iosxe", "ipsec", 86_401, "is not one of 120 to 86400 seconds in Cisco IOS-XE"],
  ["junos", "ike", 179, "is not one of 180 to 86400 seconds in Junos"],
  ["junos", "ipsec", 86_401, "is not one of 180 to 86400 seconds in Junos"],
  ["fortios", "ike", 119, "is not one of 120 to 172800 seconds in FortiOS"],
  ["fortios", "ipsec", 172_801, "is not one of 120 to 172800 seconds in FortiOS"],
  ["panos", "ike", 179, "is not one of 180 to 3932100 seconds in PAN-OS"],
  ["panos", "ipsec", 65_537, "is above 65535 seconds and no whole number of minutes in PAN-OS"],
] as const)("%s: %s.lifetime %i", (format, policy, value, problem) => {
  expect(problemOf(format, { [policy]: { lifetime: { value } } })).toContain(`${policy}.lifetime ${value} ${problem}`);
});

test("a day is a life that every device takes, and IKEv1 of IOS a minute", () => {
  const day = { lifetime: { value: 86_400 } };
  for (const { name } of FORMATS.filter(({ isTried }) => !isTried))
    expect(deviceFacts(rendered(name, { ike: day, ipsec: day })).lifetimes).toEqual([86_400, 86_400]);
  expect(textOf("panos", { ike: day })).toContain("ike-crypto-profiles hub-paris lifetime minutes 1440\n");
  expect(textOf("iosxe", { ike: { ...V1, lifetime: { value: 60 } } })).toContain(" lifetime 60\n");
});

test.each([
  ["iosxe", {}, " dpd 30 18 periodic\n"],
  ["iosxe", { ike: V1 }, "\ncrypto isakmp keepalive 30 18 periodic\n"],
  ["iosxe", { dpd: { interval: 5, timeout: 15 } }, " dpd 10 2 periodic\n"],
  [
    "junos",
    { dpd: { interval: 5, timeout: 60 } },
    "interval 10\nset security ike gateway hub-paris dead-peer-detection threshold 5\n",
  ],
  [
    "panos",
    { dpd: { interval: 1, timeout: 60 } },
    "protocol ikev2 dpd enable yes\nset network ike gateway hub-paris protocol ikev2 dpd interval 2\n",
  ],
  ["panos", { ike: V1 }, "ikev1 dpd interval 30\nset network ike gateway hub-paris protocol ikev1 dpd retry 4\n"],
  ["panos", { dpd: { action: "disabled" } }, "protocol ikev2 dpd enable no\n"],
  ["fortios", {}, "set dpd-retrycount 4\n        set dpd-retryinterval 30\n"],
  ["routeros", {}, "dpd-interval=30s dpd-maximum-failures=4\n"],
])("%s probes %j", (format, declared, text) => {
  expect(textOf(format, declared)).toContain(text);
});

test("probes that are not as declared are said", () => {
  const dpd = { interval: 5, timeout: 60 };
  expect(adviceOf("junos", { dpd })).toContain("dpd.interval 5 is rendered as 10 seconds, the nearest");
  expect(adviceOf("routeros", { dpd })).not.toContain("dpd.interval");
  expect(adviceOf("iosxe")).not.toContain("dpd.interval");
});

test("names that begin the same stay two where a device cuts them", () => {
  const nameIn = (name: string) => /edit "([^"]+)"/.exec(textOf("fortios", { name }))?.[1] ?? "";
  const [one, other] = [nameIn("frankfurt-branch-1"), nameIn("frankfurt-branch-2")];
  expect(one).toMatch(/^frankfurt--[0-9a-f]{4}$/);
  expect(other).toMatch(/^frankfurt--[0-9a-f]{4}$/);
  expect(one).not.toBe(other);
  expect(nameIn("hub-paris")).toBe("hub-paris");
  expect(textOf("panos", { name: `hub-${"x".repeat(40)}` })).toMatch(
    /ike gateway hub-x{22}-[0-9a-f]{4} protocol version/,
  );
});

test("a name that devices have themselves is not taken", () => {
  expect(textOf("routeros", { name: "default" })).toContain("profile add name=cloud-default ");
});

test.each([
  ["routeros", { ipsec: { pfs: "group31" } }, 'ipsec.pfs "group31" has no word in RouterOS'],
  ["pfsense", { ike: { encryptionAlgorithm: "3des" } }, 'ike.encryptionAlgorithm "3des" has no word in pfSense'],
  ["pfsense", { ipsec: { authAlgorithm: "md5" } }, 'ipsec.authAlgorithm "md5" has no word in pfSense'],
  [
    "fortios",
    { ike: { encryptionAlgorithm: "aes-256-gcm-16", authAlgorithm: "md5" } },
    "ike.authAlgorithm md5 does not exist with aes-256-gcm-16 in FortiOS",
  ],
  ["fortios", { psk: "short" }, "psk has 5 octets, not 6 to 128, in FortiOS"],
  ["iosxe", { psk: "hex" }, "psk is a word of the command line in Cisco IOS-XE"],
  ["pfsense", { psk: " key" }, "psk begins or ends with a space, which is not kept in pfSense"],
  ...["iosxe", "junos", "panos"].map(
    (format) => [format, { psk: "what? <this>" }, "psk has characters that are not safe"] as const,
  ),
] as const)("%s has no %j", (format, declared, problem) => {
  expect(problemOf(format, declared)).toContain(problem);
  expect(problemOf(format, declared)).not.toContain("what?");
});

test("words that a device has another way", () => {
  expect(textOf("pfsense", { ipsec: { authAlgorithm: "aes-xcbc" } })).toContain("<hash-algorithm-option>aesxcbc<");
  expect(textOf("pfsense", { ike: { pfs: "group27" } })).toContain("<dhgroup>27<");
  expect(textOf("fortios")).toContain("set localid-type address\n");
  expect(textOf("fortios", { peerId: "a@paris.example.com" })).toContain("set localid-type user-fqdn\n");
  expect(textOf("fortios", { psk: "0x1234abcd" })).toContain("set psksecret 0x30783132333461626364\n");
  expect(textOf("routeros", { psk: 'say "$x"' })).toContain("secret=0x736179202224782220".slice(0, 20));
  expect(adviceOf("junos", { ike: { authAlgorithm: "sha512" } })).toContain(
    "sha-512: an SRX needs its package junos-ike",
  );
  expect(adviceOf("junos")).not.toContain("junos-ike");
});

test("PAN-OS with IPv6 outside and inside", () => {
  const six = {
    gatewayAddress: "2001:db8::7",
    peerAddress: "2001:db8::9",
    localCidrs: ["fd00:10::/64"],
    peerCidrs: ["fd00:20::/64"],
  };
  const text = textOf("panos", six);
  expect(text).toContain("set network ike gateway hub-paris ipv6 yes\n");
  expect(text).toContain("auto-key proxy-id-v6 pair1 local fd00:20::/64\n");
  expect(text).toContain("set network tunnel ipsec hub-paris ipv6 yes\n");
});

test("where the cloud only responds, a device that waits for traffic says so", () => {
  const initiator = "response-only";
  for (const format of ["iosxe", "panos"])
    expect(adviceOf(format, { initiator })).toContain("only traffic makes this device start");
  expect(adviceOf("iosxe")).not.toContain("only responds");
});
