// What is wrong with the arguments of SiteToSiteVpn as a whole, in sentences. Pure; sees values, or NOT_KNOWN in their place.
// What is wrong with a single value (bounds, characters, names of algorithms) is found by the resource that gets it.
import { isPlain, NOT_KNOWN } from "./knownValues";
import { addressOf } from "./networks";
import { formerProblems } from "./siteFormerNames";
import { networkProblems } from "./siteNetworkProblems";
import { descriptionProblems, peerFormatProblems } from "./sitePeerProblems";
import { type PropertyNames, plainlyWanted, shown, unknownIn } from "./siteProblemWords";
import { ONLY_SITE } from "./sites";
import type {
  ServiceSettings,
  SiteConnectionArgs,
  SiteToSiteVpnArgs,
  StandbyArgs,
} from "./siteToSiteVpnArgs.generated";

type Properties = Readonly<Record<string, unknown>>;

interface Site {
  readonly name: string;
  /** What stands before the name of a property in messages. */
  readonly path: string;
  readonly given: Properties;
}

interface Peer {
  /** What messages call the property: `connections.berlin.peerAddress`. */
  readonly title: string;
  readonly address: string;
}

// The types make the compiler refuse a list that misses a property.
const SERVICE: PropertyNames<ServiceSettings> = { name: true, description: true, flavorId: true };
const STANDBY: PropertyNames<StandbyArgs> = { peerAddress: true, peerId: true, psk: true, peer: true };
const ONLY_FOR_ONE_SITE = {
  peerAddress: true,
  peerCidrs: true,
  psk: true,
  peerId: true,
  standby: true,
  peer: true,
  description: true,
} as const;
const SETTINGS = {
  localSubnetIds: true,
  initiator: true,
  waitFor: true,
  renegotiate: true,
  dpd: true,
  mtu: true,
  adminStateUp: true,
  tags: true,
} as const;
const OF_ONE_SITE: PropertyNames<Omit<SiteConnectionArgs, "formerly">> = { ...ONLY_FOR_ONE_SITE, ...SETTINGS };
const SITE: PropertyNames<SiteConnectionArgs> = { ...OF_ONE_SITE, formerly: true };
const COMMON = {
  routerId: true,
  vpnserviceId: true,
  localCidrs: true,
  connections: true,
  ike: true,
  ipsec: true,
  peerFormat: true,
} as const;
const ALL: PropertyNames<SiteToSiteVpnArgs> = { ...COMMON, ...OF_ONE_SITE, service: true, name: true };

/** Everything that is wrong, a sentence each. No psk may be in `args`, only that there is one. */
export function problemsIn(args: Properties): string[] {
  const sites = sitesIn(args);
  return [
    ...unknownIn(args, ALL, ""),
    ...serviceProblems(args),
    ...policyProblems(args),
    ...formProblems(args),
    ...listProblems(args.localSubnetIds, "localSubnetIds", OPTIONAL),
    ...listProblems(args.localCidrs, "localCidrs", OPTIONAL),
    ...sites.flatMap((site) => siteProblems(site, args)),
    ...nameProblems(sites),
    ...peerFormatProblems(sites, args),
    ...formerProblems(sites.filter(({ given }) => given !== args)),
    ...peerProblems(sites),
    ...networkProblems(
      sites.map(({ name, path, given }) => ({
        site: name,
        title: `${path}peerCidrs`,
        cidrs: given.peerCidrs,
        sharesLocalSubnets: given === args || given.localSubnetIds === undefined,
      })),
      args.localCidrs,
    ),
  ];
}

function sitesIn(args: Properties): Site[] {
  if (args.connections === undefined) return hasOneSite(args) ? [{ name: ONLY_SITE, path: "", given: args }] : [];
  return entriesOf(args.connections).flatMap(([name, given]) =>
    isPlain(given) ? [{ name, path: `connections.${name}.`, given }] : [],
  );
}

function hasOneSite(args: Properties): boolean {
  return Object.keys(ONLY_FOR_ONE_SITE).some((name) => args[name] !== undefined);
}

function serviceProblems(args: Properties): string[] {
  const { routerId, vpnserviceId, service } = args;
  const problems = isPlain(service) ? unknownIn(service, SERVICE, "service.") : [];
  if (routerId === undefined && vpnserviceId === undefined) {
    const choice = "give the router (Open Telekom Cloud: the VPC), or vpnserviceId for a service that is there already";
    return [...problems, `routerId is missing: ${choice}`];
  }
  const extra = ["routerId", "service"].filter((name) => vpnserviceId !== undefined && args[name] !== undefined);
  const reason = "a service that is there already is used as it is";
  return [...problems, ...extra.map((name) => `${name} and vpnserviceId are both given: ${reason}, leave ${name} out`)];
}

// What is in them is checked by their own resources.
function policyProblems(args: Properties): string[] {
  const wrong = ["ike", "ipsec"].filter((name) => args[name] !== undefined && !isPlain(args[name]));
  return wrong.map((name) => plainlyWanted(name, args[name]));
}

