// The main job with the real Pulumi CLI, as one story: create, no change, one field, psk, drift, replace, gone, destroy.
import { type Emulator, startEmulator } from "../../emulator";
import { declare, inputsOf, Project } from "../support/pulumi";

const PATH = "/v2.0/vpn/ipsec-site-connections";
const DPD = { action: "restart", timeout: 90 };

let emulator: Emulator;
let project: Project;

beforeAll(async () => {
  emulator = await startEmulator();
  project = await Project.open(emulator, [], "passphrase");
});
afterAll(async () => {
  project.close();
  await emulator.close();
});
beforeEach(() => emulator.clearLog());

function program(change: Record<string, unknown> = {}): void {
  project.program(`${declare(inputsOf(emulator, change))}\nexports.status = hq.status;`);
}

const onlyId = (): string => [...emulator.connections.keys()].join();
const sent = () =>
  emulator.vpnRequests().map(({ method, path, body }) => [method, path, body].filter((part) => part !== undefined));
const verbs = () => emulator.vpnRequests().map(({ method }) => method);

test("up creates the connection and waits until it has left PENDING_CREATE", async () => {
  emulator.transitions.create.reads = 2;
  program();
  const output = await project.up();
  // The list before the POST looks for what an interrupted run may have left.
  expect(verbs()).toEqual(["GET", "POST", "GET", "GET", "GET"]);
  const [state] = await project.state();
  expect(state).toMatchObject({
    id: onlyId(),
    outputs: { status: "DOWN", name: "hq-4cf5b9b", projectId: emulator.credentials.projectId },
  });
  expect(output).toContain('status: "DOWN"');
});

test("a second up sends nothing, not even a login", async () => {
  await project.up("--expect-no-changes");
  expect(emulator.log).toEqual([]);
});

test("preview names exactly the field that was edited and sends nothing", async () => {
  program({ peerId: "branch" });
  const steps = await project.preview();
  expect(steps).toEqual([
    expect.objectContaining({
      op: "update",
      diffReasons: ["peerId"],
      detailedDiff: { peerId: { kind: "update", inputDiff: true } },
    }),
  ]);
  expect(emulator.log).toEqual([]);
});

test("up sends one PUT of exactly that field and reads the status back until it has left PENDING_UPDATE", async () => {
  emulator.transitions.update.reads = 2;
  const output = await project.up();
  const [id] = emulator.connections.keys();
  expect(sent()).toEqual([
    ["PUT", `${PATH}/${id}`, { ipsec_site_connection: { peer_id: "branch" } }],
    ["GET", `${PATH}/${id}`],
    ["GET", `${PATH}/${id}`],
    ["GET", `${PATH}/${id}`],
  ]);
  expect(output).toContain("[diff: ~peerId]");
  expect(output).toContain("1 updated");
});

test("an update that settles at once costs one PUT and one read, nothing else", async () => {
  emulator.transitions.update.pending = undefined;
  program({ peerId: "branch", dpd: DPD });
  await project.up();
  expect(sent()).toEqual([
    [
      "PUT",
      `${PATH}/${onlyId()}`,
      { ipsec_site_connection: { dpd: { action: "restart", interval: 30, timeout: 90 } } },
    ],
    ["GET", `${PATH}/${onlyId()}`],
  ]);
  expect(emulator.log.map(({ path }) => path).filter((path) => !path.startsWith("/v2.0/"))).toEqual([
    "/v3/auth/tokens",
  ]);
});

test("a new psk is named but never shown, and dpd is put back where the service resets it", async () => {
  program({ peerId: "branch", dpd: DPD, psk: "Another-canary-psk" });
  const preview = await project.must(["preview", "--diff"]);
  expect(preview).toContain("~ psk: [secret] => [secret]");
  const output = await project.up();
  expect(emulator.requests({ method: "PUT" }).map(({ body }) => body)).toEqual([
    { ipsec_site_connection: { psk: "Another-canary-psk" } },
    { ipsec_site_connection: { dpd: { action: "restart", interval: 30, timeout: 90 } } },
  ]);
  expect(output).toContain('the service reset dpd of IPsec site connection "hq-4cf5b9b"');
  expect(`${preview}${output}${project.stateText()}`).not.toContain("Another-canary-psk");
});

test("refresh finds a drift of what the program declares, and only that; the next up puts it back", async () => {
  const before = (await project.state())[0];
  Object.assign(emulator.connections.get(onlyId()) ?? {}, { peer_id: "by hand", mtu: 1300, status: "ACTIVE" });
  const refreshed = await project.must(["refresh", "--yes", "--diff"]);
  expect(refreshed).toContain('~ peerId: "branch" => "by hand"');
  expect(refreshed).not.toContain("mtu");
  const after = (await project.state())[0];
  expect(after?.inputs).toEqual({ ...before?.inputs, peerId: "by hand" });
  expect(after?.outputs).toMatchObject({ peerId: "by hand", mtu: 1300, status: "ACTIVE" });
  expect(project.stateText()).not.toContain("Another-canary-psk");

  expect(await project.preview()).toEqual([expect.objectContaining({ op: "update", diffReasons: ["peerId"] })]);
  emulator.clearLog();
  await project.up();
  expect(sent()[0]).toEqual(["PUT", `${PATH}/${onlyId()}`, { ipsec_site_connection: { peer_id: "branch" } }]);
  await project.must(["refresh", "--yes", "--expect-no-changes"]);
  await project.up("--expect-no-changes");
});

test("a change of an immutable field replaces, deleting first while the peer stays the same", async () => {
  const old = onlyId();
  program({ peerId: "branch", dpd: DPD, psk: "Another-canary-psk", ikepolicyId: emulator.seeded.secondIkepolicyId });
  const steps = await project.preview();
  expect(steps.map(({ op }) => op)).toEqual(["replace"]);
  expect(steps.at(-1)).toMatchObject({ diffReasons: ["ikepolicyId"], replaceReasons: ["ikepolicyId"] });
  await project.up();
  expect(verbs().filter((verb) => verb !== "GET")).toEqual(["DELETE", "POST"]);
  expect(emulator.connections.size).toBe(1);
  expect(onlyId()).not.toBe(old);
});

test("deleted outside: refresh sees it, up makes it again, and later previews name nothing", async () => {
  emulator.connections.clear();
  const refreshed = await project.must(["refresh", "--yes"]);
  expect(refreshed).toContain("1 deleted");
  expect(await project.state()).toEqual([]);
  const output = await project.up();
  expect(output).toContain("1 created");
  expect(emulator.connections.size).toBe(1);
  await project.up("--expect-no-changes");
});

test("destroy removes it and waits until it is gone", async () => {
  await project.must(["destroy", "--yes"]);
  expect(verbs()).toEqual(["DELETE", "GET", "GET"]);
  expect(emulator.connections.size).toBe(0);
  expect(await project.state()).toEqual([]);
});
