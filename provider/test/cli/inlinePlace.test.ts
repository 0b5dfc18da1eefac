// An inline program of the Automation API whose CLI runs in another folder than the program, with the real CLI.
import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { Project } from "../support/pulumi";

let emulator: Emulator;
let project: Project;
let elsewhere: string;
beforeAll(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
  project = await Project.open(emulator);
  elsewhere = realpathSync(mkdtempSync(join(tmpdir(), "vpnaas-elsewhere-")));
  project.write("inline.js", INLINE);
});
afterAll(async () => {
  rmSync(elsewhere, { recursive: true, force: true });
  project.close();
  await emulator.close();
});

const INLINE = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const vpnaas = require("pulumi-vpnaas");
const [, , stackName, main] = process.argv;
async function run() {
  const program = async () => { new vpnaas.IkePolicy("ike"); };
  const projectSettings = { name: "story", runtime: "nodejs", ...(main === undefined ? {} : { main }) };
  const stack = await LocalWorkspace.createOrSelectStack({ stackName, projectName: "story", program }, { projectSettings });
  await stack.preview({ onOutput: (text) => process.stdout.write(text) });
}
run().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
`;

/** Runs the program from `cwd`, with its temporary folder outside of the project. */
function run(cwd: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const env = { ...project.environment, TMPDIR: elsewhere };
    const child = spawn(process.execPath, [join(project.folder, "inline.js"), ...args], { cwd, env });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("close", (code) => resolve({ code, output: output.replace(/\s+/g, " ") }));
  });
}

test("without workDir and main: one sentence with the cure", async () => {
  const { code, output } = await run(project.folder, "temporary");
  expect(code).not.toBe(0);
  expect(output).toContain("and does not find it. Make pulumi-vpnaas a dependency");
  expect(output).toContain(
    "give the folder in which pulumi-vpnaas is installed as workDir, or as main of its projectSettings.",
  );
  expect(output).not.toContain("Cannot find module");
});

test("with main, started from another folder: nothing to say", async () => {
  const { code, output } = await run(elsewhere, "main", project.folder);
  expect(output).not.toContain("pulumi-vpnaas a dependency");
  expect(code).toBe(0);
});
