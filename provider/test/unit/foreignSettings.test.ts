// Every setting that openstacksdk, keystoneauth, python-openstackclient and gophertelekomcloud read, in the environment and in
// a cloud: followed, refused, or without effect on who logs in where. The names were read in their sources.
import { errorOf, makeHost, removeHosts, resolve } from "../support/settingsHost";

afterAll(removeHosts);

const AUTH = { auth_url: "https://iam.example.com/v3", username: "a", password: "p", project_id: "i" };
const WITH_NAME = { auth_url: "https://iam.example.com/v3", username: "a", password: "p", project_name: "n" };
const ONLY_URL = { auth_url: "https://iam.example.com/v3" };

function variablesOf(auth: object): Record<string, string> {
  return Object.fromEntries(Object.entries(auth).map(([key, value]) => [`OS_${key.toUpperCase()}`, String(value)]));
}

function hostOf(cloud: object) {
  return makeHost({ OS_CLOUD: "c" }, { "project/clouds.yaml": JSON.stringify({ clouds: { c: cloud } }) });
}

/** The key, a value, what comes of it, and the login that it is added to. */
type Followed = readonly [key: string, value: string, settings: object, login?: object];

const FOLLOWED: readonly Followed[] = [
  ["auth_url", "https://h/v3", { authUrl: "https://h/v3" }, { username: "a", password: "p" }],
  ["username", "u", { credentials: { user: { name: "u" } } }, { ...ONLY_URL, password: "p" }],
  ["user_name", "u", { credentials: { user: { name: "u" } } }, { ...ONLY_URL, password: "p" }],
  ["user_id", "u", { credentials: { user: { id: "u" } } }, { ...ONLY_URL, password: "p" }],
  ["password", "w", { credentials: { method: "password", password: "w" } }, { ...ONLY_URL, username: "a" }],
  ["token", "t", { credentials: { method: "token", token: "t" } }, ONLY_URL],
  ["auth_token", "t", { credentials: { method: "token", token: "t" } }, ONLY_URL],
  ["project_id", "j", { scope: { projectId: "j" } }, WITH_NAME],
  ["tenant_id", "j", { scope: { projectId: "j" } }, WITH_NAME],
  ["project_name", "m", { scope: { projectName: "m" } }, { ...ONLY_URL, username: "a", password: "p" }],
  ["tenant_name", "m", { scope: { projectName: "m" } }, { ...ONLY_URL, username: "a", password: "p" }],
  ["user_domain_id", "d", { credentials: { user: { domain: { id: "d" } } } }],
  ["user_domain_name", "D", { credentials: { user: { domain: { name: "D" } } } }],
  ["project_domain_id", "d", { scope: { domain: { id: "d" } } }, WITH_NAME],
  ["project_domain_name", "D", { scope: { domain: { name: "D" } } }, WITH_NAME],
  ["domain_id", "d", { credentials: { user: { domain: { id: "d" } } }, scope: { domain: { id: "d" } } }, WITH_NAME],
  ["domain_name", "D", { credentials: { user: { domain: { name: "D" } } } }],
  [
    "default_domain",
    "d",
    { credentials: { user: { domain: { id: "d" } } }, scope: { domain: { id: "d" } } },
    WITH_NAME,
  ],
  ["default_domain_id", "d", { credentials: { user: { domain: { id: "d" } } } }],
  ["default_domain_name", "D", { credentials: { user: { domain: { name: "D" } } } }],
  [
    "application_credential_id",
    "c",
    { credentials: { method: "applicationCredential", credential: { id: "c" } } },
    { ...ONLY_URL, application_credential_secret: "s" },
  ],
  [
    "application_credential_name",
    "c",
    { credentials: { method: "applicationCredential", credential: { name: "c", user: { name: "a" } } } },
    { ...ONLY_URL, application_credential_secret: "s", username: "a" },
  ],
  [
    "application_credential_secret",
    "s",
    { credentials: { method: "applicationCredential", secret: "s" } },
    { ...ONLY_URL, application_credential_id: "c" },
  ],
  ["auth_type", "v3token", { credentials: { method: "token" } }, { ...AUTH, token: "t" }],
  ["auth_plugin", "v3token", { credentials: { method: "token" } }, { ...AUTH, token: "t" }],
  ["region_name", "R1", { region: "R1" }],
  ["network_region_name", "R2", { region: "R2" }],
  ["interface", "internal", { interface: "internal" }],
  ["endpoint_type", "internalURL", { interface: "internal" }],
  ["network_interface", "admin", { interface: "admin" }, { ...AUTH, interface: "internal" }],
  ["network_endpoint_type", "adminURL", { interface: "admin" }, { ...AUTH, interface: "internal" }],
  ["network_service_type", "vpn", { serviceType: "vpn" }],
  ["network_service_name", "neutron", { serviceName: "neutron" }],
  ["network_endpoint_override", "https://vpn.example.com/v2.0", { endpoint: "https://vpn.example.com" }],
  ["network_endpoint", "https://vpn.example.com", { endpoint: "https://vpn.example.com" }],
  ["insecure", "true", { insecure: true }],
  ["identity_api_version", "3", { authUrl: AUTH.auth_url }],
  ["network_api_version", "2.0", { authUrl: AUTH.auth_url }],
];

