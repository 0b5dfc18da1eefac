// SiteToSiteVpn with the real CLI on both dialects: its life from `up` to `destroy` with the requests of each step, its options,
// and what a preview refuses. The requests of a whole VPN are counted, printed and held to a number.
import { type Dialect, type Emulator, startEmulator } from "../../emulator";
import { Project } from "../support/pulumi";

const berlin = { peerAddress: "203.0.113.9", peerCidrs: ["10.20.0.0/16"], psk: "Canary-psk-0123456789" };
const paris = { peerAddress: "203.0.113.19", peerCidrs: ["10.21.0.0/16"], psk: "Another-canary-psk" };

/** A project whose programs are components on an emulator that has a network and nothing else. */
interface Scene {
  readonly emulator: Emulator;
  readonly project: Project;
  /** Makes the program one component with these arguments and, as source text, these options. */
  declare(args: object, options?: string, name?: string): void;
  /** What was asked since the last time: how often each `METHOD collection[/ID]`, logins included. */
  requests(): Record<string, number>;
  /** How many objects of each kind there are. */
  objects(): Record<string, number>;
  close(): Promise<void>;
}

const scenes: Scene[] = [];
afterAll(async () => {
  for (const scene of scenes) await scene.close();
});

async function open(dialect: Dialect): Promise<Scene> {
  const emulator = await startEmulator({ dialect, seed: false });
  const project = await Project.open(emulator);
  const { routerId, subnetId } = emulator.seeded;
  const place = { routerId, localSubnetIds: [subnetId], localCidrs: ["10.10.0.0/24"] };
  const scene: Scene = {
    emulator,
    project,
    declare: (args, options = "{}", name = "hub") =>
      project.program(
        `const hub = new vpnaas.SiteToSiteVpn("${name}", ${JSON.stringify({ ...place, ...args })}, ${options});
        exports.address = hub.gatewayAddress; exports.connections = hub.connections; exports.id = hub.connectionId;`,
      ),
    requests() {
      const counts: Record<string, number> = {};
      for (const { method, path } of emulator.log.splice(0)) {
        const [collection = "", id] = path.replace(/^\/v2\.0\/vpn\//, "").split("/");
        const what = path.startsWith("/v3") ? "login" : `${method} ${collection}${id === undefined ? "" : "/ID"}`;
        counts[what] = (counts[what] ?? 0) + 1;
      }
      return counts;
    },
    objects() {
      const { connections, vpnservices, ikepolicies, ipsecpolicies, endpointGroups } = emulator;
      const maps = { connections, vpnservices, ikepolicies, ipsecpolicies, endpointGroups };
      return Object.fromEntries(Object.entries(maps).map(([kind, map]) => [kind, map.size]));
    },
    async close() {
      project.close();
      await emulator.close();
    },
  };
  scenes.push(scene);
  return scene;
}

const totalOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0);
const NOTHING = { connections: 0, vpnservices: 0, ikepolicies: 0, ipsecpolicies: 0, endpointGroups: 0 };
const CREATED = {
  login: 1,
  "POST vpnservices": 1,
  "GET vpnservices/ID": 1,
  "POST ikepolicies": 1,
  "POST ipsecpolicies": 1,
  "POST endpoint-groups": 2,
  "POST ipsec-site-connections": 1,
  "GET ipsec-site-connections/ID": 2, // the first still shows PENDING_CREATE
  // A look for what an interrupted run may have left, once for each kind.
  "GET vpnservices": 1,
  "GET ikepolicies": 1,
  "GET ipsecpolicies": 1,
  "GET endpoint-groups": 1,
  "GET ipsec-site-connections": 1,
};
const READ_ONCE = {
  login: 1,
  "GET vpnservices/ID": 1,
  "GET ikepolicies/ID": 1,
  "GET ipsecpolicies/ID": 1,
  "GET endpoint-groups/ID": 2,
  "GET ipsec-site-connections/ID": 1,
};

