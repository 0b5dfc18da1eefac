// The network around the VPN objects, as the OpenStack client asks for it before it makes a VPN service: by requests as they are sent.
import { type Emulator, startEmulator } from "../../emulator";
import { call } from "../support/emulatorClient";

let emulator: Emulator;
let headers: Record<string, string>;

async function start(dialect: "otc" | "openstack", pageSize?: number): Promise<void> {
  emulator = await startEmulator({ dialect, ...(pageSize === undefined ? {} : { pageSize }) });
  headers = { "x-auth-token": emulator.credentials.scopedToken() };
}
afterEach(() => emulator.close());

const get = (path: string, own = headers) => call(emulator, `GET ${path}`, undefined, own);

describe.each(["otc", "openstack"] as const)("%s", (dialect) => {
  test("a router is found by its name, and a VPN service is made on it", async () => {
    await start(dialect);
    const { spareRouterId } = emulator.seeded;
    expect((await get("/v2.0/routers/router-spare")).status).toBe(404);
    const { status, body } = await get("/v2.0/routers?name=router-spare");
    expect([status, body]).toEqual([
      200,
      {
        routers: [
          expect.objectContaining({
            ...{ id: spareRouterId, name: "router-spare", status: "ACTIVE", admin_state_up: true },
            ...{ tenant_id: emulator.credentials.projectId, project_id: emulator.credentials.projectId },
            external_gateway_info: expect.objectContaining({
              external_fixed_ips: [expect.objectContaining({ ip_address: "198.51.100.39" })],
            }),
          }),
        ],
      },
    ]);
    const sent = { vpnservice: { router_id: spareRouterId, name: "svc", admin_state_up: true } };
    expect((await call(emulator, "POST /v2.0/vpn/vpnservices", sent, headers)).status).toBe(201);
  });

  test("the extension vpnaas is there, one that is not is a 404", async () => {
    await start(dialect);
    const { extensions } = (await get("/v2.0/extensions")).body as { extensions: { alias: string }[] };
    expect(extensions.map(({ alias }) => alias)).toEqual(expect.arrayContaining(["vpnaas", "vpn-endpoint-groups"]));
    expect((await get("/v2.0/extensions/vpnaas")).body).toMatchObject({ extension: { alias: "vpnaas" } });
    expect((await get("/v2.0/extensions/sfc")).status).toBe(404);
  });
});

test("subnets have a network and routers without a gateway have none to the outside", async () => {
  await start("openstack");
  const { subnetId, bareRouterId } = emulator.seeded;
  const { subnet } = (await get(`/v2.0/subnets/${subnetId}`)).body as { subnet: Record<string, string> };
  expect(subnet).toMatchObject({ name: "subnet-one", cidr: "10.10.0.0/24", ip_version: 4, gateway_ip: "10.10.0.1" });
  expect((await get(`/v2.0/networks/${subnet.network_id}`)).body).toMatchObject({
    network: { name: "network-of-subnet-one", subnets: [subnetId], "router:external": false },
  });
  expect((await get("/v2.0/networks?router:external=true&fields=name")).body).toEqual({
    networks: [{ name: "public" }],
  });
  expect((await get(`/v2.0/routers/${bareRouterId}`)).body).toMatchObject({ router: { external_gateway_info: null } });
  expect((await get("/v2.0/ports?device_id=x")).body).toEqual({ ports: [] });
});

test("lists have pages, also where those of the VPN API take no filters", async () => {
  await start("openstack", 2);
  emulator.refuseFilters = true;
  const { body } = await get("/v2.0/subnets?ip_version=4");
  expect(body).toMatchObject({
    subnets: [{ name: "subnet-one" }, { name: "subnet-two" }],
    subnets_links: expect.anything(),
  });
  expect((await get("/v2.0/routers?fields=id&name=router-two")).body).toMatchObject({
    routers: [{ id: emulator.seeded.secondRouterId }],
  });
});

test("what a test puts in place is shown, and nothing can be written", async () => {
  await start("openstack");
  emulator.routers.set("r", { id: "r", gatewayV4: null, gatewayV6: "2001:db8::1" });
  expect((await get("/v2.0/routers/r")).body).toMatchObject({
    router: { name: "", external_gateway_info: { external_fixed_ips: [{ ip_address: "2001:db8::1" }] } },
  });
  for (const method of ["POST", "PUT", "DELETE"])
    expect((await call(emulator, `${method} /v2.0/routers/r`, undefined, headers)).status).toBe(405);
});

test("another project sees the external network alone, and without a token nothing is shown", async () => {
  await start("openstack");
  const token = emulator.otherCredentials.scopedToken();
  const other = { "x-auth-token": token };
  expect((await get("/v2.0/routers", other)).body).toEqual({ routers: [] });
  expect((await get("/v2.0/networks?fields=name", other)).body).toEqual({ networks: [{ name: "public" }] });
  expect((await get(`/v2.0/routers/${emulator.seeded.routerId}`, other)).status).toBe(404);
  expect((await get("/v2.0/routers", {})).status).toBe(401);
});
