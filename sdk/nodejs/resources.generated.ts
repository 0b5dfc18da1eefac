// Generated from schema.json by `make generate`; edit that file instead of this one.
import type * as pulumi from "@pulumi/pulumi";
import { type InputsOf, VpnaasResource } from "./runtime/resource";

/**
 * When a create or an update is done.
 */
export type WaitFor = "settled" | "active";
/**
 * Who may start the negotiation of the tunnel.
 */
export type Initiator = "bi-directional" | "response-only";
/**
 * What is done when dead peer detection finds the peer gone.
 */
export type DpdAction = "clear" | "hold" | "restart" | "disabled" | "restart-by-peer";
/**
 * Whose rules inputs are checked against.
 */
export type Dialect = "otc" | "openstack";
/**
 * Which endpoint of the service catalog is used.
 */
export type EndpointInterface = "public" | "internal" | "admin";
/**
 * Hash that proves the integrity of packets. The names differ between Open Telekom Cloud and OpenStack.
 */
export type AuthAlgorithm =
  "md5" | "sha1" | "sha2-256" | "sha256" | "sha2-384" | "sha384" | "sha2-512" | "sha512" | "aes-xcbc" | "aes-cmac";
/**
 * Cipher that packets are encrypted with.
 */
export type EncryptionAlgorithm =
  | "3des"
  | "aes-128"
  | "aes-192"
  | "aes-256"
  | "aes-128-ccm-8"
  | "aes-128-ccm-12"
  | "aes-128-ccm-16"
  | "aes-128-gcm-8"
  | "aes-128-gcm-12"
  | "aes-128-gcm-16"
  | "aes-128-ctr"
  | "aes-192-ccm-8"
  | "aes-192-ccm-12"
  | "aes-192-ccm-16"
  | "aes-192-gcm-8"
  | "aes-192-gcm-12"
  | "aes-192-gcm-16"
  | "aes-192-ctr"
  | "aes-256-ccm-8"
  | "aes-256-ccm-12"
  | "aes-256-ccm-16"
  | "aes-256-gcm-8"
  | "aes-256-gcm-12"
  | "aes-256-gcm-16"
  | "aes-256-ctr";
/**
 * Diffie-Hellman group of the key exchange (perfect forward secrecy).
 */
export type Pfs =
  | "group1"
  | "group2"
  | "group5"
  | "group14"
  | "group15"
  | "group16"
  | "group17"
  | "group18"
  | "group19"
  | "group20"
  | "group21"
  | "group22"
  | "group23"
  | "group24"
  | "group25"
  | "group26"
  | "group27"
  | "group28"
  | "group29"
  | "group30"
  | "group31"
  | "disable";
/**
 * Version of the IKE protocol.
 */
export type IkeVersion = "v1" | "v2";
/**
 * How IKEv1 negotiates its first phase.
 */
export type Phase1NegotiationMode = "main" | "aggressive";
/**
 * Protocol that protects packets.
 */
export type TransformProtocol = "esp" | "ah" | "ah-esp";
/**
 * What of a packet is protected.
 */
export type EncapsulationMode = "tunnel" | "transport";
/**
 * What the endpoints of a group are.
 */
export type EndpointType = "subnet" | "cidr" | "network" | "router" | "vlan";
/**
 * Unit of a lifetime.
 */
export type LifetimeUnits = "seconds";
/**
 * Configuration of which device or software on the other side.
 */
export type PeerFormat =
  | "strongswan-swanctl"
  | "strongswan-ipsec"
  | "libreswan"
  | "openiked"
  | "iosxe"
  | "junos"
  | "fortios"
  | "panos"
  | "routeros"
  | "pfsense";

/**
 * Dead peer detection: how a dead peer is noticed, and what is done then. Omitted parts take the defaults below.
 */
export interface Dpd {
  /**
   * What is done when the peer is found dead: `clear`, `hold`, `restart`, `disabled` or `restart-by-peer`.
   */
  action: DpdAction;
  /**
   * Seconds between two probes. Must be less than `timeout`.
   */
  interval: number;
  /**
   * Seconds without an answer after which the peer counts as dead. Must be greater than `interval`.
   */
  timeout: number;
}
/**
 * Dead peer detection: how a dead peer is noticed, and what is done then. Omitted parts take the defaults below.
 */
export interface DpdInputs {
  /**
   * What is done when the peer is found dead: `clear`, `hold`, `restart`, `disabled` or `restart-by-peer`.
   */
  action?: DpdAction;
  /**
   * Seconds between two probes. Must be less than `timeout`.
   */
  interval?: number;
  /**
   * Seconds without an answer after which the peer counts as dead. Must be greater than `interval`.
   */
  timeout?: number;
}
/**
 * How long keys live before they are negotiated again. Omitted parts take the defaults below.
 */
export interface Lifetime {
  /**
   * Unit of `value`: `seconds`.
   */
  units: LifetimeUnits;
  /**
   * Number of units: 60 to 604800 (OpenStack: 60 or more).
   */
  value: number;
}
/**
 * How long keys live before they are negotiated again. Omitted parts take the defaults below.
 */
export interface LifetimeInputs {
  /**
   * Unit of `value`: `seconds`.
   */
  units?: LifetimeUnits;
  /**
   * Number of units: 60 to 604800 (OpenStack: 60 or more).
   */
  value?: number;
}
/**
 * What a peer has to know of the IKE policy; the outputs of an `IkePolicy` fit.
 */
export interface PeerIkeInputs {
  /**
   * Hash, under either dialect's name. If omitted, SHA-2 with 256 bits.
   */
  authAlgorithm?: AuthAlgorithm;
  /**
   * Cipher. If omitted, `aes-256`.
   */
  encryptionAlgorithm?: EncryptionAlgorithm;
  /**
   * Diffie-Hellman group. If omitted, `group14`.
   */
  pfs?: Pfs;
  /**
   * Version of IKE. If omitted, `v2`.
   */
  ikeVersion?: IkeVersion;
  /**
   * Negotiation of IKEv1. If omitted, `main`.
   */
  phase1NegotiationMode?: Phase1NegotiationMode;
  /**
   * How long its keys live. If omitted, 3600 seconds.
   */
  lifetime?: LifetimeInputs;
}
/**
 * What a peer has to know of the IPsec policy; the outputs of an `IpsecPolicy` fit.
 */
export interface PeerIpsecInputs {
  /**
   * Hash, under either dialect's name. If omitted, SHA-2 with 256 bits.
   */
  authAlgorithm?: AuthAlgorithm;
  /**
   * Cipher. If omitted, `aes-256`.
   */
  encryptionAlgorithm?: EncryptionAlgorithm;
  /**
   * Diffie-Hellman group. If omitted, `group14`.
   */
  pfs?: Pfs;
  /**
   * Protocol that protects packets. If omitted, `esp`.
   */
  transformProtocol?: TransformProtocol;
  /**
   * What of a packet is protected. If omitted, `tunnel`.
   */
  encapsulationMode?: EncapsulationMode;
  /**
   * How long its keys live. If omitted, 3600 seconds.
   */
  lifetime?: LifetimeInputs;
}
/**
 * A file for the device on the other side.
 */
export interface PeerFile {
  /**
   * Where the file belongs on the device.
   */
  path: string;
  /**
   * Its text. The pre-shared key may be in it.
   */
  content: string;
}
/**
 * Plain values of {@link IpsecSiteConnectionArgs}.
 */
