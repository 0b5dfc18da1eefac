// The floors of the house, what each file may import, and who may know which package.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = resolve(__dirname, "../../..");

/** The floors of the house, from the ground up: a file may import from its own floor and from those below it. */
const FLOORS: readonly { name: string; files: RegExp }[] = [
  { name: "core", files: /^provider\/src\/core\// },
  { name: "peer", files: /^provider\/src\/peer\// },
  { name: "diagnosis", files: /^provider\/src\/diagnosis\// },
  { name: "dialects", files: /^provider\/src\/dialects\// },
  { name: "settings", files: /^provider\/src\/settings\// },
  { name: "api", files: /^provider\/src\/api\// },
  { name: "resources", files: /^provider\/src\/resources\// },
  { name: "waiting", files: /^provider\/src\/waiting\// },
  { name: "context", files: /^provider\/src\/(context|dependents)\.ts$/ },
  { name: "recovery", files: /^provider\/src\/recovery\// },
  { name: "operations", files: /^provider\/src\/operations\// },
  { name: "cloud", files: /^provider\/src\/cloud\.ts$/ },
  { name: "lookups", files: /^provider\/src\/lookups\// },
  { name: "adapters", files: /^provider\/src\/adapters\// },
  { name: "cli", files: /^provider\/src\/cli\// },
];

/** What a file of each layer may import of our own; a layer may always import itself. */
const LAYERS: readonly { name: string; files: RegExp; mayImport: readonly string[] }[] = [
  ...FLOORS.map(({ name, files }, at) => ({ name, files, mayImport: FLOORS.slice(0, at).map((below) => below.name) })),
  {
    name: "entry",
    files: /^provider\/src\/index\.ts$/,
    mayImport: ["core", "peer", "settings", "lookups", "adapters"],
  },
  { name: "sdk", files: /^sdk\/nodejs\//, mayImport: ["entry"] },
  // Puts together what else knows nothing of each other: the server of the plugin, and the components of the SDK.
  { name: "plugin", files: /^provider\/cmd\//, mayImport: ["adapters", "sdk"] },
  { name: "emulator", files: /^provider\/emulator\//, mayImport: [] },
];

/** Packages that only some files may know. */
const OWNERS: Readonly<Record<string, RegExp>> = {
  axios: /^provider\/src\/api\/http\/transport\.ts$/,
  ajv: /^provider\/src\/core\/(check|messages)\.ts$/,
  "fastest-levenshtein": /^provider\/src\/core\/nearest\.ts$/,
  yaml: /^(provider\/src\/(settings\/\w+|cli\/import\/pulumiProject)|sdk\/nodejs\/runtime\/(own|plugin)Place)\.ts$/,
  "@pulumi/pulumi": /^(provider\/src\/adapters|sdk\/nodejs)\//,
  "@grpc/grpc-js": /^provider\/src\/adapters\/native\/rpc\.ts$/,
  "google-protobuf": /^provider\/src\/adapters\/native\/rpc\.ts$/,
  "schema.json": /^provider\/src\/core\/schema\.ts$/,
  "schema.native.json": /^provider\/src\/adapters\/native\/packageFiles\.ts$/,
};

const files = ["provider/src", "provider/cmd", "provider/emulator", "sdk/nodejs"].flatMap(sourcesIn);

function sourcesIn(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return entries.filter((entry) => entry.endsWith(".ts")).map((entry) => join(folder, entry));
}

const textOf = (file: string) => readFileSync(join(ROOT, file), "utf8");

function importsOf(file: string, text = textOf(file)): string[] {
  return [
    ...text.replace(/^\s*(\*|\/\/).*$/gm, "").matchAll(/(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*"([^"]+)"/g),
  ].map((match) => match[1] ?? "");
}

/** Our own files that a file imports. */
function ownImportsOf(file: string): string[] {
  const targets = importsOf(file).filter((name) => name.startsWith(".") && !name.endsWith(".json"));
  return targets.map((name) => {
    const path = relative(ROOT, resolve(ROOT, dirname(file), name));
    return files.includes(`${path}.ts`) ? `${path}.ts` : `${path}/index.ts`;
  });
}

function layerOf(file: string) {
  return LAYERS.find((layer) => layer.files.test(file));
}

test.each(files)("%s belongs to a layer and imports only what that layer may", (file) => {
  const layer = layerOf(file);
  expect(layer?.name).toBeDefined();
  for (const target of ownImportsOf(file)) {
    const to = layerOf(target)?.name ?? `nothing known: ${target}`;
    expect([layer?.name, ...(layer?.mayImport ?? [])]).toContain(to);
  }
});

test("recovery has one entry", () => {
  const others = files.filter((file) => layerOf(file)?.name !== "recovery");
  const entered = others.flatMap(ownImportsOf).filter((target) => layerOf(target)?.name === "recovery");
  expect([...new Set(entered)]).toEqual(["provider/src/recovery/index.ts"]);
});

test.each(files)("%s knows only the packages it may", (file) => {
  for (const name of importsOf(file)) {
    const known = Object.keys(OWNERS).find(
      (owned) => name === owned || name.endsWith(`/${owned}`) || name.startsWith(`${owned}/`),
    );
    if (known !== undefined) expect(file).toMatch(OWNERS[known] ?? /^$/);
    else if (!name.startsWith(".")) expect(name).toMatch(/^(node:|pulumi-vpnaas\/(provider|package\.json)$)/);
  }
});

test("no import goes round in a circle", () => {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    expect(path.includes(file) ? [...path, file].join(" → ") : "").toBe("");
    if (done.has(file)) return;
    for (const target of ownImportsOf(file)) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});

/** A file and all of our own that it loads, directly or not. */
function reachedFrom(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const target of ownImportsOf(file)) reachedFrom(target, known);
  return known;
}

test("the two adapters do not know each other", () => {
  const of = (name: string) => files.filter((file) => file.startsWith(`provider/src/adapters/${name}/`));
  const known = (name: string, other: string) =>
    of(name).flatMap((file) => ownImportsOf(file).filter((target) => of(other).includes(target)));
  expect(of("native").length).toBeGreaterThan(5);
  expect([...known("native", "dynamic"), ...known("dynamic", "native")]).toEqual([]);
});

test("adapters hold nothing that only the process of a program uses", () => {
  const roots = files.filter((file) => /^provider\/(src\/adapters\/dynamic\/entry\.ts$|cmd\/|src\/cli\/)/.test(file));
  const used = new Set(roots.flatMap((file) => [...reachedFrom(file)]));
  expect(files.filter((file) => file.startsWith("provider/src/adapters/") && !used.has(file))).toEqual([]);
});

test("the public entry exports nothing that the SDK does not use", () => {
  const exported = [...textOf("provider/src/index.ts").matchAll(/\{ ([\w, ]+) \} from|function (\w+)/g)];
  const names = exported.flatMap(([, list, name]) => list?.split(", ") ?? name ?? []);
  const sdk = files.filter((file) => file.startsWith("sdk/nodejs/")).map(textOf);
  const isUsed = (name: string) => sdk.some((text) => new RegExp(`\\b${name}\\b`).test(text));
  expect(names).toContain("loadLookups");
  expect(names.filter((name) => !isUsed(name))).toEqual([]);
});

test.each(files.filter((file) => !file.endsWith(".generated.ts")))(
  "%s has at most 250 lines and opens with its one job",
  (file) => {
    const lines = textOf(file).split("\n");
    expect(lines.length).toBeLessThanOrEqual(251);
    expect(lines.find((line) => !line.startsWith("#!"))).toMatch(/^\/\/ \S/);
  },
);

const EXPORTED = /^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm;
// A generated file says in the SDK what schema.json says to the provider; the emulator has words of its own.
const written = files.filter((file) => !file.endsWith(".generated.ts") && !file.startsWith("provider/emulator/"));

function exportsOf(file: string): string[] {
  return [...new Set([...textOf(file).matchAll(EXPORTED)].map(([, name = ""]) => name))];
}

test("no exported name stands for two things", () => {
  const homes = written.flatMap((file) => exportsOf(file).map((name) => ({ name, file })));
  const twice = [...Map.groupBy(homes, ({ name }) => name).values()].filter((each) => each.length > 1);
  expect(twice).toEqual([]);
  expect(homes.length).toBeGreaterThan(300);
});

test("every export has a user in another file", () => {
  const words = new Map(
    [...files, ...sourcesIn("provider/test"), ...sourcesIn("test/reality"), ...sourcesIn("test/pipelines")].map(
      (file) => [file, new Set(textOf(file).match(/\w+/g))],
    ),
  );
  const hasUser = (name: string, file: string) => [...words].some(([other, own]) => other !== file && own.has(name));
  expect(written.flatMap((file) => exportsOf(file).filter((name) => !hasUser(name, file)))).toEqual([]);
});

test("hidden names of the dynamic host stand in the adapters only", () => {
  const outside = written.filter((file) => !file.startsWith("provider/src/adapters/"));
  // A key of that name is not hidden, but special in JavaScript.
  const hidden = (file: string) =>
    [...textOf(file).matchAll(/["'`.]__(?!proto__)\w+/g)].map(([name]) => `${file}: ${name}`);
  expect(outside.flatMap(hidden)).toEqual([]);
  expect(hidden("provider/src/adapters/hidden.ts")).not.toEqual([]);
});

test("every test stands in the folder of a part of the tests", () => {
  const tests = sourcesIn("provider/test").filter((file) => file.endsWith(".test.ts"));
  expect(tests.filter((file) => !/^provider\/test\/(unit|behaviour|laws|package|cli|languages)\//.test(file))).toEqual(
    [],
  );
});

/** What a test and its files of support import, types apart: packages by name, our own files by path. */
function reachOf(file: string, reached = new Set<string>()): Set<string> {
  for (const name of importsOf(file, textOf(file).replace(/^import type [^;]*;/gm, ""))) {
    const target = name.startsWith(".") ? relative(ROOT, resolve(ROOT, dirname(file), name)) : name;
    const isNew = !reached.has(target);
    reached.add(target);
    if (isNew && target.startsWith("provider/test/")) reachOf(`${target}.ts`, reached);
  }
  return reached;
}

test.each(sourcesIn("provider/test/unit"))(
  "%s needs no child process, no dist and no server of the emulator",
  (file) => {
    const needed = [...reachOf(file)].filter((name) =>
      /^(node:child_process$|dist\/|provider\/emulator(?!\/seed$))/.test(name),
    );
    expect(needed).toEqual([]);
  },
);

test("what is generated comes from support/laws, which gives the seed: a gate tries the same cases each time", () => {
  const generating = sourcesIn("provider/test").filter((file) => importsOf(file).includes("fast-check"));
  expect(generating).toEqual(["provider/test/support/laws.ts"]);
});

// The folder is the one of clouds.yaml, where openstacksdk looks for it.
const NAMED_OUTSIDE = ['join(absolutePath(xdgHome, host), "openstack")'];

test("the names of the dialects stand in dialects/ only", () => {
  const outside = written.filter((file) => !/^(provider\/src\/dialects|sdk\/nodejs)\//.test(file));
  const named = (file: string) => {
    const text = NAMED_OUTSIDE.reduce((rest, allowed) => rest.replace(allowed, ""), textOf(file));
    const names = text.matchAll(/["'`](?:x-)?(?:otc|openstack)["'`]|\.(?:otc|openstack)\b(?!\.)/g);
    return [...names].map(([name]) => `${file}: ${name}`);
  };
  expect(outside.flatMap(named)).toEqual([]);
  expect(named("provider/src/dialects/index.ts")).not.toEqual([]);
});

test("the rules above would see a wrong import", () => {
  expect([...reachOf("provider/test/behaviour/adopt.test.ts")]).toContain("provider/emulator");
  expect([...reachOf("provider/test/package/adapters.test.ts")]).toContain("node:child_process");
  expect(importsOf("provider/src/core/check.ts")).toContain("ajv");
  expect(ownImportsOf("provider/src/cloud.ts")).toContain("provider/src/resources/index.ts");
  expect(ownImportsOf("sdk/nodejs/runtime/engines.ts")).toContain("provider/src/index.ts");
});
