// What a connection joins: endpoint groups where its service has no subnet, peer CIDRs where it has one.
// Also answers which IP version the local side has. All other rules of a connection are in connections.ts.
import { cidrVersion } from "./attributes";
import { findVisible, type State, type WireObject } from "./model";
import { notFound, type Refusal, ruleBroken } from "./replies";

/** The connection's service if it is there; an object that a test placed may name one that is not. */
export function findService(state: State, connection: WireObject): WireObject | undefined {
  return state.collections.vpnservices.get(String(connection.vpnservice_id));
}

/**
 * Refuses a connection whose groups or CIDRs do not suit its service. Ids that did not come with this request are not
 * checked for existence, so that a placed connection can be updated without everything it names.
 */
export function checkEndpoints(state: State, connection: WireObject, values: WireObject): void {
  const service = findService(state, connection);
  const peerCidrs = stringsOf(connection.peer_cidrs);
  if (service !== undefined && typeof service.subnet_id === "string") {
    checkLegacy(state, connection, { subnetId: service.subnet_id, peerCidrs });
    return;
  }
  if (service !== undefined) {
    if (peerCidrs.length > 0) {
      throw ruleBroken("PeerCidrsInvalid", "Peer CIDRs cannot be specified, when VPN Service has no subnet specified");
    }
    const absent = named(connection, (value) => typeof value !== "string");
    if (absent !== undefined) {
      const message = `Missing endpoint ${absent} for IPSec site-to-site connection`;
      throw ruleBroken("MissingRequiredEndpointGroup", message);
    }
  }
  checkGroups(state, connection, { values, routerId: service?.router_id });
}

/** IP version of the local side; 4 where no subnet shows it. */
export function localVersion(state: State, connection: WireObject): 4 | 6 {
  const group = state.collections.endpointGroups.get(String(connection.local_ep_group_id));
  const subnetId = group === undefined ? findService(state, connection)?.subnet_id : stringsOf(group.endpoints)[0];
  return versionOfSubnet(state, String(subnetId));
}

function checkLegacy(state: State, connection: WireObject, side: { subnetId: string; peerCidrs: string[] }): void {
  if (side.peerCidrs.length === 0) {
    throw ruleBroken("MissingPeerCidrs", "Missing peer CIDRs for IPsec site-to-site connection");
  }
  const given = named(connection, (value) => typeof value === "string");
  if (given !== undefined) {
    const message = `Endpoint ${given} cannot be specified, when VPN Service has subnet specified`;
    throw ruleBroken("InvalidEndpointGroup", message);
  }
  const versions = new Set(side.peerCidrs.map(cidrVersion));
  if (versions.size > 1) {
    throw ruleBroken(
      "MixedIPVersionsForPeerCidrs",
      "Peer CIDRs do not have the same IP version, as required for IPSec",
    );
  }
  if (!versions.has(versionOfSubnet(state, side.subnetId))) throw mixedSides();
}

function checkGroups(state: State, connection: WireObject, context: { values: WireObject; routerId: unknown }): void {
  const local = findGroup(state, connection, { key: "local_ep_group_id", values: context.values, type: "subnet" });
  const peer = findGroup(state, connection, { key: "peer_ep_group_id", values: context.values, type: "cidr" });
  const subnets = stringsOf(local?.endpoints);
  for (const id of subnets) {
    const subnet = state.subnets.get(id);
    if (subnet === undefined || typeof context.routerId !== "string") continue;
    if (!subnet.routerIds.includes(context.routerId)) {
      const message = `Subnet ${id} is not connected to Router ${context.routerId}`;
      throw ruleBroken("SubnetIsNotConnectedToRouter", message);
    }
  }
  const localVersions = new Set(subnets.map((id) => versionOfSubnet(state, id)));
  const peerVersions = new Set(stringsOf(peer?.endpoints).map(cidrVersion));
  if (localVersions.size > 1) throw mixedGroup(local?.id);
  if (peerVersions.size > 1) throw mixedGroup(peer?.id);
  if (local === undefined || peer === undefined) return;
  if ([...peerVersions].some((version) => version !== undefined && !localVersions.has(version))) throw mixedSides();
  if (state.dialect === "otc") refuseEqualSides(state, subnets, stringsOf(peer.endpoints));
}

function findGroup(
  state: State,
  connection: WireObject,
  wanted: { key: "local_ep_group_id" | "peer_ep_group_id"; values: WireObject; type: "subnet" | "cidr" },
): WireObject | undefined {
  const id = String(connection[wanted.key]);
  const projectId = String(connection.tenant_id ?? state.mainProjectId);
  const group = findVisible(state, "endpointGroups", { id, projectId });
  if (group === undefined) {
    if (wanted.key in wanted.values && wanted.values[wanted.key] !== null) {
      throw notFound("VPNEndpointGroupNotFound", `Endpoint group ${id} could not be found`);
    }
    return undefined;
  }
  if (group.type !== wanted.type) {
    const message = `Endpoint group ${id} type is '${String(group.type)}' and should be '${wanted.type}'`;
    throw ruleBroken("WrongEndpointGroupType", message);
  }
  return group;
}

// VPC.1016: the remote subnet equals a local one.
function refuseEqualSides(state: State, subnetIds: string[], peerCidrs: string[]): void {
  for (const id of subnetIds) {
    if (peerCidrs.includes(state.subnets.get(id)?.cidr ?? "")) {
      throw ruleBroken("EqualSubnets", "The remote subnet is the same as the local subnet.", "VPC.1016");
    }
  }
}

/** "group peer", "groups local and peer" or `undefined`: the groups whose id fits. */
function named(connection: WireObject, fits: (value: unknown) => boolean): string | undefined {
  const which = (["local", "peer"] as const).filter((side) => fits(connection[`${side}_ep_group_id`]));
  if (which.length === 0) return undefined;
  return `${which.length === 1 ? "group" : "groups"} ${which.join(" and ")}`;
}

function mixedGroup(id: unknown): Refusal {
  const message =
    `Endpoints in group ${String(id)} do not have the same IP version, as required for IPSec ` +
    "site-to-site connection";
  return ruleBroken("MixedIPVersionsForIPSecEndpoints", message);
}

function mixedSides(): Refusal {
  const message = "IP versions are not compatible between peer and local endpoints";
  return ruleBroken("MixedIPVersionsForIPSecConnection", message);
}

function versionOfSubnet(state: State, id: string): 4 | 6 {
  return cidrVersion(state.subnets.get(id)?.cidr ?? "") ?? 4;
}

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
