// A VPN service that was refused and stands in ERROR all the same, with the real CLI: the sentence, and the way out that it gives.
import { type Emulator, startEmulator } from "../../emulator";
import { Project } from "../support/pulumi";

let emulator: Emulator;
let project: Project;
afterEach(async () => {
  project.close();
  await emulator.close();
});

test("pulumi up --replace URN with deleteBeforeReplace: true ends with one healthy service", async () => {
  emulator = await startEmulator({ dialect: "openstack" });
  project = await Project.open(emulator);
  const before = new Set(emulator.vpnservices.keys());
  const set = emulator.vpnservices.set.bind(emulator.vpnservices);
  emulator.vpnservices.set = (id, service) => set(id, Object.assign(service, { status: "ERROR" }));
  const NeutronError = { type: "NoVPNAgentAvailable", message: "No VPN agent available for router.", detail: "" };
  const reply = { status: 503, body: { NeutronError } };
  emulator.fault({ match: { method: "POST", path: "/v2.0/vpn/vpnservices" }, act: "after", reply });
  const routerId = [...emulator.vpnservices.values()][0]?.router_id;
  const program = (options: string) =>
    project.program(`new vpnaas.VpnService("hub", ${JSON.stringify({ routerId })}, ${options});`);
  program("{}");
  const failed = await project.run(["up", "--yes", "--skip-preview"]);
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain("503 NoVPNAgentAvailable: No VPN agent available for router");
  expect(failed.output).toContain("pulumi up --replace URN");
  const [errored] = await project.state("VpnService");
  emulator.vpnservices.set = set;

  program("{ deleteBeforeReplace: true }");
  emulator.clearLog();
  await project.up("--replace", errored?.urn ?? "");
  const writes = emulator.log.filter(({ method, path }) => method !== "GET" && path.includes("/vpnservices"));
  expect(writes.map(({ method }) => method)).toEqual(["DELETE", "POST"]);
  const made = [...emulator.vpnservices.values()].filter(({ id }) => !before.has(String(id)));
  expect(made.map(({ status }) => status)).not.toContain("ERROR");
  expect(made).toHaveLength(1);
  const [healthy] = await project.state("VpnService");
  expect(healthy?.id).toBe(made[0]?.id);
  expect(healthy?.initErrors ?? []).toEqual([]);
});
