// Misspelt settings with the real CLI: one warning, whatever the program does, and no value in it.
import { type Emulator, startEmulator } from "../../emulator";
import { importing } from "../support/importing";
import { declare, inputsOf, Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";

let emulator: Emulator;
let project: Project;

const CANARY = "value-canary-1";
const env = { VPNAAS_REGION: CANARY };
const ALL =
  "2 settings are unknown and have no effect: vpnaas:dialekt (did you mean vpnaas:dialect?); " +
  "the environment variable VPNAAS_REGION (did you mean OS_REGION_NAME?)";

beforeAll(async () => {
  emulator = await startEmulator();
  settleAtOnce(emulator);
  project = await Project.open(emulator);
  await project.config("vpnaas:dialekt", CANARY, true);
});
afterAll(async () => {
  project.close();
  await emulator.close();
});

/** The warnings that the CLI lists at the end of a run. */
async function warningsOf(...args: string[]): Promise<string[]> {
  const output = await project.must(args, { env });
  expect(output).not.toContain(CANARY);
  const [, diagnostics = ""] = output.split("Diagnostics:");
  return diagnostics.split("\n").filter((line) => line.includes("unknown and ha"));
}

test("up warns once, with resources and lookups side by side", async () => {
  project.program(`${declare(inputsOf(emulator))}
exports.services = vpnaas.listVpnServicesOutput().apply((all) => all.length);`);
  expect(await warningsOf("up", "--yes", "--skip-preview")).toEqual([expect.stringContaining(`warning: ${ALL}`)]);
});

test("refresh and destroy, which run no program, warn once, too", async () => {
  expect(await warningsOf("refresh", "--yes", "--skip-preview")).toEqual([expect.stringContaining(ALL)]);
});

test("an argument of a provider is named with the provider", async () => {
  const { dialect, authUrl, credentials } = emulator;
  const { username, password, userDomainName, projectName, projectDomainName } = credentials;
  const args = { dialect, authUrl, username, password, userDomainName, projectName, projectDomainName };
  const given = JSON.stringify({ ...args, regoin: CANARY });
  project.program(`${declare(inputsOf(emulator))}
const nl = new vpnaas.Provider("nl", { ...${given}, strcit: undefined });
new vpnaas.IkePolicy("ike", {}, { provider: nl });`);
  expect(await warningsOf("preview")).toEqual([
    expect.stringContaining(`warning: ${ALL}`),
    expect.stringContaining(
      'warning: 1 setting is unknown and has no effect: the argument regoin of the provider "nl" (did you mean region?)',
    ),
  ]);
});

test("the import command warns, too", async () => {
  const { output } = await importing(project, "--unmanaged");
  expect(output).toContain("warning: 1 setting is unknown and has no effect: vpnaas:dialekt");
  expect(output).not.toContain(CANARY);
});
