// Whether the engine finds the plugin, told while the program runs, with the lines of Pulumi.yaml that are missing.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { pluginProblem } from "../../../sdk/nodejs/runtime/pluginPlace";

const ROOT = resolve(__dirname, "../../..");
const NOTHING = { PULUMI_HOME: "/nonexistent", PATH: "/nonexistent" };

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "vpnaas-plugin-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Lets the package stand in `where`, as installers link it. */
function install(where: string): void {
  mkdirSync(dirname(join(folder, where)), { recursive: true });
  symlinkSync(ROOT, join(folder, where));
}

const project = (more: string) => write("Pulumi.yaml", `name: story\nruntime: nodejs\n${more}`);
const lines = (path: string) => `plugins:\n  providers:\n    - name: vpnaas\n      path: ${path}\n`;
const problem = (where = ".", environment: NodeJS.ProcessEnv = NOTHING) =>
  pluginProblem(join(folder, where), environment);

test("without the lines: they are named, with the path as the program sees it, and the way back", () => {
  project("");
  install("node_modules/pulumi-vpnaas");
  expect(problem()).toBe(
    "vpnaas:plugin is true, but Pulumi does not know where the plugin is. " +
      `Write into ${folder}/Pulumi.yaml:\n\n${lines("node_modules/pulumi-vpnaas/plugin")}\n` +
      "That is the plugin in this package. Else install one (docs/plugin.md of the package), or go back to the dynamic " +
      "provider: `pulumi config rm vpnaas:plugin`",
  );
});

test.each([
  ["a folder above, as in workspaces", "../node_modules/pulumi-vpnaas", "infra", "."],
  ["the folder of the program, which is not that of the project", "src/node_modules/pulumi-vpnaas", ".", "src"],
])("the package in %s", (_, where, base, program) => {
  write(join(base, "Pulumi.yaml"), "name: story\nruntime: nodejs\n");
  install(join(base, where));
  mkdirSync(join(folder, base, program), { recursive: true });
  expect(problem(join(base, program))).toContain(lines(`${where}/plugin`));
});

test("no folder node_modules leads to it: where it really is", () => {
  project("");
  expect(problem()).toContain(lines(relative(folder, join(ROOT, "plugin"))));
});

test("once the lines are there, nothing is wrong", () => {
  install("node_modules/pulumi-vpnaas");
  project(lines("node_modules/pulumi-vpnaas/plugin"));
  expect(problem()).toBeUndefined();
  mkdirSync(join(folder, "src"));
  expect(problem("src")).toBeUndefined();
  project(lines(join(ROOT, "plugin")));
  expect(problem()).toBeUndefined();
  project("packages:\n  vpnaas: ./node_modules/pulumi-vpnaas/plugin\n");
  expect(problem()).toBeUndefined();
});

test("lines that lead to no plugin: what they say, and what is right", () => {
  install("node_modules/pulumi-vpnaas");
  project(lines("plugin"));
  expect(problem()).toContain(
    `${folder}/Pulumi.yaml names the folder plugin for the plugin, but there is no pulumi-resource-vpnaas in ${folder}/plugin. Write into`,
  );
  expect(problem()).toContain(lines("node_modules/pulumi-vpnaas/plugin"));
  project("packages:\n  vpnaas: ../plugin\n");
  expect(problem()).toContain("names the folder ../plugin");
});

test("lines of another plugin, or a file that cannot be read, are none", () => {
  project("plugins:\n  providers:\n    - name: random\n      path: x\n");
  expect(problem()).toContain("does not know where");
  project("plugins: [\n");
  expect(problem()).toContain("does not know where");
});

test.each<[string, () => NodeJS.ProcessEnv]>([
  [
    "is installed",
    () => {
      write("home/plugins/resource-vpnaas-v0.1.0/pulumi-resource-vpnaas", "");
      return { PULUMI_HOME: join(folder, "home") };
    },
  ],
  [
    "is on the path",
    () => {
      write("bin/pulumi-resource-vpnaas", "");
      return { PATH: `/nonexistent:${folder}/bin` };
    },
  ],
  ["runs already", () => ({ PULUMI_DEBUG_PROVIDERS: "random:1,vpnaas:40123" })],
  [
    "is named with a source to install it from",
    () => {
      project("packages:\n  vpnaas: example.com/vpnaas@0.1.0\n");
      return {};
    },
  ],
])("the plugin %s: no line is needed", (_, prepare) => {
  project("");
  expect(problem()).toContain("does not know where");
  const environment = prepare();
  expect(problem(".", { ...NOTHING, ...environment })).toBeUndefined();
});

test("one that is half installed, or on a path that Pulumi is told to ignore, is none", () => {
  project("");
  mkdirSync(join(folder, "home/plugins/resource-vpnaas-v0.1.0"), { recursive: true });
  write("bin/pulumi-resource-vpnaas", "");
  const environment = {
    PULUMI_HOME: join(folder, "home"),
    PATH: join(folder, "bin"),
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
  };
  expect(problem(".", environment)).toContain("does not know where");
});
