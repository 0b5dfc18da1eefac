// What a test holds of a running emulator: its addresses, its stored objects, its log and its switches.
// Everything is wired together in index.ts.
import { fits, type RequestEntry, type RequestFilter } from "./exchange";
import type { FaultBook, FaultOrder } from "./faults";
import type { Identity } from "./identity";
import {
  type Credentials,
  credentialsOf,
  environmentFor,
  type KeyPair,
  type LoginMethod,
  type TemporaryKeyPair,
} from "./logins";
import type {
  Agent,
  CollectionName,
  Dialect,
  ErrorShape,
  PskEcho,
  Router,
  ServiceTransitions,
  State,
  Subnet,
  Transitions,
  WireObject,
} from "./model";
import type { RateLimit } from "./rateLimit";
import { accessKey, mainUser, otherAccessKey, otherUser, readerUser, type Seeded, seeded } from "./seed";
import type { RunningServer } from "./server";
import { settle } from "./settling";
import { store } from "./storage";

/** A running emulator. */
export interface Emulator {
  readonly dialect: Dialect;
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Keystone's URL, ending in `/v3`. */
  readonly authUrl: string;
  /** URL of the network service in the catalog, without `/v2.0`. */
  readonly endpoint: string;
  /** The variables that let a client log in to the main project, by user name and password, and `VPNAAS_DIALECT`. */
  readonly environment: Record<string, string>;
  /** The same for a user of that project who may only read. */
  readonly readerEnvironment: Record<string, string>;
  /** The same for another way to log in. AK/SK works on the otc dialect only. */
  environmentFor(method: LoginMethod): Record<string, string>;
  readonly credentials: Credentials;
  /** A user of another project (the application credential in it is the main user's). */
  readonly otherCredentials: Credentials;
  /** Signs requests of the main user, whose account has two projects. */
  readonly accessKey: KeyPair;
  /** Likewise; ends 24 hours after the start on the emulator's clock. */
  readonly temporaryKey: TemporaryKeyPair;
  /** Signs requests of the user of the other project. */
  readonly otherAccessKey: KeyPair;
  readonly seeded: Seeded;
  /** Every request in order of arrival. */
  readonly log: RequestEntry[];
  requests(filter?: RequestFilter): RequestEntry[];
  /** All requests below `/v2.0/`, of every region. */
  vpnRequests(filter?: RequestFilter): RequestEntry[];
  clearLog(): void;
  /** The stored wire objects by id; editing one is how a test makes drift. */
  readonly connections: Map<string, WireObject>;
  readonly vpnservices: Map<string, WireObject>;
  readonly ikepolicies: Map<string, WireObject>;
  readonly ipsecpolicies: Map<string, WireObject>;
  readonly endpointGroups: Map<string, WireObject>;
  readonly routers: Map<string, Router>;
  readonly subnets: Map<string, Subnet>;
  /** Host name to address, for peer addresses on the openstack dialect. */
  readonly names: Map<string, string>;
  /** The stored wire objects of another region, one of `moreRegions`. */
  inRegion(name: string): Readonly<Record<CollectionName, Map<string, WireObject>>>;
  /** Puts an object with an id in place as it is, without checks. */
  place(collection: CollectionName, object: WireObject): void;
  transitions: Transitions;
  /** Whether and how long a PUT of a service shows `PENDING_UPDATE`. */
  serviceTransitions: ServiceTransitions;
  /** On the openstack dialect: what becomes of a tunnel that is taken down and up, and when that is reported. */
  agent: Agent;
  /** Ends the pending phase of an object, with the status of its transition or the given one. */
  settle(id: string, status?: string): void;
  /** Sets a status and ends any pending phase. */
  setStatus(id: string, status: string): void;
  fault(order: FaultOrder): void;
  clearFaults(): void;
  /** Number of ordered faults that are not used up. */
  openFaults(): number;
  pskEcho: PskEcho;
  /** Whether a PUT that changes psk and does not send dpd puts dpd back to hold/30/120. */
  resetDpdOnPsk: boolean;
  pendingRefusal: 400 | 409;
  /** Shape of error bodies on the otc dialect. */
  errorShape: ErrorShape;
  pageSize: number | undefined;
  refuseFilters: boolean;
  /** Reads show the objects of all projects, as an administrator sees them. */
  seeAllProjects: boolean;
  /** Requests a second above which 429 is answered; undefined for no limit. */
  rateLimit: RateLimit | undefined;
  /** Milliseconds for which reads (GET and LIST) show an object as it was before a write; 0 (the default) for none. */
  readLag: number;
  /** Connections of clients: how many are open, and how many were at the same time at most. */
  readonly sockets: { readonly open: number; readonly most: number };
  /** Milliseconds; applies to tokens issued from now on. */
  tokenLifetime: number;
  /** Every token issued so far answers 401 from now on. */
  revokeTokens(): void;
  /** Gives the main user another password; `credentials` and `environment` keep the first one, and tokens stay valid. */
  changePassword(password: string): void;
  /** Destroys open sockets and frees the port. */
  close(): Promise<void>;
}

