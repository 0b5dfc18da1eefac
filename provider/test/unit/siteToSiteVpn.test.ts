// The resources that SiteToSiteVpn declares, with Pulumi's mocks: names, wiring, what options reach, what it tells.
import * as pulumi from "@pulumi/pulumi";
import { IkePolicy, Provider, SiteToSiteVpn, type SiteToSiteVpnArgs } from "../../../sdk/nodejs";

const PSK = "Canary-psk-0123456789";
/** The key by which Pulumi knows a secret on its way to the engine. */
const SECRET = "4dabf18193072939515e22adb298388d";
const ONE_SITE = {
  routerId: "router-1",
  localSubnetIds: ["subnet-1"],
  peerAddress: "203.0.113.9",
  peerCidrs: ["10.20.0.0/16"],
  psk: PSK,
};

interface Declared {
  readonly type: string;
  readonly inputs: Record<string, unknown>;
  readonly provider: string | undefined;
}

/** Every resource that was declared, by `KIND name`. */
const declared = new Map<string, Declared>();

beforeEach(async () => {
  declared.clear();
  await withMocks(false);
});

/** Pulumi's engine in memory: an id is the name with `-id`, outputs are the inputs and what a service adds. */
async function withMocks(isPreview: boolean): Promise<void> {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, type, inputs, provider, id }) => {
        declared.set(`${type.split(":").at(-1)} ${name}`, { type, inputs, provider });
        const isService = type.endsWith(":VpnService");
        const state = { ...inputs, status: "DOWN", ...(isService ? { externalV4Ip: "198.51.100.36" } : {}) };
        return { id: id || (isPreview ? undefined : `${name}-id`), state };
      },
      call: ({ inputs }) => inputs,
    },
    "project",
    "stack",
    isPreview,
  );
}

/** The value of an output, once it is there. */
function resolved<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => void output.apply(resolve));
}

async function declare(name: string, args: SiteToSiteVpnArgs, options?: pulumi.ComponentResourceOptions) {
  const vpn = new SiteToSiteVpn(name, args, options);
  await resolved(vpn.connections);
  return vpn;
}

const inputsOf = (name: string) => declared.get(name)?.inputs;
/** How a psk reaches the engine: as a secret. */
const secret = (psk: string) => ({ [SECRET]: "1b47061264138c4ac30d75fd1eb44270", value: psk });
const names = () => [...declared.keys()].sort();

test("one site is a service, two policies, two groups and a connection, with names of their own", async () => {
  await declare("branch", ONE_SITE);
  expect(names()).toEqual([
    "EndpointGroup branch-local",
    "EndpointGroup branch-main-remote",
    "IkePolicy branch-ike",
    "IpsecPolicy branch-ipsec",
    "IpsecSiteConnection branch-main",
    "SiteToSiteVpn branch",
    "VpnService branch-service",
  ]);
  expect(declared.get("SiteToSiteVpn branch")?.type).toBe("vpnaas:index:SiteToSiteVpn");
});

test("they refer to each other, and get what the program says and nothing else: defaults are those of the resources", async () => {
  await declare("branch", ONE_SITE);
  const given = (name: string) => {
    const { __provider: _, __stack: stack, __path: path, ...inputs } = inputsOf(name) ?? {};
    expect([stack, path]).toEqual(["organization/project/stack", `vpnaas:index:SiteToSiteVpn::${name.split(" ")[1]}`]);
    return inputs;
  };
  expect(given("VpnService branch-service")).toEqual({ name: "branch-service-504b1a0", routerId: "router-1" });
  expect(given("IkePolicy branch-ike")).toEqual({ name: "branch-ike-7127f3d" });
  expect(given("IpsecPolicy branch-ipsec")).toEqual({ name: "branch-ipsec-c39eef8" });
  expect(given("EndpointGroup branch-local")).toEqual({
    name: "branch-local-b626e8f",
    type: "subnet",
    endpoints: ["subnet-1"],
  });
  expect(given("EndpointGroup branch-main-remote")).toEqual({
    name: "branch-main-remote-f5d6e0c",
    type: "cidr",
    endpoints: ["10.20.0.0/16"],
  });
  expect(given("IpsecSiteConnection branch-main")).toEqual({
    name: "branch-main-8ede0e0",
    peerAddress: "203.0.113.9",
    peerId: "203.0.113.9",
    psk: secret(PSK),
    vpnserviceId: "branch-service-id",
    ikepolicyId: "branch-ike-id",
    ipsecpolicyId: "branch-ipsec-id",
    localEpGroupId: "branch-local-id",
    peerEpGroupId: "branch-main-remote-id",
  });
});

