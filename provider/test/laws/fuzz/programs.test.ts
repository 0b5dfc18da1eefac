// The laws of check and diff, which see what programs and states hold before anything is sent: every kind, both dialects.

import { startEmulator } from "../../../emulator";
import { createDynamicHandler } from "../../../src/adapters/dynamic/handler";
import type { Handler } from "../../../src/adapters/dynamic/verbs";
import { KINDS, type Kind, replacingInputs, resourceSpec, secretInputs, tokenOf } from "../../../src/core/schema";
import { hasUnknown } from "../../../src/core/unknown";
import { type Dialect, resolveSettings } from "../../../src/settings";
import { fc } from "../../support/laws";
import { FakeClock } from "../../support/loopback";
import { verbsFor } from "../../support/verbs";
import { anyProgram, anyState, type Inputs } from "./programs";
import { count, RUNS, uphold } from "./runs";
import { expectClean, expectCleanPrototype, expectSentence } from "./verdicts";

jest.setTimeout(1_200_000);

interface Case {
  readonly olds: Inputs;
  readonly news: Inputs;
  readonly state: Inputs;
}

const COMBINATIONS = KINDS.flatMap((kind) => (["otc", "openstack"] as const).map((dialect) => ({ kind, dialect })));

const said: string[] = [];
let warn: jest.SpyInstance;
beforeAll(() => {
  warn = jest.spyOn(console, "error").mockImplementation((text: unknown) => {
    said.push(String(text));
  });
});
afterAll(() => warn.mockRestore());

test.each(COMBINATIONS)("check and diff of $kind on $dialect", async ({ kind, dialect }) => {
  const emulator = await startEmulator({ dialect });
  const verbs = verbsOn(dialect, emulator.environment, kind);
  const counted = new Map<string, number>();
  try {
    await uphold<Case>({
      name: `check and diff of ${kind} on ${dialect}`,
      cases: RUNS / COMBINATIONS.length,
      from: fc.record({
        olds: fc.oneof(fc.constant({}), anyProgram(kind, dialect)),
        news: anyProgram(kind, dialect),
        state: anyState(kind, dialect),
      }),
      holds: async (each) => {
        count(counted, await judge({ kind, dialect, verbs }, each));
        if (emulator.requests().length > 0) throw new Error("something was sent");
      },
      counted,
    });
    expect([...counted.keys()].sort()).toEqual(["accepted", "refused"]);
  } finally {
    await emulator.close();
  }
});

function verbsOn(dialect: Dialect, environment: Record<string, string>, kind: Kind): Handler {
  const host = { environment, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
  const config: Inputs = { dialect };
  const settings = resolveSettings((name) => config[name], host);
  return verbsFor(settings, { kind, clock: new FakeClock(), log: (line) => void said.push(line) });
}

async function judge(
  { kind, dialect, verbs }: { kind: Kind; dialect: Dialect; verbs: Handler },
  { olds, news, state }: Case,
): Promise<"accepted" | "refused"> {
  const provider = createDynamicHandler(kind, { configure: () => undefined, verbs: () => verbs });
  const { inputs = {}, failures = [] } = await provider.check(olds, news);
  for (const failure of failures) judgeFailure(kind, news, failure);
  // Each property is refused once; one that is missing is declared.
  const most = Object.keys(resourceSpec(tokenOf(kind)).inputProperties).length + leaves(news);
  if (failures.length > most) throw new Error(`${failures.length} failures for ${most} values`);
  // The engine compares what was accepted; the life cycle bears the rest, too.
  const compare = () => verbs.diff(state, inputs, olds);
  const difference = failures.length === 0 ? await provider.diff("id", state, inputs) : compare();
  judgeDifference(kind, dialect, difference);
  expectCleanPrototype();
  for (const sentence of said.splice(0))
    if (sentence.length > 2_000) throw new Error(`said too much: ${sentence.length}`);
  if (failures.length > 0) return "refused";
  expectClean(difference);
  if (!hasUnknown(inputs)) judgeAccepted(verbs, inputs);
  return "accepted";
}

function judgeFailure(kind: Kind, news: Inputs, { property, reason }: { property: string; reason: string }): void {
  expectSentence(reason);
  expectSentence(`property ${property}`);
  const { inputProperties } = resourceSpec(tokenOf(kind));
  const secrets = secretInputs(tokenOf(kind));
  const isKnown = Object.hasOwn(inputProperties, property) && !secrets.includes(property);
  if (property !== "" && !isKnown) throw new Error(`the engine would print the value of ${JSON.stringify(property)}`);
  const named = property !== "" ? [property] : [...secrets, ...Object.keys(news).map(asShown)];
  if (!named.some((name) => reason.includes(name))) throw new Error(`names no property: ${reason}`);
}

// A long or strange name is shown by its beginning, escaped.
function asShown(name: string): string {
  return JSON.stringify(name.slice(0, 30))
    .slice(1, -1)
    .replace(/(\\ud[0-9a-f]{3})$/i, "");
}

function judgeDifference(kind: Kind, dialect: Dialect, difference: { replaces?: string[] }): void {
  const replacing = replacingInputs(tokenOf(kind), dialect);
  for (const name of difference.replaces ?? []) {
    if (!replacing.includes(name)) throw new Error(`${name} does not replace`);
  }
}

// What was accepted is what goes on: whole, the same when checked again, and no change to itself.
function judgeAccepted(handler: Handler, inputs: Inputs): void {
  if (JSON.stringify(JSON.parse(JSON.stringify(inputs))) !== JSON.stringify(inputs))
    throw new Error("not clean as JSON");
  const again = handler.check({}, inputs);
  if (JSON.stringify(again.inputs) !== JSON.stringify(inputs)) throw new Error("a second check changes the inputs");
  const { changes } = handler.diff(inputs, inputs, inputs);
  if (changes !== false) throw new Error("inputs differ from themselves");
}

function leaves(value: unknown, depth = 0): number {
  if (typeof value !== "object" || value === null || depth > 3) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + leaves(inner, depth + 1), 1);
}
