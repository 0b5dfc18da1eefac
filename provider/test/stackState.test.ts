// The state is asked of a program that stands in for the Pulumi CLI: what it prints is what matters here.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { idsInState } from "../src/adapters/stackState";

const STATE = JSON.stringify({
  deployment: { resources: [{ urn: "urn:of:the:stack" }, { id: "one" }, { id: "two" }] },
});

let folder: string;
const path = process.env.PATH;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vpnaas-state-"));
  process.env.PATH = `${folder}:${path}`;
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a `pulumi` on the PATH that notes each call and answers the first ones with these lines of a script, then with the state. */
function install(...first: string[]): () => number {
  const calls = join(folder, "calls");
  writeFileSync(join(folder, "state.json"), STATE);
  const cases = first.map((line, at) => `${at + 1}) ${line} ;;`).join("\n");
  const script = `#!/bin/sh\necho "$@" >> "${calls}"\ncase $(wc -l < "${calls}" | tr -d ' ') in\n${cases}\n*) cat "${folder}/state.json" ;;\nesac\n`;
  writeFileSync(join(folder, "pulumi"), script, { mode: 0o755 });
  return () => readFileSync(calls, "utf8").trim().split("\n").length;
}

test("the ids of a state, asked for once", async () => {
  const calls = install();
  expect(await idsInState("organization/story/dev")).toEqual(new Set(["one", "two"]));
  expect(calls()).toBe(1);
  expect(readFileSync(join(folder, "calls"), "utf8")).toContain("stack export --stack organization/story/dev");
});

test.each([
  ["empty", 'echo "error: failed to load checkpoint: EOF" >&2; exit 255'],
  ["cut off", `head -c 40 "$(dirname "$0")/state.json"`],
])("a state that is %s while the run writes it is asked for again", async (_, line) => {
  const calls = install(line, line);
  expect(await idsInState("organization/story/dev")).toEqual(new Set(["one", "two"]));
  expect(calls()).toBe(3);
});

test("a state that stays unreadable is an error that says why", async () => {
  const calls = install('echo "error: no passphrase" >&2; exit 1', "exit 1", 'echo "error: still none" >&2; exit 1');
  await expect(idsInState("organization/story/dev", [1, 1])).rejects.toThrow("pulumi stack failed: still none");
  expect(calls()).toBe(3);
});
