// A new key at both ends of a tunnel, declared as two components in one program: the order of the requests, with the real CLI.
import { type Emulator, startEmulator } from "../../emulator";
import { Project } from "../support/pulumi";

const KEYS = ["Canary-psk-0123456789", "Another-canary-psk-1"] as const;

let emulator: Emulator;
let project: Project;
beforeAll(async () => {
  emulator = await startEmulator({ dialect: "openstack", seed: false });
  emulator.transitions.create.to = "ACTIVE";
  emulator.agent = { reportsAfter: 500, negotiatesIn: 500, drives: "strongswan" };
  project = await Project.open(emulator);
});
afterAll(async () => {
  project.close();
  await emulator.close();
});

/** Each end needs the other's address, so that neither component may wait for the other one: the key of the north does. */
function declare(psk: string): void {
  const { routerId, secondRouterId, subnetId, secondSubnetId } = emulator.seeded;
  const south = { routerId: secondRouterId, localSubnetIds: [secondSubnetId], peerCidrs: ["10.10.0.0/24"] };
  const north = { routerId, localSubnetIds: [subnetId], peerCidrs: ["10.11.0.0/24"], renegotiate: true };
  project.program(`
const psk = pulumi.secret(${JSON.stringify(psk)});
const [northAddress, tellNorthAddress] = pulumi.deferredOutput();
const south = new vpnaas.SiteToSiteVpn("south", { ...${JSON.stringify(south)}, peerAddress: northAddress, psk });
const key = pulumi.all([psk, south.connectionId]).apply(([text]) => text);
const north = new vpnaas.SiteToSiteVpn("north", {
  ...${JSON.stringify({ ...north, waitFor: "active" })}, peerAddress: south.service.externalV4Ip, psk: key });
tellNorthAddress(north.service.externalV4Ip);`);
}

const idOf = (name: string) =>
  [...emulator.connections.values()].find((each) => String(each.name).startsWith(name))?.id;

test("the end without renegotiate has the key before the other one gets it, and only that one is taken down and up", async () => {
  declare(KEYS[0]);
  await project.up();
  emulator.clearLog();
  declare(KEYS[1]);
  const output = await project.up();
  const puts = emulator.requests({ method: "PUT" }).map(({ path, body }) => [path.split("/").at(-1), body]);
  const [south, north] = [idOf("south"), idOf("north")];
  const fields = (ipsec_site_connection: object) => ({ ipsec_site_connection });
  expect(puts).toEqual([
    [south, fields({ psk: KEYS[1] })],
    [north, fields({ psk: KEYS[1] })],
    [north, fields({ admin_state_up: false })],
    [north, fields({ admin_state_up: true })],
  ]);
  expect([...emulator.connections.values()].map(({ status }) => status)).toEqual(["ACTIVE", "ACTIVE"]);
  expect(output).toContain("the two sides have negotiated again");
  expect(output + project.stateText()).not.toMatch(/anary-psk/);
  await project.must(["preview", "--expect-no-changes"]);
});
