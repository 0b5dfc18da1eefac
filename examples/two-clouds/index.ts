import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "pulumi-vpnaas";

/** One end of the tunnel: the address of its VPN gateway, and the ids of what a connection refers to there. */
interface Site {
  address: string;
  vpnserviceId: string;
  ikepolicyId: string;
  ipsecpolicyId: string;
  localEpGroupId: string;
  peerEpGroupId: string;
}

const config = new pulumi.Config();
const psk = config.requireSecret("psk");
const otc = config.requireObject<Site>("otc");
const lab = config.requireObject<Site>("lab");

// The logins are in clouds.yaml under these names. Whose rules hold (the dialect) follows from the address of each.
const otcCloud = new vpnaas.Provider("otc", { cloud: "otc" });
const labCloud = new vpnaas.Provider("lab", { cloud: "lab" });

function connect(name: string, here: Site, there: Site, provider: vpnaas.Provider) {
  const { address: _, ...ids } = here;
  const peer = { peerAddress: there.address, peerId: there.address };
  return new vpnaas.IpsecSiteConnection(name, { ...ids, ...peer, psk }, { provider });
}

const otcEnd = connect("otc-to-lab", otc, lab, otcCloud);
const labEnd = connect("lab-to-otc", lab, otc, labCloud);

export const statuses = { otc: otcEnd.status, lab: labEnd.status };
