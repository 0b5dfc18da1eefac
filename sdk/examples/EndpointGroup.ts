import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "@pulumivpnaas/vpnaas";

const config = new pulumi.Config();
const subnetId = config.require("subnetId");
const local = new vpnaas.EndpointGroup("local", {
    type: vpnaas.EndpointType.Subnet,
    endpoints: [subnetId],
});
const remote = new vpnaas.EndpointGroup("remote", {
    type: vpnaas.EndpointType.Cidr,
    endpoints: [
        "10.20.0.0/16",
        "10.21.0.0/16",
    ],
});
export const localId = local.id;
export const remoteId = remote.id;
