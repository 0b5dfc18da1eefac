// What docs/troubleshooting.md says to do when a run was killed, word for word: its commands are taken from there and run in a shell.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Emulator, startEmulator } from "../../emulator";
import { killLocked } from "../support/kill";
import { ROOT } from "../support/linkedFolder";
import { Project } from "../support/pulumi";

let emulator: Emulator;
let project: Project;

beforeEach(async () => {
  emulator = await startEmulator({ seed: false });
  project = await Project.open(emulator);
  project.program('new vpnaas.IkePolicy("ike");');
});
afterEach(async () => {
  project.close();
  await emulator.close();
});

/** The lines of the first shell block of that section. */
function commands(): string[] {
  const [, section = ""] = readFileSync(join(ROOT, "docs/troubleshooting.md"), "utf8").split(
    "\n## When a run is interrupted\n",
  );
  const [, block = ""] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
  return block.trimEnd().split("\n");
}

async function killAfterCreation(): Promise<void> {
  await killLocked(project, emulator, { method: "POST", path: /ikepolicies/ });
}

test("the documented commands continue with what was created, and leave no warning", async () => {
  await killAfterCreation();
  const locked = await project.run(["up", "--yes", "--skip-preview"]);
  expect(locked.output).toContain("the stack is currently locked by 1 lock(s)");
  expect(commands()).toHaveLength(3);
  for (const command of commands()) {
    const env = { ...project.environment, PULUMI_SKIP_CONFIRMATIONS: "true" };
    await promisify(execFile)("sh", ["-c", command], { cwd: project.folder, env });
  }
  expect([...emulator.ikepolicies.keys()]).toEqual((await project.state("IkePolicy")).map(({ id }) => id));
  expect(await project.up("--expect-no-changes")).not.toContain("pending operations");
});

test("a destroy before the next up misses what no state knows, and the documented command lists it", async () => {
  await killAfterCreation();
  await project.must(["cancel", "--yes"]);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  const [id = ""] = emulator.ikepolicies.keys();
  const command = [join(ROOT, "dist/provider/src/cli/import/cli.js"), "--unmanaged"];
  const options = { cwd: project.folder, env: project.environment };
  expect((await promisify(execFile)(process.execPath, command, options)).stdout).toContain(id);
});
