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

const FILES = { script: ["index.ts"], both: ["index.ts", "module.mts"], wrong: ["wrong.ts"] };
const STRICT = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };

/** Each way to resolve modules; TypeScript 6 wants to be told that the oldest is meant. */
const WAYS = [
  { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0", files: FILES.script },
  { module: "node16", moduleResolution: "node16", files: FILES.both },
  { module: "nodenext", moduleResolution: "nodenext", files: FILES.both },
  { module: "esnext", moduleResolution: "bundler", files: FILES.both },
];

/** What is compiled, and how; by the name of its test. */
const COMPILATIONS: Readonly<Record<string, { files: readonly string[]; [option: string]: unknown }>> = {
  ...Object.fromEntries(
    WAYS.flatMap((way) => {
      const options = { target: "es2022", skipLibCheck: false, ...way };
      const name = `with module ${way.module} and moduleResolution ${way.moduleResolution}, a program compiles`;
      return [
        [`${name} strictly`, { ...options, ...STRICT }],
        [`${name} loosely`, { ...options, strict: false }],
      ];
    }),
  ),
  wrong: { target: "es2022", module: "nodenext", strict: true, skipLibCheck: true, files: FILES.wrong },
};

/** Prints what our compiler says of each: in one process, since it needs seconds until it is warm. */
const COMPILE = `
const ts = require(process.argv[1]);
const said = JSON.parse(process.argv[2]).map(({ files, ...written }) => {
  const { options, errors } = ts.convertCompilerOptionsFromJson({ ...written, noEmit: true }, process.cwd());
  const found = [...errors, ...ts.getPreEmitDiagnostics(ts.createProgram(files, options))];
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " ")).join(" ");
});
console.log(JSON.stringify(said));
`;

let folder: string;
let program: string;
let tarball: string;
let said: Promise<Record<string, string>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "vpnaas-types-"));
  tarball = await pack(folder);
  program = await installWithNpm(join(folder, "program"), tarball, PINNED_PULUMI, TEMPLATE_PACKAGES);
  writeFileSync(join(program, "index.ts"), PROGRAM);
  // The same as an ES module, where the kind of the file decides.
  writeFileSync(join(program, "module.mts"), PROGRAM);
  writeFileSync(join(program, "wrong.ts"), PROGRAM.replace("peerAddress:", "peerAddres:"));
  said = compileAll();
  said.catch(() => undefined); // each test that waits for it fails with it
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the compiler says of each compilation: nothing where it is content. */
async function compileAll(): Promise<Record<string, string>> {
  const compiler = join(ROOT, "node_modules/typescript");
  const args = ["--eval", COMPILE, compiler, JSON.stringify(Object.values(COMPILATIONS))];
  const texts = JSON.parse(await runIn(program, "node", args)) as string[];
  return Object.fromEntries(Object.keys(COMPILATIONS).map((name, at) => [name, texts[at] ?? "not compiled"]));
}

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
  writeFileSync(
    join(program, "tsconfig.json"),
    JSON.stringify({ compilerOptions: TEMPLATE_OPTIONS, files: FILES.script }),
  );
  const compiler = "node_modules/typescript/bin/tsc";
  expect(await runIn(program, "node", [compiler, "--noEmit", "--pretty", "false"])).toBe("");
});

test.each(Object.keys(COMPILATIONS).filter((name) => name !== "wrong"))("%s", async (name) => {
  expect((await said)[name]).toBe("");
});

test("the compiler sees mistakes in this program, so the declarations are really read", async () => {
  expect((await said).wrong).toMatch(/peerAddres/);
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
