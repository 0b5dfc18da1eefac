// The likely causes that the API tells: each broken thing by itself is named first, with what to do; what no API sees comes last.
import { likelyCauses } from "../../src/diagnosis/causes";
import type { TunnelFacts } from "../../src/diagnosis/facts";

const CONNECTION = {
  ...{ name: "hub", status: "DOWN", adminStateUp: true, initiator: "bi-directional" },
  ...{ peerAddress: "203.0.113.9", peerId: "paris.example.com", localId: "", vpnserviceId: "s-1" },
  ...{ localEpGroupId: "g-1", peerEpGroupId: "g-2" },
};
const SERVICE = { name: "gate", status: "ACTIVE", adminStateUp: true, externalV4Ip: "198.51.100.7" };
const FACTS: TunnelFacts = {
  connection: CONNECTION,
  service: SERVICE,
  ikePolicy: { ikeVersion: "v2", encryptionAlgorithm: "aes-256", authAlgorithm: "sha256", pfs: "group14" },
  ipsecPolicy: { transformProtocol: "esp", encryptionAlgorithm: "aes-256", authAlgorithm: "sha256", pfs: "group14" },
  localGroup: { name: "own", type: "subnet", endpoints: ["n-1"] },
  peerGroup: { name: "theirs", type: "cidr", endpoints: ["10.20.0.0/16"] },
  others: [],
  refused: [],
};
const connection = (change: object) => ({ connection: { ...CONNECTION, ...change } });
const service = (change: object) => ({ service: { ...SERVICE, ...change } });

const codes = (change: Partial<TunnelFacts>) => likelyCauses({ ...FACTS, ...change }).map(({ code }) => code);
const first = (change: Partial<TunnelFacts>) => likelyCauses({ ...FACTS, ...change })[0]?.sentence;

const COMMON = ["settings", "not-reached", "no-traffic"];

test.each<[string, Partial<TunnelFacts>, string, RegExp]>([
  [
    "the connection is switched off",
    connection({ adminStateUp: false }),
    "admin-state",
    /^The connection is switched off/,
  ],
  [
    "the service is switched off",
    service({ adminStateUp: false }),
    "admin-state",
    /VPN service "gate" is switched off/,
  ],
  ["the service is gone", { service: null }, "service-missing", /no VPN service s-1: point vpnserviceId to one/],
  ["the service is in ERROR", service({ status: "ERROR" }), "service-error", /status ERROR/],
  ["no agent has set the service up", service({ status: "PENDING_CREATE" }), "service-idle", /no VPN agent/],
  ["the service is DOWN", service({ status: "DOWN" }), "service-down", /runs no VPN software/],
  ["no address for an IPv6 peer", connection({ peerAddress: "2001:db8::9" }), "no-address", /no external IPv6 address/],
  [
    "the group of the peer is empty",
    { peerGroup: { name: "theirs", endpoints: [] } },
    "no-networks",
    /"theirs" \(peerEpGroupId\) is empty/,
  ],
  ["the local group is gone", { localGroup: null }, "no-networks", /no endpoint group g-1 \(localEpGroupId\)/],
  ["the dialect refuses a value", { refused: ["pfs is bad"] }, "refused-value", /^pfs is bad$/],
  ["ah-esp", { ipsecPolicy: { transformProtocol: "ah-esp" } }, "unsupported-protocol", /"ah-esp"/],
  ["ah", { ipsecPolicy: { transformProtocol: "ah" } }, "unsupported-protocol", /NAT/],
  ["the gateway refused it", connection({ status: "ERROR" }), "connection-error", /status ERROR/],
  ["it is not done yet", connection({ status: "PENDING_UPDATE" }), "connection-pending", /PENDING_UPDATE/],
  [
    "another one has the same peer",
    { others: [{ name: "old", status: "ACTIVE", peerAddress: "203.0.113.9" }] },
    "same-peer",
    /"old"/,
  ],
  [
    "another one has the same network",
    { others: [{ name: "old", status: "ACTIVE", peerAddress: "203.0.113.1", peerCidrs: ["10.20.0.1/16"] }] },
    "same-networks",
    /Keep each network behind one peer/,
  ],
  ["the cloud only answers", connection({ initiator: "response-only" }), "no-initiator", /Bring the tunnel up there/],
])("%s: named first", (_, change, code, sentence) => {
  expect(codes(change)[0]).toBe(code);
  expect(first(change)).toMatch(sentence);
  expect(codes(change)).toEqual(expect.arrayContaining(["settings", "not-reached"]));
});

test("where the service says nothing, what the two sides need stands first, in values", () => {
  expect(codes({})).toEqual(COMMON);
  expect(first({})).toBe(
    "The two sides differ. The peer needs the same psk; IKE v2, aes-256, sha256, group14; IPsec esp, aes-256, sha256, group14; " +
      "the id paris.example.com for itself and 198.51.100.7 for the cloud; 10.20.0.0/16 as its own networks",
  );
});

test("the other connections of the gateway decide what is likelier", () => {
  const other = (status: string, host: number) => ({ name: `o${host}`, status, peerAddress: `203.0.113.${host}` });
  expect(codes({ others: [other("DOWN", 1), other("DOWN", 2)] })).toEqual([
    "gateway",
    "not-reached",
    "settings",
    "no-traffic",
  ]);
  expect(first({ others: [other("DOWN", 1), other("DOWN", 2)] })).toMatch(/^None of the 2 other connections/);
  expect(codes({ others: [other("DOWN", 1), other("ACTIVE", 2)] })).toEqual(COMMON);
});

test("of what is not known nothing is said", () => {
  const unknown = { service: undefined, ikePolicy: undefined, ipsecPolicy: undefined, localGroup: undefined };
  expect(codes({ ...unknown, peerGroup: undefined, others: undefined })).toEqual(COMMON);
  // A service that never shows an address.
  expect(codes(service({ externalV4Ip: undefined }))).toEqual(COMMON);
  expect(codes({ connection: {} })).toEqual(COMMON);
});

test("names of others cannot write to a terminal", () => {
  const sentences = likelyCauses({ ...FACTS, ...service({ name: "\u001b[2Jx", status: "ERROR" }) }).map(
    ({ sentence }) => sentence,
  );
  expect(sentences.join()).not.toContain("\u001b");
});
