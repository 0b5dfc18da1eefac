// The component for programs in other languages, with the real CLI: the plugin makes it, as the SDKs that Pulumi generates ask for it.
import { type Emulator, startEmulator } from "../../emulator";
import { Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";
import { pluginLines } from "../support/worlds";

// What a generated SDK does: a component that is `remote`, with the outputs that its schema has.
const HEAD = `
class Remote extends pulumi.ComponentResource {
  constructor(name, args, options) {
    const outputs = { gatewayAddress: undefined, connections: undefined, connectionId: undefined, status: undefined };
    super("vpnaas:index:SiteToSiteVpn", name, { ...outputs, ...args }, options, true);
  }
}
const config = new pulumi.Config();
const ike = new (class extends pulumi.CustomResource {
  constructor() { super("vpnaas:index:IkePolicy", "ike", { name: "ike", pfs: "group14" }); }
})();`;

let emulator: Emulator;
let project: Project;
beforeEach(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
  settleAtOnce(emulator);
  project = await Project.open(emulator);
  project.write(
    "Pulumi.yaml",
    `name: story\nruntime: { name: nodejs, options: { typescript: false } }\n${pluginLines("node_modules/pulumi-vpnaas/plugin")}`,
  );
  await project.config("key", "Canary-psk-0123456789", true);
});
afterEach(async () => {
  project.close();
  await emulator.close();
});

function program(connections: string, options = "{}"): void {
  const { spareRouterId, subnetId } = emulator.seeded;
  project.program(`${HEAD}
const branch = new Remote("branch", {
  routerId: "${spareRouterId}", localSubnetIds: ["${subnetId}"], dpd: { interval: 20, timeout: 90 },
  connections: ${connections},
}, ${options});
exports.address = branch.gatewayAddress;
exports.connections = branch.connections;`);
}

const BERLIN = 'peerAddress: "203.0.113.9", peerCidrs: ["10.20.0.0/16"], psk: config.requireSecret("key")';
const writes = () =>
  emulator
    .vpnRequests()
    .filter(({ method }) => method !== "GET")
    .map(({ method, body }) => [method, body]);
const last = (urn: string) => urn.split("::").at(-1);

test("created, unchanged, one field, refreshed, destroyed; secrets, unknown values and dependencies are those of single values", async () => {
  program(`{ berlin: { ${BERLIN}, peerId: ike.id } }`, "{ protect: true }");
  expect((await project.preview("every")).map(({ op, urn }) => `${op} ${last(urn)}`).sort()).toEqual([
    ...["create branch-berlin", "create branch-berlin-remote", "create branch-ike", "create branch-ipsec"],
    ...["create branch-local", "create branch-service", "create ike"],
  ]);
  const output = await project.up();
  expect(output).toMatch(/address *: "198\.51\.100\.\d+"/);
  expect(output).toContain('peerAddress: "203.0.113.9"');
  const states = await project.state("every");
  const berlin = states.find(({ urn }) => last(urn) === "branch-berlin");
  expect(berlin?.urn).toContain("vpnaas:index:SiteToSiteVpn$vpnaas:index:IpsecSiteConnection::");
  expect(berlin).toMatchObject({
    protect: true,
    inputs: { peerId: states.find(({ urn }) => last(urn) === "ike")?.id, dpd: { interval: 20 } },
    propertyDependencies: {
      psk: [],
      peerAddress: [],
      peerId: ["urn:pulumi:dev::story::vpnaas:index:IkePolicy::ike"],
    },
  });
  expect(project.stateText()).not.toContain("Canary");

  await project.up("--expect-no-changes");
  await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
  emulator.clearLog();
  program(`{ berlin: { ${BERLIN}, peerId: "far.example.com" } }`);
  await project.up();
  expect(writes()).toEqual([["PUT", { ipsec_site_connection: { peer_id: "far.example.com" } }]]);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(emulator.connections.size).toBe(0);
});

test("arguments that are wrong, now or once they are known, are refused with one sentence", async () => {
  program('{ berlin: { peerAddress: "203.0.113.9", peerCidrs: ["10.20.0.0/16"] } }');
  expect(await project.fails(["preview"])).toContain(
    "SiteToSiteVpn branch cannot be made from these arguments: - connections.berlin.psk",
  );
  program(`{ berlin: { ${BERLIN.replace('["10.20.0.0/16"]', '[ike.name.apply((name) => name + "/16")]')} } }`);
  const said = await project.fails(["up", "--yes", "--skip-preview"]);
  expect(said).toContain('connections.berlin.peerCidrs: "ike/16" is not a network as address/prefix');
  expect(said).not.toContain("serializing");
  program("ike.id.apply((id) => ({ [id]: {} }))");
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(await project.fails(["preview"])).toContain(
    "branch: connections is not known yet. Give a map with known keys; the values in it may be unknown",
  );
});
