// The ways into the SDK with the real CLI: a lookup with get, isInstance, new pulumi.dynamic.Resource, an ES module.
// Explicit providers are in clouds.test.ts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { inputsOf, Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";

const EXISTING = "aaaaaaaa-0000-4000-8000-000000000001";
const MISSING = "aaaaaaaa-0000-4000-8000-00000000dead";
const COLLECTION = "/v2.0/vpn/ipsec-site-connections";
const PSK = "Canary-psk-0123456789";

let emulator: Emulator;
let project: Project;

beforeAll(async () => {
  emulator = await startEmulator();
  settleAtOnce(emulator);
  project = await Project.open(emulator);
  emulator.place("connections", existing());
});
afterAll(async () => {
  project.close();
  await emulator.close();
});
beforeEach(() => emulator.clearLog());

/** A connection that someone else made. */
function existing(): Record<string, unknown> {
  const { seeded, credentials } = emulator;
  return {
    id: EXISTING,
    tenant_id: credentials.projectId,
    name: "by-hand",
    description: "",
    status: "ACTIVE",
    psk: "Psk-of-somebody-else",
    initiator: "response-only",
    admin_state_up: true,
    auth_mode: "psk",
    route_mode: "static",
    peer_address: "203.0.113.77",
    peer_id: "partner",
    peer_cidrs: [],
    local_ep_group_id: seeded.localEpGroupId,
    peer_ep_group_id: seeded.peerEpGroupId,
    mtu: 1400,
    dpd: { action: "restart", interval: 10, timeout: 60 },
    vpnservice_id: seeded.vpnserviceId,
    ikepolicy_id: seeded.ikepolicyId,
    ipsecpolicy_id: seeded.ipsecpolicyId,
    created_at: "2020-08-05 12:30:00.000000",
  };
}

/** What both programs declare, as source text behind the imports. `peerId`: of the connection made with dynamic.Resource. */
function resources(peerId: string): string {
  const inputs = (name: string, peerAddress: string, change: object = {}) =>
    JSON.stringify(inputsOf(emulator, { name, peerAddress, ...change }));
  return `
const existing = vpnaas.IpsecSiteConnection.get("existing", "${EXISTING}");
const hq = new vpnaas.IpsecSiteConnection("hq", ${inputs("hq", "203.0.113.1")});
const inputs = ${inputs("dynamic", "203.0.113.2", { peerId })};
const dynamic = new pulumi.dynamic.Resource(
  provider("IpsecSiteConnection"), "dynamic", { ...inputs, status: undefined, psk: pulumi.secret(inputs.psk) },
  {}, "vpnaas", "IpsecSiteConnection");`;
}

// A second copy of the package, as two versions in one node_modules are.
const COMMON_JS = `
for (const path of Object.keys(require.cache)) if (path.includes("/dist/")) delete require.cache[path];
const copy = require("pulumi-vpnaas");
const { isInstance } = vpnaas.IpsecSiteConnection;
exports.isInstance = {
  ofSelf: isInstance(hq), ofLookup: isInstance(existing), ofDynamic: isInstance(dynamic),
  byCopy: copy.IpsecSiteConnection !== vpnaas.IpsecSiteConnection && copy.IpsecSiteConnection.isInstance(hq),
  others: [isInstance(pulumi), isInstance(undefined), isInstance("hq"), isInstance(new pulumi.ComponentResource("a:b:C", "c"))],
};
const { status, name, peerAddress, peerId, mtu, dpd, tenantId, psk } = existing;
exports.existing = { status, name, peerAddress, peerId, mtu, dpd, tenantId };
exports.hasPsk = psk.apply((value) => value !== undefined);
exports.psk = hq.psk;
exports.dynamicStatus = dynamic.status;`;

const ES_MODULE = `
import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "pulumi-vpnaas";
import { IpsecSiteConnection } from "pulumi-vpnaas";
import { provider } from "pulumi-vpnaas/provider";
export const isSame: boolean = vpnaas.IpsecSiteConnection === IpsecSiteConnection;
`;

/** Method, path and body of every request to the VPN API since the log was cleared. */
const sent = () => emulator.vpnRequests().map(({ method, path, body }) => [method, path, body]);
const idOf = (name: string) => [...emulator.connections.values()].find((object) => object.name === name)?.id;

