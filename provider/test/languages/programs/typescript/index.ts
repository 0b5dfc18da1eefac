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
const branch = new vpnaas.SiteToSiteVpn("branch", {
  routerId: config.require("routerId"),
  localSubnetIds: [config.require("subnetId")],
  localCidrs: ["10.10.0.0/24"],
  peerFormat: vpnaas.PeerFormat.Libreswan,
  connections: { berlin: { peerAddress: "203.0.113.19", peerCidrs: ["10.20.0.0/16"], psk } },
});
const found = vpnaas.peerConfigurationOutput({
  format: vpnaas.PeerFormat.Openiked,
  gatewayAddress: branch.gatewayAddress,
  localCidrs: ["10.10.0.0/24"],
  peerAddress: "203.0.113.19",
  peerCidrs: ["10.20.0.0/16"],
  psk,
});

export const router = service.routerId;
export const connection = hq.id;
export const gateway = branch.gatewayAddress;
export const peers = branch.peerConfigurations;
export const device = found.files;