test("every other argument finds its place", async () => {
  await declare("branch", {
    ...ONE_SITE,
    name: pulumi.output("office"),
    peerId: "branch.example.com",
    description: "free text",
    initiator: "response-only",
    dpd: { action: "restart" },
    mtu: 1400,
    adminStateUp: false,
    tags: { team: "network" },
    ike: { lifetime: { value: 28800 } },
    ipsec: { name: "phase-2", pfs: "group19" },
    service: { flavorId: "flavor-1" },
  });
  expect(inputsOf("VpnService branch-service")).toMatchObject({ name: "office-service", flavorId: "flavor-1" });
  expect(inputsOf("IkePolicy branch-ike")).toMatchObject({ name: "office-ike", lifetime: { value: 28800 } });
  expect(inputsOf("IpsecPolicy branch-ipsec")).toMatchObject({ name: "phase-2", pfs: "group19" });
  expect(inputsOf("IpsecSiteConnection branch-main")).toMatchObject({
    name: "office-main",
    peerId: "branch.example.com",
    description: "free text",
    initiator: "response-only",
    dpd: { action: "restart" },
    mtu: 1400,
    adminStateUp: false,
    tags: { team: "network" },
  });
});

test("sites share all but what is their own", async () => {
  const { psk, ...berlin } = { psk: PSK, peerAddress: "203.0.113.9", peerCidrs: ["10.20.0.0/16"] };
  await declare("hub", {
    routerId: "router-1",
    localSubnetIds: ["subnet-1"],
    mtu: 1400,
    connections: {
      berlin: { ...berlin, psk },
      paris: { psk, peerAddress: "203.0.113.19", peerCidrs: ["10.21.0.0/16"], localSubnetIds: ["subnet-2"], mtu: 1300 },
    },
  });
  expect(names().filter((name) => name.startsWith("EndpointGroup"))).toEqual([
    "EndpointGroup hub-berlin-remote",
    "EndpointGroup hub-local",
    "EndpointGroup hub-paris-local",
    "EndpointGroup hub-paris-remote",
  ]);
  const shared = { vpnserviceId: "hub-service-id", ikepolicyId: "hub-ike-id", ipsecpolicyId: "hub-ipsec-id" };
  expect(inputsOf("IpsecSiteConnection hub-berlin")).toMatchObject({
    ...shared,
    localEpGroupId: "hub-local-id",
    peerEpGroupId: "hub-berlin-remote-id",
    mtu: 1400,
  });
  expect(inputsOf("IpsecSiteConnection hub-paris")).toMatchObject({
    ...shared,
    localEpGroupId: "hub-paris-local-id",
    peerEpGroupId: "hub-paris-remote-id",
    mtu: 1300,
  });
});

test("a second gateway has the same two groups, its own address and identity, and the key unless it has one", async () => {
  const standby = { peerAddress: "203.0.113.10" };
  await declare("branch", { ...ONE_SITE, peerId: "first.example.com", standby });
  const groups = { localEpGroupId: "branch-local-id", peerEpGroupId: "branch-main-remote-id" };
  const { inputs: first } = declared.get("IpsecSiteConnection branch-main") ?? {};
  expect(first).toMatchObject({ ...groups, peerAddress: "203.0.113.9", peerId: "first.example.com" });
  const second = { ...groups, peerAddress: "203.0.113.10", peerId: "203.0.113.10", psk: secret(PSK) };
  expect(inputsOf("IpsecSiteConnection branch-main-standby")).toMatchObject({
    name: "branch-main-standby-1b9a625",
    ...second,
  });

  await declare("other", { ...ONE_SITE, standby: { ...standby, peerId: "second.example.com", psk: "Another-canary" } });
  const own = { peerId: "second.example.com", psk: secret("Another-canary") };
  expect(inputsOf("IpsecSiteConnection other-main-standby")).toMatchObject(own);
});

test("the single form declares the same as one entry `main`", async () => {
  await declare("branch", ONE_SITE);
  const single = new Map(declared);
  declared.clear();
  await withMocks(false);
  const { routerId, localSubnetIds, ...main } = ONE_SITE;
  await declare("branch", { routerId, localSubnetIds, connections: { main } });
  expect(new Map([...declared].sort())).toEqual(new Map([...single].sort()));
});

