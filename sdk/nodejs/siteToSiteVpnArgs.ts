// The arguments of SiteToSiteVpn, as a program writes them: plain objects whose values are inputs. What is wrong with
// some of them is found in siteToSiteVpnProblems.ts; defaults are those of the resources.
import type * as pulumi from "@pulumi/pulumi";
import type { DpdInputs, IkePolicyArgs, Initiator, IpsecPolicyArgs, WaitFor } from "./resources.generated";
import type { InputOf } from "./runtime/resource";

/** What a connection takes from {@link SiteToSiteVpnArgs} unless it has its own. */
export interface ConnectionSettings {
  /** UUIDs of the local subnets that the peer can reach. On Open Telekom Cloud a subnet's `neutron_subnet_id`, not its `id`. */
  localSubnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** Who may start the negotiation: `bi-directional` (the default) or `response-only`. */
  initiator?: pulumi.Input<Initiator | undefined>;
  /** Dead peer detection. */
  dpd?: InputOf<DpdInputs | undefined>;
  /** Maximum transmission unit in bytes. If omitted, the service decides. */
  mtu?: pulumi.Input<number | undefined>;
  /** Administrative state. Open Telekom Cloud supports only `true`. */
  adminStateUp?: pulumi.Input<boolean | undefined>;
  /** When a create or an update is done: `settled` (the default), or `active`, once the tunnel is up. */
  waitFor?: pulumi.Input<WaitFor | undefined>;
  /** All tags of the connection, Open Telekom Cloud only. */
  tags?: InputOf<{ [key: string]: string } | undefined>;
}

/** A second gateway of the same site that takes over when the first one fails: the same networks on both sides. */
export interface StandbyArgs {
  /** Address of the second gateway: an IP address or a domain name. */
  peerAddress: pulumi.Input<string>;
  /** Its identity in the IKE negotiation. If omitted, its `peerAddress`. */
  peerId?: pulumi.Input<string>;
  /** Its pre-shared key. If omitted, that of the first gateway. */
  psk?: pulumi.Input<string>;
}

/** One site: the gateway and the networks on the other side. */
export interface SiteConnectionArgs extends ConnectionSettings {
  /** Address of the remote gateway: an IP address or a domain name. */
  peerAddress: pulumi.Input<string>;
  /** Networks behind the remote gateway as `address/prefix`, all IPv4 or all IPv6. */
  peerCidrs: pulumi.Input<pulumi.Input<string>[]>;
  /** Pre-shared key, the same on both sides. Always a Pulumi secret. */
  psk: pulumi.Input<string>;
  /** Identity of the remote gateway in the IKE negotiation. If omitted, `peerAddress`. */
  peerId?: pulumi.Input<string>;
  /** A second gateway of the same site, as a connection of its own. */
  standby?: StandbyArgs;
  /** Free text. Open Telekom Cloud reserves it: omit it there. */
  description?: pulumi.Input<string | undefined>;
  /** Name, or names, that this site had before: its resources stay as they are. Only in an entry of `connections`. */
  formerly?: string | readonly string[] | undefined;
}

/** Further arguments of the VPN service that the component makes. */
export interface ServiceSettings {
  /** Name at the service. If omitted, `name` of the component and `-service`, or an auto-generated name. */
  name?: pulumi.Input<string | undefined>;
  /** Free text. */
  description?: pulumi.Input<string | undefined>;
  /** UUID of a flavor. OpenStack only, with the extension vpn-flavors. */
  flavorId?: pulumi.Input<string | undefined>;
}

/**
 * Arguments of `SiteToSiteVpn`. One site: `peerAddress`, `peerCidrs`, `psk`. Several: `connections`. Which connections there
 * are has to be known when the program runs, so `connections` and its entries are plain objects; every value in them is an input.
 */
export interface SiteToSiteVpnArgs extends ConnectionSettings {
  /** UUID of the router, on Open Telekom Cloud the ID of the VPC, that gets a VPN service. Either this or `vpnserviceId`. */
  routerId?: pulumi.Input<string>;
  /** UUID of an existing VPN service to use instead of a new one. It must have no subnet of its own. */
  vpnserviceId?: pulumi.Input<string>;
  /** The networks of the local subnets as `address/prefix`: only to find overlaps with `peerCidrs`, never sent. */
  localCidrs?: pulumi.Input<pulumi.Input<string>[]>;
  /** Several sites by name. A name becomes part of the resources' names: a new name is a new connection. Not with `peerAddress`. */
  connections?: { [name: string]: SiteConnectionArgs };
  /** One site: address of the remote gateway. One site is the same as `connections: { main: { … } }`. */
  peerAddress?: pulumi.Input<string>;
  /** One site: networks behind the remote gateway as `address/prefix`. */
  peerCidrs?: pulumi.Input<pulumi.Input<string>[]>;
  /** One site: pre-shared key. Always a Pulumi secret. */
  psk?: pulumi.Input<string>;
  /** One site: identity of the remote gateway. If omitted, `peerAddress`. */
  peerId?: pulumi.Input<string>;
  /** One site: its second gateway. */
  standby?: StandbyArgs;
  /** One site: free text. Open Telekom Cloud reserves it: omit it there. */
  description?: pulumi.Input<string | undefined>;
  /** The IKE policy that all connections share. If omitted, the secure defaults of `IkePolicy`. */
  ike?: IkePolicyArgs;
  /** The IPsec policy that all connections share. If omitted, the secure defaults of `IpsecPolicy`. */
  ipsec?: IpsecPolicyArgs;
  /** Further arguments of the VPN service. Not with `vpnserviceId`. */
  service?: ServiceSettings;
  /** First part of all names at the service. If omitted, the resources are auto-named, and what exists keeps its name. */
  name?: pulumi.Input<string>;
}

/** Name of the connection of a component that has just one site. */
export const ONLY_SITE = "main";

/** The names that a site had before. */
export function formerNames({ formerly = [] }: SiteConnectionArgs): readonly string[] {
  return typeof formerly === "string" ? [formerly] : formerly;
}

/** The sites by name, in either form. */
export function sitesOf(args: SiteToSiteVpnArgs): [string, SiteConnectionArgs][] {
  // Without `connections` the arguments are those of the one site; that they are complete has been checked before.
  const sites = args.connections ?? { [ONLY_SITE]: args as SiteConnectionArgs };
  return Object.entries(sites).filter(([, site]) => site !== undefined);
}
