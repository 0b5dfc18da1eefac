import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "pulumi-vpnaas";

const config = new pulumi.Config();

// The gateway on our side. On Open Telekom Cloud, routerId is the id of the VPC.
const service = new vpnaas.VpnService("hub", { routerId: config.require("routerId") });

// How keys are agreed on, and how packets are protected. Left out: IKEv2, AES-256, SHA2-256, group14.
const ike = new vpnaas.IkePolicy("ike", { lifetime: { value: 28800 } });
const ipsec = new vpnaas.IpsecPolicy("ipsec");

// The networks on both sides. On Open Telekom Cloud, a subnet is named by its neutron_subnet_id.
const local = new vpnaas.EndpointGroup("local", { type: "subnet", endpoints: [config.require("subnetId")] });
const remote = new vpnaas.EndpointGroup("branch", { type: "cidr", endpoints: ["10.20.0.0/16", "10.21.0.0/16"] });

const branch = new vpnaas.IpsecSiteConnection("branch", {
  vpnserviceId: service.id,
  ikepolicyId: ike.id,
  ipsecpolicyId: ipsec.id,
  localEpGroupId: local.id,
  peerEpGroupId: remote.id,
  peerAddress: "203.0.113.9",
  peerId: "203.0.113.9",
  psk: config.requireSecret("psk"),
  dpd: { action: "restart" },
});

export const gatewayAddress = service.externalV4Ip; // for the other side
export const status = branch.status;
