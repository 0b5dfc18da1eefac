// That no secret gets through an error, however the server spells it. No network: replies are given as values.
import { inspect } from "node:util";
import { httpError, networkError, timeoutError } from "../../src/api/http/apiErrors";
import { rememberSecret } from "../../src/core/masking/rememberedSecrets";
import { neutron, REQUEST, replyOf } from "../support/replies";

/** Everything that an error could be printed as. */
function printed(error: Error): string {
  return [
    error.message,
    error.stack,
    String(error),
    inspect(error, { depth: 9, showHidden: true }),
    JSON.stringify(error),
  ].join("\n");
}

const PSK = `ca'na"ry\\1/2 <ümläut>`;
const secretRequest = {
  ...REQUEST,
  headers: { "X-Auth-Token": "gAAAAAB-token-canary" },
  body: { ipsec_site_connection: { psk: PSK, name: "office" } },
};
const echoes: { reason: string; echo: string; core?: string }[] = [
  { reason: "as it is", echo: PSK },
  { reason: "in quotes that it breaks", echo: `'${PSK}'` },
  { reason: "JSON", echo: JSON.stringify(PSK) },
  { reason: "JSON in JSON", echo: JSON.stringify(JSON.stringify(PSK)) },
  { reason: "JSON with escaped slashes", echo: JSON.stringify(PSK).replace("/", "\\/") },
  { reason: "JSON in ASCII", echo: `"ca'na\\"ry\\\\1/2 <\\u00fcml\\u00e4ut>"` },
  { reason: "repr of Python", echo: `'ca\\'na"ry\\\\1/2 <ümläut>'` },
  { reason: "ascii() of Python", echo: `'ca\\'na"ry\\\\1/2 <\\xfcml\\xe4ut>'` },
  { reason: "URL", echo: encodeURIComponent(PSK) },
  { reason: "URL of a form, lower case", echo: "ca%27na%22ry%5c1%2f2+%3c%c3%bcml%c3%a4ut%3e" },
  { reason: "HTML", echo: "ca&#x27;na&#34;ry\\1/2 &lt;ümläut&gt;" },
  { reason: "HTML, other entities", echo: "ca&#39;na&quot;ry\\1/2 &lt;ümläut&gt;" },
  { reason: "read with the wrong character set", echo: Buffer.from(PSK, "utf8").toString("latin1") },
  { reason: "upper case", echo: PSK.toUpperCase() },
  { reason: "the token", echo: "gAAAAAB-token-canary" },
];
test.each(echoes)("an echo is masked: $reason", ({ echo }) => {
  // A neutral sentence, so that only the exact spelling can have been found.
  const error = httpError(secretRequest, replyOf(400, neutron("HTTPBadRequest", `Bad value ${echo} here`)));
  expect(error.serverMessage).toMatch(/^Bad value '?"?(\\")?\[masked\](\\")?"?'? here$/);
  expect(printed(error)).not.toMatch(/ca.{0,6}na.{0,6}ry|ml.{1,12}ut|canary/i);
});

test("what stands in the code, the request id, a redirect or the connection's message is masked, too", () => {
  const secret = "correct-horse-battery";
  const request = { ...REQUEST, body: { auth: { password: { user: { password: secret } } } } };
  const headers = { "x-request-id": `req-${secret}`, location: `https://else.example.com/${secret}?token=${secret}` };
  const errors = [
    httpError(request, replyOf(302, { code: `X.${secret}`, message: secret }, headers)),
    networkError(request, Object.assign(new Error(`bad header ${secret}`), { code: "ERR_X", config: { secret } })),
    timeoutError({ ...request, purpose: `logging in ${secret}` }, 1000),
  ];
  for (const error of errors) {
    expect(printed(error)).not.toContain(secret);
  }
});

const delicate: { reason: string; body: unknown; said: string; shown: string }[] = [
  {
    reason: "a sentence about the psk",
    body: {},
    said: "Invalid input for psk. Reason: '12345678' is not valid.",
    shown: "Invalid input for psk. Reason: '[masked]' is not valid.",
  },
  {
    reason: "the key itself is no secret",
    body: {},
    said: "Required attribute 'psk' not specified",
    shown: "Required attribute 'psk' not specified",
  },
  {
    reason: "apostrophes inside words do not shift the quotes",
    body: {},
    said: "can't take secret 'abc' or u'def'",
    shown: "can't take secret '[masked]' or '[masked]'",
  },
  { reason: "a literal that never ends", body: {}, said: "bad password 'abcdef", shown: "bad password '[masked]'" },
  {
    reason: "a very short psk hides every literal",
    body: { psk: "ab" },
    said: "'ab' or 'cd' is not a string",
    shown: "'[masked]' or '[masked]' is not a string",
  },
  {
    reason: "a very short psk alone among words",
    body: { psk: "xy" },
    said: "xy is no proxy",
    shown: "[masked] is no proxy",
  },
  { reason: "a psk that is a number", body: { psk: 12345678 }, said: "got 12345678", shown: "got [masked]" },
  {
    reason: "other literals stay readable",
    body: { psk: "long-enough" },
    said: "'10.0.0.0/33' is no subnet",
    shown: "'10.0.0.0/33' is no subnet",
  },
];
test.each(delicate)("$reason", ({ body, said, shown }) => {
  const error = httpError({ ...REQUEST, body: { ipsec_site_connection: body } }, replyOf(400, neutron("X", said)));
  expect(error.serverMessage).toBe(shown);
});

test("a secret at the place where a long sentence is cut does not show its beginning", () => {
  const secret = `${"S".repeat(40)}canary`;
  const said = `${"x".repeat(480)} ${secret}`;
  const error = httpError({ ...REQUEST, body: { psk: secret } }, replyOf(400, neutron("X", said)));
  expect(error.serverMessage).not.toContain("SSSS");
});

test("a psk of backslashes in a long text of backslashes takes no time", () => {
  const request = { ...REQUEST, body: { psk: "\\".repeat(128) } };
  const started = performance.now();
  httpError(request, replyOf(400, neutron("X", `psk '${"\\".repeat(15_000)}`)));
  expect(performance.now() - started).toBeLessThan(2_000);
});

// Trying every spelling of every key on every text would take hours.
test("two thousand keys of other requests are masked in two thousand errors, whatever their spelling", () => {
  const keys = Array.from({ length: 2000 }, (_, number) => `${number} "quoted" & <ä> key ${number}`);
  for (const key of keys) rememberSecret(key);
  for (const key of keys) {
    const said = `it is ${JSON.stringify(JSON.stringify(key)).toUpperCase()}, or ${encodeURIComponent(key)}`;
    expect(httpError(REQUEST, replyOf(400, neutron("X", said))).serverMessage).not.toMatch(/quoted|key/i);
  }
});

test("ids of tokens in a login body are secrets", () => {
  const request = { ...REQUEST, body: { auth: { identity: { token: { id: "token-canary" } } } } };
  expect(printed(httpError(request, replyOf(401, "token-canary is bad")))).not.toContain("token-canary");
});

test("a redirect whose address would be read as other characters: the host alone is shown", () => {
  const psk = "CanaryPsk-Zw9qT7";
  const escaped = [...psk].map((sign) => `\\x${sign.charCodeAt(0).toString(16)}`).join("");
  const reply = replyOf(302, "", { location: `https://else.example.com/${escaped}` });
  const { message } = httpError({ ...REQUEST, body: { psk } }, reply);
  expect(message).toContain("(it points to https://else.example.com/[masked])");
});
