// Programs of others that the tests of pipelines need and no registry offers ready-made: checkers of workflows and manifests, a
// forge, a runner, an object store, an API server. Each is built from its Go module when it is first asked for, and kept in our
// cache. As a program it builds those it is called with and prints where they are.
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cache } from "../pulumi-cli.mjs";
import { findGo } from "./go.mjs";
import { buildModule } from "./go-modules.mjs";
import { moveIntoPlace, withLock } from "./lock.mjs";
import { mustRun, runAsProgram, say } from "./process.mjs";

const minio = "v0.0.0-20260212201848-7aac2a2c5b7c";
const kubernetes = "v1.34.2";

// Built of the same module, so the second takes what was compiled for the first.
const ofKubernetes = (name) => ({
  version: kubernetes,
  module: `k8s.io/kubernetes@${kubernetes}`,
  packagePath: `./cmd/${name}`,
  linker: `-X k8s.io/component-base/version.gitVersion=${kubernetes}`,
  siblings: "v0.34.2",
  family: "kubernetes",
});

// Programs of one family are built one after the other, in one folder, and wait for nothing else.
/** @type {Record<string, import("./go-modules.mjs").ModuleProgram & { version: string, family: string }>} */
const tools = {
  actionlint: {
    version: "v1.7.12",
    module: "github.com/rhysd/actionlint@v1.7.12",
    packagePath: "./cmd/actionlint",
    family: "checkers",
  },
  kubeconform: {
    version: "v0.8.0",
    module: "github.com/yannh/kubeconform@v0.8.0",
    packagePath: "./cmd/kubeconform",
    linker: "-X main.version=v0.8.0",
    family: "checkers",
  },
  act: {
    version: "v0.2.89",
    module: "github.com/nektos/act@v0.2.89",
    packagePath: ".",
    linker: "-X main.version=v0.2.89",
    family: "act",
  },
  minio: { version: minio, module: `github.com/minio/minio@${minio}`, packagePath: ".", family: "minio" },
  gitea: {
    // Later versions call their module by a name that no proxy knows.
    version: "v1.26.0",
    module: "code.gitea.io/gitea@v1.26.0",
    packagePath: ".",
    linker: "-X main.Version=1.26.0",
    tags: "sqlite sqlite_unlock_notify",
    // SQLite is C: a compiler has to be there.
    env: { CGO_ENABLED: "1" },
    data: ["templates", "options", "public"],
    family: "gitea",
  },
  etcd: {
    version: "v3.6.5",
    module: "go.etcd.io/etcd/server/v3@v3.6.5",
    packagePath: ".",
    siblings: "v3.6.5",
    family: "etcd",
  },
  "kube-apiserver": ofKubernetes("kube-apiserver"),
  kubectl: ofKubernetes("kubectl"),
};

/**
 * Makes sure of the programs `names`, and says where each is. Rejects if one cannot be built.
 *
 * @param {readonly string[]} names
 * @returns {Promise<Record<string, string>>}
 */
export async function ensureGoTools(names) {
  const missing = names.filter((name) => !isThere(name));
  for (const family of new Set(missing.map((name) => toolOf(name).family))) {
    const ofFamily = missing.filter((name) => toolOf(name).family === family);
    await withLock(join(cache, `lock-tools-${family}`), ofFamily.join(", "), () => buildFamily(family, ofFamily));
  }
  return Object.fromEntries(names.map((name) => [name, join(folderOf(name), name)]));
}

/** The version that is built. @param {string} name */
export function goToolVersion(name) {
  return toolOf(name).version;
}

async function buildFamily(family, names) {
  const missing = names.filter((name) => !isThere(name));
  if (missing.length === 0) return;
  say(`${missing.join(", ")}: building from Go modules, once per version and user, in minutes.`);
  const work = join(cache, `build-tools-${family}`);
  mkdirSync(join(work, "tmp"), { recursive: true });
  const go = await findGo(work);
  for (const name of missing) {
    const stage = `${folderOf(name)}.${process.pid}`;
    mkdirSync(stage, { recursive: true });
    await buildModule(go, toolOf(name), { work, output: join(stage, name) });
    moveIntoPlace(stage, folderOf(name));
  }
  // A Go toolchain that was fetched on the way lies there read-only.
  await mustRun("chmod", ["-R", "u+w", work]);
  rmSync(work, { recursive: true, force: true });
}

function toolOf(name) {
  const tool = tools[name];
  if (tool === undefined) throw new Error(`tools/lib/go-tools.mjs knows no program "${name}".`);
  return tool;
}

const folderOf = (name) => join(cache, "tools", `${name}-${toolOf(name).version}`);
const isThere = (name) => existsSync(folderOf(name));

await runAsProgram(import.meta.url, async (names) => {
  for (const [name, path] of Object.entries(await ensureGoTools(names))) process.stdout.write(`${name} ${path}\n`);
});
