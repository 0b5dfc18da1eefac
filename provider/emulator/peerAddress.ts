// The peer address of a connection: upstream resolves a name when it is written, OTC serves one connection per peer.
// The other rules of a connection are in connections.ts.
import { isIP } from "node:net";
import { findService } from "./endpoints";
import { isVisible, type State, type WireObject } from "./model";
import { ruleBroken } from "./replies";
import { countRead } from "./settling";

/** Refuses an address that cannot be used; on openstack puts the resolved address in place of a name. */
export function checkPeerAddress(state: State, merged: WireObject): void {
  if (state.dialect === "otc") {
    refuseTakenPeer(state, merged);
    return;
  }
  const sent = String(merged.peer_address);
  const resolved = isIP(sent) !== 0 ? sent : (state.names.get(sent) ?? octalAddress(sent));
  if (resolved === undefined) {
    throw ruleBroken("VPNPeerAddressNotResolved", `Peer address ${sent} cannot be resolved`);
  }
  const routerId = String(findService(state, merged)?.router_id);
  const router = state.routers.get(routerId);
  const version = isIP(resolved);
  if (router !== undefined && (version === 6 ? router.gatewayV6 : router.gatewayV4) === null) {
    const message = `Router's ${routerId} external network has no IPv${version} subnet`;
    throw ruleBroken("ExternalNetworkHasNoSubnet", message);
  }
  merged.peer_address = resolved;
}

// Leading zeros go through the resolver of the C library, which reads them as octal (recorded: .010 became .8).
function octalAddress(sent: string): string | undefined {
  if (!/^\d+(\.\d+){3}$/.test(sent)) return undefined;
  const parts = sent.split(".").map((part) => Number.parseInt(part, part.startsWith("0") ? 8 : 10));
  return parts.every((part) => part <= 255) ? parts.join(".") : undefined;
}

// OTC serves one connection per remote gateway.
function refuseTakenPeer(state: State, merged: WireObject): void {
  for (const other of state.collections.connections.values()) {
    if (other.peer_address !== merged.peer_address || other.id === merged.id) continue;
    if (!isVisible(state, other, String(merged.tenant_id))) continue;
    if (state.pending.get(String(other.id))?.action === "delete") countRead(state, String(other.id));
    const message = "The remote gateway is already used by another VPN connection.";
    throw ruleBroken("PeerAddressInUse", message, "VPC.1004");
  }
}
