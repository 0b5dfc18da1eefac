// What the stored text requires is loaded in every run, also in one that only refreshes: nothing heavy before it is needed.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { linkedFolder } from "../support/linkedFolder";

/** Paths of everything that is loaded once the script has run. */
function filesAfter(script: string): string[] {
  const cwd = linkedFolder();
  try {
    const list = "console.log(JSON.stringify(Object.keys(require.cache)))";
    const printed = execFileSync(process.execPath, ["-e", `${script}; ${list}`], { cwd, encoding: "utf8" });
    return JSON.parse(printed);
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

function packagesAfter(script: string): string[] {
  const files = filesAfter(script);
  const names = files.flatMap((file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(names)].filter((name) => name !== "pulumi-vpnaas").sort();
}

const HANDLER = 'const handler = require("pulumi-vpnaas/provider").handler("IpsecSiteConnection")';

test("requiring the provider and making a handler loads no package at all", () => {
  expect(packagesAfter(HANDLER)).toEqual([]);
});

test("a check loads the validation, and neither the HTTP client nor the YAML parser", () => {
  const environment =
    'Object.assign(process.env, { OS_AUTH_URL: "http://127.0.0.1:1/v3", OS_TOKEN: "t", OS_PROJECT_ID: "p" })';
  const loaded = packagesAfter(`${environment}; ${HANDLER}; void handler.check({}, { name: "hq" })`);
  expect(loaded).toContain("ajv");
  expect(loaded).not.toContain("axios");
  expect(loaded).not.toContain("yaml");
});

test("a program that imports the SDK loads neither the schema nor a verb", () => {
  const own = filesAfter('require("pulumi-vpnaas")').filter((file) =>
    /\/(dist\/(provider|sdk)\/|schema\.json$)/.test(file),
  );
  expect(own.filter((file) => file.endsWith("dist/provider/src/index.js"))).toHaveLength(1);
  expect(
    own.filter((file) => /schema\.json$|\/(core\/schema|cloud|operations\/\w+|dynamic\/entry)\.js$/.test(file)),
  ).toEqual([]);
});

test("a plugin that has started has loaded neither the HTTP client nor Pulumi's runtime for programs", () => {
  const dist = "./node_modules/pulumi-vpnaas/dist/provider";
  const script =
    `const { componentNamed } = require("${dist}/cmd/pulumi-resource-vpnaas/components.js");` +
    `require("${dist}/src/adapters/native/server.js").startServer([], componentNamed).then(({ close }) => close())`;
  const loaded = filesAfter(script);
  expect(loaded.some((file) => file.includes("@grpc/grpc-js"))).toBe(true);
  const late = /node_modules\/(axios|ajv|yaml|typescript)\/|@pulumi\/pulumi\/(index|runtime\/index)\.js$|dist\/sdk\//;
  expect(loaded.filter((file) => late.test(file))).toEqual([]);
});
