// Secrets that a server echoes cut off or encoded: nothing of six characters may be read from what is printed, and the rest of the
// sentence stays. No network: replies are given as values.
import { inspect } from "node:util";
import { httpError, networkError, replyError } from "../../src/api/http/apiErrors";
import { maskForeign } from "../../src/core/masking/masking";
import { rememberPublic, rememberSecret } from "../../src/core/masking/rememberedSecrets";
import { neutron, REQUEST, replyOf } from "../support/replies";

const PSK = "CanaryPsk/Zw9!qT7&mR2<xY";
const BYTES = Buffer.from(PSK, "utf8");
const HEX = BYTES.toString("hex");
const each = (say: (code: number) => string, text = PSK) => [...text].map((sign) => say(sign.charCodeAt(0))).join("");
const hex = (code: number, digits = 2) => code.toString(16).padStart(digits, "0");
const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");
const entities: Record<string, string> = { "/": "&sol;", "!": "&excl;", "&": "&amp;", "<": "&lt;" };

const echoes: { how: string; echo: string }[] = [
  { how: "cut off", echo: `${PSK.slice(0, 13)}...` },
  { how: "cut off after six characters", echo: `${PSK.slice(0, 6)}…` },
  { how: "cut off after four characters", echo: `${PSK.slice(0, 4)}...` },
  { how: "cut off at the front", echo: `...${PSK.slice(9)}` },
  { how: "with stars in the middle", echo: `${PSK.slice(0, 7)}*****${PSK.slice(-6)}` },
  { how: "behind a name", echo: `psk=${PSK.slice(0, 12)}` },
  { how: "in JSON without blanks", echo: `{"psk":"${PSK.slice(0, 10)}","mtu":1500}` },
  { how: "in capitals and cut off", echo: PSK.toUpperCase().slice(0, 11) },
  { how: "in wide letters", echo: each((code) => String.fromCharCode(code + 0xfee0)) },
  { how: "decimal entities", echo: each((code) => `&#${code};`) },
  { how: "decimal entities without semicolons", echo: each((code) => `&#${code}`) },
  { how: "hexadecimal entities", echo: each((code) => `&#x${hex(code)};`) },
  { how: "named entities", echo: PSK.replace(/[/!&<]/g, (sign) => entities[sign] ?? sign) },
  {
    how: "entities of all kinds",
    echo: [...PSK].map((sign, at) => (at % 3 === 0 ? `&#${sign.charCodeAt(0)};` : (entities[sign] ?? sign))).join(""),
  },
  { how: "entities of entities", echo: each((code) => `&amp;#${code};`) },
  { how: "entities, cut off", echo: each((code) => `&#x${hex(code)};`, PSK.slice(0, 8)) },
  { how: "every character percent-encoded", echo: each((code) => `%${hex(code)}`) },
  { how: "percent-encoded twice", echo: each((code) => `%25${hex(code)}`) },
  { how: "percent-encoded and cut off", echo: encodeURIComponent(PSK).slice(0, 14) },
  { how: "%u", echo: each((code) => `%u${hex(code, 4)}`) },
  { how: "\\u", echo: each((code) => `\\u${hex(code, 4)}`) },
  { how: "\\u twice", echo: each((code) => `\\\\u${hex(code, 4)}`) },
  { how: "\\u{}", echo: each((code) => `\\u{${hex(code)}}`) },
  { how: "\\U", echo: each((code) => `\\U${hex(code, 8)}`) },
  { how: "\\x", echo: each((code) => `\\x${hex(code)}`) },
  { how: "octal", echo: each((code) => `\\${code.toString(8).padStart(3, "0")}`) },
  { how: "as in LDAP", echo: each((code) => `\\${hex(code)}`) },
  { how: "U+", echo: each((code) => `U+${hex(code, 4)} `, PSK.slice(0, 12)).trim() },
  { how: "quoted-printable", echo: each((code) => `=${hex(code).toUpperCase()}`) },
  { how: "quoted-printable with a soft break", echo: `${PSK.slice(0, 8)}= ${PSK.slice(8)}` },
  { how: "base64", echo: base64(PSK) },
  { how: "base64url without padding", echo: BYTES.toString("base64url") },
  { how: "base64, cut off", echo: base64(PSK).slice(0, 12) },
  { how: "base64 in the middle of another text", echo: base64(`user:${PSK}`) },
  { how: "base64, its beginning lost", echo: base64(PSK).slice(3) },
  { how: "base64 of base64", echo: base64(base64(PSK)) },
  { how: "base64 of a JSON text in base64", echo: base64(JSON.stringify({ key: base64(PSK) })) },
  { how: "base64 of percent", echo: base64(encodeURIComponent(PSK)) },
  { how: "base64, percent-encoded", echo: encodeURIComponent(base64(`${PSK}??>>`)) },
  { how: "base64 of UTF-16", echo: base64(Buffer.from(PSK, "utf16le")) },
  { how: "hexadecimal", echo: HEX },
  { how: "hexadecimal in capitals, cut off", echo: HEX.toUpperCase().slice(0, 14) },
  { how: "hexadecimal behind 0x", echo: `0x${HEX}` },
  { how: "hexadecimal with colons", echo: HEX.replace(/(..)(?=.)/g, "$1:") },
  { how: "hexadecimal with blanks", echo: HEX.replace(/(..)(?=.)/g, "$1 ") },
  { how: "hexadecimal, one digit off", echo: `e${HEX}` },
  { how: "hexadecimal of UTF-16", echo: Buffer.from(PSK, "utf16le").toString("hex") },
  { how: "a list of bytes", echo: `[${[...BYTES].join(", ")}]` },
  { how: "a buffer as JSON", echo: JSON.stringify(BYTES) },
  { how: "UTF-16 read as bytes", echo: Buffer.from(PSK, "utf16le").toString("latin1") },
  { how: "UTF-16, escaped", echo: each((code) => `\\u0000\\u${hex(code, 4)}`) },
  { how: "bytes read as UTF-16", echo: BYTES.toString("utf16le") },
  { how: "bytes read as UTF-16, the other way", echo: Buffer.from(BYTES).swap16().toString("utf16le") },
  { how: "with marks that no one sees", echo: [...PSK].join("\u200b") },
  { how: "letter by letter", echo: [...PSK].join(" ") },
  { how: "with blanks", echo: PSK.replace(/(.{4})(?=.)/g, "$1 ") },
  { how: "with dashes", echo: PSK.replace(/(.{4})(?=.)/g, "$1-") },
  { how: "with dots", echo: [...PSK].join(".") },
  { how: "with commas", echo: [...PSK].join(",") },
  { how: "as a list of letters", echo: JSON.stringify([...PSK]) },
  { how: "put together from pieces", echo: (PSK.match(/.{1,4}/g) ?? []).join('" + "') },
  { how: "with other marks that are invisible", echo: PSK.replace(/(.{2})/g, "$1\u2061\u{e0041}") },
  { how: "coloured", echo: PSK.replace(/(.{2})/g, "$1\u001b[0m") },
  { how: "with tags in between", echo: PSK.replace(/(.{3})/g, "$1<wbr>") },
  { how: "decimal entities with zeros", echo: each((code) => `&#00000000${code};`) },
  { how: "decimal digits alone", echo: each((code) => String(code).padStart(3, "0")) },
  { how: "binary digits", echo: each((code) => code.toString(2).padStart(8, "0")) },
  { how: "base32", echo: "INQW4YLSPFIHG2ZPLJ3TSILRKQ3SM3KSGI6HQWI=" },
];

