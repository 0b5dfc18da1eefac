// A clouds.yaml that is hostile or broken ends in a clear error or a tolerant reading, never in a hang and never with a secret shown.
import { type Settings, SettingsError } from "../../../src/settings";
import { fc } from "../../support/laws";
import { makeHost, removeHosts, resolve } from "../../support/settingsHost";
import { hostileText, PROTOTYPE_NAMES } from "./hostile";
import { RUNS, uphold } from "./runs";
import { expectCleanPrototype } from "./verdicts";

jest.setTimeout(1_200_000);
afterEach(removeHosts);

const CANARY = "Canary-password-0123456789";
const GOOD = `clouds:\n  c:\n    auth: {auth_url: "https://h/v3", username: a, password: ${CANARY}, project_name: p}\n`;
const LONGEST = 3_000;

/** The settings, or the error for the user; anything else is a defect and is thrown. */
function read(text: string): Settings | SettingsError {
  try {
    return resolve({ cloud: "c" }, makeHost({}, { "project/clouds.yaml": text }));
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    if (error.message.includes(CANARY)) throw new Error("shows the password");
    if (error.message.length > LONGEST) throw new Error(`${error.message.length} characters`);
    return error;
  } finally {
    expectCleanPrototype();
    removeHosts();
  }
}

const bomb = (levels: number) =>
  ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    .concat(Array.from({ length: levels }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(10)}]`))
    .join("\n");

const refused: readonly { what: string; text: string; says: RegExp }[] = [
  { what: "a bomb of aliases", text: `${bomb(12)}\n${GOOD}`, says: /uses YAML aliases that are unknown or too many/ },
  {
    what: "a bomb inside of the cloud",
    text: `${bomb(12)}\nclouds: {c: {auth: {username: *a12}}}`,
    says: /YAML aliases/,
  },
  {
    what: "an alias to nothing",
    text: `clouds: {c: {auth: {password: *${CANARY}}}}`,
    says: /aliases that are unknown|not valid YAML/,
  },
  {
    what: "a tab",
    text: `clouds:\n\tc:\n\t\tauth: {password: ${CANARY}}`,
    says: /is not valid YAML \(line 2, column 1/,
  },
  {
    what: "a whole cloud in the place of its name",
    text: `clouds:\n ?  c:\n    auth: {auth_url: "https://h/v3", username: a, password: ${CANARY}, project_name: p}\n`,
    says: /It has the clouds {2}\(and 1 with odd names\)/,
  },
  {
    what: "100,000 opened lists",
    text: "[".repeat(100_000),
    says: /is not valid YAML \(line 1, column \d+, RESOURCE_EXHAUSTION\)/,
  },
  {
    what: "100,000 lists in lists",
    text: `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
    says: /is not valid YAML \(line 1, column \d+, RESOURCE_EXHAUSTION\)/,
  },
  {
    what: "20,000 maps in maps",
    text: `clouds: ${"{a: ".repeat(20_000)}b${"}".repeat(20_000)}`,
    says: /is not valid YAML \(line 1, column \d+, (RESOURCE_EXHAUSTION|TAG_RESOLVE_FAILED)\)/,
  },
  {
    what: "10 MB",
    text: `x: ${"y".repeat(10 * 1024 * 1024)}\n${GOOD}`,
    says: /has 10485\d+ bytes, more than 262144; it is not read/,
  },
  { what: "a list at the top", text: "- a\n- b", says: /is not a mapping/ },
  { what: "nothing", text: "", says: /is not a mapping/ },
  {
    what: "a prototype instead of a cloud",
    text: "clouds: {__proto__: {c: {auth: {username: x}}}}",
    says: /cloud "c".*was not found/,
  },
  { what: "binary", text: "\u0000\u0001\u0002", says: /is not/ },
];

test.each(refused)("$what is refused with a clear error", ({ text, says }) => {
  const end = read(text);
  expect(end).toBeInstanceOf(SettingsError);
  expect(String(end)).toMatch(says);
});

test.each([
  ["a map that holds itself", "clouds: {c: &a {auth: *a}}"],
  ["an auth that holds itself", "clouds: {c: {auth: &a {auth: *a, username: u}}}"],
  ["a merge of itself", "clouds: {c: &a {<<: *a}}"],
  ["clouds that hold themselves", "clouds: &a {c: *a}"],
])("%s ends in a clear error", (_, text) => {
  expect(read(text)).toBeInstanceOf(SettingsError);
});

test.each(PROTOTYPE_NAMES)("a key %s in any place changes nothing", (name) => {
  const text = `${name}: {polluted: yes}\n${GOOD.replace("auth: {", `auth: {${name}: {polluted: yes}, `)}    ${name}: {auth: {username: evil}}\n`;
  const end = read(text);
  expect(end).not.toBeInstanceOf(SettingsError);
  expect(end).toMatchObject({ credentials: { method: "password", user: { name: "a" }, password: CANARY } });
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

const fragment = fc.oneof(
  fc.constantFrom(...PROTOTYPE_NAMES),
  fc.constantFrom(
    "clouds:",
    "c:",
    "auth:",
    "  ",
    "\t",
    "\n",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "&a",
    "*a",
    "<<: *a",
    "!!binary",
    "|",
    ">",
    "? ",
    "%YAML 1.1",
    "---",
    "...",
    "#",
    "'",
    '"',
    ": ",
    "regions: [",
    "profile: otc",
    "verify: no",
  ),
  hostileText,
);

test("clouds.yaml of any text is read or refused", async () => {
  const broken = fc
    .tuple(fc.nat({ max: GOOD.length }), fc.nat({ max: 10 }), fc.array(fragment, { maxLength: 4 }))
    .map(([at, dropped, added]) => GOOD.slice(0, at) + added.join("") + GOOD.slice(at + dropped));
  await uphold<string>({
    name: "clouds.yaml of any text is read or refused",
    cases: RUNS * 0.1,
    from: fc.oneof(
      broken,
      fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join("")),
    ),
    holds: (text) => {
      // A password that was cut off may stand where a name or a code is shown; whole it may not.
      read(text);
    },
  });
});