function formProblems(args: Properties): string[] {
  const { connections } = args;
  if (connections === undefined) {
    const forms = "give peerAddress, peerCidrs and psk for one site, or connections for several";
    return hasOneSite(args) ? [] : [`there is no connection: ${forms}`];
  }
  if (!isPlain(connections)) return [plainlyWanted("connections", connections)];
  const both = Object.keys(ONLY_FOR_ONE_SITE).filter((name) => args[name] !== undefined);
  const entries = entriesOf(connections);
  return [
    ...both.map((name) => `${name} and connections are both given: put ${name} into the entries of connections`),
    ...(entries.length === 0 ? ["connections is empty: a VPN needs at least one connection"] : []),
    ...entries.flatMap(([name, given]) => (isPlain(given) ? [] : [plainlyWanted(`connections.${name}`, given)])),
  ];
}

const OPTIONAL = "give at least one, or omit it";

function listProblems(value: unknown, title: string, advice = "give at least one"): string[] {
  if (value === undefined || value === NOT_KNOWN) return [];
  if (!Array.isArray(value)) return [`${title} must be a list, got ${shown(value)}`];
  return value.length === 0 ? [`${title} is empty: ${advice}`] : [];
}

function siteProblems({ path, given }: Site, args: Properties): string[] {
  const isEntry = given !== args;
  const missing = ["peerAddress", "peerCidrs", "psk"].filter((name) => given[name] === undefined);
  const isWithoutSubnets = (given.localSubnetIds ?? args.localSubnetIds) === undefined;
  return [
    ...(isEntry ? unknownIn(given, SITE, path) : []),
    ...missing.map((name) => `${path}${name} is missing`),
    ...(isWithoutSubnets ? [`${path}localSubnetIds is missing${isEntry ? ", here and for all connections" : ""}`] : []),
    ...(isEntry ? listProblems(given.localSubnetIds, `${path}localSubnetIds`, OPTIONAL) : []),
    ...listProblems(given.peerCidrs, `${path}peerCidrs`),
    ...standbyProblems(given.standby, `${path}standby`),
    ...descriptionProblems(given.peer, `${path}peer`),
    ...peersOf({ path, given }).flatMap(addressProblems),
  ];
}

function standbyProblems(standby: unknown, title: string): string[] {
  if (standby === undefined) return [];
  if (!isPlain(standby)) return [plainlyWanted(title, standby)];
  const missing = standby.peerAddress === undefined ? [`${title}.peerAddress is missing`] : [];
  return [
    ...unknownIn(standby, STANDBY, `${title}.`),
    ...missing,
    ...descriptionProblems(standby.peer, `${title}.peer`),
  ];
}

// The resource that gets it says so, too, but only of one connection at a time.
function addressProblems({ title, address }: Peer): string[] {
  const version = address.includes(":") ? "IPv6" : /^[\d.]+$/.test(address) ? "IPv4" : undefined;
  if (version === undefined || addressOf(address) !== undefined) return [];
  const advice = "give an IPv4 or IPv6 address or a domain name";
  return [`${title} ${JSON.stringify(address)} looks like an ${version} address, but is none: ${advice}`];
}

// The standby connection of `a` is called `a-standby` in Pulumi, at the service and in the outputs.
function nameProblems(sites: readonly Site[]): string[] {
  const names = new Set(sites.map(({ name }) => name));
  const taken = sites.filter(({ name, given }) => given.standby !== undefined && names.has(`${name}-standby`));
  return [
    ...(names.has("") ? ["connections has an entry without a name"] : []),
    ...taken.map(
      ({ name }) => `connections.${name}-standby has the name of the standby of ${name}: choose another one`,
    ),
  ];
}

// Open Telekom Cloud refuses a second connection to the same peer (VPC.1004), and which of two would be up is chance.
function peerProblems(sites: readonly Site[]): string[] {
  const titles = new Map<string, string>();
  const problems: string[] = [];
  for (const { title, address } of sites.flatMap(peersOf)) {
    const key = sameText(address);
    const earlier = titles.get(key);
    if (earlier === undefined) titles.set(key, title);
    else
      problems.push(`${title}: ${address} is the peer of ${earlier} already; each connection needs a peer of its own`);
  }
  return problems;
}

function peersOf({ path, given }: Pick<Site, "path" | "given">): Peer[] {
  const standby = isPlain(given.standby) ? given.standby.peerAddress : undefined;
  const peers = [
    { title: `${path}peerAddress`, address: given.peerAddress },
    { title: `${path}standby.peerAddress`, address: standby },
  ];
  return peers.flatMap(({ title, address }) => (typeof address === "string" ? [{ title, address }] : []));
}

// One IPv6 address can be written in several ways, and domain names have no case.
function sameText(address: string): string {
  const read = addressOf(address);
  return read === undefined ? address.toLowerCase() : `${read.version}:${read.value}`;
}

function entriesOf(value: unknown): [string, unknown][] {
  return isPlain(value) ? Object.entries(value).filter(([, given]) => given !== undefined) : [];
}
