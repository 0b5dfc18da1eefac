// Remote subnets on Open Telekom Cloud: a service reaches each of them through one connection only.
// Whether the groups of one connection suit each other is checked by endpoints.ts.
import type { State, WireObject } from "./model";
import { ruleBroken } from "./replies";
import { countRead } from "./settling";

/**
 * Refuses a remote subnet that the service already reaches through another connection: VPC.1018 if a local subnet is
 * shared too, else VPC.1021. Two connections with the same two groups are an active/standby pair and pass, and so does a
 * subnet that the connection had before the update.
 */
export function refuseUsedSubnets(state: State, merged: WireObject): void {
  const stored = state.collections.connections.get(String(merged.id));
  const before = stored === undefined ? [] : endpointsOf(state, stored.peer_ep_group_id);
  const added = endpointsOf(state, merged.peer_ep_group_id).filter((cidr) => !before.includes(cidr));
  const local = endpointsOf(state, merged.local_ep_group_id);
  for (const other of state.collections.connections.values()) {
    if (other.id === merged.id || other.vpnservice_id !== merged.vpnservice_id || isPair(other, merged)) continue;
    if (!isShared(added, endpointsOf(state, other.peer_ep_group_id))) continue;
    if (state.pending.get(String(other.id))?.action === "delete") countRead(state, String(other.id));
    if (isShared(local, endpointsOf(state, other.local_ep_group_id))) {
      const message = "The local and the remote subnet are already used by another VPN connection.";
      throw ruleBroken("SubnetsInUse", message, "VPC.1018");
    }
    const message = "The remote subnet is already used by another VPN connection.";
    throw ruleBroken("PeerSubnetInUse", message, "VPC.1021");
  }
}

// Both connections of an active/standby pair must name the same two groups.
function isPair(one: WireObject, other: WireObject): boolean {
  return one.local_ep_group_id === other.local_ep_group_id && one.peer_ep_group_id === other.peer_ep_group_id;
}

function endpointsOf(state: State, groupId: unknown): string[] {
  const endpoints = state.collections.endpointGroups.get(String(groupId))?.endpoints;
  return Array.isArray(endpoints) ? endpoints.map(String) : [];
}

function isShared(some: string[], others: string[]): boolean {
  return some.some((endpoint) => others.includes(endpoint));
}
