// What the emulator remembers: the stored wire objects, the network around them and the switches a test may set.
// Holds data and types only; rules live in connections.ts, collections.ts, settling.ts and keystone.ts.

import type { RateLimit } from "./rateLimit";

/** Which server is played: Open Telekom Cloud's classic VPN (`otc`) or upstream Neutron VPNaaS (`openstack`). */
export type Dialect = "otc" | "openstack";

/** One stored object, keyed by wire names (snake case) as it travels over HTTP. */
export type WireObject = Record<string, unknown>;

/** The five collections of the VPN API, under the names that {@link Emulator} gives their maps. */
export type CollectionName = "connections" | "vpnservices" | "ikepolicies" | "ipsecpolicies" | "endpointGroups";

/** What happens to the status of a connection after a write. A transition may be replaced or edited at any time. */
export interface Transition {
  /** Status shown by the reply of the write and while pending; `undefined` means that there is no pending phase. */
  pending: string | undefined;
  /**
   * How many reads (GET, or LIST that holds the object) still show the pending status. 0: only the reply of the write
   * shows it. A refusal that the object causes while it is being deleted (in use, peer taken) counts as a read.
   */
  reads: number;
  /** Status afterwards. For a delete, `GONE` removes the object and any other text keeps it with that status. */
  to: string;
  /** Stay pending until `emulator.settle(id)`. */
  hold: boolean;
  /** Settle this many milliseconds after the write instead of after a number of reads (for demonstrations). */
  milliseconds?: number | undefined;
  /**
   * Begin the pending phase only this many milliseconds after the write: until then its reply and all reads show the status
   * from before it (`null` after a create), and only reads from then on are counted.
   */
  beginsAfter?: number | undefined;
}

/** The three transitions of a connection. */
export interface Transitions {
  create: Transition;
  update: Transition;
  delete: Transition;
}

/** The transition of a VPN service that is under control; its create ends with its first connection instead. */
export interface ServiceTransitions {
  update: Transition;
}

/** How the agent behind the API behaves; each part may be changed at any time. */
export interface Agent {
  /** Milliseconds from a PUT until the agent applies what is stored then, and reports. */
  reportsAfter: number;
  /** Milliseconds from there until the two sides of a tunnel that is up again have negotiated; undefined: neither initiates. */
  negotiatesIn: number | undefined;
  /** With strongSwan a tunnel stays for as long as one connection of its VPN service is up; libreswan leaves out what is down. */
  drives: "strongswan" | "libreswan";
}

/** What the agent has still to do, at a time on the emulator's clock, and which tunnels it has taken down. */
export interface AgentWork {
  due: { readonly at: number; readonly act: () => void }[];
  readonly taken: Set<string>;
}

/** What a reply holds for `psk`: the stored text, `******`, another text of 64 hexadecimal digits, or no key at all. */
export type PskEcho = "clear" | "masked" | "altered" | "missing";

/**
 * Shape of an error body: `code` is OTC's `{code, message}`, `neutron` is `{NeutronError}`, `wrapped` is
 * a NeutronError as JSON text inside `error_msg`, `gateway` is `{error_code, error_msg, request_id}`.
 */
export type ErrorShape = "code" | "neutron" | "wrapped" | "gateway";

/** A write whose object has not settled yet. */
export interface PendingWrite {
  action: keyof Transitions;
  readsLeft: number;
  to: string;
  hold: boolean;
  /** Time on the emulator's clock (milliseconds) at which it settles, where the transition is timed. */
  dueAt: number | undefined;
  /** The status of a pending phase that has not begun, and the time at which it begins. */
  begins?: { readonly at: number; readonly status: string } | undefined;
}

/** What reads show of an object until that time on the emulator's clock (milliseconds); no object: they do not find it. */
export interface OldVersion {
  readonly until: number;
  readonly object: WireObject | undefined;
}

/** A router (OTC: a VPC) that a VPN service can be put on; without a gateway it is refused. */
export interface Router {
  id: string;
  name?: string;
  gatewayV4: string | null;
  gatewayV6: string | null;
}

