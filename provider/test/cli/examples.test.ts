// The examples as they lie in the repository: type check, up, no change, one change, destroy, each against an emulator per cloud.
// Also holds what the README shows of one of them to what really comes out.
// The other examples are in moreExamples.test.ts.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { ExampleStage, plain, typeErrors, writesTo } from "../support/examples";
import { ROOT } from "../support/linkedFolder";
import type { Project } from "../support/pulumi";

const PATH = "/v2.0/vpn/ipsec-site-connections";
const PSK = "Canary-psk-0123456789";

const stage = new ExampleStage();
afterAll(() => stage.close());

test("whole-vpn-component: up, no change, one change, destroy; and the README shows just that", async () => {
  const emulator = await stage.start({ seed: false });
  const project = await stage.open("whole-vpn-component", emulator.environment);
  const { routerId, subnetId } = emulator.seeded;
  await project.must(["config", "set-all", ...plain(Object.entries({ routerId, subnetId })), "--secret", `psk=${PSK}`]);
  expect(typeErrors(project.folder)).toBe("");

  expect(await project.up()).toMatch(/status +: "DOWN"/);
  await expectQuiet(project, emulator);
  await project.must(["preview", "--expect-no-changes"]);
  await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);

  const program = readFileSync(join(project.folder, "index.ts"), "utf8");
  project.write("index.ts", program.replace("203.0.113.9", "203.0.113.19"));
  emulator.clearLog();
  const preview = await project.must(["preview", "--diff"]);
  expect(emulator.log).toEqual([]);
  const update = await project.up();
  const [id] = emulator.connections.keys();
  const body = { ipsec_site_connection: { peer_address: "203.0.113.19", peer_id: "203.0.113.19" } };
  expect(writesTo(emulator)).toEqual([["PUT", `${PATH}/${id}`, body]]);

  await project.must(["destroy", "--yes"]);
  expect(emulator.connections.size + emulator.vpnservices.size + emulator.endpointGroups.size).toBe(0);

  expect(readmeBlock("```ts\n")).toBe(program);
  expect(withoutVariation(readmeBlock("```console\n$ pulumi preview --diff\n"))).toEqual(withoutVariation(preview));
  expect(withoutVariation(readmeBlock("```console\n$ pulumi up --yes --skip-preview\n"))).toEqual(
    withoutVariation(update),
  );
});

test("one-connection: up, no change, one change, destroy", async () => {
  const emulator = await stage.start();
  const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId } = emulator.seeded;
  const ids = { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId };
  const project = await stage.open("one-connection", emulator.environment);
  await project.must(["config", "set-all", ...plain(Object.entries(ids)), "--secret", `psk=${PSK}`]);
  expect(typeErrors(project.folder)).toBe("");

  expect(await project.up()).toContain('status: "DOWN"');
  await expectQuiet(project, emulator);

  const program = readFileSync(join(project.folder, "index.ts"), "utf8");
  project.write("index.ts", program.replace('peerId: "203.0.113.9"', 'peerId: "branch.example.com"'));
  await project.up();
  const [id] = emulator.connections.keys();
  expect(writesTo(emulator)).toEqual([
    ["PUT", `${PATH}/${id}`, { ipsec_site_connection: { peer_id: "branch.example.com" } }],
  ]);
  await project.must(["destroy", "--yes"]);
  expect(emulator.connections.size).toBe(0);
});

