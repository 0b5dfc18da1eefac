// Makes a checkout ready: npm packages as package-lock.json says, Node 22 among them, and dist/ built from the sources.
// Does nothing, in under a second, when nothing is to do. `--packages` leaves the build out. The Pulumi CLI is pulumi-cli.mjs's.
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { withLock } from "./lib/lock.mjs";
import { mustRun, paths, root, run, runAsProgram, say, step } from "./lib/process.mjs";

const lock = join(root, ".tmp", "setup.lock");
const builtFrom = ["provider/src", "provider/emulator", "sdk/nodejs", "schema.json", "package.json", "tsconfig.json"];
const stamp = join(root, "dist", ".built");

/** Installs what package-lock.json asks for, unless node_modules already holds it, and makes sure of Node 22. */
export async function installPackages() {
  if (packagesAreCurrent()) return;
  await withLock(lock, "npm packages", async () => {
    if (packagesAreCurrent()) return;
    refuseStaleLock();
    // A lock file written behind a registry that lacks other platforms' optional packages cannot name them: newer npm
    // then refuses `npm ci`, older npm leaves out the binaries this machine needs. `npm install` fetches those.
    const way = lacksOptionalPackages() ? ["install", "--no-save"] : ["ci"];
    const args = [...way, "--no-audit", "--no-fund", "--loglevel=error"];
    // Not with the node in node_modules, which npm may be about to replace.
    await step(`npm packages (npm ${way.join(" ")})`, () => mustRun("npm", args, { env: { PATH: paths.without } }));
    await ensureNode22();
  });
}

/** Compiles into dist/ if a source is newer than the last build. Rejects with the compiler's output. */
export async function build() {
  if (distIsCurrent()) return;
  await withLock(lock, "dist/", async () => {
    if (distIsCurrent()) return;
    const startedAt = new Date();
    // Beside the old one, from nothing: what is running goes on with whole output, and no gone source lives on in it.
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

// npm's own record of what it installed, compared by content: times say little after a git checkout.
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

// `npm ci` would check this itself; `npm install` would quietly resolve anew.
function refuseStaleLock() {
  const declared = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const locked = packagesOf("package-lock.json")[""];
  for (const kind of ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"]) {
    if (isDeepStrictEqual(declared[kind] ?? {}, locked[kind] ?? {})) continue;
    throw new Error(
      `package-lock.json does not hold the ${kind} of package.json: run \`npm install\` and commit the result.`,
    );
  }
}

function lacksOptionalPackages() {
  const locked = packagesOf("package-lock.json");
  return Object.entries(locked).some(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).some(
      (name) => !(`${path}/node_modules/${name}` in locked || `node_modules/${name}` in locked),
    ),
  );
}

function packagesOf(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : undefined;
}

// The npm package `node` fetches its binary in an install script, which a user's npm settings may forbid.
async function ensureNode22() {
  if ((await nodeMajor()) >= 22) return;
  await step("Node 22 (install script of the npm package node)", runNodeInstaller).catch((error) => say(error.message));
  const major = await nodeMajor();
  if (major >= 22) return;
  throw new Error(
    `Node 22 or newer is needed, found ${major || "none"}: the npm package "node" did not install its binary and PATH has none. ` +
      "Install Node 22 by hand, or allow npm install scripts, then run this again.",
  );
}

async function runNodeInstaller() {
  const env = { PATH: paths.without };
  await mustRun("node", ["installArchSpecificPackage.js"], { cwd: join(root, "node_modules", "node"), env });
  // npm makes no link for a program that was not there yet.
  const link = join(root, "node_modules", ".bin", "node");
  rmSync(link, { force: true });
  symlinkSync(join("..", "node", "bin", "node"), link);
}

async function nodeMajor() {
  const { stdout } = await run("node", ["--version"]).catch(() => ({ stdout: "" }));
  return Number(/^v(\d+)\./.exec(stdout)?.[1] ?? 0);
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
