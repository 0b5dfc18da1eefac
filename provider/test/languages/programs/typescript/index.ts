import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "@pulumivpnaas/vpnaas";

const config = new pulumi.Config();
const psk = config.requireSecret("psk");

const service = vpnaas.getVpnServiceOutput({ id: config.require("vpnserviceId") });
const policy = new vpnaas.IkePolicy("policy", { description: "of the story" });
const hq = new vpnaas.IpsecSiteConnection("hq", {
  vpnserviceId: service.id,
  ikepolicyId: policy.id,
  ipsecpolicyId: config.require("ipsecpolicyId"),
  localEpGroupId: config.require("localEpGroupId"),
  peerEpGroupId: config.require("peerEpGroupId"),
  peerAddress: "203.0.113.9",
  peerId: "branch",
  psk,
  dpd: { action: vpnaas.DpdAction.Restart, interval: config.requireNumber("interval"), timeout: 120 },
});

export const router = service.routerId;
export const connection = hq.id;
