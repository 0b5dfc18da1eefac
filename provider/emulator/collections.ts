// VPN services and endpoint groups: plain objects with existence, in-use protection and defaults.
// Policies are in policies.ts, the connection itself in connections.ts.
import { randomUUID } from "node:crypto";
import {
  type Attribute,
  bool,
  cidrVersion,
  nonNegative,
  oneOf,
  type ReadValue,
  serverOnly,
  text,
  uuid,
  uuidOrNull,
} from "./attributes";
import { commonAttributes, createdAt, type Kind, missing, plainView, withTags } from "./kind";
import { type Dialect, isPending, type State, type WireObject } from "./model";
import { internalError, inUse, invalidValue, notFound, pendingRefusal, ruleBroken } from "./replies";
import { beginServiceUpdate } from "./settling";
import { isUsed, store } from "./storage";

const free = { post: "optional", put: "optional" } as const;

/** VPN services (OTC: classic VPN gateways). */
export const vpnservices: Kind = {
  collection: "vpnservices",
  path: "vpnservices",
  singular: "vpnservice",
  plural: "vpnservices",
  filters: [
    "id",
    "name",
    "description",
    "status",
    "tenant_id",
    "project_id",
    "admin_state_up",
    "router_id",
    "subnet_id",
  ],
  sortKeys: ["id", "name", "tenant_id", "project_id", "router_id"],
  attributes: serviceAttributes,
  notFound: missing("VPNServiceNotFound", "VPNService"),
  create: createService,
  update(state, stored, values) {
    if (isPending(stored)) throw pendingRefusal(state.pendingRefusal, String(stored.id), String(stored.status));
    Object.assign(stored, values);
    if (Object.keys(values).length > 0) beginServiceUpdate(state, stored);
  },
  remove(state, stored) {
    if (isUsed(state, ["vpnservice_id"], stored.id)) {
      throw inUse(409, "VPNServiceInUse", `VPNService ${String(stored.id)} is still in use`);
    }
    state.collections.vpnservices.delete(String(stored.id));
  },
  view(state, stored, verb) {
    const shown = withTags(state, plainView(state, stored), verb);
    if (state.dialect === "openstack" || verb !== "PUT") return shown;
    // The reply of OTC's PUT lacks the addresses.
    const { external_v4_ip: _v4, external_v6_ip: _v6, ...rest } = shown;
    return rest;
  },
};

/** Endpoint groups. */
export const endpointGroups: Kind = {
  collection: "endpointGroups",
  path: "endpoint-groups",
  singular: "endpoint_group",
  plural: "endpoint_groups",
  filters: ["id", "name", "description", "tenant_id", "project_id"],
  sortKeys: [],
  attributes: (dialect) => [
    ...commonAttributes(dialect),
    {
      name: "type",
      post: "required",
      put: "refused",
      read: oneOf(dialect === "otc" ? ["subnet", "cidr"] : ["subnet", "cidr", "network", "router", "vlan"]),
    },
    {
      name: "endpoints",
      post: dialect === "otc" ? "required" : "optional",
      put: "refused",
      fallback: [],
      read: dialect === "otc" ? textList : anyList,
    },
  ],
  notFound: missing("VPNEndpointGroupNotFound", "Endpoint group"),
  create(state, values, projectId) {
    checkEndpointsOfGroup(state, String(values.type), values.endpoints);
    return store(state, "endpointGroups", { id: randomUUID(), tenant_id: projectId, ...values });
  },
  update: (_state, stored, values) => void Object.assign(stored, values),
  remove(state, stored) {
    if (isUsed(state, ["local_ep_group_id", "peer_ep_group_id"], stored.id)) {
      const message = `Endpoint group ${String(stored.id)} is in use and cannot be deleted`;
      throw inUse(400, "EndpointGroupInUse", message);
    }
    state.collections.endpointGroups.delete(String(stored.id));
  },
  view(state, stored) {
    const shown = plainView(state, stored);
    // Upstream gives them back in the order of its table.
    if (state.dialect === "openstack" && Array.isArray(shown.endpoints)) shown.endpoints.sort();
    return shown;
  },
};

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function serviceAttributes(dialect: Dialect): Attribute[] {
  const both: Attribute[] = [
    ...commonAttributes(dialect),
    { name: "subnet_id", post: "optional", put: "refused", fallback: null, read: uuidOrNull },
    { name: "router_id", post: "required", put: "refused", read: uuid },
    { name: "admin_state_up", ...free, fallback: true, read: bool },
    serverOnly("external_v4_ip"),
    serverOnly("external_v6_ip"),
    serverOnly("status"),
  ];
  if (dialect === "openstack") {
    return [...both, { name: "flavor_id", post: "optional", put: "refused", fallback: null, read: uuidOrNull }];
  }
  return [
    ...both,
    ...["order_id", "product_id", "resource_speccode"].map((name) => ({
      name,
      ...free,
      fallback: "",
      read: text(255),
    })),
    { name: "prepay_connection_num", ...free, fallback: 0, read: nonNegative },
    serverOnly("created_at"),
    serverOnly("tags"),
  ];
}

