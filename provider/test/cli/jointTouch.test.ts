// Both policies of a connection changed in one `up` on Open Telekom Cloud, with the real Pulumi CLI: its tunnel negotiates for both
// at once, and once more only if the connection itself has changed; a touch that failed is made up for.
import { type Emulator, startEmulator } from "../../emulator";
import { inputsOf, Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";

const TOUCH = { ipsec_site_connection: { admin_state_up: true } };
let emulator: Emulator;
let project: Project;

beforeAll(async () => {
  emulator = await startEmulator({ dialect: "otc" });
  settleAtOnce(emulator);
  project = await Project.open(emulator);
  await up({ pfs: "group14", peerId: "one.example.com" });
});
afterAll(async () => {
  project.close();
  await emulator.close();
});

/** The bodies of the PUTs on the connection that an `up` of this program sends. */
async function up({ pfs, peerId }: { pfs: string; peerId: string }): Promise<unknown[]> {
  const { ikepolicyId: _, ipsecpolicyId: __, ...rest } = inputsOf(emulator, { peerId });
  project.program(`
const ike = new vpnaas.IkePolicy("ike", { pfs: "${pfs}" });
const ipsec = new vpnaas.IpsecPolicy("ipsec", { pfs: "${pfs}" });
new vpnaas.IpsecSiteConnection("hq", { ...${JSON.stringify(rest)}, ikepolicyId: ike.id, ipsecpolicyId: ipsec.id });`);
  emulator.clearLog();
  await project.up();
  return emulator.requests({ method: "PUT", path: /\/ipsec-site-connections\// }).map(({ body }) => body);
}

test("the policies alone: one touch for both", async () => {
  expect(await up({ pfs: "group19", peerId: "one.example.com" })).toEqual([TOUCH]);
});

test("the policies and the connection: one touch for both, then the connection's own change", async () => {
  expect(await up({ pfs: "group20", peerId: "two.example.com" })).toEqual([
    TOUCH,
    { ipsec_site_connection: { peer_id: "two.example.com" } },
  ]);
});

test("the connection alone: its own change", async () => {
  expect(await up({ pfs: "group20", peerId: "three.example.com" })).toEqual([
    { ipsec_site_connection: { peer_id: "three.example.com" } },
  ]);
});

test("a touch that fails: told by both policies, shown by the next preview, made once by the next up and not by the third", async () => {
  const reply = { status: 403, body: { code: "VPC.1017", message: "not now" } };
  emulator.fault({ match: { method: "PUT", path: /\/ipsec-site-connections\// }, times: 9, reply });
  await expect(up({ pfs: "group21", peerId: "three.example.com" })).rejects.toThrow("not now");
  emulator.clearFaults();
  const text = await project.must(["preview"]);
  const told = text.match(/I\w+ policy "[\w-]+": an earlier change has not reached every connection that uses it/g);
  expect(new Set(told).size).toBe(2);
  // The engine's own mark of the failure does not outlive a refresh.
  await project.must(["refresh", "--yes"]);
  expect(await up({ pfs: "group21", peerId: "three.example.com" })).toEqual([TOUCH]);
  expect(await up({ pfs: "group21", peerId: "three.example.com" })).toEqual([]);
});
