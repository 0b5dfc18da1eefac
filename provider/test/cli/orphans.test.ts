// An object that was created, but whose id the state never came to know: what the next `up` makes of it, with the real CLI.
// Runs that are killed at each request are in interruptions*.test.ts.
import { type Emulator, startEmulator } from "../../emulator";
import { importing } from "../support/importing";
import { Project } from "../support/pulumi";

let emulator: Emulator;
let project: Project;

beforeEach(async () => {
  emulator = await startEmulator({ dialect: "openstack", seed: false });
  project = await Project.open(emulator);
});
afterEach(async () => {
  project.close();
  await emulator.close();
});

const policies = () => [...emulator.ikepolicies.values()];
const made = (name: string) => policies().filter((policy) => String(policy.name).startsWith(name));
const policy = (name: string, inputs = {}, options = "{}") =>
  `new vpnaas.IkePolicy("${name}", ${JSON.stringify(inputs)}, ${options});`;

/** The reply to a POST is lost, and with it everything that is asked until the command gives up. */
async function loseTheReply(): Promise<void> {
  await project.config("vpnaas:createTimeout", "3s");
  emulator.fault({ match: { method: "GET" }, reply: { delay: 0 } });
  emulator.fault({ match: { path: /^\/v2\.0/ }, times: Number.POSITIVE_INFINITY, act: "after", reply: "reset" });
  const { code, output } = await project.run(["up", "--yes", "--skip-preview"]);
  expect(code).not.toBe(0);
  expect(output).toContain("It is not known whether it was created all the same");
  emulator.clearFaults();
  await project.must(["config", "rm", "vpnaas:createTimeout"]);
}

test.each([
  ["a generated name", {}, "ike-"],
  ["a given name", { name: "main" }, "main"],
])("under %s, the next up stops and says how to continue; with adoptId it does", async (_, inputs, name) => {
  project.program(policy("ike", inputs));
  await loseTheReply();
  const { code, output } = await project.run(["up", "--yes", "--skip-preview"]);
  expect(code).not.toBe(0);
  const id = String(made(name)[0]?.id);
  const unmanaged = await importing(project, "--unmanaged");
  expect(unmanaged).toMatchObject({ code: 0 });
  expect(unmanaged.stdout).toContain("1 of 1 VPN objects are not known to the only stack of this backend:");
  expect(unmanaged.stdout).toContain(id);
  expect(output).toContain(
    `an identical, unused one already exists that is not in this stack's state: ${id}. To manage it here, set`,
  );
  project.program(policy("ike", { ...inputs, adoptId: id }));
  await project.up();
  expect(await project.state("IkePolicy")).toEqual([expect.objectContaining({ id })]);
  expect(made(name)).toHaveLength(1);
  expect((await importing(project, "--unmanaged")).stdout).toContain("Every VPN object (1) is known to the only stack");
});

test("a forced replacement makes a new one, since the state knows the old one", async () => {
  project.program(policy("ike"));
  await project.up();
  const [old] = await project.state("IkePolicy");
  await project.up("--replace", old?.urn ?? "");
  const [state, ...others] = await project.state("IkePolicy");
  expect(others).toEqual([]);
  expect(state?.id).not.toBe(old?.id);
  expect(made("ike-")).toEqual([expect.objectContaining({ id: state?.id })]);
});

test("another stack of the same project makes its own", async () => {
  project.program(policy("ike"));
  await loseTheReply();
  await project.init("prod");
  const output = await project.up();
  expect(output).not.toContain("interrupted");
  expect(made("ike-")).toHaveLength(2);
});

test("an alias, a removed name and a renamed stack change no name at the service", async () => {
  project.program(policy("ike", { name: "main" }));
  await project.up();
  project.program(policy("ike"));
  await project.up("--expect-no-changes");
  project.program(policy("other", {}, '{ aliases: [{ name: "ike" }] }'));
  await project.up("--expect-no-changes");
  await project.must(["stack", "rename", "prod"]);
  await project.up("--expect-no-changes");
  expect(policies()).toEqual([expect.objectContaining({ name: "main" })]);
});
