// What the text formats of devices have in common.
import { isIP } from "node:net";
import type { Tunnel } from "./tunnel";

/** What none of them can say, and keys with characters that their command lines read otherwise. */
export function deviceLimits({ ike, ipsec, psk }: Tunnel): string[] {
  return [
    ...(ike.group === 0 ? ["ike.pfs disable does not exist"] : []),
    ...(ipsec.protocol === "ah" ? ["ipsec.transformProtocol ah is not rendered"] : []),
    ...(ipsec.mode === "transport" ? ["ipsec.encapsulationMode transport is not rendered"] : []),
    ...(/^[\w~!@%^*()+=[\]{}:,.-]+$/.test(psk) ? [] : ["psk has characters that are not safe on the command line"]),
  ];
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

/** How many probes fit into the time after which a peer counts as dead. */
export function probesIn({ dpd }: Tunnel): number {
  return dpd === undefined ? 0 : Math.max(1, Math.min(10, Math.floor(dpd.timeout / dpd.interval)));
}

/** The advice that stands for what a text cannot know. */
export function placeholders(...names: readonly string[]): string {
  return `Replace ${names.join(" and ")} by those of the device, and let its firewall and its routes send the networks into the tunnel.`;
}
