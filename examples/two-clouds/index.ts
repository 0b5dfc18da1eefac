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

function endOf(here: Site, there: Site): vpnaas.IpsecSiteConnectionArgs {
  const { address: _, ...ids } = here;
  return { ...ids, peerAddress: there.address, peerId: there.address, psk };
}

const otcEnd = new vpnaas.IpsecSiteConnection("otc-to-lab", endOf(otc, lab), { provider: otcCloud });

// A new key reaches this end last. Then both have it, and only this one is taken down and up, so that they negotiate with it.
const labEnd = new vpnaas.IpsecSiteConnection(
  "lab-to-otc",
  { ...endOf(lab, otc), renegotiate: true },
  { provider: labCloud, dependsOn: otcEnd },
);

export const statuses = { otc: otcEnd.status, lab: labEnd.status };
