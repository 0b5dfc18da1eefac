// What keeps declared values from being a tunnel: a sentence each, none of which shows the key.

import { cipherOf } from "../../src/peer/algorithms";
import { packetSize } from "../../src/peer/packetSize";
import { PeerProblem, renderPeer } from "../../src/peer/renderPeer";

const PSK = "Canary-psk-0123456789";
const DECLARED = {
  gatewayAddress: "198.51.100.7",
  localCidrs: ["10.10.0.0/24"],
  peerAddress: "203.0.113.9",
  peerCidrs: ["10.20.0.0/16"],
  psk: PSK,
};

function problemsOf(declared: object, format: unknown = "strongswan-swanctl"): string[] {
  try {
    renderPeer(format, { ...DECLARED, ...declared });
  } catch (error) {
    if (!(error instanceof PeerProblem)) throw error;
    expect(error.message).not.toContain(PSK);
    const [first, ...list] = error.message.split("\n  - ");
    expect(first).toBe("There is no peer configuration:");
    return list;
  }
  return [];
}

test("all that is wrong is told at once", () => {
  expect(
    problemsOf({
      colour: "red",
      gatewayAddress: "",
      localCidrs: undefined,
      peerCidrs: ["10.20.0.0"],
      psk: "line\nbreak",
      ike: { encryptionAlgorithm: "rot-13", lifetime: "long", hash: "sha1" },
      ipsec: { transformProtocol: "ah-esp" },
      dpd: { action: "panic" },
      mtu: 1.5,
      initiator: "cloud",
    }),
  ).toEqual([
    expect.stringMatching(/^colour is unknown: there are name, gatewayAddress, /),
    expect.stringMatching(/^ike\.hash is unknown: there are encryptionAlgorithm, /),
    'gatewayAddress "" is not an address: neither an IP address nor a domain name',
    "localCidrs is missing",
    'peerCidrs ["10.20.0.0"] is not a list of networks as address/prefix, such as ["10.1.0.0/16"]',
    'ike.encryptionAlgorithm "rot-13" is unknown',
    'ike.lifetime "long" is not a lifetime',
    'ipsec.transformProtocol "ah-esp" is not one of esp, ah',
    "psk is empty, or has a control character in it",
    'dpd.action "panic" is not one of clear, hold, restart, restart-by-peer, disabled',
    'initiator "cloud" is not one of bi-directional, response-only',
    "mtu 1.5 is not a whole number",
  ]);
});

test.each([
  ["an unknown format", {}, "telnet", /^format "telnet" is unknown: there are strongswan-swanctl, /],
  ["no format", {}, undefined, /^format .* is unknown/],
  [
    "IPv4 and IPv6 in one tunnel",
    { peerCidrs: ["fd00::/64"] },
    undefined,
    /IPv4 and IPv6 \(10\.10\.0\.0\/24, fd00::\/64\)/,
  ],
  [
    "an id that a file cannot hold",
    { peerId: 'x"\nid = y' },
    undefined,
    /^peerId .* is not an identity that files can hold/,
  ],
  ["a name without a letter", { name: "---" }, undefined, /^name "---" is not a name/],
  ["policies that are no objects", { ike: "v2" }, undefined, /^ike is not an object/],
])("%s", (_, declared, format, sentence) => {
  expect(problemsOf(declared, format ?? (_ === "no format" ? 7 : "openiked"))).toEqual([
    expect.stringMatching(sentence),
  ]);
});

test.each([
  ["gatewayAddress", "198.51.100.7:500"],
  ["gatewayAddress", "198.51.100"],
  ["gatewayAddress", "198.51.100.299"],
  ["peerAddress", "fe80::1%eth0"],
  ["peerAddress", "%any"],
  ["localId", "00:11:22:33:44:55"],
  ["peerId", "C=DE, CN=paris"],
  ["peerId", "%any"],
  ["peerId", "198.51.100.299"],
  ["peerId", "a b"],
  ["peerId", "a;b"],
  ["peerId", "a#b"],
  ["peerId", "$(reboot)"],
  ["peerId", "a@b@c"],
  ["peerId", "@"],
  ["psk", "\ud800-half-a-character"],
  ["psk", "\u0000"],
  ["peerCidrs", ["fe80::%eth0/64"]],
  ["peerCidrs", ["10.0.0.0/8", 7]],
  ["peerCidrs", "10.0.0.0/8"],
  ["name", "$()"],
])("%s %j is refused", (property, value) => {
  expect(problemsOf({ [property]: value })).toEqual([expect.stringMatching(`^${property} `)]);
});

