// VPN services, policies and endpoint groups of the emulator: defaults, refusals, protection while in use.
// Sentences of the openstack dialect are those of a recorded server.
import { type Emulator, startEmulator } from "../../emulator";
import { call, errorOf, inside, messageOf, settledConnection } from "../support/emulatorClient";

const nowhere = "11111111-2222-3333-4444-555555555555";
let emulator: Emulator;

async function start(dialect: "otc" | "openstack"): Promise<void> {
  emulator = await startEmulator({ dialect });
}
afterEach(() => emulator.close());

test("openstack: policies take the recorded defaults and merge a lifetime", async () => {
  await start("openstack");
  const ike = inside(await call(emulator, "POST /v2.0/vpn/ikepolicies", { ikepolicy: {} }), "ikepolicy");
  const ipsec = inside(
    await call(emulator, "POST /v2.0/vpn/ipsecpolicies", { ipsecpolicy: { lifetime: { value: 1000 } } }),
    "ipsecpolicy",
  );
  const put = { ikepolicy: { lifetime: { value: 7200 } } };
  const changed = inside(await call(emulator, `PUT /v2.0/vpn/ikepolicies/${String(ike.id)}`, put), "ikepolicy");

  const common = {
    id: expect.any(String),
    tenant_id: "10039663455a446d8ba2cbb058b0f578",
    project_id: "10039663455a446d8ba2cbb058b0f578",
    name: "",
    description: "",
    auth_algorithm: "sha1",
    encryption_algorithm: "aes-128",
    pfs: "group5",
    lifetime: { units: "seconds", value: 3600 },
  };
  expect(ike).toEqual({ ...common, ike_version: "v1", phase1_negotiation_mode: "main" });
  expect(ipsec).toEqual({
    ...common,
    transform_protocol: "esp",
    encapsulation_mode: "tunnel",
    lifetime: { units: "seconds", value: 1000 },
  });
  expect(changed.lifetime).toEqual({ units: "seconds", value: 7200 });
});

test("a service takes its addresses from the router and shows the keys of its dialect", async () => {
  const keys = [];
  for (const dialect of ["openstack", "otc"] as const) {
    await emulator?.close();
    await start(dialect);
    const body = { vpnservice: { router_id: emulator.seeded.spareRouterId } };
    const service = inside(await call(emulator, "POST /v2.0/vpn/vpnservices", body), "vpnservice");
    expect([service.external_v4_ip, service.status]).toEqual(["198.51.100.39", "PENDING_CREATE"]);
    keys.push(
      Object.keys(service).filter((key) => ["project_id", "flavor_id", "created_at", "order_id"].includes(key)),
    );
  }

  expect(keys).toEqual([
    ["flavor_id", "project_id"],
    ["order_id", "created_at"],
  ]);
});

interface Row {
  reason: string;
  path: string;
  body: (emulator: Emulator) => unknown;
  status: number;
  type: string;
  message: string;
}

const recorded: Row[] = [
  {
    reason: "a router without a gateway",
    path: "vpnservices",
    body: ({ seeded }) => ({ vpnservice: { router_id: seeded.bareRouterId } }),
    status: 400,
    type: "RouterIsNotExternal",
    message: "Router 55555555-0000-4000-8000-000000000005 has no external network gateway set",
  },
  {
    reason: "a subnet off the router",
    path: "vpnservices",
    body: ({ seeded }) => ({ vpnservice: { router_id: seeded.spareRouterId, subnet_id: seeded.offRouterSubnetId } }),
    status: 400,
    type: "SubnetIsNotConnectedToRouter",
    message:
      "Subnet 44444444-0000-4000-8000-000000000003 is not connected to Router 55555555-0000-4000-8000-000000000004",
  },
  {
    reason: "no router",
    path: "vpnservices",
    body: () => ({ vpnservice: { name: "x" } }),
    status: 400,
    type: "HTTPBadRequest",
    message: "Failed to parse request. Required attribute 'router_id' not specified",
  },
  {
    reason: "an algorithm of OTC",
    path: "ikepolicies",
    body: () => ({ ikepolicy: { auth_algorithm: "md5" } }),
    status: 400,
    type: "HTTPBadRequest",
    message: "Invalid input for auth_algorithm. Reason: md5 is not in valid_values.",
  },
  {
    reason: "a wrong key in lifetime",
    path: "ikepolicies",
    body: () => ({ ikepolicy: { lifetime: { units: "seconds", val: 590 } } }),
    status: 400,
    type: "HTTPBadRequest",
    message: "Invalid input for lifetime. Reason: Unexpected keys supplied: val.",
  },
  {
    reason: "a bad CIDR",
    path: "endpoint-groups",
    body: () => ({ endpoint_group: { type: "cidr", endpoints: ["10.20.0.0/33"] } }),
    status: 400,
    type: "InvalidEndpointInEndpointGroup",
    message: "Endpoint '10.20.0.0/33' is invalid for group type 'cidr': Invalid CIDR",
  },
  {
    reason: "a missing subnet",
    path: "endpoint-groups",
    body: () => ({ endpoint_group: { type: "subnet", endpoints: [nowhere] } }),
    status: 400,
    type: "NonExistingSubnetInEndpointGroup",
    message: `Subnet ${nowhere} in endpoint group does not exist`,
  },
  {
    reason: "no type",
    path: "endpoint-groups",
    body: () => ({ endpoint_group: { endpoints: ["10.0.0.0/8"] } }),
    status: 400,
    type: "HTTPBadRequest",
    message: "Failed to parse request. Required attribute 'type' not specified",
  },
];