export interface IpsecSiteConnectionInputs {
  /**
   * Name of the connection, 1 to 64 characters (OpenStack: up to 255). Need not be unique. If omitted, it is auto-named: logical name and seven characters, such as `hq-4cf5b9b`; renaming the resource or the stack does not rename what exists. Changed in place.
   */
  name?: string;
  /**
   * Free text of up to 255 characters. Open Telekom Cloud reserves this field for its own components: omit it there. Removing it empties the text. Changed in place.
   */
  description?: string;
  /**
   * Pre-shared key, the same on both sides. 6 to 128 of: digits, letters and ~ ` ! @ # $ % ^ ( ) - _ + = [ ] { } | \ , . / : ; (OpenStack: 1 to 255 characters of any kind). Always a Pulumi secret, even if given as plain text; never compared with what the service returns. Changed in place.
   */
  psk: string;
  /**
   * Whether this side may start the negotiation (`bi-directional`) or only answers (`response-only`). Changed in place.
   */
  initiator?: Initiator;
  /**
   * Administrative state of the connection. Open Telekom Cloud supports only `true`. Changed in place.
   */
  adminStateUp?: boolean;
  /**
   * Address of the remote gateway: an IP address or a domain name, up to 250 characters. A domain name may be stored by the service as the address it resolves to; this is not reported as drift. Changed in place.
   */
  peerAddress: string;
  /**
   * Identity of the remote gateway in the IKE negotiation, up to 250 characters; usually the same as `peerAddress`. Changed in place.
   */
  peerId: string;
  /**
   * Networks behind the remote gateway as `address/prefix`, for a VPN service that has a subnet. The order has no meaning. Not together with endpoint groups. Changed in place.
   *
   * @deprecated Use `localEpGroupId` and `peerEpGroupId` with two endpoint groups.
   */
  peerCidrs?: string[];
  /**
   * UUID of the endpoint group (type `subnet`) with the local subnets. Only together with `peerEpGroupId`. Changed in place.
   */
  localEpGroupId?: string;
  /**
   * UUID of the endpoint group (type `cidr`) with the networks behind the remote gateway. Only together with `localEpGroupId`. Changed in place.
   */
  peerEpGroupId?: string;
  /**
   * Identity of this side in the IKE negotiation, up to 255 characters, where it is not the address of the VPN service. OpenStack only. Removing it empties the field, which means that address. Changed in place.
   */
  localId?: string;
  /**
   * Maximum transmission unit in bytes, at least 68 (1280 for IPv6). If omitted, the service decides (1500). Removing it resets it to 1500. The manual of Open Telekom Cloud calls 1500 the only value and then uses 1200 in its example: other values are sent with a warning. Changed in place.
   */
  mtu?: number;
  /**
   * Dead peer detection. If omitted, the service decides (`hold`, 30 s, 120 s). Removing it resets it to these. Changed in place, always as a whole.
   */
  dpd?: DpdInputs;
  /**
   * UUID of the VPN service the connection belongs to. A change replaces the connection.
   */
  vpnserviceId: string;
  /**
   * UUID of the IKE policy. A change replaces the connection.
   */
  ikepolicyId: string;
  /**
   * UUID of the IPsec policy. A change replaces the connection.
   */
  ipsecpolicyId: string;
  /**
   * ID of the project that owns the connection. If omitted, the project of the login. Another project needs administrator rights. A change replaces the connection.
   */
  tenantId?: string;
  /**
   * ID of a yearly or monthly order; only for VPNs that are billed that way. Sent only if you give it. Changed in place.
   */
  orderId?: string;
  /**
   * ID of a product that is billed yearly or monthly; only for such VPNs. Sent only if you give it. Changed in place.
   */
  productId?: string;
  /**
   * Tags, Open Telekom Cloud only. Keys of 1 to 36, values of up to 43 characters: letters, digits, `_` and `-`. Authoritative: tags that are not listed are removed. If omitted, tags are left unmanaged. Removing it removes the declared tags. Changed in place.
   */
  tags?: {
    [k: string]: string;
  };
  /**
   * When a create or an update is done: once the service has finished (`settled`, also if omitted), or once the tunnel is up (`active`). Most tunnels come up when both sides are configured and there is traffic. After the setting `activeTimeout` the command fails, the connection stays in the state, and the next `pulumi up` waits again. A change of it alone is no change.
   */
  waitFor?: WaitFor;
  /**
   * Whether an update of `psk`, `peerAddress`, `peerId`, `localId`, the endpoint groups or `peerCidrs` makes the two sides negotiate again: the connection is taken down, the service says `DOWN`, and it is taken up again. Without it, an established tunnel keeps the old values until its next rekey, while the service says `ACTIVE`. The new negotiation begins with traffic, or when either side initiates. OpenStack only; not together with `adminStateUp: false`. A change of it alone is no change.
   */
  renegotiate?: boolean;
  /**
   * UUID of an existing IPsec site connection to take over instead of creating one: it is brought to what the program says with one PUT of the differences, and refused if something differs that cannot be changed in place. Counts only when Pulumi creates the resource; adding, changing or removing it later is no change.
   */
  adoptId?: string;
}
/**
 * Plain values of {@link VpnServiceArgs}.
 */
export interface VpnServiceInputs {
  /**
   * Name of the VPN service, 1 to 64 characters (OpenStack: up to 255). Need not be unique. If omitted, it is auto-named: logical name and seven characters, such as `hq-4cf5b9b`; renaming the resource or the stack does not rename what exists. Changed in place.
   */
  name?: string;
  /**
   * Free text of up to 255 characters. Removing it empties the text. Changed in place.
   */
  description?: string;
  /**
   * UUID of the router; on Open Telekom Cloud the ID of the VPC. OpenStack: the router needs an external gateway. A change replaces the service.
   */
  routerId: string;
  /**
   * UUID of a local subnet, for connections with the deprecated `peerCidrs`. Omit it for connections with endpoint groups. A change replaces the service.
   */
  subnetId?: string;
  /**
   * Administrative state of the service. Open Telekom Cloud supports only `true`. Changed in place.
   */
  adminStateUp?: boolean;
  /**
   * UUID of a flavor. OpenStack only, with the extension vpn-flavors. A change replaces the service.
   */
  flavorId?: string;
  /**
   * ID of the project that owns the VPN service. If omitted, the project of the login. Another project needs administrator rights. A change replaces the VPN service.
   */
  tenantId?: string;
  /**
   * UUID of an existing VPN service to take over instead of creating one: it is brought to what the program says with one PUT of the differences, and refused if something differs that cannot be changed in place. Counts only when Pulumi creates the resource; adding, changing or removing it later is no change.
   */
  adoptId?: string;
}
/**
 * Plain values of {@link IkePolicyArgs}.
 */
