// Whose an object is, with the real CLI: what a killed run began is continued with, and what another stack, backend or resource owns
// is left alone. Killed runs are really killed: the state then holds the pending operation.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { importing } from "../support/importing";
import { killAt } from "../support/kill";
import { declare, inputsOf, Project } from "../support/pulumi";

let emulator: Emulator;
let project: Project;
const open = async (seed = true): Promise<void> => {
  emulator = await startEmulator({ dialect: "openstack", seed });
  project = await Project.open(emulator);
};
afterEach(async () => {
  project.close();
  await emulator.close();
});

const POST_POLICY = { method: "POST", path: /ikepolicies/ };
const policies = () => [...emulator.ikepolicies.values()];
const writes = () => emulator.vpnRequests().filter(({ method }) => method !== "GET");
const policy = (name: string, inputs: object = {}, options = "{}") =>
  `new vpnaas.IkePolicy(${JSON.stringify(name)}, ${JSON.stringify(inputs)}, ${options});`;

/** What another project, person or backend made: the same as an object that is there, under an id of its own. */
function placeTwin(of: Record<string, unknown> | undefined, id: string): void {
  emulator.place("ikepolicies", { ...structuredClone(of), id });
}
const TWIN = "99999999-0000-4000-8000-000000000009";

describe.each([
  ["given", { name: "main" }],
  ["generated", {}],
])("a run that is killed behind the POST under a %s name", (_, inputs) => {
  beforeEach(() => open(false));

  test("is continued with; replaced later, it does not take another's twin", async () => {
    project.program(policy("ike", inputs));
    await killAt(project, emulator, POST_POLICY);
    const [left] = policies();
    const output = await project.up();
    expect(output).toContain(`(${left?.id}) was left by an interrupted run of this stack; continuing with it`);
    expect(output).toContain("`pulumi refresh --clear-pending-creates`");
    expect(policies()).toHaveLength(1);
    await project.up("--expect-no-changes");

    placeTwin(left, TWIN);
    const [state] = await project.state("IkePolicy");
    const replaced = await project.run(["up", "--yes", "--skip-preview", "--replace", state?.urn ?? ""]);
    expect(replaced.code).not.toBe(0);
    expect(replaced.output).toContain(`already exists that is not in this stack's state: ${TWIN}`);
    expect(await project.state("IkePolicy")).toEqual([expect.objectContaining({ id: left?.id })]);
    expect(policies()).toHaveLength(2);
  });
});

test("a run that is killed before the service acts leaves nothing: the next one creates it", async () => {
  await open(false);
  project.program(policy("ike"));
  await killAt(project, emulator, POST_POLICY, "before");
  await project.up();
  expect(policies()).toEqual([expect.objectContaining({ id: (await project.state("IkePolicy"))[0]?.id })]);
});

test("two resources whose names agree in 56 characters, children of two types: each gets its own, also after a kill", async () => {
  await open(false);
  const long = "a".repeat(56);
  const program = (first: string) => `
class Hub extends pulumi.ComponentResource { constructor(name) { super("my:index:Hub", name); } }
class Site extends pulumi.ComponentResource { constructor(name) { super("my:index:Site", name); } }
const first = ${policy(`${long}-first`, {}, first)}
const second = ${policy(`${long}-second`, {}, "{ dependsOn: first }")}
const hub = ${policy("ike", {}, '{ parent: new Hub("hub"), dependsOn: second }')}
const site = ${policy("ike", {}, '{ parent: new Site("site"), dependsOn: hub }')}
exports.names = pulumi.all([first.name, second.name, hub.name, site.name]);`;
  project.program(program("{}"));
  const preview = await project.run(["preview"]);
  const shown = [...preview.output.matchAll(/"((?:a{56}|ike)-[0-9a-f]{7})"/g)].map(([, name]) => name);
  expect(new Set(shown).size).toBe(4);
  await killAt(project, emulator, POST_POLICY);
  await project.up();
  expect(new Set(policies().map(({ name }) => name))).toEqual(new Set(shown));
  expect(policies()).toHaveLength(4);
  expect(Math.max(...policies().map(({ name }) => String(name).length))).toBe(64);
  await project.up("--expect-no-changes");
});

test("two backends with the same project and stack: the second does not take the live connection of the first", async () => {
  await open();
  project.program(declare(inputsOf(emulator)));
  await project.up();
  const [first] = emulator.connections.values();
  emulator.setStatus(String(first?.id), "ACTIVE");
  const before = structuredClone(first);
  emulator.clearLog();
  rmSync(join(project.folder, "backend"), { recursive: true });
  mkdirSync(join(project.folder, "backend"));
  await project.init("dev");
  project.program(declare(inputsOf(emulator, { psk: "Canary-of-the-second-1" })));
  const { code, output } = await project.run(["up", "--yes", "--skip-preview"]);
  expect(code).not.toBe(0);
  expect(output).toContain(
    `already exists that is not in this stack's state: ${first?.id}. To manage it here, set adoptId`,
  );
  expect(writes()).toEqual([]);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect([...emulator.connections.values()]).toEqual([before]);
});

describe("adoptId of what a resource of the stack manages", () => {
  beforeEach(() => open(false));

  test.each([
    ["removed", ""],
    ["kept", policy("a")],
  ])("is refused while that one is %s: in the preview, and at up with nothing sent", async (_, kept) => {
    project.program(policy("a"));
    await project.up();
    const [object] = policies();
    const id = String(object?.id).toUpperCase();
    emulator.clearLog();
    project.program(kept + policy("b", { adoptId: id }));
    for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const { code, output } = await project.run(args);
      expect(code).not.toBe(0);
      expect(output).toContain("resource a of this stack manages it; use an alias");
    }
    expect(writes()).toEqual([]);
    expect(await project.state("IkePolicy")).toEqual([expect.objectContaining({ id: object?.id })]);
    project.program(policy("b", {}, `{ aliases: [{ name: "a" }] }`));
    await project.up("--expect-no-changes");
  });

  test("is refused at up where the id is known only then", async () => {
    project.program(policy("a"));
    await project.up();
    const [object] = policies();
    project.program(`
const made = new vpnaas.EndpointGroup("group", { type: "cidr", endpoints: ["10.1.0.0/24"] });
new vpnaas.IkePolicy("b", { adoptId: made.id.apply(() => "${object?.id}") });`);
    await project.must(["preview"]);
    const { code, output } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(output).toContain("resource a of this stack manages it; use an alias");
    expect(policies()).toEqual([object]);
  });
});

test("pulumi-vpnaas-import omits what the stack manages already, with a line each", async () => {
  await open(false);
  project.program(policy("a"));
  await project.up();
  const [object] = policies();
  const alone = await importing(project);
  expect(alone).toMatchObject({ code: 1 });
  expect(alone.output).toContain(
    `IkePolicy "${object?.name}" (${object?.id}) is omitted: a of this stack manages it already`,
  );
  expect(alone.output).toContain("There is nothing to import");
  placeTwin({ ...object, name: "by hand" }, TWIN);
  const both = await importing(project);
  expect(both).toMatchObject({ code: 0 });
  expect(both.output).toContain("is omitted: a of this stack manages it already");
  expect(readFileSync(join(project.folder, "import.json"), "utf8")).not.toContain(String(object?.id));
  expect(readFileSync(join(project.folder, "import.json"), "utf8")).toContain(TWIN);
});
