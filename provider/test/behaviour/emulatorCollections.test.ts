// VPN services, policies and endpoint groups of the emulator: what differs between the dialects, and protection while in use.
// What a real server was seen to answer is in emulatorRecordings.test.ts.
import { type Emulator, startEmulator } from "../../emulator";
import { call, errorOf, inside, messageOf, settledConnection } from "../support/emulatorClient";

let emulator: Emulator;

async function start(dialect: "otc" | "openstack"): Promise<void> {
  emulator = await startEmulator({ dialect });
}
afterEach(() => emulator.close());

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

test("openstack: an algorithm of OTC is refused by ikepolicies", async () => {
  await start("openstack");
  const answer = await call(emulator, "POST /v2.0/vpn/ikepolicies", { ikepolicy: { auth_algorithm: "md5" } });

  expect([answer.status, errorOf(answer), messageOf(answer)]).toEqual([
    400,
    "HTTPBadRequest",
    "Invalid input for auth_algorithm. Reason: md5 is not in valid_values.",
  ]);
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
