// Where pulumi-vpnaas-import finds the Pulumi project, and how it says that the configuration of a stack cannot be read.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStack } from "../../src/cli/import/pulumiCli";
import { findProject } from "../../src/cli/import/pulumiProject";
import { rejectionOf } from "../support/loopback";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vpnaas-project-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const open = (environment: NodeJS.ProcessEnv) =>
  rejectionOf(openStack({ folder, environment, stack: undefined, configFile: undefined }));

test("the project of a folder is in the folder or above it", () => {
  write("Pulumi.yaml", "name: story\nruntime: nodejs\n");
  mkdirSync(join(folder, "a/b"), { recursive: true });
  expect(findProject(join(folder, "a/b"))).toEqual({ name: "story", stackFolder: folder });
});

test.each([
  ["stackConfigDir", "stacks"],
  ["config", "stacks"],
])("the stacks' configuration lies where %s says", (word, value) => {
  write("Pulumi.yml", `name: story\n${word}: ${value}\n`);
  expect(findProject(folder)?.stackFolder).toBe(join(folder, "stacks"));
});

test("a broken project file is named, and nothing of it is shown", () => {
  write("Pulumi.yaml", "name: [Canary\n");
  expect(() => findProject(folder)).toThrow(`${join(folder, "Pulumi.yaml")} is not a YAML mapping. Correct the file`);
});

test("a machine without the Pulumi CLI is told so", async () => {
  write("Pulumi.yaml", "name: story\nruntime: nodejs\n");
  expect(await open({ PATH: "/nonexistent" })).toMatchObject({ message: "the command pulumi is not on the PATH" });
});

test("of a CLI that fails, its error is said and not what it printed", async () => {
  write("Pulumi.yaml", "name: story\nruntime: nodejs\n");
  const script = "#!/bin/sh\necho Canary\necho 'warning: old' >&2\necho 'error: no stack selected' >&2\nexit 255\n";
  writeFileSync(join(folder, "pulumi"), script, { mode: 0o755 });
  const error = await open({ PATH: `${folder}:/bin:/usr/bin` });
  expect(error).toMatchObject({ message: "pulumi config failed: no stack selected" });
});
