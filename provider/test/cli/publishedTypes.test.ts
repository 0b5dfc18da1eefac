// The published declarations, as the compilers of users' programs and the linters of packages read them: in the project that
// `pulumi new typescript` makes, and under each way to resolve modules, with the declarations themselves checked.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installWithNpm, PINNED_PULUMI, pack, runIn } from "../support/install";
import { ROOT } from "../support/linkedFolder";

jest.setTimeout(300_000);

/** What `pulumi new typescript` asks for today, besides `@pulumi/pulumi`. */
const TEMPLATE_PACKAGES = { typescript: "5.9.3", "@types/node": "18.19.130" };
const TEMPLATE_OPTIONS = {
  ...{ strict: true, outDir: "bin", target: "es2020", module: "commonjs", moduleResolution: "node", sourceMap: true },
  ...{ experimentalDecorators: true, pretty: true, noFallthroughCasesInSwitch: true, noImplicitReturns: true },
  forceConsistentCasingInFileNames: true,
};

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "pulumi-vpnaas";
import { SiteToSiteVpn, VpnService } from "pulumi-vpnaas";
import { type Emulator, startEmulator } from "pulumi-vpnaas/emulator";
import { handler, provider } from "pulumi-vpnaas/provider";

const ids = { vpnserviceId: new VpnService("hub", { routerId: "r" }).id, ikepolicyId: "a", ipsecpolicyId: "b" };
const peer = { psk: pulumi.secret("p"), peerAddress: "203.0.113.9", peerId: "hq" };
const hq = new vpnaas.IpsecSiteConnection("hq", { ...ids, ...peer, dpd: { action: "hold" } });
class Dynamic extends pulumi.dynamic.Resource {}

export const status: pulumi.Output<string> = hq.status;
export const dynamic = new Dynamic(provider("IpsecSiteConnection"), "d", {}, {}, "vpnaas", "IpsecSiteConnection");
export const router: pulumi.Output<string> = vpnaas.getVpnServiceOutput({ name: "hub" }).routerId;
export const started: Promise<Emulator> = startEmulator({ dialect: "openstack" });
export const verbs = [handler, SiteToSiteVpn, startEmulator];
`;

let folder: string;
let program: string;
let tarball: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "vpnaas-types-"));
  tarball = await pack(folder);
  program = await installWithNpm(join(folder, "program"), tarball, PINNED_PULUMI, TEMPLATE_PACKAGES);
  writeFileSync(join(program, "index.ts"), PROGRAM);
  // The same as an ES module, where the kind of the file decides.
  writeFileSync(join(program, "module.mts"), PROGRAM);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Resolves if the compiler is content; rejects with what it says. */
async function compile(compiler: string, compilerOptions: Record<string, unknown>, files: readonly string[]) {
  writeFileSync(join(program, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  return runIn(program, "node", [compiler, "--noEmit", "--pretty", "false"]);
}
const ownCompiler = join(ROOT, "node_modules/typescript/bin/tsc");

/** Text of each published declaration, by path. */
function declarations(): [string, string][] {
  const own = join(program, "node_modules/pulumi-vpnaas/dist");
  const files = readdirSync(own, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".d.ts"));
  return files.map((file) => [file, readFileSync(join(own, file), "utf8")]);
}

function importsIn(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport\(|\bimport|types=)\s*"([^"]+)"/g)].map(([, name = ""]) => name);
}

test("a program compiles in the project that `pulumi new typescript` makes", async () => {
  expect(await compile("node_modules/typescript/bin/tsc", TEMPLATE_OPTIONS, ["index.ts"])).toBe("");
});

describe.each([
  ["commonjs", "node10", ["index.ts"]],
  ["node16", "node16", ["index.ts", "module.mts"]],
  ["nodenext", "nodenext", ["index.ts", "module.mts"]],
  ["esnext", "bundler", ["index.ts", "module.mts"]],
])("with module %s and moduleResolution %s", (module, moduleResolution, files) => {
  const options = { target: "es2022", module, moduleResolution, skipLibCheck: false };
  // TypeScript 6 wants to be told that the oldest way is meant.
  const own = moduleResolution === "node10" ? { ...options, ignoreDeprecations: "6.0" } : options;

  test.each([
    ["strictly", { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true }],
    ["loosely", { strict: false }],
  ])("a program compiles %s", async (_, strictness) => {
    expect(await compile(ownCompiler, { ...own, ...strictness }, files)).toBe("");
  });
});

test("the compiler sees mistakes in this program, so the declarations are really read", async () => {
  writeFileSync(join(program, "wrong.ts"), PROGRAM.replace("peerAddress:", "peerAddres:"));
  const options = { target: "es2022", module: "nodenext", strict: true };
  await expect(compile(ownCompiler, options, ["wrong.ts"])).rejects.toThrow(/peerAddres/);
});

test("no declaration imports JSON, or a package that a program may lack", () => {
  // Its own manifest.
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Record<string, object>;
  const there = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const isThere = (name: string) =>
    name.startsWith(".") || there.includes(name.replace(/^((@[^/]+\/)?[^/]+).*$/, "$1"));
  const all = declarations();
  expect(all.flatMap(([, text]) => importsIn(text))).toContain("@pulumi/pulumi");
  const strange = all.flatMap(([file, text]) => importsIn(text).map((name) => ({ file, name })));
  expect(strange.filter(({ name }) => name.endsWith(".json") || !isThere(name))).toEqual([]);
});

test("publint finds nothing, however strict", async () => {
  const said = await runIn(ROOT, "node", ["node_modules/publint/src/cli.js", "run", "--strict", tarball]);
  expect(said).toContain("All good!");
});

const ARE_THE_TYPES_WRONG = `
import { readFileSync } from "node:fs";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
const { entrypoints, problems } = await checkPackage(createPackageFromTarballData(readFileSync(process.argv[1])));
console.log(JSON.stringify({ entrypoints: Object.keys(entrypoints), problems }));
`;

test("@arethetypeswrong finds nothing at any entry, for any way to resolve it", async () => {
  const said = await runIn(ROOT, "node", ["--input-type=module", "--eval", ARE_THE_TYPES_WRONG, tarball]);
  expect(JSON.parse(said)).toEqual({
    entrypoints: [".", "./provider", "./emulator", "./schema.json", "./package.json"],
    problems: [],
  });
});
