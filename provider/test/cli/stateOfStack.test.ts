// The state of the stack is asked for where the CLI runs: with `main` and a relative backend, under the Automation API, and no more
// often than needed. With the real CLI.
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createHold, type Emulator, startEmulator } from "../../emulator";
import { descendantsOf, haveEnded, type Process, signal } from "../interruptions/processes";
import { killAt } from "../support/kill";
import { Project } from "../support/pulumi";

let emulator: Emulator;
let project: Project;

beforeEach(async () => {
  emulator = await startEmulator({ dialect: "openstack", seed: false });
  project = await Project.open(emulator);
});
afterEach(async () => {
  project.close();
  await emulator.close();
});

const POST_POLICY = { method: "POST", path: /ikepolicies/ };
const TAKEN = "was left by an interrupted run of this stack; continuing with it";

/** Runs `act`, and counts the processes `pulumi stack export` that it starts: each lives for a tenth of a second and more. */
async function exportsDuring(act: () => Promise<unknown>): Promise<number> {
  const seen = new Set<string>();
  const timer = setInterval(() => {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        const isOurs = readFileSync(`/proc/${pid}/environ`, "utf8").includes(project.folder);
        if (command.includes("stack") && command.includes("export") && isOurs) seen.add(pid);
      } catch {
        // It has ended.
      }
    }
  }, 20);
  await act();
  clearInterval(timer);
  return seen.size;
}

test("with main: src/ and a relative backend in Pulumi.yaml", async () => {
  mkdirSync(join(project.folder, "src"));
  project.write(
    "Pulumi.yaml",
    "name: story\nmain: src/\nbackend: { url: 'file://./backend' }\nruntime: { name: nodejs, options: { typescript: false } }\n",
  );
  project.program('new vpnaas.IkePolicy("ike");');
  project.write("src/index.js", readFileSync(join(project.folder, "index.js"), "utf8"));
  project.write("src/package.json", '{ "name": "story", "main": "index.js" }');
  project.unset("PULUMI_BACKEND_URL");
  await project.must(["stack", "select", "dev"]);
  await killAt(project, emulator, POST_POLICY);
  expect(await project.up()).toContain(TAKEN);
  expect(emulator.ikepolicies.size).toBe(1);
});

test("24 endpoint groups that are replaced at once, all under one given name: no export", async () => {
  const program = (third: number) =>
    Array.from({ length: 24 }, (_, at) => {
      const inputs = { type: "cidr", name: "site", endpoints: [`10.${third}.${at}.0/24`] };
      return `new vpnaas.EndpointGroup("group-${at}", ${JSON.stringify(inputs)});`;
    }).join("\n");
  project.program(program(1));
  await project.up("--parallel", "24");
  project.program(program(2));
  expect(await exportsDuring(() => project.up("--parallel", "24"))).toBe(0);
  expect(emulator.endpointGroups.size).toBe(24);
});

test("an inline program of the Automation API, its backend in the project's settings only, killed behind the POST", async () => {
  project.write("inline.js", INLINE);
  project.unset("PULUMI_BACKEND_URL");
  const run = (onStart: (pid: number) => void = () => undefined) =>
    new Promise<{ code: number | null; output: string }>((resolve) => {
      const child = spawn(process.execPath, ["inline.js"], { cwd: project.folder, env: project.environment });
      if (child.pid !== undefined) onStart(child.pid);
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
      child.once("close", (code) => resolve({ code, output }));
    });
  const hold = createHold();
  emulator.fault({ match: POST_POLICY, act: "after", reply: { hold } });
  let program = 0;
  const killed = run((pid) => {
    program = pid;
  });
  const early = await Promise.race([hold.arrived.then(() => undefined), killed]);
  if (early !== undefined) throw new Error(early.output);
  const others: Process[] = descendantsOf(program);
  process.kill(program, "SIGKILL");
  for (const each of others) signal(each, "SIGKILL");
  await haveEnded(others, 10_000);
  await killed;
  hold.drop();
  const { code, output } = await run();
  expect(output).toContain(TAKEN);
  expect(code).toBe(0);
  expect(emulator.ikepolicies.size).toBe(1);
});

const INLINE = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const vpnaas = require("pulumi-vpnaas");
async function main() {
  const program = async () => { new vpnaas.IkePolicy("ike"); };
  const projectSettings = { name: "story", runtime: "nodejs", main: process.cwd(), backend: { url: "file://" + process.cwd() + "/backend" } };
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "auto", projectName: "story", program },
    { projectSettings, envVars: { PULUMI_CONFIG_PASSPHRASE: "correct horse" } },
  );
  await stack.cancel().catch(() => undefined);
  await stack.up({ onOutput: (text) => process.stdout.write(text) });
}
main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
`;
