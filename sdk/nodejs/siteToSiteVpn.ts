// The component SiteToSiteVpn: a whole VPN from the values a network engineer knows. It only declares resources and wires
// them together; schema.json has the arguments, and siteToSiteVpnProblems.ts what can be wrong with them.
import * as pulumi from "@pulumi/pulumi";
import { peerConfiguration } from "./peerConfiguration";
import {
  EndpointGroup,
  IkePolicy,
  IpsecPolicy,
  IpsecSiteConnection,
  type IpsecSiteConnectionArgs,
  type PeerFormat,
  VpnService,
  type VpnServiceArgs,
} from "./resources.generated";
import { serviceName } from "./serviceName";
import { connectionNames, describedAs, type PeerOptions, type PeerSource, peerArguments } from "./sitePeers";
import { formerNames, gatewaysOf, ONLY_SITE, sitesOf } from "./sites";
import type {
  PeerDescriptionArgs,
  PeerSetup,
  SiteConnectionArgs,
  SiteConnectionState,
  SiteToSiteVpnArgs,
  SiteToSiteVpnOutputs,
} from "./siteToSiteVpnArgs.generated";
import { verify } from "./siteToSiteVpnCheck";

/**
 * A whole site-to-site VPN: the VPN service, both policies, the endpoint groups and a connection for each remote site.
 *
 * ```ts
 * const branch = new vpnaas.SiteToSiteVpn("branch", {
 *   routerId: vpcId, // on Open Telekom Cloud the ID of the VPC
 *   localSubnetIds: [subnetId], // on Open Telekom Cloud the subnet's `neutron_subnet_id`
 *   localCidrs: ["10.10.0.0/24"], // optional: lets a preview find overlapping networks
 *   peerAddress: "203.0.113.9",
 *   peerCidrs: ["10.20.0.0/16"],
 *   psk: config.requireSecret("psk"),
 * });
 * export const tellTheOtherSide = branch.gatewayAddress;
 * ```
 *
 * Several sites have their entries in `connections`; what all have in common stands next to it:
 *
 * ```ts
 * const hub = new vpnaas.SiteToSiteVpn("hub", {
 *   routerId: vpcId,
 *   localSubnetIds: [subnetId],
 *   ike: { pfs: "group19" },
 *   dpd: { action: "restart" },
 *   connections: {
 *     berlin: { peerAddress: "203.0.113.9", peerCidrs: ["10.20.0.0/16"], psk: psks.berlin },
 *     paris: {
 *       peerAddress: "203.0.113.19",
 *       peerCidrs: ["10.21.0.0/16"],
 *       psk: psks.paris,
 *       standby: { peerAddress: "203.0.113.20" }, // a second gateway of that site, with the same networks
 *     },
 *   },
 * });
 * export const status = hub.connections.apply((all) => all["paris-standby"]?.status);
 * ```
 *
 * The names of the resources come from those of the component and the site alone (`hub-service`, `hub-ike`, `hub-ipsec`,
 * `hub-local`, `hub-paris`, `hub-paris-remote`, `hub-paris-standby`, and `hub-paris-local` for a site with `localSubnetIds` of
 * its own), so adding or removing a site touches no other one. The single form is the same as `connections: { main: { … } }`:
 * a program can go from one to the other without a change. Options of the component (provider, protect, aliases,
 * transformations, …) go to its children.
 *
 * All arguments are checked together in the preview: overlapping networks, peers that occur twice, IP versions that are mixed.
 */
export class SiteToSiteVpn extends pulumi.ComponentResource implements SiteToSiteVpnOutputs {
  /** The VPN service: a new one, or the one with the given `vpnserviceId`. */
  readonly service: VpnService;
  /** The IKE policy of all connections. */
  readonly ikePolicy: IkePolicy;
  /** The IPsec policy of all connections. */
  readonly ipsecPolicy: IpsecPolicy;
  /** The group of the `localSubnetIds` that stand next to the sites, if there are any. */
  readonly localGroup: EndpointGroup | undefined;
  /** The group of the remote networks of each site. */
  readonly remoteGroups: Readonly<Record<string, EndpointGroup>>;
  /** The connections as resources, by site; that of a second gateway is `SITE-standby`. */
  readonly siteConnections: Readonly<Record<string, IpsecSiteConnection>>;

