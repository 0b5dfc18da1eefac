// FortiOS 7: an interface-based tunnel, as `config vpn ipsec` in its CLI reference.
import { type Cipher, type Hash, isAead } from "../algorithms";
import { addressOnly, deviceLimits, ipv4Only, maskedNetwork, placeholders, probesIn } from "../devices";
import type { PeerFormat, PhaseWords } from "../format";
import { lines } from "../format";
import { pairsOf, type Tunnel } from "../tunnel";

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

export const fortios: PeerFormat = {
  name: "fortios",
  title: "FortiOS",
  isTried: false,
  vocabulary: () => ({ ike: WORDS, ipsec: WORDS }),
  limits: (tunnel) => [...deviceLimits(tunnel), ...ipv4Only(tunnel), ...addressOnly(tunnel)],
  render(tunnel, words) {
    // An interface has a name of at most 15 characters.
    const name = tunnel.name.slice(0, 15);
    const phases = [...phase1(tunnel, name, words.ike), ...phase2(tunnel, name, words.ipsec)];
    return {
      files: [{ path: `${tunnel.name}.fortios`, content: lines(...phases) }],
      commands: ["diagnose vpn ike gateway list", "diagnose vpn tunnel list"],
      advice: [placeholders("wan1")],
    };
  },
};

function phase1(tunnel: Tunnel, name: string, { encryption, integrity, group }: PhaseWords): string[] {
  const { ike, dpd, isAggressive } = tunnel;
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
    `        set localid "${tunnel.device.id}"`,
    `        set remote-gw ${tunnel.cloud.address}`,
    ...(dpd === undefined
      ? ["        set dpd disable"]
      : [
          "        set dpd on-idle",
          `        set dpd-retrycount ${probesIn(tunnel)}`,
          `        set dpd-retryinterval ${dpd.interval}`,
        ]),
    `        set psksecret "${tunnel.psk}"`,
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
