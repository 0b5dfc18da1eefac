// The connections of SiteToSiteVpn as peerConfiguration takes one.
import { isIPv6 } from "node:net";
import * as pulumi from "@pulumi/pulumi";
import { loadFit } from "../../provider/src";
import { isPlain } from "./knownValues";
import type { PeerConfigurationArgs, VpnService } from "./resources.generated";
import { userError } from "./runtime/userError";
import { gatewaysOf, sitesOf } from "./sites";
import type {
  PeerDescriptionArgs,
  SiteConnectionArgs,
  SiteToSiteVpnArgs,
  StandbyArgs,
} from "./siteToSiteVpnArgs.generated";

/** Which connection of a component is meant, and what the component does not know. */
export interface PeerOptions {
  /** Name of the connection as in `connections` of the outputs: `paris`, `paris-standby`. Not needed where there is only one. */
  connection?: string | undefined;
  /** The networks of its local subnets. If omitted, `localCidrs` of the component. */
  localCidrs?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** What a component has of itself. */
export interface PeerSource {
  readonly name: string;
  readonly args: SiteToSiteVpnArgs;
  readonly service: VpnService;
}

interface Connection {
  readonly name: string;
  readonly given: SiteConnectionArgs;
  readonly gateway: StandbyArgs;
}

/** Names of all connections. */
export function connectionNames(args: SiteToSiteVpnArgs): string[] {
  return connectionsIn(args).map(({ name }) => name);
}

/** The arguments for the device of one connection, without the format. Throws a RunError where none is meant, or networks are missing. */
export function peerArguments(
  { name, args, service }: PeerSource,
  options: PeerOptions,
): Omit<PeerConfigurationArgs, "format"> {
  const connection = chosen(name, connectionsIn(args), options.connection);
  const { given, gateway } = connection;
  const { peerAddress, peerId = peerAddress, psk = given.psk } = gateway;
  const inputs = {
    name: `${name}-${connection.name}`,
    gatewayAddress: addressFor(service, peerAddress),
    localCidrs: localCidrs({ name, args }, given, options),
    ...{ peerAddress, peerId, psk, peerCidrs: given.peerCidrs },
    ...policyValues(args),
    initiator: given.initiator ?? args.initiator,
    dpd: given.dpd ?? args.dpd,
    mtu: given.mtu ?? args.mtu,
  };
  // Pulumi treats `undefined` as omitted; the types of a strict program (exactOptionalPropertyTypes) do not.
  return inputs as Omit<PeerConfigurationArgs, "format">;
}

/** What another component has to know of one connection, as its `peer`: the same values, seen from the other end. */
export function describedAs(source: PeerSource, options: PeerOptions): PeerDescriptionArgs {
  const { gatewayAddress, localCidrs, peerCidrs, psk, initiator = "bi-directional" } = peerArguments(source, options);
  const { describedPolicies, pskHash } = loadFit();
  const description = {
    address: gatewayAddress,
    id: gatewayAddress,
    cidrs: localCidrs,
    localCidrs: peerCidrs,
    pskSha256: pulumi.output(psk).apply(pskHash),
    initiator,
    startsFirstPairOnly: true,
    ...describedPolicies({ ike: { ...source.args.ike }, ipsec: { ...source.args.ipsec } }),
  };
  return description as PeerDescriptionArgs; // by the names of schema.json, which a test compares
}

function connectionsIn(args: SiteToSiteVpnArgs): Connection[] {
  return sitesOf(args).flatMap(([site, given]) =>
    gatewaysOf(given).map(([end, gateway]) => ({ name: `${site}${end}`, given, gateway })),
  );
}

function chosen(component: string, all: readonly Connection[], wanted: string | undefined): Connection {
  const names = all.map(({ name }) => name).join(", ");
  const [first, ...others] = all;
  if (wanted === undefined && first !== undefined && others.length === 0) return first;
  if (wanted === undefined)
    throw userError(`SiteToSiteVpn ${component} has several connections: give one of ${names} as connection`);
  const found = all.find(({ name }) => name === wanted);
  if (found === undefined)
    throw userError(`SiteToSiteVpn ${component} has no connection ${JSON.stringify(wanted)}: there are ${names}`);
  return found;
}

function localCidrs(
  { name, args }: Omit<PeerSource, "service">,
  given: SiteConnectionArgs,
  options: PeerOptions,
): NonNullable<PeerOptions["localCidrs"]> {
  const isOwn = args.connections !== undefined && given.localSubnetIds !== undefined;
  const cidrs = options.localCidrs ?? (isOwn ? undefined : args.localCidrs);
  if (cidrs !== undefined) return cidrs;
  const where = isOwn ? "the options, since the site has localSubnetIds of its own" : "the component or the options";
  throw userError(
    `peerConfiguration of SiteToSiteVpn ${name} needs the networks of the local subnets: localCidrs in ${where}`,
  );
}

const IKE = ["authAlgorithm", "encryptionAlgorithm", "pfs", "ikeVersion", "phase1NegotiationMode", "lifetime"];
const IPSEC = ["authAlgorithm", "encryptionAlgorithm", "pfs", "transformProtocol", "encapsulationMode", "lifetime"];

/** What a peer has to know of the policies. */
export function policyValues({ ike, ipsec }: SiteToSiteVpnArgs): {
  ike?: object | undefined;
  ipsec?: object | undefined;
} {
  return { ike: chosenOf(ike, IKE), ipsec: chosenOf(ipsec, IPSEC) };
}

function chosenOf(policy: object | undefined, names: readonly string[]): object | undefined {
  if (!isPlain(policy)) return undefined;
  return Object.fromEntries(Object.entries(policy).filter(([name]) => names.includes(name)));
}

// A gateway answers in the IP version in which it is asked.
function addressFor(service: VpnService, peerAddress: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi
    .output(peerAddress)
    .apply((peer) => (isIPv6(peer) ? service.externalV6Ip : service.externalV4Ip))
    .apply((address) => address ?? "");
}
