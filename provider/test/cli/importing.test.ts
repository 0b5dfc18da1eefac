// pulumi-vpnaas-import with the real Pulumi CLI: objects made by hand → two files → import → nothing to do → one field → destroy.
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { PSK } from "../support/connection";
import { ExampleStage, typeErrors, writesTo } from "../support/examples";
import { HQ, importing, placeConnection as place } from "../support/importing";
import { ROOT } from "../support/linkedFolder";
import type { Project } from "../support/pulumi";
import { usePlugin } from "../support/worlds";

const PATH = "/v2.0/vpn/ipsec-site-connections";
const IMPORT = ["import", "--file", "import.json", "--generate-code=false", "--yes"];
const BRANCH = "aaaaaaaa-0000-4000-8000-000000000002";
const NAMELESS = "aaaaaaaa-0000-4000-8000-000000000003";

const stage = new ExampleStage();
afterAll(() => stage.close());

/** Files of the project and of its backend that hold the text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== "node_modules") return filesWith(path, text);
    return entry.isFile() && readFileSync(path, "utf8").includes(text) ? [path] : [];
  });
}

/** Opens the example without the program that it comes with; types are checked once by the tests, not by every command. */
async function open(emulator: Emulator): Promise<Project> {
  const environment = { ...emulator.environment, PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  const project = await stage.open("adopt-existing", environment, "passphrase");
  rmSync(join(project.folder, "vpn.ts"));
  return project;
}

const text = (project: Project, name: string) => readFileSync(join(project.folder, name), "utf8");

test("otc, the key masked by the service: the example's story, from what was made by hand to a change of one field", async () => {
  const emulator = await stage.start();
  emulator.pskEcho = "masked";
  place(emulator);
  const project = await open(emulator);

  const refused = await importing(project, "--name", "hq");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.output).toContain(`  pulumi config set --secret psk-hq  # peer 203.0.113.9, id ${HQ}\n`);
  expect(refused.output).not.toContain("--set-psk");
  expect(readdirSync(project.folder)).not.toContain("import.json");

  await project.config("psk-hq", PSK, true);
  const written = await importing(project, "--name", "hq");
  expect(written).toMatchObject({ code: 0, output: written.stdout });
  expect(text(project, "vpn.ts")).toBe(readFileSync(join(ROOT, "examples/adopt-existing/vpn.ts"), "utf8"));
  expect(statSync(join(project.folder, "import.json")).mode & 0o777).toBe(0o600);
  expect(typeErrors(project.folder)).toBe("");

  const said = await project.must(IMPORT);
  await project.must(["preview", "--expect-no-changes"]);
  await project.must(["refresh", "--yes", "--expect-no-changes"]);
  expect(writesTo(emulator)).toEqual([]);
  expect(filesWith(project.folder, PSK)).toEqual([]);
  expect(refused.output + written.output + said).not.toMatch(/Canary|emulator-password/);

  project.write("vpn.ts", text(project, "vpn.ts").replace("interval: 10", "interval: 20"));
  await project.up();
  expect(writesTo(emulator)).toEqual([
    ["PUT", `${PATH}/${HQ}`, { ipsec_site_connection: { dpd: { action: "restart", interval: 20, timeout: 60 } } }],
  ]);
  emulator.clearLog();
  await project.config("psk-hq", "Another-canary-psk", true);
  await project.up();
  expect(writesTo(emulator)[0]).toEqual([
    "PUT",
    `${PATH}/${HQ}`,
    { ipsec_site_connection: { psk: "Another-canary-psk" } },
  ]);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect([emulator.connections.size, emulator.ikepolicies.size, emulator.vpnservices.size]).toEqual([0, 1, 2]);
});

test("openstack, keys in clear: everything of the project, legacy networks, equal names, no name", async () => {
  const emulator = await stage.start({ dialect: "openstack" });
  place(emulator, { description: 'by hand "*/ `$' });
  const legacy = { vpnservice_id: emulator.seeded.legacyVpnserviceId, local_ep_group_id: null, peer_ep_group_id: null };
  place(emulator, {
    id: BRANCH,
    peer_address: "203.0.113.19",
    ...legacy,
    peer_cidrs: ["10.30.0.0/24", "10.31.0.0/24"],
  });
  place(emulator, { id: NAMELESS, name: "", peer_address: "203.0.113.29", psk: `${PSK}"\n\\ü` });
  const project = await open(emulator);

  const written = await importing(project, "--set-psk", "--stack", "dev");
  expect(written).toMatchObject({ code: 0, output: written.stdout });
  expect(written.stdout).toContain("--generate-code=false --stack dev\n");
  expect(written.stdout).toContain("3 VpnService, 2 IkePolicy, 2 IpsecPolicy, 4 EndpointGroup, 3 IpsecSiteConnection");
  expect(typeErrors(project.folder)).toBe("");
  await project.must(IMPORT);
  await project.must(["preview", "--expect-no-changes"]);
  await project.must(["refresh", "--yes", "--expect-no-changes"]);
  expect(writesTo(emulator)).toEqual([]);
  expect(filesWith(project.folder, "Canary")).toEqual([]);
  const psks = (await project.state()).map(({ id, outputs }) => [id, JSON.stringify(outputs?.psk)]);
  expect(Object.fromEntries(psks)[NAMELESS]).toContain(JSON.stringify(JSON.stringify(`${PSK}"\n\\ü`)));

  const program = text(project, "vpn.ts");
  expect(program).toContain('export const hq2 = new vpnaas.IpsecSiteConnection("hq-2", {\n  name: "hq",');
  project.write("vpn.ts", program.replace('"10.31.0.0/24"', '"10.32.0.0/24"'));
  await project.up();
  expect(writesTo(emulator)).toEqual([
    ["PUT", `${PATH}/${BRANCH}`, { ipsec_site_connection: { peer_cidrs: ["10.30.0.0/24", "10.32.0.0/24"] } }],
  ]);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  const left = [emulator.connections, emulator.vpnservices, emulator.ikepolicies, emulator.endpointGroups];
  expect(left.map(({ size }) => size)).toEqual([0, 0, 0, 0]);
});

