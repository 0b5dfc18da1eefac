// The VPN as pulumi-vpnaas-import found it. Not written again: it is yours to edit.
import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "pulumi-vpnaas";

const config = new pulumi.Config();

export const serviceOne = new vpnaas.VpnService("service-one", {
  name: "service-one",
  routerId: "55555555-0000-4000-8000-000000000001",
});

export const ikeOne = new vpnaas.IkePolicy("ike-one", {
  name: "ike-one",
  authAlgorithm: "sha2-256",
  encryptionAlgorithm: "aes-256",
  pfs: "group14",
  ikeVersion: "v2",
  phase1NegotiationMode: "main",
  lifetime: { units: "seconds", value: 3600 },
});

export const ipsecOne = new vpnaas.IpsecPolicy("ipsec-one", {
  name: "ipsec-one",
  authAlgorithm: "sha2-256",
  encryptionAlgorithm: "aes-256",
  pfs: "group14",
  transformProtocol: "esp",
  encapsulationMode: "tunnel",
  lifetime: { units: "seconds", value: 3600 },
});

export const localOne = new vpnaas.EndpointGroup("local-one", {
  name: "local-one",
  type: "subnet",
  endpoints: ["44444444-0000-4000-8000-000000000001"],
});

export const peerOne = new vpnaas.EndpointGroup("peer-one", {
  name: "peer-one",
  type: "cidr",
  endpoints: ["10.20.0.0/24"],
});

export const hq = new vpnaas.IpsecSiteConnection("hq", {
  name: "hq",
  initiator: "response-only",
  peerAddress: "203.0.113.9",
  peerId: "203.0.113.9",
  localEpGroupId: localOne.id,
  peerEpGroupId: peerOne.id,
  mtu: 1500,
  dpd: { action: "restart", interval: 10, timeout: 60 },
  vpnserviceId: serviceOne.id,
  ikepolicyId: ikeOne.id,
  ipsecpolicyId: ipsecOne.id,
  psk: config.requireSecret("psk-hq"),
});
