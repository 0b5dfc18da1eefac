// Settings that other tools follow and this provider does not: refused by name, never ignored, never shown.
import { errorOf, makeHost, PASSWORD_LOGIN, removeHosts, resolve } from "../support/settingsHost";

afterAll(removeHosts);

const AUTH = { auth_url: "https://iam.example.com/v3", username: "a", password: "p" };

const fileOf = (cloud: unknown) => ({ "project/clouds.yaml": JSON.stringify({ clouds: { c: cloud } }) });

const hostOf = (cloud: object, secure?: unknown) =>
  makeHost(
    { OS_CLOUD: "c" },
    {
      ...fileOf(cloud),
      ...(secure === undefined
        ? {}
        : { "home/.config/openstack/secure.yaml": JSON.stringify({ clouds: { c: secure } }) }),
    },
  );

const KEYS = [
  ["trust_id", "the scope of a trust"],
  ["system_scope", "the whole system"],
  ["identity_api_version", "Only v3 is supported"],
  ["passcode", "one-time password"],
  ["auth_methods", "several factors"],
  ["identity_provider", "federated login"],
  ["protocol", "federated login"],
  ["service_token", "service token"],
  ["cert", "client certificate"],
  ["key", "client certificate"],
] as const;

describe.each(KEYS)("%s", (key, says) => {
  const value = key === "identity_api_version" ? "2.0" : "value-canary";

  test("of the environment is refused", () => {
    const variable = `OS_${key.toUpperCase()}`;
    const { problems, message } = errorOf(PASSWORD_LOGIN, makeHost({ [variable]: value }));
    expect(problems).toEqual([expect.stringContaining(`${variable} asks for `)]);
    expect(problems[0]).toContain(says);
    expect(message).not.toContain("canary");
    expect(resolve(PASSWORD_LOGIN, makeHost({ [variable]: "" })).credentials.method).toBe("password");
  });

  test.each([
    ["auth.", { auth: { ...AUTH, [key]: value } }],
    ["", { auth: AUTH, [key]: value }],
    ["", { auth: AUTH, [key]: [value] }],
  ])("of a cloud is refused (%s…)", (prefix, cloud) => {
    const { problems, message } = errorOf({}, hostOf(cloud));
    expect(problems).toEqual([expect.stringContaining(`${prefix}${key} of cloud "c"`)]);
    expect(problems[0]).toContain(says);
    expect(message).not.toContain("canary");
  });
});

test("version 3 of the identity service is the one that is spoken", () => {
  expect(resolve(PASSWORD_LOGIN, makeHost({ OS_IDENTITY_API_VERSION: "3" })).authUrl).toBe(PASSWORD_LOGIN.authUrl);
  expect(resolve({}, hostOf({ auth: AUTH, identity_api_version: 3 })).authUrl).toBe(AUTH.auth_url);
});

test.each([
  { region_name: ["a", "b"] },
  { region_name: { a: 1 } },
  { profile: ["otc"] },
  { cloud: { name: "otc" } },
  { regions: "a" },
  { regions: { a: 1 } },
  { regions: [["a"]] },
  { regions: [{ values: {} }] },
  { regions: [{ name: "a", values: ["x"] }] },
  { regions: [{ name: "a", auth: { username: "b" } }] },
  { regions: [true, { a: 1 }] },
  { network_interface: ["internal", "public"] },
  { network_service_type: ["network"] },
  { network_region_name: { a: 1 } },
  { verify: ["false"] },
  { default_domain: ["d"] },
])("a value of a wrong form is refused: %j", (part) => {
  const [key] = Object.keys(part);
  const { problems } = errorOf({}, hostOf({ auth: AUTH, ...part }));
  expect(problems).toEqual([expect.stringContaining(`${key} of cloud "c"`)]);
});

test.each([
  [
    { regions: [{ name: "R1", values: { auth: "value-canary" } }] },
    /^auth of region R1 of cloud "c" in .* is not a mapp/,
  ],
  [
    { regions: [{ name: "R1", values: { region_name: ["R2"] } }] },
    /^region_name of region R1 of cloud "c" in .* is not/,
  ],
])("a value of a wrong form in a region is refused: %j", (part, says) => {
  const { problems, message } = errorOf({}, hostOf({ auth: AUTH, ...part }));
  expect(problems).toEqual([expect.stringMatching(says)]);
  expect(message).not.toContain("canary");
});

test.each([
  ["a text", "value-canary"],
  ["a list", ["value-canary"]],
])("a cloud that is no mapping but %s is refused, in both files", (_, cloud) => {
  const says = /^cloud "c" in .* is not a mapping/;
  expect(errorOf({}, makeHost({ OS_CLOUD: "c" }, fileOf(cloud))).problems).toEqual([expect.stringMatching(says)]);
  expect(errorOf({}, hostOf({ auth: AUTH }, cloud)).problems).toEqual([expect.stringMatching(says)]);
});

test("clouds that are no mapping are refused, in both files", () => {
  const files = { "home/.config/openstack/secure.yaml": JSON.stringify({ clouds: [{ c: {} }] }) };
  const { problems } = errorOf({}, makeHost({ OS_CLOUD: "c" }, { ...fileOf({ auth: AUTH }), ...files }));
  expect(problems).toEqual([expect.stringMatching(/^clouds of .*secure\.yaml is not a mapping/)]);
});

test("auth that is no mapping is refused", () => {
  expect(errorOf({}, hostOf({ auth: ["value-canary"] })).problems).toEqual([
    expect.stringMatching(/^auth of cloud "c" in .* is not a mapping/),
  ]);
});

test("an empty value in secure.yaml takes no password away", () => {
  for (const empty of ["", null]) {
    const { credentials } = resolve({}, hostOf({ auth: AUTH }, { auth: { password: empty } }));
    expect(credentials).toMatchObject({ method: "password", password: "p" });
  }
});

test.each([
  "v3oidcclientcredentials",
  "v3oidcpassword",
  "v3samlpassword",
  "v3totp",
  "v3kerberos",
  "none",
  "http_basic",
])("the kind of login %s is named, with those that are known, without a user name, too", (kind) => {
  const environment = { OS_AUTH_URL: AUTH.auth_url, OS_AUTH_TYPE: kind };
  const shell = errorOf({}, makeHost(environment)).problems;
  const cloud = errorOf({}, hostOf({ auth: { auth_url: AUTH.auth_url }, auth_type: kind })).problems;
  for (const problems of [shell, cloud]) {
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`"${kind}", a kind of login that this provider does not know`);
    expect(problems[0]).toContain("password, token, v3applicationcredential or aksk");
    expect(problems[0]).not.toContain("No credentials were found");
  }
});
