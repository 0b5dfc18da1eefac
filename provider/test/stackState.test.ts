// The state is asked of a program that stands in for the Pulumi CLI: what it prints is what matters here.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { idsInState } from "../src/adapters/stackState";
import { StateUnreadable } from "../src/lifecycle/world";
import { CommandMissing } from "../src/pulumiCommand";
import { rejectionOf } from "./support/loopback";

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

/** Puts a `pulumi` on the PATH that runs this line of a script. */
function install(line: string): void {
  writeFileSync(join(folder, "state.json"), STATE);
  writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
}

const SHOW = 'cat "$(dirname "$0")/state.json"';

test("the ids of a state", async () => {
  install(`echo "$@" > "${join(folder, "calls")}"; ${SHOW}`);
  expect(await idsInState("organization/story/dev")).toEqual(new Set(["one", "two"]));
  expect(readFileSync(join(folder, "calls"), "utf8")).toContain("stack export --stack organization/story/dev");
});

test.each([
  ["empty", 'echo "error: failed to load checkpoint: EOF" >&2; exit 255', /^pulumi stack failed: failed to load/],
  ["cut off", 'head -c 40 "$(dirname "$0")/state.json"', /JSON/],
  ["something else", "echo {}", /^pulumi stack export printed no state$/],
])("a state that is %s may be readable a moment later", async (_, line, message) => {
  install(line);
  const error = await rejectionOf(idsInState("organization/story/dev"));
  expect(error).toBeInstanceOf(StateUnreadable);
  expect(error).toHaveProperty("message", expect.stringMatching(message));
});

test("a CLI that is missing will not be there a moment later", async () => {
  process.env.PATH = folder;
  expect(await rejectionOf(idsInState("organization/story/dev"))).toBeInstanceOf(CommandMissing);
});