const BESIDE_AUTH = ["region_name", "insecure"];

test.each(FOLLOWED.map(([key, ...rest]) => ({ key, rest })))("$key is followed", ({ key, rest }) => {
  const [value, settings, login = AUTH] = rest;
  expect(resolve({}, makeHost(variablesOf({ ...login, [key]: value })))).toMatchObject(settings);
  expect(resolve({}, hostOf({ ...login, [key]: value }))).toMatchObject(settings);
  const inside = hostOf({ auth: { ...login, [key]: value } });
  if (BESIDE_AUTH.includes(key)) {
    expect(errorOf({}, inside).problems).toEqual([expect.stringContaining(`Write ${key} next to auth, not in it.`)]);
  } else {
    expect(resolve({}, inside)).toMatchObject(settings);
  }
});

const REFUSED: readonly string[] = [
  "trust_id",
  "system_scope",
  "identity_api_version",
  "network_api_version",
  "endpoint",
  "endpoint_override",
  "service_endpoint",
  "url",
  "agency_name",
  "agency_domain_name",
  "delegated_project",
  "service_provider",
  "remote_project_id",
  "remote_project_name",
  "passcode",
  "auth_methods",
  "identity_provider",
  "protocol",
  "service_token",
  "cert",
  "key",
];

test.each(REFUSED)("%s is refused by name", (key) => {
  const login = { ...AUTH, [key]: "value-canary" };
  for (const host of [makeHost(variablesOf(login)), hostOf(login), hostOf({ auth: login })]) {
    const { problems, message } = errorOf({}, host);
    expect(problems).toEqual([expect.stringContaining(" asks for ")]);
    expect(problems[0]).toMatch(new RegExp(`${key}|OS_${key.toUpperCase()}`));
    expect(message).not.toContain("canary");
  }
});

// They say how other tools talk, what they print, or what they need for kinds of login that auth_type has to name.
const WITHOUT_EFFECT: readonly string[] = [
  "service_type",
  "service_name",
  "api_timeout",
  "force_ipv4",
  "prefer_ipv6",
  "network_default_microversion",
  "compute_api_version",
  "image_api_version",
  "volume_api_version",
  "compute_endpoint_override",
  "compute_region_name",
  "compute_interface",
  "image_format",
  "floating_ip_source",
  "message",
  "vendor_hook",
  "access_token",
  "access_token_endpoint",
  "discovery_endpoint",
  "client_id",
  "client_secret",
  "oauth2_client_id",
  "idp_otp_key",
  "redirect_uri",
  "remote_project_domain_id",
  "remote_project_domain_name",
];

test.each(WITHOUT_EFFECT)("%s changes nothing of a login", (key) => {
  const login = { ...AUTH, [key]: "x" };
  expect(resolve({}, makeHost(variablesOf(login)))).toEqual(resolve({}, makeHost(variablesOf(AUTH))));
  const withKey = { ...resolve({}, hostOf({ auth: AUTH, [key]: "x" })), seen: "" };
  expect(withKey).toEqual({ ...resolve({}, hostOf({ auth: AUTH })), seen: "" });
});

