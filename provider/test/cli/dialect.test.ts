// The dialect with the real CLI, where no setting names it: on an OpenStack, up just works; a message of its rules names the setting.
import { type Emulator, startEmulator } from "../../emulator";
import { Project } from "../support/pulumi";

let emulator: Emulator;
let project: Project;

beforeAll(async () => {
  emulator = await startEmulator({ dialect: "openstack", seed: false });
  const { VPNAAS_DIALECT: said, ...environment } = emulator.environment;
  expect(said).toBe("openstack");
  project = await Project.open({ environment });
});
afterAll(async () => {
  project.close();
  await emulator.close();
});

test("up makes policies with the names that OpenStack knows, and nothing changes afterwards", async () => {
  project.program('exports.ike = new vpnaas.IkePolicy("ike").authAlgorithm;');
  await project.up();
  expect([...emulator.ikepolicies.values()]).toMatchObject([{ auth_algorithm: "sha256" }]);
  await project.up("--expect-no-changes");
});

test("a value of the other dialect is refused with the reason and the setting", async () => {
  project.program('new vpnaas.IkePolicy("ike", { authAlgorithm: "sha2-256" });');
  emulator.clearLog();
  const { code, output } = await project.run(["preview"]);
  expect(code).not.toBe(0);
  expect(output).toContain(
    'this service calls it "sha256" (dialect openstack, from the host 127.0.0.1; vpnaas:dialect overrides)',
  );
  expect(emulator.vpnRequests({ method: "POST" })).toEqual([]);
});

test("VPNAAS_DIALECT and vpnaas:dialect decide, the latter first", async () => {
  const env = { VPNAAS_DIALECT: "otc" };
  const otc = await project.run(["preview"], { env });
  expect(otc.output).not.toContain("must be one of");
  await project.config("vpnaas:dialect", "openstack");
  const { code, output } = await project.run(["preview"], { env });
  expect(code).not.toBe(0);
  expect(output).toContain('this service calls it "sha256" (dialect openstack, set by vpnaas:dialect)');
});
