// The world of a fresh emulator: two projects with a user each, a network, and two of everything a connection needs.
// Objects are put in place as they are, without the checks of the API.
import type { AccessKey, ApplicationCredential, Domain, Project, User } from "./identity";
import type { State, WireObject } from "./model";

/** Ids of the objects that are there from the beginning (with `seed: false` only the network is). */
export interface Seeded {
  readonly vpnserviceId: string;
  readonly ikepolicyId: string;
  readonly ipsecpolicyId: string;
  readonly localEpGroupId: string;
  readonly peerEpGroupId: string;
  readonly secondVpnserviceId: string;
  readonly secondIkepolicyId: string;
  readonly secondIpsecpolicyId: string;
  readonly secondLocalEpGroupId: string;
  readonly secondPeerEpGroupId: string;
  /** A service with a subnet: its connections take peer CIDRs and no endpoint groups. */
  readonly legacyVpnserviceId: string;
  /** 10.10.0.0/24 and 10.11.0.0/24, connected to the routers of the three services and to the spare one. */
  readonly subnetId: string;
  readonly secondSubnetId: string;
  /** 10.99.0.0/24, connected to no router. */
  readonly offRouterSubnetId: string;
  /** Router (OTC: VPC) of the first service. */
  readonly routerId: string;
  /** Router of the second service. */
  readonly secondRouterId: string;
  /** A router with an external gateway and no service yet. */
  readonly spareRouterId: string;
  /** A router without an external gateway: no service can be put on it. */
  readonly bareRouterId: string;
  /** A router with an external gateway that no subnet is connected to. */
  readonly unconnectedRouterId: string;
}

/** Fixed, so that a test or a document may write them out. */
export const seeded: Seeded = {
  vpnserviceId: "5c561d9d-eaea-45f6-ae3e-08d1a7080828",
  ikepolicyId: "9b00d6b0-6c93-4ca5-9747-b8ade7bb514f",
  ipsecpolicyId: "e6e23d0c-9519-4d52-8ea4-5b1f96d857b1",
  localEpGroupId: "3e1815dd-e212-43d0-8f13-b494fa553e68",
  peerEpGroupId: "9ad5a7e0-6dac-41b4-b20d-a7b8645fddf1",
  secondVpnserviceId: "22222222-0000-4000-8000-000000000001",
  secondIkepolicyId: "22222222-0000-4000-8000-000000000002",
  secondIpsecpolicyId: "22222222-0000-4000-8000-000000000003",
  secondLocalEpGroupId: "22222222-0000-4000-8000-000000000004",
  secondPeerEpGroupId: "22222222-0000-4000-8000-000000000005",
  legacyVpnserviceId: "33333333-0000-4000-8000-000000000001",
  subnetId: "44444444-0000-4000-8000-000000000001",
  secondSubnetId: "44444444-0000-4000-8000-000000000002",
  offRouterSubnetId: "44444444-0000-4000-8000-000000000003",
  routerId: "55555555-0000-4000-8000-000000000001",
  secondRouterId: "55555555-0000-4000-8000-000000000002",
  spareRouterId: "55555555-0000-4000-8000-000000000004",
  bareRouterId: "55555555-0000-4000-8000-000000000005",
  unconnectedRouterId: "55555555-0000-4000-8000-000000000006",
};

const legacyRouterId = "55555555-0000-4000-8000-000000000003";
const domain: Domain = { id: "default", name: "Default" };

/** The project whose objects are seeded; its id is the tenant of the API page's example. */
export const mainProject: Project = { id: "10039663455a446d8ba2cbb058b0f578", name: "vpn-project", domain };

/** A second project of the same user, named after the region as Open Telekom Cloud's first project is; it is empty. */
const regionProject: Project = { id: "2b3c4d5e6f708192a3b4c5d6e7f80910", name: "eu-de", domain };

/** The user of the main project. */
export const mainUser: User = {
  id: "e564984b3378497d8c4e56ffa69dc251",
  name: "vpn-user",
  password: "emulator-password",
  domain,
  projects: [mainProject, regionProject],
  role: "member",
};

/** A user who may see the objects of the main project, and change none. */
export const readerUser: User = {
  id: "7d1c0b9a8f6e4d5c9b3a2f1e0d9c8b7a",
  name: "vpn-reader",
  password: "reader-password",
  domain,
  projects: [mainProject],
  role: "reader",
};

/** The user of another project, who must see nothing of the main one. */
export const otherUser: User = {
  id: "0f1de2c3b4a5968778695a4b3c2d1e0f",
  name: "other-user",
  password: "other-password",
  domain,
  projects: [{ id: "98b32953de02430eb8ce89dc6e8c60b6", name: "other-project", domain }],
  role: "member",
};

/** The application credential of the main user. */
export const applicationCredential: ApplicationCredential = {
  id: "76b63f664f944108a8789a6931528606",
  name: "vpn-credential",
  secret: "emulator-credential-secret",
  user: mainUser,
  project: mainProject,
};

/** A permanent pair of keys of the main user, whose account has two projects. */
export const accessKey: AccessKey = {
  accessKey: "EMULATORPERMANENTKEY",
  secretKey: "emulator-secret-of-the-permanent-key-001",
  securityToken: undefined,
  expiresAt: undefined,
  user: mainUser,
};

