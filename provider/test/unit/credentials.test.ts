// Which credentials and scope the settings lead to, and what is said when a part is missing.
import { errorOf, makeHost, removeHosts, resolve } from "../support/settingsHost";

afterAll(removeHosts);

const authUrl = "https://iam.example.com/v3";

const accepted = [
  {
    reason: "user and project by name, each in its domain",
    config: { username: "a", password: "p", userDomainName: "D", projectName: "eu-de", projectDomainId: "d1" },
    environment: {},
    credentials: { method: "password", password: "p", user: { name: "a", domain: { name: "D" } } },
    scope: { projectName: "eu-de", domain: { id: "d1" } },
  },
  {
    reason: "ids win over names of the same source",
    config: { username: "a", userId: "u", password: "p", projectName: "n", projectId: "i" },
    environment: {},
    credentials: { method: "password", password: "p", user: { id: "u" } },
    scope: { projectId: "i" },
  },
  {
    reason: "names of a higher source win over ids of a lower one",
    config: { username: "a", password: "p", userDomainName: "D", projectName: "n" },
    environment: { OS_USER_ID: "u", OS_USER_DOMAIN_ID: "d", OS_PROJECT_ID: "i" },
    credentials: { method: "password", password: "p", user: { name: "a", domain: { name: "D" } } },
    scope: { projectName: "n", domain: { id: "default" } },
  },
  {
    reason: "the password comes from a lower source",
    config: { username: "a" },
    environment: { OS_PASSWORD: " p " },
    credentials: { method: "password", password: " p ", user: { name: "a", domain: { id: "default" } } },
    scope: undefined,
  },
  {
    reason: "domainName stands for both domains",
    config: { username: "a", password: "p", projectName: "n", domainName: "D" },
    environment: {},
    credentials: { method: "password", password: "p", user: { name: "a", domain: { name: "D" } } },
    scope: { projectName: "n", domain: { name: "D" } },
  },
  {
    reason: "OS_DOMAIN_ID fills only the domain that is not named",
    config: {},
    environment: {
      OS_USERNAME: "a",
      OS_PASSWORD: "p",
      OS_USER_DOMAIN_NAME: "U",
      OS_DOMAIN_ID: "d",
      OS_TENANT_NAME: "n",
    },
    credentials: { method: "password", password: "p", user: { name: "a", domain: { name: "U" } } },
    scope: { projectName: "n", domain: { id: "d" } },
  },
  {
    reason: "a token of a higher source beats a password of a lower one",
    config: { token: "t" },
    environment: { OS_USERNAME: "a", OS_PASSWORD: "p", OS_PROJECT_ID: "i" },
    credentials: { method: "token", token: "t" },
    scope: { projectId: "i" },
  },
  {
    reason: "the old name of the token variable",
    config: {},
    environment: { OS_AUTH_TOKEN: "t" },
    credentials: { method: "token", token: "t" },
    scope: undefined,
  },
  {
    reason: "an application credential has to be for the project given",
    config: { applicationCredentialId: "c", projectId: "i" },
    environment: { OS_APPLICATION_CREDENTIAL_SECRET: "s", OS_PROJECT_NAME: "n" },
    credentials: { method: "applicationCredential", secret: "s", credential: { id: "c" } },
    scope: { projectId: "i" },
  },
  {
    reason: "an application credential by name belongs to a user, whose name does not ask for a password",
    config: { applicationCredentialName: "c", applicationCredentialSecret: "s", username: "a", userDomainId: "d" },
    environment: { OS_PASSWORD: "p" },
    credentials: {
      method: "applicationCredential",
      secret: "s",
      credential: { name: "c", user: { name: "a", domain: { id: "d" } } },
    },
    scope: undefined,
  },
  {
    reason: "OS_AUTH_TYPE decides where two methods are given",
    config: {},
    environment: { OS_AUTH_TYPE: "v3token", OS_TOKEN: "t", OS_USERNAME: "a", OS_PASSWORD: "p" },
    credentials: { method: "token", token: "t" },
    scope: undefined,
  },
  {
    reason: "OS_AUTH_TYPE decides also for a higher source that gives two methods",
    config: { token: "t", username: "a", password: "p" },
    environment: { OS_AUTH_TYPE: "password" },
    credentials: { method: "password", password: "p", user: { name: "a", domain: { id: "default" } } },
    scope: undefined,
  },
  {
    reason: "OS_AUTH_TYPE says nothing about a higher source that gives one method",
    config: { token: "t" },
    environment: { OS_AUTH_TYPE: "password", OS_USERNAME: "a" },
    credentials: { method: "token", token: "t" },
    scope: undefined,
  },
  {
    reason: "domainId stands for both domains",
    config: { username: "a", password: "p", projectName: "n", domainId: "D" },
    environment: {},
    credentials: { method: "password", password: "p", user: { name: "a", domain: { id: "D" } } },
    scope: { projectName: "n", domain: { id: "D" } },
  },
  {
    reason: "a domain of the user's own and one of the project's own leave nothing to domainName",
    config: {
      username: "a",
      password: "p",
      projectName: "n",
      domainName: "D",
      userDomainId: "u",
      projectDomainId: "d",
    },
    environment: {},
    credentials: { method: "password", password: "p", user: { name: "a", domain: { id: "u" } } },
    scope: { projectName: "n", domain: { id: "d" } },
  },
];

