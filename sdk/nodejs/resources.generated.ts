// Generated from schema.json by `make generate`; edit that file instead of this one.
import type * as pulumi from "@pulumi/pulumi";
import type { InputsOf } from "../../provider/src/adapters/inputTypes";
import { VpnaasResource } from "../../provider/src/adapters/resource";

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
 * Dead peer detection: how a dead peer is noticed, and what is done then. Parts left out take the defaults below.
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
 * Dead peer detection: how a dead peer is noticed, and what is done then. Parts left out take the defaults below.
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
 * Plain values of {@link IpsecSiteConnectionArgs}.
 */
export interface IpsecSiteConnectionInputs {
  /**
   * Name of the connection, 1 to 64 characters (OpenStack: up to 255). Need not be unique. Left out, the TypeScript SDK uses the name of the Pulumi resource. Changed in place.
   */
  name?: string;
  /**
   * Free text of up to 255 characters. Open Telekom Cloud reserves this field for its own components: leave it out there. Changed in place.
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
   * Deprecated, use `localEpGroupId` and `peerEpGroupId`. Networks behind the remote gateway as `address/prefix`, for a VPN service that has a subnet. The order has no meaning. Not together with endpoint groups. Changed in place.
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
   * Maximum transmission unit in bytes, at least 68 (1280 for IPv6). Left out, the service decides (1500). The manual of Open Telekom Cloud calls 1500 the only value and then uses 1200 in its example: other values are sent with a warning. Changed in place.
   */
  mtu?: number;
  /**
   * Dead peer detection. Left out, the service decides (`hold`, 30 s, 120 s). Changed in place, always as a whole.
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
   * ID of the project that owns the connection. Left out, the project of the login. Another project needs administrator rights. A change replaces the connection.
   */
  tenantId?: string;
  /**
   * ID of a yearly or monthly order; only for VPNs that are billed that way. Sent only if given. Changed in place.
   */
  orderId?: string;
  /**
   * ID of a product that is billed yearly or monthly; only for such VPNs. Sent only if given. Changed in place.
   */
  productId?: string;
  /**
   * Tags, Open Telekom Cloud only. Keys of 1 to 36, values of up to 43 characters: letters, digits, `_` and `-`. Given, they are all the tags there are: others are removed. Left out, tags are not looked at. Changed in place.
   */
  tags?: {
    [k: string]: string;
  };
  /**
   * UUID of an existing IPsec site connection to take over instead of creating one: it is brought to what the program says with one PUT of the differences, and refused if something differs that cannot be changed in place. Only looked at when Pulumi creates the resource; adding, changing or removing it later is no change.
   */
  adoptId?: string;
}
/**
 * One cloud, project and set of credentials. Without an explicit provider, the stack configuration (`vpnaas:*`), `OS_*` environment variables and clouds.yaml are used.
 */
export interface ProviderInputs {
  /**
   * Address of the identity service (Keystone v3, OTC IAM), for example https://iam.eu-de.otc.t-systems.com/v3.
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
   * Name of the project the VPN resources belong to; not used with an application credential.
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
   * Name of one domain for both the user and the project, where the same source names no domain of their own.
   */
  domainName?: string;
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
   * Region whose network endpoint is taken from the service catalog, for example eu-de.
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
   * Whose rules inputs are checked against: otc (Open Telekom Cloud) or openstack (upstream Neutron).
   */
  dialect?: Dialect;
  /**
   * true turns warnings about inputs into failures.
   */
  strict?: boolean;
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
}

/**
 * Arguments of an explicit provider.
 */
export interface ProviderArgs extends InputsOf<ProviderInputs> {}

/**
 * Arguments of {@link IpsecSiteConnection}.
 */
export interface IpsecSiteConnectionArgs extends InputsOf<IpsecSiteConnectionInputs> {}

const IpsecSiteConnectionClass = {
  kind: "IpsecSiteConnection",
  outputs: ["status","name","description","psk","initiator","adminStateUp","peerAddress","peerId","peerCidrs","localEpGroupId","peerEpGroupId","mtu","dpd","vpnserviceId","ikepolicyId","ipsecpolicyId","tenantId","projectId","authMode","routeMode","orderId","productId","createdAt","tags"],
  secrets: ["psk"],
};

/**
 * An IPsec site-to-site VPN connection: one tunnel between a VPN service and a remote gateway.
 *
 * Create and update wait until the connection has left the `PENDING_*` states. `DOWN` is a normal result: the tunnel comes up (`ACTIVE`) once both sides exchange traffic. An update sends only the fields that changed.
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
