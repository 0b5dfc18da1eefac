// A runner that cancels the job of ci/up.sh, with the dynamic provider and with the plugin: its signal reaches Pulumi through the
// shells. The id of what was created is in the state; after SIGKILL the next `up` finds the object. Nothing is created twice.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createHold, type Emulator, type Hold } from "../../emulator";
import { descendantsOf, haveEnded, processOf, signal } from "../interruptions/processes";
import { ExampleStage } from "../support/examples";
import { type ForgeStub, startForge } from "../support/forgeStub";
import { EXAMPLE, Pipeline, PSK } from "../support/gitops";
import { settleAtOnce } from "../support/settleAtOnce";
import { usePlugin } from "../support/worlds";

/** Each test adds one; berlin is there from the beginning. */
const SITES = ["lisbon", "oslo", "paris", "rome"];
/** What runners leave a job between the first signal and SIGKILL. */
const GRACE = 10_000;
const CONNECTIONS = /ipsec-site-connections$/;

const stage = new ExampleStage();
let emulator: Emulator;
let forge: ForgeStub;
let pipeline: Pipeline;
beforeAll(async () => {
  emulator = await stage.start({ seed: false });
  settleAtOnce(emulator);
  forge = await startForge("github");
  pipeline = await Pipeline.open(stage, emulator, forge);
  const keys = SITES.flatMap((site) => ["--secret", `psks.${site}=${PSK}`]);
  await pipeline.project.must(["config", "set-all", "--path", ...keys]);
  pipeline.edit((sites) => {
    for (const site of SITES) delete sites[site];
  });
  expect(await pipeline.job("up")).toMatchObject({ code: 0, stderr: "" });
});
afterAll(async () => {
  await stage.close();
  await forge.close();
});

interface Step {
  readonly pid: number;
  readonly ended: Promise<{ readonly code: number | null; readonly output: string }>;
}

/** The step of the workflow as GitHub's runner starts it: a file for `bash -e`, whose process gets the signals. */
function startStep(): Step {
  const workflow = readFileSync(join(EXAMPLE, ".github/workflows/vpn.yml"), "utf8");
  const [, line = ""] = /- run: (.*ci\/up\.sh) /.exec(workflow) ?? [];
  const { folder, environment } = pipeline.project;
  writeFileSync(join(folder, "step.sh"), `${line}\n`);
  const env = { ...environment, ...forge.environment, PULUMI_STACK: "dev" };
  const child = spawn("bash", ["-e", "step.sh"], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const hear = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended: Step["ended"] = new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
  if (child.pid === undefined) throw new Error("bash did not start");
  return { pid: child.pid, ended };
}

/** Adds a site, and starts to bring it up. */
function startUp(site: string): Step {
  const number = 30 + SITES.indexOf(site);
  const values = { peerAddress: `203.0.113.${number}`, peerCidrs: [`10.${number}.0.0/16`] };
  pipeline.edit((sites) => Object.assign(sites, { [site]: values }));
  emulator.clearLog();
  return startStep();
}

/** The same, until the service has created the connection; it holds the answer. */
async function startUpToPost(site: string): Promise<Step & { readonly hold: Hold }> {
  const hold = createHold();
  emulator.fault({ match: { method: "POST", path: CONNECTIONS }, act: "after", reply: { hold } });
  const step = startUp(site);
  await Promise.race([hold.arrived, step.ended.then(({ output }) => Promise.reject(new Error(output)))]);
  return { ...step, hold };
}

/** The same, until the provider waits for a connection that stays pending. */
async function startUpToWait(site: string): Promise<Step> {
  emulator.transitions.create.hold = true;
  const step = startUp(site);
  const isWaiting = () =>
    emulator.vpnRequests().some(({ method, path }) => method === "POST" && CONNECTIONS.test(path));
  while (!isWaiting()) await new Promise((resolve) => setTimeout(resolve, 20));
  return step;
}

function locks(): string[] {
  const files = readdirSync(join(pipeline.project.folder, "backend/.pulumi"), { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile() && /\/locks\/.*\.json$/.test(join(file.parentPath, file.name)))
    .map(({ name }) => name);
}

/** The state knows exactly the connections that the service has. */
async function expectAllKnown(): Promise<void> {
  const resources = await pipeline.project.state("every");
  const known = resources.filter(({ type }) => type.endsWith("IpsecSiteConnection")).map(({ id }) => id);
  expect(known.sort()).toEqual([...emulator.connections.keys()].sort());
}

/** What was created since the log was cleared: `endpoint-groups`, … */
const posts = () => emulator.vpnRequests({ method: "POST" }).map(({ path }) => path.split("/").at(-1) ?? "");

/** The next `up` continues; over both runs the site's group and connection were each created once. */
async function expectContinued(before: readonly string[]): Promise<void> {
  expect(await pipeline.job("up")).toMatchObject({ code: 0 });
  expect([...before, ...posts()].sort()).toEqual(["endpoint-groups", "ipsec-site-connections"]);
  await expectAllKnown();
  expect(pipeline.printed).not.toContain(PSK);
}

test("SIGINT: the dynamic provider hears the answer of its request, then Pulumi ends and leaves no lock", async () => {
  const { pid, ended, hold } = await startUpToPost("lisbon");
  process.kill(pid, "SIGINT");
  setTimeout(() => hold.release(), 500);
  const { code, output } = await ended;
  expect(code).not.toBe(0);
  expect(output).toMatch(/cancel/i);
  expect(locks()).toEqual([]);
  await expectAllKnown();
  await expectContinued(posts());
});

// A second signal ends Pulumi at once, and it removes its lock.
test.each([
  ["GitHub: SIGINT, SIGTERM", ["SIGINT", "SIGTERM"], 0, "paris"],
  ["GitLab: SIGTERM", ["SIGTERM"], 1, "oslo"],
] as const)(
  "%s, then SIGKILL before the answer: after unlock, up takes over what was created",
  async (_, names, left, site) => {
    const { pid, ended, hold } = await startUpToPost(site);
    const all = [...descendantsOf(pid)];
    expect(all.map(({ role }) => role)).toContain("provider");
    for (const name of names) {
      signalStep(pid, name);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    signalStep(pid, "SIGKILL");
    for (const each of all) signal(each, "SIGKILL");
    await haveEnded(all, GRACE);
    await ended;
    await hold.ended;
    hold.drop();
    expect(locks()).toHaveLength(left);
    const before = posts();
    expect(await pipeline.job("unlock")).toMatchObject({ code: 0 });
    await expectContinued(before);
  },
);

describe("the plugin", () => {
  beforeAll(async () => {
    await usePlugin(pipeline.project);
    expect(await pipeline.job("up")).toMatchObject({ code: 0 });
  });

  test("SIGTERM: the wait ends at once, with the id in the state and without a lock", async () => {
    const { pid, ended } = await startUpToWait("rome");
    const since = performance.now();
    process.kill(pid, "SIGTERM");
    const { code } = await ended;
    expect(performance.now() - since).toBeLessThan(GRACE);
    expect(code).not.toBe(0);
    expect(locks()).toEqual([]);
    await expectAllKnown();
    emulator.transitions.create.hold = false;
    for (const id of emulator.connections.keys()) emulator.settle(id);
    await expectContinued(posts());
  });
});

/** It may have ended by an earlier one. */
function signalStep(pid: number, name: NodeJS.Signals): void {
  const step = processOf(pid);
  if (step !== undefined) signal(step, name);
}
