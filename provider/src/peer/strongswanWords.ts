// What strongSwan calls algorithms, in both of its formats (strongSwan documentation, "Algorithm Proposals").
import { type Cipher, type Hash, isAead } from "./algorithms";
import type { PhaseWords, Vocabulary } from "./format";
import type { Tunnel } from "./tunnel";

const HASH_WORDS: Readonly<Record<Hash, string>> = {
  md5: "md5",
  sha1: "sha1",
  sha256: "sha256",
  sha384: "sha384",
  sha512: "sha512",
  "aes-xcbc": "aesxcbc",
  "aes-cmac": "aescmac",
};

const GROUP_WORDS: Readonly<Record<number, string>> = {
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
  22: "modp1024s160",
  23: "modp2048s224",
  24: "modp2048s256",
  25: "ecp192",
  26: "ecp224",
  27: "ecp224bp",
  28: "ecp256bp",
  29: "ecp384bp",
  30: "ecp512bp",
  31: "curve25519",
};

export const STRONGSWAN_WORDS: Vocabulary = {
  encryption: ({ name, bits, mode, icv }: Cipher) =>
    name === "3des" ? name : `aes${bits}${mode === "cbc" ? "" : mode}${icv ?? ""}`,
  integrity: (hash) => HASH_WORDS[hash],
  group: (number) => GROUP_WORDS[number],
};

/** The proposal of phase 1: with a cipher that proves the integrity, the hash only makes keys. */
export function ikeProposal({ ike }: Tunnel, { encryption, integrity, group }: PhaseWords): string {
  const hash = isAead(ike.encryption) ? `prf${integrity}` : integrity;
  return [encryption, hash, group].filter((word) => word !== undefined).join("-");
}

/** The proposal of phase 2, of ESP or AH. */
export function childProposal({ ipsec }: Tunnel, { encryption, integrity, group }: PhaseWords): string {
  const algorithms =
    ipsec.protocol === "ah" ? [integrity] : isAead(ipsec.encryption) ? [encryption] : [encryption, integrity];
  return [...algorithms, group].filter((word) => word !== undefined).join("-");
}

/** What neither format can do without. */
export function strongswanLimits({ ike }: Tunnel): string[] {
  return ike.group === 0 ? ["ike.pfs disable does not exist"] : [];
}
