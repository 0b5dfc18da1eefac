// A whole VPN made from nothing on the emulator: the network alone is there, every object is created, read and removed.
// Also what each collection shows of an object on the otc dialect, and that tests can reach all collections.
import { type Emulator, startEmulator } from "../../emulator";
import { call, connectionsPath, errorOf, inside, messageOf } from "../support/emulatorClient";

const tenant = "10039663455a446d8ba2cbb058b0f578";
let emulator: Emulator;

async function start(dialect: "otc" | "openstack"): Promise<void> {
  emulator = await startEmulator({ dialect, seed: false });
}
afterEach(() => emulator.close());

async function create(path: string, singular: string, values: object): Promise<Record<string, unknown>> {
  return inside(await call(emulator, `POST /v2.0/vpn/${path}`, { [singular]: values }), singular);
}

/** Creates the five objects and the connection; returns their ids by path. */
async function build(): Promise<Record<string, string>> {
  const { routerId, subnetId, secondSubnetId } = emulator.seeded;
  const service = await create("vpnservices", "vpnservice", { name: "s", router_id: routerId });
  const ike = await create("ikepolicies", "ikepolicy", { name: "i" });
  const ipsec = await create("ipsecpolicies", "ipsecpolicy", { name: "p" });
  const subnets = { name: "l", type: "subnet", endpoints: [subnetId, secondSubnetId] };
  const local = await create("endpoint-groups", "endpoint_group", subnets);
  const cidrs = { name: "r", type: "cidr", endpoints: ["10.20.0.0/24"] };
  const peer = await create("endpoint-groups", "endpoint_group", cidrs);
  const connection = await create("ipsec-site-connections", "ipsec_site_connection", {
    name: "c",
    vpnservice_id: service.id,
    ikepolicy_id: ike.id,
    ipsecpolicy_id: ipsec.id,
    local_ep_group_id: local.id,
    peer_ep_group_id: peer.id,
    peer_address: "203.0.113.9",
    peer_id: "203.0.113.9",
    psk: "test-psk-1",
  });
  const ids = { service, ike, ipsec, local, peer, connection };
  return Object.fromEntries(Object.entries(ids).map(([name, object]) => [name, String(object.id)]));
}

test.each(["otc", "openstack"] as const)(
  "%s: a VPN is created from nothing and removed in reverse",
  async (dialect) => {
    await start(dialect);
    const ids = await build();
    const connection = `${connectionsPath}/${ids.connection}`;
    const seen = [
      inside(await call(emulator, `GET /v2.0/vpn/vpnservices/${ids.service}`), "vpnservice").status,
      inside(await call(emulator, `GET ${connection}`)).status,
      inside(await call(emulator, `GET /v2.0/vpn/vpnservices/${ids.service}`), "vpnservice").status,
    ];
    await call(emulator, `DELETE ${connection}`);
    await call(emulator, `GET ${connection}`);
    const statuses = [];
    for (const path of [
      `endpoint-groups/${ids.peer}`,
      `endpoint-groups/${ids.local}`,
      `ipsecpolicies/${ids.ipsec}`,
      `ikepolicies/${ids.ike}`,
      `vpnservices/${ids.service}`,
    ]) {
      statuses.push((await call(emulator, `DELETE /v2.0/vpn/${path}`)).status);
    }

    expect(seen).toEqual(["PENDING_CREATE", "PENDING_CREATE", "ACTIVE"]);
    expect(statuses).toEqual([204, 204, 204, 204, 204]);
    const { connections, vpnservices, ikepolicies, ipsecpolicies, endpointGroups } = emulator;
    const sizes = [connections, vpnservices, ikepolicies, ipsecpolicies, endpointGroups].map((map) => map.size);
    expect(sizes).toEqual([0, 0, 0, 0, 0]);
  },
);

