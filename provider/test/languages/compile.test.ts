// The generated SDKs are what their generators make of schema.native.json, and each is accepted by the compiler of its language, with the examples.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import native from "../../../schema.native.json";
import { runIn } from "../support/install";
import { installForPython, installForTypescript, TYPESCRIPT } from "../support/languageProject";
import { languages, temporaryFolder } from "../support/languages";
import { ROOT } from "../support/linkedFolder";

const GENERATED = ["dotnet", "examples", "go", "java", "nodejs-native", "python"];

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The files below a folder, by name; a name has to end with `ending`. */
function filesIn(where: string, ending = ""): string[] {
  const entries = readdirSync(where, { recursive: true, encoding: "utf8" });
  return entries.filter((entry) => entry.endsWith(ending) && statSync(join(where, entry)).isFile()).sort();
}

/** The names of the examples: each is written in YAML, and translated into the other languages. */
const EXAMPLES = filesIn(join(ROOT, "sdk/examples"), ".yaml").map((file) => file.replace(".yaml", ""));

function exampleIn(ending: string, name: string): string {
  return readFileSync(join(ROOT, "sdk/examples", `${name}.${ending}`), "utf8");
}

test("SDKs and examples are what the generators make of schema.native.json, file by file", async () => {
  const schema = join(ROOT, "schema.native.json");
  mkdirSync(join(folder, "examples"));
  for (const name of EXAMPLES) writeFileSync(join(folder, "examples", `${name}.yaml`), exampleIn("yaml", name));
  for (const generator of Object.values(languages().generators)) {
    await runIn(folder, generator, ["sdks", schema, folder]);
    await runIn(folder, generator, ["examples", schema, join(folder, "examples")]);
  }
  for (const name of EXAMPLES) rmSync(join(folder, "examples", `${name}.pp`));
  expect(readdirSync(folder).sort()).toEqual(GENERATED);
  for (const name of GENERATED) {
    const [fresh, present] = [join(folder, name), join(ROOT, "sdk", name)];
    const files = filesIn(fresh);
    expect(filesIn(present)).toEqual(files);
    const differing = files.filter(
      (file) => !readFileSync(join(fresh, file)).equals(readFileSync(join(present, file))),
    );
    expect({ name, differing }).toEqual({ name, differing: [] });
  }
});

test("there is an example of each resource and of the component", () => {
  expect(EXAMPLES).toEqual(
    Object.keys(native.resources)
      .map((token) => token.replace("vpnaas:index:", ""))
      .sort(),
  );
});

test("TypeScript: tsc", async () => {
  const installed = await installForTypescript(folder);
  expect(filesIn(installed, ".d.ts")).toContain("siteToSiteVpn.d.ts");
  for (const name of EXAMPLES) writeFileSync(join(folder, `${name}.ts`), exampleIn("ts", name));
  await runIn(folder, "tsc", [...TYPESCRIPT, "--noEmit", ...EXAMPLES.map((name) => `${name}.ts`)]);
});

const MOCKED = `
import pulumi, runpy, sys
class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args):
        print(args.typ, args.name)
        return [args.name + "-id", args.inputs]
    def call(self, args):
        return {}
pulumi.runtime.set_mocks(Mocks(), project="story")
pulumi.runtime.set_all_config({"story:" + name: name for name in ["routerId", "subnetId", "psk"]})
pulumi.runtime.test(lambda: runpy.run_path(sys.argv[1]) and None)()
`;

test("Python: installed with pip, imported, typed; examples run with mocks", async () => {
  const env = { PYTHONPATH: await installForPython(folder), PYTHONDONTWRITEBYTECODE: "1" };
  const program = "import pulumi_vpnaas as v; print(v.SiteToSiteVpn.__name__, v.get_vpn_service_output.__name__)";
  expect(await runIn(folder, "python3", ["-W", "error", "-c", program], env)).toBe(
    "SiteToSiteVpn get_vpn_service_output\n",
  );
  expect(filesIn(join(folder, "site"), "py.typed")).toEqual(["pulumi_vpnaas/py.typed"]);
  for (const name of EXAMPLES) {
    const output = await runIn(folder, "python3", ["-c", MOCKED, join(ROOT, "sdk/examples", `${name}.py`)], env);
    expect(output).toContain(`vpnaas:index:${name} `);
  }
});

