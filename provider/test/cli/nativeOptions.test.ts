// Pulumi's resource options with the real CLI and the native plugin: each is seen in the preview, in the requests and in the state.
// One program, because a command costs seconds; the openstack dialect allows two connections to one peer.
import { type Emulator, startEmulator } from "../../emulator";
import { settingsFor } from "../support/nativePlugin";
import { nativeProgram, openNativeProject, pluginErrors } from "../support/nativeProject";
import { declare, inputsOf, type Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";

let emulator: Emulator;
let project: Project;
let created: Record<string, string>;

beforeAll(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
  settleAtOnce(emulator);
  project = await openNativeProject(emulator);
});
afterAll(async () => {
  project.close();
  await emulator.close();
});
beforeEach(() => emulator.clearLog());

/** What the versions of the program differ in. */
interface Version {
  readonly removed: readonly string[];
  readonly renamed: string;
  readonly ignored: object;
  readonly replaced: object;
  readonly moved: object;
  readonly guard: boolean;
  /** Further lines. */
  readonly more?: readonly string[];
}

function program({ removed, renamed, ignored, replaced, moved, guard, more = [] }: Version): void {
  const line = (name: string, options: string, change: object = {}) =>
    declare(inputsOf(emulator, { name, ...change }), options, name);
  nativeProgram(
    project,
    [
      `const login = ${JSON.stringify({ ...settingsFor(emulator), password: emulator.credentials.password })};`,
      'const own = new vpnaas.Provider("own", login);',
      line("first", "{ provider: own }"),
      line("second", "{ dependsOn: first }"),
      ...removed,
      line("guarded", `{ protect: ${guard} }`),
      renamed,
      line("hidden", '{ additionalSecretOutputs: ["peerAddress"] }', { peerAddress: "203.0.113.77" }),
      line("ignored", '{ ignoreChanges: ["peerId"] }', ignored),
      line("replaced", '{ replaceOnChanges: ["peerId"], deleteBeforeReplace: true }', replaced),
      line("created-first", "{}", moved),
      line("deleted-first", "{ deleteBeforeReplace: true }", moved),
      ...more,
    ].join("\n"),
  );
}

const declared = (name: string, options: string) => declare(inputsOf(emulator, { name }), options, name);
const office = (name: string, options: string) => declare(inputsOf(emulator, { name: "office" }), options, name);
const before = (): Version => ({
  removed: [declared("removed", "{ retainOnDelete: true }")],
  renamed: office("old-name", "{}"),
  ...{ ignored: {}, replaced: {}, moved: {}, guard: true },
});
const after = (guard: boolean, ...more: string[]): Version => ({
  removed: [],
  renamed: office("new-name", '{ aliases: [{ name: "old-name" }] }'),
  ignored: { peerId: "branch", initiator: "response-only" },
  replaced: { peerId: "branch" },
  moved: { vpnserviceId: emulator.seeded.secondVpnserviceId, localEpGroupId: emulator.seeded.secondLocalEpGroupId },
  guard,
  more,
});

const nameOf = ({ urn }: { urn: string }) => urn.split("::").at(-1) ?? "";
const idsOf = (resources: Awaited<ReturnType<Project["state"]>>) =>
  Object.fromEntries(resources.map((resource) => [nameOf(resource), resource.id ?? ""]));

/** Writes to a connection, in order of arrival, by the name that it has at the service. */
function writesTo(name: string): string[] {
  const ids = new Set([
    created[name],
    ...[...emulator.connections.values()].filter((each) => each.name === name).map(({ id }) => id),
  ]);
  const isAbout = ({ path, body }: { path: string; body?: unknown }) =>
    ids.has(path.split("/").at(-1) ?? "") || JSON.stringify(body ?? {}).includes(`"name":"${name}"`);
  return emulator
    .vpnRequests()
    .filter(({ method }) => method !== "GET")
    .filter(isAbout)
    .map(({ method }) => method);
}

test("dependsOn, and a provider of the program: the second is created once the first is there", async () => {
  program(before());
  const output = await project.up();
  created = idsOf(await project.state());
  expect(Object.keys(created)).toHaveLength(10);
  const posts = emulator.vpnRequests({ method: "POST" }).map(({ body }) => JSON.stringify(body));
  const at = (name: string) => posts.findIndex((body) => body.includes(`"name":"${name}"`));
  expect(at("first")).toBeLessThan(at("second"));
  expect(at("first")).toBeGreaterThanOrEqual(0);
  const { password } = emulator.credentials;
  expect(`${output}${project.stateText()}${pluginErrors(project)}`).not.toContain(password);
});

test("a preview says what each option makes of the same kind of change, and sends nothing", async () => {
  program(after(true));
  const steps = (await project.preview()).filter(({ op }) => op !== "same");
  const stepOf = (name: string) => steps.find((step) => nameOf(step) === name);
  const names = ["created-first", "deleted-first", "ignored", "removed", "replaced"];
  expect([...new Set(steps.map(nameOf))].sort()).toEqual(names);
  expect(stepOf("ignored")).toMatchObject({ op: "update", diffReasons: ["initiator"] });
  expect(stepOf("replaced")).toMatchObject({ diffReasons: ["peerId"], replaceReasons: ["peerId"] });
  expect(stepOf("created-first")).toMatchObject({ replaceReasons: ["vpnserviceId"] });
  expect(emulator.log).toEqual([]);
});