test.each(recorded)("openstack: $reason is refused by $path", async ({ path, body, status, type, message }) => {
  await start("openstack");
  const answer = await call(emulator, `POST /v2.0/vpn/${path}`, body(emulator));

  expect([answer.status, errorOf(answer), messageOf(answer)]).toEqual([status, type, message]);
});

test.each([
  { key: "vpnserviceId", path: "vpnservices", status: 409, type: "VPNServiceInUse" },
  { key: "ikepolicyId", path: "ikepolicies", status: 409, type: "IKEPolicyInUse" },
  { key: "ipsecpolicyId", path: "ipsecpolicies", status: 409, type: "IPsecPolicyInUse" },
  { key: "localEpGroupId", path: "endpoint-groups", status: 400, type: "EndpointGroupInUse" },
  { key: "peerEpGroupId", path: "endpoint-groups", status: 400, type: "EndpointGroupInUse" },
] as const)(
  "$key cannot be deleted while a connection uses it ($status), and can afterwards",
  async ({ key, path, status, type }) => {
    await start("openstack");
    const connection = await settledConnection(emulator);
    const item = `/v2.0/vpn/${path}/${emulator.seeded[key]}`;
    const refused = await call(emulator, `DELETE ${item}`);
    emulator.connections.delete(connection);
    const deleted = await call(emulator, `DELETE ${item}`);
    const gone = await call(emulator, `GET ${item}`);

    expect([refused.status, errorOf(refused), deleted.status, gone.status]).toEqual([status, type, 204, 404]);
  },
);

test("a policy in use cannot be updated on openstack and can on otc, an endpoint group always", async () => {
  const statuses = [];
  for (const dialect of ["openstack", "otc"] as const) {
    await emulator?.close();
    await start(dialect);
    await settledConnection(emulator);
    const { ipsecpolicyId, peerEpGroupId } = emulator.seeded;
    const policy = await call(emulator, `PUT /v2.0/vpn/ipsecpolicies/${ipsecpolicyId}`, { ipsecpolicy: { name: "x" } });
    const group = await call(emulator, `PUT /v2.0/vpn/endpoint-groups/${peerEpGroupId}`, {
      endpoint_group: { name: "x" },
    });
    statuses.push([policy.status, group.status]);
  }

  expect(statuses).toEqual([
    [409, 200],
    [200, 200],
  ]);
});

test("otc: a VPC takes one service, and an object that waits for a deleted connection becomes free", async () => {
  await start("otc");
  const body = { vpnservice: { router_id: emulator.seeded.routerId } };
  const second = await call(emulator, "POST /v2.0/vpn/vpnservices", body);
  const id = await settledConnection(emulator);
  await call(emulator, `DELETE /v2.0/vpn/ipsec-site-connections/${id}`);
  const item = `/v2.0/vpn/ikepolicies/${emulator.seeded.ikepolicyId}`;
  const statuses = [(await call(emulator, `DELETE ${item}`)).status, (await call(emulator, `DELETE ${item}`)).status];

  expect([second.status, errorOf(second)]).toEqual([400, "VPC.1026"]);
  expect(statuses).toEqual([409, 204]);
});

test("endpoints and type of a group cannot be changed", async () => {
  await start("openstack");
  const item = `/v2.0/vpn/endpoint-groups/${emulator.seeded.peerEpGroupId}`;
  const answer = await call(emulator, `PUT ${item}`, { endpoint_group: { endpoints: ["10.30.0.0/24"] } });

  expect([answer.status, messageOf(answer)]).toEqual([400, "Cannot update read-only attribute endpoints"]);
});
