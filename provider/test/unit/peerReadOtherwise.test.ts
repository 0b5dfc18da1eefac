// Values that a device would read as something else than what was declared: each is an error of the preview, or is written so that it is
// read as it was meant.
import { FORMATS } from "../../src/peer/formats";
import { PeerProblem } from "../../src/peer/renderPeer";
import { rendered } from "../support/declaredPeer";
import { deviceFacts } from "../support/deviceReaders";
import { factsOf } from "../support/peerReaders";

const V1 = { ikeVersion: "v1" };
const SIX = { localCidrs: ["fd00:10::/64"], peerCidrs: ["fd00:20::/64"] };

const textOf = (format: string, declared: object = {}) => rendered(format, declared).files[0]?.content ?? "";

function problemsOf(format: string, declared: object): string[] {
  try {
    rendered(format, declared);
  } catch (error) {
    if (!(error instanceof PeerProblem)) throw error;
    return error.message.split("\n  - ").slice(1);
  }
  return [];
}

test.each([
  // No life is one without end in swanctl.conf, and a key life of a second is none.
  [{ ike: { lifetime: { value: 0 } } }, "ike.lifetime.value 0 is outside 60 to 2147483647"],
  [{ ipsec: { lifetime: { value: 59 } } }, "ipsec.lifetime.value 59 is outside 60 to 2147483647"],
  [{ ipsec: { lifetime: { value: 1e21 } } }, "ipsec.lifetime.value 1e+21 is outside 60 to 2147483647"],
  [{ ike: { lifetime: { units: "kilobytes", value: 3600 } } }, 'ike.lifetime.units "kilobytes" is not one of seconds'],
  [{ dpd: { interval: 30, timeout: 30 } }, "dpd.timeout 30 is not greater than dpd.interval 30"],
  [{ dpd: { interval: 200 } }, "dpd.timeout 120 is not greater than dpd.interval 200"],
  [{ dpd: { interval: 30, timeout: 86_401 } }, "dpd.timeout 86401 is outside 1 to 86400"],
  [{ mtu: 40 }, "mtu 40 is outside 68 to 65535"],
  [{ ...SIX, mtu: 1279 }, "mtu 1279 is less than 1280, the least that IPv6 takes"],
  // strongSwan reads these as whatever address or identity there is.
  [
    { gatewayAddress: "0.0.0.0" },
    'gatewayAddress "0.0.0.0" is not an address: neither an IP address nor a domain name',
  ],
  [{ peerAddress: "0::0" }, 'peerAddress "0::0" is not an address: neither an IP address nor a domain name'],
  [{ localId: "::" }, /^localId "::" is not an identity that files can hold/],
  [{ peerId: "0.0.0.0" }, /^peerId "0\.0\.0\.0" is not an identity that files can hold/],
  // And this as every address of the range.
  [{ peerId: "10.0.0.1-10.0.0.9" }, /^peerId "10\.0\.0\.1-10\.0\.0\.9" is not an identity that files can hold/],
])("%j", (declared, problem) => {
  for (const { name } of FORMATS)
    expect([name, problemsOf(name, declared)]).toEqual([
      name,
      [typeof problem === "string" ? problem : expect.stringMatching(problem)],
    ]);
});

test("the least and the most of each number are taken", () => {
  const lifetime = { units: "seconds", value: 60 };
  expect(problemsOf("libreswan", { ike: { lifetime }, ipsec: { lifetime }, mtu: 68 })).toEqual([]);
  expect(problemsOf("libreswan", { ...SIX, mtu: 1280, dpd: { interval: 86_399, timeout: 86_400 } })).toEqual([]);
  const long = { lifetime: { value: 2_147_483_647 } };
  expect(textOf("strongswan-ipsec", { ike: long, ipsec: long, mtu: 9000 })).toContain("  lifetime=2147483647s\n");
  expect(problemsOf("libreswan", { dpd: { action: "disabled", interval: 30, timeout: 30 } })).toEqual([]);
});

test("two connections of one device never share a file or a name, whatever the two are called", () => {
  const names = [
    "hub-paris",
    "hub.paris",
    "hub paris",
    "hub/paris",
    "hub\nparis",
    "-hub-paris",
    "1hub-paris",
    "hubäparis",
  ];
  for (const { name: format } of FORMATS) {
    const peers = names.map((name) => rendered(format, { name }));
    expect(peers[0]?.files[0]?.path).toContain("hub-paris.");
    expect(new Set(peers.map(({ files }) => files[0]?.path)).size).toBe(names.length);
  }
});