/** The parts of a running emulator. */
export interface EmulatorParts {
  readonly state: State;
  /** Those of the other regions. */
  readonly others: ReadonlyMap<string, State>;
  readonly identity: Identity;
  readonly faults: FaultBook;
  readonly server: RunningServer;
  readonly url: string;
  readonly region: string;
  readonly tokens: { lifetime: number };
  readonly temporaryKey: TemporaryKeyPair;
}

type Switch =
  | "transitions"
  | "serviceTransitions"
  | "agent"
  | "pskEcho"
  | "resetDpdOnPsk"
  | "pendingRefusal"
  | "errorShape"
  | "pageSize"
  | "refuseFilters"
  | "seeAllProjects"
  | "rateLimit"
  | "readLag";

/** Puts the parts together into what a test holds. */
export function assemble(parts: EmulatorParts): Emulator {
  const { state, others, identity, faults, server, url, tokens } = parts;
  const { log } = server;
  const place = { ...parts, dialect: state.dialect };
  const requests = (filter: RequestFilter = {}) => log.filter((entry) => fits(filter, entry));
  const emulator: Omit<Emulator, Switch> = {
    dialect: state.dialect,
    url,
    authUrl: `${url}/v3`,
    endpoint: url,
    environment: environmentFor(place, "password"),
    readerEnvironment: { ...environmentFor(place, "password"), ...readerLogin },
    environmentFor: (method) => environmentFor(place, method),
    credentials: credentialsOf(identity, mainUser),
    otherCredentials: credentialsOf(identity, otherUser),
    accessKey: pairOf(accessKey),
    temporaryKey: { ...pairOf(parts.temporaryKey), securityToken: parts.temporaryKey.securityToken },
    otherAccessKey: pairOf(otherAccessKey),
    seeded,
    log,
    requests,
    vpnRequests: (filter) => requests(filter).filter((entry) => /^(\/[^/]+)?\/v2\.0\//.test(entry.path)),
    clearLog: () => void log.splice(0),
    ...state.collections,
    routers: state.routers,
    subnets: state.subnets,
    names: state.names,
    inRegion(name) {
      const other = others.get(name);
      if (other === undefined) throw new Error(`There is no region ${name} besides the first one.`);
      return other.collections;
    },
    place: (collection, object) => void store(state, collection, object),
    settle: (id, status) => settle(state, id, status),
    setStatus: (id, status) => settle(state, id, status),
    fault: faults.file,
    clearFaults: faults.clear,
    openFaults: faults.open,
    sockets: server.sockets,
    get tokenLifetime() {
      return tokens.lifetime;
    },
    set tokenLifetime(milliseconds) {
      tokens.lifetime = milliseconds;
    },
    revokeTokens: identity.revokeAll,
    changePassword: (password) => identity.changePassword(mainUser, password),
    close: server.close,
  };
  return withSwitches(emulator, state);
}

const readerLogin = { OS_USERNAME: readerUser.name, OS_PASSWORD: readerUser.password };

function pairOf({ accessKey: key, secretKey }: KeyPair): KeyPair {
  return { accessKey: key, secretKey };
}

// The switches are the state's own fields, so that setting one reaches the rules at once.
function withSwitches(emulator: Omit<Emulator, Switch>, state: State): Emulator {
  const switches: Switch[] = [
    ...([
      "transitions",
      "serviceTransitions",
      "agent",
      "pskEcho",
      "resetDpdOnPsk",
      "pendingRefusal",
      "errorShape",
      "pageSize",
      "refuseFilters",
      "seeAllProjects",
      "rateLimit",
      "readLag",
    ] as const),
  ];
  for (const name of switches) {
    Object.defineProperty(emulator, name, {
      enumerable: true,
      get: () => state[name],
      set: (value: State[Switch]) => Object.assign(state, { [name]: value }),
    });
  }
  // The loop has just added exactly the names that Omit took away.
  return emulator as Emulator;
}
