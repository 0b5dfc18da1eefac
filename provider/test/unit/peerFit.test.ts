// Whether two sides of a tunnel fit: nothing is said of sides that do, one sentence with both values for each thing that does not.
import { tunnelOf } from "../../src/peer/declared";
import { cloudSide, misfits, pskHash, type Side } from "../../src/peer/fit";

const PSK = "Canary-psk-0123456789";
const NORTH = {
  gatewayAddress: "198.51.100.7",
  localCidrs: ["10.10.0.0/24"],
  peerAddress: "203.0.113.9",
  peerCidrs: ["10.20.0.0/16"],
  psk: PSK,
};
const SOUTH = {
  gatewayAddress: "203.0.113.9",
  localCidrs: ["10.20.0.7/16"],
  peerAddress: "198.51.100.7",
  peerCidrs: ["10.10.0.0/24"],
  psk: PSK,
};

function sideOf(title: string, declared: object): Side {
  const { tunnel, problems } = tunnelOf({ ...declared });
  if (tunnel === undefined) throw new Error(problems.join("\n"));
  return cloudSide(title, tunnel);
}

const between = (north: object, south: object) =>
  misfits(sideOf("north", { ...NORTH, ...north }), sideOf("south", { ...SOUTH, ...south }));

test("two clouds that mirror each other fit, whichever way networks and algorithms are written", () => {
  expect(between({}, {})).toEqual([]);
  expect(between({ ike: { authAlgorithm: "sha2-256" } }, { ike: { authAlgorithm: "sha256" } })).toEqual([]);
  // strongSwan and libreswan compare names in either case.
  const named = (north: string, south: string) =>
    between({ localId: north, peerId: "s" }, { localId: "s", peerId: south });
  expect(named("cloud.example.com", "CLOUD.example.com")).toEqual([]);
  expect(named("Cloud@example.com", "cloud@Example.com")).toEqual([]);
  expect(between({ localId: "2001:DB8::7" }, { peerId: "2001:db8:0::7" })).toEqual([]);
  const wide = { gatewayAddress: "2001:db8::7", localCidrs: ["fd00:10::/64"], peerCidrs: ["fd00:20::/64"] };
  const other = { gatewayAddress: "2001:db8::9", localCidrs: ["fd00:20::1/64"], peerCidrs: ["FD00:10:0::/64"] };
  expect(between({ ...wide, peerAddress: "2001:DB8::9" }, { ...other, peerAddress: "2001:db8:0::7" })).toEqual([]);
});

test.each([
  ["IKE version", {}, { ike: { ikeVersion: "v1" } }, ["ikeVersion: north has v2, south has v1"]],
  [
    "mode of IKEv1",
    { ike: { ikeVersion: "v1" } },
    { ike: { ikeVersion: "v1", phase1NegotiationMode: "aggressive" } },
    ["phase1NegotiationMode: north has main, south has aggressive"],
  ],
  [
    "proposals of both phases",
    { ike: { pfs: "group19" }, ipsec: { encryptionAlgorithm: "aes-128" } },
    { ike: { authAlgorithm: "sha512" }, ipsec: { pfs: "disable" } },
    [
      "ike.authAlgorithm: north has sha256, south has sha512",
      "ike.pfs: north has group19, south has group14",
      "ipsec.encryptionAlgorithm: north has aes-128, south has aes-256",
      "ipsec.pfs: north has group14, south has disable",
    ],
  ],
  [
    "protocol and mode",
    { ipsec: { transformProtocol: "ah" } },
    { ipsec: { encapsulationMode: "transport" } },
    ["transformProtocol: north has ah, south has esp", "encapsulationMode: north has tunnel, south has transport"],
  ],
  [
    "address and identity",
    { gatewayAddress: "198.51.100.8" },
    {},
    [
      "address: north has 198.51.100.8, south expects 198.51.100.7",
      "identity: north has 198.51.100.8, south expects 198.51.100.7",
    ],
  ],
  ["identity alone", { peerId: "south" }, {}, ["identity: south has 203.0.113.9, north expects south"]],
  [
    "networks",
    { peerCidrs: ["10.20.0.0/24"] },
    { localCidrs: ["10.20.0.0/16", "10.21.0.0/16"] },
    ["networks: behind south are 10.20.0.0/16, 10.21.0.0/16, north expects 10.20.0.0/24"],
  ],
  ["key", {}, { psk: "Another-canary-psk" }, ["psk: the keys of north and of south are not the same"]],
])("%s", (_, north, south, sentences) => {
  const found = between(north, south);
  expect(found).toEqual(sentences);
  expect(found.join()).not.toContain("anary");
});

test("two sides that only respond never negotiate", () => {
  const initiator = "response-only";
  expect(between({ initiator }, { initiator })).toEqual([
    "initiator: north and south are both response-only, so neither starts the negotiation",
  ]);
  expect(between({ initiator }, { initiator: "bi-directional" })).toEqual([]);
  expect(between({ initiator }, {})).toEqual([]);
});

test("the hash is idle where the cipher proves the integrity", () => {
  const gcm = { encryptionAlgorithm: "aes-256-gcm-16" };
  expect(between({ ipsec: { ...gcm, authAlgorithm: "sha512" } }, { ipsec: gcm })).toEqual([]);
  expect(between({ ike: { ...gcm, authAlgorithm: "sha512" } }, { ike: gcm })).toEqual([
    "ike.authAlgorithm: north has sha512, south has sha256",
  ]);
});

