// The programs besides the CLI that only Go can make: the generators of the SDKs, and the language hosts of the tests. Each is
// built when it is first asked for, and kept in our cache until its module changes.
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { cache } from "../pulumi-cli.mjs";
import { findGo, goBuild } from "./go.mjs";
import { moveIntoPlace, withLock } from "./lock.mjs";
import { mustRun, root, say } from "./process.mjs";

const pkg = "github.com/pulumi/pulumi/pkg/v3";
const sdk = "github.com/pulumi/pulumi/sdk/v3";
const common = "sdkgen/common";
const yaml = "github.com/pulumi/pulumi-yaml";

// Hosts of Python and Go: the last version that a module proxy has. The order shares most of what Go compiles.
/** @type {Record<string, { module: string, requires: readonly [string, string], packagePath: string, script?: string }>} */
const programs = {
  "sdkgen-main": { module: "sdkgen/main", requires: [pkg, "v3.259.0"], packagePath: "." },
  "pulumi-language-yaml": {
    module: "sdkgen/main",
    requires: [yaml, "v1.38.3"],
    packagePath: `${yaml}/cmd/pulumi-language-yaml`,
  },
  "sdkgen-legacy": { module: "sdkgen/legacy", requires: [pkg, "v3.224.0"], packagePath: "." },
  "pulumi-language-python": {
    module: "cli/hosts",
    requires: [sdk, "v3.68.0"],
    packagePath: `${sdk}/python/cmd/pulumi-language-python`,
    script: "python/cmd/pulumi-language-python-exec",
  },
  "pulumi-language-go": {
    module: "cli/gohost",
    requires: [sdk, "v3.60.0"],
    packagePath: `${sdk}/go/pulumi-language-go`,
  },
};

/** The names of the language hosts of the tests. */
export const languageHosts = Object.keys(programs).filter((name) => name.startsWith("pulumi-language-"));

/**
 * Makes sure of the programs `names`, and says where each is. Rejects if one cannot be built.
 *
 * @param {readonly string[]} names
 * @returns {Promise<Record<string, string>>}
 */
export async function ensureGoPrograms(names) {
  if (!names.every(isThere)) {
    await withLock(join(cache, "lock-programs"), "programs in Go", async () => {
      const missing = Object.keys(programs).filter((name) => names.includes(name) && !isThere(name));
      if (missing.length > 0) await buildAll(missing);
    });
  }
  return Object.fromEntries(names.map((name) => [name, join(folderOf(name), name)]));
}

async function buildAll(names) {
  say(`${names.join(", ")}: building from Go modules, once per version and user, in minutes.`);
  const work = join(cache, "build-programs");
  mkdirSync(join(work, "tmp"), { recursive: true });
  const go = await findGo(work);
  for (const name of names) await build(go, name);
  // A Go toolchain that was fetched on the way lies there read-only.
  await mustRun("chmod", ["-R", "u+w", work]);
  rmSync(work, { recursive: true, force: true });
}

async function build(go, name) {
  const { script, ...what } = programOf(name);
  const stage = `${folderOf(name)}.${process.pid}`;
  mkdirSync(stage, { recursive: true });
  await goBuild(go, { ...what, output: join(stage, name) });
  if (script !== undefined) {
    const where = { cwd: join(root, "tools", what.module), env: go.env };
    const { stdout } = await mustRun(go.program, ["list", "-m", "-f", "{{.Dir}}", what.requires[0]], where);
    const copy = join(stage, basename(script));
    copyFileSync(join(stdout.trim(), script), copy);
    chmodSync(copy, 0o755);
  }
  moveIntoPlace(stage, folderOf(name));
}

function programOf(name) {
  const program = programs[name];
  if (program === undefined) throw new Error(`tools/lib/go-programs.mjs knows no program "${name}".`);
  return program;
}

const isThere = (name) => existsSync(folderOf(name));

// Of a program of our own the sources count, of a foreign one only the versions.
function folderOf(name) {
  const { module, packagePath } = programOf(name);
  const hash = createHash("sha256");
  for (const folder of packagePath === "." ? [module, common] : [module]) {
    const files = readdirSync(join(root, "tools", folder)).filter(
      (file) => /^go\.(mod|sum)$/.test(file) || packagePath === ".",
    );
    for (const file of files.sort()) hash.update(readFileSync(join(root, "tools", folder, file)));
  }
  return join(cache, "programs", `${name}-${hash.digest("hex").slice(0, 12)}`);
}
