// The texts of --help, and the list that `make` shows, fit a terminal of 80 columns.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HELP } from "../../src/cli/import/arguments";
import { PEER_HELP } from "../../src/cli/peer/arguments";
import { STATUS_HELP } from "../../src/cli/status/arguments";

const ROOT = join(__dirname, "../../..");
const makeList = execFileSync("make", ["help"], { cwd: ROOT, encoding: "utf8", env: { PATH: process.env.PATH } });
const texts = { import: HELP, peer: PEER_HELP, status: STATUS_HELP, make: makeList };

test.each(Object.entries(texts))("%s", (_, text) => {
  expect(text.split("\n").filter(({ length }) => length > 80)).toEqual([]);
});

test("CONTRIBUTING describes each command that make lists", () => {
  const guide = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
  const listed = [...makeList.matchAll(/^ {2}make (\w+)/gm)].map(([, name]) => `make ${name}`);
  expect(listed.length).toBeGreaterThan(20);
  expect(listed.filter((command) => !guide.includes(`\`${command}`))).toEqual([]);
});
