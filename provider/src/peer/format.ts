// What a format of a device is: data about its words, and a template. Adding one is a file in formats/ and a line in its index.
import type { Cipher, Hash } from "./algorithms";
import type { Phase, Tunnel } from "./tunnel";

/** The words of a format for one phase; undefined for what it cannot say. */
export interface Vocabulary {
  encryption(cipher: Cipher): string | undefined;
  integrity(hash: Hash): string | undefined;
  /** Of a group by its number, which is not 0. */
  group(number: number): string | undefined;
}

/** A phase in the words of a format. */
export interface PhaseWords {
  readonly encryption: string;
  readonly integrity: string;
  /** Undefined where there is no group. */
  readonly group: string | undefined;
}

export interface PeerFile {
  readonly path: string;
  readonly content: string;
}

/** What an administrator does with a tunnel on a device. */
export interface Rendered {
  readonly files: readonly PeerFile[];
  /** What loads the files, starts the tunnel and shows it. */
  readonly commands: readonly string[];
  /** What the files cannot do, in sentences. */
  readonly advice: readonly string[];
}

export interface PeerFormat {
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** Whether its own software has read what is rendered here. */
  readonly isTried: boolean;
  vocabulary(tunnel: Tunnel): { readonly ike: Vocabulary; readonly ipsec: Vocabulary };
  /** What else it cannot say; each problem opens with the property. */
  limits(tunnel: Tunnel): string[];
  render(tunnel: Tunnel, words: { readonly ike: PhaseWords; readonly ipsec: PhaseWords }): Rendered;
}

/** A vocabulary from tables; a cipher without an entry of its own is looked up without its check value. */
export function wordsIn(tables: {
  readonly encryption: Readonly<Record<string, string>>;
  readonly integrity: Readonly<Partial<Record<Hash, string>>>;
  readonly group: Readonly<Record<number, string>>;
}): Vocabulary {
  return {
    encryption: ({ name }) => tables.encryption[name],
    integrity: (hash) => tables.integrity[hash],
    group: (number) => tables.group[number],
  };
}

/** The seconds after which new keys are made: a tenth before the old ones end. */
export function rekeyAfter({ lifetime }: Phase): number {
  return lifetime - Math.ceil(lifetime / 10);
}

/** A text of lines that ends as a file does. */
export function lines(...parts: readonly (string | undefined | readonly string[])[]): string {
  const all = parts.flatMap((part) => (part === undefined ? [] : part));
  return `${all.join("\n")}\n`;
}
