// One tunnel as it is, in no one's words: what every format is rendered from, and what two sides are compared by.
import { createHash } from "node:crypto";
import type { Cipher, Hash } from "./algorithms";

/** What one of the two negotiations agrees on. */
export interface Phase {
  readonly encryption: Cipher;
  readonly integrity: Hash;
  /** Number of the Diffie-Hellman group; 0 for none. */
  readonly group: number;
  /** Seconds that its keys live. */
  readonly lifetime: number;
}

/** One of the two gateways. */
export interface Gateway {
  readonly address: string;
  /** Its identity in the negotiation. */
  readonly id: string;
  /** The networks behind it, without host bits. */
  readonly networks: readonly string[];
}

/** Dead peer detection. */
export interface DeadPeer {
  readonly action: "clear" | "hold" | "restart";
  readonly interval: number;
  readonly timeout: number;
}

export interface Tunnel {
  /** What its parts are called on the device: letters, digits, `_` and `-`. */
  readonly name: string;
  readonly ikeVersion: 1 | 2;
  readonly isAggressive: boolean;
  readonly ike: Phase;
  readonly ipsec: Phase & { readonly protocol: "esp" | "ah"; readonly mode: "tunnel" | "transport" };
  /** The gateway of the cloud, and the device on the other side, for which files are rendered. */
  readonly cloud: Gateway;
  readonly device: Gateway;
  readonly psk: string;
  /** Undefined where it is switched off. */
  readonly dpd: DeadPeer | undefined;
  /** Whether the device has to start the negotiation, since the cloud only responds. */
  readonly deviceStarts: boolean;
  /** The largest packet and TCP segment that pass through the tunnel whole. */
  readonly mtu: number;
  readonly mss: number;
}

/** Every pair of a network behind the device and one behind the cloud. */
export function pairsOf({ device, cloud }: Tunnel): { readonly here: string; readonly there: string }[] {
  return device.networks.flatMap((here) => cloud.networks.map((there) => ({ here, there })));
}

/** An identity without the sign that says that it is a name; other signs belong to what they mark. */
export function bareName(id: string): string {
  return /^@[0-9A-Za-z]/.test(id) && !id.includes("@", 1) ? id.slice(1) : id;
}

/** A name of at most so many characters: a longer one keeps its start, and digits that tell it from others with the same start. */
export function cutName(name: string, most: number): string {
  if (name.length <= most) return name;
  const digits = createHash("sha256").update(name).digest("hex").slice(0, 4);
  return `${name.slice(0, most - 5)}-${digits}`;
}
