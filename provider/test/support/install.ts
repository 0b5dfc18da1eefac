// This package as users get it: packed, then installed with npm, pnpm or yarn or into a workspace, in fresh folders.
// Packages come from the registry that npm is configured for; a failure names it as what was needed.
import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "./linkedFolder";

const execute = promisify(execFile);

/** The version that is pinned for development; the program's own copy, next to ours. */
export const PINNED_PULUMI = "3.259.0";

/** Runs a program to its end with Node 22 first on the path; resolves to its standard output, rejects with all it said. */
export async function runIn(
  folder: string,
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
) {
  const path = [join(ROOT, "node_modules/.bin"), process.env.PATH].join(":");
  try {
    const options = { cwd: folder, env: { ...process.env, PATH: path, ...env }, maxBuffer: 2 ** 24 };
    return (await execute(command, args, options)).stdout;
  } catch (error) {
    // What execFile rejects with.
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    const said = `${stdout ?? ""}${stderr ?? ""}`.trim().split("\n").slice(-15).join("\n");
    throw new Error(`${command} ${args.join(" ")} ended with ${String(code)}:\n${said}`);
  }
}

/** Packs this package as it lies built; resolves to the tarball. A build would pull dist/ from under other tests. */
export async function pack(folder: string): Promise<string> {
  await runIn(ROOT, "npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder]);
  const name = readdirSync(folder).find((entry) => entry.endsWith(".tgz"));
  if (name === undefined) throw new Error(`npm pack left no tarball in ${folder}`);
  return join(folder, name);
}

/** Installs with npm next to this `@pulumi/pulumi` (a version or a tag) and others; resolves to the folder of the program. */
export async function installWithNpm(
  folder: string,
  tarball: string,
  pulumi: string,
  others: Readonly<Record<string, string>> = {},
): Promise<string> {
  const own = { "@pulumi/pulumi": pulumi, "pulumi-vpnaas": `file:${tarball}` };
  writeManifest(folder, { dependencies: { ...own, ...others } });
  await npmInstall(folder, pulumi === PINNED_PULUMI ? ["--prefer-offline"] : []);
  return folder;
}

/** Installs with pnpm, which shows a program its direct dependencies only; resolves to the folder of the program. */
export async function installWithPnpm(folder: string, tarball: string): Promise<string> {
  writeManifest(folder, { dependencies: { "@pulumi/pulumi": PINNED_PULUMI, "pulumi-vpnaas": `file:${tarball}` } });
  // Its store, too, is gone after the test; under CI it would otherwise ask for a lock file.
  const own = Object.fromEntries(["DATA", "CACHE", "STATE"].map((kind) => [`XDG_${kind}_HOME`, join(folder, ".pnpm")]));
  const args = [
    "install",
    "--prefer-offline",
    "--no-frozen-lockfile",
    "--ignore-scripts",
    "--ignore-workspace",
    "--fetch-retries=1",
  ];
  await fromRegistry(() => runIn(folder, join(ROOT, "node_modules/.bin/pnpm"), args, own));
  return folder;
}

/** Installs with yarn, whose layout is its own business; next to the `@pulumi/pulumi` of this repository, by a link. */
export async function installWithYarn(folder: string, tarball: string): Promise<string> {
  const pulumi = `link:${join(ROOT, "node_modules/@pulumi/pulumi")}`;
  writeManifest(folder, { dependencies: { "@pulumi/pulumi": pulumi, "pulumi-vpnaas": `file:${tarball}` } });
  const registry = (await runIn(folder, "npm", ["config", "get", "registry"])).trim();
  const quiet = ["--silent", "--no-lockfile", "--ignore-scripts", "--non-interactive"];
  const own = ["--registry", registry, "--cache-folder", join(folder, ".yarn")];
  await fromRegistry(() => runIn(folder, "npx", ["--yes", "yarn@1.22.22", "install", ...quiet, ...own]));
  return folder;
}

/** Makes a monorepo with the unpacked package next to `infra`, linked by npm workspaces; resolves to the folder of `infra`. */
export async function installAsWorkspace(folder: string, tarball: string): Promise<string> {
  const [own, infra] = [join(folder, "packages/pulumi-vpnaas"), join(folder, "packages/infra")];
  for (const path of [own, infra]) mkdirSync(path, { recursive: true });
  await runIn(folder, "tar", ["-xzf", tarball, "-C", own, "--strip-components=1"]);
  // The tools that this package is developed with would only cost time.
  const { devDependencies: _, ...manifest } = JSON.parse(readFileSync(join(own, "package.json"), "utf8"));
  writeFileSync(join(own, "package.json"), JSON.stringify(manifest));
  writeManifest(folder, { workspaces: ["packages/*"] });
  writeManifest(infra, { dependencies: { "@pulumi/pulumi": PINNED_PULUMI, "pulumi-vpnaas": "*" } });
  await npmInstall(folder, ["--prefer-offline"]);
  return infra;
}

function writeManifest(folder: string, rest: Record<string, unknown>): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "infra", private: true, ...rest }));
}

// Scripts of other packages are not what is tested, and ours has none that runs on installation.
async function npmInstall(folder: string, args: readonly string[]): Promise<void> {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts", "--fetch-retries=1"];
  await fromRegistry(() => runIn(folder, "npm", ["install", ...quiet, ...args]));
}

async function fromRegistry(install: () => Promise<unknown>): Promise<void> {
  try {
    await install();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      "Could not install this package next to @pulumi/pulumi. This test needs the npm registry that " +
        `\`npm config get registry\` names, and fails without it instead of being skipped. ${reason}`,
    );
  }
}
