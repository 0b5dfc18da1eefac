// Builds the Pulumi CLI and its Node.js language host with Go, from two wrapper modules in tools/cli, whose go.sum pins
// every module. Leaves caching and where the result goes to pulumi-cli.mjs.
import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findGo, goBuild } from "./go.mjs";
import { mustRun, root, say, step } from "./process.mjs";

/**
 * Fills the folder `bin` with pulumi, pulumi-language-nodejs and pulumi-resource-pulumi-nodejs. What Go downloads on the way
 * lies in the folder `work`, which is kept if the build fails (the next one continues from there) and removed at the end.
 *
 * @param {{ version: string, bin: string, work: string }} where
 */
export async function buildCli({ version, bin, work }) {
  say(`Pulumi CLI ${version}: building it from Go modules, once per version and user.`);
  say("  This takes 5 to 20 minutes. After Ctrl-C the next command continues.");
  mkdirSync(bin, { recursive: true });
  mkdirSync(join(work, "tmp"), { recursive: true });
  const go = await findGo(work);
  await goBuild(go, {
    module: "cli/engine",
    requires: ["github.com/pulumi/pulumi/pkg/v3", `v${version}`],
    packagePath: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    output: join(bin, "pulumi"),
  });
  await goBuild(go, {
    module: "cli/hosts",
    // The last version in which the host is part of the SDK module: a module proxy has no later ones.
    requires: ["github.com/pulumi/pulumi/sdk/v3", "v3.68.0"],
    packagePath: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    output: join(bin, "pulumi-language-nodejs"),
  });
  wrapHost(bin);
  const script = join(bin, "pulumi-resource-pulumi-nodejs");
  copyFileSync(join(root, "node_modules/@pulumi/pulumi/pulumi-resource-pulumi-nodejs"), script);
  chmodSync(script, 0o755);
  await step("  removing what Go has downloaded", async () => {
    // A Go toolchain that was fetched on the way lies there read-only.
    await mustRun("chmod", ["-R", "u+w", work]);
    await mustRun("rm", ["-rf", work]);
  });
}

// The CLI tells its host the options of the runtime when it runs a program; a host as old as this one wants them as flags. Without
// them it loads TypeScript for each program. Reads what the tests and the benchmark write, each option on the line of the runtime.
const hostScript = `#!/bin/sh
typescript=true
grep -Eqs '^runtime:.*typescript: *false' Pulumi.yaml && typescript=false
nodeargs=$(sed -n 's/^runtime:.*nodeargs: *"\\([^"]*\\)".*/\\1/p' Pulumi.yaml 2>/dev/null)
exec "$(dirname "$0")/nodejs-host" -typescript=$typescript -nodeargs="$nodeargs" "$@"
`;

/**
 * Puts the script in front of the host that was built, unless it is there.
 *
 * @param {string} bin
 */
export function wrapHost(bin) {
  const [host, program] = [join(bin, "nodejs-host"), join(bin, "pulumi-language-nodejs")];
  if (existsSync(host)) return;
  const script = `${program}.${process.pid}`;
  writeFileSync(script, hostScript, { mode: 0o755 });
  linkSync(program, host);
  renameSync(script, program);
}