export interface IkePolicyInputs {
  /**
   * Name of the IKE policy, 1 to 64 characters (OpenStack: up to 255). Need not be unique. If omitted, it is auto-named: logical name and seven characters, such as `hq-4cf5b9b`; renaming the resource or the stack does not rename what exists. Changed in place (OpenStack: a change replaces).
   */
  name?: string;
  /**
   * Free text of up to 255 characters. Removing it empties the text. Changed in place (OpenStack: a change replaces).
   */
  description?: string;
  /**
   * Hash: `sha2-256` (the default), `sha2-384`, `sha2-512`, `sha1` or `md5`; on OpenStack `sha256` (the default), `sha384`, `sha512`, `sha1`, `aes-xcbc` or `aes-cmac`. Changed in place (OpenStack: a change replaces the policy).
   */
  authAlgorithm?: AuthAlgorithm;
  /**
   * Cipher: `aes-256` (the default), `aes-192`, `aes-128` or `3des`; on OpenStack also AES in CCM, GCM and CTR mode. Changed in place (OpenStack: a change replaces the policy).
   */
  encryptionAlgorithm?: EncryptionAlgorithm;
  /**
   * Diffie-Hellman group: `group14` (the default), `group15`, `group16`, `group19`, `group20`, `group21`, and the weak `group1`, `group2`, `group5`; on OpenStack `group2`, `group5` and `group14` to `group31`. Changed in place (OpenStack: a change replaces the policy).
   */
  pfs?: Pfs;
  /**
   * Version of IKE: `v2` (the default) or `v1`. Changed in place (OpenStack: a change replaces the policy).
   */
  ikeVersion?: IkeVersion;
  /**
   * Negotiation of IKEv1: `main` (the default) or `aggressive`. Has no meaning for IKEv2. Changed in place (OpenStack: a change replaces the policy).
   */
  phase1NegotiationMode?: Phase1NegotiationMode;
  /**
   * How long keys live; if omitted, 3600 seconds. Always sent as a whole. Changed in place (OpenStack: a change replaces the policy).
   */
  lifetime?: LifetimeInputs;
  /**
   * ID of the project that owns the IKE policy. If omitted, the project of the login. Another project needs administrator rights. A change replaces the IKE policy.
   */
  tenantId?: string;
  /**
   * UUID of an existing IKE policy to take over instead of creating one: it is brought to what the program says with one PUT of the differences, and refused if something differs that cannot be changed in place. Counts only when Pulumi creates the resource; adding, changing or removing it later is no change.
   */
  adoptId?: string;
}
/**
 * Plain values of {@link IpsecPolicyArgs}.
 */
export interface IpsecPolicyInputs {
  /**
   * Name of the IPsec policy, 1 to 64 characters (OpenStack: up to 255). Need not be unique. If omitted, it is auto-named: logical name and seven characters, such as `hq-4cf5b9b`; renaming the resource or the stack does not rename what exists. Changed in place (OpenStack: a change replaces).
   */
  name?: string;
  /**
   * Free text of up to 255 characters. Removing it empties the text. Changed in place (OpenStack: a change replaces).
   */
  description?: string;
  /**
   * Hash: `sha2-256` (the default), `sha2-384`, `sha2-512`, `sha1` or `md5`; on OpenStack `sha256` (the default), `sha384`, `sha512`, `sha1`, `aes-xcbc` or `aes-cmac`. Changed in place (OpenStack: a change replaces the policy).
   */
  authAlgorithm?: AuthAlgorithm;
  /**
   * Cipher: `aes-256` (the default), `aes-192`, `aes-128` or `3des`; on OpenStack also AES in CCM, GCM and CTR mode. Changed in place (OpenStack: a change replaces the policy).
   */
  encryptionAlgorithm?: EncryptionAlgorithm;
  /**
   * Diffie-Hellman group for perfect forward secrecy: `group14` (the default), `group15`, `group16`, `group19`, `group20`, `group21`, the weak `group1`, `group2`, `group5`, or `disable`; on OpenStack `group2`, `group5` and `group14` to `group31`. Changed in place (OpenStack: a change replaces the policy).
   */
  pfs?: Pfs;
  /**
   * Protocol: `esp` (the default), `ah` or `ah-esp`. Changed in place (OpenStack: a change replaces the policy).
   */
  transformProtocol?: TransformProtocol;
  /**
   * Mode: `tunnel` (the default, and the only one on Open Telekom Cloud) or `transport`. Changed in place (OpenStack: a change replaces the policy).
   */
  encapsulationMode?: EncapsulationMode;
  /**
   * How long keys live; if omitted, 3600 seconds. Always sent as a whole. Changed in place (OpenStack: a change replaces the policy).
   */
  lifetime?: LifetimeInputs;
  /**
   * ID of the project that owns the IPsec policy. If omitted, the project of the login. Another project needs administrator rights. A change replaces the IPsec policy.
   */
  tenantId?: string;
  /**
   * UUID of an existing IPsec policy to take over instead of creating one: it is brought to what the program says with one PUT of the differences, and refused if something differs that cannot be changed in place. Counts only when Pulumi creates the resource; adding, changing or removing it later is no change.
   */
  adoptId?: string;
}
/**
 * Plain values of {@link EndpointGroupArgs}.
 */
export interface EndpointGroupInputs {
  /**
   * Name of the endpoint group, 1 to 64 characters (OpenStack: up to 255). Need not be unique. If omitted, it is auto-named: logical name and seven characters, such as `hq-4cf5b9b`; renaming the resource or the stack does not rename what exists. Changed in place.
   */
  name?: string;
  /**
   * Free text of up to 255 characters. Removing it empties the text. Changed in place.
   */
  description?: string;
  /**
   * What the endpoints are: `subnet` (the local side) or `cidr` (the remote side); OpenStack also has `network`, `router` and `vlan`, which IPsec does not use. A change replaces the group.
   */
  type: EndpointType;
  /**
   * Subnet ids (type `subnet`) or networks as `address/prefix` (type `cidr`). On Open Telekom Cloud a subnet's `neutron_subnet_id` is meant, not its `id`. The order has no meaning. A change replaces the group.
   */
  endpoints: string[];
  /**
   * ID of the project that owns the endpoint group. If omitted, the project of the login. Another project needs administrator rights. A change replaces the endpoint group.
   */
  tenantId?: string;
  /**
   * UUID of an existing endpoint group to take over instead of creating one: it is brought to what the program says with one PUT of the differences, and refused if something differs that cannot be changed in place. Counts only when Pulumi creates the resource; adding, changing or removing it later is no change.
   */
  adoptId?: string;
}
/**
 * Plain values of {@link PeerConfigurationArgs}.
 */
export interface PeerConfigurationInputs {
  /**
   * Which device or software the configuration is for.
   */
  format: PeerFormat;
  /**
   * What the tunnel is called on the device. If omitted, `cloud`.
   */
  name?: string;
  /**
   * Address of the VPN service: its `externalV4Ip` or `externalV6Ip`.
   */
  gatewayAddress: string;
  /**
   * `localId` of the connection, where it has one. If omitted, `gatewayAddress`.
   */
  localId?: string;
  /**
   * The networks of the local subnets as `address/prefix`: what the device reaches through the tunnel.
   */
  localCidrs: string[];
  /**
   * `peerAddress` of the connection: the device itself.
   */
  peerAddress: string;
  /**
   * `peerId` of the connection. If omitted, `peerAddress`.
   */
  peerId?: string;
  /**
   * The networks behind the device as `address/prefix`.
   */
  peerCidrs: string[];
  /**
   * Pre-shared key of the connection. Give a secret: then the result is one, too.
   */
  psk: string;
  /**
   * The IKE policy of the connection. If omitted, the defaults of `IkePolicy`.
   */
  ike?: PeerIkeInputs;
  /**
   * The IPsec policy of the connection. If omitted, the defaults of `IpsecPolicy`.
   */
  ipsec?: PeerIpsecInputs;
  /**
   * `initiator` of the connection. With `response-only` the device starts the negotiation by itself.
   */
  initiator?: Initiator;
  /**
   * `dpd` of the connection: the device does the same.
   */
  dpd?: DpdInputs;
  /**
   * `mtu` of the connection, where it has one: a bound for the largest packet.
   */
  mtu?: number;
}
/**
 * One cloud, project and set of credentials. Without an explicit provider, the stack configuration (`vpnaas:*`), `OS_*` environment variables and clouds.yaml are used.
 */