test("AH encrypts nothing, so its cipher is idle and its hash is not", () => {
  const ah = { transformProtocol: "ah" };
  const other = { ...ah, encryptionAlgorithm: "aes-128" };
  expect(between({ ipsec: ah }, { ipsec: other })).toEqual([]);
  const gcm = { ...ah, encryptionAlgorithm: "aes-256-gcm-16" };
  expect(between({ ipsec: gcm }, { ipsec: { ...gcm, authAlgorithm: "sha512" } })).toEqual([
    "ipsec.authAlgorithm: north has sha256, south has sha512",
  ]);
});

test("of several ciphers, those in common tell whether the hash is idle, whichever side is asked first", () => {
  const offer = (title: string, encryption: string[], integrity: string): Side => ({
    ...{ title, own: {}, other: {}, protocol: "esp" },
    ipsec: { encryption, integrity: [integrity] },
  });
  const many = offer("many", ["aes-256", "aes-256-gcm-16"], "sha512");
  const one = offer("one", ["aes-256-gcm-16"], "sha256");
  expect([misfits(many, one), misfits(one, many)]).toEqual([[], []]);
  const plain = offer("plain", ["aes-256"], "sha256");
  expect(misfits(many, plain)).toEqual(["ipsec.authAlgorithm: many has sha512, plain has sha256"]);
});

/** Things that differ, each with its sentence, on one side of a tunnel that fits otherwise. */
const ALONE: readonly (readonly [south: Record<string, unknown>, sentence: string])[] = [
  [
    { gatewayAddress: "203.0.113.10", localId: "203.0.113.9" },
    "address: south has 203.0.113.10, north expects 203.0.113.9",
  ],
  [{ localId: "203.0.113.7" }, "identity: south has 203.0.113.7, north expects 203.0.113.9"],
  [{ peerId: "198.51.100.9" }, "identity: north has 198.51.100.7, south expects 198.51.100.9"],
  [{ localCidrs: ["10.20.0.0/17"] }, "networks: behind south are 10.20.0.0/17, north expects 10.20.0.0/16"],
  [{ peerCidrs: ["0.0.0.0/0"] }, "networks: behind north are 10.10.0.0/24, south expects 0.0.0.0/0"],
  [{ psk: "Another-canary-psk" }, "psk: the keys of north and of south are not the same"],
  [{ ike: { pfs: "group19" } }, "ike.pfs: north has group14, south has group19"],
  [{ ipsec: { pfs: "disable" } }, "ipsec.pfs: north has group14, south has disable"],
];

test("each thing that differs is named, alone and beside each other one, and by no other sentence", () => {
  for (const [one, first] of ALONE)
    for (const [other, second] of ALONE) {
      const isSame = Object.keys(one).some((name) => name in other);
      const declared = isSame ? one : { ...one, ...other };
      expect(between({}, declared).toSorted()).toEqual((isSame ? [first] : [first, second]).toSorted());
    }
});

test("what needs no agreement is no mismatch", () => {
  const own = {
    ...{ mtu: 1280, initiator: "response-only", dpd: { action: "restart", interval: 10, timeout: 40 } },
    ...{ ike: { lifetime: { value: 60 } }, ipsec: { lifetime: { value: 86_400 } } },
  };
  expect(between({}, own)).toEqual([]);
  const networks = ["10.21.0.0/16", "10.20.0.0/16"];
  expect(between({ peerCidrs: networks }, { localCidrs: [...networks, "10.20.9.9/16"].toReversed() })).toEqual([]);
});

test("IKEv1 with several networks between two clouds", () => {
  const v1 = { ike: { ikeVersion: "v1" } };
  const found = between(
    { ...v1, localCidrs: ["10.10.0.0/24", "10.11.0.0/24"] },
    { ...v1, peerCidrs: ["10.11.0.0/24", "10.10.0.0/24"] },
  );
  expect(found).toEqual([expect.stringMatching(/^ikeVersion v1 with several networks: north and south both start/)]);
});

test("of a description, only what it says is compared: lists of algorithms, a hash for the key, NAT, the address family", () => {
  const north = sideOf("north", NORTH);
  const fits: Side = {
    title: "the peer",
    ike: { encryption: ["aes-128", "aes-256"], group: ["group14", "group19"] },
    own: { networks: ["10.20.0.0/16"] },
    other: {},
    pskHash: pskHash(PSK).toUpperCase(),
    isBehindNat: false,
  };
  expect(misfits(north, fits)).toEqual([]);
  expect(misfits(north, { title: "the peer", own: {}, other: {} })).toEqual([]);
  const wrong: Side = {
    ...fits,
    ike: { encryption: ["aes-128", "aes-192"] },
    own: { address: "2001:db8::9" },
    pskHash: pskHash("Another-canary-psk"),
    protocol: "ah",
    isBehindNat: true,
  };
  expect(misfits(north, wrong)).toEqual([
    "ike.encryptionAlgorithm: north has aes-256, the peer has aes-128, aes-192",
    "transformProtocol: north has esp, the peer has ah",
    "address: the peer has 2001:db8::9, north expects 203.0.113.9",
    "psk: the keys of north and of the peer are not the same",
    "address family: north has 198.51.100.7, the peer has 2001:db8::9",
    "NAT: the peer is behind one, and has transformProtocol ah, which does not pass it",
    "NAT: the peer is behind one and names no identity, north expects 203.0.113.9: give it as the identity",
  ]);
});
