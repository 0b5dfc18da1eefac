import { withoutStackTraces } from "../../../sdk/nodejs/runtime/stackTraces";

/** What the errors that `make` returns say of where they were made, read while no stack is written, and read later. */
function readBoth(make: () => Error[], hidden = "nowhere"): { early: string[]; late: string[] } {
  const restore = withoutStackTraces(hidden);
  let early: string[];
  let errors: Error[];
  try {
    early = make().map(({ stack }) => String(stack));
    errors = make();
  } finally {
    restore();
  }
  return { early, late: errors.map(({ stack }) => String(stack)) };
}

test("a stack that is read meanwhile is not written down, one that is read later is whole", () => {
  const { early, late } = readBoth(() => [new Error("first"), new TypeError("second")]);
  expect(early).toEqual(["Error: first", "TypeError: second"]);
  for (const stack of late) expect(stack).toMatch(/^\w+: \w+\n {4}at .*stackTraces\.test\.ts:\d+:\d+/);
});

test.each([
  ["someone writes stacks", Error.prepareStackTrace],
  ["no one does", undefined],
])("who raises the limit to read all frames gets them, without those of the hidden file, where %s", (_, writer) => {
  const before = { prepareStackTrace: Error.prepareStackTrace, stackTraceLimit: Error.stackTraceLimit };
  Object.assign(Error, { prepareStackTrace: writer });
  Error.stackTraceLimit = Number.POSITIVE_INFINITY;
  try {
    const shown = readBoth(() => [new Error("shown")]).early.join();
    const without = readBoth(() => [new Error("hidden")], __filename).early.join();
    expect(shown).toMatch(/^Error: shown\n {4}at .*stackTraces\.test\.ts/);
    expect(without).toMatch(/^Error: hidden\n {4}at /);
    expect(without).not.toContain("stackTraces.test.ts");
    expect(Error.prepareStackTrace).toBe(writer);
  } finally {
    Object.assign(Error, before);
  }
});