export interface ProviderInputs {
  /**
   * Address of the identity service (Keystone v3, OTC IAM), for example https://iam.eu-nl.otc.t-systems.com/v3 or https://keystone.example.com:5000/v3.
   */
  authUrl?: string;
  /**
   * Name of the user who logs in with a password, or who owns an application credential given by name.
   */
  username?: string;
  /**
   * Id of the user, instead of username and a user domain.
   */
  userId?: string;
  /**
   * Password of the user.
   */
  password?: string;
  /**
   * Name of the domain the user belongs to; on OTC the account name such as OTC00000000001000000123.
   */
  userDomainName?: string;
  /**
   * Id of the domain the user belongs to, instead of userDomainName.
   */
  userDomainId?: string;
  /**
   * Name of the project the VPN resources belong to; an application credential has to be for that project already.
   */
  projectName?: string;
  /**
   * Id of the project, instead of projectName; wins over a projectName of the same source.
   */
  projectId?: string;
  /**
   * Name of the domain that holds the project given by projectName.
   */
  projectDomainName?: string;
  /**
   * Id of the domain that holds the project, instead of projectDomainName.
   */
  projectDomainId?: string;
  /**
   * Name of one domain for user and project, where the same source names no domain of their own.
   */
  domainName?: string;
  /**
   * Id of one domain for both the user and the project, instead of domainName.
   */
  domainId?: string;
  /**
   * A token issued earlier, instead of a password or an application credential.
   */
  token?: string;
  /**
   * Id of a Keystone application credential.
   */
  applicationCredentialId?: string;
  /**
   * Name of a Keystone application credential, instead of its id; needs userId or username as well.
   */
  applicationCredentialName?: string;
  /**
   * Secret of the application credential.
   */
  applicationCredentialSecret?: string;
  /**
   * Access key (AK) of Open Telekom Cloud: requests are signed with it instead of carrying a token.
   */
  accessKey?: string;
  /**
   * Secret key (SK) that belongs to accessKey.
   */
  secretKey?: string;
  /**
   * Security token of a temporary access key; taken only from where secretKey stands, or from a source of higher precedence.
   */
  securityToken?: string;
  /**
   * Region whose network endpoint is taken from the service catalog, for example eu-nl or RegionOne.
   */
  region?: string;
  /**
   * Which endpoint of the service catalog is used: public, internal or admin.
   */
  interface?: EndpointInterface;
  /**
   * Base address of the VPN API (without /v2.0), instead of the one in the service catalog.
   */
  endpoint?: string;
  /**
   * Path of a PEM file with the certificate authorities to trust.
   */
  cacert?: string;
  /**
   * true switches the verification of TLS certificates off (in clouds.yaml: verify: false).
   */
  insecure?: boolean;
  /**
   * Name of the cloud in clouds.yaml. Named here it comes before OS_*, chosen by OS_CLOUD after them.
   */
  cloud?: string;
  /**
   * Whose rules inputs are checked against: otc (Open Telekom Cloud) or openstack (upstream Neutron). Default: otc where the host of authUrl is below otc.t-systems.com, else openstack.
   */
  dialect?: Dialect;
  /**
   * true turns warnings about inputs into failures.
   */
  strict?: boolean;
  /**
   * How many requests one run may have under way at a time, 1 to 64. Lower it where several run at once.
   */
  maxRequests?: number;
  /**
   * How long one HTTP request may take: seconds, or a duration such as 90s or 2m.
   */
  requestTimeout?: string;
  /**
   * How long a create may take until the resource is settled: seconds, or a duration such as 10m.
   */
  createTimeout?: string;
  /**
   * How long an update may take until the resource is settled: seconds, or a duration such as 10m.
   */
  updateTimeout?: string;
  /**
   * How long a delete may take until the resource is gone: seconds, or a duration such as 10m.
   */
  deleteTimeout?: string;
  /**
   * How long a connection with waitFor: active may take from settled to ACTIVE: seconds, or a duration such as 5m.
   */
  activeTimeout?: string;
}

/**
 * When a create or an update is done. All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.WaitFor>("key", { allowedValues: Object.values(vpnaas.WaitFor) });
 * ```
 */
export const WaitFor = {
  /**
   * When the service has finished: the status has left PENDING_*. DOWN is a good end.
   */
  Settled: "settled",
  /**
   * When the tunnel is up: the status is ACTIVE.
   */
  Active: "active",
} as const;

/**
 * Who may start the negotiation of the tunnel. All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.Initiator>("key", { allowedValues: Object.values(vpnaas.Initiator) });
 * ```
 */
export const Initiator = {
  /**
   * Either side may initiate.
   */
  BiDirectional: "bi-directional",
  /**
   * This side only responds; the peer has to initiate.
   */
  ResponseOnly: "response-only",
} as const;

/**
 * What is done when dead peer detection finds the peer gone. All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.DpdAction>("key", { allowedValues: Object.values(vpnaas.DpdAction) });
 * ```
 */
export const DpdAction = {
  /**
   * Close the tunnel and wait.
   */
  Clear: "clear",
  /**
   * Negotiate again when traffic asks for it.
   */
  Hold: "hold",
  /**
   * Negotiate again at once.
   */
  Restart: "restart",
  /**
   * No dead peer detection. Open Telekom Cloud is known to keep it on all the same.
   */
  Disabled: "disabled",
  /**
   * Negotiate again at once, all tunnels to this peer.
   */
  RestartByPeer: "restart-by-peer",
} as const;

/**
 * Whose rules inputs are checked against. All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.Dialect>("key", { allowedValues: Object.values(vpnaas.Dialect) });
 * ```
 */
export const Dialect = {
  /**
   * Open Telekom Cloud: the rules of its manual.
   */
  Otc: "otc",
  /**
   * Upstream OpenStack Neutron VPNaaS.
   */
  OpenStack: "openstack",
} as const;

/**
 * Which endpoint of the service catalog is used. All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.EndpointInterface>("key", { allowedValues: Object.values(vpnaas.EndpointInterface) });
 * ```
 */
export const EndpointInterface = {
  /**
   * The endpoint for all users.
   */
  Public: "public",
  /**
   * The endpoint inside the cloud's own network.
   */
  Internal: "internal",
  /**
   * The endpoint for operators.
   */
  Admin: "admin",
} as const;

/**
 * Hash that proves the integrity of packets. The names differ between Open Telekom Cloud and OpenStack. All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.AuthAlgorithm>("key", { allowedValues: Object.values(vpnaas.AuthAlgorithm) });
 * ```
 */
