// The generated SDKs are what their generators make of schema.native.json, and each is accepted by the compiler of its language.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runIn } from "../support/install";
import { installForPython } from "../support/languageProject";
import { languages, temporaryFolder } from "../support/languages";
import { ROOT } from "../support/linkedFolder";

const SDKS = ["dotnet", "go", "java", "nodejs-native", "python"];

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

test("the SDKs are what the generators make of schema.native.json, file by file", async () => {
  for (const generator of Object.values(languages().generators))
    await runIn(folder, generator, [join(ROOT, "schema.native.json"), folder]);
  expect(readdirSync(folder).sort()).toEqual(SDKS);
  for (const name of SDKS) {
    const [fresh, present] = [join(folder, name), join(ROOT, "sdk", name)];
    const files = filesIn(fresh);
    expect(filesIn(present)).toEqual(files);
    const differing = files.filter(
      (file) => !readFileSync(join(fresh, file)).equals(readFileSync(join(present, file))),
    );
    expect({ name, differing }).toEqual({ name, differing: [] });
  }
});

test("TypeScript: tsc", async () => {
  cpSync(join(ROOT, "sdk/nodejs-native"), folder, { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  await runIn(folder, "tsc", []);
  expect(filesIn(join(folder, "bin"), ".d.ts")).toContain("siteToSiteVpn.d.ts");
});

test("Python: installed with pip, imported, and typed", async () => {
  const env = { PYTHONPATH: await installForPython(folder), PYTHONDONTWRITEBYTECODE: "1" };
  const program = "import pulumi_vpnaas as v; print(v.SiteToSiteVpn.__name__, v.get_vpn_service_output.__name__)";
  expect(await runIn(folder, "python3", ["-W", "error", "-c", program], env)).toBe(
    "SiteToSiteVpn get_vpn_service_output\n",
  );
  expect(filesIn(join(folder, "site"), "py.typed")).toEqual(["pulumi_vpnaas/py.typed"]);
});

test("Go: go vet", async () => {
  const { program, env } = languages().go;
  cpSync(join(ROOT, "sdk/go"), folder, { recursive: true });
  // The generated go.mod names Pulumi's SDK alone; these two pin the rest.
  const pinned = join(ROOT, "tools/languages/go");
  expect(requirementOf(join(pinned, "go.mod"))).toBe(requirementOf(join(folder, "go.mod")));
  for (const file of ["go.mod", "go.sum"]) cpSync(join(pinned, file), join(folder, file));
  expect(await runIn(folder, program, ["vet", "./..."], env)).toBe("");
});

function requirementOf(file: string): string | undefined {
  return /github\.com\/pulumi\/pulumi\/sdk\/v3 v\S+/.exec(readFileSync(file, "utf8"))?.[0];
}

test("Java: javac", async () => {
  const source = join(ROOT, "sdk/java/src/main/java");
  const files = filesIn(source, ".java").map((file) => join(source, file));
  await runIn(folder, "javac", ["-proc:none", "-cp", languages().java, "-d", folder, ...files]);
  expect(filesIn(folder, ".class")).toContain("io/github/pulumivpnaas/vpnaas/SiteToSiteVpn.class");
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
