// Makes sure of what the tests of the generated SDKs need besides the Pulumi CLI: generators and language hosts, Go with the Go
// SDK of Pulumi in its cache, the Python packages, the Java libraries; and what reads the texts for devices. Kept in our cache, built
// or fetched when first asked for.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { findGo } from "./lib/go.mjs";
import { ensureGoPrograms, languageHosts } from "./lib/go-programs.mjs";
import { moveIntoPlace, withLock } from "./lib/lock.mjs";
import { mustRun, root, runAsProgram, step } from "./lib/process.mjs";
import { cache } from "./pulumi-cli.mjs";

const pulumiForGo = "github.com/pulumi/pulumi/sdk/v3/go/pulumi";

/**
 * @typedef {object} Languages
 * @property {Record<string, string>} generators by name: the programs that generate the SDKs
 * @property {string[]} hosts the folders to put on PATH
 * @property {{ program: string, env: Record<string, string | undefined> }} go
 * @property {string} python a folder for PYTHONPATH
 * @property {string} java a class path
 * @property {string} grammars a folder for PYTHONPATH: what reads the texts for devices
 */

/** Rejects with what is missing. @returns {Promise<Languages>} */
export async function ensureLanguages() {
  const generators = await ensureGoPrograms(["sdkgen-main", "sdkgen-legacy"]);
  const hosts = Object.values(await ensureGoPrograms(languageHosts)).map(dirname);
  const [python, grammars] = [await pythonPackages("python"), await pythonPackages("grammars")];
  return { generators, hosts, go: await goForPrograms(), python, grammars, java: await javaLibraries() };
}

// Its module and build cache stay: compiling Pulumi's Go SDK takes a minute.
async function goForPrograms() {
  const work = join(cache, "go");
  mkdirSync(join(work, "tmp"), { recursive: true });
  const found = await findGo(work);
  const env = { ...found.env, GOCACHE: join(work, "go-build") };
  const cwd = join(root, "tools/languages/go");
  await withLock(join(cache, "lock-go"), "Pulumi's SDK for Go", () =>
    step("  Pulumi's SDK for Go", () => mustRun(found.program, ["build", pulumiForGo], { cwd, env })),
  );
  return { program: found.program, env };
}

// Without compiled files: most of what is there is never loaded.
function pythonPackages(name) {
  return fetched(name, (target) => {
    const file = join(root, "tools/languages", name, "requirements.txt");
    const options = ["--quiet", "--no-deps", "--no-cache-dir", "--no-compile", "--target", target, "-r", file];
    const env = { PIP_USER: "0", PIP_REQUIRE_VIRTUALENV: "0", PIP_DISABLE_PIP_VERSION_CHECK: "1" };
    return mustRun("python3", ["-m", "pip", "install", ...options], { env });
  });
}

async function javaLibraries() {
  const folder = await fetched("java", async (target) => {
    const copy = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";
    const own = join(cache, "maven");
    const where = [`-Dmaven.repo.local=${own}`, `-DoutputDirectory=${target}`];
    const pom = join(root, "tools/languages/java/pom.xml");
    await mustRun("mvn", ["--quiet", "--batch-mode", "--strict-checksums", "--file", pom, ...where, copy]);
    rmSync(own, { recursive: true, force: true });
  });
  return join(folder, "*");
}

/**
 * The folder in our cache that `fetch` fills for the files of tools/languages/`name`; seen whole or not at all.
 *
 * @param {string} name
 * @param {(target: string) => Promise<unknown>} fetch
 */
async function fetched(name, fetch) {
  const source = join(root, "tools/languages", name);
  const hash = createHash("sha256");
  for (const file of readdirSync(source).sort()) hash.update(readFileSync(join(source, file)));
  const folder = join(cache, `${name}-${hash.digest("hex").slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  return withLock(join(cache, `lock-${name}`), `packages of ${name}`, async () => {
    const stage = `${folder}.${process.pid}`;
    if (existsSync(folder)) return folder;
    mkdirSync(stage, { recursive: true });
    await step(`packages of ${name}`, () => fetch(stage));
    moveIntoPlace(stage, folder);
    return folder;
  });
}

await runAsProgram(import.meta.url, async () => {
  process.stdout.write(`${JSON.stringify(await ensureLanguages(), null, 2)}\n`);
});
