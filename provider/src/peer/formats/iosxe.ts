// Cisco IOS-XE: a crypto map with an access list for each pair of networks, as its security configuration guides have it.
import { isIP } from "node:net";
import { sanitize } from "../../core/sanitize";
import { type Cipher, type Hash, isAead } from "../algorithms";
import {
  addressOnly,
  deviceLimits,
  identityKind,
  ipv4Only,
  keyLength,
  lifetimeLimits,
  maskedNetwork,
  placeholders,
  plainKeyOnly,
  probeAdvice,
  type Range,
  trafficStarts,
  within,
} from "../devices";
import type { PeerFormat, PhaseWords, Vocabulary } from "../format";
import { lines } from "../format";
import { pairsOf, type Tunnel } from "../tunnel";

const GROUPS = [1, 2, 5, 14, 15, 16, 19, 20, 21, 24];
const group = (number: number) => (GROUPS.includes(number) ? String(number) : undefined);

const IKE_HASHES: Readonly<Partial<Record<Hash, string>>> = {
  md5: "md5",
  sha1: "sha1",
  sha256: "sha256",
  sha384: "sha384",
  sha512: "sha512",
};
const ESP_HASHES: Readonly<Partial<Record<Hash, string>>> = {
  md5: "esp-md5-hmac",
  sha1: "esp-sha-hmac",
  sha256: "esp-sha256-hmac",
  sha384: "esp-sha384-hmac",
  sha512: "esp-sha512-hmac",
};

const IKE2: Vocabulary = {
  encryption: ({ name, bits, mode, icv }) => {
    if (name === "3des") return name;
    if (mode === "cbc") return `aes-cbc-${bits}`;
    return mode === "gcm" && icv === 16 && bits !== 192 ? `aes-gcm-${bits}` : undefined;
  },
  integrity: (hash) => IKE_HASHES[hash],
  group,
};
// IKEv1 calls SHA-1 plain sha.
const IKE1: Vocabulary = {
  encryption: ({ name, bits, mode }) => (name === "3des" ? name : mode === "cbc" ? `aes ${bits}` : undefined),
  integrity: (hash) => (hash === "sha1" ? "sha" : IKE_HASHES[hash]),
  group,
};
const ESP: Vocabulary = { encryption: espCipher, integrity: (hash) => ESP_HASHES[hash], group };

function espCipher({ name, bits, mode, icv }: Cipher): string | undefined {
  if (name === "3des") return "esp-3des";
  if (mode === "cbc") return `esp-aes ${bits}`;
  return mode === "gcm" && icv === 16 ? `esp-gcm ${bits}` : undefined;
}

// A key that is one of these, or the beginning of one, would be read as the kind of the key that follows it.
const KEY_WORDS = ["0", "6", "hex", "local", "remote"];
const isKeyWord = (psk: string) => KEY_WORDS.some((word) => word.startsWith(psk.toLowerCase()));

export const iosxe: PeerFormat = {
  name: "iosxe",
  title: "Cisco IOS-XE",
  isTried: false,
  vocabulary: ({ ikeVersion }) => ({ ike: ikeVersion === 2 ? IKE2 : IKE1, ipsec: ESP }),
  limits: (tunnel) => [
    ...[...deviceLimits(tunnel), ...ipv4Only(tunnel), ...addressOnly(tunnel)],
    ...[...plainKeyOnly(tunnel), ...keyLength(tunnel, [1, 128])],
    ...lifetimeLimits(tunnel, { ike: tunnel.ikeVersion === 2 ? [120, 86_400] : [60, 86_400], ipsec: [120, 86_400] }),
    ...(isKeyWord(tunnel.psk) ? ["psk is a word of the command line"] : []),
    ...identityLimits(tunnel),
    ...(tunnel.isAggressive ? ["ike.phase1NegotiationMode aggressive is not rendered"] : []),
  ],
  render(tunnel, words) {
    const own = { ...tunnel, name: mapName(tunnel.name) };
    const ike = tunnel.ikeVersion === 2 ? ike2Lines(own, words.ike) : ike1Lines(own, words.ike);
    return {
      files: [{ path: `${tunnel.name}.cfg`, content: lines(ike, ipsecLines(own, words.ipsec), "end") }],
      commands: ["show crypto session detail", "show crypto ipsec sa"],
      advice: [
        placeholders("GigabitEthernet1"),
        "An interface has one crypto map: if there is one, add the entry to it, under a number that is free.",
        ...(tunnel.ikeVersion === 1 ? ike1Advice(tunnel) : []),
        "Networks that NAT translates do not match the access list: deny them in the access list of the NAT.",
        ...trafficStarts(tunnel),
        ...probeAdvice(tunnel, probing(tunnel)?.interval),
      ],
    };
  },
};

