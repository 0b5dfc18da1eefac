// pulumi-vpnaas-status in the folder of a real Pulumi project: the login and the region come from the configuration of the stack.
import { type Emulator, startEmulator } from "../../emulator";
import { PSK } from "../support/connection";
import { runCommand } from "../support/importing";
import { inputsOf, Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";

let emulator: Emulator;
let project: Project;
beforeEach(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
  settleAtOnce(emulator);
  project = await Project.open(emulator);
});
afterEach(async () => {
  project.close();
  await emulator.close();
});

const status = (...args: string[]) => runCommand("status", project, args);

test("what `up` has made is shown, explained when it is down, and found by the exit code", async () => {
  project.program(
    `new vpnaas.IpsecSiteConnection("hq", ${JSON.stringify(inputsOf(emulator, { name: "hq", psk: PSK }))});`,
  );
  await project.up();
  for (const name of ["OS_AUTH_URL", "OS_PASSWORD"]) {
    const value = project.environment[name] ?? "";
    delete project.environment[name];
    const [key, isSecret] = name === "OS_PASSWORD" ? ["vpnaas:password", true] : ["vpnaas:authUrl", false];
    await project.config(String(key), value, isSecret === true);
  }
  const shown = await status("--why", "--check");
  expect(shown).toMatchObject({ code: 3, stderr: "" });
  expect(shown.stdout).toMatch(/^NAME {2}PEER[^\n]*\nhq {4}203\.0\.113\.9 {2}DOWN /);
  expect(shown.stdout).toContain("is DOWN. Likely causes, the likeliest first:\n  1. ");
  const [id] = emulator.connections.keys();
  emulator.setStatus(String(id), "ACTIVE");
  expect((await status("--check", "hq")).code).toBe(0);
  expect(shown.output).not.toContain(PSK);
});

test("a wait for ACTIVE that ends without it names the causes in the output of `up`, and the state keeps the connection", async () => {
  await project.config("vpnaas:activeTimeout", "3s");
  const inputs = inputsOf(emulator, { name: "hq", psk: PSK, waitFor: "active" });
  project.program(`new vpnaas.IpsecSiteConnection("hq", ${JSON.stringify(inputs)});`);
  const output = await project.fails(["up", "--yes", "--skip-preview"]);
  expect(output).toContain("Likely causes, the likeliest first:");
  expect(output).toMatch(/ 1\. The two sides differ\. .* 2\. The other side/);
  expect(output).toContain("The peer needs the same psk; IKE v2");
  expect(output).not.toContain(PSK);
  expect((await project.state()).map(({ outputs }) => outputs?.status)).toContain("DOWN");
});
