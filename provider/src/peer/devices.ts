// What the text formats of devices have in common.
import { isIP } from "node:net";
import type { Tunnel } from "./tunnel";

/** The least and the most that a device takes. */
export type Range = readonly [least: number, most: number];

/** What none of them can say. */
export function deviceLimits({ ike, ipsec }: Tunnel): string[] {
  return [
    ...(ike.group === 0 ? ["ike.pfs disable does not exist"] : []),
    ...(ipsec.protocol === "ah" ? ["ipsec.transformProtocol ah is not rendered"] : []),
    ...(ipsec.mode === "transport" ? ["ipsec.encapsulationMode transport is not rendered"] : []),
  ];
}

/** The limit of command lines that read some characters of a key otherwise. */
export function plainKeyOnly({ psk }: Tunnel): string[] {
  return isPlainKey(psk) ? [] : ["psk has characters that are not safe on the command line"];
}

/** The limit of devices that take keys of so many octets only. */
export function keyLength({ psk }: Tunnel, [least, most]: Range): string[] {
  const octets = Buffer.byteLength(psk);
  return octets < least || octets > most ? [`psk has ${octets} octets, not ${least} to ${most},`] : [];
}

function isPlainKey(psk: string): boolean {
  return /^[\w~!@%^*()+=[\]{}:,./-]+$/.test(psk);
}

/** A key in quotes, for devices that read what begins with 0x as hexadecimal: so it says what quotes cannot hold. */
export function keyOrHex(psk: string): string {
  if (isPlainKey(psk) && !/^0x/i.test(psk)) return `"${psk}"`;
  return `0x${Buffer.from(psk, "utf8").toString("hex")}`;
}

/** The limit of devices that refuse shorter or longer lives of keys. */
export function lifetimeLimits(tunnel: Tunnel, ranges: { readonly ike: Range; readonly ipsec: Range }): string[] {
  return (["ike", "ipsec"] as const).flatMap((policy) => {
    const { lifetime } = tunnel[policy];
    const [least, most] = ranges[policy];
    if (lifetime >= least && lifetime <= most) return [];
    return [`${policy}.lifetime ${lifetime} is not one of ${least} to ${most} seconds`];
  });
}

/** The limit of devices whose text for IPv6 is another one. */
export function ipv4Only({ cloud, device }: Tunnel): string[] {
  const values = [cloud.address, ...cloud.networks, ...device.networks];
  return values.some((value) => value.includes(":")) ? ["peerAddress or peerCidrs of IPv6 are not rendered"] : [];
}

/** The limit of devices that take the gateway as a number only. */
export function addressOnly({ cloud }: Tunnel): string[] {
  return isIP(cloud.address) === 0 ? ["gatewayAddress has to be an IP address"] : [];
}

/** What an identity is. */
export function identityKind(id: string): "address" | "email" | "name" {
  if (isIP(id) !== 0) return "address";
  return id.includes("@") ? "email" : "name";
}

/** `10.1.0.0/16` as address and mask; `wildcard`: the mask of an access list, in which ones do not count. */
export function maskedNetwork(network: string): {
  readonly address: string;
  readonly mask: string;
  readonly wildcard: string;
} {
  const [address = "", prefix = ""] = network.split("/");
  const bits = Array.from({ length: 32 }, (_, at) => (at < Number(prefix) ? 1 : 0));
  const dotted = (ones: readonly number[]) =>
    [0, 8, 16, 24].map((at) => Number.parseInt(ones.slice(at, at + 8).join(""), 2)).join(".");
  return { address, mask: dotted(bits), wildcard: dotted(bits.map((bit) => 1 - bit)) };
}

/** Dead peer detection as a device takes it: seconds between probes, and how many without an answer make a peer dead. */
export function probesIn(
  { dpd }: Tunnel,
  ranges: { readonly interval: Range; readonly count: Range },
): { readonly interval: number; readonly count: number } | undefined {
  if (dpd === undefined) return undefined;
  const interval = within(dpd.interval, ranges.interval);
  return { interval, count: within(Math.floor(dpd.timeout / interval), ranges.count) };
}

/** The number of a range that is nearest. */
export function within(value: number, [least, most]: Range): number {
  return Math.max(least, Math.min(most, value));
}

/** The sentence about probes that a device takes less or more often than declared. */
export function probeAdvice({ dpd }: Tunnel, interval: number | undefined): string[] {
  if (dpd === undefined || interval === undefined || dpd.interval === interval) return [];
  return [`dpd.interval ${dpd.interval} is rendered as ${interval} seconds, the nearest that the device takes.`];
}

/** The advice that stands for what a text cannot know. */
export function placeholders(...names: readonly string[]): string {
  const rules = "Let its firewall pass the networks, and its routes send them into the tunnel.";
  return `Replace ${names.join(" and ")} with what the device has. ${rules}`;
}

/** The advice for devices that start a tunnel with traffic only, where the cloud never starts it. */
export function trafficStarts({ deviceStarts }: Tunnel): string[] {
  return deviceStarts ? ["The cloud only responds, and only traffic makes this device start: let it send some."] : [];
}
