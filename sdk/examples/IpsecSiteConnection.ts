import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "@pulumivpnaas/vpnaas";

const config = new pulumi.Config();
const routerId = config.require("routerId");
const subnetId = config.require("subnetId");
const psk = config.requireSecret("psk");
const gateway = new vpnaas.VpnService("gateway", {routerId: routerId});
const ike = new vpnaas.IkePolicy("ike", {});
const ipsec = new vpnaas.IpsecPolicy("ipsec", {});
const local = new vpnaas.EndpointGroup("local", {
    type: vpnaas.EndpointType.Subnet,
    endpoints: [subnetId],
});
const remote = new vpnaas.EndpointGroup("remote", {
    type: vpnaas.EndpointType.Cidr,
    endpoints: ["10.20.0.0/16"],
});
const branch = new vpnaas.IpsecSiteConnection("branch", {
    vpnserviceId: gateway.id,
    ikepolicyId: ike.id,
    ipsecpolicyId: ipsec.id,
    localEpGroupId: local.id,
    peerEpGroupId: remote.id,
    peerAddress: "203.0.113.9",
    peerId: "203.0.113.9",
    psk: psk,
    dpd: {
        action: vpnaas.DpdAction.Restart,
        interval: 30,
        timeout: 120,
    },
});
export const status = branch.status;