test.each(["paris.example.com", "a.b+c@paris.example.com", "203.0.113.9", "2001:DB8::9", "12345", "paris", "fd00::1"])(
  "an identity can be %s",
  (id) => {
    expect(problemsOf({ peerId: id, localId: id })).toEqual([]);
  },
);

test("@name is the identity name, as in the files of strongSwan", () => {
  const { files } = renderPeer("strongswan-swanctl", { ...DECLARED, peerId: "@paris.example.com" });
  expect(files[0]?.content).toContain("id = paris.example.com\n");
});

test("libreswan reads digits as a name, not as an address", () => {
  const { files } = renderPeer("libreswan", { ...DECLARED, peerId: "12345" });
  expect(files[0]?.content).toContain("leftid=@12345\n");
  expect(files[1]?.content).toMatch(/^@12345 198\.51\.100\.7 : PSK /);
});

test("networks that are the same are one, and prefixes have no zeros before them", () => {
  const declared = { ...DECLARED, peerCidrs: ["10.20.0.0/16", "10.20.7.1/16", "10.9.0.0/024"] };
  const { files } = renderPeer("strongswan-swanctl", declared);
  expect(files[0]?.content).toContain("local_ts = 10.20.0.0/16, 10.9.0.0/24\n");
});

test("a long name is cut where files and devices end, and stays one of its own", () => {
  const pathOf = (name: string) => renderPeer("openiked", { ...DECLARED, name }).files[0]?.path ?? "";
  const [one, other] = [pathOf(`${"n".repeat(300)}1`), pathOf(`${"n".repeat(300)}2`)];
  expect(one).toMatch(/^\/etc\/iked\.n{59}-[0-9a-f]{4}\.conf$/);
  expect(one).not.toBe(other);
});

test.each([
  [{ encryptionAlgorithm: "aes-256-gcm-16" }, {}, 'ike.encryptionAlgorithm "aes-256-gcm-16" does not exist in IKEv1'],
  [{ authAlgorithm: "aes-xcbc" }, {}, 'ike.authAlgorithm "aes-xcbc" does not exist in IKEv1'],
  [{}, { authAlgorithm: "aes-cmac" }, 'ipsec.authAlgorithm "aes-cmac" does not exist in IKEv1'],
])("IKEv1 has no number for %j %j", (ike, ipsec, sentence) => {
  expect(problemsOf({ ike: { ...ike, ikeVersion: "v1" }, ipsec })).toEqual([sentence]);
  expect(problemsOf({ ike, ipsec })).toEqual([]);
});

test("names of the device are letters, digits, _ and -, with digits that tell what else was there", () => {
  const { files } = renderPeer("openiked", { ...DECLARED, name: "1. Zürich & Genève" });
  expect(files[0]?.path).toBe("/etc/iked.Z-rich-Gen-ve-9181.conf");
});

// Written out from the RFCs: 1500 − IPv4 20 − UDP 8 − ESP 8 − IV − ICV, down to whole blocks, − 2; TCP and IPv4 take 40 of it.
test.each([
  ["aes-256", "sha256", 1422],
  ["aes-256", "sha512", 1406],
  ["3des", "sha1", 1438],
  ["aes-256-gcm-16", "sha256", 1438],
  ["aes-256-gcm-8", "sha256", 1446],
  ["aes-128-ctr", "sha1", 1442],
] as const)("with %s and %s, packets of up to %i octets pass", (name, integrity, mtu) => {
  const encryption = cipherOf(name);
  if (encryption === undefined) throw new Error(name);
  const path = { encryption, integrity, protocol: "esp", outside: "198.51.100.7", inside: "10.0.0.0/8" } as const;
  expect(packetSize({ ...path, declared: undefined })).toEqual({ mtu, mss: mtu - 40 });
  expect(packetSize({ ...path, declared: 1200 })).toEqual({ mtu: 1200, mss: 1160 });
  expect(packetSize({ ...path, declared: 9000 })).toEqual({ mtu, mss: mtu - 40 });
});
