// Generated from schema.json by `make generate`; edit that file instead of this one.
import type * as pulumi from "@pulumi/pulumi";
import type { AuthAlgorithm, DpdInputs, EncapsulationMode, EncryptionAlgorithm, IkePolicyArgs, IkeVersion, Initiator, IpsecPolicyArgs, PeerFile, PeerFormat, Pfs, Phase1NegotiationMode, TransformProtocol, WaitFor } from "./resources.generated";
import type { InputOf } from "./runtime/resource";

/**
 * What a connection takes from the arguments of `SiteToSiteVpn` unless its own site has it.
 */
export interface ConnectionSettings {
  /**
   * UUIDs of the local subnets that the peer can reach. On Open Telekom Cloud a subnet's `neutron_subnet_id`, not its `id`.
   */
  localSubnetIds?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * Who may start the negotiation: `bi-directional` (the default) or `response-only`.
   */
  initiator?: pulumi.Input<Initiator | undefined> | undefined;
  /**
   * Dead peer detection.
   */
  dpd?: InputOf<DpdInputs | undefined> | undefined;
  /**
   * Maximum transmission unit in bytes. If omitted, the service decides.
   */
  mtu?: pulumi.Input<number | undefined> | undefined;
  /**
   * Administrative state. Open Telekom Cloud supports only `true`.
   */
  adminStateUp?: pulumi.Input<boolean | undefined> | undefined;
  /**
   * When a create or an update is done: `settled` (the default), or `active`, once the tunnel is up.
   */
  waitFor?: pulumi.Input<WaitFor | undefined> | undefined;
  /**
   * Whether an update of a key, an address, an identity or networks makes the two sides negotiate again; the tunnel is down meanwhile. OpenStack only.
   */
  renegotiate?: pulumi.Input<boolean | undefined> | undefined;
  /**
   * All tags of the connection, Open Telekom Cloud only.
   */
  tags?: InputOf<{ [name: string]: string } | undefined> | undefined;
}

/**
 * One site: the gateway and the networks on the other side.
 */
export interface SiteConnectionArgs extends ConnectionSettings {
  /**
   * Address of the remote gateway: an IP address or a domain name.
   */
  peerAddress: pulumi.Input<string>;
  /**
   * Networks behind the remote gateway as `address/prefix`, all IPv4 or all IPv6.
   */
  peerCidrs: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Pre-shared key, the same on both sides. Always a Pulumi secret.
   */
  psk: pulumi.Input<string>;
  /**
   * Identity of the remote gateway in the IKE negotiation. If omitted, `peerAddress`.
   */
  peerId?: pulumi.Input<string> | undefined;
  /**
   * A second gateway of the same site, as a connection of its own.
   */
  standby?: StandbyArgs | undefined;
  /**
   * What the gateway is configured with, to find in the preview what does not fit.
   */
  peer?: PeerDescriptionArgs | undefined;
  /**
   * Free text. Open Telekom Cloud reserves it: omit it there.
   */
  description?: pulumi.Input<string | undefined> | undefined;
  /**
   * Name, or names, that this site had before: its resources stay as they are. Only in an entry of `connections`.
   */
  formerly?: string | readonly string[] | undefined;
}

/**
 * A second gateway of the same site that takes over when the first one fails: the same networks on both sides.
 */
export interface StandbyArgs {
  /**
   * Address of the second gateway: an IP address or a domain name.
   */
  peerAddress: pulumi.Input<string>;
  /**
   * Its identity in the IKE negotiation. If omitted, its `peerAddress`.
   */
  peerId?: pulumi.Input<string> | undefined;
  /**
   * Its pre-shared key. If omitted, that of the first gateway.
   */
  psk?: pulumi.Input<string> | undefined;
  /**
   * What the second gateway is configured with, to find in the preview what does not fit.
   */
  peer?: PeerDescriptionArgs | undefined;
}