test("another site more or less changes nothing about the others", async () => {
  const { routerId, localSubnetIds, ...berlin } = ONE_SITE;
  const paris = { peerAddress: "203.0.113.19", peerCidrs: ["10.21.0.0/16"], psk: PSK };
  await declare("hub", { routerId, localSubnetIds, connections: { berlin } });
  const before = new Map(declared);
  declared.clear();
  await withMocks(false);
  await declare("hub", { routerId, localSubnetIds, connections: { paris, berlin } });
  const added = [...declared].filter(([name]) => !before.has(name)).map(([name]) => name);
  expect(added.sort()).toEqual(["EndpointGroup hub-paris-remote", "IpsecSiteConnection hub-paris"]);
  for (const [name, resource] of before) expect(declared.get(name)).toEqual(resource);
});

test("an existing service is read, not made, and tells its address", async () => {
  const { routerId: _, ...rest } = ONE_SITE;
  const vpn = await declare("branch", { ...rest, vpnserviceId: "service-1" });
  expect(names()).not.toContain("VpnService branch-service");
  expect(names()).toContain("VpnService branch-existing-service");
  expect(inputsOf("IpsecSiteConnection branch-main")).toMatchObject({ vpnserviceId: "service-1" });
  expect(await resolved(vpn.gatewayAddress)).toBe("198.51.100.36");
});

test("it tells the gateway's address and of each connection its id, status and peer, but no psk", async () => {
  const vpn = await declare("branch", { ...ONE_SITE, standby: { peerAddress: "203.0.113.10" } });
  expect(await resolved(vpn.gatewayAddress)).toBe("198.51.100.36");
  expect(await resolved(vpn.connectionId)).toBe("branch-main-id");
  expect(await resolved(vpn.status)).toBe("DOWN");
  expect(await resolved(vpn.connections)).toEqual({
    main: { id: "branch-main-id", status: "DOWN", peerAddress: "203.0.113.9" },
    "main-standby": { id: "branch-main-standby-id", status: "DOWN", peerAddress: "203.0.113.10" },
  });
  const connection = vpn.siteConnections.main;
  expect(await pulumi.isSecret(connection?.psk ?? pulumi.output(""))).toBe(true);
});

test("a provider of the component is that of all children", async () => {
  const nl = new Provider("nl", { region: "eu-nl" });
  await declare("branch", ONE_SITE, { provider: nl });
  const children = [...declared].filter(([name]) => name !== "SiteToSiteVpn branch" && !name.endsWith(" nl"));
  expect(children).toHaveLength(6);
  for (const [name, { provider }] of children)
    expect({ name, provider }).toEqual({ name, provider: expect.stringContaining("::nl::") });
});

test("transformations of the component see and change the children", async () => {
  const transformations: pulumi.ResourceTransformation[] = [
    ({ type, props, opts }) =>
      type.endsWith(":IkePolicy") ? { props: { ...props, pfs: "group20" }, opts } : undefined,
  ];
  await declare("branch", ONE_SITE, { transformations });
  expect(inputsOf("IkePolicy branch-ike")).toMatchObject({ pfs: "group20" });
});

test("two components can be the peer of each other in one program", async () => {
  const [address, resolve] = pulumi.deferredOutput<string>();
  const east = new SiteToSiteVpn("east", { ...ONE_SITE, peerAddress: address });
  const west = new SiteToSiteVpn("west", { ...ONE_SITE, peerAddress: east.gatewayAddress });
  resolve(west.gatewayAddress);
  await resolved(pulumi.all([east.connections, west.connections]));
  expect(inputsOf("IpsecSiteConnection east-main")).toMatchObject({ peerAddress: "198.51.100.36" });
  expect(inputsOf("IpsecSiteConnection west-main")).toMatchObject({ peerAddress: "198.51.100.36" });
});

test("a preview with ids that no one knows yet goes through", async () => {
  await withMocks(true);
  const router = new IkePolicy("stands-for-any-resource");
  const vpn = new SiteToSiteVpn("branch", { ...ONE_SITE, routerId: router.id, localSubnetIds: [router.id] });
  // Settled, though without a value: nothing runs on it.
  expect(await pulumi.isSecret(vpn.connections)).toBe(false);
  expect(names()).toContain("IpsecSiteConnection branch-main");
});