describe.each([
  // Open Telekom Cloud shows PENDING_UPDATE and PENDING_DELETE once, OpenStack never.
  { dialect: "otc", settled: 2, totals: { create: 15, unchanged: 0, change: 4, destroy: 10 } },
  { dialect: "openstack", settled: 1, totals: { create: 15, unchanged: 0, change: 3, destroy: 9 } },
] as const)("$dialect", ({ dialect, settled, totals }) => {
  let scene: Scene;
  const count: Record<string, number> = {};
  const connectionIds = () => [...scene.emulator.connections.keys()];

  beforeAll(async () => {
    scene = await open(dialect);
  });

  test("one program makes the whole VPN and tells the address for the other side", async () => {
    scene.declare(berlin);
    await scene.project.up();
    const created = scene.requests();
    expect(created).toEqual(CREATED);
    count.create = totalOf(created);
    const [id] = connectionIds();
    expect(JSON.parse((await scene.project.run(["stack", "output", "--json"])).stdout)).toEqual({
      address: "198.51.100.36",
      connections: { main: { id, status: "DOWN", peerAddress: "203.0.113.9" } },
      id,
    });
    expect(scene.project.stateText()).not.toContain(berlin.psk);
  });

  test("a second up, a preview and a refresh have nothing to do, nor has the other form of the same VPN", async () => {
    scene.declare({ connections: { main: berlin } });
    await scene.project.must(["preview", "--expect-no-changes"]);
    await scene.project.up("--expect-no-changes");
    const unchanged = scene.requests();
    expect(unchanged).toEqual({});
    count.unchanged = totalOf(unchanged);
    await scene.project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    expect(scene.requests()).toEqual(READ_ONCE);
  });

  test("a changed field is one PUT", async () => {
    scene.declare({ connections: { main: { ...berlin, initiator: "response-only" } } });
    await scene.project.up();
    const [put] = scene.emulator.vpnRequests({ method: "PUT" });
    expect(put?.body).toEqual({ ipsec_site_connection: { initiator: "response-only" } });
    const changed = scene.requests();
    expect(changed).toEqual({
      login: 1,
      "PUT ipsec-site-connections/ID": 1,
      "GET ipsec-site-connections/ID": settled,
    });
    count.change = totalOf(changed);
  });

  test("a new site is a group and a connection, and nothing is done to the others", async () => {
    scene.declare({ connections: { paris, main: { ...berlin, initiator: "response-only" } } });
    await scene.project.up();
    expect(scene.requests()).toEqual({
      login: 1,
      "GET endpoint-groups": 1,
      "POST endpoint-groups": 1,
      "GET ipsec-site-connections": 1,
      "POST ipsec-site-connections": 1,
      "GET ipsec-site-connections/ID": 2,
    });
  });

  test("other remote networks are a new group, one PUT, and then the end of the old group", async () => {
    const moved = { ...paris, peerCidrs: ["10.22.0.0/16"] };
    scene.declare({ connections: { paris: moved, main: { ...berlin, initiator: "response-only" } } });
    await scene.project.up();
    const writes = scene.emulator.vpnRequests().filter(({ method }) => method !== "GET");
    expect(writes.map(({ method }) => method)).toEqual(["POST", "PUT", "DELETE"]);
    expect(scene.requests()).toEqual({
      login: 1,
      "GET endpoint-groups": 1,
      "POST endpoint-groups": 1,
      "PUT ipsec-site-connections/ID": 1,
      "GET ipsec-site-connections/ID": settled,
      "DELETE endpoint-groups/ID": 1,
    });
  });

  test("another lifetime of the keys reaches all connections, in the way of the dialect", async () => {
    const before = connectionIds();
    const sites = { paris: { ...paris, peerCidrs: ["10.22.0.0/16"] }, main: { ...berlin, initiator: "response-only" } };
    scene.declare({ ike: { lifetime: { value: 7200 } }, connections: sites });
    await scene.project.up();
    expect([...scene.emulator.ikepolicies.values()]).toMatchObject([{ lifetime: { units: "seconds", value: 7200 } }]);
    const requests = scene.requests();
    if (dialect === "otc") {
      // Changed in place; a PUT of each connection makes it take the policy over.
      expect(requests).toMatchObject({ "PUT ikepolicies/ID": 1, "PUT ipsec-site-connections/ID": 2 });
      expect(connectionIds()).toEqual(before);
    } else {
      // A policy in use cannot be changed: a new one, with new connections, before the old ones go.
      const both = { "POST ipsec-site-connections": 2, "DELETE ipsec-site-connections/ID": 2 };
      expect(requests).toMatchObject({ "POST ikepolicies": 1, ...both, "DELETE ikepolicies/ID": 1 });
      expect(connectionIds().filter((id) => before.includes(id))).toEqual([]);
    }
  });

  test("a site that is taken out goes alone", async () => {
    scene.declare({ ike: { lifetime: { value: 7200 } }, initiator: "response-only", connections: { main: berlin } });
    await scene.project.up();
    expect(scene.requests()).toEqual({
      login: 1,
      "DELETE ipsec-site-connections/ID": 1,
      "GET ipsec-site-connections/ID": settled,
      "DELETE endpoint-groups/ID": 1,
    });
  });

  test("destroy leaves nothing", async () => {
    await scene.project.must(["destroy", "--yes", "--skip-preview"]);
    const destroyed = scene.requests();
    expect(destroyed).toEqual({
      login: 1,
      "DELETE ipsec-site-connections/ID": 1,
      "GET ipsec-site-connections/ID": settled,
      "DELETE endpoint-groups/ID": 2,
      "DELETE ikepolicies/ID": 1,
      "DELETE ipsecpolicies/ID": 1,
      "DELETE vpnservices/ID": 1,
      "GET vpnservices/ID": 1,
    });
    expect(scene.objects()).toEqual(NOTHING);
    count.destroy = totalOf(destroyed);
    console.info(`requests of a whole VPN on ${dialect}, logins included: ${JSON.stringify(count)}`);
    expect(count).toEqual(totals);
  });
});