test.each(accepted)("$reason", ({ config, environment, credentials, scope }) => {
  const settings = resolve({ authUrl, ...config }, makeHost(environment));
  expect(settings.credentials).toEqual(credentials);
  expect(settings.scope).toEqual(scope);
});

test("OS_DEFAULT_DOMAIN is the domain of a user and a project that have none", () => {
  const host = makeHost({ OS_DEFAULT_DOMAIN: "d0" });
  const config = { authUrl, username: "a", password: "p", projectName: "n" };
  expect(resolve(config, host)).toMatchObject({
    credentials: { user: { name: "a", domain: { id: "d0" } } },
    scope: { projectName: "n", domain: { id: "d0" } },
  });
  expect(resolve({ ...config, domainName: "D" }, host).scope).toEqual({ projectName: "n", domain: { name: "D" } });
});

const refused = [
  {
    reason: "nothing at all",
    config: {},
    environment: {},
    says: ["vpnaas:username (OS_USERNAME)", "vpnaas:token (OS_TOKEN)", "vpnaas:cloud (OS_CLOUD)"],
  },
  {
    reason: "a user without a password",
    config: { username: "a" },
    environment: {},
    says: ["vpnaas:username asks to log in with a password", "Set vpnaas:password (OS_PASSWORD)."],
  },
  {
    reason: "a user without a password above a complete application credential",
    config: { username: "a" },
    environment: { OS_APPLICATION_CREDENTIAL_ID: "c", OS_APPLICATION_CREDENTIAL_SECRET: "s" },
    says: ["unset vpnaas:username to log in with an application credential (OS_APPLICATION_CREDENTIAL_ID)"],
  },
  {
    reason: "a password without a user",
    config: {},
    environment: { OS_PASSWORD: "p" },
    says: ["OS_PASSWORD asks", "vpnaas:username (OS_USERNAME) or vpnaas:userId (OS_USER_ID)"],
  },
  {
    reason: "an application credential without its secret",
    config: { applicationCredentialId: "c" },
    environment: {},
    says: ["vpnaas:applicationCredentialSecret (OS_APPLICATION_CREDENTIAL_SECRET)"],
  },
  {
    reason: "a secret without its application credential",
    config: { applicationCredentialSecret: "s" },
    environment: {},
    says: ["vpnaas:applicationCredentialId (OS_APPLICATION_CREDENTIAL_ID) or vpnaas:applicationCredentialName"],
  },
  {
    reason: "an application credential by name without a user",
    config: { applicationCredentialName: "c", applicationCredentialSecret: "s" },
    environment: {},
    says: ["vpnaas:username (OS_USERNAME) or vpnaas:userId (OS_USER_ID)"],
  },
  {
    reason: "a token and a password in the same source",
    config: { token: "t", password: "p" },
    environment: {},
    says: ["a token (vpnaas:token) and a password (vpnaas:password)", "OS_AUTH_TYPE"],
  },
  {
    reason: "an application credential and a password in the same source",
    config: {},
    environment: { OS_APPLICATION_CREDENTIAL_ID: "c", OS_USERNAME: "a", OS_PASSWORD: "p" },
    says: ["an application credential (OS_APPLICATION_CREDENTIAL_ID) and a password (OS_PASSWORD)"],
  },
  {
    reason: "a login plugin that is not supported",
    config: {},
    environment: { OS_AUTH_TYPE: "v3totp", OS_USERNAME: "a", OS_PASSWORD: "p" },
    says: ["OS_AUTH_TYPE", '"v3totp"', "v3applicationcredential"],
  },
];

test.each(refused)("$reason is a problem that says what to do", ({ config, environment, says }) => {
  const { problems } = errorOf({ authUrl, ...config }, makeHost(environment));
  expect(problems).toHaveLength(1);
  for (const text of says) expect(problems[0]).toContain(text);
});

const addresses = [
  {
    reason: "a token with an endpoint needs no identity service",
    config: { token: "t", endpoint: "https://h" },
    ok: true,
  },
  { reason: "a token alone does", config: { token: "t" }, ok: false },
  {
    reason: "a password with an endpoint does",
    config: { username: "a", password: "p", endpoint: "https://h" },
    ok: false,
  },
];

test.each(addresses)("$reason", ({ config, ok }) => {
  if (ok) expect(resolve(config).authUrl).toBeUndefined();
  else expect(errorOf(config).problems).toEqual([expect.stringContaining("set vpnaas:authUrl (OS_AUTH_URL)")]);
});

test("a token lying in the environment does not excuse a password login from its address", () => {
  const host = makeHost({ OS_TOKEN: "t" });
  const { problems } = errorOf({ username: "a", password: "p", endpoint: "https://h" }, host);
  expect(problems).toEqual([expect.stringContaining("set vpnaas:authUrl (OS_AUTH_URL)")]);
});