/**
 * What the device on the other side is configured with. Only compared, in the preview where all is known, else before the first connection; never sent. What you omit is not compared.
 */
export interface PeerDescriptionArgs {
  /**
   * Version of IKE.
   */
  ikeVersion?: pulumi.Input<IkeVersion> | undefined;
  /**
   * Negotiation of IKEv1.
   */
  phase1NegotiationMode?: pulumi.Input<Phase1NegotiationMode> | undefined;
  /**
   * What it takes in the first phase.
   */
  ike?: PeerOfferArgs | undefined;
  /**
   * What it takes in the second phase.
   */
  ipsec?: PeerOfferArgs | undefined;
  /**
   * Protocol that protects packets.
   */
  transformProtocol?: pulumi.Input<TransformProtocol> | undefined;
  /**
   * What of a packet is protected.
   */
  encapsulationMode?: pulumi.Input<EncapsulationMode> | undefined;
  /**
   * Its address outside.
   */
  address?: pulumi.Input<string> | undefined;
  /**
   * The identity that it has in the IKE negotiation.
   */
  id?: pulumi.Input<string> | undefined;
  /**
   * The networks behind it as `address/prefix`.
   */
  cidrs?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * The networks that it expects behind the cloud's gateway; compared with `localCidrs`.
   */
  localCidrs?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * SHA-256 of its pre-shared key, in hexadecimal. The key itself is never shown.
   */
  pskSha256?: pulumi.Input<string> | undefined;
  /**
   * Whether it is behind a NAT.
   */
  isBehindNat?: pulumi.Input<boolean> | undefined;
  /**
   * Who may start the negotiation, as the device is configured.
   */
  initiator?: pulumi.Input<Initiator> | undefined;
  /**
   * Whether it starts IKEv1 for the first pair of networks only, as VPN services of clouds do; `asPeer()` of a component says so.
   */
  startsFirstPairOnly?: pulumi.Input<boolean> | undefined;
}

/**
 * Algorithms that the device takes in one phase: one of each list is enough.
 */
export interface PeerOfferArgs {
  /**
   * Ciphers that it takes.
   */
  encryptionAlgorithms?: pulumi.Input<pulumi.Input<EncryptionAlgorithm>[]> | undefined;
  /**
   * Hashes that it takes.
   */
  authAlgorithms?: pulumi.Input<pulumi.Input<AuthAlgorithm>[]> | undefined;
  /**
   * Diffie-Hellman groups that it takes.
   */
  pfs?: pulumi.Input<pulumi.Input<Pfs>[]> | undefined;
}

/**
 * Further arguments of the VPN service that the component creates.
 */
export interface ServiceSettings {
  /**
   * Name at the service. If omitted, `name` of the component and `-service`, or an auto-generated name.
   */
  name?: pulumi.Input<string | undefined> | undefined;
  /**
   * Free text about the VPN service.
   */
  description?: pulumi.Input<string | undefined> | undefined;
  /**
   * UUID of a flavor. OpenStack only, with the extension vpn-flavors.
   */
  flavorId?: pulumi.Input<string | undefined> | undefined;
}

/**
 * Arguments of `SiteToSiteVpn`. One site: `peerAddress`, `peerCidrs`, `psk`. Several: `connections`. Which connections there are has to be known when the program runs, so `connections` and its entries are plain objects; every value in them is an input.
 */