test("up does what the preview said, in the order that was asked for", async () => {
  const output = await project.up("--diff");
  // ignoreChanges: the declared change of another field is sent, that of the ignored one is not.
  const [put, ...others] = emulator.vpnRequests({ method: "PUT" });
  expect(put?.body).toEqual({ ipsec_site_connection: { initiator: "response-only" } });
  expect(others).toEqual([]);
  expect(writesTo("ignored")).toEqual(["PUT"]);
  // replaceOnChanges: a field that could be updated replaces. deleteBeforeReplace: without it, the new one is there before the old one goes.
  expect(writesTo("replaced")).toEqual(["DELETE", "POST"]);
  expect(writesTo("created-first")).toEqual(["POST", "DELETE"]);
  expect(writesTo("deleted-first")).toEqual(["DELETE", "POST"]);
  expect(writesTo("removed")).toEqual([]);
  expect(output).toContain("delete[retain]");
});

test("the state holds the same objects where nothing was replaced, and no longer the retained one", async () => {
  const state = await project.state();
  const ids = idsOf(state);
  for (const name of ["first", "second", "guarded", "hidden", "ignored"]) expect(ids[name]).toBe(created[name]);
  for (const name of ["replaced", "created-first", "deleted-first"]) expect(ids[name]).not.toBe(created[name]);
  // aliases: the resource has its new name in Pulumi and is the same object.
  expect(ids["new-name"]).toBe(created["old-name"]);
  expect(ids).not.toHaveProperty("removed");
  expect(emulator.connections.get(created.removed ?? "")).toMatchObject({ name: "removed" });
  const ignored = state.find((resource) => nameOf(resource) === "ignored");
  expect(ignored?.inputs).toMatchObject({ peerId: "203.0.113.9", initiator: "response-only" });
  expect(state.find((resource) => nameOf(resource) === "guarded")).toMatchObject({ protect: true });
  // additionalSecretOutputs: the output is encrypted; the input is what the program gave in clear.
  const exported = JSON.parse((await project.run(["stack", "export"])).stdout) as {
    deployment: { resources: { urn: string; outputs?: Record<string, unknown> }[] };
  };
  const hidden = exported.deployment.resources.find((resource) => nameOf(resource) === "hidden");
  expect(hidden?.outputs?.peerAddress).toMatchObject({ ciphertext: expect.any(String) });
  expect(hidden?.outputs?.peerId).toBe("203.0.113.9");
});

test("customTimeouts: a create, an update and a delete that take longer fail, and the next command continues", async () => {
  const slow = (change: object = {}) =>
    declare(
      inputsOf(emulator, { name: "slow", ...change }),
      '{ customTimeouts: { create: "1s", update: "1s", delete: "1s" } }',
      "slow",
    );
  const failed = (version: Version) => {
    program(version);
    return project.fails(["up", "--yes", "--skip-preview"]);
  };
  const idOfSlow = async () => idsOf(await project.state()).slow ?? "";
  const { transitions } = emulator;
  for (const each of Object.values(transitions)) each.hold = true;
  transitions.update.pending = "PENDING_UPDATE";
  transitions.delete.pending = "PENDING_DELETE";
  expect(await failed(after(true, slow()))).toContain("(the limit is customTimeouts.create of the resource)");
  const id = await idOfSlow();
  expect(emulator.connections.get(id)).toMatchObject({ name: "slow", status: "PENDING_CREATE" });
  emulator.settle(id);
  const updated = await failed(after(true, slow({ peerId: "branch" })));
  expect(updated).toContain("(the limit is customTimeouts.update of the resource)");
  expect(await idOfSlow()).toBe(id);
  emulator.settle(id);
  expect(await failed(after(true))).toContain(
    "was not deleted within 1 s: its status is still PENDING_DELETE (the limit is customTimeouts.delete of the resource)",
  );
  expect(await idOfSlow()).toBe(id);
  emulator.settle(id);
  for (const each of Object.values(transitions)) each.hold = false;
  await project.up();
  expect(await idOfSlow()).toBe("");
});

const nameless = (name: string) => `new vpnaas.IkePolicy("${name}", {});`;

test("pulumi:autonaming: verbatim takes the name of the resource, disabled asks for one; what exists keeps its name", async () => {
  program(after(true, nameless("plain")));
  await project.up();
  await project.must(["config", "set", "--path", "pulumi:autonaming.mode", "verbatim"]);
  program(after(true, nameless("plain"), nameless("exactly")));
  await project.up();
  // Their order in the state is that of what was done first.
  const names = (await project.state("IkePolicy")).map(({ outputs }) => outputs?.name).sort();
  expect(names).toEqual(["exactly", expect.stringMatching(/^plain-[0-9a-f]{7}$/)]);
  await project.must(["config", "set", "--path", "pulumi:autonaming.mode", "disabled"]);
  expect((await project.preview("every")).filter(({ op }) => op !== "same")).toEqual([]);
  program(after(true, nameless("plain"), nameless("exactly"), nameless("another")));
  expect(await project.fails(["preview"])).toContain(
    "name is required: the configuration switches automatic names off (pulumi:autonaming)",
  );
});

test("protect: nothing is destroyed as long as one connection is protected; without it everything goes", async () => {
  expect(await project.fails(["destroy", "--yes"])).toMatch(/guarded" cannot be deleted because it is protected/);
  expect(emulator.vpnRequests({ method: "DELETE" })).toEqual([]);
  program(after(false, nameless("plain"), nameless("exactly")));
  await project.up("--expect-no-changes");
  await project.must(["destroy", "--yes", "--skip-preview"]);
  const deleted = emulator.vpnRequests({ method: "DELETE" }).map(({ path }) => path.split("/").at(-1));
  expect(deleted.indexOf(created.first)).toBeGreaterThan(deleted.indexOf(created.second));
  expect([...emulator.connections.values()].map(({ name }) => name)).toEqual(["removed"]);
});