/** Whether six characters in a row of the echo can be read. */
function visible(text: string, echo: string): string[] {
  const stem = echo.replace(/^psk=|^\{"psk":"|","mtu.*$|\.{3}|…/g, "");
  const length = Math.min(6, stem.length);
  const runs = Array.from({ length: stem.length - length + 1 }, (_, at) => stem.slice(at, at + length));
  return runs.filter((run) => text.includes(run));
}

const request = { ...REQUEST, body: { ipsec_site_connection: { psk: PSK, name: "office" } } };

test("the echo in base32 is one of this key", () => {
  const bits = [...BYTES].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  const signs = groups.map((group) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(group.padEnd(5, "0"), 2)]);
  expect(echoes.at(-1)?.echo).toBe(`${signs.join("")}=`);
});

describe.each(echoes)("$how", ({ echo }) => {
  test("in a sentence: nothing of it is left, and the sentence is", () => {
    const error = httpError(request, replyOf(400, neutron("HTTPBadRequest", `The value ${echo} is too weak`)));
    expect(visible(`${error.message} ${inspect(error)}`, echo)).toEqual([]);
    expect(error.serverMessage).toMatch(/^The value \S*\[masked\].* is too weak$/);
  });

  test("in the code, the request id, the target of a redirect and the phrase about a reply", () => {
    const oneLine = echo.replace(/[^ -~]/g, "?");
    const errors = [
      httpError(request, replyOf(400, neutron(echo, "no"))),
      httpError(request, replyOf(500, neutron("x", "no"), { "x-openstack-request-id": `req-${oneLine}` })),
      httpError(request, replyOf(302, "", { location: `https://elsewhere.example/${encodeURIComponent(echo)}` })),
      networkError(request, new Error(`the proxy said ${echo}`)),
      replyError(request, { status: 200, headers: {} }, { problem: `the catalog has no region (it has ${echo})` }),
    ];
    const printed = errors.map((error) => `${error.message} ${inspect(error)}`).join("\n");
    expect(visible(printed, oneLine.includes("?") ? echo : oneLine)).toEqual([]);
    expect(printed).toContain("it points to https://elsewhere.example");
  });
});

test("in the title of a page, whose entities a browser would show as the key", () => {
  const page = `<html><head><title>Bad key ${each((code) => `&#${code};`)}</title></head></html>`;
  expect(httpError(request, replyOf(502, page)).message).toContain("502 Bad key [masked]");
});

test("a key of several words, cut off in any place", () => {
  const psk = "correct horse battery staple";
  const body = { ipsec_site_connection: { psk } };
  for (let end = 9; end < psk.length; end += 1) {
    const said = `Got ${psk.slice(0, end)} and no more`;
    const { serverMessage } = httpError({ ...REQUEST, body }, replyOf(400, neutron("x", said)));
    expect(serverMessage).toBe("Got [masked] and no more");
  }
});

describe("what is said in the open stays readable", () => {
  const psk = "office-paris-10.20.0.0/16-8fd9650c-0001-4000-8000-000000000001-status";
  const open = { name: "office-paris", peer_address: "10.20.0.1" };
  const say = (said: string, secret = psk) =>
    httpError(
      { ...REQUEST, body: { ipsec_site_connection: { ...open, psk: secret } } },
      replyOf(409, neutron("C", said)),
    ).serverMessage;

  test.each([
    { reason: "a name of the same request", said: "Connection office-paris exists" },
    { reason: "a name in quotes", said: "Connection 'office-paris' exists, name=office-paris" },
    { reason: "a step of the path", said: "ipsec-site-connections/8fd9650c is busy" },
    { reason: "an id that shares some digits", said: "Router 8fd9650c-0001-4000-8000-00000000ffff not found" },
    { reason: "a network that shares some digits", said: "10.20.0.0/17 overlaps" },
    { reason: "an address", said: "Peer 10.20.0.9 is used" },
  ])("$reason", ({ said }) => {
    expect(say(said)).toBe(said);
  });

  test.each([
    { reason: "more of the key than the name", said: "Got office-paris-10", shown: "Got [masked]" },
    {
      reason: "an id that the key holds as a whole",
      said: "Got 8fd9650c-0001-4000-8000-000000000001",
      shown: "Got [masked]",
    },
    { reason: "a network that the key holds as a whole", said: "Got 10.20.0.0/16", shown: "Got [masked]" },
  ])("but not $reason", ({ said, shown }) => {
    expect(say(said)).toBe(shown);
  });

  test("a common word stays where the sentence is not about a secret", () => {
    expect(say("The connection is invalid", "connection1")).toBe("The connection is invalid");
    expect(say("The psk connection is invalid", "connection1")).toBe("The psk [masked] is invalid");
  });

  test("the key itself is masked even if it is the name, too", () => {
    expect(say("office-paris is taken", "office-paris")).toBe("[masked] is taken");
  });

  test("a name that the program gave elsewhere", () => {
    rememberSecret("branch-london-2031-key");
    expect(maskForeign("branch-london-2031")).toBe("[masked]");
    rememberPublic("branch-london-2031");
    expect(maskForeign("branch-london-2031")).toBe("branch-london-2031");
    expect(maskForeign("branch-london-2031-k")).toBe("[masked]");
  });
});

describe("what looks like a token is masked, whoever's it is", () => {
  const fernet = `gAAAAABl${"Zx_9-k".repeat(20)}==`;
  const jwt = `eyJhbGciOiJFUzI1NiJ9.${"eyJzdWIiOiIxMjM0".repeat(3)}.SflKxwRJSMeKKF2QT4`;
  const texts = [
    `Token ${fernet} expired`,
    "Token gAAAAABlZx was cut",
    `Token ${fernet.toUpperCase()} expired`,
    `Token ${jwt} expired`,
    `X-Auth-Token: 0123456789abcdef0123456789abcdef`,
    `{"X-Subject-Token":"0123456789abcdef"}`,
    "SDK-HMAC-SHA256 Credential=AKIA01234567/20260101/eu-nl/iam/sdk_request, Signature=0123456789abcdef",
    "Authorization: Bearer 0123456789abcdef0123",
    "tried Basic dXNlcjpwYXNzd29yZDE= in vain",
    "see https://user:pass1word@proxy.example/x",
    `PKIZ_${"eJx9kk9".repeat(9)}`,
    `MIIC${"0aB1cD2e".repeat(12)}`,
  ];
  test.each(texts)("%s", (text) => {
    const shown = maskForeign(text);
    expect(shown).toContain("[masked]");
    expect(shown).not.toMatch(/gaaaa|eyJ|cdef|AKIA|dXNl|pass1|eJx9|0aB1/i);
  });

  test("a sentence about a signature is none", () => {
    const said = "Incorrect IAM authentication information: verify aksk signature fail, signature: expired";
    expect(maskForeign(said)).toBe(said);
  });
});

test("a thousand keys are looked for in the texts of a thousand errors", () => {
  const keys = Array.from({ length: 1000 }, (_, number) => base64(`${number} secret of a site ${number * 7919}`));
  for (const key of keys) rememberSecret(key);
  for (const key of keys) {
    const { serverMessage } = httpError(REQUEST, replyOf(500, neutron("x", `it is ${key.slice(0, 20)}... I fear`)));
    expect(serverMessage).toBe("it is [masked]... I fear");
  }
});