export const AuthAlgorithm = {
  /**
   * MD5. Weak. Open Telekom Cloud only.
   */
  Md5: "md5",
  /**
   * SHA-1. Weak. OpenStack is about to drop it.
   */
  Sha1: "sha1",
  /**
   * SHA-2 with 256 bits, as Open Telekom Cloud calls it. Open Telekom Cloud only; the other dialect calls it `sha256`.
   */
  Sha2256: "sha2-256",
  /**
   * SHA-2 with 256 bits, as OpenStack calls it. OpenStack only; the other dialect calls it `sha2-256`.
   */
  Sha256: "sha256",
  /**
   * SHA-2 with 384 bits, as Open Telekom Cloud calls it. Open Telekom Cloud only; the other dialect calls it `sha384`.
   */
  Sha2384: "sha2-384",
  /**
   * SHA-2 with 384 bits, as OpenStack calls it. OpenStack only; the other dialect calls it `sha2-384`.
   */
  Sha384: "sha384",
  /**
   * SHA-2 with 512 bits, as Open Telekom Cloud calls it. Open Telekom Cloud only; the other dialect calls it `sha512`.
   */
  Sha2512: "sha2-512",
  /**
   * SHA-2 with 512 bits, as OpenStack calls it. OpenStack only; the other dialect calls it `sha2-512`.
   */
  Sha512: "sha512",
  /**
   * AES-XCBC. OpenStack 2025.1 or newer. OpenStack only.
   */
  AesXcbc: "aes-xcbc",
  /**
   * AES-CMAC. OpenStack 2025.1 or newer. OpenStack only.
   */
  AesCmac: "aes-cmac",
} as const;

/**
 * Cipher that packets are encrypted with. All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.EncryptionAlgorithm>("key", { allowedValues: Object.values(vpnaas.EncryptionAlgorithm) });
 * ```
 */
export const EncryptionAlgorithm = {
  /**
   * Triple DES. Weak.
   */
  TripleDes: "3des",
  /**
   * AES in CBC mode with a key of 128 bits.
   */
  Aes128: "aes-128",
  /**
   * AES in CBC mode with a key of 192 bits.
   */
  Aes192: "aes-192",
  /**
   * AES in CBC mode with a key of 256 bits.
   */
  Aes256: "aes-256",
  /**
   * AES in CCM mode with a key of 128 bits and a check value of 8 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes128Ccm8: "aes-128-ccm-8",
  /**
   * AES in CCM mode with a key of 128 bits and a check value of 12 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes128Ccm12: "aes-128-ccm-12",
  /**
   * AES in CCM mode with a key of 128 bits and a check value of 16 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes128Ccm16: "aes-128-ccm-16",
  /**
   * AES in GCM mode with a key of 128 bits and a check value of 8 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes128Gcm8: "aes-128-gcm-8",
  /**
   * AES in GCM mode with a key of 128 bits and a check value of 12 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes128Gcm12: "aes-128-gcm-12",
  /**
   * AES in GCM mode with a key of 128 bits and a check value of 16 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes128Gcm16: "aes-128-gcm-16",
  /**
   * AES in counter mode with a key of 128 bits. OpenStack 2025.1 or newer with the extension vpn-aes-ctr. OpenStack only.
   */
  Aes128Ctr: "aes-128-ctr",
  /**
   * AES in CCM mode with a key of 192 bits and a check value of 8 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes192Ccm8: "aes-192-ccm-8",
  /**
   * AES in CCM mode with a key of 192 bits and a check value of 12 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes192Ccm12: "aes-192-ccm-12",
  /**
   * AES in CCM mode with a key of 192 bits and a check value of 16 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes192Ccm16: "aes-192-ccm-16",
  /**
   * AES in GCM mode with a key of 192 bits and a check value of 8 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes192Gcm8: "aes-192-gcm-8",
  /**
   * AES in GCM mode with a key of 192 bits and a check value of 12 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes192Gcm12: "aes-192-gcm-12",
  /**
   * AES in GCM mode with a key of 192 bits and a check value of 16 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes192Gcm16: "aes-192-gcm-16",
  /**
   * AES in counter mode with a key of 192 bits. OpenStack 2025.1 or newer with the extension vpn-aes-ctr. OpenStack only.
   */
  Aes192Ctr: "aes-192-ctr",
  /**
   * AES in CCM mode with a key of 256 bits and a check value of 8 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes256Ccm8: "aes-256-ccm-8",
  /**
   * AES in CCM mode with a key of 256 bits and a check value of 12 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes256Ccm12: "aes-256-ccm-12",
  /**
   * AES in CCM mode with a key of 256 bits and a check value of 16 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes256Ccm16: "aes-256-ccm-16",
  /**
   * AES in GCM mode with a key of 256 bits and a check value of 8 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes256Gcm8: "aes-256-gcm-8",
  /**
   * AES in GCM mode with a key of 256 bits and a check value of 12 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes256Gcm12: "aes-256-gcm-12",
  /**
   * AES in GCM mode with a key of 256 bits and a check value of 16 octets. OpenStack 2025.1 or newer. OpenStack only.
   */
  Aes256Gcm16: "aes-256-gcm-16",
  /**
   * AES in counter mode with a key of 256 bits. OpenStack 2025.1 or newer with the extension vpn-aes-ctr. OpenStack only.
   */
  Aes256Ctr: "aes-256-ctr",
} as const;

/**
 * Diffie-Hellman group of the key exchange (perfect forward secrecy). All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.Pfs>("key", { allowedValues: Object.values(vpnaas.Pfs) });
 * ```
 */
export const Pfs = {
  /**
   * 768-bit MODP. Weak. Open Telekom Cloud only.
   */
  Group1: "group1",
  /**
   * 1024-bit MODP. Weak.
   */
  Group2: "group2",
  /**
   * 1536-bit MODP. Weak.
   */
  Group5: "group5",
  /**
   * 2048-bit MODP group.
   */
  Group14: "group14",
  /**
   * 3072-bit MODP group.
   */
  Group15: "group15",
  /**
   * 4096-bit MODP.
   */
  Group16: "group16",
  /**
   * 6144-bit MODP. OpenStack only.
   */
  Group17: "group17",
  /**
   * 8192-bit MODP. OpenStack only.
   */
  Group18: "group18",
  /**
   * 256-bit elliptic curve (NIST P-256).
   */
  Group19: "group19",
  /**
   * 384-bit elliptic curve (NIST P-384).
   */
  Group20: "group20",
  /**
   * 521-bit elliptic curve (NIST P-521).
   */
  Group21: "group21",
  /**
   * 1024-bit MODP with a 160-bit subgroup. Weak. OpenStack only.
   */
  Group22: "group22",
  /**
   * 2048-bit MODP with a 224-bit subgroup. OpenStack only.
   */
  Group23: "group23",
  /**
   * 2048-bit MODP with a 256-bit subgroup. OpenStack only.
   */
  Group24: "group24",
  /**
   * 192-bit elliptic curve. OpenStack only.
   */
  Group25: "group25",
  /**
   * 224-bit elliptic curve. OpenStack only.
   */
  Group26: "group26",
  /**
   * 224-bit Brainpool curve. OpenStack only.
   */
  Group27: "group27",
  /**
   * 256-bit Brainpool curve. OpenStack only.
   */
  Group28: "group28",
  /**
   * 384-bit Brainpool curve. OpenStack only.
   */
  Group29: "group29",
  /**
   * 512-bit Brainpool curve. OpenStack only.
   */
  Group30: "group30",
  /**
   * Curve25519, an elliptic curve. OpenStack only.
   */
  Group31: "group31",
  /**
   * No perfect forward secrecy. Open Telekom Cloud only.
   */
  Disable: "disable",
} as const;

/**
 * Version of the IKE protocol. All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.IkeVersion>("key", { allowedValues: Object.values(vpnaas.IkeVersion) });
 * ```
 */
