// What a test holds of a running emulator: its addresses, its stored objects, its log and its switches.
// Everything is wired together in index.ts.
import { fits, type RequestEntry, type RequestFilter } from "./exchange";
import type { FaultBook, FaultOrder } from "./faults";
import type { Identity, User } from "./identity";
import type {
  CollectionName,
  Dialect,
  ErrorShape,
  PskEcho,
  Router,
  State,
  Subnet,
  Transitions,
  WireObject,
} from "./model";
import { applicationCredential, mainUser, otherUser, type Seeded, seeded } from "./seed";
import type { RunningServer } from "./server";
import { settle } from "./settling";
import { store } from "./storage";

/** What a client needs to log in. */
export interface Credentials {
  readonly userId: string;
  readonly username: string;
  readonly password: string;
  readonly userDomainName: string;
  readonly userDomainId: string;
  readonly projectName: string;
  readonly projectId: string;
  readonly projectDomainName: string;
  readonly applicationCredentialId: string;
  readonly applicationCredentialName: string;
  readonly applicationCredentialSecret: string;
  /** A new token scoped to the project, without a request. */
  scopedToken(): string;
  /** A new token without a scope, without a request. */
  unscopedToken(): string;
}

/** A running emulator. */
export interface Emulator {
  readonly dialect: Dialect;
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Keystone's URL, ending in `/v3`. */
  readonly authUrl: string;
  /** URL of the network service in the catalog, without `/v2.0`. */
  readonly endpoint: string;
  /** The `OS_*` variables that let a client log in to the main project. */
  readonly environment: Record<string, string>;
  readonly credentials: Credentials;
  /** A user of another project (the application credential in it is the main user's). */
  readonly otherCredentials: Credentials;
  readonly seeded: Seeded;
  /** Every request in order of arrival. */
  readonly log: RequestEntry[];
  requests(filter?: RequestFilter): RequestEntry[];
  /** All requests below `/v2.0/`. */
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
  /** Puts an object with an id in place as it is, without checks. */
  place(collection: CollectionName, object: WireObject): void;
  transitions: Transitions;
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
  /** Milliseconds; applies to tokens issued from now on. */
  tokenLifetime: number;
  /** Every token issued so far answers 401 from now on. */
  revokeTokens(): void;
  /** Destroys open sockets and frees the port. */
  close(): Promise<void>;
}

/** The parts of a running emulator. */
export interface EmulatorParts {
  readonly state: State;
  readonly identity: Identity;
  readonly faults: FaultBook;
  readonly server: RunningServer;
  readonly url: string;
  readonly region: string;
  readonly tokens: { lifetime: number };
}

type Switch =
  | "transitions"
  | "pskEcho"
  | "resetDpdOnPsk"
  | "pendingRefusal"
  | "errorShape"
  | "pageSize"
  | "refuseFilters";

/** Puts the parts together into what a test holds. */
export function assemble(parts: EmulatorParts): Emulator {
  const { state, identity, faults, server, url, tokens } = parts;
  const { log } = server;
  const requests = (filter: RequestFilter = {}) => log.filter((entry) => fits(filter, entry));
  const emulator: Omit<Emulator, Switch> = {
    dialect: state.dialect,
    url,
    authUrl: `${url}/v3`,
    endpoint: url,
    environment: environmentOf(parts),
    credentials: credentialsOf(identity, mainUser),
    otherCredentials: credentialsOf(identity, otherUser),
    seeded,
    log,
    requests,
    vpnRequests: (filter) => requests(filter).filter((entry) => entry.path.startsWith("/v2.0/")),
    clearLog: () => void log.splice(0),
    ...state.collections,
    routers: state.routers,
    subnets: state.subnets,
    names: state.names,
    place: (collection, object) => void store(state, collection, object),
    settle: (id, status) => settle(state, id, status),
    setStatus: (id, status) => settle(state, id, status),
    fault: faults.file,
    clearFaults: faults.clear,
    openFaults: faults.open,
    get tokenLifetime() {
      return tokens.lifetime;
    },
    set tokenLifetime(milliseconds) {
      tokens.lifetime = milliseconds;
    },
    revokeTokens: identity.revokeAll,
    close: server.close,
  };
  return withSwitches(emulator, state);
}

// The switches are the state's own fields, so that setting one reaches the rules at once.
function withSwitches(emulator: Omit<Emulator, Switch>, state: State): Emulator {
  const switches: Switch[] = [
    ...([
      "transitions",
      "pskEcho",
      "resetDpdOnPsk",
      "pendingRefusal",
      "errorShape",
      "pageSize",
      "refuseFilters",
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

function environmentOf({ url, region }: EmulatorParts): Record<string, string> {
  const [project] = mainUser.projects;
  return {
    OS_AUTH_URL: `${url}/v3`,
    OS_USERNAME: mainUser.name,
    OS_PASSWORD: mainUser.password,
    OS_USER_DOMAIN_NAME: mainUser.domain.name,
    OS_PROJECT_NAME: project?.name ?? "",
    OS_PROJECT_DOMAIN_NAME: project?.domain.name ?? "",
    OS_REGION_NAME: region,
  };
}

function credentialsOf(identity: Identity, user: User): Credentials {
  const [project] = user.projects;
  const issue = (scope: User["projects"][number] | undefined) =>
    identity.issue({ user, project: scope, method: "password" }).token;
  return {
    userId: user.id,
    username: user.name,
    password: user.password,
    userDomainName: user.domain.name,
    userDomainId: user.domain.id,
    projectName: project?.name ?? "",
    projectId: project?.id ?? "",
    projectDomainName: project?.domain.name ?? "",
    applicationCredentialId: applicationCredential.id,
    applicationCredentialName: applicationCredential.name,
    applicationCredentialSecret: applicationCredential.secret,
    scopedToken: () => issue(project),
    unscopedToken: () => issue(undefined),
  };
}
