// When an access key is the login, what it needs, and when it is left alone next to another login.
import { errorOf, makeHost, removeHosts, resolve } from "../support/settingsHost";

afterAll(removeHosts);

const authUrl = "https://iam.example.com/v3";

const accepted = [
  {
    reason: "an access key next to a usable login does no harm",
    config: { username: "a", password: "p" },
    environment: { OS_ACCESS_KEY: "AK", OS_SECRET_KEY: "SK" },
    credentials: { method: "password", password: "p", user: { name: "a", domain: { id: "default" } } },
    scope: undefined,
  },
  {
    reason: "an access key of the same source as a usable login does no harm either",
    config: {},
    environment: { OS_ACCESS_KEY: "AK", OS_SECRET_KEY: "SK", OS_USERNAME: "a", OS_PASSWORD: "p" },
    credentials: { method: "password", password: "p", user: { name: "a", domain: { id: "default" } } },
    scope: undefined,
  },
  {
    reason: "OS_AUTH_TYPE aksk takes the access key",
    config: { projectId: "i" },
    environment: {
      OS_ACCESS_KEY: "AK",
      OS_SECRET_KEY: "SK",
      OS_USERNAME: "a",
      OS_PASSWORD: "p",
      OS_AUTH_TYPE: "aksk",
    },
    credentials: { method: "accessKey", accessKey: "AK", secretKey: "SK", securityToken: undefined },
    scope: { projectId: "i" },
  },
  {
    reason: "an access key in stack config beats a password of a lower source",
    config: { accessKey: "AK", secretKey: " SK ", projectName: "eu-de_test" },
    environment: { OS_USERNAME: "a", OS_PASSWORD: "p" },
    credentials: { method: "accessKey", accessKey: "AK", secretKey: "SK", securityToken: undefined },
    scope: { projectName: "eu-de_test", domain: undefined },
  },
  {
    reason: "a temporary access key, its project given by the region alone",
    config: {},
    environment: { OS_ACCESS_KEY: "AK", OS_SECRET_KEY: "SK", OS_SECURITY_TOKEN: "ST", OS_REGION_NAME: "eu-de" },
    credentials: { method: "accessKey", accessKey: "AK", secretKey: "SK", securityToken: "ST" },
    scope: undefined,
  },
  {
    reason: "a security token below the secret key belongs to another key",
    config: { accessKey: "AK", secretKey: "SK", projectId: "i" },
    environment: { OS_SECURITY_TOKEN: "ST" },
    credentials: { method: "accessKey", accessKey: "AK", secretKey: "SK", securityToken: undefined },
    scope: { projectId: "i" },
  },
  {
    reason: "the secret key and its security token may both stand below the access key",
    config: { accessKey: "AK", projectId: "i" },
    environment: { OS_SECRET_KEY: "SK", OS_SECURITY_TOKEN: "ST" },
    credentials: { method: "accessKey", accessKey: "AK", secretKey: "SK", securityToken: "ST" },
    scope: { projectId: "i" },
  },
];

test.each(accepted)("$reason", ({ config, environment, credentials, scope }) => {
  const settings = resolve({ authUrl, ...config }, makeHost(environment));
  expect(settings.credentials).toEqual(credentials);
  expect(settings.scope).toEqual(scope);
});

test("an access key in the shell does no harm to the password of a cloud that OS_CLOUD names", () => {
  const cloud = "clouds:\n  c: {auth: {auth_url: https://h, username: a, password: p}}\n";
  const environment = { OS_CLOUD: "c", OS_ACCESS_KEY: "AK", OS_SECRET_KEY: "SK" };
  const host = (change: Record<string, string>) =>
    makeHost({ ...environment, ...change }, { "project/clouds.yaml": cloud });
  expect(resolve({}, host({})).credentials.method).toBe("password");
  expect(resolve({ projectId: "i" }, host({ OS_AUTH_TYPE: "aksk" })).credentials.method).toBe("accessKey");
});

const refused = [
  {
    reason: "an access key without its secret",
    config: { accessKey: "AK1", projectId: "i" },
    environment: {},
    says: ["vpnaas:accessKey asks to log in with an access key", "Set vpnaas:secretKey (OS_SECRET_KEY)."],
  },
  {
    reason: "a secret key without its access key",
    config: {},
    environment: { OS_SECRET_KEY: "SK1", OS_PROJECT_ID: "i" },
    says: ["OS_SECRET_KEY asks", "Set vpnaas:accessKey (OS_ACCESS_KEY)."],
  },
  {
    reason: "an access key that nothing gives a project",
    config: { accessKey: "AK1", secretKey: "SK1" },
    environment: {},
    says: ["vpnaas:projectId (OS_PROJECT_ID) or vpnaas:projectName", "vpnaas:region (OS_REGION_NAME) for the main"],
  },
  {
    reason: "an access key next to a user without a password",
    config: {},
    environment: { OS_USERNAME: "a", OS_ACCESS_KEY: "AK1", OS_SECRET_KEY: "SK1" },
    says: ["Set vpnaas:password (OS_PASSWORD); or unset OS_USERNAME to log in with an access key (OS_ACCESS_KEY)"],
  },
  {
    reason: "an access key and a password in stack config",
    config: { accessKey: "AK1", secretKey: "SK1", password: "p" },
    environment: {},
    says: ["a password (vpnaas:password) and an access key (vpnaas:accessKey)", "or aksk"],
  },
];

test.each(refused)("$reason is a problem that says what to do", ({ config, environment, says }) => {
  const { problems, message } = errorOf({ authUrl, ...config }, makeHost(environment));
  expect(problems).toHaveLength(1);
  for (const text of says) expect(problems[0]).toContain(text);
  expect(message).not.toMatch(/AK1|SK1/);
});

const addresses = [
  {
    reason: "an access key with an endpoint and the id of the project needs none either",
    config: { accessKey: "a", secretKey: "s", projectId: "i", endpoint: "https://h" },
    ok: true,
  },
  {
    reason: "an access key with the name of the project does",
    config: { accessKey: "a", secretKey: "s", projectName: "n", endpoint: "https://h" },
    ok: false,
  },
  {
    reason: "an access key without an endpoint does",
    config: { accessKey: "a", secretKey: "s", projectId: "i" },
    ok: false,
  },
];

test.each(addresses)("$reason", ({ config, ok }) => {
  if (ok) expect(resolve(config).authUrl).toBeUndefined();
  else expect(errorOf(config).problems).toEqual([expect.stringContaining("set vpnaas:authUrl (OS_AUTH_URL)")]);
});
