// A region in which the classic VPN has ended, with the real CLI: one warning for each run of a program, whichever process gives it.
// A proxy makes the emulator answer under the names of Open Telekom Cloud.
import { type Emulator, startEmulator } from "../../emulator";
import { type LoopbackProxy, startProxy } from "../support/proxy";
import { declare, inputsOf, Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";

let emulator: Emulator;
let proxy: LoopbackProxy;
let project: Project;

const LOOKUP = "exports.services = vpnaas.listVpnServicesOutput().apply((all) => all.length);";
const WARNING =
  "warning: Open Telekom Cloud has ended the classic VPN, the API of this provider, in eu-de on 2025-06-01; it continues in eu-nl.";

beforeAll(async () => {
  emulator = await startEmulator({ dialect: "otc" });
  settleAtOnce(emulator);
  proxy = await startProxy({ target: emulator.url });
  project = await Project.open(emulator);
});
afterAll(async () => {
  project.close();
  await Promise.all([emulator.close(), proxy.close()]);
});

/** How often a run says it, with the login of that region. */
async function warningsOf(region: string, ...args: string[]): Promise<number> {
  const env = {
    OS_AUTH_URL: `http://iam.${region}.otc.t-systems.com/v3`,
    OS_REGION_NAME: region,
    OS_NETWORK_ENDPOINT_OVERRIDE: emulator.url,
    HTTP_PROXY: proxy.url,
    NO_PROXY: "127.0.0.1",
  };
  const output = await project.must(args, { env });
  // The CLI prints a line when it comes, and again at the end.
  const [, diagnostics = ""] = output.split("Diagnostics:");
  return diagnostics.split(WARNING).length - 1;
}

test("up with a lookup and resources warns once, and so do refresh and destroy", async () => {
  const service = 'const found = vpnaas.getVpnServiceOutput({ name: "service-two" });';
  project.program(`${service}\n${declare(inputsOf(emulator))}\n${LOOKUP}\nexports.found = found.id;`);
  expect(await warningsOf("eu-de", "up", "--yes", "--skip-preview")).toBe(1);
  expect(await warningsOf("eu-de", "preview")).toBe(1);
  expect(await warningsOf("eu-de", "refresh", "--yes", "--skip-preview")).toBe(1);
  expect(await warningsOf("eu-de", "destroy", "--yes", "--skip-preview")).toBe(1);
});

test("a program that only looks things up warns once, and in eu-nl not at all", async () => {
  project.program(`${LOOKUP}\n${LOOKUP}`);
  expect(await warningsOf("eu-de", "up", "--yes", "--skip-preview")).toBe(1);
  expect(await warningsOf("eu-nl", "preview")).toBe(0);
});
