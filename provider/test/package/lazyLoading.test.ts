// What the stored text requires is loaded in every run, also in one that only refreshes: nothing heavy before it is needed.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { linkedFolder } from "../support/linkedFolder";

function packagesAfter(script: string): string[] {
  const cwd = linkedFolder();
  try {
    const list = "console.log(JSON.stringify(Object.keys(require.cache)))";
    const printed = execFileSync(process.execPath, ["-e", `${script}; ${list}`], { cwd, encoding: "utf8" });
    const files: string[] = JSON.parse(printed);
    const names = files.flatMap((file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
    return [...new Set(names)].filter((name) => name !== "pulumi-vpnaas").sort();
  } finally {
    rmSync(cwd, { recursive: true });
  }
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
