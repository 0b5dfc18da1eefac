// An in-memory Keystone v3 and VPN API over real HTTP on 127.0.0.1, for tests, demonstrations and trying programs out.
// Written from the API's documentation and recordings only; it knows nothing of the provider or its schema.
import { assemble, type Emulator } from "./emulator";
import type { RequestEntry } from "./exchange";
import { createFaultBook } from "./faults";
import { createIdentity, type Identity } from "./identity";
import { answerKeystone } from "./keystone";
import { type Dialect, defaultTransitions, type State, type WireObject } from "./model";
import { applicationCredential, mainProject, mainUser, names, otherUser, seedNetwork, seedObjects } from "./seed";
import { listen } from "./server";
import { answerVpnApi, type VpnApiContext } from "./vpnApi";

export type { Credentials, Emulator } from "./emulator";
export type { RequestEntry, RequestFilter } from "./exchange";
export type { FaultOrder, FaultReply } from "./faults";
export type {
  CollectionName,
  Dialect,
  ErrorShape,
  PskEcho,
  Router,
  Subnet,
  Transition,
  Transitions,
  WireObject,
} from "./model";
export type { Seeded } from "./seed";

/** How an emulator starts; everything has a default. */
export interface EmulatorOptions {
  /** Default `otc`. */
  dialect?: Dialect;
  /** Default 0: any free port. */
  port?: number;
  /** Whether services, policies and endpoint groups are there from the beginning. Default true. */
  seed?: boolean;
  /** Milliseconds until a token expires. Default one hour. */
  tokenLifetime?: number;
  /** The server's cap on the length of a page; default none. */
  pageSize?: number;
  /** Most connections that a project may have; one more is refused. Default none. */
  connectionQuota?: number;
  /** Status of the refusal of a PUT while pending. Default 400. */
  pendingRefusal?: 400 | 409;
  /** Whether any filter on a list is refused, as Neutron does since 2026-03. Default false. */
  refuseFilters?: boolean;
  /** The emulator's clock, milliseconds since 1970. Default `Date.now`. */
  now?: () => number;
  /** Called with every log entry once it is answered. Entries hold secrets. */
  onRequest?: (entry: RequestEntry) => void;
}

/** Starts an emulator on 127.0.0.1. Rejects if the port cannot be had. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const state = createState(options);
  seedNetwork(state);
  if (options.seed !== false) seedObjects(state);
  const tokens = { lifetime: options.tokenLifetime ?? 3_600_000 };
  const identity = createIdentity({
    users: [mainUser, otherUser],
    applicationCredentials: [applicationCredential],
    lifetime: () => tokens.lifetime,
    now: state.now,
  });
  const region = state.dialect === "otc" ? "eu-de" : "RegionOne";
  const faults = createFaultBook();
  // The port is known only after listening, and the first request comes only after that.
  let url = "";
  const server = await listen({
    port: options.port ?? 0,
    faults,
    now: state.now,
    onRequest: options.onRequest,
    handle(request) {
      if (request.path.startsWith("/v2.0")) return answerVpnApi(vpnContext(state, identity, url), request);
      const { dialect } = state;
      return answerKeystone({ identity, region, dialect, authUrl: `${url}/v3`, endpoint: url }, request);
    },
  });
  url = `http://127.0.0.1:${server.port}`;
  return assemble({ state, identity, faults, server, url, region, tokens });
}

function vpnContext(state: State, identity: Identity, url: string): VpnApiContext {
  return {
    state,
    keystoneUrl: url,
    // OTC's links show a host that only its inside knows.
    publicUrl: state.dialect === "otc" ? "http://vpc-internal.eu-de.invalid" : url,
    scopeOf(token) {
      const grant = identity.grantOf(token);
      return grant === undefined ? undefined : { projectId: grant.project?.id };
    },
  };
}

function createState(options: EmulatorOptions): State {
  const dialect = options.dialect ?? "otc";
  const isOtc = dialect === "otc";
  const map = () => new Map<string, WireObject>();
  return {
    dialect,
    collections: {
      connections: map(),
      vpnservices: map(),
      ikepolicies: map(),
      ipsecpolicies: map(),
      endpointGroups: map(),
    },
    pending: new Map(),
    routers: new Map(),
    subnets: new Map(),
    names: new Map(names),
    now: options.now ?? Date.now,
    mainProjectId: mainProject.id,
    transitions: defaultTransitions(dialect),
    pskEcho: isOtc ? "altered" : "clear",
    resetDpdOnPsk: isOtc,
    pendingRefusal: options.pendingRefusal ?? 400,
    errorShape: isOtc ? "code" : "neutron",
    connectionQuota: options.connectionQuota ?? Number.POSITIVE_INFINITY,
    pageSize: options.pageSize,
    refuseFilters: options.refuseFilters ?? false,
  };
}
