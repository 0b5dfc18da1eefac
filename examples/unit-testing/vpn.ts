// The part of the program that is worth testing: from a list of branches to connections.
import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "pulumi-vpnaas";

export interface Branch {
  readonly address: string;
  readonly networks: string[];
}

/** One connection for each branch, all on one VPN service. */
export function connectBranches(routerId: string, subnetId: string, branches: Readonly<Record<string, Branch>>) {
  const config = new pulumi.Config();
  const service = new vpnaas.VpnService("hub", { routerId });
  const policies = {
    ikepolicyId: new vpnaas.IkePolicy("ike").id,
    ipsecpolicyId: new vpnaas.IpsecPolicy("ipsec").id,
  };
  const local = new vpnaas.EndpointGroup("local", { type: "subnet", endpoints: [subnetId] });
  return Object.entries(branches).map(([name, { address, networks }]) => {
    const remote = new vpnaas.EndpointGroup(name, { type: "cidr", endpoints: networks });
    return new vpnaas.IpsecSiteConnection(name, {
      vpnserviceId: service.id,
      ...policies,
      localEpGroupId: local.id,
      peerEpGroupId: remote.id,
      peerAddress: address,
      peerId: address,
      psk: config.requireSecret(`psk-${name}`),
    });
  });
}
