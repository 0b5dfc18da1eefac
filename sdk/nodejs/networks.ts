// Networks as address/prefix: reads them and finds those that have addresses in common. Pure; knows nothing of Pulumi.
import { isIP } from "node:net";

/** A network as numbers. */
export interface Network {
  readonly version: 4 | 6;
  readonly prefix: number;
  /** Its lowest and its highest address. */
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * Reads `address/prefix`, IPv4 or IPv6; bits behind the prefix do not matter (`10.1.0.1/16` is `10.1.0.0/16`), as for the
 * service. `undefined` for anything else.
 */
export function networkOf(text: string): Network | undefined {
  const [address = "", length = "", ...rest] = text.split("/");
  const read = addressOf(address);
  if (read === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length)) return undefined;
  const [bits, prefix] = [read.version === 4 ? 32 : 128, Number(length)];
  if (prefix > bits) return undefined;
  const free = BigInt(bits - prefix);
  const first = (read.value >> free) << free;
  return { version: read.version, prefix, first, last: first + (1n << free) - 1n };
}

/** Reads an IP address; `undefined` for anything else, also for IPv6 with a zone (`fe80::1%eth0`). */
export function addressOf(text: string): { readonly version: 4 | 6; readonly value: bigint } | undefined {
  const version = isIP(text);
  if (version === 4) return { version, value: joined(text.split(".").map(Number), 8n) };
  if (version !== 6 || text.includes("%")) return undefined;
  return { version: 6, value: joined(groupsOf(text), 16n) };
}

/** Every pair of `items` whose networks have an address in common; within a pair and among pairs, lower networks come first. */
export function overlapsIn<Item extends { readonly network: Network }>(items: readonly Item[]): [Item, Item][] {
  const sorted = [...items].sort((one, other) => compare(one.network, other.network));
  const pairs: [Item, Item][] = [];
  for (const [index, item] of sorted.entries()) {
    // Sorted by first address: the others that overlap this one from above follow without a gap.
    for (let next = index + 1; next < sorted.length; next++) {
      const other = sorted[next];
      if (other === undefined || !reaches(item.network, other.network)) break;
      pairs.push([item, other]);
    }
  }
  return pairs;
}

function compare(one: Network, other: Network): number {
  if (one.version !== other.version) return one.version - other.version;
  if (one.first !== other.first) return one.first < other.first ? -1 : 1;
  return one.prefix - other.prefix;
}

function reaches(lower: Network, higher: Network): boolean {
  return lower.version === higher.version && higher.first <= lower.last;
}

function joined(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((value, part) => (value << bits) | BigInt(part), 0n);
}

// The eight groups of an IPv6 address, whose end may be written as IPv4 and whose longest run of zeros as `::`.
function groupsOf(text: string): number[] {
  const [head = [], tail] = text.split("::").map(groupsWritten);
  if (tail === undefined) return head;
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function groupsWritten(text: string): number[] {
  return text.split(":").flatMap((part) => {
    if (part === "") return [];
    if (!part.includes(".")) return [Number.parseInt(part, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = part.split(".").map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}
