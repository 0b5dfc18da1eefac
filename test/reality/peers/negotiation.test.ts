// What is rendered for the other side negotiates with what Neutron's strongSwan driver (Zed) configures, and carries packets.
import { renderPeer } from "../../../provider/src/peer/renderPeer";
import { CLOUD, type CloudSide, DECLARED, DEVICE, networkOf, play, SIDE } from "./tunnel";

const ALL = { localCidrs: CLOUD.hosts.map(networkOf), peerCidrs: DEVICE.hosts.map(networkOf) };
const BOTH: CloudSide["networks"] = ["10.10.0.0/24,10.11.0.0/24", "10.20.0.0/24,10.21.0.0/24"];
const FORMATS = ["strongswan-swanctl", "strongswan-ipsec", "libreswan", "openiked"];
const hasBothVersions = (format: string) => format !== "openiked";
// OpenIKED on Linux does no SHA-256 in phase 2; another hash takes its place.
const SHA_512 = { ipsec: { authAlgorithm: "sha512" } };
const usual = (format: string): readonly [object, Partial<CloudSide>] =>
  hasBothVersions(format) ? [{}, {}] : [SHA_512, { esp: "aes256-sha512-modp2048" }];

const played: string[] = [];
afterAll(() => {
  process.stdout.write(`tunnels of rendered files with what Neutron's driver configures:\n${played.join("\n")}\n`);
});

type Case = readonly [title: string, declared: object, side: Partial<CloudSide>];
const NEW: readonly Case[] = [
  [
    "AES-192, SHA-512, P-384, names as identities, a key with signs",
    {
      ike: { encryptionAlgorithm: "aes-192", authAlgorithm: "sha512", pfs: "group20" },
      ipsec: { encryptionAlgorithm: "aes-128", authAlgorithm: "sha384", pfs: "group5" },
      ...{ localId: "cloud.example.com", peerId: "paris.example.com", psk: `0x' "$#{}\\;` },
    },
    {
      ...{ ike: "aes192-sha2_512-ecp384", esp: "aes128-sha2_384-modp1536" },
      // As Neutron writes names.
      ...{ ids: ["@cloud.example.com", "@paris.example.com"], psk: `0x' "$#{}\\;` },
    },
  ],
  [
    "AES-GCM in both phases, Curve25519",
    {
      ike: { encryptionAlgorithm: "aes-256-gcm-16", pfs: "group31" },
      ipsec: { encryptionAlgorithm: "aes-128-gcm-16", pfs: "group31" },
    },
    { ike: "aes256gcm128-sha256-curve25519", esp: "aes128gcm128-sha256-curve25519" },
  ],
];
const OLD: readonly Case[] = [
  ["IKEv1, main mode", { ike: { ikeVersion: "v1" } }, { ikeVersion: "ikev1" }],
  [
    "IKEv1, aggressive mode",
    { ike: { ikeVersion: "v1", phase1NegotiationMode: "aggressive" } },
    { ikeVersion: "ikev1", isAggressive: true },
  ],
];

const casesOf = (format: string): readonly Case[] => [
  ["the defaults", ...usual(format)],
  ...NEW.filter(([title]) => hasBothVersions(format) || !title.includes("GCM")),
  ...(hasBothVersions(format) ? OLD : []),
];

describe.each(FORMATS)("%s", (format) => {
  const [declaredUsually, sideUsually] = usual(format);

  test.each(casesOf(format))("%s: both sides agree on the networks, and a ping goes through", async (...given) => {
    const [title, declared, side] = given;
    const { agreed, pings, text } = await play(renderPeer(format, { ...DECLARED, ...declared }), { ...SIDE, ...side });
    expect([agreed, text]).toEqual([["10.10.0.0/24 === 10.20.0.0/24"], text]);
    expect(pings).toMatchObject({ "10.20.0.1 10.10.0.1": true, "10.21.0.1 10.11.0.1": false });
    played.push(`  ${format}: ${title}: agreed, a ping went through`);
  });

  test("another key: no agreement and no packet", async () => {
    const psk = "Another-canary-psk";
    const { agreed, pings, text } = await play(renderPeer(format, { ...DECLARED, ...declaredUsually }), {
      ...SIDE,
      ...sideUsually,
      psk,
    });
    expect(text).toMatch(/AUTH_FAILED|AUTHENTICATION_FAILED|MAC mismatched|authentication of .* failed/);
    expect([agreed, Object.values(pings).filter(Boolean)]).toEqual([[], []]);
  });

  test("several networks on both sides with IKEv2: every pair", async () => {
    const declared = { ...DECLARED, ...ALL, ...declaredUsually };
    const { pings, text } = await play(renderPeer(format, declared), { ...SIDE, ...sideUsually, networks: BOTH });
    expect([pings, text]).toEqual([Object.fromEntries(Object.keys(pings).map((pair) => [pair, true])), text]);
  });
});

// Said of strongSwan elsewhere: the first pair only. The device starts each, and the cloud's side takes all of them.
test.each(FORMATS.filter(hasBothVersions))(
  "%s: several networks on both sides with IKEv1: every pair, one by one",
  async (format) => {
    const ike = { ikeVersion: "v1" };
    const side: CloudSide = { ...SIDE, ikeVersion: "ikev1", networks: BOTH };
    const { agreed, pings, text } = await play(renderPeer(format, { ...DECLARED, ...ALL, ike }), side);
    played.push(
      `  ${format}: IKEv1 with two networks on each side: ${agreed.length} of 4 pairs agreed: ${agreed.join("; ")}`,
    );
    const pairs = DEVICE.hosts.flatMap((here) =>
      CLOUD.hosts.map((there) => `${networkOf(there)} === ${networkOf(here)}`),
    );
    expect([[...agreed].sort(), text]).toEqual([pairs.sort(), text]);
    expect(Object.values(pings)).toEqual([true, true, true, true]);
  },
);

test("OpenIKED on Linux does no SHA-256 in phase 2, as the advice says", async () => {
  const peer = renderPeer("openiked", DECLARED);
  expect(peer.advice.join("\n")).toContain("does not do ipsec.authAlgorithm sha256");
  const { pings, text } = await play(peer, SIDE);
  expect(text).toContain("unsupported integrity algorithm HMAC_SHA2_256_128");
  expect(Object.values(pings)).not.toContain(true);
});
