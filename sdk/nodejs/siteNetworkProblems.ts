// What is wrong with the networks of several connections taken together. Pure; leaves every other argument to
// siteToSiteVpnProblems.ts.
import { type Network, networkOf, overlapsIn } from "./networks";

/** The remote networks of one connection as they were given; what is not known is omitted from every comparison. */
interface SiteNetworks {
  readonly site: string;
  /** What messages call the list: `connections.berlin.peerCidrs`. */
  readonly title: string;
  readonly cidrs: unknown;
  /** Whether its local subnets are those that `localCidrs` describes. */
  readonly sharesLocalSubnets: boolean;
}

interface Given {
  readonly site: string | undefined;
  readonly title: string;
  readonly text: string;
  readonly network: Network;
}

const LOCAL = "localCidrs";

/**
 * Networks that cannot be read, IPv4 and IPv6 in one connection (Neutron refuses it: MixedIPVersionsForIPSecEndpoints),
 * and overlaps of a remote network with another connection's or with a local one. `0.0.0.0/0` and `::/0` overlap with
 * everything on purpose: they may be there once.
 */
export function networkProblems(sites: readonly SiteNetworks[], localCidrs: unknown): string[] {
  const local = networksOf(undefined, LOCAL, localCidrs);
  const remote = sites.map((site) => networksOf(site.site, site.title, site.cidrs));
  return [
    ...unreadable(LOCAL, localCidrs),
    ...sites.flatMap(({ title, cidrs }) => unreadable(title, cidrs)),
    ...sites.flatMap((site, index) => mixedVersions(site, remote[index] ?? [], local)),
    ...overlapProblems([...local, ...remote.flat()]),
  ];
}

function textsIn(cidrs: unknown): string[] {
  return Array.isArray(cidrs) ? cidrs.filter((cidr) => typeof cidr === "string") : [];
}

function networksOf(site: string | undefined, title: string, cidrs: unknown): Given[] {
  return textsIn(cidrs).flatMap((text) => {
    const network = networkOf(text);
    return network === undefined ? [] : [{ site, title, text, network }];
  });
}

function unreadable(title: string, cidrs: unknown): string[] {
  const wrong = textsIn(cidrs).filter((text) => networkOf(text) === undefined);
  return wrong.map(
    (text) => `${title}: ${JSON.stringify(text)} is not a network as address/prefix, such as "10.1.0.0/16"`,
  );
}

function mixedVersions(site: SiteNetworks, remote: readonly Given[], local: readonly Given[]): string[] {
  const advice = "a connection takes one IP version only; make a connection for each";
  const [first, ...others] = remote;
  if (first === undefined) return [];
  const other = others.find(({ network }) => network.version !== first.network.version);
  if (other !== undefined)
    return [`${site.title}: ${first.text} and ${other.text} are of different IP versions: ${advice}`];
  const here = site.sharesLocalSubnets
    ? local.find(({ network }) => network.version !== first.network.version)
    : undefined;
  if (here === undefined) return [];
  return [`${site.title}: ${first.text} and ${here.text} of ${LOCAL} are of different IP versions: ${advice}`];
}

function overlapProblems(networks: readonly Given[]): string[] {
  const [whole, parts] = [networks.filter(isEverything), networks.filter((given) => !isEverything(given))];
  const pairs = [...overlapsIn(whole), ...overlapsIn(parts)].filter(([one, other]) => one.site !== other.site);
  return pairs.map(([one, other]) => {
    const [remote, second] = one.site === undefined ? [other, one] : [one, other];
    const rule =
      second.site === undefined
        ? "a remote network must not be a local one"
        : "a network is behind one connection only";
    return `${remote.title}: ${remote.text} overlaps ${second.text} of ${second.title}; ${rule}`;
  });
}

function isEverything({ network }: Given): boolean {
  return network.prefix === 0;
}