export const IkeVersion = {
  /**
   * IKEv1, for peers that know nothing newer.
   */
  V1: "v1",
  /**
   * IKEv2, the current version.
   */
  V2: "v2",
} as const;

/**
 * How IKEv1 negotiates its first phase. All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.Phase1NegotiationMode>("key", { allowedValues: Object.values(vpnaas.Phase1NegotiationMode) });
 * ```
 */
export const Phase1NegotiationMode = {
  /**
   * Main mode, which protects the identities.
   */
  Main: "main",
  /**
   * Aggressive mode: shows the identities unencrypted.
   */
  Aggressive: "aggressive",
} as const;

/**
 * Protocol that protects packets. All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.TransformProtocol>("key", { allowedValues: Object.values(vpnaas.TransformProtocol) });
 * ```
 */
export const TransformProtocol = {
  /**
   * ESP: encryption and integrity.
   */
  Esp: "esp",
  /**
   * AH: integrity only, nothing is encrypted.
   */
  Ah: "ah",
  /**
   * Both, one in the other.
   */
  AhEsp: "ah-esp",
} as const;

/**
 * What of a packet is protected. All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.EncapsulationMode>("key", { allowedValues: Object.values(vpnaas.EncapsulationMode) });
 * ```
 */
export const EncapsulationMode = {
  /**
   * The whole packet, inside a new one: what a site-to-site VPN needs.
   */
  Tunnel: "tunnel",
  /**
   * The content of the packet only.
   */
  Transport: "transport",
} as const;

/**
 * What the endpoints of a group are. All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.EndpointType>("key", { allowedValues: Object.values(vpnaas.EndpointType) });
 * ```
 */
export const EndpointType = {
  /**
   * Subnets of the cloud, by id: the local side of a connection.
   */
  Subnet: "subnet",
  /**
   * Networks as `address/prefix`: the remote side of a connection.
   */
  Cidr: "cidr",
  /**
   * Networks of the cloud, by id. OpenStack only, not for IPsec.
   */
  Network: "network",
  /**
   * Routers, by id. OpenStack only, not for IPsec.
   */
  Router: "router",
  /**
   * VLANs. OpenStack only, not for IPsec.
   */
  Vlan: "vlan",
} as const;

/**
 * Unit of a lifetime. All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.LifetimeUnits>("key", { allowedValues: Object.values(vpnaas.LifetimeUnits) });
 * ```
 */
export const LifetimeUnits = {
  /**
   * Seconds, the only unit there is.
   */
  Seconds: "seconds",
} as const;

/**
 * Configuration of which device or software on the other side. All values, of both dialects:
 *
 * ```ts
 * config.get<vpnaas.PeerFormat>("key", { allowedValues: Object.values(vpnaas.PeerFormat) });
 * ```
 */
export const PeerFormat = {
  /**
   * strongSwan, `swanctl.conf`. Its own daemon has read what is rendered.
   */
  StrongswanSwanctl: "strongswan-swanctl",
  /**
   * strongSwan with its older files, `ipsec.conf` and `ipsec.secrets`. Its own daemon has read what is rendered.
   */
  StrongswanIpsec: "strongswan-ipsec",
  /**
   * libreswan, `ipsec.conf` and `ipsec.secrets`. Its own tools have read what is rendered.
   */
  Libreswan: "libreswan",
  /**
   * OpenIKED, `iked.conf`; IKEv2 only. Its own daemon has read what is rendered.
   */
  Openiked: "openiked",
  /**
   * Cisco IOS-XE: a crypto map. Not tried on a device.
   */
  CiscoIosxe: "iosxe",
  /**
   * Juniper Junos on SRX. Not tried on a device.
   */
  Junos: "junos",
  /**
   * Fortinet FortiOS. Not tried on a device.
   */
  Fortios: "fortios",
  /**
   * Palo Alto PAN-OS. Not tried on a device.
   */
  Panos: "panos",
  /**
   * MikroTik RouterOS 7. Not tried on a device.
   */
  Routeros: "routeros",
  /**
   * pfSense, `config.xml`. Not tried on a device. OPNsense reads `strongswan-swanctl`.
   */
  Pfsense: "pfsense",
} as const;

/**
 * Arguments of an explicit provider.
 */
export interface ProviderArgs extends InputsOf<ProviderInputs> {}

/**
 * Arguments of {@link peerConfiguration}.
 */
export interface PeerConfigurationArgs extends InputsOf<PeerConfigurationInputs> {}

/**
 * Arguments of {@link IpsecSiteConnection}.
 */
export interface IpsecSiteConnectionArgs extends InputsOf<IpsecSiteConnectionInputs> {}

const IpsecSiteConnectionClass = {
  kind: "IpsecSiteConnection",
  outputs: ["status","name","description","psk","initiator","adminStateUp","peerAddress","peerId","peerCidrs","localEpGroupId","peerEpGroupId","localId","mtu","dpd","vpnserviceId","ikepolicyId","ipsecpolicyId","tenantId","projectId","authMode","routeMode","orderId","productId","createdAt","tags","region"],
  secrets: ["psk"],
};

/**
 * An IPsec site-to-site VPN connection: one tunnel between a VPN service and a remote gateway.
 *
 * Create and update wait until the connection has left the `PENDING_*` states. `DOWN` is a normal result: the tunnel comes up (`ACTIVE`) once both sides exchange traffic. An update sends only the fields that changed.
 *
 * ```ts
 * const hq = new vpnaas.IpsecSiteConnection("hq", {
 *   vpnserviceId: service.id,
 *   ikepolicyId: ike.id,
 *   ipsecpolicyId: ipsec.id,
 *   localEpGroupId: local.id,
 *   peerEpGroupId: remote.id,
 *   peerAddress: "203.0.113.9",
 *   peerId: "203.0.113.9",
 *   psk: config.requireSecret("psk"),
 * });
 * ```
 */
