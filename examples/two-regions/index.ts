import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "pulumi-vpnaas";

/** What one end needs to know of its region: the VPC, a subnet (neutron_subnet_id), and the networks behind it. */
interface Region {
  vpcId: string;
  subnetId: string;
  cidrs: string[];
}

const config = new pulumi.Config();
const psk = config.requireSecret("psk");

/** Everything at one end but the connection. */
function gateway(region: string, here: Region, there: Region) {
  // User and password from OS_* or clouds.yaml. Each region has its own login address and its own project.
  const authUrl = config.get(`authUrl-${region}`) ?? `https://iam.${region}.otc.t-systems.com/v3`;
  const projectName = config.require(`project-${region}`);
  const provider = new vpnaas.Provider(region, { authUrl, region, projectName });
  const service = new vpnaas.VpnService(region, { routerId: here.vpcId }, { provider });
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

const [de, nl] = [config.requireObject<Region>("eu-de"), config.requireObject<Region>("eu-nl")];
const german = gateway("eu-de", de, nl);
const dutch = gateway("eu-nl", nl, de);

/** A connection from one end to the other: each learns the other's address from its VPN service. */
function connect(name: string, from: typeof german, to: typeof german) {
  const inputs = { ...from.inputs, peerAddress: to.address, peerId: to.address };
  return new vpnaas.IpsecSiteConnection(name, inputs, { provider: from.provider });
}

const there = connect("de-to-nl", german, dutch);
const back = connect("nl-to-de", dutch, german);

export const addresses = { "eu-de": german.address, "eu-nl": dutch.address };
export const statuses = { "eu-de": there.status, "eu-nl": back.status };