/** A subnet that an endpoint group can name, with the routers it is connected to. */
export interface Subnet {
  id: string;
  name?: string;
  cidr: string;
  routerIds: string[];
}

/** Everything the rules read and change. */
export interface State {
  readonly dialect: Dialect;
  readonly collections: Record<CollectionName, Map<string, WireObject>>;
  readonly pending: Map<string, PendingWrite>;
  readonly routers: Map<string, Router>;
  readonly subnets: Map<string, Subnet>;
  /** Host names that the openstack dialect can resolve. */
  readonly names: Map<string, string>;
  readonly now: () => number;
  readonly mainProjectId: string;
  transitions: Transitions;
  serviceTransitions: ServiceTransitions;
  agent: Agent;
  readonly agentWork: AgentWork;
  pskEcho: PskEcho;
  resetDpdOnPsk: boolean;
  pendingRefusal: 400 | 409;
  errorShape: ErrorShape;
  connectionQuota: number;
  pageSize: number | undefined;
  refuseFilters: boolean;
  seeAllProjects: boolean;
  rateLimit: RateLimit | undefined;
  /** Milliseconds by which reads lag behind writes. */
  readLag: number;
  /** By collection and id: what reads still show, oldest first. */
  readonly oldVersions: Record<CollectionName, Map<string, OldVersion[]>>;
}

/** The pending phases that a dialect shows by itself. */
export function defaultTransitions(dialect: Dialect): Transitions {
  const create = { pending: "PENDING_CREATE", reads: 1, to: "DOWN", hold: false };
  if (dialect === "openstack") {
    return {
      create,
      update: { pending: undefined, reads: 0, to: "DOWN", hold: false },
      delete: { pending: undefined, reads: 0, to: "GONE", hold: false },
    };
  }
  return {
    create,
    update: { pending: "PENDING_UPDATE", reads: 1, to: "DOWN", hold: false },
    delete: { pending: "PENDING_DELETE", reads: 1, to: "GONE", hold: false },
  };
}

/** No pending phase; set `pending` to `PENDING_UPDATE` for one. */
export function defaultServiceTransitions(): ServiceTransitions {
  return { update: { pending: undefined, reads: 1, to: "ACTIVE", hold: false } };
}

/** Applies at once, and no tunnel comes up by itself. */
export function defaultAgent(): Agent {
  return { reportsAfter: 0, negotiatesIn: undefined, drives: "strongswan" };
}

/** True for every status in which the servers refuse a PUT, also in OTC's spelling with a space. */
export function isPending(object: WireObject): boolean {
  return /^PENDING[_ -]/.test(String(object.status ?? ""));
}

/** True if reads show the object to the caller: those of an administrator show the objects of all projects. */
export function isReadable(state: State, object: WireObject, projectId: string | undefined): boolean {
  return (state.seeAllProjects && projectId !== undefined) || isVisible(state, object, projectId);
}

/** True if the project of the caller may see the object; an object without a project belongs to the main one. */
export function isVisible(state: State, object: WireObject, projectId: string | undefined): boolean {
  return projectId !== undefined && String(object.tenant_id ?? state.mainProjectId) === projectId;
}

/** An object that a caller asks for. */
export interface Wanted {
  readonly id: string;
  /** The project of the caller. */
  readonly projectId: string | undefined;
}

/** The visible object with that id (case-insensitive, as MariaDB compares), or `undefined`. */
export function findVisible(
  state: State,
  collection: CollectionName,
  { id, projectId }: Wanted,
): WireObject | undefined {
  const object = findAny(state, collection, id);
  return object !== undefined && isVisible(state, object, projectId) ? object : undefined;
}

/** The readable object with that id; `undefined` where there is none. */
export function findReadable(
  state: State,
  collection: CollectionName,
  { id, projectId }: Wanted,
): WireObject | undefined {
  const object = findAny(state, collection, id);
  return object !== undefined && isReadable(state, object, projectId) ? object : undefined;
}

function findAny(state: State, collection: CollectionName, id: string): WireObject | undefined {
  const map = state.collections[collection];
  return map.get(id) ?? map.get(id.toLowerCase());
}
