import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "pulumi-vpnaas";

const config = new pulumi.Config();

const office = new vpnaas.SiteToSiteVpn("office", {
  routerId: config.require("routerId"),
  localSubnetIds: [config.require("subnetId")],
  peerAddress: "203.0.113.9",
  peerCidrs: ["10.20.0.0/16"],
  psk: config.requireSecret("psk"),
  // A dead peer should be noticed soon: probes every 10 seconds, and after 30 without an answer the tunnel is made again.
  dpd: { action: "restart", interval: 10, timeout: 30 },
  standby: { peerAddress: "203.0.113.10", psk: config.requireSecret("standbyPsk") },
});

export const gatewayAddress = office.gatewayAddress;
export const active = office.connections.apply((all) => all.main?.status);
export const standby = office.connections.apply((all) => all["main-standby"]?.status);
