// The table of pulumi-vpnaas-status: it fits the terminal whatever the names are, and no name can write to the terminal.
import { tableOf, timeOf } from "../../src/cli/status/table";
import { fitted, shownText, widthOf } from "../../src/cli/status/text";
import { viewOf } from "../support/views";

const NOW = viewOf().since + 60_000;

test("the columns are as wide as what is in them", () => {
  const lines = tableOf([viewOf(), viewOf({ name: "hub-rome", status: "DOWN" })], 80, NOW);
  expect(lines.map((line) => line.replace(/\d\d:\d\d:\d\d/, "TIME"))).toEqual([
    "NAME       PEER         STATUS  SEEN SINCE  SERVICE",
    "hub-paris  203.0.113.9  ACTIVE  TIME    gate",
    "hub-rome   203.0.113.9  DOWN    TIME    gate",
  ]);
});

const LONG = "a-very-long-name-of-a-connection-that-goes-on-and-on-and-on-for-ever";
test.each([
  ["long", { name: LONG, service: { id: "s", name: LONG } }],
  [
    "wide",
    { name: "東京支店大阪支店名古屋支店札幌支店福岡支店仙台支店", peer: "2001:db8:1234:5678:9abc:def0:1234:5678" },
  ],
  ["emoji and marks", { name: "🏢".repeat(30), service: { id: "s", name: "e\u0301".repeat(60) } }],
  ["hostile", { name: `\u001b[31m${"\n\t\r".repeat(20)}\u202e`, status: "PENDING_CREATE" }],
])("%s names are cut, so that 80 columns are enough", (_, change) => {
  const lines = tableOf([viewOf({ ...change, status: "PENDING_CREATE" }), viewOf()], 80, NOW);
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    expect(widthOf(line)).toBeLessThanOrEqual(80);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(line).not.toMatch(/[\u0000-\u001f\u202e]/);
  }
  const at = lines[0]?.indexOf("STATUS") ?? 0;
  expect(lines[2]?.slice(at, at + 6)).toBe("ACTIVE");
  expect(lines[1]).toContain("PENDING_CREATE");
});

test("without a name the id stands there; without a status a sign", () => {
  const [, line] = tableOf([viewOf({ name: "", status: "", service: { id: "s-1", name: "" } })], 80, NOW);
  expect(line).toMatch(/^aaaaaaaa-0000-4000-8000-000000000001 .* {2}- {2}.* s-1$/);
});

test("a time of another day has its date", () => {
  expect(timeOf(NOW, NOW)).toMatch(/^\d\d:\d\d:\d\d$/);
  expect(timeOf(NOW - 86_400_000, NOW)).toMatch(/^\d\d-\d\d \d\d:\d\d$/);
});

test("a text is filled or cut to the column, also in the middle of a wide sign", () => {
  expect(fitted("abc", 5)).toBe("abc  ");
  expect(fitted("abcdef", 5)).toBe("abcd…");
  expect(fitted("東京支店", 6)).toBe("東京… ");
  expect(shownText(undefined)).toBe("");
  expect(shownText("x".repeat(10_000)).length).toBe(250);
});
