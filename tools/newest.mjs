// Plays tests with the newest Pulumi there is, next to the pinned one: the newest engine that a module proxy has, and the newest SDK of
// npm, in a copy of what is committed here. Arguments go to test.mjs; without any, `--part=cli` is played. Keeps the engine in the cache.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findGo, goBuild } from "./lib/go.mjs";
import { moveIntoPlace, withLock } from "./lib/lock.mjs";
import { mustRun, paths, root, run, runAsProgram, say, step } from "./lib/process.mjs";
import { cache, ensurePulumiCli } from "./pulumi-cli.mjs";

const engineModule = "github.com/pulumi/pulumi/pkg/v3";

// The language host of Node.js, and what runs a dynamic provider, are those of the pinned CLI: no proxy has newer ones.
async function ensureNewestEngine() {
  const work = join(cache, "build-newest");
  mkdirSync(join(work, "tmp"), { recursive: true });
  const go = await findGo(work);
  const asked = ["list", "-m", "-f", "{{.Version}}", `${engineModule}@latest`];
  const env = { ...go.env, GOFLAGS: "-mod=mod -modcacherw -buildvcs=false" };
  const module = join(work, "engine");
  cpSync(join(root, "tools/cli/engine"), module, { recursive: true });
  const version = (await mustRun(go.program, asked, { cwd: module, env })).stdout.trim();
  const home = join(cache, `newest-${version}`);
  if (!existsSync(home)) {
    await mustRun(go.program, ["get", `${engineModule}@${version}`], { cwd: module, env });
    const stage = `${home}.${process.pid}`;
    cpSync((await ensurePulumiCli()).bin, stage, { recursive: true });
    const packagePath = `${engineModule}/cmd/pulumi`;
    const output = join(stage, "pulumi");
    await goBuild({ ...go, env }, { module, requires: [engineModule, version], packagePath, output });
    moveIntoPlace(stage, home);
  }
  await mustRun("chmod", ["-R", "u+w", work]);
  rmSync(work, { recursive: true, force: true });
  return home;
}

// A clone: a package that is installed besides those of the lock file would otherwise stay here. Set-up comes first: it installs what the lock says.
async function copyWithNewestSdk(folder) {
  await mustRun("git", ["clone", "--quiet", "--depth=1", `file://${root}`, folder]);
  await step("set-up of the copy", () => mustRun("node", ["tools/setup.mjs"], { cwd: folder }));
  const add = ["install", "--no-save", "--no-package-lock", "@pulumi/pulumi@latest"];
  await step("the newest @pulumi/pulumi", () => mustRun("npm", add, { cwd: folder }));
}

await runAsProgram(import.meta.url, async (args) => {
  const bin = await withLock(join(cache, "lock-newest"), "newest Pulumi", ensureNewestEngine);
  const folder = mkdtempSync(join(tmpdir(), "pulumi-vpnaas-newest-"));
  try {
    await copyWithNewestSdk(folder);
    const own = join(folder, "node_modules/.bin");
    const env = { PATH: [own, bin, paths.without].join(delimiter) };
    const of = ["--print", 'require("@pulumi/pulumi/package.json").version'];
    const sdk = (await mustRun("node", of, { cwd: folder })).stdout.trim();
    const engine = (
      await mustRun(join(bin, "pulumi"), ["version"], { env: { PULUMI_HOME: join(folder, ".tmp/home") } })
    ).stdout;
    say(`Pulumi: engine ${engine.trim()}, SDK ${sdk}`);
    const chosen = args.length === 0 ? ["--part=cli"] : args;
    const { code } = await run("node", ["tools/test.mjs", ...chosen], { cwd: folder, env, show: true });
    process.exitCode = code ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
