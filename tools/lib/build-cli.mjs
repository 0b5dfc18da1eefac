// Builds the Pulumi CLI and its Node.js language host with Go, from two wrapper modules in tools/cli, whose go.sum pins
// every module. Leaves caching and where the result goes to pulumi-cli.mjs.
import { chmodSync, copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findGo, goBuild } from "./go.mjs";
import { mustRun, root, say } from "./process.mjs";

/**
 * Fills the folder `bin` with pulumi, pulumi-language-nodejs and pulumi-resource-pulumi-nodejs. What Go downloads on the way
 * lies in the folder `work`, which is kept if the build fails (the next one continues from there) and removed at the end.
 *
 * @param {{ version: string, bin: string, work: string }} where
 */
export async function buildCli({ version, bin, work }) {
  say(`Pulumi CLI ${version}: building it from Go modules. This is done once per version and user, and takes minutes.`);
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
  const script = join(bin, "pulumi-resource-pulumi-nodejs");
  copyFileSync(join(root, "node_modules/@pulumi/pulumi/pulumi-resource-pulumi-nodejs"), script);
  chmodSync(script, 0o755);
  // A Go toolchain that was fetched on the way lies there read-only.
  await mustRun("chmod", ["-R", "u+w", work]);
  rmSync(work, { recursive: true, force: true });
}
