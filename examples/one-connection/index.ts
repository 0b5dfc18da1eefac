import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "pulumi-vpnaas";

const config = new pulumi.Config();

const branch = new vpnaas.IpsecSiteConnection("branch", {
  vpnserviceId: config.require("vpnserviceId"),
  ikepolicyId: config.require("ikepolicyId"),
  ipsecpolicyId: config.require("ipsecpolicyId"),
  localEpGroupId: config.require("localEpGroupId"),
  peerEpGroupId: config.require("peerEpGroupId"),
  peerAddress: "203.0.113.9",
  peerId: "203.0.113.9",
  psk: config.requireSecret("psk"),
  dpd: { action: "restart", interval: 10, timeout: 60 },
});

export const id = branch.id;
export const status = branch.status;
