// The main job with the real Pulumi CLI: create, no change, one field, drift, replace, gone, destroy.
import { type Emulator, startEmulator } from "../../emulator";
import { declare, inputsOf, Project } from "../support/pulumi";

const PATH = "/v2.0/vpn/ipsec-site-connections";

let emulator: Emulator;
let project: Project;

beforeAll(async () => {
  emulator = await startEmulator();
  project = await Project.open(emulator);
});
afterAll(async () => {
  project.close();
  await emulator.close();
});
beforeEach(() => emulator.clearLog());

const program = (change: Record<string, unknown> = {}) => project.program(`${declare(inputsOf(emulator, change))}\nexports.status = hq.status;`);
const sent = () => emulator.vpnRequests().map(({ method, path, body }) => [method, path, body].filter((part) => part !== undefined));

test("up creates the connection and waits until it has left PENDING_CREATE", async () => {
  emulator.transitions.create.reads = 2;
  program();
  const output = await project.up();
  console.log(output);
  const [id] = emulator.connections.keys();
  expect(emulator.vpnRequests().map(({ method }) => method)).toEqual(["POST", "GET", "GET", "GET"]);
  const [state] = await project.state();
  expect(state).toMatchObject({ id, outputs: { status: "DOWN", name: "hq" } });
  expect(output).toContain('status: "DOWN"');
});

test("a second up sends nothing, not even a login", async () => {
  const output = await project.up("--expect-no-changes");
  expect(emulator.log).toEqual([]);
  expect(output).toContain("unchanged");
});

test("preview names exactly the field that was edited and sends nothing", async () => {
  program({ peerId: "branch" });
  const [step, ...others] = await project.preview();
  expect(others).toEqual([]);
  expect(step).toMatchObject({ op: "update", diffReasons: ["peerId"], detailedDiff: { peerId: { kind: "update" } } });
  console.log((await project.must(["preview", "--diff"])));
  expect(emulator.log).toEqual([]);
});

test("up sends one PUT of exactly that field and reads the status back until it is settled", async () => {
  emulator.transitions.update.reads = 2;
  const output = await project.up();
  console.log(output);
  const [id] = emulator.connections.keys();
  expect(sent()).toEqual([
    ["PUT", `${PATH}/${id}`, { ipsec_site_connection: { peer_id: "branch" } }],
    ["GET", `${PATH}/${id}`],
    ["GET", `${PATH}/${id}`],
    ["GET", `${PATH}/${id}`],
  ]);
});

test("a new psk is never in a preview, and dpd is put back where the service resets it", async () => {
  program({ peerId: "branch", dpd: { action: "restart", timeout: 90 } });
  console.log(await project.up());
  emulator.clearLog();
  program({ peerId: "branch", dpd: { action: "restart", timeout: 90 }, psk: "Another-canary-psk" });
  const [step] = await project.preview();
  expect(step?.diffReasons).toEqual(["psk"]);
  console.log(await project.must(["preview", "--diff"]));
  const output = await project.up();
  console.log(output);
  console.log(JSON.stringify(sent()));
});

test("refresh finds a drift; preview then names it and up repairs it", async () => {
  const [id = ""] = emulator.connections.keys();
  Object.assign(emulator.connections.get(id) ?? {}, { peer_id: "by hand", mtu: 1300 });
  console.log(await project.must(["refresh", "--yes", "--diff"]));
  console.log(project.stateText().includes("Another-canary"), project.stateText().length);
  console.log(JSON.stringify(await project.preview()));
  console.log(await project.up());
});

test("gone", async () => {
  emulator.connections.clear();
  console.log(await project.must(["refresh", "--yes", "--diff"]));
  console.log(JSON.stringify(await project.preview()));
  console.log(await project.up());
  console.log(project.stateText().includes("Another-canary"), project.stateText().length);
});

test("replace", async () => {
  program({ vpnserviceId: emulator.seeded.secondVpnserviceId, localEpGroupId: emulator.seeded.secondLocalEpGroupId });
  console.log(JSON.stringify(await project.preview()));
  console.log(await project.up());
  console.log(JSON.stringify(sent()));
});

test("bad", async () => {
  program({ mtu: 12, peerAddres: "x", dpd: { interval: 500 }, psk: "Canary psk" });
  console.log((await project.run(["preview"])).output);
  console.log((await project.run(["up", "--yes"])).output);
  program({ mtu: 1400 });
  console.log((await project.run(["up", "--yes"])).output);
});

test("error status", async () => {
  emulator.transitions.update.to = "ERROR";
  program({ peerId: "x" });
  console.log((await project.run(["up", "--yes", "--skip-preview"])).output);
  console.log((await project.run(["up", "--yes"])).output);
});

test("destroy", async () => {
  console.log(await project.must(["destroy", "--yes"]));
  console.log(JSON.stringify(sent()));
});
