// A region without VPN service, with the real Pulumi CLI: each command says so and fails, and the state forgets nothing.
import { type Emulator, startEmulator } from "../../emulator";
import { declare, inputsOf, Project } from "../support/pulumi";

const OFFERS_NONE = "this cloud or region offers no VPN service (Neutron extension vpnaas)";
let emulator: Emulator;
let project: Project;

beforeAll(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
  for (const transition of Object.values(emulator.transitions)) transition.reads = 1;
  project = await Project.open(emulator);
});
afterAll(async () => {
  project.close();
  await emulator.close();
});

const withoutVpn = () => {
  const body = { message: "The resource could not be found.", code: "404 Not Found", title: "Not Found" };
  const reply = { status: 404, body };
  emulator.fault({ match: { path: /^\/v2\.0\/vpn\// }, times: Number.POSITIVE_INFINITY, reply });
};

test("the first up, a lookup, a refresh and a destroy", async () => {
  withoutVpn();
  project.program(declare(inputsOf(emulator)));
  expect(await project.fails(["up", "--yes", "--skip-preview"])).toContain(OFFERS_NONE);
  project.program('exports.all = vpnaas.listVpnServicesOutput({ name: "hub" });');
  expect(await project.fails(["preview"])).toContain(OFFERS_NONE);

  emulator.clearFaults();
  project.program(declare(inputsOf(emulator)));
  await project.up();
  const [id] = emulator.connections.keys();
  withoutVpn();
  expect(await project.fails(["refresh", "--yes", "--skip-preview"])).toContain(OFFERS_NONE);
  expect(await project.fails(["destroy", "--yes", "--skip-preview"])).toContain(OFFERS_NONE);
  expect((await project.state()).map((resource) => resource.id)).toEqual([id]);

  emulator.clearFaults();
  await project.up("--expect-no-changes");
});
