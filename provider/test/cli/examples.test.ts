// The examples as they lie in the repository: type check, up, no change, one change, destroy, each against an emulator per cloud.
// Also holds what the README shows of one of them to what really comes out.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { linkedFolder, ROOT } from "../support/linkedFolder";
import { Project } from "../support/pulumi";

const PATH = "/v2.0/vpn/ipsec-site-connections";
const PSK = "Canary-psk-0123456789";

const emulators: Emulator[] = [];
const projects: Project[] = [];

afterAll(async () => {
  for (const project of projects) project.close();
  for (const emulator of emulators) await emulator.close();
});

test("one-connection: up, no change, one change, destroy; and the README shows just that", async () => {
  const emulator = await start("otc");
  const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId } = emulator.seeded;
  const ids = { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId };
  const project = await open("one-connection", emulator.environment);
  await project.must(["config", "set-all", ...plain(Object.entries(ids)), "--secret", `psk=${PSK}`]);
  expect(typeErrors(project.folder)).toBe("");

  expect(await project.up()).toContain('status: "DOWN"');
  emulator.clearLog();
  await project.up("--expect-no-changes");
  expect(emulator.log).toEqual([]);

  const program = readFileSync(join(project.folder, "index.ts"), "utf8");
  project.write("index.ts", program.replace('peerId: "203.0.113.9"', 'peerId: "branch.example.com"'));
  const preview = await project.must(["preview", "--diff"]);
  expect(emulator.log).toEqual([]);
  const update = await project.up();
  const [id] = emulator.connections.keys();
  expect(writesTo(emulator)).toEqual([
    ["PUT", `${PATH}/${id}`, { ipsec_site_connection: { peer_id: "branch.example.com" } }],
  ]);

  await project.must(["destroy", "--yes"]);
  expect(emulator.connections.size).toBe(0);

  expect(readmeBlock("```ts\n")).toBe(program);
  expect(withoutVariation(readmeBlock("```console\n$ pulumi preview --diff\n"))).toEqual(withoutVariation(preview));
  expect(withoutVariation(readmeBlock("```console\n$ pulumi up --yes --skip-preview\n"))).toEqual(
    withoutVariation(update),
  );
});

