// Makes a checkout ready: npm packages as package-lock.json says, Node 22 among them, and dist/ built from the sources.
// Does nothing, in under a second, when nothing is to do. `--packages` omits the build. The Pulumi CLI is pulumi-cli.mjs's.
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lib/lock.mjs";
import { mustRun, paths, root, run, runAsProgram, step } from "./lib/process.mjs";

const lock = join(root, ".tmp", "setup.lock");
const builtFrom = [
  ...["provider/src", "provider/cmd", "provider/emulator", "sdk/nodejs"],
  ...["schema.json", "schema.native.json", "package.json", "tsconfig.json"],
];
const stamp = join(root, "dist", ".built");

/** Installs what package-lock.json asks for, unless node_modules already holds it, and makes sure of Node 22. */
export async function installPackages() {
  if (packagesAreCurrent()) return;
  await withLock(lock, "npm packages", async () => {
    if (packagesAreCurrent()) return;
    const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    // Not with the node in node_modules, which npm may be about to replace.
    await step("npm packages (npm ci)", () => mustRun("npm", args, { env: { PATH: paths.without } }));
    await demandNode22();
  });
}

/** Compiles into dist/ if a source is newer than the last build. Rejects with the compiler's output. */
export async function build() {
  if (distIsCurrent()) return;
  await withLock(lock, "dist/", async () => {
    if (distIsCurrent()) return;
    const startedAt = new Date();
    // Next to the old one, from nothing: what is running continues with whole output, and no deleted source stays in it.
    const [fresh, old] = [join(root, ".tmp", "dist"), join(root, ".tmp", "dist.old")];
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
    await step("dist/ (npm run compile)", () =>
      mustRun("npm", ["run", "--silent", "compile", "--", "--outDir", fresh]),
    );
    // The time of the start: a source saved during the build makes the next run build again.
    writeFileSync(join(fresh, ".built"), startedAt.toISOString());
    if (existsSync(join(root, "dist"))) renameSync(join(root, "dist"), old);
    renameSync(fresh, join(root, "dist"));
    rmSync(old, { recursive: true, force: true });
  });
}

// npm's own record of what it installed, compared by content: times mean little after a git checkout.
function packagesAreCurrent() {
  const wanted = packagesOf("package-lock.json");
  const present = packagesOf("node_modules/.package-lock.json");
  const hasNode22 =
    existsSync(join(root, "node_modules/.bin/node")) || Number.parseInt(process.versions.node, 10) >= 22;
  if (present === undefined || !hasNode22) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const installed = present[path];
    return installed === undefined ? entry.optional === true : installed.version === entry.version;
  });
}

function packagesOf(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : undefined;
}

// The npm package `node` fetches its binary in an install script, which a user's npm settings may forbid.
async function demandNode22() {
  const { stdout } = await run("node", ["--version"]).catch(() => ({ stdout: "" }));
  if (Number(/^v(\d+)\./.exec(stdout)?.[1] ?? 0) >= 22) return;
  throw new Error(
    `Node 22 or newer is needed, found ${stdout.trim() || "none"}: npm did not run the install script of the package "node". ` +
      "Install Node 22, or let npm run it (npm config set ignore-scripts false), then run this again.",
  );
}

function distIsCurrent() {
  if (!existsSync(stamp)) return false;
  const builtAt = Date.parse(readFileSync(stamp, "utf8"));
  return [...builtFrom, "tools/tsconfig.build.json"].every((path) => newestChange(join(root, path)) < builtAt);
}

// A folder's own time counts too: it changes when a file in it is removed.
function newestChange(path) {
  if (!existsSync(path)) return 0;
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

await runAsProgram(import.meta.url, async (args) => {
  await installPackages();
  if (!args.includes("--packages")) await build();
});
