// A VPN service that the cloud refuses and keeps in ERROR, with the real Pulumi CLI: the way out that the message gives works.
import { type Emulator, startEmulator } from "../../emulator";
import { Project } from "../support/pulumi";

const REFUSAL = "503 NoVPNAgentAvailable: No VPN agent available for router.";
let emulator: Emulator;
let project: Project;

beforeAll(async () => {
  emulator = await startEmulator({ dialect: "openstack", seed: false });
  project = await Project.open(emulator);
});
afterAll(async () => {
  project.close();
  await emulator.close();
});

/** Lets the next create end as a Neutron without a VPN agent does: the row is there, in ERROR, and the answer is 503. */
function withoutAgent(): void {
  const { vpnservices } = emulator;
  const set = vpnservices.set.bind(vpnservices);
  vpnservices.set = (id, service) => {
    vpnservices.set = set;
    return set(id, Object.assign(service, { status: "ERROR" }));
  };
  const body = {
    NeutronError: { type: "NoVPNAgentAvailable", message: "No VPN agent available for router.", detail: "" },
  };
  emulator.fault({
    match: { method: "POST", path: "/v2.0/vpn/vpnservices" },
    act: "after",
    reply: { status: 503, body },
  });
}

function declare(options: string): void {
  const inputs = JSON.stringify({ routerId: emulator.seeded.routerId });
  project.program(`new vpnaas.VpnService("hub", ${inputs}, ${options});`);
}

const UP = ["up", "--yes", "--skip-preview"];

test("the sentence of the service, the ID in the state, and a replacement that deletes first", async () => {
  withoutAgent();
  declare("{}");
  const said = await project.fails(UP);
  expect(said).toContain(REFUSAL);
  expect(said).toContain("pulumi up --replace URN");
  expect(said).not.toContain("was lost");
  const [refused] = emulator.vpnservices.keys();
  const [inState] = await project.state("VpnService");
  expect(inState?.id).toBe(refused);

  // To run it again does not help: the service says so as long as the object stays in ERROR.
  expect(await project.fails(UP)).toContain("deleteBeforeReplace: true");
  expect([...emulator.vpnservices.keys()]).toEqual([refused]);

  emulator.clearLog();
  declare("{ deleteBeforeReplace: true }");
  await project.up("--replace", inState?.urn ?? "");
  const writes = emulator.vpnRequests().filter(({ method }) => method !== "GET");
  expect(writes.map(({ method, status }) => `${method} ${status}`)).toEqual(["DELETE 204", "POST 201"]);
  expect(emulator.vpnservices.size).toBe(1);
  expect(emulator.vpnservices.has(refused ?? "")).toBe(false);
  await project.up("--expect-no-changes");
  expect(project.stateText()).not.toContain("initErrors");
});
