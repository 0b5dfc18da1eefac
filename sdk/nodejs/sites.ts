// The sites in the arguments of SiteToSiteVpn, whichever of the two forms a program uses.
import type { SiteConnectionArgs, SiteToSiteVpnArgs, StandbyArgs } from "./siteToSiteVpnArgs.generated";

/** Name of the connection of a component that has just one site. */
export const ONLY_SITE = "main";

/** The names that a site had before. */
export function formerNames({ formerly = [] }: SiteConnectionArgs): readonly string[] {
  return typeof formerly === "string" ? [formerly] : formerly;
}

/** The gateways of a site, each with what follows the site in the name of its connection. */
export function gatewaysOf(given: SiteConnectionArgs): [string, StandbyArgs][] {
  const gateways: [string, StandbyArgs][] = [["", given]];
  if (given.standby !== undefined) gateways.push(["-standby", given.standby]);
  return gateways;
}

/** The sites by name, in either form. */
export function sitesOf(args: SiteToSiteVpnArgs): [string, SiteConnectionArgs][] {
  // Without `connections` the arguments are those of the one site; that they are complete has been checked before.
  const sites = args.connections ?? { [ONLY_SITE]: args as SiteConnectionArgs };
  return Object.entries(sites).filter(([, site]) => site !== undefined);
}
