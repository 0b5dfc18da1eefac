import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "pulumi-vpnaas";

const config = new pulumi.Config();

const branch = new vpnaas.SiteToSiteVpn("branch", {
  routerId: config.require("routerId"),
  localSubnetIds: [config.require("subnetId")],
  localCidrs: ["10.10.0.0/24"], // of the subnet above; only to find overlaps with peerCidrs
  peerAddress: "203.0.113.9",
  peerCidrs: ["10.20.0.0/16"],
  psk: config.requireSecret("psk"),
});

export const gatewayAddress = branch.gatewayAddress;
export const status = branch.status;