/** A permanent pair of keys of the other user, whose account has one project. */
export const otherAccessKey: AccessKey = {
  accessKey: "EMULATORSOMEONESKEY0",
  secretKey: "emulator-secret-of-another-users-key-002",
  securityToken: undefined,
  expiresAt: undefined,
  user: otherUser,
};

/** A temporary pair of keys of the main user that ends 24 hours after the given time, the longest that the service gives. */
export function temporaryKeyFrom(now: number): AccessKey & { securityToken: string } {
  return {
    accessKey: "EMULATORTEMPORARYKEY",
    secretKey: "emulator-secret-of-the-temporary-key-003",
    securityToken: "emulator-security-token-of-the-temporary-key",
    expiresAt: now + 24 * 3_600_000,
    user: mainUser,
  };
}

/** Host names that resolve on the openstack dialect. */
export const names: readonly [string, string][] = [
  ["gw.example.com", "203.0.113.9"],
  ["gw.example.org", "203.0.113.19"],
  ["localhost", "127.0.0.1"],
];

/** Adds routers and subnets. */
export function seedNetwork(state: State): void {
  const gateways: [string, string, string | null][] = [
    [seeded.routerId, "router-one", "198.51.100.36"],
    [seeded.secondRouterId, "router-two", "198.51.100.37"],
    [legacyRouterId, "router-with-subnet", "198.51.100.38"],
    [seeded.spareRouterId, "router-spare", "198.51.100.39"],
    [seeded.bareRouterId, "router-bare", null],
    [seeded.unconnectedRouterId, "router-unconnected", "198.51.100.40"],
  ];
  for (const [id, name, gatewayV4] of gateways) state.routers.set(id, { id, name, gatewayV4, gatewayV6: null });
  const routerIds = [seeded.routerId, seeded.secondRouterId, legacyRouterId, seeded.spareRouterId];
  const subnets: [string, string, string, string[]][] = [
    [seeded.subnetId, "subnet-one", "10.10.0.0/24", routerIds],
    [seeded.secondSubnetId, "subnet-two", "10.11.0.0/24", routerIds],
    [seeded.offRouterSubnetId, "subnet-off-router", "10.99.0.0/24", []],
  ];
  for (const [id, name, cidr, connected] of subnets)
    state.subnets.set(id, { id, name, cidr, routerIds: [...connected] });
}

const otcExtras = {
  order_id: "",
  product_id: "",
  resource_speccode: "",
  prepay_connection_num: 0,
  created_at: "2020-08-05 12:30:00.000000",
};

/** Adds services, policies and endpoint groups, but no connection. */
export function seedObjects(state: State): void {
  const put = (collection: Exclude<keyof State["collections"], "connections">, id: string, rest: WireObject) => {
    const object = { id, tenant_id: mainProject.id, description: "", ...rest };
    state.collections[collection].set(id, object);
  };
  const isOtc = state.dialect === "otc";
  const service = (name: string, routerId: string, subnetId: string | null) => ({
    name,
    router_id: routerId,
    subnet_id: subnetId,
    admin_state_up: true,
    external_v4_ip: state.routers.get(routerId)?.gatewayV4 ?? null,
    external_v6_ip: null,
    status: "PENDING_CREATE",
    ...(isOtc ? otcExtras : { flavor_id: null }),
  });
  put("vpnservices", seeded.vpnserviceId, service("service-one", seeded.routerId, null));
  put("vpnservices", seeded.secondVpnserviceId, service("service-two", seeded.secondRouterId, null));
  put("vpnservices", seeded.legacyVpnserviceId, service("service-with-subnet", legacyRouterId, seeded.subnetId));
  const algorithms = {
    auth_algorithm: isOtc ? "sha2-256" : "sha256",
    encryption_algorithm: "aes-256",
    pfs: "group14",
    lifetime: { units: "seconds", value: 3600 },
  };
  const ike = { ...algorithms, ike_version: "v2", phase1_negotiation_mode: "main" };
  const ipsec = { ...algorithms, transform_protocol: "esp", encapsulation_mode: "tunnel" };
  put("ikepolicies", seeded.ikepolicyId, { name: "ike-one", ...structuredClone(ike) });
  put("ikepolicies", seeded.secondIkepolicyId, { name: "ike-two", ...structuredClone(ike) });
  put("ipsecpolicies", seeded.ipsecpolicyId, { name: "ipsec-one", ...structuredClone(ipsec) });
  put("ipsecpolicies", seeded.secondIpsecpolicyId, { name: "ipsec-two", ...structuredClone(ipsec) });
  const group = (name: string, type: string, endpoint: string) => ({ name, type, endpoints: [endpoint] });
  put("endpointGroups", seeded.localEpGroupId, group("local-one", "subnet", seeded.subnetId));
  put("endpointGroups", seeded.secondLocalEpGroupId, group("local-two", "subnet", seeded.secondSubnetId));
  put("endpointGroups", seeded.peerEpGroupId, group("peer-one", "cidr", "10.20.0.0/24"));
  put("endpointGroups", seeded.secondPeerEpGroupId, group("peer-two", "cidr", "10.21.0.0/24"));
}