test("Go: go vet", async () => {
  const { program, env } = languages().go;
  cpSync(join(ROOT, "sdk/go"), folder, { recursive: true });
  // The generated go.mod names Pulumi's SDK alone; these two pin the rest.
  const pinned = join(ROOT, "tools/languages/go");
  expect(requirementOf(join(pinned, "go.mod"))).toBe(requirementOf(join(folder, "go.mod")));
  for (const file of ["go.mod", "go.sum"]) cpSync(join(pinned, file), join(folder, file));
  for (const name of EXAMPLES) writeInto(join(folder, "examples", name), "main.go", exampleIn("go", name));
  expect(await runIn(folder, program, ["vet", "./..."], env)).toBe("");
});

function writeInto(where: string, file: string, text: string): void {
  mkdirSync(where, { recursive: true });
  writeFileSync(join(where, file), text);
}

function requirementOf(file: string): string | undefined {
  return /github\.com\/pulumi\/pulumi\/sdk\/v3 v\S+/.exec(readFileSync(file, "utf8"))?.[0];
}

test("Java: javac", async () => {
  const source = join(ROOT, "sdk/java/src/main/java");
  const files = filesIn(source, ".java").map((file) => join(source, file));
  for (const name of EXAMPLES) {
    // All are called App; a package of its own for each, to compile them together.
    const text = exampleIn("java", name).replace("package generated_program;", `package examples.${name};`);
    writeInto(join(folder, "examples", name), "App.java", text);
    files.push(join(folder, "examples", name, "App.java"));
  }
  await runIn(folder, "javac", ["-proc:none", "-cp", languages().java, "-d", folder, ...files]);
  expect(filesIn(folder, ".class")).toContain("com/pulumivpnaas/vpnaas/SiteToSiteVpn.class");
});

const PARSER = `
import pathlib, sys, tree_sitter, tree_sitter_c_sharp
parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_c_sharp.language()))
files = sorted(pathlib.Path(sys.argv[1]).rglob("*.cs"))
print(len(files), [file.name for file in files if parser.parse(file.read_bytes()).root_node.has_error])
`;

function parsed(where: string): Promise<string> {
  return runIn(folder, "python3", ["-c", PARSER, where], { PYTHONPATH: languages().python });
}

test("C#: parsed everywhere, and built where there is a .NET SDK", async () => {
  const source = join(folder, "dotnet");
  cpSync(join(ROOT, "sdk/dotnet"), source, { recursive: true });
  const count = filesIn(source, ".cs").length;
  expect(count).toBeGreaterThan(30);
  expect(await parsed(source)).toBe(`${count} []\n`);
  expect(await parsed(join(ROOT, "sdk/examples"))).toBe(`${EXAMPLES.length} []\n`);
  const isBuilt = spawnSync("dotnet", ["--list-sdks"]).stdout?.length > 0;
  if (isBuilt) await runIn(source, "dotnet", ["build"], { HOME: folder, DOTNET_CLI_TELEMETRY_OPTOUT: "1" });
});

test("C#: the parser sees a mistake", async () => {
  const source = join(folder, "broken");
  mkdirSync(source);
  const text = readFileSync(join(ROOT, "sdk/dotnet/VpnService.cs"), "utf8");
  writeFileSync(
    join(source, "Broken.cs"),
    text.replace("public static VpnService Get(", "public static VpnService Get)"),
  );
  expect(await parsed(source)).toBe("1 ['Broken.cs']\n");
});
