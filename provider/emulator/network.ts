// The network around the VPN objects, to be read only: routers, subnets, networks, ports and extensions, as a client that looks for a
// router by its name asks for them. What they are made of is in model.ts; no rule of the VPN API is here.
import { decodeSegment, type IncomingRequest, type Reply } from "./exchange";
import type { Dialect, Router, State, Subnet, WireObject } from "./model";
import { pageOf, pick } from "./pages";
import { methodNotAllowed, notFound, type Refusal } from "./replies";

/** A request with the project of its caller, and where lists believe to be reached. */
export interface NetworkCall {
  readonly state: State;
  readonly request: IncomingRequest;
  readonly path: string;
  readonly projectId: string | undefined;
  readonly publicUrl: string;
}

interface Collection {
  readonly singular: string;
  readonly plural: string;
  /** What is the same for objects of all kinds besides, a list can be filtered by. */
  readonly filters: readonly string[];
  all(state: State): WireObject[];
  missing(id: string): Refusal;
}

const EXTERNAL_NETWORK = { id: "66666666-0000-4000-8000-000000000009", name: "public" };
const COMMON_FILTERS = ["id", "name", "tenant_id", "project_id", "description", "status", "admin_state_up"];
const MATCH = /^\/v2\.0\/(routers|subnets|networks|ports|extensions)(?:\/([^/]+))?$/;

const collections: readonly Collection[] = [
  {
    ...{ singular: "router", plural: "routers", filters: [] },
    all: (state) => [...state.routers.values()].map((router) => routerView(state, router)),
    missing: (id) => notFound("RouterNotFound", `Router ${id} could not be found`),
  },
  {
    ...{ singular: "subnet", plural: "subnets", filters: ["network_id", "cidr", "ip_version", "gateway_ip"] },
    all: (state) => [...state.subnets.values()].map((subnet) => subnetView(state, subnet)),
    missing: (id) => notFound("SubnetNotFound", `Subnet ${id} could not be found.`),
  },
  {
    ...{ singular: "network", plural: "networks", filters: ["router:external", "shared"] },
    all: (state) => [
      ...[...state.subnets.values()].map((subnet) => networkView(state, subnet)),
      externalNetwork(state),
    ],
    missing: (id) => notFound("NetworkNotFound", `Network ${id} could not be found.`),
  },
  {
    // The client lists those of a router that it shows.
    ...{ singular: "port", plural: "ports", filters: ["device_id", "network_id"] },
    all: () => [],
    missing: (id) => notFound("PortNotFound", `Port ${id} could not be found.`),
  },
];

/** Whether a path below /v2.0 is one of these. */
export function isNetworkPath(path: string): boolean {
  return MATCH.test(path);
}

/** Answers one request for such a path. Throws a {@link Refusal}. */
export function answerNetwork(call: NetworkCall): Reply {
  const { state, request, path } = call;
  const [, plural, id] = MATCH.exec(path) ?? [];
  if (request.method !== "GET") return methodNotAllowed(request.method);
  const wanted = id === undefined ? undefined : decodeSegment(id);
  const collection = collections.find((each) => each.plural === plural);
  if (collection === undefined) return answerExtensions(state.dialect, wanted);
  return wanted === undefined ? list(call, collection) : show(call, collection, wanted);
}

function list(call: NetworkCall, collection: Collection): Reply {
  const { state, request, publicUrl } = call;
  const query = new URLSearchParams(request.query);
  const filters = [...COMMON_FILTERS, ...collection.filters];
  // Neutron has always filtered these lists; the switch is about those of the VPN API.
  const pageState = { ...state, refuseFilters: false };
  const rules = { filters, sortKeys: ["id", "name", "tenant_id", "project_id"] };
  const page = pageOf(pageState, rules, visible(call, collection), { query, self: publicUrl + request.path });
  const body: WireObject = { [collection.plural]: page.items.map((object) => pick(object, query)) };
  if (page.links !== undefined && page.links.length > 0) body[`${collection.plural}_links`] = page.links;
  return { status: 200, body };
}

