// The disk is full when the state is written: the run fails, and once there is room again the next one continues with what is there.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createHold, type Emulator, startEmulator } from "../../emulator";
import { Project, type Run } from "../support/pulumi";

let emulator: Emulator;
let project: Project;
let backend: string;
let isMounted = false;

beforeEach(async () => {
  emulator = await startEmulator({ seed: false });
  project = await Project.open(emulator);
  backend = join(project.folder, "backend");
});
afterEach(async () => {
  if (isMounted) execFileSync("umount", [backend]);
  isMounted = false;
  project.close();
  await emulator.close();
});

/** Puts a small disk under the backend. False, with the reason on stderr, where that is not allowed. */
async function mountSmallDisk(): Promise<boolean> {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", backend], { stdio: "pipe" });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`NOT TESTED, a full disk: no small disk can be mounted here (it takes root). ${reason}\n`);
    return false;
  }
  isMounted = true;
  await project.init("dev");
  return true;
}

/** Takes what room there is left. */
function fill(): void {
  for (const size of [65_536, 4_096, 1]) {
    for (let number = 0; ; number += 1) {
      try {
        writeFileSync(join(backend, `filler-${size}-${number}`), Buffer.alloc(size));
      } catch {
        break; // no room for one more of this size
      }
    }
  }
}

function makeRoom(): void {
  execFileSync("find", [backend, "-maxdepth", "1", "-name", "filler-*", "-delete"]);
}

function program(lifetime = 3600): void {
  project.program(`const ike = new vpnaas.IkePolicy("ike", { lifetime: { value: ${lifetime} } });`);
}

async function upOnFullDisk(method: string, args: string[] = ["up"]): Promise<Run> {
  const hold = createHold();
  emulator.fault({ match: { method, path: /ikepolicies/ }, act: "after", reply: { hold } });
  const run = project.run([...args, "--yes", "--skip-preview"]);
  await hold.arrived;
  fill();
  hold.release();
  return run;
}

const lifetimes = () => [...emulator.ikepolicies.values()].map(({ lifetime }) => lifetime);

test("while an object is created: the next up finds it and notes it down", async () => {
  if (!(await mountSmallDisk())) return;
  program();
  const failed = await upOnFullDisk("POST");
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain("no space left on device");
  expect(emulator.ikepolicies.size).toBe(1);
  makeRoom();
  await project.run(["cancel", "--yes"]);
  await project.up();
  expect([...emulator.ikepolicies.keys()]).toEqual((await project.state("IkePolicy")).map(({ id }) => id));
  await project.must(["preview", "--expect-no-changes"]);
});

test("while an object is changed: the next up finishes the change", async () => {
  if (!(await mountSmallDisk())) return;
  program();
  await project.up();
  program(7200);
  const failed = await upOnFullDisk("PUT");
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain("no space left on device");
  makeRoom();
  await project.run(["cancel", "--yes"]);
  await project.up();
  expect(lifetimes()).toEqual([{ units: "seconds", value: 7200 }]);
  await project.must(["preview", "--expect-no-changes"]);
});

test("while an object is deleted: the next destroy finishes it", async () => {
  if (!(await mountSmallDisk())) return;
  program();
  await project.up();
  const failed = await upOnFullDisk("DELETE", ["destroy"]);
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain("no space left on device");
  makeRoom();
  await project.run(["cancel", "--yes"]);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect([emulator.ikepolicies.size, await project.state("every")]).toEqual([0, []]);
});