test("a name and an address are no pair of identities: OpenStack treats both as names", () => {
  const problem = (localId: string, peerId: string) => [
    `localId "${localId}" and peerId "${peerId}" are a name and an address, and OpenStack then treats both as names: ` +
      "declare two names or two addresses, or omit localId",
  ];
  const pairs = [
    ["cloud.example.com", "203.0.113.9"],
    ["198.51.100.8", "paris.example.com"],
  ] as const;
  for (const { name } of FORMATS)
    for (const [localId, peerId] of pairs)
      expect(problemsOf(name, { localId, peerId })).toEqual(problem(localId, peerId));
  expect(problemsOf("junos", { localId: "cloud.example.com" })).toEqual(problem("cloud.example.com", "203.0.113.9"));
  // What a service shows where none was declared.
  expect(problemsOf("junos", { localId: "198.51.100.7", peerId: "paris.example.com" })).toEqual([]);
  expect(problemsOf("junos", { localId: "", peerId: "paris.example.com" })).toEqual([]);
  expect(rendered("junos", { peerId: "a@paris.example.com" }).advice.join("\n")).toContain(
    "OpenStack treats a@paris.example.com as a domain name, not as an e-mail address",
  );
});

test("IKEv1 of IOS-XE calls itself by its address, and by nothing else", () => {
  expect(problemsOf("iosxe", { ike: V1, peerId: "paris.example.com" })).toEqual([
    'peerId "paris.example.com" has to be an IP address with IKEv1 in Cisco IOS-XE',
  ]);
  expect(problemsOf("iosxe", { ike: V1, peerAddress: "paris.example.com" })).toEqual([
    'peerId "paris.example.com" has to be an IP address with IKEv1 in Cisco IOS-XE',
  ]);
  expect(problemsOf("iosxe", { peerId: "paris.example.com" })).toEqual([]);
  // Behind a NAT.
  expect(rendered("iosxe", { ike: V1, peerId: "192.168.7.2" }).advice.join("\n")).toContain(
    "With IKEv1 the device calls itself by the address of its interface, which has to be 192.168.7.2.",
  );
});

test("IOS-XE matches the identity of one address, of either version", () => {
  const remote = (localId: string, peerId?: string) =>
    /^ match identity remote (.*)$/m.exec(textOf("iosxe", { localId, peerId }))?.[1];
  expect(remote("198.51.100.7")).toBe("address 198.51.100.7 255.255.255.255");
  expect(remote("2001:db8::9")).toBe("address 2001:db8::9/128");
  expect(remote("cloud.example.com", "paris")).toBe("fqdn cloud.example.com");
});

test.each(["ip", "IPv6", "ipv6", "i"])("a crypto map called %s is none of IPv6", (name) => {
  expect(textOf("iosxe", { name })).toContain(`\ncrypto map cloud-${name} 10 ipsec-isakmp\n`);
  expect(textOf("iosxe", { name })).toContain(`\n crypto map cloud-${name}\n`);
});

test.each(["HEX", "loc", "re", "6", "0", "h"])("%s is no key of IOS-XE: it is a word of the command line", (psk) => {
  expect(problemsOf("iosxe", { psk })).toEqual(["psk is a word of the command line in Cisco IOS-XE"]);
});

test.each([
  ["iosxe", 128, 129],
  ["junos", 255, 256],
  ["panos", 255, 256],
] as const)("%s takes keys of up to %i octets", (format, most, more) => {
  expect(problemsOf(format, { psk: "x".repeat(most) })).toEqual([]);
  expect(problemsOf(format, { psk: "x".repeat(more) })).toEqual([
    expect.stringContaining(`psk has ${more} octets, not 1 to ${most},`),
  ]);
});

test("a key that PAN-OS would decrypt is refused", () => {
  expect(problemsOf("panos", { psk: "-AQ==0123456789" })).toEqual(["psk begins as an encrypted key does in PAN-OS"]);
  expect(problemsOf("panos", { psk: "key-AQ==0123456789" })).toEqual([]);
});

test("every printable sign of a key comes back, wherever it stands, or is refused without being shown", () => {
  const signs = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));
  const keys = signs.flatMap((sign) => [`${sign}Canary01`, `Canary${sign}01`, `Canary01${sign}`]);
  for (const { name, isTried } of FORMATS) {
    const read = (psk: string) =>
      (isTried ? factsOf(rendered(name, { psk })) : deviceFacts(rendered(name, { psk }))).psk;
    const taken = keys.filter((psk) => problemsOf(name, { psk }).length === 0);
    expect([name, taken.filter((psk) => read(psk) !== psk)]).toEqual([name, []]);
    expect(taken.length).toBeGreaterThan(220);
    for (const psk of keys) expect(problemsOf(name, { psk }).join()).not.toContain(psk);
  }
});

test("names in Junos have at most 32 characters", () => {
  const text = textOf("junos", { name: `hub-${"x".repeat(60)}` });
  expect(text).toMatch(/^set security ike gateway hub-x{23}-[0-9a-f]{4} address /m);
  expect(text).not.toContain("x".repeat(24));
});

test("a key that XML cannot hold is refused by pfSense", () => {
  expect(problemsOf("pfsense", { psk: "key-\uffff-key" })).toEqual([
    "psk has a character that XML does not allow in pfSense (config.xml)",
  ]);
  expect(problemsOf("strongswan-swanctl", { psk: "key-\uffff-key" })).toEqual([]);
});