test("two-clouds: up, no change, a new key for both ends, destroy", async () => {
  const [otc, lab] = [await start("otc"), await start("openstack")];
  // No OS_* variables: they would come before clouds.yaml.
  // Without a type check with every command: tsc does it once below, and the other example shows that Pulumi's own works.
  const project = await open("two-clouds", { PULUMI_NODEJS_TRANSPILE_ONLY: "true" });
  project.write("clouds.yaml", JSON.stringify({ clouds: { otc: cloudOf(otc), lab: cloudOf(lab) } }));
  const settings = [...siteOf("otc", "198.51.100.36", otc), ...siteOf("lab", "203.0.113.36", lab)];
  await project.must(["config", "set-all", "--path", ...plain(settings), "--secret", `psk=${PSK}`]);
  expect(typeErrors(project.folder)).toBe("");

  const created = await project.up();
  expect(created).toMatch(/statuses: \{\n\s+lab: "DOWN"\n\s+otc: "DOWN"/);
  expect([...otc.connections.values()]).toMatchObject([{ name: "otc-to-lab", peer_address: "203.0.113.36" }]);
  expect([...lab.connections.values()]).toMatchObject([{ name: "lab-to-otc", peer_address: "198.51.100.36" }]);
  otc.clearLog();
  lab.clearLog();
  await project.up("--expect-no-changes");
  expect([...otc.log, ...lab.log]).toEqual([]);

  await project.config("psk", "Another-canary-psk", true);
  const output = await project.up();
  for (const emulator of [otc, lab]) {
    const [id] = emulator.connections.keys();
    expect(writesTo(emulator)).toEqual([
      ["PUT", `${PATH}/${id}`, { ipsec_site_connection: { psk: "Another-canary-psk" } }],
    ]);
  }
  const state = readFileSync(join(project.folder, "backend/.pulumi/stacks/two-clouds/dev.json"), "utf8");
  expect(created + output + state).not.toMatch(/anary-psk|emulator-password/);

  await project.must(["destroy", "--yes"]);
  expect([otc.connections.size, lab.connections.size]).toEqual([0, 0]);
});

test("every example is listed, and asks for this package and for the tools that Pulumi needs", () => {
  const folders = readdirSync(join(ROOT, "examples"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const list = readFileSync(join(ROOT, "examples/README.md"), "utf8");
  for (const { name } of folders) {
    const text = readFileSync(join(ROOT, "examples", name, "package.json"), "utf8");
    const { dependencies, devDependencies } = JSON.parse(text) as Record<string, Record<string, string>>; // as npm defines it
    expect(list).toContain(`(${name})`);
    expect(Object.keys(dependencies ?? {})).toEqual(["@pulumi/pulumi", "pulumi-vpnaas"]);
    expect(Object.keys(devDependencies ?? {})).toEqual(["@types/node", "typescript"]);
  }
  expect(folders.map(({ name }) => name).sort()).toEqual(["one-connection", "two-clouds"]);
});

async function start(dialect: "otc" | "openstack"): Promise<Emulator> {
  const emulator = await startEmulator({ dialect });
  emulators.push(emulator);
  return emulator;
}

// A copy with the packages linked in, as in a workspace, and with the stack `dev` of the example's own project.
async function open(name: string, environment: Record<string, string>): Promise<Project> {
  const folder = linkedFolder(["typescript"]);
  mkdirSync(join(folder, "node_modules/@types"));
  symlinkSync(join(ROOT, "node_modules/@types/node"), join(folder, "node_modules/@types/node"));
  const project = await Project.in(folder, environment);
  projects.push(project);
  const source = join(ROOT, "examples", name);
  const files = readdirSync(source, { withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files) copyFileSync(join(source, file.name), join(folder, file.name));
  await project.must(["stack", "init", "dev"]);
  return project;
}

function plain(settings: readonly (readonly [string, string])[]): string[] {
  return settings.flatMap(([name, value]) => ["--plaintext", `${name}=${value}`]);
}

function siteOf(site: string, address: string, { seeded }: Emulator): [string, string][] {
  const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId } = seeded;
  const values = { address, vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId };
  return Object.entries(values).map(([name, value]) => [`${site}.${name}`, value]);
}

function cloudOf({ environment }: Emulator): Record<string, unknown> {
  const keys = Object.entries(environment).map(([name, value]) => [name.slice("OS_".length).toLowerCase(), value]);
  const { region_name, ...auth } = Object.fromEntries(keys);
  return { region_name, auth };
}

function typeErrors(folder: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [
    join(ROOT, "node_modules/typescript/bin/tsc"),
    "-p",
    folder,
    "--noEmit",
  ]);
  return `${stdout}${stderr}`;
}

function writesTo(emulator: Emulator): unknown[] {
  const writes = emulator.vpnRequests().filter(({ method }) => method !== "GET");
  return writes.map(({ method, path, body }) => [method, path, body]);
}

/** The rest of the first block of the README that starts like this. */
function readmeBlock(start: string): string {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const at = readme.indexOf(start);
  if (at < 0) throw new Error(`README.md has no block that starts with ${JSON.stringify(start)}`);
  return readme.slice(at + start.length, readme.indexOf("```", at + 3));
}

/** The lines of an output without ids, seconds, dots of progress and empty lines. */
function withoutVariation(output: string): string[] {
  const lines = output
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID")
    .replace(/\(\d+(\.\d+)?s\)/g, "(seconds)")
    .replace(/Duration: \d+m?\d*s/g, "Duration: seconds")
    .split("\n");
  return lines.map((line) => line.trimEnd()).filter((line) => line !== "" && !line.startsWith("@ "));
}
