import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "pulumi-vpnaas";

/** What one end needs to know of its region: a router with an external gateway, a subnet, and the networks behind it. */
interface Region {
  routerId: string;
  subnetId: string;
  cidrs: string[];
}

const config = new pulumi.Config();
const psk = config.requireSecret("psk");

/** Everything at one end but the connection. */
function gateway(region: string, here: Region, there: Region) {
  // The rest of the login from OS_* or clouds.yaml. A region may have a login address and a project of its own.
  const authUrl = config.get(`authUrl-${region}`);
  const projectName = config.get(`project-${region}`);
  const provider = new vpnaas.Provider(region, { authUrl, region, projectName });
  const service = new vpnaas.VpnService(region, { routerId: here.routerId }, { provider });
  const policies = {
    ikepolicyId: new vpnaas.IkePolicy(region, {}, { provider }).id,
    ipsecpolicyId: new vpnaas.IpsecPolicy(region, {}, { provider }).id,
  };
  const groups = {
    localEpGroupId: new vpnaas.EndpointGroup(
      `${region}-local`,
      { type: "subnet", endpoints: [here.subnetId] },
      { provider },
    ).id,
    peerEpGroupId: new vpnaas.EndpointGroup(`${region}-peer`, { type: "cidr", endpoints: there.cidrs }, { provider })
      .id,
  };
  return { provider, address: service.externalV4Ip, inputs: { vpnserviceId: service.id, ...policies, ...groups, psk } };
}

const [one, two] = [config.requireObject<Region>("RegionOne"), config.requireObject<Region>("RegionTwo")];
const first = gateway("RegionOne", one, two);
const second = gateway("RegionTwo", two, one);

/** A connection from one end to the other: each learns the other's address from its VPN service. */
function connect(name: string, from: typeof first, to: typeof first) {
  const inputs = { ...from.inputs, peerAddress: to.address, peerId: to.address };
  return new vpnaas.IpsecSiteConnection(name, inputs, { provider: from.provider });
}

const there = connect("one-to-two", first, second);
const back = connect("two-to-one", second, first);

export const addresses = { RegionOne: first.address, RegionTwo: second.address };
export const statuses = { RegionOne: there.status, RegionTwo: back.status };
