// OpenIKED: a file that iked.conf(5) includes. IKEv2 only. It has no trap for traffic, so it starts the negotiation itself.
import { type Hash, isAead } from "../algorithms";
import type { PeerFormat, PhaseWords, Vocabulary } from "../format";
import { lines, wordsIn } from "../format";
import { pairsOf, type Tunnel } from "../tunnel";

const INTEGRITY: Readonly<Partial<Record<Hash, string>>> = {
  md5: "hmac-md5",
  sha1: "hmac-sha1",
  sha256: "hmac-sha2-256",
  sha384: "hmac-sha2-384",
  sha512: "hmac-sha2-512",
};

const GROUP: Readonly<Record<number, string>> = {
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
  25: "ecp192",
  26: "ecp224",
  27: "brainpool224",
  28: "brainpool256",
  29: "brainpool384",
  30: "brainpool512",
  31: "curve25519",
};

const CBC = { "3des": "3des", "aes-128": "aes-128", "aes-192": "aes-192", "aes-256": "aes-256" };

const IKE: Vocabulary = wordsIn({
  encryption: {
    ...CBC,
    "aes-128-gcm-16": "aes-128-gcm",
    "aes-256-gcm-16": "aes-256-gcm",
    "aes-128-gcm-12": "aes-128-gcm-12",
    "aes-256-gcm-12": "aes-256-gcm-12",
  },
  integrity: INTEGRITY,
  group: GROUP,
});

const CHILD: Vocabulary = wordsIn({
  encryption: {
    ...CBC,
    "aes-128-ctr": "aes-128-ctr",
    "aes-192-ctr": "aes-192-ctr",
    "aes-256-ctr": "aes-256-ctr",
    "aes-128-gcm-16": "aes-128-gcm",
    "aes-192-gcm-16": "aes-192-gcm",
    "aes-256-gcm-16": "aes-256-gcm",
  },
  integrity: INTEGRITY,
  group: GROUP,
});

export const openiked: PeerFormat = {
  name: "openiked",
  title: "OpenIKED (iked.conf)",
  isTried: true,
  vocabulary: () => ({ ike: IKE, ipsec: CHILD }),
  limits: ({ ikeVersion, ike, psk }) => [
    ...(ikeVersion === 1 ? ["ike.ikeVersion v1 does not exist"] : []),
    ...(ike.group === 0 ? ["ike.pfs disable does not exist"] : []),
    ...(Buffer.byteLength(psk) > 255 ? ["psk has more than 255 octets, the most"] : []),
  ],
  render(tunnel, words) {
    const path = `/etc/iked.${tunnel.name}.conf`;
    return {
      files: [{ path, content: contentOf(tunnel, words) }],
      commands: ["iked -n", "ikectl reload", "ikectl show sa"],
      advice: [`/etc/iked.conf has to hold the line: include "${path}"`, ...adviceForLinux(tunnel)],
    };
  },
};

// PF_KEY of Linux cuts SHA-256 short and has no AES-GCM, so OpenIKED leaves both out there: all that it says is "no proposal".
function adviceForLinux({ ipsec: { protocol, encryption, integrity } }: Tunnel): string[] {
  const isSealed = protocol === "esp" && isAead(encryption);
  if (!isSealed && integrity !== "sha256") return [];
  const [what, instead] = isSealed
    ? [`ipsec.encryptionAlgorithm ${encryption.name}`, "a cipher that is not GCM"]
    : ["ipsec.authAlgorithm sha256", "sha384 or sha512"];
  return [`OpenIKED on Linux, as far as release 7.2, does not do ${what} (on OpenBSD it does): there, use ${instead}.`];
}

function contentOf(tunnel: Tunnel, words: { readonly ike: PhaseWords; readonly ipsec: PhaseWords }): string {
  const { name, cloud, device, ipsec, dpd, psk } = tunnel;
  const parts = [
    `ikev2 "${name}" active ${ipsec.mode} ${ipsec.protocol}`,
    ...pairsOf(tunnel).map(({ here, there }) => `  from ${here} to ${there}`),
    `  peer ${cloud.address}`,
    `  ikesa ${ikeTransforms(tunnel, words.ike)}`,
    `  childsa ${childTransforms(tunnel, words.ipsec)} noesn`,
    `  srcid "${device.id}" dstid "${cloud.id}"`,
    `  ikelifetime ${tunnel.ike.lifetime} lifetime ${ipsec.lifetime}`,
    `  psk ${pskText(psk)}`,
  ];
  return lines(`set dpd_check_interval ${dpd?.interval ?? 0}`, parts.join(" \\\n"));
}

function ikeTransforms({ ike }: Tunnel, { encryption, integrity, group }: PhaseWords): string {
  const auth = isAead(ike.encryption) ? "" : `auth ${integrity} `;
  return `enc ${encryption} ${auth}prf ${integrity} group ${group}`;
}

function childTransforms({ ipsec }: Tunnel, { encryption, integrity, group }: PhaseWords): string {
  const parts = [
    ipsec.protocol === "ah" ? undefined : `enc ${encryption}`,
    ipsec.protocol === "esp" && isAead(ipsec.encryption) ? undefined : `auth ${integrity}`,
    group === undefined ? undefined : `group ${group}`,
  ];
  return parts.filter((part) => part !== undefined).join(" ");
}

// Hexadecimal says what its strings cannot: quotes, backslashes, and a key that begins with 0x.
function pskText(psk: string): string {
  if (/^(?!0x)[!#-[\]-~ ]+$/i.test(psk)) return `"${psk}"`;
  return `0x${Buffer.from(psk, "utf8").toString("hex")}`;
}
