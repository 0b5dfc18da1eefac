// How many files a change takes by hand: a field, a setting, a resource and a rule of one dialect are added to a copy of the tree, with as few edits as
// will do; the generator writes the rest, the compiler accepts it, and what was added works.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../support/linkedFolder";

const COPIED = "schema.json package.json tsconfig.json README.md provider/src sdk tools docs bench".split(" ");

let copy: string;
let touched: Set<string>;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "vpnaas-copy-"));
  for (const path of COPIED) cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
});
beforeEach(() => {
  touched = new Set();
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(...args: string[]): string {
  return execFileSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
}

const textOf = (path: string) => readFileSync(join(copy, path), "utf8");

function write(path: string, text: string): void {
  touched.add(path);
  writeFileSync(join(copy, path), text);
}

/** README.md and everything in docs. */
function pages(): string[] {
  const names = readdirSync(join(copy, "docs"), { recursive: true, encoding: "utf8" });
  const inDocs = names.filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`);
  return ["README.md", ...inDocs].map(textOf);
}

function insert(path: string, mark: string, text: string): void {
  const [before, after, ...more] = textOf(path).split(mark);
  if (after === undefined || more.length > 0) throw new Error(`${path} has ${mark} not exactly once`);
  write(path, `${before}${text}${mark}${after}`);
}

type Properties = Record<string, object>;
type Resources = Record<string, { inputProperties: Properties; properties: Properties; [more: string]: unknown }>;

function changeResources(change: (resources: Resources) => void): void {
  const document: { resources: Resources } = JSON.parse(textOf("schema.json"));
  change(document.resources);
  write("schema.json", JSON.stringify(document, undefined, 2));
}

test("a field with a regular wire name: schema.json", () => {
  changeResources(({ "vpnaas:index:VpnService": service }) => {
    const rekeyMargin = { type: "integer", description: "Seconds before the end of a key. Changed in place." };
    Object.assign(service?.inputProperties ?? {}, { rekeyMargin });
    Object.assign(service?.properties ?? {}, { rekeyMargin });
  });
  expect([...touched]).toEqual(["schema.json"]);
});

test("a bound that differs between the dialects: schema.json", () => {
  changeResources(({ "vpnaas:index:VpnService": service }) => {
    Object.assign(service?.inputProperties.rekeyMargin ?? {}, { maximum: 10, "x-openstack": { maximum: 20 } });
  });
  expect([...touched]).toEqual(["schema.json"]);
});

test("a setting: its row in the table", () => {
  insert(
    "provider/src/settings/table.ts",
    "] as const satisfies",
    `  { name: "lookupTimeout", type: "duration", description: "How long a lookup may take.", default: "30s" },\n`,
  );
  expect([...touched]).toEqual(["provider/src/settings/table.ts"]);
});

test("a resource: schema.json, its definition, and the list of definitions", () => {
  changeResources((resources) => {
    const name = { type: "string", description: "Name of the profile." };
    resources["vpnaas:index:PeerProfile"] = {
      ...{ description: "A profile of peers.", inputProperties: { name }, requiredInputs: [] },
      ...{ properties: { name }, required: ["name"] },
    };
  });
  write("provider/src/resources/peerProfile.ts", DEFINITION);
  const index = "provider/src/resources/index.ts";
  insert(index, "\n/** The definition of every", 'import { peerProfile } from "./peerProfile";\n');
  insert(index, "};\n", '  "vpnaas:index:PeerProfile": peerProfile,\n');
  expect([...touched]).toEqual(["schema.json", "provider/src/resources/peerProfile.ts", index]);
});

test("a difference between the dialects: the file of one", () => {
  const file = "provider/src/dialects/openstack.ts";
  insert(file, "    EndpointGroup: {", '    PeerProfile: { rules: [notGiven("name", "omit it")] },\n');
  expect([...touched]).toEqual([file]);
});

test("the generator writes the rest of each, and the compiler accepts a program that uses it", () => {
  run("tools/generate.mjs");
  writeFileSync(join(copy, "sdk/nodejs/uses.ts"), PROGRAM);
  run("node_modules/typescript/bin/tsc", "-p", "tools/tsconfig.build.json");

  const { config, provider } = JSON.parse(textOf("schema.json"));
  const row = { type: "string", description: "How long a lookup may take.", default: "30s" };
  expect([config.variables.lookupTimeout, provider.inputProperties.lookupTimeout]).toEqual([row, row]);
  const settings = pages().find((page) => page.includes("`vpnaas:lookupTimeout`"));
  expect(settings).toContain("How long a lookup may take.");
  expect(textOf("docs/reference/VpnService.md")).toMatch(/`rekeyMargin`.*whole number/);
  expect(textOf("docs/reference/PeerProfile.md")).toContain("A profile of peers.");
  expect(textOf("docs/reference/lookups.md")).toMatch(/`rekeyMargin`[\s\S]*`listPeerProfiles`/);
});

test("the provider then knows all of them", () => {
  expect(JSON.parse(run("-e", QUESTIONS))).toEqual({
    body: { rekey_margin: 9 },
    bound: [1, 0],
    lookupTimeout: 30_000,
    onOpenstack: ["name is given: omit it (dialect openstack, see vpnaas:dialect)"],
    problems: ['unknown property "nmae"; did you mean "name"?'],
  });
});

const DEFINITION = `// A profile of peers.
import type { ResourceDefinition } from "../core/definition";
import { onDialects } from "../dialects";

export const peerProfile: ResourceDefinition = {
  token: "vpnaas:index:PeerProfile",
  title: "peer profile",
  word: "profile",
  path: "/v2.0/vpn/peer-profiles",
  envelope: "peer_profile",
  collection: "peer_profiles",
  missing: "PeerProfileNotFound",
  rules: [],
  warnings: [],
  dialects: onDialects("PeerProfile"),
};
`;

const PROGRAM = `import { resolveSettings } from "../../provider/src/settings";
import * as vpnaas from "./index";

export const provider = new vpnaas.Provider("other", { lookupTimeout: "5s" });
export const service = new vpnaas.VpnService("hub", { routerId: "r", rekeyMargin: 9 }, { provider });
export const profile = new vpnaas.PeerProfile("hq", { name: "hq" });
export const found = vpnaas.getPeerProfile({ name: "hq" }).then(({ id }) => id);
export const margins = vpnaas.listVpnServices({ rekeyMargin: 9 }).then((all) => all.map(({ rekeyMargin }) => rekeyMargin));
export const milliseconds: number = resolveSettings(() => undefined).lookupTimeout;
`;

const QUESTIONS = `
const { check } = require("./dist/provider/src/core/check");
const { toWire } = require("./dist/provider/src/core/wire");
const { definitions } = require("./dist/provider/src/resources");
const { resolveSettings } = require("./dist/provider/src/settings");
const given = { authUrl: "https://iam.example.com", token: "t-1", projectId: "p-1" };
const routerId = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const [service, profile] = [definitions["vpnaas:index:VpnService"], definitions["vpnaas:index:PeerProfile"]];
const problemsOf = (definition, news, dialect) =>
  check(definition, { olds: {}, news, dialect, strict: false }).failures.map(({ reason }) => reason);
console.log(JSON.stringify({
  body: toWire(service, { rekeyMargin: 9 }, ["rekeyMargin"]),
  bound: ["otc", "openstack"].map((dialect) => problemsOf(service, { routerId, rekeyMargin: 15 }, dialect).length),
  lookupTimeout: resolveSettings((name) => given[name]).lookupTimeout,
  onOpenstack: problemsOf(profile, { name: "hq" }, "openstack"),
  problems: problemsOf(profile, { name: "hq", nmae: "hq" }, "otc"),
}));
`;