function createService(state: State, values: WireObject, projectId: string): WireObject {
  const routerId = String(values.router_id);
  const router = state.routers.get(routerId);
  if (typeof values.flavor_id === "string")
    throw notFound("FlavorNotFound", `Flavor ${values.flavor_id} could not be found.`); // it has none
  if (router === undefined) throw notFound("RouterNotFound", `Router ${routerId} could not be found`);
  if (typeof values.subnet_id === "string") {
    const subnet = state.subnets.get(values.subnet_id);
    // Upstream only looks whether it is one of the router's.
    if (subnet === undefined && state.dialect === "otc")
      throw notFound("SubnetNotFound", `Subnet ${values.subnet_id} could not be found`);
    if (subnet === undefined || !subnet.routerIds.includes(routerId)) {
      const message = `Subnet ${values.subnet_id} is not connected to Router ${routerId}`;
      throw ruleBroken("SubnetIsNotConnectedToRouter", message);
    }
  }
  if (router.gatewayV4 === null && router.gatewayV6 === null) {
    throw ruleBroken("RouterIsNotExternal", `Router ${routerId} has no external network gateway set`);
  }
  const taken = [...state.collections.vpnservices.values()].some((service) => service.router_id === routerId);
  if (state.dialect === "otc" && taken) {
    throw ruleBroken("VPNServiceExists", "A VPN gateway already exists in the VPC.", "VPC.1026");
  }
  return store(state, "vpnservices", {
    id: randomUUID(),
    tenant_id: projectId,
    ...values,
    external_v4_ip: router.gatewayV4,
    external_v6_ip: router.gatewayV6,
    status: "PENDING_CREATE",
    ...(state.dialect === "otc" ? { created_at: createdAt(state) } : {}),
  });
}

const textList: ReadValue = (value, attribute) => {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw invalidValue(attribute, `'${JSON.stringify(value)}' is not a list of strings`);
};

// Upstream makes a list of whatever it gets, and the texts of it are looked at one by one.
const anyList: ReadValue = (value) => (Array.isArray(value) ? value : value === null ? [] : [value]).map(String);

function checkEndpointsOfGroup(state: State, type: string, endpoints: unknown): void {
  const list = Array.isArray(endpoints) ? endpoints.map(String) : [];
  if (list.length === 0) {
    throw ruleBroken("MissingEndpointForEndpointGroup", "No endpoints specified for endpoint group");
  }
  const seen = new Set<string>();
  for (const endpoint of list) {
    const refuse = (why: string) =>
      ruleBroken(
        "InvalidEndpointInEndpointGroup",
        `Endpoint '${endpoint}' is invalid for group type '${type}': ${why}`,
      );
    // Upstream stores each endpoint as a row and does not expect the second one.
    if (seen.has(endpoint)) throw state.dialect === "openstack" ? internalError() : refuse("Duplicate endpoint");
    seen.add(endpoint);
    if (type === "cidr" && cidrVersion(endpoint) === undefined) throw refuse("Invalid CIDR");
    if (state.dialect === "openstack" && type === "subnet" && !isUuid(endpoint)) throw refuse("Invalid UUID");
    if (type === "subnet" && !state.subnets.has(endpoint)) {
      const message = `Subnet ${endpoint} in endpoint group does not exist`;
      throw ruleBroken("NonExistingSubnetInEndpointGroup", message);
    }
  }
}
