// Pulumi's resource options with the real CLI: each is seen in the preview, in the requests and in the state.
// One program on two clouds, because a command costs seconds; the openstack one allows two connections to one peer.
import { type Emulator, startEmulator } from "../../emulator";
import { declare, inputsOf, Project } from "../support/pulumi";

let otc: Emulator;
let openstack: Emulator;
let project: Project;
let created: Record<string, string>;

beforeAll(async () => {
  otc = await startEmulator();
  openstack = await startEmulator({ dialect: "openstack" });
  for (const { transitions } of [otc, openstack]) {
    // One read that is still pending makes an order of requests visible; more would only cost time.
    Object.assign(transitions.create, { reads: 1 });
    Object.assign(transitions.update, { reads: 0 });
    Object.assign(transitions.delete, { reads: 0 });
  }
  project = await Project.open(otc);
});
afterAll(async () => {
  project.close();
  await otc.close();
  await openstack.close();
});
beforeEach(() => {
  otc.clearLog();
  openstack.clearLog();
});

/** What the versions of the program differ in. */
interface Version {
  readonly removed: readonly string[];
  readonly renamed: string;
  /** Inputs that differ from the first version, by the kind of change they are to cause. */
  readonly changes: { ignored: object; replaced: object; upstream: object };
  readonly guard: boolean;
}

// Endpoint groups and ids are the same in both emulators; a peer address per connection, as Open Telekom Cloud wants it.
function program({ removed, renamed, changes, guard }: Version): void {
  const { authUrl, credentials } = openstack;
  const { username, password, userDomainName, projectName, projectDomainName } = credentials;
  const login = { authUrl, username, password, userDomainName, projectName, projectDomainName };
  const settings = JSON.stringify({ ...login, region: "RegionOne", dialect: "openstack" });
  const line = (name: string, peer: number, options: string, change: object = {}) =>
    declare(inputsOf(otc, { peerAddress: `203.0.113.${peer}`, ...change }), options, name);
  project.program(
    [
      `const openstack = new vpnaas.Provider("openstack", ${settings});`,
      line("first", 1, "{}"),
      line("second", 2, "{ dependsOn: first }"),
      ...removed,
      line("guarded", 4, `{ protect: ${guard} }`),
      renamed,
      line("ignored", 6, '{ ignoreChanges: ["peerId"] }', changes.ignored),
      line("replaced", 7, '{ replaceOnChanges: ["peerId"] }', changes.replaced),
      line("created-first", 8, "{ provider: openstack }", changes.upstream),
      line("deleted-first", 9, "{ provider: openstack, deleteBeforeReplace: true }", changes.upstream),
    ].join("\n"),
  );
}

const NO_CHANGES = { ignored: {}, replaced: {}, upstream: {} };
const removed = () => [declare(inputsOf(otc, { peerAddress: "203.0.113.3" }), "{ retainOnDelete: true }", "removed")];
const office = (name: string, options: string) =>
  declare(inputsOf(otc, { name: "office", peerAddress: "203.0.113.5" }), options, name);
const changed = (guard: boolean): Version => {
  const { secondVpnserviceId: vpnserviceId, secondLocalEpGroupId: localEpGroupId } = otc.seeded;
  const changes = {
    ignored: { peerId: "branch", initiator: "response-only" },
    replaced: { peerId: "branch" },
    upstream: { vpnserviceId, localEpGroupId },
  };
  return { removed: [], renamed: office("new-name", '{ aliases: [{ name: "old-name" }] }'), changes, guard };
};

const nameOf = ({ urn }: { urn: string }) => urn.split("::").at(-1) ?? "";
const idsOf = (resources: Awaited<ReturnType<Project["state"]>>) =>
  Object.fromEntries(resources.map((resource) => [nameOf(resource), resource.id ?? ""]));
const operations = (steps: Awaited<ReturnType<Project["preview"]>>, name: string) =>
  steps.filter((step) => nameOf(step) === name && step.op !== "same").map(({ op }) => op);

/** Name at the service of every object that was ever created, by id. */
const names = new Map<string, string>();

/**
 * `METHOD name` of every request, in order of arrival; what Pulumi adds to a name is omitted. `GET list` is one that looks for what
 * an interrupted run left, or that reads for many who wait.
 */
function wire(emulator: Emulator): string[] {
  return emulator.vpnRequests().map(({ method, path, replyBody }) => {
    if (method === "GET" && path.endsWith("s")) return "GET list";
    const id = path.split("/").at(-1) ?? "";
    // A reply of the emulator to a POST: the object in its envelope.
    const made = (replyBody as { ipsec_site_connection?: { id: string; name: string } })?.ipsec_site_connection;
    if (method === "POST" && made !== undefined) names.set(made.id, made.name.replace(/-[0-9a-f]{7}$/, ""));
    return `${method} ${names.get(method === "POST" ? (made?.id ?? "") : id)}`;
  });
}