test("otc: GET and LIST show all documented attributes of services, policies and groups", async () => {
  await start("otc");
  const ids = await build();
  const algorithms = {
    tenant_id: tenant,
    description: "",
    auth_algorithm: "sha2-256",
    encryption_algorithm: "aes-128",
    pfs: "group5",
    lifetime: { units: "seconds", value: 3600 },
  };
  const { subnetId, secondSubnetId, routerId } = emulator.seeded;
  const service = {
    id: ids.service,
    tenant_id: tenant,
    name: "s",
    description: "",
    router_id: routerId,
    subnet_id: null,
    admin_state_up: true,
    external_v4_ip: "198.51.100.36",
    external_v6_ip: null,
    status: "PENDING_CREATE",
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/),
    order_id: "",
    product_id: "",
    resource_speccode: "",
    prepay_connection_num: 0,
    tags: [],
  };
  const ike = { id: ids.ike, name: "i", ...algorithms, ike_version: "v1", phase1_negotiation_mode: "main" };
  const ipsec = { id: ids.ipsec, name: "p", ...algorithms, transform_protocol: "esp", encapsulation_mode: "tunnel" };
  const endpoints = [subnetId, secondSubnetId];
  const local = { id: ids.local, tenant_id: tenant, name: "l", description: "", type: "subnet", endpoints };
  const get = async (path: string) => (await call(emulator, `GET /v2.0/vpn/${path}`)).body;

  expect(await get("vpnservices")).toEqual({ vpnservices: [service] });
  expect(await get(`vpnservices/${ids.service}`)).toEqual({ vpnservice: service });
  expect(await get("ikepolicies")).toEqual({ ikepolicies: [ike] });
  expect(await get(`ikepolicies/${ids.ike}`)).toEqual({ ikepolicy: ike });
  expect(await get("ipsecpolicies")).toEqual({ ipsecpolicies: [ipsec] });
  expect(await get(`ipsecpolicies/${ids.ipsec}`)).toEqual({ ipsecpolicy: ipsec });
  expect(await get("endpoint-groups?name=l")).toEqual({ endpoint_groups: [local] });
  expect(await get(`endpoint-groups/${ids.local}`)).toEqual({ endpoint_group: local });
});

test("only otc leaves the addresses and tags out of the reply to a PUT of a service", async () => {
  const keys = [];
  for (const dialect of ["otc", "openstack"] as const) {
    await emulator?.close();
    await start(dialect);
    const { service } = await build();
    emulator.setStatus(String(service), "ACTIVE");
    const answer = await call(emulator, `PUT /v2.0/vpn/vpnservices/${service}`, { vpnservice: { name: "new" } });
    expect(inside(answer, "vpnservice").name).toBe("new");
    const shown = Object.keys(inside(answer, "vpnservice"));
    keys.push(["external_v4_ip", "external_v6_ip", "tags"].filter((key) => shown.includes(key)));
  }

  expect(keys).toEqual([[], ["external_v4_ip", "external_v6_ip"]]);
});

test("a router that no subnet is connected to takes a service but no connection", async () => {
  await start("otc");
  const { ike, ipsec, local, peer } = await build();
  const { unconnectedRouterId } = emulator.seeded;
  const other = await create("vpnservices", "vpnservice", { name: "s2", router_id: unconnectedRouterId });
  const answer = await call(emulator, `POST ${connectionsPath}`, {
    ipsec_site_connection: {
      vpnservice_id: other.id,
      ikepolicy_id: ike,
      ipsecpolicy_id: ipsec,
      local_ep_group_id: local,
      peer_ep_group_id: peer,
      peer_address: "203.0.113.10",
      peer_id: "203.0.113.10",
      psk: "test-psk-1",
    },
  });

  expect(other.external_v4_ip).toBe("198.51.100.40");
  expect([answer.status, errorOf(answer)]).toEqual([400, "VPC.1001"]);
  expect(messageOf(answer)).toContain(`is not connected to Router ${unconnectedRouterId}`);
});

test.each([
  { name: "vpnservices", path: "vpnservices", singular: "vpnservice" },
  { name: "ikepolicies", path: "ikepolicies", singular: "ikepolicy" },
  { name: "ipsecpolicies", path: "ipsecpolicies", singular: "ipsecpolicy" },
  { name: "endpointGroups", path: "endpoint-groups", singular: "endpoint_group" },
] as const)("an object can be put into $name as it is, and edited there", async ({ name, path, singular }) => {
  await start("otc");
  emulator.place(name, { id: tenant, name: "placed" });
  const stored = emulator[name].get(tenant);
  const before = inside(await call(emulator, `GET /v2.0/vpn/${path}/${tenant}`), singular).name;
  Object.assign(stored ?? {}, { name: "edited" });
  const after = inside(await call(emulator, `GET /v2.0/vpn/${path}/${tenant}`), singular).name;

  expect([before, after]).toEqual(["placed", "edited"]);
});
