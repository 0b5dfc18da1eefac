// The launcher of the plugin: it starts the program of its own package under the Node of the machine, however it is reached.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "../support/linkedFolder";

const NAME = "pulumi-resource-vpnaas";
const MAIN = "dist/provider/cmd/pulumi-resource-vpnaas/main.js";
const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;

let base: string;
let folder: string;
beforeAll(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "vpnaas launcher-")));
  folder = join(base, "a package");
  cpSync(join(ROOT, "plugin"), join(folder, "plugin"), { recursive: true });
  mkdirSync(dirname(join(folder, MAIN)), { recursive: true });
  const says = "console.log(JSON.stringify([__filename, process.pid, process.version, ...process.argv.slice(2)]))";
  writeFileSync(join(folder, MAIN), says);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** What the program said that was started by `file`, and the id of the process that was started. */
function started(file: string, cwd = base) {
  const { stdout, pid } = spawnSync(file, ["127.0.0.1:40123", "two words"], { cwd, env: { PATH }, encoding: "utf8" });
  return { said: JSON.parse(stdout), pid };
}

const expected = (pid: number) => [join(folder, MAIN), pid, process.version, "127.0.0.1:40123", "two words"];

test("it hands on its arguments, and the program is the process that was started", () => {
  const { said, pid } = started(join(folder, "plugin", NAME));
  expect(said).toEqual(expected(pid));
});

test("also by a relative path, by a link to it, by a link to that, and by a link to the package", () => {
  mkdirSync(join(base, "bin"));
  symlinkSync(`../a package/plugin/${NAME}`, join(base, "bin/first"));
  symlinkSync(join(base, "bin/first"), join(base, "bin/second"));
  symlinkSync(folder, join(base, "linked"));
  for (const file of [`./a package/plugin/${NAME}`, "bin/first", "bin/second", `linked/plugin/${NAME}`]) {
    const { said, pid } = started(file.startsWith("./") ? file : join(base, file));
    expect(said).toEqual(expected(pid));
  }
});

test("without Node: one sentence", () => {
  mkdirSync(join(base, "poor"));
  for (const tool of ["sh", "readlink", "dirname"])
    symlinkSync(execFileSync("which", [tool], { encoding: "utf8" }).trim(), join(base, "poor", tool));
  const { status, stderr } = spawnSync(join(folder, "plugin", NAME), [], {
    env: { PATH: join(base, "poor") },
    encoding: "utf8",
  });
  expect(stderr).toBe("pulumi-resource-vpnaas needs Node 22 or newer, but there is no node on the PATH\n");
  expect(status).toBe(127);
});

test("the files of the repository are what the package needs: executable, and in Windows' own lines", () => {
  expect(statSync(join(ROOT, "plugin", NAME)).mode & 0o111).toBe(0o111);
  expect(
    readFileSync(join(ROOT, "plugin", `${NAME}.cmd`), "utf8")
      .split("\r\n")
      .slice(-2),
  ).toEqual([`node "%~dp0..\\dist\\provider\\cmd\\pulumi-resource-vpnaas\\main.js" %*`, ""]);
  const { files, pulumi } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(files).toContain("plugin");
  // `pulumi.resource` would make Pulumi ask the users of the dynamic provider for a plugin.
  expect(pulumi).toBeUndefined();
});

test("flags of V8 are set once the port is printed: before, each would make Node compile its own modules again", async () => {
  const spy = join(base, "spy.js");
  writeFileSync(spy, 'require("node:v8").setFlagsFromString = (flag) => console.log(flag);\n');
  const child = spawn(process.execPath, ["--require", spy, join(ROOT, MAIN)], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes("growth")) child.kill("SIGKILL");
  }
  expect(said).toMatch(/^\d+\n--optimize-for-size\n--semi-space-growth-factor=1\n$/);
  expect(readFileSync(join(ROOT, "plugin", NAME), "utf8")).toContain('exec node "');
  expect(readFileSync(join(ROOT, "tools/plugin/build.mjs"), "utf8")).not.toContain("execArgv");
});
