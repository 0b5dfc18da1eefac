// The main job with the real Pulumi CLI and the native plugin, as one story: create, no change, one field, drift, replace, destroy.
import { type Emulator, startEmulator } from "../../emulator";
import { nativeProgram, openNativeProject } from "../support/nativeProject";
import { declare, inputsOf, type Project } from "../support/pulumi";

const PATH = "/v2.0/vpn/ipsec-site-connections";
const PSK = "Canary-psk-0123456789";
const NEW_PSK = "Canary-psk-9876543210";
const DPD = { action: "hold", interval: 20, timeout: 120 };

let emulator: Emulator;
let project: Project;

beforeAll(async () => {
  emulator = await startEmulator();
  Object.assign(emulator.transitions.create, { reads: 1 });
  Object.assign(emulator.transitions.update, { reads: 1 });
  project = await openNativeProject(emulator);
});
afterAll(async () => {
  project.close();
  await emulator.close();
});
beforeEach(() => emulator.clearLog());

function program(change: Record<string, unknown> = {}): void {
  const dependent = `new vpnaas.IkePolicy("of-hq", { description: hq.id });`;
  nativeProgram(
    project,
    `${declare(inputsOf(emulator, { dpd: DPD, ...change }))}\n${dependent}\nexports.status = hq.status;`,
  );
}

const onlyId = (): string => [...emulator.connections.keys()].join();
const sent = () =>
  emulator.vpnRequests().map(({ method, path, body }) => [method, path, body].filter((part) => part !== undefined));
const writes = () => emulator.vpnRequests().filter(({ method }) => method !== "GET");

test("up creates the connection and waits until it has left PENDING_CREATE", async () => {
  program();
  const output = await project.up();
  const ofConnection = emulator.vpnRequests({ path: /ipsec-site-connections/ }).map(({ method }) => method);
  // The list before the POST looks for what an interrupted run may have left.
  expect(ofConnection).toEqual(["GET", "POST", "GET", "GET"]);
  const [state] = await project.state();
  expect(state).toMatchObject({
    type: "vpnaas:index:IpsecSiteConnection",
    id: onlyId(),
    inputs: { name: expect.stringMatching(/^hq-[0-9a-f]{7}$/), dpd: DPD },
    outputs: { status: "DOWN", projectId: emulator.credentials.projectId, region: "eu-de" },
  });
  const keys = [...Object.keys(state?.inputs ?? {}), ...Object.keys(state?.outputs ?? {})];
  expect(keys.filter((name) => /^__|^providerNotes$/.test(name))).toEqual([]);
  expect(output).toContain('status: "DOWN"');
  expect(`${output}${project.stateText()}`).not.toContain(PSK);
});

test("a second up sends nothing, not even a login", async () => {
  await project.up("--expect-no-changes");
  expect(emulator.log).toEqual([]);
});

test("preview names exactly the part that was edited, keeps the id known and sends nothing", async () => {
  program({ dpd: { ...DPD, interval: 25 } });
  const steps = await project.preview("every");
  expect(steps.filter(({ op }) => op !== "same")).toEqual([
    expect.objectContaining({
      op: "update",
      diffReasons: ["dpd"],
      detailedDiff: { "dpd.interval": { kind: "update", inputDiff: false } },
    }),
  ]);
  expect(emulator.log).toEqual([]);
});

test("up sends one PUT of that field and waits until the service has made it", async () => {
  const output = await project.up("--diff");
  expect(sent()).toEqual([
    ["PUT", `${PATH}/${onlyId()}`, { ipsec_site_connection: { dpd: { ...DPD, interval: 25 } } }],
    ["GET", `${PATH}/${onlyId()}`],
    ["GET", `${PATH}/${onlyId()}`],
  ]);
  expect(output).toMatch(/~ dpd: \{\n\s+~ interval: 20 => 25\n\s+\}/);
});

test("a new psk is named but never shown; what the service resets is said under the resource", async () => {
  program({ dpd: { ...DPD, interval: 25 }, psk: NEW_PSK });
  const preview = await project.must(["preview", "--diff"]);
  expect(preview).toContain("~ psk: [secret] => [secret]");
  const output = await project.up();
  expect(writes().map(({ body }) => body)).toEqual([
    { ipsec_site_connection: { psk: NEW_PSK } },
    { ipsec_site_connection: { dpd: { ...DPD, interval: 25 } } },
  ]);
  expect(output).toMatch(/Diagnostics:\n {2}vpnaas:index:IpsecSiteConnection \(hq\):\n.*the service reset dpd/);
  expect(`${preview}${output}${project.stateText()}`).not.toContain(NEW_PSK);
});

test("refresh finds a drift of what the program declares, and only that; the next up puts it back", async () => {
  const [before] = await project.state();
  const drift = { peer_id: "by hand", mtu: 1300, status: "ACTIVE", dpd: { ...DPD, interval: 31 } };
  Object.assign(emulator.connections.get(onlyId()) ?? {}, drift);
  const refreshed = await project.must(["refresh", "--yes", "--diff"]);
  expect(refreshed).toContain('~ peerId: "203.0.113.9" => "by hand"');
  expect(refreshed).toContain("~ interval: 25 => 31");
  expect(refreshed).not.toContain("mtu");
  const [after] = await project.state();
  expect(after?.inputs).toEqual({ ...before?.inputs, peerId: "by hand", dpd: { ...DPD, interval: 31 } });
  expect(after?.outputs).toMatchObject({ peerId: "by hand", mtu: 1300, status: "ACTIVE" });
  emulator.clearLog();
  await project.up();
  const put = { peer_id: "203.0.113.9", dpd: { ...DPD, interval: 25 } };
  expect(sent()[0]).toEqual(["PUT", `${PATH}/${onlyId()}`, { ipsec_site_connection: put }]);
  await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
});

test("a change of an immutable field replaces, deleting first while the peer stays the same", async () => {
  const old = onlyId();
  const { secondIkepolicyId: ikepolicyId } = emulator.seeded;
  program({ dpd: { ...DPD, interval: 25 }, psk: NEW_PSK, ikepolicyId });
  const [step] = (await project.preview()).filter(({ op }) => op !== "same");
  expect(step).toMatchObject({ op: "replace", diffReasons: ["ikepolicyId"], replaceReasons: ["ikepolicyId"] });
  await project.up();
  const methods = emulator.vpnRequests({ path: /ipsec-site-connections/ }).map(({ method }) => method);
  expect(methods.filter((method) => method !== "GET")).toEqual(["DELETE", "POST"]);
  expect(emulator.connections.size).toBe(1);
  expect(onlyId()).not.toBe(old);
});

test("deleted outside: refresh sees it, and up makes it again", async () => {
  emulator.connections.clear();
  expect(await project.must(["refresh", "--yes", "--skip-preview"])).toContain("1 deleted");
  expect(await project.up()).toContain("1 created");
  expect(emulator.connections.size).toBe(1);
});

test("destroy removes everything and waits until it is gone", async () => {
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(emulator.connections.size).toBe(0);
  expect(await project.state("every")).toEqual([]);
});
