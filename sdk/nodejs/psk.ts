// Pre-shared keys that every cloud and every device takes: 32 letters and digits, about 190 bits.
import { randomInt } from "node:crypto";

const CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const LENGTH = 32;

/**
 * Arguments for `RandomPassword` of the package `@pulumi/random`, which generates such a key once and keeps it in the state as a secret:
 * `new random.RandomPassword("psk", { ...vpnaas.pskPasswordArgs, keepers: { rotation: "2027-01" } })`. Other keepers make a new key.
 */
export const pskPasswordArgs: { readonly length: number; readonly special: false } = { length: LENGTH, special: false };

/**
 * A new pre-shared key. In a program it would be another one in each run: generate it outside, and keep it with
 * `pulumi config set --secret`, or let `RandomPassword` keep it.
 */
export function generatePsk(): string {
  return Array.from({ length: LENGTH }, () => CHARACTERS.charAt(randomInt(CHARACTERS.length))).join("");
}