test("everything is created or looked up, and its outputs can be read", async () => {
  project.program(`const { provider } = require("pulumi-vpnaas/provider");${resources("203.0.113.9")}${COMMON_JS}`);
  const output = await project.up();
  expect(output).not.toContain(PSK);
  const { stdout } = await project.run(["stack", "output", "--json"]);
  expect(JSON.parse(stdout)).toEqual({
    isInstance: { ofSelf: true, ofLookup: true, ofDynamic: true, byCopy: true, others: [false, false, false, false] },
    existing: {
      status: "ACTIVE",
      name: "by-hand",
      peerAddress: "203.0.113.77",
      peerId: "partner",
      mtu: 1400,
      dpd: { action: "restart", interval: 10, timeout: 60 },
      tenantId: emulator.credentials.projectId,
    },
    // What a service returns as psk is never treated as one, and no one gave us this one.
    hasPsk: false,
    psk: "[secret]",
    dynamicStatus: "DOWN",
  });
  const methods = emulator.vpnRequests().map(({ method }) => method);
  // One list for all of them looks for what an interrupted run may have left.
  expect(methods.toSorted()).toEqual(["GET", "GET", "GET", "GET", "POST", "POST"]);
});

test("a second up only looks the existing connection up again", async () => {
  await project.up("--expect-no-changes");
  expect(sent()).toEqual([["GET", `${COLLECTION}/${EXISTING}`, undefined]]);
});

test("the state says where in the program a resource is", async () => {
  const line = readFileSync(join(project.folder, "index.js"), "utf8")
    .split("\n")
    .findIndex((text) => text.startsWith("const hq ="));
  const hq = (await project.state()).find(({ urn }) => urn.endsWith("::hq"));
  expect(hq?.sourcePosition).toMatch(new RegExp(`/index\\.js#${line + 1},\\d+$`));
});

test("what dynamic.Resource writes into the state is small and names no place where the package lies", async () => {
  const state = await project.state();
  const dynamic = state.find(({ urn }) => urn.endsWith("::dynamic"));
  const text = String(dynamic?.inputs?.__provider);
  expect(dynamic?.type).toBe("pulumi-nodejs:dynamic/vpnaas:IpsecSiteConnection");
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2500);
  expect(new Set(text.match(/require\([^)]*\)/g))).toEqual(new Set(['require("pulumi-vpnaas/provider")']));
  // No path at all: apart from that one name there is no slash.
  expect(text.replaceAll('"pulumi-vpnaas/provider"', "")).not.toContain("/");
  expect(project.stateText()).not.toContain(PSK);
});

test("an ES module in TypeScript declares the same resources: only its one changed field is sent", async () => {
  project.write("package.json", '{ "name": "story", "type": "module", "main": "index.mts" }');
  project.write("index.mts", `${ES_MODULE}${resources("branch")}`);
  const output = await project.up("--diff");
  expect(output).toContain("isSame       : true");
  expect(output).toContain("~ 1 updated");
  const id = idOf("dynamic");
  // The lookup runs next to the update: at any time.
  expect(sent()).toContainEqual(["GET", `${COLLECTION}/${EXISTING}`, undefined]);
  expect(sent().filter(([, path]) => path !== `${COLLECTION}/${EXISTING}`)).toEqual([
    ["PUT", `${COLLECTION}/${id}`, { ipsec_site_connection: { peer_id: "branch" } }],
    ["GET", `${COLLECTION}/${id}`, undefined],
  ]);
});

test("looking up what is not there fails at the preview, and says so", async () => {
  project.write("index.mts", `${ES_MODULE}${resources("branch").replace(EXISTING, MISSING)}`);
  const { code, output } = await project.run(["preview"]);
  expect(code).not.toBe(0);
  expect(output).toContain(`Looking up the IpsecSiteConnection ${MISSING} failed: there is none with this id`);
  expect(emulator.vpnRequests().map(({ method }) => method)).not.toContain("POST");
});

test("destroy removes what the program made and leaves alone what it looked up", async () => {
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(emulator.vpnRequests({ path: new RegExp(EXISTING) })).toEqual([]);
  expect([...emulator.connections.keys()]).toEqual([EXISTING]);
  expect(emulator.connections.get(EXISTING)).toEqual(existing());
});
