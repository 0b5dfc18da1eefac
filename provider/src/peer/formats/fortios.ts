// FortiOS 7: an interface-based tunnel, as `config vpn ipsec` in its CLI reference.
import { type Cipher, type Hash, isAead } from "../algorithms";
import {
  addressOnly,
  deviceLimits,
  identityKind,
  ipv4Only,
  keyLength,
  keyOrHex,
  lifetimeLimits,
  maskedNetwork,
  placeholders,
  probeAdvice,
  probesIn,
  type Range,
} from "../devices";
import type { PeerFormat, PhaseWords } from "../format";
import { lines } from "../format";
import { cutName, pairsOf, type Tunnel } from "../tunnel";

const HASHES: Readonly<Partial<Record<Hash, string>>> = {
  md5: "md5",
  sha1: "sha1",
  sha256: "sha256",
  sha384: "sha384",
  sha512: "sha512",
};
const GROUPS = [1, 2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 27, 28, 29, 30, 31];

function cipherWord({ name, bits, mode, icv }: Cipher): string | undefined {
  if (name === "3des") return name;
  if (mode === "cbc") return `aes${bits}`;
  return mode === "gcm" && icv === 16 && bits !== 192 ? `aes${bits}gcm` : undefined;
}

const WORDS = {
  encryption: cipherWord,
  integrity: (hash: Hash) => HASHES[hash],
  group: (number: number) => (GROUPS.includes(number) ? String(number) : undefined),
};

const LIFETIME: Range = [120, 172_800];
const PROBES: { readonly interval: Range; readonly count: Range } = { interval: [1, 3600], count: [1, 10] };
/** An interface has a name of at most so many characters. */
const NAME = 15;
const KINDS = { address: "address", email: "user-fqdn", name: "fqdn" };

export const fortios: PeerFormat = {
  name: "fortios",
  title: "FortiOS",
  isTried: false,
  vocabulary: () => ({ ike: WORDS, ipsec: WORDS }),
  limits: (tunnel) => [
    ...[...deviceLimits(tunnel), ...ipv4Only(tunnel), ...addressOnly(tunnel)],
    ...lifetimeLimits(tunnel, { ike: LIFETIME, ipsec: LIFETIME }),
    ...keyLength(tunnel, [6, 128]),
    ...(isAead(tunnel.ike.encryption) && tunnel.ike.integrity === "md5"
      ? [`ike.authAlgorithm md5 does not exist with ${tunnel.ike.encryption.name}`]
      : []),
  ],
  render(tunnel, words) {
    const name = cutName(tunnel.name, NAME);
    const phases = [...phase1(tunnel, name, words.ike), ...phase2(tunnel, name, words.ipsec)];
    return {
      files: [{ path: `${tunnel.name}.fortios`, content: lines(...phases) }],
      commands: ["diagnose vpn ike gateway list", "diagnose vpn tunnel list"],
      advice: [placeholders("wan1"), ...probeAdvice(tunnel, probesIn(tunnel, PROBES)?.interval)],
    };
  },
};

function phase1(tunnel: Tunnel, name: string, { encryption, integrity, group }: PhaseWords): string[] {
  const { ike, isAggressive } = tunnel;
  const probes = probesIn(tunnel, PROBES);
  return [
    "config vpn ipsec phase1-interface",
    `    edit "${name}"`,
    '        set interface "wan1"',
    `        set ike-version ${tunnel.ikeVersion}`,
    ...(tunnel.ikeVersion === 1 ? [`        set mode ${isAggressive ? "aggressive" : "main"}`] : []),
    "        set peertype any",
    "        set net-device disable",
    `        set proposal ${encryption}-${isAead(ike.encryption) ? "prf" : ""}${integrity}`,
    `        set dhgrp ${group}`,
    `        set keylife ${ike.lifetime}`,
    `        set localid-type ${KINDS[identityKind(tunnel.device.id)]}`,
    `        set localid "${tunnel.device.id}"`,
    `        set remote-gw ${tunnel.cloud.address}`,
    ...(probes === undefined
      ? ["        set dpd disable"]
      : [
          "        set dpd on-idle",
          `        set dpd-retrycount ${probes.count}`,
          `        set dpd-retryinterval ${probes.interval}`,
        ]),
    `        set psksecret ${keyOrHex(tunnel.psk)}`,
    "    next",
    "end",
  ];
}

function phase2(tunnel: Tunnel, name: string, { encryption, integrity, group }: PhaseWords): string[] {
  const entries = pairsOf(tunnel).flatMap(({ here, there }, at) => {
    const [source, destination] = [maskedNetwork(here), maskedNetwork(there)];
    return [
      `    edit "${name}-${at + 1}"`,
      `        set phase1name "${name}"`,
      `        set proposal ${isAead(tunnel.ipsec.encryption) ? encryption : `${encryption}-${integrity}`}`,
      ...(group === undefined ? ["        set pfs disable"] : ["        set pfs enable", `        set dhgrp ${group}`]),
      `        set keylifeseconds ${tunnel.ipsec.lifetime}`,
      `        set auto-negotiate ${tunnel.deviceStarts ? "enable" : "disable"}`,
      `        set src-subnet ${source.address} ${source.mask}`,
      `        set dst-subnet ${destination.address} ${destination.mask}`,
      "    next",
    ];
  });
  return ["config vpn ipsec phase2-interface", ...entries, "end"];
}
