// The programs of the contestants: the same work in each one's own words. Text and data only.

/** Reads work.json next to it; as a user would write it. */
export const vpnaasProgram = `
const vpnaas = require("pulumi-vpnaas");
const { hub, connections } = require("./work.json");
const service = new vpnaas.VpnService("hub", { routerId: hub.routerId });
const ike = new vpnaas.IkePolicy("ike", {});
const ipsec = new vpnaas.IpsecPolicy("ipsec", {});
const local = new vpnaas.EndpointGroup("local", { type: "subnet", endpoints: [hub.subnetId] });
const remote = new vpnaas.EndpointGroup("remote", { type: "cidr", endpoints: [hub.remote] });
for (const { name, ...inputs } of connections) {
  new vpnaas.IpsecSiteConnection(name, {
    vpnserviceId: service.id, ikepolicyId: ike.id, ipsecpolicyId: ipsec.id,
    localEpGroupId: local.id, peerEpGroupId: remote.id, ...inputs,
  });
}
`;

/** One resource in TypeScript: what a small program costs to start. */
export const typescriptProgram = `
import * as vpnaas from "pulumi-vpnaas";

interface Phase {
  readonly name: string;
}

const phase: Phase = { name: "branches" };
export const policy = new vpnaas.IkePolicy(phase.name, { name: phase.name }).id;
`;

/** The text that stands for the provider that does nothing in the state. */
export const nothingText = 'exports.handler=()=>require("bench-nothing").provider';

/** The same number of resources with the same inputs, of a provider that does nothing: the engine's own cost. */
export const nothingProgram = `
const pulumi = require("@pulumi/pulumi");
const { hub, connections } = require("./work.json");
const __provider = ${JSON.stringify(nothingText)};
class Nothing extends pulumi.CustomResource {
  constructor(name, inputs) {
    super("pulumi-nodejs:dynamic/bench:Nothing", name, { ...inputs, __provider }, { additionalSecretOutputs: ["psk"] });
  }
}
const service = new Nothing("hub", { routerId: hub.routerId });
const ike = new Nothing("ike", {});
const ipsec = new Nothing("ipsec", {});
const local = new Nothing("local", { type: "subnet", endpoints: [hub.subnetId] });
const remote = new Nothing("remote", { type: "cidr", endpoints: [hub.remote] });
for (const { name, psk, ...inputs } of connections) {
  new Nothing(name, {
    vpnserviceId: service.id, ikepolicyId: ike.id, ipsecpolicyId: ipsec.id,
    localEpGroupId: local.id, peerEpGroupId: remote.id, ...inputs, psk: pulumi.secret(psk),
  });
}
`;

/** The provider that does nothing: it waits for BENCH_WAIT milliseconds, and gives back what it was given, with what shape.json next to it adds. */
export const nothingProvider = `
const { randomUUID } = require("node:crypto");
const shape = require("./shape.json");
const wait = () => new Promise((resolve) => setTimeout(resolve, Number(process.env.BENCH_WAIT ?? 0)));
exports.provider = {
  check: async (_, inputs) => ({ inputs: { ...shape.inputs, ...inputs } }),
  diff: async (_, olds, news) => {
    const isSame = Object.keys(news).every((key) => JSON.stringify(news[key]) === JSON.stringify(olds[key]));
    return isSame ? { changes: false } : {};
  },
  create: async (outs) => { await wait(); return { id: randomUUID(), outs: { ...shape.outputs, ...outs } }; },
  read: async (id, props) => ({ id, props }),
  update: async (_, __, outs) => { await wait(); return { outs: { ...shape.outputs, ...outs } }; },
  delete: async () => wait(),
};
`;

/** Reads work.json next to it, too. */
export const openTofuProgram = `
terraform {
  required_providers {
    openstack = { source = "terraform-provider-openstack/openstack" }
  }
}
locals {
  work = jsondecode(file("work.json"))
}
resource "openstack_vpnaas_service_v2" "hub" {
  name      = "hub"
  router_id = local.work.hub.routerId
}
resource "openstack_vpnaas_ike_policy_v2" "ike" {
  name = "ike"
}
resource "openstack_vpnaas_ipsec_policy_v2" "ipsec" {
  name = "ipsec"
}
resource "openstack_vpnaas_endpoint_group_v2" "local" {
  name      = "local"
  type      = "subnet"
  endpoints = [local.work.hub.subnetId]
}
resource "openstack_vpnaas_endpoint_group_v2" "remote" {
  name      = "remote"
  type      = "cidr"
  endpoints = [local.work.hub.remote]
}
resource "openstack_vpnaas_site_connection_v2" "branch" {
  for_each          = { for each in local.work.connections : each.name => each }
  name              = each.key
  peer_address      = each.value.peerAddress
  peer_id           = each.value.peerId
  psk               = each.value.psk
  vpnservice_id     = openstack_vpnaas_service_v2.hub.id
  ikepolicy_id      = openstack_vpnaas_ike_policy_v2.ike.id
  ipsecpolicy_id    = openstack_vpnaas_ipsec_policy_v2.ipsec.id
  local_ep_group_id = openstack_vpnaas_endpoint_group_v2.local.id
  peer_ep_group_id  = openstack_vpnaas_endpoint_group_v2.remote.id
}
`;
