// The program of one customer's stack: what every customer has once, and a connection for each entry of the file.
import * as vpnaas from "pulumi-vpnaas";
import type { Customer } from "./customers.ts";

export async function vpnOf({ name, routerId, subnetIds, settings, connections, keys }: Customer) {
  // Without settings of its own, a customer lives where OS_* or clouds.yaml lead.
  const provider = settings === undefined ? undefined : new vpnaas.Provider("cloud", settings);
  const sites = Object.entries(connections).map(([site, values]) => [site, { ...values, psk: keys[site] ?? "" }]);
  const hub = new vpnaas.SiteToSiteVpn(
    name,
    {
      routerId,
      localSubnetIds: subnetIds,
      dpd: { action: "restart" },
      connections: Object.fromEntries(sites),
    },
    provider === undefined ? {} : { provider },
  );
  return { gatewayAddress: hub.gatewayAddress };
}
