// The plugin as one executable: built for this machine, installed from its archive, and run by a program without a word about its place.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { writesTo } from "../support/examples";
import { runIn } from "../support/install";
import { languages, temporaryFolder } from "../support/languages";
import { ROOT } from "../support/linkedFolder";
import { Project } from "../support/pulumi";

const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const system = `${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`;
const archive = `pulumi-resource-vpnaas-v${version}-${system}.tar.gz`;

const MINUTES = 900_000;

let bin: string;
let emulator: Emulator;
let project: Project | undefined;

beforeAll(async () => {
  bin = temporaryFolder();
  await runIn(ROOT, "node", ["tools/plugin/build.mjs", "--platform=own", `--out=${bin}`]);
});
afterAll(() => rmSync(bin, { recursive: true, force: true }));
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(async () => {
  project?.close();
  project = undefined;
  await emulator.close();
});

test("the archive has the name that Pulumi looks for, the checksum that is written beside it, and licences", async () => {
  const sums = `pulumi-vpnaas_${version}_checksums.txt`;
  expect(readdirSync(bin).sort()).toEqual([archive, sums]);
  const digest = createHash("sha256")
    .update(readFileSync(join(bin, archive)))
    .digest("hex");
  expect(readFileSync(join(bin, sums), "utf8")).toBe(`${digest}  ${archive}\n`);
  const listed = await runIn(bin, "tar", ["-tzf", archive]);
  expect(listed).toBe("LICENSE\nTHIRD-PARTY-LICENSES\npulumi-resource-vpnaas\n");
  const licences = await runIn(bin, "tar", ["-xzOf", archive, "THIRD-PARTY-LICENSES"]);
  for (const name of ["Node.js", "axios", "ajv", "google-protobuf", "@grpc/grpc-js", "@pulumi/pulumi"])
    expect(licences).toContain(`\n${name}`.trimStart());
});

test(
  "for other machines: executables of macOS and of Windows, in archives of their names, each with its checksum",
  async () => {
    const others = temporaryFolder();
    await runIn(ROOT, "node", ["tools/plugin/build.mjs", "--platform=darwin-arm64,windows-amd64", `--out=${others}`]);
    const archiveOf = (name: string) => `pulumi-resource-vpnaas-v${version}-${name}.tar.gz`;
    const sums = `pulumi-vpnaas_${version}_checksums.txt`;
    const [mac, windows] = [archiveOf("darwin-arm64"), archiveOf("windows-amd64")];
    expect(readdirSync(others).sort()).toEqual([mac, windows, sums]);
    expect(await runIn(others, "sha256sum", ["--check", sums])).toBe(`${mac}: OK\n${windows}: OK\n`);
    const headOf = async (file: string, program: string) =>
      (await runIn(others, "sh", ["-c", `tar -xzOf ${file} ${program} 2>/dev/null | od -An -tx1 -N8`])).trim();
    // Mach-O for arm64; the stub of DOS before a PE.
    expect(await headOf(mac, "pulumi-resource-vpnaas")).toBe("cf fa ed fe 0c 00 00 01");
    expect(await headOf(windows, "pulumi-resource-vpnaas.exe")).toMatch(/^4d 5a /);
    rmSync(others, { recursive: true });
  },
  MINUTES,
);

test("another platform than one that there is: refused by name", async () => {
  const refused = runIn(ROOT, "node", ["tools/plugin/build.mjs", "--platform=plan9-386", `--out=${bin}`]);
  await expect(refused).rejects.toThrow("No plugin is built for plan9-386, only for linux-amd64");
});

test("installed from the archive, it runs a program in YAML, a component and a lookup among it", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "tmp"));
  const { spareRouterId, subnetId, routerId } = emulator.seeded;
  const path = [...languages().hosts, process.env.VPNAAS_PULUMI_BIN, process.env.PATH].join(":");
  project = await Project.in(folder, { ...emulator.environment, PATH: path });
  const program = (mtu: number) => `name: story
runtime: yaml
variables:
  service: { fn::invoke: { function: vpnaas:getVpnService, arguments: { routerId: ${JSON.stringify(routerId)} } } }
resources:
  branch:
    type: vpnaas:SiteToSiteVpn
    properties:
      routerId: ${spareRouterId}
      localSubnetIds: [${subnetId}]
      peerAddress: 203.0.113.9
      peerCidrs: [10.20.0.0/16]
      psk: Canary-psk-0123456789
      mtu: ${mtu}
outputs: { router: "\${service.routerId}", gateway: "\${branch.gatewayAddress}" }
`;
  project.write("Pulumi.yaml", program(1400));
  await project.must(["plugin", "install", "resource", "vpnaas", version, "--file", join(bin, archive)]);

  await project.up();
  const made = [...emulator.connections.values()].at(-1);
  expect(made).toMatchObject({ psk: "Canary-psk-0123456789", mtu: 1400 });
  const { router } = JSON.parse((await project.run(["stack", "output", "--json"])).stdout);
  expect(router).toBe(routerId);
  expect(project.stateText()).not.toContain("Canary");
  emulator.clearLog();
  await project.up("--expect-no-changes");
  expect(writesTo(emulator)).toEqual([]);
  project.write("Pulumi.yaml", program(1380));
  await project.up();
  expect(writesTo(emulator)).toEqual([
    ["PUT", `/v2.0/vpn/ipsec-site-connections/${made?.id}`, { ipsec_site_connection: { mtu: 1380 } }],
  ]);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(emulator.connections.has(String(made?.id))).toBe(false);
});