function show(call: NetworkCall, collection: Collection, id: string): Reply {
  const object = visible(call, collection).find((each) => each.id === id);
  if (object === undefined) throw collection.missing(id);
  return { status: 200, body: { [collection.singular]: pick(object, new URLSearchParams(call.request.query)) } };
}

// All of it belongs to the main project, but an external network can be seen by everyone.
function visible({ state, projectId }: NetworkCall, collection: Collection): WireObject[] {
  const all = collection.all(state);
  return projectId === state.mainProjectId ? all : all.filter((object) => object["router:external"] === true);
}

function routerView(state: State, { id, name, gatewayV4, gatewayV6 }: Router): WireObject {
  const addresses = [gatewayV4, gatewayV6].filter((address) => address !== null);
  const fixed = addresses.map((address) => ({ subnet_id: EXTERNAL_NETWORK.id, ip_address: address }));
  const gateway = { network_id: EXTERNAL_NETWORK.id, enable_snat: true, external_fixed_ips: fixed };
  return {
    ...common(state, id, name),
    status: "ACTIVE",
    admin_state_up: true,
    external_gateway_info: addresses.length === 0 ? null : gateway,
    routes: [],
  };
}

function subnetView(state: State, subnet: Subnet): WireObject {
  const isV6 = subnet.cidr.includes(":");
  return {
    ...common(state, subnet.id, subnet.name),
    network_id: networkIdOf(subnet),
    cidr: subnet.cidr,
    ip_version: isV6 ? 6 : 4,
    gateway_ip: isV6 ? null : subnet.cidr.replace(/\d+\/.*$/, "1"),
    enable_dhcp: true,
    allocation_pools: [],
    dns_nameservers: [],
    host_routes: [],
  };
}

function networkView(state: State, subnet: Subnet): WireObject {
  return network(state, {
    id: networkIdOf(subnet),
    name: `network-of-${subnet.name ?? subnet.id}`,
    subnets: [subnet.id],
  });
}

function externalNetwork(state: State): WireObject {
  return { ...network(state, { ...EXTERNAL_NETWORK, subnets: [] }), "router:external": true };
}

function network(state: State, { id, name, subnets }: { id: string; name: string; subnets: string[] }): WireObject {
  const own = { status: "ACTIVE", admin_state_up: true, shared: false, mtu: 1500, subnets, "router:external": false };
  return { ...common(state, id, name), ...own };
}

function common({ mainProjectId }: State, id: string, name = ""): WireObject {
  return { id, name, description: "", tenant_id: mainProjectId, project_id: mainProjectId };
}

// Each subnet has a network of its own.
function networkIdOf({ id }: Subnet): string {
  return id.replace(/^[0-9a-f]{8}/i, "66666666");
}

const EXTENSIONS: readonly { alias: string; name: string; dialect?: Dialect }[] = [
  { alias: "router", name: "Neutron L3 Router" },
  { alias: "external-net", name: "Neutron external network" },
  { alias: "vpnaas", name: "VPN service" },
  { alias: "vpn-endpoint-groups", name: "VPN Endpoint Groups" },
  { alias: "vpn-flavors", name: "VPN Service Flavor Extension", dialect: "openstack" },
];

function answerExtensions(dialect: Dialect, alias: string | undefined): Reply {
  const there = EXTENSIONS.filter((each) => (each.dialect ?? dialect) === dialect);
  const views = there.map(({ alias: own, name }) => ({ alias: own, name, description: name, links: [] }));
  if (alias === undefined) return { status: 200, body: { extensions: views } };
  const extension = views.find((each) => each.alias === alias);
  if (extension === undefined) throw notFound("HTTPNotFound", `Extension with alias ${alias} does not exist`);
  return { status: 200, body: { extension } };
}
