// What a sentence shows of a value that someone else wrote.
import { sanitize } from "../../src/core/sanitize";

test.each([
  { reason: "text", value: "hq", shown: '"hq"' },
  { reason: "nothing", value: undefined, shown: "undefined" },
  { reason: "a list", value: ["a", 1], shown: '["a",1]' },
  { reason: "a long text", value: "x".repeat(10_000), shown: `"${"x".repeat(80)}…"` },
  { reason: "a value nested too deep for JSON", value: nested(100_000), shown: "a value that cannot be written down" },
  { reason: "a number that JSON does not know", value: 1n, shown: "a value that cannot be written down" },
])("$reason", ({ value, shown }) => {
  expect(sanitize(value)).toBe(shown);
});

function nested(depth: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < depth; level += 1) value = { a: value };
  return value;
}