export interface SiteToSiteVpnArgs extends ConnectionSettings {
  /**
   * UUID of the router, on Open Telekom Cloud the ID of the VPC, that gets a VPN service. Either this or `vpnserviceId`.
   */
  routerId?: pulumi.Input<string> | undefined;
  /**
   * UUID of an existing VPN service to use instead of a new one. It must have no subnet of its own.
   */
  vpnserviceId?: pulumi.Input<string> | undefined;
  /**
   * The networks of the local subnets as `address/prefix`: only to find overlaps with `peerCidrs`, never sent.
   */
  localCidrs?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * Several sites by name. A name becomes part of the resources' names: a new name is a new connection. Not with `peerAddress`.
   */
  connections?: { [name: string]: SiteConnectionArgs } | undefined;
  /**
   * One site: address of the remote gateway. One site is the same as `connections: { main: { … } }`.
   */
  peerAddress?: pulumi.Input<string> | undefined;
  /**
   * One site: networks behind the remote gateway as `address/prefix`.
   */
  peerCidrs?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * One site: pre-shared key. Always a Pulumi secret.
   */
  psk?: pulumi.Input<string> | undefined;
  /**
   * One site: identity of the remote gateway. If omitted, `peerAddress`.
   */
  peerId?: pulumi.Input<string> | undefined;
  /**
   * One site: its second gateway.
   */
  standby?: StandbyArgs | undefined;
  /**
   * One site: what its gateway is configured with, to find in the preview what does not fit.
   */
  peer?: PeerDescriptionArgs | undefined;
  /**
   * One site: free text. Open Telekom Cloud reserves it: omit it there.
   */
  description?: pulumi.Input<string | undefined> | undefined;
  /**
   * The IKE policy that all connections share. If omitted, the secure defaults of `IkePolicy`.
   */
  ike?: IkePolicyArgs | undefined;
  /**
   * The IPsec policy that all connections share. If omitted, the secure defaults of `IpsecPolicy`.
   */
  ipsec?: IpsecPolicyArgs | undefined;
  /**
   * Further arguments of the VPN service. Not with `vpnserviceId`.
   */
  service?: ServiceSettings | undefined;
  /**
   * Renders `peerConfigurations` for the devices on the other side, in this format. Needs `localCidrs`.
   */
  peerFormat?: pulumi.Input<PeerFormat> | undefined;
  /**
   * First part of all names at the service. If omitted, the resources are auto-named, and what exists keeps its name.
   */
  name?: pulumi.Input<string> | undefined;
}

/**
 * What `SiteToSiteVpn` reports about one of its connections.
 */
export interface SiteConnectionState {
  /**
   * UUID of the connection.
   */
  id: string;
  /**
   * Status as last seen, such as `ACTIVE` or `DOWN` (no traffic yet).
   */
  status: string;
  /**
   * Address of the remote gateway.
   */
  peerAddress: string;
}

/**
 * What the administrator of the device on the other side needs.
 */
export interface PeerSetup {
  /**
   * The format that was asked for.
   */
  format: PeerFormat;
  /**
   * The files for the device. The pre-shared key is in one of them: keep them secret.
   */
  files: PeerFile[];
  /**
   * Commands for the device that load the files, start the tunnel and show it.
   */
  commands: string[];
  /**
   * What has to be done besides, in sentences: the largest TCP segment, lines in other files.
   */
  advice: string[];
}

/**
 * Outputs of `SiteToSiteVpn`.
 */
export interface SiteToSiteVpnOutputs {
  /**
   * Address that the other side needs as its peer: IPv4, or else IPv6. Empty if the service has none.
   */
  readonly gatewayAddress: pulumi.Output<string>;
  /**
   * IPv6 address of the service, where it has one.
   */
  readonly gatewayV6Address: pulumi.Output<string | undefined>;
  /**
   * What is known of each connection, by site; that of a second gateway is `SITE-standby`.
   */
  readonly connections: pulumi.Output<{ [key: string]: SiteConnectionState }>;
  /**
   * UUID of the connection of the single form (of the site `main`).
   */
  readonly connectionId: pulumi.Output<string | undefined>;
  /**
   * Status of the connection of the single form (of the site `main`).
   */
  readonly status: pulumi.Output<string | undefined>;
  /**
   * With `peerFormat`: the configuration of each device on the other side, by connection as in `connections`. A secret.
   */
  readonly peerConfigurations: pulumi.Output<{ [key: string]: PeerSetup } | undefined>;
}
