// What the example `fleet` says to files and options that are wrong, before it starts Pulumi: the mistake, and never a key.
import { spawnSync } from "node:child_process";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { linkedFolder, ROOT } from "../support/linkedFolder";

let folder: string;
beforeAll(() => {
  folder = linkedFolder();
  cpSync(join(ROOT, "examples/fleet"), folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fleet(
  args: string[],
  { keys = "{}", env = {} }: { keys?: string; env?: Record<string, string> } = {},
): string {
  writeFileSync(join(folder, "keys.json"), keys);
  // A folder elsewhere: files of the fleet are found all the same.
  const options = { cwd: "/", env: { PATH: "/nowhere", ...env }, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, "fleet.ts"), ...args], options);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  return stderr;
}

const KEYS = {
  acme: { berlin: "Canary-key-1", lisbon: "Canary-key-2" },
  globex: { madrid: "Canary-key-3" },
  initech: { oslo: "Canary-key-4", paris: "Canary-key-5" },
};

test("a file of keys that is no JSON is named, and not quoted", () => {
  for (const keys of ['{ "acme": { "berlin": Canary-key } }', '["Canary-key"]', "null"])
    expect(fleet(["preview"], { keys })).toBe(`${join(folder, "keys.json")} holds no JSON object\n`);
});

test.each([
  [["up", "--only", ""], {}, "--only names no customer"],
  [["up", "--at-once", "0"], {}, "--at-once is 0: give a whole number from 1 to 64."],
  [["up", "--at-once", "65"], {}, "--at-once is 65: give a whole number from 1 to 64."],
  [["up", "--canary", "-1"], {}, "--canary"],
  [["up"], { VPNAAS_MAX_REQUESTS: "many" }, "VPNAAS_MAX_REQUESTS is many: give a whole number from 1 on."],
])("%j with %j", (args, env, says) => {
  const error = fleet(args, { keys: JSON.stringify(KEYS), env });
  expect(error).toContain(says);
  expect(error).not.toContain("Canary");
});