const methodsOf = (requests: readonly string[], name: string) =>
  requests.filter((request) => request.endsWith(` ${name}`)).map((request) => request.split(" ")[0]);

test("dependsOn: a connection is created only once the one that it depends on is settled", async () => {
  program({ removed: removed(), renamed: office("old-name", "{}"), changes: NO_CHANGES, guard: true });
  await project.up();
  created = idsOf(await project.state());
  expect(Object.keys(created)).toHaveLength(9);
  const requests = wire(otc);
  const [first, second] = [requests.indexOf("POST first"), requests.indexOf("POST second")];
  expect(methodsOf(requests, "first").filter((method) => method !== "GET")).toEqual(["POST"]);
  // What is read in between, of it alone or with others, is how it was seen to be settled.
  const reads = requests.slice(first, second).filter((request) => /^GET (first|list)$/.test(request));
  expect(reads.length).toBeGreaterThanOrEqual(2);
  wire(openstack); // only to learn the names behind the ids
});

test("a preview says what each option makes of the same kind of change", async () => {
  program(changed(true));
  const steps = await project.preview();
  const stepOf = (name: string) => steps.find((step) => nameOf(step) === name && step.op !== "same");
  const changing = steps.filter(({ op }) => op !== "same").map(nameOf);
  expect([...new Set(changing)].sort()).toEqual(["created-first", "deleted-first", "ignored", "removed", "replaced"]);
  expect(stepOf("ignored")).toMatchObject({ op: "update", diffReasons: ["initiator"] });
  expect(stepOf("replaced")).toMatchObject({ op: "replace", diffReasons: ["peerId"], replaceReasons: ["peerId"] });
  expect(operations(steps, "removed")).toEqual(["delete"]);
  expect(otc.log).toEqual([]);
  expect(openstack.log).toEqual([]);
});

test("up does what the preview said, in the order that was asked for", async () => {
  const output = await project.up("--diff");
  const [requests, upstream] = [wire(otc), wire(openstack)];
  const subjects = new Set(
    requests.filter((request) => request !== "GET list").map((request) => request.split(" ")[1]),
  );
  expect([...subjects].sort()).toEqual(["ignored", "replaced"]);
  // ignoreChanges: the declared change of another field is sent, that of the ignored one is not.
  const [put] = otc.vpnRequests({ method: "PUT" });
  expect(put?.body).toEqual({ ipsec_site_connection: { initiator: "response-only" } });
  expect(methodsOf(requests, "ignored")).toEqual(["PUT", "GET"]);
  // replaceOnChanges: a field that could be updated replaces; the service refuses a second connection to one peer.
  expect(methodsOf(requests, "replaced")).toEqual(["DELETE", "GET", "POST", "GET", "GET"]);
  // deleteBeforeReplace: without it, the new one is there before the old one goes.
  const writes = (name: string) => methodsOf(upstream, name).filter((method) => method !== "GET");
  expect(writes("created-first")).toEqual(["POST", "DELETE"]);
  expect(writes("deleted-first")).toEqual(["DELETE", "POST"]);
  expect(output).toContain("delete[retain]");
});

test("the state holds the same objects where nothing was replaced, and no longer the retained one", async () => {
  const state = await project.state();
  const ids = idsOf(state);
  const kept = ["first", "second", "guarded", "ignored"];
  for (const name of kept) expect(ids[name]).toBe(created[name]);
  for (const name of ["replaced", "created-first", "deleted-first"]) expect(ids[name]).not.toBe(created[name]);
  // aliases: the resource has its new name in Pulumi and is the same object.
  expect(ids["new-name"]).toBe(created["old-name"]);
  expect(ids).not.toHaveProperty("old-name");
  expect(ids).not.toHaveProperty("removed");
  expect(otc.connections.get(created.removed ?? "")).toMatchObject({ name: "removed-b13be60" });
  const ignored = state.find((resource) => nameOf(resource) === "ignored");
  expect(ignored?.inputs).toMatchObject({ peerId: "203.0.113.9", initiator: "response-only" });
  expect(state.find((resource) => nameOf(resource) === "guarded")).toMatchObject({ protect: true });
});

test("protect: nothing is destroyed as long as one connection is protected", async () => {
  const { code, output } = await project.run(["destroy", "--yes"]);
  expect(code).not.toBe(0);
  expect(output).toMatch(/guarded" cannot be deleted\s+because it is protected/);
  expect(otc.log).toEqual([]);
  expect(openstack.log).toEqual([]);
});

test("protect is taken away without a request, and then everything goes, dependents first", async () => {
  program(changed(false));
  await project.up("--expect-no-changes");
  expect([...otc.log, ...openstack.log]).toEqual([]);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  const requests = wire(otc);
  expect(requests.indexOf("DELETE first")).toBeGreaterThan(requests.lastIndexOf("GET second"));
  expect([...otc.connections.values()].map(({ name }) => name)).toEqual(["removed-b13be60"]);
  expect(openstack.connections.size).toBe(0);
});
