// The package as users get it: what is in the tarball, and a Pulumi program that runs with it installed with npm, with pnpm
// and as a linked workspace, in either world; and with the newest @pulumi/pulumi. Installing is in support/install.ts.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import {
  installAsWorkspace,
  installWithNpm,
  installWithPnpm,
  installWithYarn,
  PINNED_PULUMI,
  pack,
  runIn,
} from "../support/install";
import { ROOT } from "../support/linkedFolder";
import { inputsOf, Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";
import { usePlugin } from "../support/worlds";

jest.setTimeout(300_000);

const CLASS_TEXT = 'exports.handler = () => require("pulumi-vpnaas/provider").handler("IpsecSiteConnection");';
const WAYS = ["npm", "pnpm", "workspace"] as const;

let emulator: Emulator;
let base: string;
let installs: Record<(typeof WAYS)[number] | "yarn" | "newest", Promise<string>>;

beforeAll(async () => {
  emulator = await startEmulator();
  settleAtOnce(emulator);
  base = mkdtempSync(join(tmpdir(), "vpnaas-packaging-"));
  const tarball = await pack(base);
  // All at once, next to the first tests; each test waits for its own, and fails with it.
  installs = {
    npm: installWithNpm(join(base, "npm"), tarball, PINNED_PULUMI),
    pnpm: installWithPnpm(join(base, "pnpm"), tarball),
    yarn: installWithYarn(join(base, "yarn"), tarball),
    workspace: installAsWorkspace(join(base, "workspace"), tarball),
    newest: installWithNpm(join(base, "newest"), tarball, "latest"),
  };
  for (const install of Object.values(installs)) install.catch(() => undefined);
});
afterAll(async () => {
  await Promise.allSettled(Object.values(installs));
  rmSync(base, { recursive: true, force: true });
  await emulator.close();
});
beforeEach(() => {
  emulator.clearLog();
  emulator.connections.clear();
});

/** Files of the installed package, relative to it. */
async function packedFiles(): Promise<string[]> {
  const folder = join(await installs.npm, "node_modules/pulumi-vpnaas");
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => relative(folder, join(entry.parentPath, entry.name))).toSorted();
}

/** A program with a connection made by the SDK class, one made with pulumi.dynamic.Resource, and a lookup. */
function program(peerId: string): string {
  const inputs = (name: string, peerAddress: string) =>
    JSON.stringify(inputsOf(emulator, { name, peerAddress, peerId }));
  return `
const pulumi = require("@pulumi/pulumi");
const vpnaas = require("pulumi-vpnaas");
const { provider } = require("pulumi-vpnaas/provider");
const hq = new vpnaas.IpsecSiteConnection("hq", ${inputs("hq", "203.0.113.1")});
new pulumi.dynamic.Resource(provider("IpsecSiteConnection"), "dynamic", ${inputs("dynamic", "203.0.113.2")}, {}, "vpnaas", "IpsecSiteConnection");
exports.service = vpnaas.getVpnServiceOutput({ id: "${emulator.seeded.vpnserviceId}" }).name;
exports.status = hq.status;`;
}

/** The text that stands for our code in the state, by the name of the resource. */
function storedTexts(project: Project): Record<string, string> {
  // The file of Pulumi's own backend.
  const { checkpoint } = JSON.parse(project.stateText()) as {
    checkpoint: { latest: { resources: { urn: string; inputs?: Record<string, string> }[] } };
  };
  return Object.fromEntries(
    checkpoint.latest.resources.flatMap(({ urn, inputs }) =>
      inputs?.__provider === undefined ? [] : [[urn.split("::").at(-1), inputs.__provider]],
    ),
  );
}

const methods = () => emulator.vpnRequests().map(({ method }) => method);

describe("the tarball", () => {
  test("holds the built package, its schema and its documents, and nothing else", async () => {
    const files = await packedFiles();
    expect(files.filter((file) => !/^(dist|docs|examples)\//.test(file))).toEqual([
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "DESIGN.md",
      "LICENSE",
      "README.md",
      "SECURITY.md",
      "bench/README.md",
      "bench/results/requests.svg",
      "package.json",
      "plugin/pulumi-resource-vpnaas",
      "plugin/pulumi-resource-vpnaas.cmd",
      "schema.json",
      "schema.native.json",
    ]);
    expect(files.filter((file) => file.startsWith("docs/") && !file.endsWith(".md"))).toEqual(["docs/images/vpn.svg"]);
    // What a run leaves there; the one file of a stack is part of its example.
    const leftBehind = /^examples\/.*(node_modules|package-lock|Pulumi\.\w+\.yaml)/;
    expect(files.filter((file) => leftBehind.test(file))).toEqual(["examples/gitops/Pulumi.prod.yaml"]);
    expect(files).toContain("docs/reference/VpnService.md");
    const code = /^dist\/(provider\/(src|cmd|emulator)|sdk\/nodejs)\/[\w./-]+\.(js|d\.ts)$/;
    expect(files.filter((file) => file.startsWith("dist/") && !code.test(file))).toEqual([
      "dist/schema.json",
      "dist/schema.native.json",
    ]);
    expect(files).toEqual(
      expect.arrayContaining(["dist/sdk/nodejs/index.d.ts", "dist/provider/src/adapters/dynamic/entry.js"]),
    );
  });

  test("holds nothing that was built from a source that is gone", async () => {
    const sources = (await packedFiles())
      .filter((file) => /^dist\/.*\.(js|d\.ts)$/.test(file))
      .map((file) => file.replace(/^dist\//, "").replace(/(\.d\.ts|\.js)$/, ".ts"));
    expect(sources.filter((source) => !existsSync(join(ROOT, source)))).toEqual([]);
  });

  test("names no place of this machine and runs nothing when it is installed", async () => {
    const folder = join(await installs.npm, "node_modules/pulumi-vpnaas");
    const naming = (await packedFiles()).filter((file) => readFileSync(join(folder, file), "utf8").includes(ROOT));
    expect(naming).toEqual([]);
    // Its own manifest.
    const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { scripts: object };
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?(install|prepare)$/.test(name))).toEqual([]);
  });

  test.each(["pulumi-vpnaas-emulator", "pulumi-vpnaas-import", "pulumi-vpnaas-peer", "pulumi-vpnaas-status"])(
    "brings the command %s",
    async (command) => {
      const output = await runIn(await installs.npm, "npx", ["--no", "--", command, "--help"]);
      expect(output).toContain(`Usage: ${command}`);
    },
  );
});

