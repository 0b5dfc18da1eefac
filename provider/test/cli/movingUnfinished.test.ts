// A stack that moves between the dynamic provider and the plugin although a run before was interrupted: an old object that is still to be
// deleted, one that was deleted for a replacement that never came, a creation that never ended. The other world finishes all of it.
import { type Emulator, startEmulator } from "../../emulator";
import { declare, inputsOf, Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";
import { useDynamic, usePlugin } from "../support/worlds";

interface Resource {
  readonly urn: string;
  readonly id?: string;
  readonly inputs: Record<string, unknown>;
}
interface Deployment {
  resources: Resource[];
  pending_operations?: { resource: Resource; type: string }[];
}

let emulator: Emulator;
let project: Project;
afterEach(async () => {
  project.close();
  await emulator.close();
});

const policy = (name: string) => `new vpnaas.IkePolicy("${name}", { description: "${name}" });`;
const program = (...names: string[]) =>
  project.program([...names.map(policy), declare(inputsOf(emulator, { name: "hq" }))].join("\n"));
const writes = () => emulator.vpnRequests().filter(({ method }) => method !== "GET");
const descriptions = () => [...emulator.ikepolicies.values()].map(({ description }) => description);

/** What three interrupted runs would have left of the policies a, b and c, beside the creation of d. */
async function interrupt(): Promise<void> {
  const exported = JSON.parse((await project.run(["stack", "export"])).stdout) as { deployment: Deployment };
  const named = (name: string): Resource => {
    const found = exported.deployment.resources.find(({ urn }) => urn.endsWith(`::${name}`));
    if (found === undefined) throw new Error(`${name} is not in the state`);
    return found;
  };
  const { id: _, ...begun } = named("c");
  const inputs = { ...begun.inputs, name: "d", description: "d" };
  const old = { ...named("a"), id: emulator.seeded.secondIkepolicyId, delete: true };
  exported.deployment.resources.push(old);
  Object.assign(named("b"), { pendingReplacement: true });
  emulator.ikepolicies.delete(named("b").id ?? "");
  const resource = { ...begun, urn: begun.urn.replace(/::c$/, "::d"), inputs };
  exported.deployment.pending_operations = [{ resource, type: "creating" }];
  project.write("interrupted.json", JSON.stringify(exported));
  await project.must(["stack", "import", "--force", "--file", "interrupted.json"]);
}

test.each([
  { from: useDynamic, to: usePlugin, what: "to the plugin" },
  { from: usePlugin, to: useDynamic, what: "back" },
])("$what: the preview says what is left to do, up does just that, refresh and destroy work", async ({ from, to }) => {
  emulator = await startEmulator({ dialect: "openstack" });
  settleAtOnce(emulator);
  project = await Project.open(emulator);
  if (from === usePlugin) await usePlugin(project);
  program("a", "b", "c");
  await project.up();
  await interrupt();
  emulator.clearLog();

  await to(project);
  program("a", "b", "c", "d");
  const kinds = (await project.preview("every")).filter(({ op }) => !["same", "update"].includes(op));
  // An object that is only still to be deleted is no step of a preview of this engine.
  expect([...new Set(kinds.map(({ urn, op }) => `${op} ${urn.split("::").at(-1)}`))].sort()).toEqual([
    "create d",
    expect.stringMatching(/^(create-)?replac(e|ement) b$/),
  ]);
  expect(emulator.log).toEqual([]);
  await project.up();
  const sent = writes().map(({ method, status, path }) => [method, status, path.split("/").at(-1)]);
  expect(sent.filter(([method]) => method === "POST")).toEqual(Array(2).fill(["POST", 201, "ikepolicies"]));
  expect(sent.find(([, , id]) => id === emulator.seeded.secondIkepolicyId)).toEqual(["DELETE", 204, expect.anything()]);
  expect(sent.filter(([method]) => method === "PUT")).toEqual([]);
  expect(descriptions().sort()).toEqual(["", "a", "b", "c", "d"]);

  await project.up("--expect-no-changes");
  await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes", "--clear-pending-creates"]);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(descriptions()).toEqual([""]);
});
