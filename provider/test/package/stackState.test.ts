// The state is asked of a program that stands in for the Pulumi CLI: what it prints, where it runs and how often is what matters here.
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStateSource, stateIn } from "../../src/adapters/stackExport";
import { StateUnreadable } from "../../src/context";
import { rejectionOf } from "../support/loopback";

const STACK = "organization/story/dev";
const TYPE = "pulumi-nodejs:dynamic/vpnaas:IkePolicy";
const urn = (types: string, name: string) => `urn:pulumi:dev::story::${types}::${name}`;
const PARENT = urn("my:Hub$my:Site", "a");
const STATE = {
  deployment: {
    manifest: { time: "2026-01-01T00:00:00Z" },
    resources: [
      { urn: urn("pulumi:pulumi:Stack", "story-dev"), type: "pulumi:pulumi:Stack" },
      { urn: urn(TYPE, "ike"), type: TYPE, id: "one", inputs: { name: "main" } },
      { urn: urn(`my:Hub$my:Site$${TYPE}`, "a::b"), type: TYPE, id: "two", parent: PARENT },
      { urn: urn("vpnaas:index:IkePolicy", "native"), type: "vpnaas:index:IkePolicy", id: "three" },
      {
        urn: urn("openstack:vpnaas/ikePolicy:IkePolicy", "o"),
        type: "openstack:vpnaas/ikePolicy:IkePolicy",
        id: "four",
      },
      { urn: urn(TYPE, "looked-up"), type: TYPE, id: "five", external: true },
    ],
    pending_operations: [
      { type: "creating", resource: { urn: urn(TYPE, "begun"), type: TYPE, inputs: { name: "x" } } },
      { type: "updating", resource: { urn: urn(TYPE, "ike"), type: TYPE, id: "one" } },
    ],
  },
};

let folder: string;
const path = process.env.PATH;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "vpnaas-state-")));
  process.env.PATH = `${folder}:${path}`;
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a `pulumi` on the PATH that notes how it was called and runs this line of a script. */
function install(line: string): void {
  writeFileSync(join(folder, "state.json"), JSON.stringify(STATE));
  const note = `echo "$PWD $*" >> "${join(folder, "calls")}"`;
  writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${note}\n${line}\n`, { mode: 0o755 });
}

const calls = () => readFileSync(join(folder, "calls"), "utf8").trimEnd().split("\n");
const SHOW = 'cat "$(dirname "$0")/state.json"';
const ask = createStateSource({ gathering: 20 });

test("what a state holds: its resources by kind and place, without what is only looked up, and what was begun", () => {
  const { resources, pendingCreates, pendingUpdates } = stateIn(JSON.stringify(STATE), 0);
  expect(resources.map(({ id, kind, path: where }) => [id, kind, where])).toEqual([
    [undefined, undefined, "::story-dev"],
    ["one", "IkePolicy", "::ike"],
    ["two", "IkePolicy", "my:Hub$my:Site::a::b"],
    ["three", "IkePolicy", "::native"],
    ["four", undefined, "::o"],
  ]);
  expect(resources.map(({ parent }) => parent)).toEqual([undefined, undefined, PARENT, undefined, undefined]);
  expect(pendingCreates).toEqual([
    {
      urn: urn(TYPE, "begun"),
      path: "::begun",
      kind: "IkePolicy",
      id: undefined,
      inputs: { name: "x" },
      autonames: [],
    },
  ]);
  expect(pendingUpdates).toEqual([
    { urn: urn(TYPE, "ike"), path: "::ike", kind: "IkePolicy", id: "one", inputs: {}, autonames: [] },
  ]);
});

test.each([
  ["before this run", "2026-01-01T00:00:00.001Z", false],
  ["by this run", "2026-01-01T00:00:00Z", true],
])("a state that was written %s says so", (_, since, isOfThisRun) => {
  expect(stateIn(JSON.stringify(STATE), Date.parse(since)).isOfThisRun).toBe(isOfThisRun);
});

test("24 who ask at the same time are answered by one export; who asks later gets one of its own", async () => {
  install(SHOW);
  const answers = await Promise.all(Array.from({ length: 24 }, () => ask(STACK)));
  expect(new Set(answers).size).toBe(1);
  expect(calls()).toEqual([expect.stringContaining(`stack export --stack ${STACK}`)]);
  expect(await ask(STACK)).not.toBe(answers[0]);
  expect(calls()).toHaveLength(2);
});

test("who asks while an export runs is not answered by it, and exports do not run side by side", async () => {
  const busy = join(folder, "busy");
  install(`mkdir "${busy}" || exit 3; sleep 0.2; ${SHOW}; rmdir "${busy}"`);
  const first = ask(STACK);
  while (!wasCalled()) await new Promise((resolve) => setTimeout(resolve, 5));
  const [one, two] = await Promise.all([first, ask(STACK)]);
  expect(one).not.toBe(two);
  expect(calls()).toHaveLength(2);
});

function wasCalled(): boolean {
  try {
    return calls().length > 0;
  } catch {
    return false;
  }
}

test.each([
  ["empty", 'echo "error: failed to load checkpoint: EOF" >&2; exit 255', /^pulumi stack failed: failed to load/],
  ["cut off", 'head -c 40 "$(dirname "$0")/state.json"', /JSON/],
  ["something else", "echo {}", /^pulumi stack export printed no state\. /],
])("a state that is %s may be readable a moment later", async (_, line, message) => {
  install(line);
  const error = await rejectionOf(ask(STACK));
  expect(error).toBeInstanceOf(StateUnreadable);
  expect(error).toHaveProperty("message", expect.stringMatching(message));
  expect(error).toHaveProperty("message", expect.stringContaining(`Run \`pulumi stack export --stack ${STACK}\` in `));
});

test("a CLI that is missing will not be there a moment later", async () => {
  process.env.PATH = folder;
  const error = await rejectionOf(ask(STACK));
  expect(error).not.toBeInstanceOf(StateUnreadable);
  expect(error).toHaveProperty("message", expect.stringContaining("the command pulumi is not on the PATH"));
});

test("a CLI that does not answer is ended after the time limit, and that is no reason to ask again", async () => {
  install("exec sleep 60");
  const error = await rejectionOf(createStateSource({ gathering: 0, timeLimit: 300 })(STACK));
  expect(error).not.toBeInstanceOf(StateUnreadable);
  expect(error).toHaveProperty("message", expect.stringContaining("pulumi stack did not end within 0.3 s"));
});
