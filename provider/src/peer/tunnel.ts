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
  return name.length <= most ? name : markedName(name, { of: name, most });
}

// The name with digits that tell what it was made `of` from others.
function markedName(name: string, { of, most }: { readonly of: string; readonly most: number }): string {
  const digits = createHash("sha256").update(of).digest("hex").slice(0, 4);
  return `${name.slice(0, most - 5)}-${digits}`;
}

/** Characters of a name that every file system and nearly every device takes. */
const LONGEST_NAME = 64;

/**
 * A name of letters, digits, `_` and `-` that begins with a letter; empty where nothing is left. What it does not take is replaced, and
 * digits keep it apart from another name of which the same is left.
 */
export function deviceName(name: string): string {
  const own = name.replace(/[^0-9A-Za-z_-]+/g, "-").replace(/^[^A-Za-z]+|-+$/g, "");
  // Devices have profiles called default themselves.
  if (own === "default") return "cloud-default";
  return own === name || own === "" ? cutName(own, LONGEST_NAME) : markedName(own, { of: name, most: LONGEST_NAME });
}