export class IpsecSiteConnection extends VpnaasResource {
  /**
   * Status as last seen: `ACTIVE` (tunnel up), `DOWN` (no tunnel, for example no traffic yet), `FROZEN`, `ERROR`, or a passing `BUILD`, `PENDING_CREATE`, `PENDING_UPDATE`, `PENDING_DELETE`.
   */
  declare readonly status: pulumi.Output<string>;
  /**
   * Name of the connection.
   */
  declare readonly name: pulumi.Output<string>;
  /**
   * Description of the connection.
   */
  declare readonly description: pulumi.Output<string | undefined>;
  /**
   * Pre-shared key as the program gave it; what the service returns is ignored.
   */
  declare readonly psk: pulumi.Output<string>;
  /**
   * Who may start the negotiation.
   */
  declare readonly initiator: pulumi.Output<Initiator>;
  /**
   * Administrative state of the connection.
   */
  declare readonly adminStateUp: pulumi.Output<boolean>;
  /**
   * Address of the remote gateway, as the program gave it where the service only resolved the name.
   */
  declare readonly peerAddress: pulumi.Output<string>;
  /**
   * Identity of the remote gateway.
   */
  declare readonly peerId: pulumi.Output<string>;
  /**
   * Networks behind the remote gateway; empty with endpoint groups.
   */
  declare readonly peerCidrs: pulumi.Output<string[]>;
  /**
   * UUID of the endpoint group with the local subnets.
   */
  declare readonly localEpGroupId: pulumi.Output<string | undefined>;
  /**
   * UUID of the endpoint group with the networks behind the remote gateway.
   */
  declare readonly peerEpGroupId: pulumi.Output<string | undefined>;
  /**
   * Identity of this side in the IKE negotiation; empty where it is the address of the VPN service. OpenStack only.
   */
  declare readonly localId: pulumi.Output<string | undefined>;
  /**
   * Maximum transmission unit in bytes.
   */
  declare readonly mtu: pulumi.Output<number>;
  /**
   * Dead peer detection as it is in force.
   */
  declare readonly dpd: pulumi.Output<Dpd>;
  /**
   * UUID of the VPN service.
   */
  declare readonly vpnserviceId: pulumi.Output<string>;
  /**
   * UUID of the IKE policy.
   */
  declare readonly ikepolicyId: pulumi.Output<string>;
  /**
   * UUID of the IPsec policy.
   */
  declare readonly ipsecpolicyId: pulumi.Output<string>;
  /**
   * ID of the project that owns the connection.
   */
  declare readonly tenantId: pulumi.Output<string>;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  declare readonly projectId: pulumi.Output<string>;
  /**
   * Authentication mode, `psk`.
   */
  declare readonly authMode: pulumi.Output<string | undefined>;
  /**
   * How routes are advertised, `static`.
   */
  declare readonly routeMode: pulumi.Output<string | undefined>;
  /**
   * ID of a yearly or monthly order, else empty. Open Telekom Cloud only.
   */
  declare readonly orderId: pulumi.Output<string | undefined>;
  /**
   * ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only.
   */
  declare readonly productId: pulumi.Output<string | undefined>;
  /**
   * When the connection was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only.
   */
  declare readonly createdAt: pulumi.Output<string | undefined>;
  /**
   * Tags of the connection. Open Telekom Cloud only.
   */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /**
   * Region in which the connection lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Declares a resource with the unique `name` within the stack. */
  constructor(name: string, args: IpsecSiteConnectionArgs, options?: pulumi.CustomResourceOptions) {
    super(IpsecSiteConnectionClass, name, { ...args }, options);
  }

  /** Reads an existing object by its id, without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): IpsecSiteConnection {
    // An existing object needs no arguments: Pulumi reads all of its outputs.
    return new IpsecSiteConnection(name, {} as IpsecSiteConnectionArgs, { ...options, id });
  }

  /** Is `object` an IpsecSiteConnection, even one made by another copy of this package? */
  static override isInstance(object: unknown): object is IpsecSiteConnection {
    return VpnaasResource.isKind(object, "IpsecSiteConnection");
  }
}

/**
 * Arguments of {@link VpnService}.
 */
export interface VpnServiceArgs extends InputsOf<VpnServiceInputs> {}

const VpnServiceClass = {
  kind: "VpnService",
  outputs: ["status","name","description","routerId","subnetId","adminStateUp","externalV4Ip","externalV6Ip","flavorId","tenantId","projectId","createdAt","tags","orderId","productId","resourceSpeccode","prepayConnectionNum","region"],
  secrets: [],
};

/**
 * A VPN service: the VPN gateway of a router (OpenStack) or of a VPC (Open Telekom Cloud, at most one each). Connections belong to it.
 *
 * OpenStack accepts several services on one router, but the L3 agent of Neutron runs one VPN process for a router, with the configuration of the service that changed last. On Neutron (Zed, strongSwan) the tunnel of the first service stayed up when a second one was created and deleted, but the tunnel of the second came up in only one run of three. The manual of Catalyst Cloud warns that a second service takes down the tunnels of the first. So use one service per router, with several connections.
 *
 * Its status stays `PENDING_CREATE` until its first connection exists, so a create does not wait for anything else.
 *
 * ```ts
 * const service = new vpnaas.VpnService("hub", { routerId: vpcId });
 * export const address = service.externalV4Ip; // for the other side
 * ```
 */
export class VpnService extends VpnaasResource {
  /**
   * Status as last seen: `ACTIVE`, `DOWN`, `ERROR`, a passing `BUILD`, `PENDING_UPDATE`, `PENDING_DELETE`, or `PENDING_CREATE` until the first connection exists.
   */
  declare readonly status: pulumi.Output<string>;
  /**
   * Name of the VPN service.
   */
  declare readonly name: pulumi.Output<string>;
  /**
   * Description of the VPN service.
   */
  declare readonly description: pulumi.Output<string | undefined>;
  /**
   * UUID of the router (Open Telekom Cloud: ID of the VPC).
   */
  declare readonly routerId: pulumi.Output<string>;
  /**
   * UUID of the local subnet, where one was given.
   */
  declare readonly subnetId: pulumi.Output<string | undefined>;
  /**
   * Administrative state of the service.
   */
  declare readonly adminStateUp: pulumi.Output<boolean>;
  /**
   * IPv4 address of this gateway: the peer address that the other side needs. Missing only where the router has no IPv4 address outside.
   */
  declare readonly externalV4Ip: pulumi.Output<string>;
  /**
   * IPv6 address of this gateway, where it has one.
   */
  declare readonly externalV6Ip: pulumi.Output<string | undefined>;
  /**
   * UUID of the flavor. OpenStack only.
   */
  declare readonly flavorId: pulumi.Output<string | undefined>;
  /**
   * ID of the project that owns the VPN service.
   */
  declare readonly tenantId: pulumi.Output<string>;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  declare readonly projectId: pulumi.Output<string>;
  /**
   * When the service was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only.
   */
  declare readonly createdAt: pulumi.Output<string | undefined>;
  /**
   * Tags of the service, set elsewhere. Open Telekom Cloud only.
   */
  declare readonly tags: pulumi.Output<{ [key: string]: string } | undefined>;
  /**
   * ID of a yearly or monthly order, else empty. Open Telekom Cloud only.
   */
  declare readonly orderId: pulumi.Output<string | undefined>;
  /**
   * ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only.
   */
  declare readonly productId: pulumi.Output<string | undefined>;
  /**
   * Code of the specification that is billed, else empty. Open Telekom Cloud only.
   */
  declare readonly resourceSpeccode: pulumi.Output<string | undefined>;
  /**
   * Number of connections paid in advance. Open Telekom Cloud only.
   */
  declare readonly prepayConnectionNum: pulumi.Output<number | undefined>;
  /**
   * Region in which the VPN service lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Declares a resource with the unique `name` within the stack. */
  constructor(name: string, args: VpnServiceArgs, options?: pulumi.CustomResourceOptions) {
    super(VpnServiceClass, name, { ...args }, options);
  }

  /** Reads an existing object by its id, without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): VpnService {
    // An existing object needs no arguments: Pulumi reads all of its outputs.
    return new VpnService(name, {} as VpnServiceArgs, { ...options, id });
  }

  /** Is `object` a VpnService, even one made by another copy of this package? */
  static override isInstance(object: unknown): object is VpnService {
    return VpnaasResource.isKind(object, "VpnService");
  }
}

/**
 * Arguments of {@link IkePolicy}.
 */
export interface IkePolicyArgs extends InputsOf<IkePolicyInputs> {}

const IkePolicyClass = {
  kind: "IkePolicy",
  outputs: ["name","description","authAlgorithm","encryptionAlgorithm","pfs","ikeVersion","phase1NegotiationMode","lifetime","tenantId","projectId","region"],
  secrets: [],
};

