// An in-memory Keystone v3 and VPN API over real HTTP on 127.0.0.1, for tests, demonstrations and trying programs out.
// Written from the API's documentation and recordings only; it knows nothing of the provider or its schema.
import { assemble, type Emulator } from "./emulator";
import type { IncomingRequest, Reply, RequestEntry } from "./exchange";
import { createFaultBook } from "./faults";
import { callerInProject, callerOf, type Gateway, GatewayRefusal } from "./gateway";
import { createIdentity } from "./identity";
import { answerKeystone } from "./keystone";
import {
  type Dialect,
  defaultAgent,
  defaultServiceTransitions,
  defaultTransitions,
  type State,
  type WireObject,
} from "./model";
import type { RateLimit } from "./rateLimit";
import {
  accessKey,
  applicationCredential,
  mainProject,
  mainUser,
  names,
  otherAccessKey,
  otherUser,
  readerUser,
  seedNetwork,
  seedObjects,
  temporaryKeyFrom,
} from "./seed";
import { listen } from "./server";
import { answerVpnApi, type VpnApiContext } from "./vpnApi";

export type { Emulator } from "./emulator";
export type { RequestEntry, RequestFilter } from "./exchange";
export type { FaultOrder, FaultReply } from "./faults";
export { createHold, type Hold } from "./hold";
export type { Credentials, KeyPair, LoginMethod, TemporaryKeyPair } from "./logins";
export type {
  CollectionName,
  Dialect,
  ErrorShape,
  PskEcho,
  Router,
  ServiceTransitions,
  Subnet,
  Transition,
  Transitions,
  WireObject,
} from "./model";
export type { RateLimit } from "./rateLimit";
export type { Seeded } from "./seed";

/** How an emulator starts; everything has a default. */
export interface EmulatorOptions {
  /** Default `otc`. */
  dialect?: Dialect;
  /** Name of the region in the catalog. Default `eu-de`, or `RegionOne` on `openstack`. */
  region?: string;
  /** More regions in the catalog: each has a network service of its own, with the network only, below `/REGION` of the same port. */
  moreRegions?: readonly string[];
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
  /** Reads show the objects of all projects, as an administrator sees them. */
  seeAllProjects?: boolean;
  /** Requests a second above which 429 is answered. Default none. */
  rateLimit?: RateLimit;
  /** Milliseconds for which reads show an object as it was before a write. Default 0. */
  readLag?: number;
  /** The emulator's clock, milliseconds since 1970. Default `Date.now`. */
  now?: () => number;
  /** Called with every log entry once it is answered. Entries hold secrets. */
  onRequest?: (entry: RequestEntry) => void;
}

/** Starts an emulator on 127.0.0.1. Rejects if the port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const state = createState(options);
  seedNetwork(state);
  if (options.seed !== false) seedObjects(state);
  const tokens = { lifetime: options.tokenLifetime ?? 3_600_000 };
  const temporaryKey = temporaryKeyFrom(state.now());
  const identity = createIdentity({
    users: [mainUser, readerUser, otherUser],
    applicationCredentials: [applicationCredential],
    accessKeys: [accessKey, otherAccessKey, temporaryKey],
    lifetime: () => tokens.lifetime,
    now: state.now,
  });
  const gateway = { identity, dialect: state.dialect, now: state.now };
  const region = options.region ?? (state.dialect === "otc" ? "eu-de" : "RegionOne");
  const others = new Map((options.moreRegions ?? []).map((name) => [name, createState(options)]));
  for (const other of others.values()) seedNetwork(other);
  const faults = createFaultBook();
  // The port is known only after listening, and the first request comes only after that.
  let url = "";
  const server = await listen({
    port: options.port ?? 0,
    faults,
    now: state.now,
    rateLimit: () => state.rateLimit,
    onRequest: options.onRequest,
    handle: (request) => answer({ gateway, state, region, others, url }, request),
  });
  url = `http://127.0.0.1:${server.port}`;
  return assemble({ state, others, identity, faults, server, url, region, tokens, temporaryKey });
}

interface Place {
  readonly gateway: Gateway;
  readonly state: State;
  readonly region: string;
  readonly others: ReadonlyMap<string, State>;
  readonly url: string;
}

function answer(place: Place, request: IncomingRequest): Reply {
  const { gateway, region, others, url } = place;
  const { identity, dialect } = gateway;
  try {
    const elsewhere = [...others].find(([name]) => request.path.startsWith(`/${name}/v2.0`));
    const [prefix, state] = elsewhere === undefined ? ["", place.state] : [`/${elsewhere[0]}`, elsewhere[1]];
    const path = request.path.slice(prefix.length);
    if (path.startsWith("/v2.0"))
      return answerVpnApi(vpnContext(place, { state, prefix, request }), { ...request, path });
    const authUrl = `${url}/v3`;
    const endpoints = new Map([[region, url], ...[...others.keys()].map((name) => [name, `${url}/${name}`] as const)]);
    const findCaller = (sent: IncomingRequest) => callerOf(gateway, sent);
    return answerKeystone({ identity, dialect, authUrl, endpoints, callerOf: findCaller }, request);
  } catch (refusal) {
    if (refusal instanceof GatewayRefusal) return refusal.reply;
    throw refusal;
  }
}

// A signature covers the request as it was sent.
function vpnContext(
  { gateway, url }: Place,
  { state, prefix, request }: { state: State; prefix: string; request: IncomingRequest },
): VpnApiContext {
  return {
    state,
    keystoneUrl: url,
    // OTC's links show a host that only its inside knows.
    publicUrl: `${state.dialect === "otc" ? "http://vpc-internal.eu-de.invalid" : url}${prefix}`,
    scopeOf() {
      const caller = callerInProject(gateway, request);
      if (caller === undefined) return undefined;
      return { projectId: caller.project?.id, mayWrite: caller.user.role !== "reader" };
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
    serviceTransitions: defaultServiceTransitions(),
    agent: defaultAgent(),
    agentWork: { due: [], taken: new Set() },
    pskEcho: isOtc ? "altered" : "clear",
    resetDpdOnPsk: isOtc,
    pendingRefusal: options.pendingRefusal ?? 400,
    errorShape: isOtc ? "code" : "neutron",
    connectionQuota: options.connectionQuota ?? Number.POSITIVE_INFINITY,
    pageSize: options.pageSize,
    refuseFilters: options.refuseFilters ?? false,
    seeAllProjects: options.seeAllProjects ?? false,
    rateLimit: options.rateLimit,
    readLag: options.readLag ?? 0,
    oldVersions: {
      connections: new Map(),
      vpnservices: new Map(),
      ikepolicies: new Map(),
      ipsecpolicies: new Map(),
      endpointGroups: new Map(),
    },
  };
}
