// VPN service: the VPN gateway of a router or VPC. Upstream it stays PENDING_CREATE until its first connection exists.
import type { ResourceDefinition } from "../core/definition";
import { notGiven, onDialect, oneOf, openstackName } from "../core/rules";

export const vpnService: ResourceDefinition = {
  token: "vpnaas:index:VpnService",
  title: "VPN service",
  word: "service",
  path: "/v2.0/vpn/vpnservices",
  envelope: "vpnservice",
  collection: "vpnservices",
  missing: "VPNServiceNotFound",
  rules: [
    openstackName,
    onDialect("otc", notGiven("flavorId", "Open Telekom Cloud has no flavors of VPN services, omit it")),
  ],
  warnings: [onDialect("otc", oneOf("adminStateUp", [true], "Open Telekom Cloud supports only true"))],
  onePer: { property: "routerId", dialects: ["otc"] },
  // As for a connection.
  pendingLate: ["otc"],
  idleStatus: "PENDING_CREATE",
  referencedBy: ["vpnserviceId"],
};
