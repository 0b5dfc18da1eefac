// What was made by hand: taken over by a program with adoptId, and through the files of pulumi-vpnaas-import.
import { execFile } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ExampleStage, typeErrors } from "../../../provider/test/support/examples";
import { ROOT } from "../../../provider/test/support/linkedFolder";
import { countsOf, createByHand, listOf, NOTHING, onlyOne, partsByHand, settled } from "../world/objects";
import { openScene, PSK, type Scene } from "../world/scene";
import { COLLECTIONS, type Wire, type World } from "../world/world";

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

async function vpnByHand(world: World): Promise<Record<string, string>> {
  const parts = await partsByHand(world);
  const values = { name: "hq", psk: PSK, peer_address: "203.0.113.9", peer_id: "203.0.113.9", ...parts };
  const id = await createByHand(world, "ipsec-site-connections", values);
  await settled(world, id);
  return { ...parts, id };
}

/** Everything there is, to compare. */
const everything = async (world: World): Promise<Wire[]> =>
  (await Promise.all(COLLECTIONS.map((each) => listOf(world, each)))).flat();

test("adoptId takes over as it is, sends what differs, and may go afterwards", async () => {
  const { world, project } = scene;
  const ids = await vpnByHand(world);
  const program = (adopt: (id: string | undefined) => string, change = "") =>
    project.program(`
const service = new vpnaas.VpnService("hub", { routerId: "${world.network.routerId}", ${adopt(ids.vpnservice_id)} });
const ike = new vpnaas.IkePolicy("ike", { ${adopt(ids.ikepolicy_id)} });
const ipsec = new vpnaas.IpsecPolicy("ipsec", { ${adopt(ids.ipsecpolicy_id)} });
const local = new vpnaas.EndpointGroup("local", { type: "subnet", endpoints: ["${world.network.subnetId}"], ${adopt(ids.local_ep_group_id)} });
const remote = new vpnaas.EndpointGroup("remote", { type: "cidr", endpoints: ["10.20.0.0/16"], ${adopt(ids.peer_ep_group_id)} });
new vpnaas.IpsecSiteConnection("hq", {
  vpnserviceId: service.id, ikepolicyId: ike.id, ipsecpolicyId: ipsec.id, localEpGroupId: local.id, peerEpGroupId: remote.id,
  peerAddress: "203.0.113.9", peerId: "203.0.113.9", psk: "${PSK}", ${change} ${adopt(ids.id)}
});`);
  const before = await everything(world);
  program((id) => `adoptId: "${id}",`);
  expect(await scene.up()).toContain("exists; taking it over");
  expect(await everything(world)).toEqual(before);

  program(() => "", 'peerId: "branch.example.com",');
  await scene.up();
  expect(await onlyOne(world, "ipsec-site-connections")).toMatchObject({ id: ids.id, peer_id: "branch.example.com" });
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(await countsOf(world)).toEqual(NOTHING);
});

test("pulumi-vpnaas-import: two files, an import, nothing left to do; then one field, then destroy", async () => {
  const { world } = scene;
  const { id } = await vpnByHand(world);
  const before = await everything(world);
  const stage = new ExampleStage();
  try {
    const environment = { ...world.environment, PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    const project = await stage.open("adopt-existing", environment);
    rmSync(join(project.folder, "vpn.ts"));
    await project.config("vpnaas:dialect", "openstack");
    const command = join(ROOT, "dist/provider/src/cli/import/cli.js");
    const options = { cwd: project.folder, env: project.environment };
    await promisify(execFile)(process.execPath, [command, "--set-psk"], options);
    expect(typeErrors(project.folder)).toBe("");
    await project.must(["import", "--file", "import.json", "--generate-code=false", "--yes"]);
    await project.must(["preview", "--expect-no-changes"]);
    await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    expect(await everything(world)).toEqual(before);
    const program = readFileSync(join(project.folder, "vpn.ts"), "utf8");
    project.write("vpn.ts", program.replace('peerId: "203.0.113.9"', 'peerId: "branch.example.com"'));
    await project.up();
    expect(await onlyOne(world, "ipsec-site-connections")).toMatchObject({ id, peer_id: "branch.example.com" });
    await project.must(["preview", "--expect-no-changes"]);
    await project.must(["destroy", "--yes", "--skip-preview"]);
    expect(await countsOf(world)).toEqual(NOTHING);
  } finally {
    await stage.close();
  }
});
