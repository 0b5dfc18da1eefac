// A stack that moves from the dynamic provider to the plugin and back, with the real CLI: nothing is sent that changes anything, and
// what the engine does without a program works in each world.
import { type Emulator, startEmulator } from "../../emulator";
import { inputsOf, Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";
import { useDynamic, usePlugin } from "../support/worlds";

let emulator: Emulator;
let project: Project;
afterEach(async () => {
  project.close();
  await emulator.close();
});

const writes = () => emulator.vpnRequests().filter(({ method }) => method !== "GET");
const refresh = ["refresh", "--yes", "--skip-preview", "--expect-no-changes"];

/** What the program declares: all kinds, a component, tags, a protected object, and a provider for another region. */
function program(peerId: string): string {
  const { spareRouterId, subnetId } = emulator.seeded;
  return `
const far = new vpnaas.Provider("far", { region: "RegionTwo", strict: false });
new vpnaas.SiteToSiteVpn("branch", {
  routerId: "${spareRouterId}", localSubnetIds: ["${subnetId}"],
  peerAddress: "203.0.113.19", peerCidrs: ["10.20.0.0/16"], psk: pulumi.secret("Canary-psk-9876543210"),
});
const ike = new vpnaas.IkePolicy("ike", { lifetime: { value: 7200 } }, { provider: far, protect: true });
new vpnaas.EndpointGroup("group", { type: "cidr", endpoints: ["10.40.0.0/16"] }, { provider: far, dependsOn: [ike] });
new vpnaas.IpsecSiteConnection("hq", ${JSON.stringify(inputsOf(emulator, { peerId, dpd: { interval: 20, timeout: 90 } }))}, { protect: true });`;
}

/** What a preview would do to resources. */
async function changes(): Promise<string[]> {
  return (await project.preview("every")).map(({ op }) => op);
}

/** How many objects a message says to be taken over, if it says just that. */
function takenOver(line: string): string | undefined {
  return /^local: (\d) objects \(.*\): taken over from the plugin: only the state changes, nothing is sent$/.exec(
    line,
  )?.[1];
}

test("dynamic, plugin, dynamic, plugin: no write, no other name, and each world can refresh, update and destroy", async () => {
  emulator = await startEmulator({ dialect: "openstack", moreRegions: ["RegionTwo"] });
  settleAtOnce(emulator);
  project = await Project.open(emulator);
  project.program(program("203.0.113.9"));
  await project.up();
  const before = await project.state("every");
  emulator.clearLog();

  await usePlugin(project);
  expect(await changes()).toEqual([]);
  await project.up();
  await project.must(refresh);
  await project.up("--expect-no-changes");
  expect(writes()).toEqual([]);
  const native = await project.state("every");
  expect(native.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
  expect(native.map(({ type }) => type.split(":").slice(0, 2).join(":"))).toEqual(Array(9).fill("vpnaas:index"));
  // The refresh has written them anew.
  expect(JSON.stringify(native)).not.toContain('"__');
  project.program(program("far.example.com"));
  await project.up();
  expect(writes().map(({ method, body }) => [method, body])).toEqual([
    ["PUT", { ipsec_site_connection: { peer_id: "far.example.com" } }],
  ]);
  emulator.clearLog();

  await useDynamic(project);
  expect(await changes()).toEqual(Array(9).fill("update"));
  const output = await project.up();
  // One process for each provider says so.
  expect(
    output
      .match(/local: \d objects .*/g)
      ?.slice(-2)
      .map(takenOver)
      .sort(),
  ).toEqual(["2", "7"]);
  expect(output).toMatch(/10 updated/); // the provider itself as well
  await project.must(refresh);
  await project.up("--expect-no-changes");
  expect(writes()).toEqual([]);
  expect((await project.state("every")).map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());

  await usePlugin(project);
  await project.up();
  expect(writes()).toEqual([]);
  await project.must(["state", "unprotect", "--all", "--yes"]);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(writes().map(({ method, status }) => [method, status])).toEqual(Array(9).fill(["DELETE", 204]));
});
