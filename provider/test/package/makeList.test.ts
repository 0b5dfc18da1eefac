// The list that `make` shows: it fits a terminal of 80 columns, and CONTRIBUTING describes all of it.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/linkedFolder";

const list = execFileSync("make", ["help"], { cwd: ROOT, encoding: "utf8", env: { PATH: process.env.PATH } });

test("it fits 80 columns", () => {
  expect(list.split("\n").filter(({ length }) => length > 80)).toEqual([]);
});

test("CONTRIBUTING describes each command", () => {
  const guide = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
  const listed = [...list.matchAll(/^ {2}make (\w+)/gm)].map(([, name]) => `make ${name}`);
  expect(listed.length).toBeGreaterThan(20);
  expect(listed.filter((command) => !guide.includes(`\`${command}`))).toEqual([]);
});