describe("options, and what is refused", () => {
  let scene: Scene;
  const urns = async () => {
    const { stdout } = await scene.project.run(["stack", "--show-urns", "--show-ids"]);
    return stdout;
  };
  beforeAll(async () => {
    scene = await open("openstack");
  });

  test("networks that overlap are refused in the preview, without a request", async () => {
    scene.declare({ connections: { berlin, paris: { ...paris, peerCidrs: ["10.20.7.0/24", "10.10.0.0/16"] } } });
    const { code, output } = await scene.project.run(["preview"]);
    expect(code).not.toBe(0);
    expect(output).toContain("error: SiteToSiteVpn hub cannot be made from these arguments:");
    expect(output).toContain(
      "  - connections.berlin.peerCidrs: 10.20.0.0/16 overlaps 10.20.7.0/24 of connections.paris.peerCidrs;",
    );
    expect(output).toContain("  - connections.paris.peerCidrs: 10.10.0.0/16 overlaps 10.10.0.0/24 of localCidrs;");
    expect(output).not.toContain("Canary");
    expect(scene.requests()).toEqual({});
  });

  test("so are those that only an output tells, once, and no connection is made of them", async () => {
    await scene.project.config("networks", '["10.20.0.0/16", "2001:db8::/32"]', true);
    const { routerId, subnetId } = scene.emulator.seeded;
    const args = JSON.stringify({ ...berlin, routerId, localSubnetIds: [subnetId] });
    scene.project.program(
      `const peerCidrs = new pulumi.Config().requireSecretObject("networks");
      new vpnaas.SiteToSiteVpn("hub", { ...${args}, peerCidrs });`,
    );
    const { code, output } = await scene.project.run(["preview"]);
    expect(code).not.toBe(0);
    expect(output.match(/ {2}- peerCidrs: \[secret\] and \[secret\] are of different IP versions:/g)).toHaveLength(1);
    expect(scene.requests()).toEqual({});
    expect((await scene.project.run(["up", "--yes", "--skip-preview"])).code).not.toBe(0);
    expect(scene.objects()).toMatchObject({ connections: 0, endpointGroups: 1 });
    await scene.project.must(["destroy", "--yes", "--skip-preview"]);
    scene.requests();
  });

  test("provider, protect and transforms reach every child", async () => {
    const { authUrl, credentials } = scene.emulator;
    const { username, password, userDomainName, projectName, projectDomainName } = credentials;
    const login = { authUrl, username, password, userDomainName, projectName, projectDomainName };
    const settings = JSON.stringify({ ...login, region: "RegionOne", dialect: "openstack" });
    const transform =
      "(a) => a.type.endsWith(':IkePolicy') ? { props: { ...a.props, pfs: 'group20' }, opts: a.opts } : undefined";
    // The stack's own login is wrong: whatever succeeds has used the provider.
    await scene.project.config("vpnaas:password", "wrong", true);
    const options = `{ protect: true, transforms: [${transform}], provider: new vpnaas.Provider("lab", ${settings}) }`;
    scene.declare(berlin, options);
    await scene.project.up();
    expect([...scene.emulator.ikepolicies.values()]).toMatchObject([{ name: "hub-ike-b57ec71", pfs: "group20" }]);
    const { code, output } = await scene.project.run(["destroy", "--yes"]);
    expect(code).not.toBe(0);
    expect(output).toContain("protected");
    expect(scene.objects()).toEqual({
      connections: 1,
      vpnservices: 1,
      ikepolicies: 1,
      ipsecpolicies: 1,
      endpointGroups: 2,
    });
    const { stdout } = await scene.project.run(["stack", "export"]);
    const { deployment } = JSON.parse(stdout) as { deployment: { resources: { type: string; protect?: boolean }[] } };
    const children = deployment.resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/vpnaas:"));
    expect(children.map(({ protect }) => protect)).toEqual([true, true, true, true, true, true]);
    await scene.project.must(["state", "unprotect", "--all", "--yes"]);
    await scene.project.must(["destroy", "--yes", "--skip-preview"]);
    await scene.project.must(["config", "rm", "vpnaas:password"]);
  });

  test("with an alias, a component has a new name and nothing else happens", async () => {
    scene.declare(berlin);
    await scene.project.up();
    scene.requests();
    scene.declare(berlin, '{ aliases: [{ name: "hub" }] }', "centre");
    await scene.project.up("--expect-no-changes");
    expect(scene.requests()).toEqual({});
    expect(await urns()).toContain("IpsecSiteConnection::centre-main");
    expect(await urns()).not.toContain("hub-main");
  });

  test("a component on a service that exists reads it and leaves it alone", async () => {
    const { emulator, project } = scene;
    await project.must(["destroy", "--yes", "--skip-preview"]);
    const vpnserviceId = "99999999-0000-4000-8000-000000000001";
    emulator.place("vpnservices", {
      id: vpnserviceId,
      name: "by-hand",
      tenant_id: "10039663455a446d8ba2cbb058b0f578",
      router_id: emulator.seeded.routerId,
      subnet_id: null,
      admin_state_up: true,
      external_v4_ip: "198.51.100.36",
      status: "PENDING_CREATE",
    });
    scene.declare({ ...berlin, routerId: undefined, vpnserviceId });
    await project.up();
    expect(scene.objects()).toEqual({
      connections: 1,
      vpnservices: 1,
      ikepolicies: 1,
      ipsecpolicies: 1,
      endpointGroups: 2,
    });
    expect((await project.run(["stack", "output", "address"])).stdout.trim()).toBe("198.51.100.36");
    await project.up("--expect-no-changes");
    await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    await project.must(["destroy", "--yes", "--skip-preview"]);
    expect(scene.objects()).toEqual({ ...NOTHING, vpnservices: 1 });
  });
});
