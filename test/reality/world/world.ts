// Where a story happens: a project of its own on a service, seen only through HTTP. Either a real Neutron or the emulator.
// What is behind it is in neutron.ts and emulator.ts; stories know neither.
import { openEmulatorWorld } from "./emulator";
import { openNeutronWorld } from "./neutron";

/** An object as it travels. */
export type Wire = Record<string, unknown>;

/** Whose login: the user of the project in two ways, one who may only read, one of another project, and one without a project. */
export type Login = "password" | "applicationCredential" | "reader" | "other" | "unscoped";

/** The five collections, by the last part of their path. */
export type Collection = "vpnservices" | "ikepolicies" | "ipsecpolicies" | "endpoint-groups" | "ipsec-site-connections";

export const COLLECTIONS: readonly Collection[] = [
  "vpnservices",
  "ikepolicies",
  "ipsecpolicies",
  "endpoint-groups",
  "ipsec-site-connections",
];

/** An answer of the service; `body` is undefined where there is none. */
export interface Answer {
  readonly status: number;
  readonly body: Wire | undefined;
}

/** Who sends a request: a login, no one, or a client with a token that was never issued. */
export type Caller = Login | "nobody" | "stranger";

/** Two routers with a gateway to the outside, and two subnets that are connected to both; and one of each without. */
export interface Network {
  readonly routerId: string;
  readonly secondRouterId: string;
  readonly subnetId: string;
  readonly secondSubnetId: string;
  readonly bareRouterId: string;
  readonly lonelySubnetId: string;
}

export interface World {
  readonly kind: "neutron" | "emulator";
  readonly network: Network;
  /** The `OS_*` variables of the project's user. */
  readonly environment: Record<string, string>;
  environmentOf(login: Login): Record<string, string>;
  /** One request to the network service; `path` begins after `/v2.0`, a body that is a text is sent as it is. */
  send(method: string, path: string, body?: unknown, caller?: Caller): Promise<Answer>;
  /** Whether what is pending stays so. */
  hold(isHeld: boolean): Promise<void>;
  /** A status as the agent would report it. */
  setStatus(connectionId: string, status: string): Promise<void>;
  /** How long new tokens live. */
  setTokenLife(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** The folder of the lab that `make reality` has started; without one, stories are played on the emulator. */
export const LAB = process.env.VPNAAS_LAB;

export function openWorld(): Promise<World> {
  return LAB === undefined ? openEmulatorWorld() : openNeutronWorld(LAB);
}

/** The folder of the lab, where there has to be one. */
export function labFolder(): string {
  if (LAB === undefined) throw new Error("This test needs the real server: run `make reality`.");
  return LAB;
}
