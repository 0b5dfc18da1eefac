import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "@pulumivpnaas/vpnaas";

const config = new pulumi.Config();
const routerId = config.require("routerId");
const gateway = new vpnaas.VpnService("gateway", {routerId: routerId});
export const address = gateway.externalV4Ip;
