// The lock files name all that `npm ci` may need, on every platform. npm leaves out the optional packages of other platforms when
// it writes a lock file next to an installation, and then refuses that lock file in a fresh clone.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");
const NEEDS = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] as const;

/** What a lock file says of one package, as far as it is looked at here. */
interface Entry extends Partial<Record<(typeof NEEDS)[number], Record<string, string>>> {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}
type Lock = Readonly<Record<string, Entry>>;

const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), "utf8"));

/** Where Node looks for a package that is needed in `path`: there, and in each folder above. */
function placesOf(name: string, path: string): string[] {
  const here = path === "" ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  if (path === "") return [here];
  return [here, ...placesOf(name, path.slice(0, Math.max(0, path.lastIndexOf("/node_modules/"))))];
}

/** What is needed and not there, as `who needs it > name`. */
function missingIn(lock: Lock): string[] {
  return Object.entries(lock).flatMap(([path, entry]) =>
    NEEDS.flatMap((need) => Object.keys(entry[need] ?? {}))
      .filter((name) => entry.peerDependenciesMeta?.[name]?.optional !== true)
      .filter((name) => !placesOf(name, path).some((place) => place in lock))
      .map((name) => `${path} > ${name}`),
  );
}

describe.each(["", "bench/"])("%spackage-lock.json", (folder) => {
  const lock: Lock = read(`${folder}package-lock.json`).packages;

  test("names everything that any of its packages asks for, the optional packages of every platform included", () => {
    expect(Object.keys(lock).length).toBeGreaterThan(20);
    expect(missingIn(lock)).toEqual([]);
  });

  test("holds what package.json asks for", () => {
    const manifest: Entry = read(`${folder}package.json`);
    for (const need of NEEDS) expect(lock[""]?.[need] ?? {}).toEqual(manifest[need] ?? {});
  });

  test("carries a checksum of each package and no address to load it from, so that any registry serves", () => {
    const packages = Object.entries(lock).filter(([path]) => path !== "");
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(packages.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
    expect(readFileSync(join(ROOT, folder, ".npmrc"), "utf8")).toMatch(/^omit-lockfile-registry-resolved=true$/m);
  });
});

test("the search sees a platform's package that is missing, and one that lies further up", () => {
  const lock: Lock = {
    "node_modules/a": { optionalDependencies: { "@a/linux": "1", "@a/darwin": "1" } },
    "node_modules/a/node_modules/b": { dependencies: { a: "1", c: "1" } },
    "node_modules/@a/linux": {},
  };
  expect(missingIn(lock)).toEqual(["node_modules/a > @a/darwin", "node_modules/a/node_modules/b > c"]);
});
