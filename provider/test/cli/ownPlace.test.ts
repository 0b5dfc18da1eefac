// A program that gets this package through another one only, or in a second copy, with the real CLI.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { linkedFolder, ROOT } from "../support/linkedFolder";
import { inputsOf, Project } from "../support/pulumi";

let emulator: Emulator;
let project: Project;
afterEach(async () => {
  project.close();
  await emulator.close();
});

/** A project whose component package has a copy of its own of this package; the program has one, too, or not. */
async function open({ isProgramServed }: { isProgramServed: boolean }): Promise<void> {
  emulator = await startEmulator();
  const folder = isProgramServed ? linkedFolder() : realpathSync(mkdtempSync(join(tmpdir(), "vpnaas-test-")));
  const modules = join(folder, "node_modules");
  const copy = join(modules, "component/node_modules/pulumi-vpnaas");
  mkdirSync(copy, { recursive: true });
  mkdirSync(join(modules, "@pulumi"), { recursive: true });
  for (const name of ["dist", "package.json", "schema.json"])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  for (const name of ["ajv", "axios", "fastest-levenshtein", "yaml"])
    symlinkSync(realpathSync(join(ROOT, "node_modules", name)), join(copy, "..", name));
  if (!isProgramServed)
    symlinkSync(realpathSync(join(ROOT, "node_modules/@pulumi/pulumi")), join(modules, "@pulumi/pulumi"));
  writeFileSync(join(modules, "component/index.js"), 'module.exports = require("pulumi-vpnaas");\n');
  project = await Project.in(folder, emulator.environment);
  project.write("package.json", '{ "name": "story", "main": "index.js" }');
  const inputs = JSON.stringify(inputsOf(emulator));
  project.write("index.js", `new (require("component").IpsecSiteConnection)("hq", ${inputs});\n`);
}

test("only a component has it: the preview fails with one sentence and its cure", async () => {
  await open({ isProgramServed: false });
  const { code, output } = await project.run(["preview"]);
  expect(code).not.toBe(0);
  expect(output).toContain("and does not find it. Make pulumi-vpnaas a dependency in the package.json of the program");
  expect(output).not.toContain("Cannot find module");
});

test("two copies: the run goes on, with a warning", async () => {
  await open({ isProgramServed: true });
  const { code, output } = await project.run(["preview"]);
  expect(output).toContain("There are two copies of pulumi-vpnaas: the program uses ");
  expect(code).toBe(0);
});
