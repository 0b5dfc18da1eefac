// Builds programs of others from their Go modules, as their own go.mod says.
import { cpSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { mustRun, step } from "./process.mjs";

/**
 * @typedef {object} ModuleProgram
 * @property {string} module with its version: "example.com/module@v1.2.3"
 * @property {string} packagePath of the program, relative to the module
 * @property {string} [linker] flags for the linker
 * @property {string} [tags] build tags
 * @property {Record<string, string>} [env] added to Go's environment
 * @property {string} [siblings] the version of the modules that lie next to this one in its own repository
 * @property {readonly string[]} [data] folders of the module that the program needs when it runs
 */

/**
 * Builds one program into `output`; the folders that it needs are put next to it.
 *
 * Inside of a copy of the module's own folder, so that its go.mod and go.sum decide what is built, `replace` included.
 *
 * @param {import("./go.mjs").Go} go
 * @param {ModuleProgram} what
 * @param {{ work: string, output: string }} where
 */
export async function buildModule(go, what, { work, output }) {
  const { module, packagePath, linker = "", tags = "", data = [] } = what;
  const env = { ...go.env, ...what.env };
  const { stdout } = await step(`  ${module}`, () =>
    mustRun(go.program, ["mod", "download", "-json", module], { cwd: work, env }),
  );
  const source = join(work, `source-${basename(output)}`);
  rmSync(source, { recursive: true, force: true });
  cpSync(JSON.parse(stdout).Dir, source, { recursive: true });
  await mustRun("chmod", ["-R", "u+w", source]);
  // With siblings go.sum is incomplete: the checksum database vouches for what is added to it.
  const mode = what.siblings === undefined ? [] : ["-mod=mod"];
  if (what.siblings !== undefined) await takeReleasedSiblings(go, source, what.siblings);
  const args = ["build", ...mode, "-trimpath", "-tags", tags, "-ldflags", `-s -w ${linker}`, "-o", output, packagePath];
  await step(`  go build ${basename(output)}`, () => mustRun(go.program, args, { cwd: source, env }));
  for (const folder of data) cpSync(join(source, folder), join(output, "..", folder), { recursive: true });
  rmSync(source, { recursive: true, force: true });
}

// A module that was cut out of a larger repository points at folders next to it, which its release does not hold.
async function takeReleasedSiblings(go, source, version) {
  const { stdout } = await mustRun(go.program, ["mod", "edit", "-json"], { cwd: source, env: go.env });
  const { Require: required, Replace: replaced } = JSON.parse(stdout);
  const isRequired = (path) => required.some(({ Path }) => Path === path);
  const edits = replaced
    .filter(({ New }) => New.Path.startsWith("."))
    .map(({ Old: { Path: path } }) =>
      isRequired(path) ? `-replace=${path}=${path}@${version}` : `-dropreplace=${path}`,
    );
  await mustRun(go.program, ["mod", "edit", ...edits], { cwd: source, env: go.env });
}