/**
 * An IKE policy: how the two gateways prove who they are and agree on keys (phase 1).
 *
 * OpenStack refuses to change a policy that a connection uses: there, every change replaces the policy, and with it the connections that use it. Open Telekom Cloud changes it in place; the connections that use it are then updated as well, so that they take it over.
 *
 * ```ts
 * // The rest: IKEv2, AES-256, SHA2-256.
 * const ike = new vpnaas.IkePolicy("ike", { pfs: "group16", lifetime: { value: 28800 } });
 * ```
 */
export class IkePolicy extends VpnaasResource {
  /**
   * Name of the IKE policy.
   */
  declare readonly name: pulumi.Output<string>;
  /**
   * Description of the IKE policy.
   */
  declare readonly description: pulumi.Output<string | undefined>;
  /**
   * Hash that proves the integrity of packets.
   */
  declare readonly authAlgorithm: pulumi.Output<AuthAlgorithm>;
  /**
   * Cipher that packets are encrypted with.
   */
  declare readonly encryptionAlgorithm: pulumi.Output<EncryptionAlgorithm>;
  /**
   * Diffie-Hellman group.
   */
  declare readonly pfs: pulumi.Output<Pfs>;
  /**
   * Version of IKE.
   */
  declare readonly ikeVersion: pulumi.Output<IkeVersion>;
  /**
   * Negotiation of IKEv1.
   */
  declare readonly phase1NegotiationMode: pulumi.Output<Phase1NegotiationMode>;
  /**
   * How long keys live.
   */
  declare readonly lifetime: pulumi.Output<Lifetime>;
  /**
   * ID of the project that owns the IKE policy.
   */
  declare readonly tenantId: pulumi.Output<string>;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  declare readonly projectId: pulumi.Output<string>;
  /**
   * Region in which the IKE policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Declares a resource with the unique `name` within the stack. */
  constructor(name: string, args: IkePolicyArgs = {}, options?: pulumi.CustomResourceOptions) {
    super(IkePolicyClass, name, { ...args }, options);
  }

  /** Reads an existing object by its id, without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): IkePolicy {
    // An existing object needs no arguments: Pulumi reads all of its outputs.
    return new IkePolicy(name, {} as IkePolicyArgs, { ...options, id });
  }

  /** Is `object` an IkePolicy, even one made by another copy of this package? */
  static override isInstance(object: unknown): object is IkePolicy {
    return VpnaasResource.isKind(object, "IkePolicy");
  }
}

/**
 * Arguments of {@link IpsecPolicy}.
 */
export interface IpsecPolicyArgs extends InputsOf<IpsecPolicyInputs> {}

const IpsecPolicyClass = {
  kind: "IpsecPolicy",
  outputs: ["name","description","authAlgorithm","encryptionAlgorithm","pfs","transformProtocol","encapsulationMode","lifetime","tenantId","projectId","region"],
  secrets: [],
};

/**
 * An IPsec policy: how the packets in the tunnel are protected (phase 2).
 *
 * OpenStack refuses to change a policy that a connection uses: there, every change replaces the policy, and with it the connections that use it. Open Telekom Cloud changes it in place; the connections that use it are then updated as well, so that they take it over.
 *
 * ```ts
 * const ipsec = new vpnaas.IpsecPolicy("ipsec", { encryptionAlgorithm: "aes-128" }); // the rest: ESP, SHA2-256, group14
 * ```
 */
export class IpsecPolicy extends VpnaasResource {
  /**
   * Name of the IPsec policy.
   */
  declare readonly name: pulumi.Output<string>;
  /**
   * Description of the IPsec policy.
   */
  declare readonly description: pulumi.Output<string | undefined>;
  /**
   * Hash that proves the integrity of packets.
   */
  declare readonly authAlgorithm: pulumi.Output<AuthAlgorithm>;
  /**
   * Cipher that packets are encrypted with.
   */
  declare readonly encryptionAlgorithm: pulumi.Output<EncryptionAlgorithm>;
  /**
   * Diffie-Hellman group for perfect forward secrecy.
   */
  declare readonly pfs: pulumi.Output<Pfs>;
  /**
   * Protocol that protects packets.
   */
  declare readonly transformProtocol: pulumi.Output<TransformProtocol>;
  /**
   * What of a packet is protected.
   */
  declare readonly encapsulationMode: pulumi.Output<EncapsulationMode>;
  /**
   * How long keys live.
   */
  declare readonly lifetime: pulumi.Output<Lifetime>;
  /**
   * ID of the project that owns the IPsec policy.
   */
  declare readonly tenantId: pulumi.Output<string>;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  declare readonly projectId: pulumi.Output<string>;
  /**
   * Region in which the IPsec policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Declares a resource with the unique `name` within the stack. */
  constructor(name: string, args: IpsecPolicyArgs = {}, options?: pulumi.CustomResourceOptions) {
    super(IpsecPolicyClass, name, { ...args }, options);
  }

  /** Reads an existing object by its id, without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): IpsecPolicy {
    // An existing object needs no arguments: Pulumi reads all of its outputs.
    return new IpsecPolicy(name, {} as IpsecPolicyArgs, { ...options, id });
  }

  /** Is `object` an IpsecPolicy, even one made by another copy of this package? */
  static override isInstance(object: unknown): object is IpsecPolicy {
    return VpnaasResource.isKind(object, "IpsecPolicy");
  }
}

/**
 * Arguments of {@link EndpointGroup}.
 */
export interface EndpointGroupArgs extends InputsOf<EndpointGroupInputs> {}

const EndpointGroupClass = {
  kind: "EndpointGroup",
  outputs: ["name","description","type","endpoints","tenantId","projectId","region"],
  secrets: [],
};

/**
 * An endpoint group: the networks on one side of a connection. The local side is a group of type `subnet`, the remote side one of type `cidr`.
 *
 * Type and endpoints cannot be changed: a change creates a new group, points the connections to it, and then deletes the old one.
 *
 * ```ts
 * const local = new vpnaas.EndpointGroup("local", { type: "subnet", endpoints: [subnetId] });
 * const remote = new vpnaas.EndpointGroup("remote", { type: "cidr", endpoints: ["10.20.0.0/16", "10.21.0.0/16"] });
 * ```
 */
export class EndpointGroup extends VpnaasResource {
  /**
   * Name of the endpoint group.
   */
  declare readonly name: pulumi.Output<string>;
  /**
   * Description of the endpoint group.
   */
  declare readonly description: pulumi.Output<string | undefined>;
  /**
   * What the endpoints are.
   */
  declare readonly type: pulumi.Output<EndpointType>;
  /**
   * The endpoints, in the order of the program.
   */
  declare readonly endpoints: pulumi.Output<string[]>;
  /**
   * ID of the project that owns the endpoint group.
   */
  declare readonly tenantId: pulumi.Output<string>;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  declare readonly projectId: pulumi.Output<string>;
  /**
   * Region in which the endpoint group lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Declares a resource with the unique `name` within the stack. */
  constructor(name: string, args: EndpointGroupArgs, options?: pulumi.CustomResourceOptions) {
    super(EndpointGroupClass, name, { ...args }, options);
  }

  /** Reads an existing object by its id, without managing it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): EndpointGroup {
    // An existing object needs no arguments: Pulumi reads all of its outputs.
    return new EndpointGroup(name, {} as EndpointGroupArgs, { ...options, id });
  }

  /** Is `object` an EndpointGroup, even one made by another copy of this package? */
  static override isInstance(object: unknown): object is EndpointGroup {
    return VpnaasResource.isKind(object, "EndpointGroup");
  }
}
