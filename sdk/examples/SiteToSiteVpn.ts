import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "@pulumivpnaas/vpnaas";

const config = new pulumi.Config();
const routerId = config.require("routerId");
const subnetId = config.require("subnetId");
const psk = config.requireSecret("psk");
const branch = new vpnaas.SiteToSiteVpn("branch", {
    routerId: routerId,
    localSubnetIds: [subnetId],
    peerAddress: "203.0.113.9",
    peerCidrs: ["10.20.0.0/16"],
    psk: psk,
});
export const gatewayAddress = branch.gatewayAddress;
export const status = branch.status;
