// Ciphers, hashes and groups by what they are, whatever a cloud or a device calls them.

/** How a cipher works; `gcm` and `ccm` also prove the integrity, with a check value of `icv` octets. */
export interface Cipher {
  /** Its name in a policy. */
  readonly name: string;
  readonly bits: number;
  readonly mode: "cbc" | "ctr" | "ccm" | "gcm";
  readonly icv: number | undefined;
}

/** The hash of a policy: in phase 1 also the one that keys are derived with. */
export type Hash = (typeof HASHES)[number];

const HASHES = ["md5", "sha1", "sha256", "sha384", "sha512", "aes-xcbc", "aes-cmac"] as const;

/** Octets of its check value in a packet (RFC 2403, 2404, 4868, 3566, 4494). */
const CHECK_VALUES: Readonly<Record<Hash, number>> = {
  md5: 12,
  sha1: 12,
  sha256: 16,
  sha384: 24,
  sha512: 32,
  "aes-xcbc": 12,
  "aes-cmac": 12,
};

const SIZES = [128, 192, 256];
const CHECKS = [8, 12, 16];
const CIPHERS = [
  "3des",
  ...SIZES.map((bits) => `aes-${bits}`),
  ...SIZES.map((bits) => `aes-${bits}-ctr`),
  ...["ccm", "gcm"].flatMap((mode) => SIZES.flatMap((bits) => CHECKS.map((icv) => `aes-${bits}-${mode}-${icv}`))),
];

/** Names of all ciphers that have a word. */
export function cipherNames(wordOf: (cipher: Cipher) => unknown): string[] {
  return CIPHERS.filter((name) => {
    const cipher = cipherOf(name);
    return cipher !== undefined && wordOf(cipher) !== undefined;
  });
}

/** Names of all hashes that have a word. */
export function hashNames(wordOf: (hash: Hash) => unknown): string[] {
  return HASHES.filter((hash) => wordOf(hash) !== undefined);
}

/** Names of all groups that have a word. */
export function groupNames(wordOf: (number: number) => unknown): string[] {
  const numbers = Array.from({ length: 31 }, (_, at) => at + 1);
  return numbers.filter((number) => wordOf(number) !== undefined).map((number) => `group${number}`);
}

/** The cipher that a policy names; undefined for a name that none has. */
export function cipherOf(name: string): Cipher | undefined {
  if (name === "3des") return { name, bits: 168, mode: "cbc", icv: undefined };
  const [, bits, , mode = "cbc", , icv] = /^aes-(128|192|256)(-(ctr|ccm|gcm)(-(8|12|16))?)?$/.exec(name) ?? [];
  if (bits === undefined || (mode !== "cbc" && mode !== "ctr" && mode !== "ccm" && mode !== "gcm")) return undefined;
  return { name, bits: Number(bits), mode, icv: icv === undefined ? undefined : Number(icv) };
}

/** The hash that a policy names: one cloud calls `sha2-256` what the other calls `sha256`. */
export function hashOf(name: string): Hash | undefined {
  const own = name.replace(/^sha2-/, "sha");
  return HASHES.find((hash) => hash === own);
}

/** The number of a Diffie-Hellman group; 0 where a policy wants none, undefined for a name that none has. */
export function groupOf(name: string): number | undefined {
  if (name === "disable") return 0;
  const [, number] = /^group(\d{1,2})$/.exec(name) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Does the cipher prove the integrity, too? */
export function isAead({ mode }: Cipher): boolean {
  return mode === "ccm" || mode === "gcm";
}

/** Octets that a cipher fills up to, and those of its initialization vector. */
export function blockOf(cipher: Cipher): { readonly block: number; readonly vector: number } {
  if (cipher.mode !== "cbc") return { block: 4, vector: 8 };
  const block = cipher.name === "3des" ? 8 : 16;
  return { block, vector: block };
}

/** Octets of the check value of a packet. */
export function checkValueOf(cipher: Cipher, hash: Hash): number {
  return isAead(cipher) ? (cipher.icv ?? 16) : CHECK_VALUES[hash];
}