  // What these mean is told by the interface, from schema.json.
  readonly gatewayAddress: SiteToSiteVpnOutputs["gatewayAddress"];
  readonly gatewayV6Address: SiteToSiteVpnOutputs["gatewayV6Address"];
  readonly connections: SiteToSiteVpnOutputs["connections"];
  readonly connectionId: SiteToSiteVpnOutputs["connectionId"];
  readonly status: SiteToSiteVpnOutputs["status"];
  readonly peerConfigurations: SiteToSiteVpnOutputs["peerConfigurations"];

  readonly #source: PeerSource;

  /**
   * Declares the VPN with the unique `name` within the stack. Throws one error that lists everything that is wrong with the
   * arguments; what only outputs tell is checked before the first connection is made.
   */
  constructor(name: string, args: SiteToSiteVpnArgs, options?: pulumi.ComponentResourceOptions) {
    const verified = verify(name, args);
    super("vpnaas:index:SiteToSiteVpn", name, {}, options);
    const frame: Frame = { name, args, verified, child: { parent: this } };
    this.service = serviceFor(frame);
    this.ikePolicy = new IkePolicy(`${name}-ike`, { ...named(frame, "ike"), ...args.ike }, frame.child);
    this.ipsecPolicy = new IpsecPolicy(`${name}-ipsec`, { ...named(frame, "ipsec"), ...args.ipsec }, frame.child);
    this.localGroup = args.localSubnetIds === undefined ? undefined : localGroup(frame, "local", args.localSubnetIds);
    const sites = sitesOf(args);
    this.remoteGroups = Object.fromEntries(sites.map(([site, given]) => [site, remoteGroup(frame, site, given)]));
    this.siteConnections = Object.fromEntries(sites.flatMap(([site, given]) => this.#connect(frame, site, given)));

    this.gatewayAddress = pulumi
      .all([this.service.externalV4Ip, this.service.externalV6Ip])
      .apply(([v4, v6]) => v4 ?? v6 ?? "");
    this.gatewayV6Address = this.service.externalV6Ip;
    this.connections = statesOf(this.siteConnections, verified);
    this.connectionId = pulumi.output(this.siteConnections[ONLY_SITE]?.id);
    this.status = pulumi.output(this.siteConnections[ONLY_SITE]?.status);
    this.#source = { name, args, service: this.service };
    this.peerConfigurations = this.#peersIn(args);
    const { gatewayAddress, gatewayV6Address, connections, connectionId, status, peerConfigurations } = this;
    const own = { gatewayAddress, gatewayV6Address, connections, connectionId, status, peerConfigurations };
    const outputs: SiteToSiteVpnOutputs = own;
    this.registerOutputs(outputs);
  }

  /**
   * What the administrator of the device on the other side of a connection needs: files, the commands that load them, and advice.
   * A secret, since the pre-shared key is in it. An algorithm that the format has no word for is an error of the preview.
   */
  peerConfiguration(format: pulumi.Input<PeerFormat>, options: PeerOptions = {}): pulumi.Output<PeerSetup> {
    return peerConfiguration({ format, ...peerArguments(this.#source, options) });
  }

  /**
   * This side as the `peer` of a component on the other side, so that the two are compared: `peer: north.asPeer()`.
   */
  asPeer(options: PeerOptions = {}): PeerDescriptionArgs {
    return describedAs(this.#source, options);
  }

  #peersIn(args: SiteToSiteVpnArgs): SiteToSiteVpnOutputs["peerConfigurations"] {
    const { peerFormat } = args;
    if (peerFormat === undefined) return pulumi.output(undefined);
    const setups = connectionNames(args).map((connection) => [
      connection,
      this.peerConfiguration(peerFormat, { connection }),
    ]);
    return pulumi.output<Record<string, PeerSetup>>(Object.fromEntries(setups));
  }

  // One connection, or two with the same networks: Open Telekom Cloud wants the same two groups for an active/standby pair.
  #connect(frame: Frame, site: string, given: SiteConnectionArgs): [string, IpsecSiteConnection][] {
    const { args } = frame;
    const own = args.connections === undefined ? undefined : given.localSubnetIds;
    const local =
      own === undefined
        ? this.localGroup
        : localGroup(
            renamed(frame, given, (name) => `${name}-local`),
            `${site}-local`,
            own,
          );
    const shared = {
      vpnserviceId: this.service.id,
      ikepolicyId: this.ikePolicy.id,
      ipsecpolicyId: this.ipsecPolicy.id,
      localEpGroupId: local?.id,
      peerEpGroupId: this.remoteGroups[site]?.id,
      initiator: given.initiator ?? args.initiator,
      waitFor: given.waitFor ?? args.waitFor,
      renegotiate: given.renegotiate ?? args.renegotiate,
      dpd: given.dpd ?? args.dpd,
      mtu: given.mtu ?? args.mtu,
      adminStateUp: given.adminStateUp ?? args.adminStateUp,
      tags: given.tags ?? args.tags,
      description: given.description,
    };
    return gatewaysOf(given).map(([end, { peerAddress, peerId = peerAddress, psk = given.psk }]) => {
      const suffix = `${site}${end}`;
      const { child } = renamed(frame, given, (name) => `${name}${end}`);
      const inputs = { ...named(frame, suffix), peerAddress, peerId, psk, ...shared };
      // Pulumi treats `undefined` as omitted; the types of a strict program (exactOptionalPropertyTypes) do not.
      return [suffix, new IpsecSiteConnection(`${frame.name}-${suffix}`, inputs as IpsecSiteConnectionArgs, child)];
    });
  }
}

/** What all children are made from. */
interface Frame {
  readonly name: string;
  readonly args: SiteToSiteVpnArgs;
  readonly verified: Promise<void> | undefined;
  readonly child: pulumi.CustomResourceOptions;
}

// The same frame for a child of a site that had other names: Pulumi finds what it had under them.
function renamed(frame: Frame, given: SiteConnectionArgs, suffixOf: (site: string) => string): Frame {
  const aliases = formerNames(given).map((name) => ({ name: `${frame.name}-${suffixOf(name)}` }));
  return aliases.length === 0 ? frame : { ...frame, child: { ...frame.child, aliases } };
}

// Without a name of its own, each resource gets one that proves which stack made it.
function named({ args }: Frame, suffix: string): { name?: pulumi.Input<string> } {
  const base = args.name;
  if (base === undefined) return {};
  if (typeof base === "string") return { name: serviceName(base, suffix) };
  return { name: pulumi.output(base).apply((text) => serviceName(text, suffix)) };
}

function serviceFor(frame: Frame): VpnService {
  const { name, args, child } = frame;
  // Another name than that of a service of our own: going from one to the other is no change of one resource.
  if (args.vpnserviceId !== undefined) return VpnService.get(`${name}-existing-service`, args.vpnserviceId, child);
  const routerId = args.routerId as pulumi.Input<string>; // arguments with neither of the two have been refused
  const inputs = { routerId, ...named(frame, "service"), ...args.service };
  return new VpnService(`${name}-service`, inputs as VpnServiceArgs, child); // `undefined` is the same as omitted
}

function localGroup(frame: Frame, suffix: string, subnetIds: pulumi.Input<pulumi.Input<string>[]>): EndpointGroup {
  const inputs = { ...named(frame, suffix), type: "subnet" as const, endpoints: subnetIds };
  return new EndpointGroup(`${frame.name}-${suffix}`, inputs, frame.child);
}

// Every connection has its remote group, so none is made before the rest of the arguments has been checked. The service does not
// wait for that: its address may be what the other side's gateway, and with it an argument of ours, waits for.
function remoteGroup(frame: Frame, site: string, given: SiteConnectionArgs): EndpointGroup {
  const { peerCidrs } = given;
  const { name, verified, child } = renamed(frame, given, (former) => `${former}-remote`);
  const endpoints =
    verified === undefined ? peerCidrs : pulumi.output(peerCidrs).apply((cidrs) => verified.then(() => cidrs));
  const inputs = { ...named(frame, `${site}-remote`), type: "cidr" as const, endpoints };
  return new EndpointGroup(`${name}-${site}-remote`, inputs, child);
}

function statesOf(connections: Readonly<Record<string, IpsecSiteConnection>>, verified: Promise<void> | undefined) {
  const states = Object.entries(connections).map(([site, { id, status, peerAddress }]) => [
    site,
    { id, status, peerAddress },
  ]);
  // Waiting for the check here makes its error an error of the program, whatever else is unknown.
  return pulumi
    .output(verified)
    .apply(() => pulumi.output<Record<string, SiteConnectionState>>(Object.fromEntries(states)));
}
