// When two texts mean the same: ids in another case, addresses and networks that are spelled otherwise.
import { isIP } from "node:net";
import { isCidr, isIdentifier } from "./formats";

/** What a text stands for; a host is an address or a name, an endpoint a network or an id. */
export type Meaning = "id" | "network" | "address" | "host" | "endpoint";

/** A form that is equal for texts that mean the same; the text itself where it is no such thing. */
export function meaningOf(text: string, kind: Meaning): string {
  switch (kind) {
    case "id":
      return idOf(text);
    case "network":
      return networkOf(text) ?? text;
    case "address":
      return addressOf(text) ?? text;
    case "host":
      return addressOf(text) ?? text.toLowerCase();
    case "endpoint":
      return networkOf(text) ?? idOf(text);
  }
}

/** Do two ids mean the same object? */
export function isSameId(left: unknown, right: unknown): boolean {
  return typeof left === "string" && typeof right === "string" && idOf(left) === idOf(right);
}

/** `10.7.0.5/16` → `10.7.0.0/16`: the network that a text with host bits means; undefined where it has none. */
export function withoutHostBits(network: string): string | undefined {
  if (!isCidr(network)) return undefined;
  const [address = "", prefix = ""] = network.split("/");
  const bits = bitsOf(address);
  if (bits === undefined) return undefined;
  const kept = withoutHost(bits, Number(prefix));
  return kept === bits.value ? undefined : `${textOf({ ...bits, value: kept })}/${Number(prefix)}`;
}

function idOf(text: string): string {
  return isIdentifier(text) ? text.toLowerCase().replaceAll("-", "") : text;
}

function networkOf(text: string): string | undefined {
  if (!isCidr(text)) return undefined;
  const [address = "", prefix = ""] = text.split("/");
  const bits = bitsOf(address);
  return bits === undefined ? undefined : `${bits.size} ${withoutHost(bits, Number(prefix))}/${Number(prefix)}`;
}

function addressOf(text: string): string | undefined {
  const bits = bitsOf(text);
  return bits === undefined ? undefined : `${bits.size} ${bits.value}`;
}

interface Bits {
  readonly size: 32 | 128;
  readonly value: bigint;
}

// An IPv6 address with a zone means something on one machine only: it stays a text.
function bitsOf(address: string): Bits | undefined {
  const version = isIP(address);
  if (version === 4) return { size: 32, value: joined(octets(address), 8n) };
  if (version !== 6 || address.includes("%")) return undefined;
  const [before = "", after] = address.split("::");
  const [left, right] = [groups(before), groups(after ?? "")];
  const zeros: number[] = Array.from({ length: 8 - left.length - right.length }, () => 0);
  return { size: 128, value: joined([...left, ...zeros, ...right], 16n) };
}

function groups(text: string): number[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (!group.includes(".")) return [Number.parseInt(group, 16)];
    const [first = 0, second = 0, third = 0, fourth = 0] = octets(group);
    return [first * 256 + second, third * 256 + fourth];
  });
}

const octets = (address: string): number[] => address.split(".").map(Number);

const joined = (parts: readonly number[], width: bigint): bigint =>
  parts.reduce((value, part) => (value << width) | BigInt(part), 0n);

function withoutHost({ size, value }: Bits, prefix: number): bigint {
  const host = BigInt(size - prefix);
  return (value >> host) << host;
}

// An address of IPv6 in the short form that people write.
function textOf({ size, value }: Bits): string {
  const [count, width] = size === 32 ? [4, 8] : [8, 16];
  const parts = Array.from({ length: count }, (_, at) =>
    Number((value >> BigInt((count - 1 - at) * width)) & ((1n << BigInt(width)) - 1n)),
  );
  if (size === 32) return parts.join(".");
  const written = parts.map((part) => part.toString(16)).join(":");
  return new URL(`http://[${written}]/`).hostname.slice(1, -1);
}
