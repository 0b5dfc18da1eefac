// How large a packet may be that goes through a tunnel, so that none is cut into pieces outside of it.
import { isIPv6 } from "node:net";
import { blockOf, type Cipher, checkValueOf, type Hash } from "./algorithms";

/** Octets that a link outside carries, as nearly all do. */
const LINK = 1500;
/** Headers of IPv4, IPv6, UDP (where a NAT is on the way), ESP, AH, and the end of ESP. */
const [IPV4, IPV6, UDP, ESP, AH, ESP_END] = [20, 40, 8, 8, 12, 2];
const TCP = 20;

interface Path {
  readonly encryption: Cipher;
  readonly integrity: Hash;
  readonly protocol: "esp" | "ah";
  /** An address outside, and a network inside: they tell the IP versions. */
  readonly outside: string;
  readonly inside: string;
  /** What the connection declares; the service's own default says nothing about the path. */
  readonly declared: number | undefined;
}

/** The largest packet, and the largest TCP segment in it. */
export function packetSize(path: Path): { readonly mtu: number; readonly mss: number } {
  const mtu = Math.min(roomIn(path), path.declared ?? LINK);
  const header = isIPv6(path.inside.split("/")[0] ?? "") ? IPV6 : IPV4;
  return { mtu, mss: mtu - header - TCP };
}

function roomIn({ encryption, integrity, protocol, outside }: Path): number {
  const check = checkValueOf(encryption, integrity);
  const link = LINK - (isIPv6(outside) ? IPV6 : IPV4);
  if (protocol === "ah") return link - AH - check;
  const { block, vector } = blockOf(encryption);
  const room = link - UDP - ESP - vector - check;
  return Math.floor(room / block) * block - ESP_END;
}