test("a region of the network service leaves the address of the identity service alone", () => {
  const cloud = {
    auth: { ...AUTH, auth_url: "https://iam.{region_name}.example.com/v3" },
    region_name: "R1",
    network_region_name: "R2",
  };
  expect(resolve({}, hostOf(cloud))).toMatchObject({ authUrl: "https://iam.r1.example.com/v3", region: "R2" });
  expect(resolve({ region: "R3" }, hostOf(cloud))).toMatchObject({ region: "R3" });
});

const USER = { auth_url: AUTH.auth_url, username: "a", password: "p" };
const TOKEN = { auth_url: AUTH.auth_url, token: "t" };
test.each([
  ["domain_id", USER],
  ["domain_name", USER],
  ["domain_id", TOKEN],
  ["domain_name", TOKEN],
])("%s without a project is a login to a domain, which is refused", (key, auth) => {
  const login = { ...auth, [key]: "d" };
  for (const host of [makeHost(variablesOf(login)), hostOf({ auth: login })]) {
    const { problems } = errorOf({}, host);
    expect(problems).toEqual([expect.stringContaining("without a project asks for a login to a whole domain")]);
    expect(problems[0]).toContain("Set vpnaas:projectId (OS_PROJECT_ID) or vpnaas:projectName (OS_PROJECT_NAME)");
  }
});

test("the provider's own domainName is the domain of the user, also without a project", () => {
  const given = { authUrl: AUTH.auth_url, username: "a", password: "p", domainName: "D" };
  expect(resolve(given)).toMatchObject({ credentials: { user: { domain: { name: "D" } } }, scope: undefined });
});

test.each([
  [{ OS_PROJECT_ID: "i" }, /^OS_PROJECT_ID has no effect on a token without the address of the identity service/],
  [{ OS_PROJECT_NAME: "n" }, /^OS_PROJECT_NAME has no effect on a token without the address/],
])("a project next to a token that is used as it is, is refused: %j", (project, says) => {
  const whole = { OS_TOKEN: "t", OS_NETWORK_ENDPOINT_OVERRIDE: "https://vpn.example.com" };
  expect(resolve({}, makeHost(whole))).toMatchObject({ scope: undefined, authUrl: undefined });
  const { problems } = errorOf({}, makeHost({ ...whole, ...project }));
  expect(problems).toEqual([expect.stringMatching(says)]);
  expect(problems[0]).toContain("Set vpnaas:authUrl (OS_AUTH_URL), or unset OS_PROJECT_");
  expect(resolve({}, makeHost({ ...whole, ...project, OS_AUTH_URL: AUTH.auth_url }))).toMatchObject({
    authUrl: AUTH.auth_url,
  });
});

test("no domain is the domain default, on Open Telekom Cloud the user's own", () => {
  const auth = { username: "a", password: "p", project_name: "n" };
  const openstack = { ...auth, auth_url: "https://iam.example.com/v3" };
  for (const host of [makeHost(variablesOf(openstack)), hostOf({ auth: openstack })]) {
    expect(resolve({}, host)).toMatchObject({
      credentials: { user: { name: "a", domain: { id: "default" } } },
      scope: { projectName: "n", domain: { id: "default" } },
    });
  }
  for (const cloud of [
    { auth, profile: "otc", region_name: "eu-nl" },
    { auth: { ...auth, auth_url: "https://iam.eu-nl.otc.t-systems.com/v3" } },
  ]) {
    const { credentials, scope } = resolve({}, hostOf(cloud));
    expect(credentials).toEqual({ method: "password", password: "p", user: { name: "a", domain: undefined } });
    expect(scope).toEqual({ projectName: "n", domain: undefined });
  }
});

const CREDENTIAL = {
  auth_url: AUTH.auth_url,
  application_credential_id: "c",
  application_credential_secret: "s",
};

test("the project next to an application credential is remembered; one of a lower source is of another login", () => {
  const cloud = { auth: CREDENTIAL };
  const files = { "project/clouds.yaml": JSON.stringify({ clouds: { c: cloud } }) };
  const inShell = { OS_PROJECT_ID: "i" };
  expect(resolve({}, hostOf({ auth: { ...CREDENTIAL, project_id: "i" } })).scope).toEqual({ projectId: "i" });
  expect(resolve({}, makeHost({ ...inShell, OS_CLOUD: "c" }, files)).scope).toEqual({ projectId: "i" });
  expect(resolve({ cloud: "c" }, makeHost(inShell, files)).scope).toBeUndefined();
});