test("two-clouds: up, no change, a new key for both ends in their order, destroy", async () => {
  const [otc, lab] = [await stage.start(), await stage.start({ dialect: "openstack" })];
  // No OS_* variables: they would come before clouds.yaml.
  // Without a type check with every command: tsc does it once below, and the other example shows that Pulumi's own works.
  const project = await stage.open("two-clouds", { PULUMI_NODEJS_TRANSPILE_ONLY: "true" });
  project.write("clouds.yaml", JSON.stringify({ clouds: { otc: cloudOf(otc), lab: cloudOf(lab) } }));
  const settings = [...siteOf("otc", "198.51.100.36", otc), ...siteOf("lab", "203.0.113.36", lab)];
  await project.must(["config", "set-all", "--path", ...plain(settings), "--secret", `psk=${PSK}`]);
  expect(typeErrors(project.folder)).toBe("");

  const created = await project.up();
  expect(created).toMatch(/statuses: \{\n\s+lab: "DOWN"\n\s+otc: "DOWN"/);
  expect([...otc.connections.values()]).toMatchObject([{ name: "otc-to-lab-14fb8a5", peer_address: "203.0.113.36" }]);
  expect([...lab.connections.values()]).toMatchObject([{ name: "lab-to-otc-f790430", peer_address: "198.51.100.36" }]);
  otc.clearLog();
  lab.clearLog();
  await project.up("--expect-no-changes");
  expect([...otc.log, ...lab.log]).toEqual([]);

  await project.config("psk", "Another-canary-psk", true);
  for (const emulator of [otc, lab]) for (const id of emulator.connections.keys()) emulator.setStatus(id, "ACTIVE");
  Object.assign(lab.agent, { reportsAfter: 500, negotiatesIn: 500 });
  const output = await project.up();
  const key = { psk: "Another-canary-psk" };
  const bodies = (emulator: Emulator) => emulator.requests({ method: "PUT" }).map(({ body }) => body);
  const fields = (...each: object[]) => each.map((ipsec_site_connection) => ({ ipsec_site_connection }));
  expect(bodies(otc)).toEqual(fields(key));
  expect(bodies(lab)).toEqual(fields(key, { admin_state_up: false }, { admin_state_up: true }));
  // One end has the key before the other one is told of it: that is taken down once both know it.
  const lastOfOtc = Math.max(...otc.vpnRequests().map(({ at }) => at));
  expect(Math.min(...lab.requests({ method: "PUT" }).map(({ at }) => at))).toBeGreaterThanOrEqual(lastOfOtc);
  expect(output).toContain("its tunnel was taken down for");
  const state = readFileSync(join(project.folder, "backend/.pulumi/stacks/two-clouds/dev.json"), "utf8");
  expect(created + output + state).not.toMatch(/anary-psk|emulator-password/);

  await project.must(["destroy", "--yes"]);
  expect([otc.connections.size, lab.connections.size]).toEqual([0, 0]);
});

test("every example is listed, and asks for this package and for the tools that Pulumi needs", () => {
  const folders = readdirSync(join(ROOT, "examples"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const list = readFileSync(join(ROOT, "examples/README.md"), "utf8");
  for (const { name } of folders) {
    expect(list).toContain(`(${name})`);
    // No program: package/monitoring.test.ts looks after it.
    if (name === "monitoring") continue;
    const text = readFileSync(join(ROOT, "examples", name, "package.json"), "utf8");
    const { dependencies, devDependencies } = JSON.parse(text) as Record<string, Record<string, string>>; // as npm defines it
    expect(Object.keys(dependencies ?? {})).toEqual(["@pulumi/pulumi", "pulumi-vpnaas"]);
    expect(Object.keys(devDependencies ?? {})).toEqual(["@types/node", "typescript"]);
  }
  // Those that are not run here: moreExamples.test.ts runs them, importing.test.ts adopt-existing; fleet and gitops have their own.
  expect(folders.map(({ name }) => name).sort()).toEqual([
    "active-standby",
    "adopt-existing",
    "fleet",
    "gitops",
    "hub-and-sites",
    "monitoring",
    "one-connection",
    "two-clouds",
    "two-regions",
    "unit-testing",
    "whole-vpn",
    "whole-vpn-component",
  ]);
});

async function expectQuiet(project: Project, emulator: Emulator): Promise<void> {
  emulator.clearLog();
  await project.up("--expect-no-changes");
  expect(emulator.log).toEqual([]);
}

function siteOf(site: string, address: string, { seeded }: Emulator): [string, string][] {
  const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId } = seeded;
  const values = { address, vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId };
  return Object.entries(values).map(([name, value]) => [`${site}.${name}`, value]);
}

function cloudOf({ environment, dialect }: Emulator): Record<string, unknown> {
  const { VPNAAS_DIALECT: _, ...login } = environment;
  const keys = Object.entries(login).map(([name, value]) => [name.slice("OS_".length).toLowerCase(), value]);
  const { region_name, ...auth } = Object.fromEntries(keys);
  return { region_name, auth, ...(dialect === "otc" ? { profile: "otc" } : {}) };
}

/** The rest of the first block of the README that starts like this. */
function readmeBlock(start: string): string {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const at = readme.indexOf(start);
  if (at < 0) throw new Error(`README.md has no block that starts with ${JSON.stringify(start)}`);
  return readme.slice(at + start.length, readme.indexOf("```", at + 3));
}

/** The lines of an output without ids, URNs, seconds, dots of progress and empty lines. */
function withoutVariation(output: string): string[] {
  const lines = output
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID")
    .replace(/\(\d+(\.\d+)?s\)/g, "(seconds)")
    .replace(/Duration: \d+m?\d*s/g, "Duration: seconds")
    .split("\n");
  return lines.map((line) => line.trimEnd()).filter((line) => line !== "" && !/^(@ | +\[(id|urn)=)/.test(line));
}