// Says for every public path which names require and import both give, and what becomes of a path that is not public.
const IMPORTS = `
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const found = {};
for (const path of [".", "./provider", "./emulator"]) {
  const name = "pulumi-vpnaas" + path.slice(1);
  const [common, module] = [require(name), await import(name)];
  found[path] = Object.keys(common).filter((key) => module[key] === common[key]);
}
try { require("pulumi-vpnaas/dist/provider/src/cloud.js"); } catch (error) { found.private = error.code; }
console.log(JSON.stringify(found));
`;

describe.each(WAYS)("installed with %s", (way) => {
  test("every public path can be required and imported", async () => {
    const folder = await installs[way];
    writeFileSync(join(folder, "imports.mjs"), IMPORTS);
    expect(JSON.parse(await runIn(folder, "node", ["imports.mjs"]))).toMatchObject({
      ".": expect.arrayContaining(["IpsecSiteConnection", "Provider"]),
      "./provider": expect.arrayContaining(["handler", "provider"]),
      "./emulator": expect.arrayContaining(["startEmulator"]),
      private: "ERR_PACKAGE_PATH_NOT_EXPORTED",
    });
  });

  test("up creates connections, the state holds the same small text everywhere, destroy removes them", async () => {
    const project = await Project.in(await installs[way], emulator.environment);
    project.write("index.js", program("203.0.113.9"));
    const output = await project.up();
    expect(output).toMatch(/status *: "DOWN"/);
    expect(output).toMatch(/service *: "service-one"/);
    // One list for both looks for what an interrupted run may have left.
    expect(methods().toSorted()).toEqual(["GET", "GET", "GET", "GET", "POST", "POST"]);
    const { hq, dynamic } = storedTexts(project);
    expect(hq).toBe(CLASS_TEXT);
    // By value, the whole of our code would be in it: that is what links do to Pulumi's serializer.
    expect(new Set(dynamic?.match(/require\([^)]*\)/g))).toEqual(new Set(['require("pulumi-vpnaas/provider")']));
    expect(dynamic?.length).toBeLessThan(2500);
    await project.must(["destroy", "--yes", "--skip-preview"]);
    expect(emulator.connections.size).toBe(0);
    await runPlugin(project, way === "workspace" ? "../../node_modules" : "node_modules");
  });
});

test("installed with yarn, the plugin of the package runs", async () => {
  await runPlugin(await Project.in(await installs.yarn, emulator.environment), "node_modules");
});

/** Has the plugin of the package run a stack: the error names the path that Pulumi.yaml needs. */
async function runPlugin(project: Project, modules: string): Promise<void> {
  const inputs = JSON.stringify(inputsOf(emulator, { name: "hq" }));
  project.write("index.js", `new (require("pulumi-vpnaas").IpsecSiteConnection)("hq", ${inputs});`);
  await project.config("vpnaas:plugin", "true");
  const { code, stdout } = await project.run(["preview"]);
  expect(code).not.toBe(0);
  const path = /path: (\S+)/.exec(stdout)?.[1];
  expect(path).toBe(`${modules}/pulumi-vpnaas/plugin`);
  await usePlugin(project, path);
  await project.up();
  expect((await project.state()).map(({ type, outputs }) => [type, outputs?.name])).toEqual([
    ["vpnaas:index:IpsecSiteConnection", "hq"],
  ]);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(emulator.connections.size).toBe(0);
}

test("the newest @pulumi/pulumi creates, updates one field and destroys", async () => {
  const folder = await installs.newest;
  const project = await Project.in(folder, emulator.environment);
  // The manifest of that package.
  const { version } = JSON.parse(readFileSync(join(folder, "node_modules/@pulumi/pulumi/package.json"), "utf8")) as {
    version: string;
  };
  console.info(`newest @pulumi/pulumi: ${version}`);
  project.write("index.js", program("203.0.113.9"));
  await project.up();
  emulator.clearLog();
  project.write("index.js", program("branch"));
  await project.up();
  const bodies = emulator.vpnRequests({ method: "PUT" }).map(({ body }) => body);
  expect(bodies).toEqual(Array(2).fill({ ipsec_site_connection: { peer_id: "branch" } }));
  // One list for both looks for what an interrupted run may have left.
  expect(methods().toSorted()).toEqual(["GET", "GET", "GET", "PUT", "PUT"]);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(emulator.connections.size).toBe(0);
});