test("a stack of the plugin: the states are native, and nothing is to do either", async () => {
  const emulator = await stage.start();
  emulator.pskEcho = "masked";
  place(emulator);
  const project = await open(emulator);
  await usePlugin(project);
  await project.config("psk-hq", PSK, true);
  expect(await importing(project, "--name", "hq")).toMatchObject({ code: 0 });
  expect(text(project, "import.json")).not.toContain('"__');
  expect(text(project, "vpn.ts")).toBe(readFileSync(join(ROOT, "examples/adopt-existing/vpn.ts"), "utf8"));
  await project.must(IMPORT);
  expect((await project.state()).map(({ type, id }) => [type, id])).toEqual([["vpnaas:index:IpsecSiteConnection", HQ]]);
  await project.must(["preview", "--expect-no-changes"]);
  await project.must(["refresh", "--yes", "--expect-no-changes"]);
  expect(writesTo(emulator)).toEqual([]);
  expect(filesWith(project.folder, PSK)).toEqual([]);
  project.write("vpn.ts", text(project, "vpn.ts").replace("interval: 10", "interval: 20"));
  await project.up();
  expect(writesTo(emulator)).toEqual([
    ["PUT", `${PATH}/${HQ}`, { ipsec_site_connection: { dpd: { action: "restart", interval: 20, timeout: 60 } } }],
  ]);
});

test("without keys: the preview shows the key alone, and the first update sends it alone", async () => {
  const emulator = await stage.start({ dialect: "openstack" });
  place(emulator);
  const project = await open(emulator);
  expect((await importing(project, "--without-psk")).output).toContain("pulumi config set --secret psk-hq");
  await project.config("psk-hq", "Another-canary-psk", true);
  await project.must(IMPORT);
  expect(await project.preview()).toEqual([expect.objectContaining({ op: "update", diffReasons: ["psk"] })]);
  await project.up();
  expect(writesTo(emulator)).toEqual([
    ["PUT", `${PATH}/${HQ}`, { ipsec_site_connection: { psk: "Another-canary-psk" } }],
  ]);
  expect(filesWith(project.folder, "anary-psk")).toEqual([]);
  await project.must(["preview", "--expect-no-changes"]);
});

test("what another stack of the backend manages is omitted by name, unless --id asks for it", async () => {
  const emulator = await stage.start({ dialect: "openstack" });
  place(emulator);
  const project = await open(emulator);
  await importing(project, "--id", HQ, "--only", "--without-psk");
  await project.must(IMPORT);
  rmSync(join(project.folder, "import.json"));
  await project.init("other", "passphrase");

  const refused = await importing(project, "--name", "hq", "--only", "--without-psk", "--force");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.output).toContain(
    `IpsecSiteConnection "hq" (${HQ}) is omitted: hq of the stack dev manages it already. Name`,
  );
  expect(refused.output).toContain("There is nothing to import: other stacks manage every object that was asked for");
  expect(readdirSync(project.folder)).not.toContain("import.json");

  const forced = await importing(project, "--id", HQ, "--only", "--without-psk", "--force");
  expect(forced.code).toBe(0);
  expect(forced.stderr).toContain("manages it, too. A destroy of either stack deletes it");
});

test("openstack: a key of the configuration that differs from the one that the service shows is warned of", async () => {
  const emulator = await stage.start({ dialect: "openstack" });
  place(emulator);
  const project = await open(emulator);
  await project.config("psk-hq", "Another-canary-psk", true);
  const { code, output } = await importing(project, "--with-psk");
  expect(code).toBe(0);
  expect(output).toContain("the service shows another pre-shared key than psk-hq of the configuration has");
  expect(output).not.toMatch(/anary-psk/);
  expect(filesWith(project.folder, "Another-canary-psk")).toEqual([join(project.folder, "import.json")]);
  expect((await importing(project, "--kind", "Nothing")).code).toBe(2);
});
