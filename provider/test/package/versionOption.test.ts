// --version of every command of the package, and --help of the plugin: no server is started, nothing is asked.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/linkedFolder";

const { bin, version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const PLUGIN = "dist/provider/cmd/pulumi-resource-vpnaas/main.js";

function said(file: string, option: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, file), option], {
    encoding: "utf8",
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

test.each(Object.entries<string>({ ...bin, "pulumi-resource-vpnaas": PLUGIN }))("%s --version", (_, file) => {
  expect(said(file, "--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
});

test.each(Object.entries<string>(bin))("%s --help names --version", (_, file) => {
  expect(said(file, "--help").stdout).toMatch(/^ {2}--version +/m);
});

test.each(["--help", "-h"])("the plugin says with %s what it is for, in 80 columns", (option) => {
  const { status, stdout } = said(PLUGIN, option);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Usage: pulumi-resource-vpnaas /);
  expect(stdout.split("\n").filter(({ length }) => length > 80)).toEqual([]);
});
