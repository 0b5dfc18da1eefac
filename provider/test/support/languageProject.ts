// A project in one of the languages that the generated SDKs are for: program, SDK, host and plugin in a temporary folder.
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { runIn } from "./install";
import { languages, temporaryFolder } from "./languages";
import { ROOT } from "./linkedFolder";
import { Project } from "./pulumi";

/** Makes the folder of a program ready to run; resolves to the variables that it needs. */
const PREPARED: Readonly<Record<string, (folder: string) => Promise<Record<string, string>>>> = {
  yaml: async () => ({}),
  typescript,
  python,
  go,
  java,
};

/** The languages, by the folder of their program. */
export const LANGUAGES = Object.keys(PREPARED);

/** Opens the story in that language; the caller closes it. */
export async function languageProject(language: string, emulator: Emulator): Promise<Project> {
  const folder = temporaryFolder();
  cpSync(join(ROOT, "provider/test/languages/programs", language), folder, { recursive: true });
  const pulumiYaml = readFileSync(join(folder, "Pulumi.yaml"), "utf8");
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    `${pulumiYaml}plugins:\n  providers: [{ name: vpnaas, path: ${plugin(folder)} }]\n`,
  );
  const variables = (await PREPARED[language]?.(folder)) ?? {};
  const bins = [join(ROOT, "node_modules/.bin"), process.env.VPNAAS_PULUMI_BIN, ...languages().hosts, process.env.PATH];
  return Project.in(folder, { ...emulator.environment, ...variables, PATH: bins.join(":") });
}

function plugin(folder: string): string {
  const where = join(folder, "plugin");
  const program = join(where, "pulumi-resource-vpnaas");
  mkdirSync(where);
  writeFileSync(program, `#!/bin/sh\nexec node "${ROOT}/dist/provider/src/adapters/native/main.js" "$@"\n`);
  chmodSync(program, 0o755);
  return where;
}

async function typescript(folder: string): Promise<Record<string, string>> {
  await installForTypescript(folder);
  await runIn(folder, "tsc", [...TYPESCRIPT, "--outDir", "bin", "index.ts"]);
  return {};
}

/** How programs are compiled. */
export const TYPESCRIPT = ["--strict", "--target", "es2022", "--module", "nodenext", "--types", "node"];

/** Compiles the generated SDK, and leaves it in node_modules as npm would install it. */
export async function installForTypescript(folder: string): Promise<string> {
  const modules = join(folder, "node_modules");
  const own = join(modules, "@pulumivpnaas/vpnaas");
  const source = join(folder, "sdk");
  cpSync(join(ROOT, "sdk/nodejs-native"), source, { recursive: true });
  for (const name of ["@pulumi/pulumi", "@types/node"]) {
    mkdirSync(join(modules, name, ".."), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  await runIn(source, "tsc", []);
  mkdirSync(join(own, ".."), { recursive: true });
  renameSync(join(source, "bin"), own);
  cpSync(join(source, "package.json"), join(own, "package.json"));
  rmSync(source, { recursive: true });
  return own;
}

async function python(folder: string): Promise<Record<string, string>> {
  return { PYTHONPATH: await installForPython(folder), PYTHONDONTWRITEBYTECODE: "1" };
}

/** Installs the generated SDK below a folder; resolves to what PYTHONPATH has to be. */
export async function installForPython(folder: string): Promise<string> {
  const [source, site] = [join(folder, "source"), join(folder, "site")];
  // A copy: the build leaves files next to what it builds.
  cpSync(join(ROOT, "sdk/python"), source, { recursive: true });
  const pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"];
  const env = { PYTHONPATH: languages().python, PIP_USER: "0", PIP_REQUIRE_VIRTUALENV: "0" };
  await runIn(folder, "python3", [...pip, "--target", site, source], env);
  return [languages().python, site].join(":");
}

async function go(folder: string): Promise<Record<string, string>> {
  const name = "github.com/pulumivpnaas/pulumi-vpnaas/sdk/go";
  const pinned = readFileSync(join(ROOT, "tools/languages/go/go.mod"), "utf8").replace(
    `module ${name}`,
    "module story",
  );
  writeFileSync(join(folder, "go.mod"), `${pinned}\nrequire ${name} v0.0.0\n\nreplace ${name} => ${ROOT}/sdk/go\n`);
  cpSync(join(ROOT, "tools/languages/go/go.sum"), join(folder, "go.sum"));
  return goVariables();
}

function goVariables(): Record<string, string> {
  const { program, env } = languages().go;
  if (program !== "go") throw new Error(`the language host of Go wants \`go\` on PATH, not ${program}`);
  return { ...env };
}

async function java(folder: string): Promise<Record<string, string>> {
  const classes = join(folder, "classes");
  const sdk = join(ROOT, "sdk/java/src/main/java");
  const files = readdirSync(sdk, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".java"));
  const sources = [...files.map((file) => join(sdk, file)), "Story.java"];
  await runIn(folder, "javac", ["-proc:none", "-cp", languages().java, "-d", classes, ...sources]);
  // What Gradle would add.
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  writeFileSync(join(classes, "com/pulumivpnaas/vpnaas/version.txt"), version);
  return { ...goVariables(), STORY_CLASSPATH: `${classes}:${languages().java}` };
}
