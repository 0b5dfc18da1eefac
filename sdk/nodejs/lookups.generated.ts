// Generated from schema.json by `make generate`; edit that file instead of this one.
import type * as pulumi from "@pulumi/pulumi";
import type { AuthAlgorithm, Dpd, EncapsulationMode, EncryptionAlgorithm, EndpointType, IkeVersion, Initiator, Lifetime, Pfs, Phase1NegotiationMode, TransformProtocol } from "./resources.generated";
import { getOne, getOneOutput, listAll, listAllOutput, type LookupOptions } from "./runtime/lookups";
import type { InputsOf } from "./runtime/resource";

export type { LookupOptions };

/**
 * What an {@link IpsecSiteConnection} is looked up by: its id, or outputs of it, which are compared exactly, lists as sets.
 */
export interface GetIpsecSiteConnectionArgs {
  /**
   * Id of the object; it is then read, and has to agree with what else is given.
   */
  id?: string;
  /**
   * Status as last seen: `ACTIVE` (tunnel up), `DOWN` (no tunnel, for example no traffic yet), `FROZEN`, `ERROR`, or a passing `BUILD`, `PENDING_CREATE`, `PENDING_UPDATE`, `PENDING_DELETE`.
   */
  status?: string;
  /**
   * Name of the connection.
   */
  name?: string;
  /**
   * Description of the connection.
   */
  description?: string;
  /**
   * Who may start the negotiation.
   */
  initiator?: Initiator;
  /**
   * Administrative state of the connection.
   */
  adminStateUp?: boolean;
  /**
   * Address of the remote gateway, as the program gave it where the service only resolved the name.
   */
  peerAddress?: string;
  /**
   * Identity of the remote gateway.
   */
  peerId?: string;
  /**
   * Networks behind the remote gateway; empty with endpoint groups.
   */
  peerCidrs?: string[];
  /**
   * UUID of the endpoint group with the local subnets.
   */
  localEpGroupId?: string;
  /**
   * UUID of the endpoint group with the networks behind the remote gateway.
   */
  peerEpGroupId?: string;
  /**
   * Identity of this side in the IKE negotiation; empty where it is the address of the VPN service. OpenStack only.
   */
  localId?: string;
  /**
   * Maximum transmission unit in bytes.
   */
  mtu?: number;
  /**
   * UUID of the VPN service.
   */
  vpnserviceId?: string;
  /**
   * UUID of the IKE policy.
   */
  ikepolicyId?: string;
  /**
   * UUID of the IPsec policy.
   */
  ipsecpolicyId?: string;
  /**
   * ID of the project that owns the connection.
   */
  tenantId?: string;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  projectId?: string;
  /**
   * Authentication mode, `psk`.
   */
  authMode?: string;
  /**
   * How routes are advertised, `static`.
   */
  routeMode?: string;
  /**
   * ID of a yearly or monthly order, else empty. Open Telekom Cloud only.
   */
  orderId?: string;
  /**
   * ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only.
   */
  productId?: string;
  /**
   * When the connection was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only.
   */
  createdAt?: string;
  /**
   * Tags of the connection. Open Telekom Cloud only.
   */
  tags?: { [key: string]: string };
  /**
   * Region in which the connection lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  region?: string;
}

/**
 * {@link GetIpsecSiteConnectionArgs} with Inputs.
 */
export interface GetIpsecSiteConnectionOutputArgs extends InputsOf<GetIpsecSiteConnectionArgs> {}

/**
 * What a list of {@link IpsecSiteConnection} is narrowed by; without any, it holds all.
 */
export type ListIpsecSiteConnectionsArgs = Omit<GetIpsecSiteConnectionArgs, "id">;

/**
 * {@link ListIpsecSiteConnectionsArgs} with Inputs.
 */
export interface ListIpsecSiteConnectionsOutputArgs extends InputsOf<ListIpsecSiteConnectionsArgs> {}

/**
 * An {@link IpsecSiteConnection} as the service has it.
 */
export interface GetIpsecSiteConnectionResult {
  /**
   * Id of the object.
   */
  readonly id: string;
  /**
   * Status as last seen: `ACTIVE` (tunnel up), `DOWN` (no tunnel, for example no traffic yet), `FROZEN`, `ERROR`, or a passing `BUILD`, `PENDING_CREATE`, `PENDING_UPDATE`, `PENDING_DELETE`.
   */
  readonly status: string;
  /**
   * Name of the connection.
   */
  readonly name: string;
  /**
   * Description of the connection.
   */
  readonly description?: string | undefined;
  /**
   * Who may start the negotiation.
   */
  readonly initiator: Initiator;
  /**
   * Administrative state of the connection.
   */
  readonly adminStateUp: boolean;
  /**
   * Address of the remote gateway, as the program gave it where the service only resolved the name.
   */
  readonly peerAddress: string;
  /**
   * Identity of the remote gateway.
   */
  readonly peerId: string;
  /**
   * Networks behind the remote gateway; empty with endpoint groups.
   */
  readonly peerCidrs: string[];
  /**
   * UUID of the endpoint group with the local subnets.
   */
  readonly localEpGroupId?: string | undefined;
  /**
   * UUID of the endpoint group with the networks behind the remote gateway.
   */
  readonly peerEpGroupId?: string | undefined;
  /**
   * Identity of this side in the IKE negotiation; empty where it is the address of the VPN service. OpenStack only.
   */
  readonly localId?: string | undefined;
  /**
   * Maximum transmission unit in bytes.
   */
  readonly mtu: number;
  /**
   * Dead peer detection as it is in force.
   */
  readonly dpd: Dpd;
  /**
   * UUID of the VPN service.
   */
  readonly vpnserviceId: string;
  /**
   * UUID of the IKE policy.
   */
  readonly ikepolicyId: string;
  /**
   * UUID of the IPsec policy.
   */
  readonly ipsecpolicyId: string;
  /**
   * ID of the project that owns the connection.
   */
  readonly tenantId: string;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  readonly projectId: string;
  /**
   * Authentication mode, `psk`.
   */
  readonly authMode?: string | undefined;
  /**
   * How routes are advertised, `static`.
   */
  readonly routeMode?: string | undefined;
  /**
   * ID of a yearly or monthly order, else empty. Open Telekom Cloud only.
   */
  readonly orderId?: string | undefined;
  /**
   * ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only.
   */
  readonly productId?: string | undefined;
  /**
   * When the connection was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only.
   */
  readonly createdAt?: string | undefined;
  /**
   * Tags of the connection. Open Telekom Cloud only.
   */
  readonly tags?: { [key: string]: string } | undefined;
  /**
   * Region in which the connection lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  readonly region?: string | undefined;
}

/**
 * What is secret of a looked up {@link IpsecSiteConnection}.
 */
export interface GetIpsecSiteConnectionSecrets {
  /**
   * `psk` as the service shows it: Open Telekom Cloud may mask or alter it, and then it is not the real one.
   */
  readonly psk: pulumi.Output<string | undefined>;
}

const IpsecSiteConnectionLookup = { kind: "IpsecSiteConnection", secrets: ["psk"] } as const;

/**
 * Finds the one {@link IpsecSiteConnection} that is meant, whoever created it. None and several are errors. It runs in previews, too, and only reads. Under Pulumi's mocks it asks the service that `OS_*` names, such as the emulator.
 *
 * ```ts
 * const found = await vpnaas.getIpsecSiteConnection({ name: "hq" });
 * ```
 */
export function getIpsecSiteConnection(args: GetIpsecSiteConnectionArgs, options?: LookupOptions): Promise<GetIpsecSiteConnectionResult & GetIpsecSiteConnectionSecrets> {
  return getOne(IpsecSiteConnectionLookup, args, options);
}

/**
 * {@link getIpsecSiteConnection} with Inputs, as an Output: not known in a preview where an argument is not.
 *
 * ```ts
 * const found = vpnaas.getIpsecSiteConnectionOutput({ name: "hq" });
 * export const id = found.id;
 * ```
 */
export function getIpsecSiteConnectionOutput(args: GetIpsecSiteConnectionOutputArgs, options?: LookupOptions): pulumi.Output<GetIpsecSiteConnectionResult> & GetIpsecSiteConnectionSecrets {
  return getOneOutput(IpsecSiteConnectionLookup, args, options);
}

/**
 * Every {@link IpsecSiteConnection} of the project that agrees with the arguments, without secrets. It runs in previews, too, and only reads.
 */
export function listIpsecSiteConnections(args?: ListIpsecSiteConnectionsArgs, options?: LookupOptions): Promise<GetIpsecSiteConnectionResult[]> {
  return listAll(IpsecSiteConnectionLookup, args, options);
}

/**
 * {@link listIpsecSiteConnections} with Inputs, as an Output: not known in a preview where an argument is not.
 */
export function listIpsecSiteConnectionsOutput(args?: ListIpsecSiteConnectionsOutputArgs, options?: LookupOptions): pulumi.Output<GetIpsecSiteConnectionResult[]> {
  return listAllOutput(IpsecSiteConnectionLookup, args, options);
}

/**
 * What a {@link VpnService} is looked up by: its id, or outputs of it, which are compared exactly, lists as sets.
 */
export interface GetVpnServiceArgs {
  /**
   * Id of the object; it is then read, and has to agree with what else is given.
   */
  id?: string;
  /**
   * Status as last seen: `ACTIVE`, `DOWN`, `ERROR`, a passing `BUILD`, `PENDING_UPDATE`, `PENDING_DELETE`, or `PENDING_CREATE` until the first connection exists.
   */
  status?: string;
  /**
   * Name of the VPN service.
   */
  name?: string;
  /**
   * Description of the VPN service.
   */
  description?: string;
  /**
   * UUID of the router (Open Telekom Cloud: ID of the VPC).
   */
  routerId?: string;
  /**
   * UUID of the local subnet, where one was given.
   */
  subnetId?: string;
  /**
   * Administrative state of the service.
   */
  adminStateUp?: boolean;
  /**
   * IPv4 address of this gateway: the peer address that the other side needs. Missing only where the router has no IPv4 address outside.
   */
  externalV4Ip?: string;
  /**
   * IPv6 address of this gateway, where it has one.
   */
  externalV6Ip?: string;
  /**
   * UUID of the flavor. OpenStack only.
   */
  flavorId?: string;
  /**
   * ID of the project that owns the VPN service.
   */
  tenantId?: string;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  projectId?: string;
  /**
   * When the service was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only.
   */
  createdAt?: string;
  /**
   * Tags of the service, set elsewhere. Open Telekom Cloud only.
   */
  tags?: { [key: string]: string };
  /**
   * ID of a yearly or monthly order, else empty. Open Telekom Cloud only.
   */
  orderId?: string;
  /**
   * ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only.
   */
  productId?: string;
  /**
   * Code of the specification that is billed, else empty. Open Telekom Cloud only.
   */
  resourceSpeccode?: string;
  /**
   * Number of connections paid in advance. Open Telekom Cloud only.
   */
  prepayConnectionNum?: number;
  /**
   * Region in which the VPN service lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  region?: string;
}

/**
 * {@link GetVpnServiceArgs} with Inputs.
 */
export interface GetVpnServiceOutputArgs extends InputsOf<GetVpnServiceArgs> {}

/**
 * What a list of {@link VpnService} is narrowed by; without any, it holds all.
 */
export type ListVpnServicesArgs = Omit<GetVpnServiceArgs, "id">;

/**
 * {@link ListVpnServicesArgs} with Inputs.
 */
export interface ListVpnServicesOutputArgs extends InputsOf<ListVpnServicesArgs> {}

/**
 * A {@link VpnService} as the service has it.
 */
export interface GetVpnServiceResult {
  /**
   * Id of the object.
   */
  readonly id: string;
  /**
   * Status as last seen: `ACTIVE`, `DOWN`, `ERROR`, a passing `BUILD`, `PENDING_UPDATE`, `PENDING_DELETE`, or `PENDING_CREATE` until the first connection exists.
   */
  readonly status: string;
  /**
   * Name of the VPN service.
   */
  readonly name: string;
  /**
   * Description of the VPN service.
   */
  readonly description?: string | undefined;
  /**
   * UUID of the router (Open Telekom Cloud: ID of the VPC).
   */
  readonly routerId: string;
  /**
   * UUID of the local subnet, where one was given.
   */
  readonly subnetId?: string | undefined;
  /**
   * Administrative state of the service.
   */
  readonly adminStateUp: boolean;
  /**
   * IPv4 address of this gateway: the peer address that the other side needs. Missing only where the router has no IPv4 address outside.
   */
  readonly externalV4Ip: string;
  /**
   * IPv6 address of this gateway, where it has one.
   */
  readonly externalV6Ip?: string | undefined;
  /**
   * UUID of the flavor. OpenStack only.
   */
  readonly flavorId?: string | undefined;
  /**
   * ID of the project that owns the VPN service.
   */
  readonly tenantId: string;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  readonly projectId: string;
  /**
   * When the service was created, `YYYY-MM-DD HH:MM:SS.ffffff` without a time zone. Open Telekom Cloud only.
   */
  readonly createdAt?: string | undefined;
  /**
   * Tags of the service, set elsewhere. Open Telekom Cloud only.
   */
  readonly tags?: { [key: string]: string } | undefined;
  /**
   * ID of a yearly or monthly order, else empty. Open Telekom Cloud only.
   */
  readonly orderId?: string | undefined;
  /**
   * ID of a product billed yearly or monthly, else empty. Open Telekom Cloud only.
   */
  readonly productId?: string | undefined;
  /**
   * Code of the specification that is billed, else empty. Open Telekom Cloud only.
   */
  readonly resourceSpeccode?: string | undefined;
  /**
   * Number of connections paid in advance. Open Telekom Cloud only.
   */
  readonly prepayConnectionNum?: number | undefined;
  /**
   * Region in which the VPN service lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  readonly region?: string | undefined;
}

const VpnServiceLookup = { kind: "VpnService", secrets: [] } as const;

/**
 * Finds the one {@link VpnService} that is meant, whoever created it. None and several are errors. It runs in previews, too, and only reads. Under Pulumi's mocks it asks the service that `OS_*` names, such as the emulator.
 *
 * ```ts
 * const found = await vpnaas.getVpnService({ name: "hq" });
 * ```
 */
export function getVpnService(args: GetVpnServiceArgs, options?: LookupOptions): Promise<GetVpnServiceResult> {
  return getOne(VpnServiceLookup, args, options);
}

/**
 * {@link getVpnService} with Inputs, as an Output: not known in a preview where an argument is not.
 *
 * ```ts
 * const found = vpnaas.getVpnServiceOutput({ name: "hq" });
 * export const id = found.id;
 * ```
 */
export function getVpnServiceOutput(args: GetVpnServiceOutputArgs, options?: LookupOptions): pulumi.Output<GetVpnServiceResult> {
  return getOneOutput(VpnServiceLookup, args, options);
}

/**
 * Every {@link VpnService} of the project that agrees with the arguments, without secrets. It runs in previews, too, and only reads.
 */
export function listVpnServices(args?: ListVpnServicesArgs, options?: LookupOptions): Promise<GetVpnServiceResult[]> {
  return listAll(VpnServiceLookup, args, options);
}

/**
 * {@link listVpnServices} with Inputs, as an Output: not known in a preview where an argument is not.
 */
export function listVpnServicesOutput(args?: ListVpnServicesOutputArgs, options?: LookupOptions): pulumi.Output<GetVpnServiceResult[]> {
  return listAllOutput(VpnServiceLookup, args, options);
}

/**
 * What an {@link IkePolicy} is looked up by: its id, or outputs of it, which are compared exactly, lists as sets.
 */
export interface GetIkePolicyArgs {
  /**
   * Id of the object; it is then read, and has to agree with what else is given.
   */
  id?: string;
  /**
   * Name of the IKE policy.
   */
  name?: string;
  /**
   * Description of the IKE policy.
   */
  description?: string;
  /**
   * Hash that proves the integrity of packets.
   */
  authAlgorithm?: AuthAlgorithm;
  /**
   * Cipher that packets are encrypted with.
   */
  encryptionAlgorithm?: EncryptionAlgorithm;
  /**
   * Diffie-Hellman group.
   */
  pfs?: Pfs;
  /**
   * Version of IKE.
   */
  ikeVersion?: IkeVersion;
  /**
   * Negotiation of IKEv1.
   */
  phase1NegotiationMode?: Phase1NegotiationMode;
  /**
   * ID of the project that owns the IKE policy.
   */
  tenantId?: string;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  projectId?: string;
  /**
   * Region in which the IKE policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  region?: string;
}

/**
 * {@link GetIkePolicyArgs} with Inputs.
 */
export interface GetIkePolicyOutputArgs extends InputsOf<GetIkePolicyArgs> {}

/**
 * What a list of {@link IkePolicy} is narrowed by; without any, it holds all.
 */
export type ListIkePoliciesArgs = Omit<GetIkePolicyArgs, "id">;

/**
 * {@link ListIkePoliciesArgs} with Inputs.
 */
export interface ListIkePoliciesOutputArgs extends InputsOf<ListIkePoliciesArgs> {}

/**
 * An {@link IkePolicy} as the service has it.
 */
export interface GetIkePolicyResult {
  /**
   * Id of the object.
   */
  readonly id: string;
  /**
   * Name of the IKE policy.
   */
  readonly name: string;
  /**
   * Description of the IKE policy.
   */
  readonly description?: string | undefined;
  /**
   * Hash that proves the integrity of packets.
   */
  readonly authAlgorithm: AuthAlgorithm;
  /**
   * Cipher that packets are encrypted with.
   */
  readonly encryptionAlgorithm: EncryptionAlgorithm;
  /**
   * Diffie-Hellman group.
   */
  readonly pfs: Pfs;
  /**
   * Version of IKE.
   */
  readonly ikeVersion: IkeVersion;
  /**
   * Negotiation of IKEv1.
   */
  readonly phase1NegotiationMode: Phase1NegotiationMode;
  /**
   * How long keys live.
   */
  readonly lifetime: Lifetime;
  /**
   * ID of the project that owns the IKE policy.
   */
  readonly tenantId: string;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  readonly projectId: string;
  /**
   * Region in which the IKE policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  readonly region?: string | undefined;
}

const IkePolicyLookup = { kind: "IkePolicy", secrets: [] } as const;

/**
 * Finds the one {@link IkePolicy} that is meant, whoever created it. None and several are errors. It runs in previews, too, and only reads. Under Pulumi's mocks it asks the service that `OS_*` names, such as the emulator.
 *
 * ```ts
 * const found = await vpnaas.getIkePolicy({ name: "hq" });
 * ```
 */
export function getIkePolicy(args: GetIkePolicyArgs, options?: LookupOptions): Promise<GetIkePolicyResult> {
  return getOne(IkePolicyLookup, args, options);
}

/**
 * {@link getIkePolicy} with Inputs, as an Output: not known in a preview where an argument is not.
 *
 * ```ts
 * const found = vpnaas.getIkePolicyOutput({ name: "hq" });
 * export const id = found.id;
 * ```
 */
export function getIkePolicyOutput(args: GetIkePolicyOutputArgs, options?: LookupOptions): pulumi.Output<GetIkePolicyResult> {
  return getOneOutput(IkePolicyLookup, args, options);
}

/**
 * Every {@link IkePolicy} of the project that agrees with the arguments, without secrets. It runs in previews, too, and only reads.
 */
export function listIkePolicies(args?: ListIkePoliciesArgs, options?: LookupOptions): Promise<GetIkePolicyResult[]> {
  return listAll(IkePolicyLookup, args, options);
}

/**
 * {@link listIkePolicies} with Inputs, as an Output: not known in a preview where an argument is not.
 */
export function listIkePoliciesOutput(args?: ListIkePoliciesOutputArgs, options?: LookupOptions): pulumi.Output<GetIkePolicyResult[]> {
  return listAllOutput(IkePolicyLookup, args, options);
}

/**
 * What an {@link IpsecPolicy} is looked up by: its id, or outputs of it, which are compared exactly, lists as sets.
 */
export interface GetIpsecPolicyArgs {
  /**
   * Id of the object; it is then read, and has to agree with what else is given.
   */
  id?: string;
  /**
   * Name of the IPsec policy.
   */
  name?: string;
  /**
   * Description of the IPsec policy.
   */
  description?: string;
  /**
   * Hash that proves the integrity of packets.
   */
  authAlgorithm?: AuthAlgorithm;
  /**
   * Cipher that packets are encrypted with.
   */
  encryptionAlgorithm?: EncryptionAlgorithm;
  /**
   * Diffie-Hellman group for perfect forward secrecy.
   */
  pfs?: Pfs;
  /**
   * Protocol that protects packets.
   */
  transformProtocol?: TransformProtocol;
  /**
   * What of a packet is protected.
   */
  encapsulationMode?: EncapsulationMode;
  /**
   * ID of the project that owns the IPsec policy.
   */
  tenantId?: string;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  projectId?: string;
  /**
   * Region in which the IPsec policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  region?: string;
}

/**
 * {@link GetIpsecPolicyArgs} with Inputs.
 */
export interface GetIpsecPolicyOutputArgs extends InputsOf<GetIpsecPolicyArgs> {}

/**
 * What a list of {@link IpsecPolicy} is narrowed by; without any, it holds all.
 */
export type ListIpsecPoliciesArgs = Omit<GetIpsecPolicyArgs, "id">;

/**
 * {@link ListIpsecPoliciesArgs} with Inputs.
 */
export interface ListIpsecPoliciesOutputArgs extends InputsOf<ListIpsecPoliciesArgs> {}

/**
 * An {@link IpsecPolicy} as the service has it.
 */
export interface GetIpsecPolicyResult {
  /**
   * Id of the object.
   */
  readonly id: string;
  /**
   * Name of the IPsec policy.
   */
  readonly name: string;
  /**
   * Description of the IPsec policy.
   */
  readonly description?: string | undefined;
  /**
   * Hash that proves the integrity of packets.
   */
  readonly authAlgorithm: AuthAlgorithm;
  /**
   * Cipher that packets are encrypted with.
   */
  readonly encryptionAlgorithm: EncryptionAlgorithm;
  /**
   * Diffie-Hellman group for perfect forward secrecy.
   */
  readonly pfs: Pfs;
  /**
   * Protocol that protects packets.
   */
  readonly transformProtocol: TransformProtocol;
  /**
   * What of a packet is protected.
   */
  readonly encapsulationMode: EncapsulationMode;
  /**
   * How long keys live.
   */
  readonly lifetime: Lifetime;
  /**
   * ID of the project that owns the IPsec policy.
   */
  readonly tenantId: string;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  readonly projectId: string;
  /**
   * Region in which the IPsec policy lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  readonly region?: string | undefined;
}

const IpsecPolicyLookup = { kind: "IpsecPolicy", secrets: [] } as const;

/**
 * Finds the one {@link IpsecPolicy} that is meant, whoever created it. None and several are errors. It runs in previews, too, and only reads. Under Pulumi's mocks it asks the service that `OS_*` names, such as the emulator.
 *
 * ```ts
 * const found = await vpnaas.getIpsecPolicy({ name: "hq" });
 * ```
 */
export function getIpsecPolicy(args: GetIpsecPolicyArgs, options?: LookupOptions): Promise<GetIpsecPolicyResult> {
  return getOne(IpsecPolicyLookup, args, options);
}

/**
 * {@link getIpsecPolicy} with Inputs, as an Output: not known in a preview where an argument is not.
 *
 * ```ts
 * const found = vpnaas.getIpsecPolicyOutput({ name: "hq" });
 * export const id = found.id;
 * ```
 */
export function getIpsecPolicyOutput(args: GetIpsecPolicyOutputArgs, options?: LookupOptions): pulumi.Output<GetIpsecPolicyResult> {
  return getOneOutput(IpsecPolicyLookup, args, options);
}

/**
 * Every {@link IpsecPolicy} of the project that agrees with the arguments, without secrets. It runs in previews, too, and only reads.
 */
export function listIpsecPolicies(args?: ListIpsecPoliciesArgs, options?: LookupOptions): Promise<GetIpsecPolicyResult[]> {
  return listAll(IpsecPolicyLookup, args, options);
}

/**
 * {@link listIpsecPolicies} with Inputs, as an Output: not known in a preview where an argument is not.
 */
export function listIpsecPoliciesOutput(args?: ListIpsecPoliciesOutputArgs, options?: LookupOptions): pulumi.Output<GetIpsecPolicyResult[]> {
  return listAllOutput(IpsecPolicyLookup, args, options);
}

/**
 * What an {@link EndpointGroup} is looked up by: its id, or outputs of it, which are compared exactly, lists as sets.
 */
export interface GetEndpointGroupArgs {
  /**
   * Id of the object; it is then read, and has to agree with what else is given.
   */
  id?: string;
  /**
   * Name of the endpoint group.
   */
  name?: string;
  /**
   * Description of the endpoint group.
   */
  description?: string;
  /**
   * What the endpoints are.
   */
  type?: EndpointType;
  /**
   * The endpoints, in the order of the program.
   */
  endpoints?: string[];
  /**
   * ID of the project that owns the endpoint group.
   */
  tenantId?: string;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  projectId?: string;
  /**
   * Region in which the endpoint group lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  region?: string;
}

/**
 * {@link GetEndpointGroupArgs} with Inputs.
 */
export interface GetEndpointGroupOutputArgs extends InputsOf<GetEndpointGroupArgs> {}

/**
 * What a list of {@link EndpointGroup} is narrowed by; without any, it holds all.
 */
export type ListEndpointGroupsArgs = Omit<GetEndpointGroupArgs, "id">;

/**
 * {@link ListEndpointGroupsArgs} with Inputs.
 */
export interface ListEndpointGroupsOutputArgs extends InputsOf<ListEndpointGroupsArgs> {}

/**
 * An {@link EndpointGroup} as the service has it.
 */
export interface GetEndpointGroupResult {
  /**
   * Id of the object.
   */
  readonly id: string;
  /**
   * Name of the endpoint group.
   */
  readonly name: string;
  /**
   * Description of the endpoint group.
   */
  readonly description?: string | undefined;
  /**
   * What the endpoints are.
   */
  readonly type: EndpointType;
  /**
   * The endpoints, in the order of the program.
   */
  readonly endpoints: string[];
  /**
   * ID of the project that owns the endpoint group.
   */
  readonly tenantId: string;
  /**
   * The same as `tenantId`, under OpenStack's newer name.
   */
  readonly projectId: string;
  /**
   * Region in which the endpoint group lives, where the settings or the service catalog tell it. With settings that lead to another region, the provider refuses to read, change or delete it.
   */
  readonly region?: string | undefined;
}

const EndpointGroupLookup = { kind: "EndpointGroup", secrets: [] } as const;

/**
 * Finds the one {@link EndpointGroup} that is meant, whoever created it. None and several are errors. It runs in previews, too, and only reads. Under Pulumi's mocks it asks the service that `OS_*` names, such as the emulator.
 *
 * ```ts
 * const found = await vpnaas.getEndpointGroup({ name: "hq" });
 * ```
 */
export function getEndpointGroup(args: GetEndpointGroupArgs, options?: LookupOptions): Promise<GetEndpointGroupResult> {
  return getOne(EndpointGroupLookup, args, options);
}

/**
 * {@link getEndpointGroup} with Inputs, as an Output: not known in a preview where an argument is not.
 *
 * ```ts
 * const found = vpnaas.getEndpointGroupOutput({ name: "hq" });
 * export const id = found.id;
 * ```
 */
export function getEndpointGroupOutput(args: GetEndpointGroupOutputArgs, options?: LookupOptions): pulumi.Output<GetEndpointGroupResult> {
  return getOneOutput(EndpointGroupLookup, args, options);
}

/**
 * Every {@link EndpointGroup} of the project that agrees with the arguments, without secrets. It runs in previews, too, and only reads.
 */
export function listEndpointGroups(args?: ListEndpointGroupsArgs, options?: LookupOptions): Promise<GetEndpointGroupResult[]> {
  return listAll(EndpointGroupLookup, args, options);
}

/**
 * {@link listEndpointGroups} with Inputs, as an Output: not known in a preview where an argument is not.
 */
export function listEndpointGroupsOutput(args?: ListEndpointGroupsOutputArgs, options?: LookupOptions): pulumi.Output<GetEndpointGroupResult[]> {
  return listAllOutput(EndpointGroupLookup, args, options);
}