// `crypto map ipv6` and its beginnings are another command.
function mapName(name: string): string {
  return "ipv6".startsWith(name.toLowerCase()) ? `cloud-${name}` : name;
}

// ISAKMP has one identity for the whole router, which is the address of the interface unless something else is set.
function identityLimits({ ikeVersion, device }: Tunnel): string[] {
  if (ikeVersion === 2 || isIP(device.id) !== 0) return [];
  return [`peerId ${sanitize(device.id)} has to be an IP address with IKEv1`];
}

function ike1Advice({ device }: Tunnel): string[] {
  return [
    "Policy 10 of ISAKMP may be taken: choose a number that is free.",
    `With IKEv1 the device calls itself by the address of its interface, which has to be ${device.id}.`,
  ];
}

const [INTERVAL, RETRY]: readonly [Range, Range] = [
  [10, 3600],
  [2, 60],
];
/** Probes that it repeats before a peer is dead. */
const REPEATED = 5;

// Its second number is the seconds between repeated probes, whose number is fixed.
function probing({ dpd }: Tunnel): { readonly interval: number; readonly retry: number } | undefined {
  if (dpd === undefined) return undefined;
  const interval = within(dpd.interval, INTERVAL);
  return { interval, retry: within(Math.floor((dpd.timeout - interval) / REPEATED), RETRY) };
}

/** What follows an address, by its IP version, where it stands for itself alone. */
const WHOLE: Readonly<Record<number, string>> = { 4: " 255.255.255.255", 6: "/128" };

function ike2Lines(tunnel: Tunnel, { encryption, integrity, group: number }: PhaseWords): string[] {
  const { name, ike, cloud, device, psk } = tunnel;
  const probes = probing(tunnel);
  return [
    `crypto ikev2 proposal ${name}`,
    ` encryption ${encryption}`,
    ` ${isAead(ike.encryption) ? "prf" : "integrity"} ${integrity}`,
    ` group ${number}`,
    `crypto ikev2 policy ${name}`,
    ` proposal ${name}`,
    `crypto ikev2 keyring ${name}`,
    ` peer ${name}`,
    `  address ${cloud.address}`,
    `  pre-shared-key ${psk}`,
    `crypto ikev2 profile ${name}`,
    ` match identity remote ${identity(cloud.id)}${WHOLE[isIP(cloud.id)] ?? ""}`,
    ` identity local ${identity(device.id)}`,
    " authentication remote pre-share",
    " authentication local pre-share",
    ` keyring local ${name}`,
    ` lifetime ${ike.lifetime}`,
    ...(probes === undefined ? [] : [` dpd ${probes.interval} ${probes.retry} periodic`]),
  ];
}

function ike1Lines(tunnel: Tunnel, { encryption, integrity, group: number }: PhaseWords): string[] {
  const { ike, cloud, psk } = tunnel;
  const probes = probing(tunnel);
  return [
    "crypto isakmp policy 10",
    ` encryption ${encryption}`,
    ` hash ${integrity}`,
    " authentication pre-share",
    ` group ${number}`,
    ` lifetime ${ike.lifetime}`,
    `crypto isakmp key ${psk} address ${cloud.address}`,
    ...(probes === undefined ? [] : [`crypto isakmp keepalive ${probes.interval} ${probes.retry} periodic`]),
  ];
}

function ipsecLines(tunnel: Tunnel, { encryption, integrity, group: number }: PhaseWords): string[] {
  const { name, ikeVersion, ipsec, cloud } = tunnel;
  const entries = pairsOf(tunnel).map(({ here, there }) => {
    const [source, destination] = [maskedNetwork(here), maskedNetwork(there)];
    return ` permit ip ${source.address} ${source.wildcard} ${destination.address} ${destination.wildcard}`;
  });
  return [
    `crypto ipsec transform-set ${name} ${encryption}${isAead(ipsec.encryption) ? "" : ` ${integrity}`}`,
    " mode tunnel",
    `ip access-list extended ${name}`,
    ...entries,
    `crypto map ${name} 10 ipsec-isakmp`,
    ` set peer ${cloud.address}`,
    ` set transform-set ${name}`,
    ...(number === undefined ? [] : [` set pfs group${number}`]),
    ...(ikeVersion === 2 ? [` set ikev2-profile ${name}`] : []),
    ` set security-association lifetime seconds ${ipsec.lifetime}`,
    ` match address ${name}`,
    "interface GigabitEthernet1",
    ` crypto map ${name}`,
  ];
}

function identity(id: string): string {
  return `${{ address: "address", email: "email", name: "fqdn" }[identityKind(id)]} ${id}`;
}
