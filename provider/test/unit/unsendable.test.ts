// A setting whose value fits into no header, URL or login: named in its spellings, its value never shown, nothing sent.
import { errorOf, makeHost, PASSWORD_LOGIN, removeHosts, resolve } from "../support/settingsHost";

afterAll(removeHosts);

const { password } = PASSWORD_LOGIN;
const KEY_LOGIN = {
  authUrl: "https://iam.example.com/v3",
  region: "eu-de",
  accessKey: "AK-canary",
  secretKey: "SK-canary",
};
const TOKEN_LOGIN = { token: "token-canary", endpoint: "https://vpc.example.com" };
const NAMED_CREDENTIAL = { authUrl: "https://iam.example.com/v3", applicationCredentialSecret: "secret-canary" };

const login = "a line break or another control character";
const header = "a character that an HTTP header cannot carry";
const refused = [
  { name: "token", base: TOKEN_LOGIN, what: header },
  { name: "accessKey", base: KEY_LOGIN, what: header },
  { name: "securityToken", base: KEY_LOGIN, what: header },
  { name: "projectId", base: KEY_LOGIN, what: header },
  { name: "secretKey", base: KEY_LOGIN, what: login },
  { name: "region", base: PASSWORD_LOGIN, what: login },
  { name: "projectName", base: PASSWORD_LOGIN, what: login },
  { name: "username", base: PASSWORD_LOGIN, what: login },
  { name: "userId", base: PASSWORD_LOGIN, what: login },
  { name: "userDomainName", base: PASSWORD_LOGIN, what: login },
  {
    name: "domainId",
    base: { ...PASSWORD_LOGIN, projectName: "n" },
    what: login,
  },
  {
    name: "projectDomainId",
    base: { ...PASSWORD_LOGIN, projectName: "office" },
    what: login,
  },
  {
    name: "applicationCredentialId",
    base: NAMED_CREDENTIAL,
    what: login,
  },
  {
    name: "applicationCredentialName",
    base: { ...NAMED_CREDENTIAL, username: "alice" },
    what: login,
  },
  { name: "authUrl", base: PASSWORD_LOGIN, what: login },
  { name: "endpoint", base: TOKEN_LOGIN, what: login },
];

const breaks = { "a line break": "\r\nX-Evil: 1", "a NUL": "\u0000x", "half of a character": "\ud800x" };
const cases = refused.flatMap((each) => Object.entries(breaks).map(([reason, piece]) => ({ ...each, reason, piece })));

test.each(cases)("$name with $reason is a problem of its own, and the only one", ({ name, base, what, piece }) => {
  const start = name === "authUrl" || name === "endpoint" ? "https://hidden.example.com/" : "hidden";
  const { problems, message } = errorOf({ ...base, [name]: `${start}${piece}` });
  expect(problems).toEqual([expect.stringContaining(`vpnaas:${name} holds ${what}`)]);
  expect(message).not.toMatch(/hidden|evil|canary/i);
  expect(message).not.toContain(piece);
});

test("a header takes less than a login: letters beyond ASCII are a problem of a token, not of a user name", () => {
  expect(errorOf({ ...TOKEN_LOGIN, token: "caf\u00e9" }).problems).toEqual([expect.stringContaining(header)]);
  expect(resolve({ ...PASSWORD_LOGIN, username: "caf\u00e9 \u{1f511}", region: "z\u00fcrich" })).toMatchObject({
    region: "z\u00fcrich",
    credentials: { user: { name: "caf\u00e9 \u{1f511}" } },
  });
});

test("the message says where the value was written", () => {
  const host = makeHost({ OS_TOKEN: "a\nb" });
  expect(errorOf({ endpoint: "https://vpc.example.com" }, host).problems).toEqual([
    "OS_TOKEN holds a character that an HTTP header cannot carry (a line break, " +
      "a control character or anything beyond ASCII). Copy the value again; nothing was sent.",
  ]);
});

test("line breaks around a value are slips of copying, and passwords may hold what they like", () => {
  const odd = { ...PASSWORD_LOGIN, username: "alice\n", password: `${password}\n\t` };
  expect(resolve(odd)).toMatchObject({ credentials: { user: { name: "alice" }, password: `${password}\n\t` } });
});

test("a setting that the login does not use may hold anything", () => {
  const host = makeHost({
    OS_SECURITY_TOKEN: "a\nb",
    OS_PROJECT_DOMAIN_NAME: "a\nb",
    OS_APPLICATION_CREDENTIAL_ID: "a\nb",
  });
  expect(resolve({ ...TOKEN_LOGIN }, host)).toMatchObject({ credentials: { token: "token-canary" } });
});

test.each(["evil.example/", "evil.example:80", "user@evil.example", "a b", "..", "eu-de\\x"])(
  "a region that leads the address of a vendor profile elsewhere is a problem: %j",
  (region) => {
    const files = { "project/clouds.yaml": "clouds: { otc: { profile: otc, auth: { username: u, password: p } } }" };
    const { problems } = errorOf({ cloud: "otc", region }, makeHost({}, files));
    expect(problems).toEqual([expect.stringContaining("vpnaas:region is")]);
    expect(problems[0]).toContain("stands in the address");
  },
);
