// VPN service: the VPN gateway of a router or VPC. Upstream it stays PENDING_CREATE until its first connection exists.
import type { ResourceDefinition } from "../core/definition";
import { onDialects } from "../dialects";

export const vpnService: ResourceDefinition = {
  token: "vpnaas:index:VpnService",
  title: "VPN service",
  word: "service",
  path: "/v2.0/vpn/vpnservices",
  envelope: "vpnservice",
  collection: "vpnservices",
  missing: "VPNServiceNotFound",
  rules: [],
  warnings: [],
  idleStatus: "PENDING_CREATE",
  referencedBy: ["vpnserviceId"],
  dialects: onDialects("VpnService"),
};
