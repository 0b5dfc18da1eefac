// RouterOS 7: commands of /ip ipsec.
import { type Cipher, type Hash, isAead } from "../algorithms";
import { addressOnly, deviceLimits, identityKind, keyOrHex, probesIn, type Range } from "../devices";
import type { PeerFormat, PhaseWords, Vocabulary } from "../format";
import { lines } from "../format";
import { pairsOf, type Tunnel } from "../tunnel";

const IKE_HASHES: Readonly<Partial<Record<Hash, string>>> = {
  md5: "md5",
  sha1: "sha1",
  sha256: "sha256",
  sha384: "sha384",
  sha512: "sha512",
};
const GROUPS: Readonly<Record<number, string>> = {
  1: "modp768",
  2: "modp1024",
  5: "modp1536",
  14: "modp2048",
  15: "modp3072",
  16: "modp4096",
  17: "modp6144",
  18: "modp8192",
  19: "ecp256",
  20: "ecp384",
  21: "ecp521",
  31: "x25519",
};

const IKE: Vocabulary = {
  encryption: ({ name, mode }) => (mode === "cbc" ? name : undefined),
  integrity: (hash) => IKE_HASHES[hash],
  group: (number) => GROUPS[number],
};
const ESP: Vocabulary = {
  ...IKE,
  encryption: espCipher,
  // It has no SHA-384 in the second phase.
  integrity: (hash) => (hash === "sha384" ? undefined : IKE_HASHES[hash]),
  // Its menu of the second phase ends at the curves of NIST.
  group: (number) => (number === 31 ? undefined : GROUPS[number]),
};

const PROBES: { readonly interval: Range; readonly count: Range } = { interval: [1, 3600], count: [1, 100] };

function espCipher({ name, bits, mode, icv }: Cipher): string | undefined {
  if (name === "3des") return name;
  if (mode === "gcm") return icv === 16 ? `aes-${bits}-gcm` : undefined;
  return mode === "ccm" ? undefined : `aes-${bits}-${mode}`;
}

export const routeros: PeerFormat = {
  name: "routeros",
  title: "RouterOS",
  isTried: false,
  vocabulary: () => ({ ike: IKE, ipsec: ESP }),
  limits: (tunnel) => [...deviceLimits(tunnel), ...addressOnly(tunnel)],
  render(tunnel, words) {
    return {
      files: [{ path: `${tunnel.name}.rsc`, content: lines(...commandsOf(tunnel, words)) }],
      commands: [`/import ${tunnel.name}.rsc`, "/ip ipsec active-peers print", "/ip ipsec installed-sa print"],
      advice: [
        "Accept packets between the networks in the chain srcnat, before any rule that masquerades.",
        "Keep them out of FastTrack, too: what it carries does not reach IPsec.",
      ],
    };
  },
};

function commandsOf(tunnel: Tunnel, words: { readonly ike: PhaseWords; readonly ipsec: PhaseWords }): string[] {
  const { name, ike, ipsec, cloud, device, psk } = tunnel;
  const dpd = probesIn(tunnel, PROBES);
  const probes =
    dpd === undefined ? "dpd-interval=disable-dpd" : `dpd-interval=${dpd.interval}s dpd-maximum-failures=${dpd.count}`;
  const auth = isAead(ipsec.encryption) ? "null" : words.ipsec.integrity;
  const host = cloud.address.includes(":") ? 128 : 32;
  return [
    `/ip ipsec profile add name=${name} enc-algorithm=${words.ike.encryption} hash-algorithm=${words.ike.integrity}` +
      ` dh-group=${words.ike.group} lifetime=${ike.lifetime}s ${probes}`,
    `/ip ipsec proposal add name=${name} enc-algorithms=${words.ipsec.encryption} auth-algorithms=${auth}` +
      ` pfs-group=${words.ipsec.group ?? "none"} lifetime=${ipsec.lifetime}s`,
    `/ip ipsec peer add name=${name} address=${cloud.address}/${host} profile=${name} exchange-mode=${modeOf(tunnel)}`,
    `/ip ipsec identity add peer=${name} auth-method=pre-shared-key secret=${keyOrHex(psk)}` +
      ` my-id=${identity(device.id)} remote-id=${identity(cloud.id)}`,
    ...pairsOf(tunnel).map(
      ({ here, there }) =>
        `/ip ipsec policy add peer=${name} tunnel=yes src-address=${here} dst-address=${there} proposal=${name} level=unique`,
    ),
  ];
}

function modeOf({ ikeVersion, isAggressive }: Tunnel): string {
  return ikeVersion === 2 ? "ike2" : isAggressive ? "aggressive" : "main";
}

const KINDS = { address: "address", email: "user-fqdn", name: "fqdn" };

function identity(id: string): string {
  return `${KINDS[identityKind(id)]}:${id}`;
}
