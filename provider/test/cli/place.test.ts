// Two regions of one Keystone, one project id. With settings that lead to another region than the one where the objects of a stack
// live, every command of the real Pulumi CLI ends with one sentence, nothing is sent, nothing is forgotten. And the way to move on purpose.
import { type Emulator, startEmulator } from "../../emulator";
import { Project } from "../support/pulumi";

let emulator: Emulator;
let project: Project;
beforeEach(async () => {
  emulator = await startEmulator({ dialect: "openstack", moreRegions: ["RegionTwo"] });
  project = await Project.open(emulator);
});
afterEach(async () => {
  project.close();
  await emulator.close();
});

const SENTENCE = "lives in RegionOne, the settings lead to RegionTwo";
const group = () => 'new vpnaas.EndpointGroup("branch", { type: "cidr", endpoints: ["10.40.0.0/16"] });';
const isOwn = ({ name }: Readonly<Record<string, unknown>>) => String(name).startsWith("branch");
/** Number of groups of the program in RegionOne, and in RegionTwo. */
const own = () =>
  [emulator, emulator.inRegion("RegionTwo")].map(
    ({ endpointGroups }) => [...endpointGroups.values()].filter(isOwn).length,
  );

async function refused(args: readonly string[], env: Record<string, string> = {}): Promise<void> {
  emulator.clearLog();
  const { code, output } = await project.run(args, { env });
  expect(code).not.toBe(0);
  // Once among the diagnostics at the end.
  expect((output.split("Diagnostics:")[1] ?? "").split(SENTENCE)).toHaveLength(2);
  expect(output).not.toMatch(/^\s+at /m);
  expect(emulator.vpnRequests()).toEqual([]);
}

test("the region of another shell: refresh, preview, up and destroy refuse, and the state keeps everything", async () => {
  project.program(group());
  await project.up();
  const [before] = await project.state("EndpointGroup");
  expect(before?.outputs?.region).toBe("RegionOne");
  const env = { OS_REGION_NAME: "RegionTwo" };
  await refused(["refresh", "--yes", "--skip-preview"], env);
  await refused(["preview"], env);
  await refused(["up", "--yes", "--skip-preview"], env);
  await refused(["destroy", "--yes", "--skip-preview"], env);
  // Nor does another address at which the same API answers for that region.
  await refused(["refresh", "--yes", "--skip-preview"], { ...env, OS_NETWORK_ENDPOINT_OVERRIDE: emulator.endpoint });
  expect((await project.state("EndpointGroup"))[0]?.outputs).toEqual(before?.outputs);
  await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
});

test("another region in the configuration of the stack refuses as well; a provider for it moves on purpose", async () => {
  project.program(group());
  await project.up();
  await project.config("vpnaas:region", "RegionTwo");
  await refused(["preview"]);
  await refused(["up", "--yes", "--skip-preview"]);
  await refused(["destroy", "--yes", "--skip-preview"]);
  await project.must(["config", "rm", "vpnaas:region"]);
  await project.up("--expect-no-changes");
  const moved = `const two = new vpnaas.Provider("two", { region: "RegionTwo", dialect: "openstack" });
    new vpnaas.EndpointGroup("branch-two", { type: "cidr", endpoints: ["10.40.0.0/16"] }, { provider: two });`;
  project.program(`${group()}\n${moved}`);
  await project.up();
  expect(own()).toEqual([1, 1]);
  project.program(moved);
  await project.up();
  expect(own()).toEqual([0, 1]);
  expect((await project.state("EndpointGroup")).map(({ outputs }) => outputs?.region)).toEqual(["RegionTwo"]);
});

test("another region in the arguments of an explicit provider refuses as well", async () => {
  const groupOf = (region: string) => `
    const own = new vpnaas.Provider("own", { region: "${region}", dialect: "openstack" });
    new vpnaas.EndpointGroup("branch", { type: "cidr", endpoints: ["10.40.0.0/16"] }, { provider: own });`;
  project.program(groupOf("RegionOne"));
  await project.up();
  const [before] = await project.state("EndpointGroup");
  project.program(groupOf("RegionTwo"));
  await refused(["preview"]);
  await refused(["up", "--yes", "--skip-preview"]);
  expect((await project.state("EndpointGroup"))[0]?.outputs).toEqual(before?.outputs);
  project.program(groupOf("RegionOne"));
  emulator.clearLog();
  // The engine keeps the arguments of the provider, which had changed; the group is as it was.
  await project.up();
  expect(emulator.vpnRequests()).toEqual([]);
  expect((await project.state("EndpointGroup"))[0]?.outputs).toEqual(before?.outputs);
});
