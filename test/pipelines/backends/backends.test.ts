// The state on a file, on MinIO and on PostgreSQL: the whole loop; two runs at once; a job that is killed while it creates.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { createHold } from "../../../provider/emulator";
import { killDuring } from "../../../provider/test/support/kill";
import { ROOT } from "../../../provider/test/support/linkedFolder";
import { columns, report } from "../world/lab";
import { BACKENDS, type Backend } from "./places";
import { openStory, type Story } from "./story";

const CONNECTIONS = /ipsec-site-connections$/;
const UP = ["up", "--yes", "--skip-preview"];

const stories = ["loop", "lock", "kill"] as const;
const seen = new Map<string, string>();
afterAll(() => {
  const rows = BACKENDS.map((backend) => [
    backend,
    ...stories.map((story) => seen.get(`${backend} ${story}`) ?? "FAILED"),
  ]);
  report("backends.txt", columns([["state on", ...stories], ...rows]));
});

let story: Story;
afterEach(() => story.close());

const note = (backend: Backend, name: (typeof stories)[number], text: string) =>
  void seen.set(`${backend} ${name}`, text);

test.each(BACKENDS)("%s: up, change, drift, repair and destroy leave nothing to say", async (backend) => {
  story = await openStory(backend);
  const { project, emulator } = story;
  const isQuiet = async () => expect(await story.drift()).toBe(0);
  story.declare(3);
  await project.up();
  expect(emulator.connections.size).toBe(3);
  await isQuiet();

  story.declare(3, { dpd: { action: "restart", interval: 30, timeout: 120 } });
  await project.up();
  expect(emulator.vpnRequests({ method: "PUT" })).toHaveLength(3);
  await isQuiet();

  const [changed = {}] = emulator.connections.values();
  changed.dpd = { action: "hold", interval: 30, timeout: 120 };
  expect(await story.drift()).toBe(7);
  await project.must(["refresh", "--yes", "--skip-preview"]);
  await project.up();
  expect(changed.dpd).toMatchObject({ action: "restart" });
  await isQuiet();

  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(emulator.connections.size).toBe(0);
  expect(story.posts()).toBe(3);
  note(backend, "loop", "drift found and repaired, 3 of 3 gone");
});

test.each(BACKENDS)("%s: of two runs at once one works, and the other is told who holds the lock", async (backend) => {
  story = await openStory(backend);
  const { project, emulator } = story;
  story.declare(1);
  const hold = createHold();
  emulator.fault({ match: { method: "POST", path: CONNECTIONS }, act: "after", reply: { hold } });
  const first = project.run(UP);
  await hold.arrived;
  const before = emulator.log.length;
  const second = await project.run(UP);
  expect(second.code).not.toBe(0);
  expect(second.output).toContain("the stack is currently locked by 1 lock(s)");
  expect(emulator.log.length).toBe(before);
  hold.release();
  expect(await first).toMatchObject({ code: 0 });
  expect(story.posts()).toBe(1);
  expect(await story.drift()).toBe(0);
  note(backend, "lock", `second ends with ${second.code}, 1 POST`);
});

test.each(BACKENDS)("%s: a job killed while it creates three loses none and doubles none", async (backend) => {
  story = await openStory(backend);
  const { project } = story;
  story.declare(3);
  await killWhileCreating(story, 3);
  expect(story.posts()).toBe(3);

  const locked = await project.run(UP);
  expect(locked.code).not.toBe(0);
  expect(locked.output).toContain("the stack is currently locked by 1 lock(s)");
  await unlock(story);
  const output = await project.up();
  expect(output).toContain("pending operations");
  expect(story.posts()).toBe(3);
  await project.must(["preview", "--expect-no-changes"]);
  expect(await story.drift()).toBe(0);
  note(backend, "kill", "3 creates under way, unlocked, 3 POSTs in all");
});

/** Runs `up` until the service has acted on so many creations and answered none, and kills the whole job. */
async function killWhileCreating({ project, emulator }: Story, count: number): Promise<void> {
  const holds = Array.from({ length: count }, () => createHold());
  for (const hold of holds)
    emulator.fault({ match: { method: "POST", path: CONNECTIONS }, act: "after", reply: { hold } });
  await killDuring(project, [...UP, "--parallel", String(count)], holds);
}

/** As the job `unlock` of a pipeline does it. */
async function unlock({ project }: Story): Promise<void> {
  const script = join(ROOT, "examples/gitops/ci/unlock.sh");
  await promisify(execFile)("sh", [script], {
    cwd: project.folder,
    env: { ...process.env, ...project.environment, PULUMI_STACK: "dev" },
  });
}
