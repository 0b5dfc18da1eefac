// What comes with the package: no scripts that run at install, exact versions, and every licence listed in DESIGN.md.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");

interface Manifest {
  name: string;
  version: string;
  license?: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** The folder of a package as Node finds it from another one. */
function folderOf(name: string, from: string): string {
  for (let folder = from; folder.startsWith(ROOT); folder = join(folder, "..")) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return candidate;
  }
  throw new Error(`${name}, needed in ${from}, is not installed`);
}

/** Everything that an installation of our package brings along, however deep; the peer dependency is the program's own. */
function installed(): Map<string, Manifest> {
  const found = new Map<string, Manifest>();
  const visit = (folder: string): void => {
    for (const name of Object.keys(manifestOf(folder).dependencies ?? {})) {
      const target = folderOf(name, folder);
      if (found.has(target)) continue;
      found.set(target, manifestOf(target));
      visit(target);
    }
  };
  visit(ROOT);
  return found;
}

/** Items `- licence: packages` of the last list of that section, whose lines may be wrapped. */
function listed(): Record<string, string[]> {
  const [, section = ""] = readFileSync(join(ROOT, "DESIGN.md"), "utf8").split("\n## Dependencies\n");
  const [text = ""] = section.split("\n## ");
  const [, list = ""] = text.split("\nLicences of everything");
  const items = [...list.replaceAll("\n  ", " ").matchAll(/^- ([\w.-]+): (.*)$/gm)];
  return Object.fromEntries(items.map(([, licence, names = ""]) => [licence, names.split(", ")]));
}

test("DESIGN.md lists every package that is installed with ours, under its licence", () => {
  const licences: Record<string, string[]> = {};
  for (const { name, license = "none" } of installed().values())
    licences[license] = [...(licences[license] ?? []), name];
  for (const names of Object.values(licences)) names.sort();
  expect(listed()).toEqual(licences);
});

test("none of these packages, and not ours, runs a script when it is installed", () => {
  const manifests = [manifestOf(ROOT), ...installed().values()];
  const scripts = manifests.flatMap(({ name, scripts: all = {} }) =>
    Object.keys(all).map((script) => `${name} ${script}`),
  );
  expect(manifests.length).toBeGreaterThan(5);
  expect(scripts.filter((script) => / (preinstall|install|postinstall)$/.test(script))).toEqual([]);
  // npm also runs this one where ours is a dependency from git.
  expect(Object.keys(manifestOf(ROOT).scripts ?? {})).not.toContain("prepare");
});

test("direct dependencies are exact versions, the ones in the lock file", () => {
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  for (const [name, version] of Object.entries(manifestOf(ROOT).dependencies ?? {})) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(lock.packages[`node_modules/${name}`].version).toBe(version);
  }
});
