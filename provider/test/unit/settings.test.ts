// Settings without clouds.yaml: values, their checks, the words of problems. Credentials and clouds have own files.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { resolveSettings, SETTINGS } from "../../src/settings";
import { PROGRAM_SETTINGS } from "../../src/settings/table";
import { ROOT } from "../support/linkedFolder";
import { errorOf, makeHost, PASSWORD_LOGIN, removeHosts, resolve } from "../support/settingsHost";

afterAll(removeHosts);

test("a password login fills every other setting with its default", () => {
  expect(resolve(PASSWORD_LOGIN)).toEqual({
    authUrl: "https://iam.example.com/v3",
    credentials: { method: "password", password: "pa-canary-1", user: { name: "alice", domain: { id: "default" } } },
    scope: undefined,
    region: undefined,
    interface: "public",
    serviceType: "network",
    serviceName: undefined,
    endpoint: undefined,
    cacert: undefined,
    insecure: false,
    dialect: "openstack",
    dialectRemark: "dialect openstack, from the host iam.example.com; vpnaas:dialect overrides",
    strict: false,
    maxRequests: 64,
    requestTimeout: 60_000,
    createTimeout: 600_000,
    updateTimeout: 600_000,
    deleteTimeout: 600_000,
    activeTimeout: 300_000,
    seen:
      "Seen: vpnaas:authUrl (stack configuration or provider argument), vpnaas:username (stack configuration or " +
      "provider argument), vpnaas:password (stack configuration or provider argument).",
    isLoginStored: true,
  });
});

test("everything can come from the OS_* environment", () => {
  const host = makeHost({
    OS_AUTH_URL: "https://iam.example.com",
    OS_USER_ID: "u1",
    OS_PASSWORD: "p",
    OS_TENANT_ID: "t1",
    OS_REGION_NAME: "eu-nl",
    OS_ENDPOINT_TYPE: "internalURL",
    OS_NETWORK_ENDPOINT_OVERRIDE: "https://vpc.example.com/v2.0/",
    OS_INSECURE: "1",
  });
  expect(resolve({}, host)).toMatchObject({
    authUrl: "https://iam.example.com/v3",
    credentials: { method: "password", password: "p", user: { id: "u1" } },
    scope: { projectId: "t1" },
    region: "eu-nl",
    interface: "internal",
    endpoint: "https://vpc.example.com",
    insecure: true,
  });
});

const accepted = [
  { name: "authUrl", value: "https://h.example/v3/", result: "https://h.example/v3", reason: "trailing slash" },
  { name: "authUrl", value: "https://h.example", result: "https://h.example/v3", reason: "/v3 is appended" },
  {
    name: "authUrl",
    value: "http://h.example:5000/identity",
    result: "http://h.example:5000/identity/v3",
    reason: "path",
  },
  { name: "authUrl", value: " https://h.example/v3 ", result: "https://h.example/v3", reason: "spaces are trimmed" },
  { name: "endpoint", value: "https://vpc.example", result: "https://vpc.example", reason: "as it is" },
  { name: "endpoint", value: "https://vpc.example/v2.0/", result: "https://vpc.example", reason: "/v2.0 goes" },
  { name: "endpoint", value: "https://h.example/network//", result: "https://h.example/network", reason: "slashes go" },
  { name: "interface", value: "adminURL", result: "admin", reason: "the old form" },
  { name: "dialect", value: "otc", result: "otc", reason: "the other dialect" },
  { name: "strict", value: true, result: true, reason: "a boolean" },
  { name: "strict", value: "True", result: true, reason: "a text, any case" },
  { name: "insecure", value: 1, result: true, reason: "a number" },
  { name: "insecure", value: "0", result: false, reason: "a number as text" },
  { name: "insecure", value: "", result: false, reason: "empty counts as unset" },
  { name: "requestTimeout", value: 90, result: 90_000, reason: "a number is seconds" },
  { name: "createTimeout", value: "1h30m", result: 5_400_000, reason: "a duration" },
  { name: "updateTimeout", value: "90", result: 90_000, reason: "seconds as text" },
  { name: "deleteTimeout", value: "500ms", result: 500, reason: "milliseconds" },
  { name: "maxRequests", value: 8, result: 8, reason: "a number" },
  { name: "maxRequests", value: "64", result: 64, reason: "a number as text" },
  { name: "region", value: 12, result: "12", reason: "a number where a text is wanted" },
];

test.each(accepted)("$name: $value becomes $result ($reason)", ({ name, value, result }) => {
  expect(resolve({ ...PASSWORD_LOGIN, [name]: value })).toHaveProperty(name, result);
});

const refused = [
  { name: "authUrl", value: "iam.example.com/v3", says: ["no scheme", "https://"], reason: "no scheme" },
  { name: "authUrl", value: "iam.example.com:443/v3", says: ["no scheme"], reason: "a port is not a scheme" },
  { name: "authUrl", value: "ftp://iam.example.com", says: ["https://"], reason: "not http" },
  { name: "authUrl", value: "https://", says: ["https://"], reason: "no host" },
  { name: "authUrl", value: "https://h.example/v2.0", says: ["v2", "end it in /v3"], reason: "Keystone v2" },
  { name: "authUrl", value: "https://h.example/v3?x=1", says: ["query"], reason: "a query" },
  {
    name: "authUrl",
    value: "https://iam.{region_name}.example/v3",
    says: ["vpnaas:region (OS_REGION_NAME)"],
    reason: "region",
  },
  { name: "region", value: { a: 1 }, says: ["single text"], reason: "an object" },
  { name: "endpoint", value: "vpc.example.com", says: ["no scheme"], reason: "no scheme" },
  { name: "interface", value: "privat", says: ["public, internal, admin"], reason: "unknown word" },
  { name: "dialect", value: "huawei", says: ["otc, openstack"], reason: "unknown word" },
  { name: "insecure", value: "yes", says: ["true or false"], reason: "not a boolean" },
  { name: "strict", value: 2, says: ["true or false"], reason: "not a boolean" },
  { name: "requestTimeout", value: "0", says: ["above 0"], reason: "zero" },
  { name: "requestTimeout", value: -1, says: ["above 0"], reason: "negative" },
  { name: "createTimeout", value: "600h", says: ["500h"], reason: "longer than a timer of Node can run" },
  { name: "createTimeout", value: Number.NaN, says: ["single text, number"], reason: "not a number" },
  { name: "maxRequests", value: 0, says: ["from 1 to 64"], reason: "nothing could be sent" },
  { name: "maxRequests", value: 65, says: ["from 1 to 64"], reason: "more than there are sockets" },
  { name: "maxRequests", value: "1.5", says: ["whole number"], reason: "not whole" },
  { name: "cacert", value: "missing.pem", says: ["missing.pem", "PEM"], reason: "no such file" },
  { name: "cacert", value: ".", says: ["readable file"], reason: "a directory" },
  { name: "cacert", value: "-----BEGIN CERTIFICATE-----", says: ["path"], reason: "the certificate itself" },
];

test.each(refused)("$name: $value is refused ($reason)", ({ name, value, says }) => {
  const { problems } = errorOf({ ...PASSWORD_LOGIN, [name]: value });
  expect(problems).toHaveLength(1);
  for (const text of [`vpnaas:${name}`, ...says]) expect(problems[0]).toContain(text);
});

test("a problem names the spelling that was used", () => {
  const host = makeHost({ OS_ENDPOINT_TYPE: "secret" });
  expect(errorOf(PASSWORD_LOGIN, host).problems).toEqual([
    'OS_ENDPOINT_TYPE is "secret". Write one of: public, internal, admin.',
  ]);
});

test("all problems are listed at once, and the message ends with the order of sources", () => {
  const error = errorOf({ dialect: "x", strict: "x" });
  expect(error.name).toBe("SettingsError");
  expect(error.problems).toHaveLength(4);
  for (const problem of error.problems) expect(error.message).toContain(problem);
  expect(error.problems.join("\n")).toContain("vpnaas:authUrl (OS_AUTH_URL)");
  expect(error.problems.join("\n")).toContain("vpnaas:username (OS_USERNAME)");
  expect(error.message.split("\n").at(-1)).toBe(
    "Sources, highest first: explicit provider arguments and stack config (vpnaas:...), the cloud of clouds.yaml chosen by " +
      "vpnaas:cloud, OS_* environment variables, the cloud chosen by OS_CLOUD (with secure.yaml merged over clouds.yaml).",
  );
});

test("cacert becomes an absolute path, from ~ or the working directory", () => {
  const host = makeHost({}, { "home/ca.pem": "x", "project/tls/ca.pem": "x" });
  expect(resolve({ ...PASSWORD_LOGIN, cacert: "~/ca.pem" }, host).cacert).toBe(join(host.homeDirectory, "ca.pem"));
  expect(resolve({ ...PASSWORD_LOGIN, cacert: "tls/ca.pem" }, host).cacert).toBe(
    join(host.workingDirectory, "tls/ca.pem"),
  );
});

test("clouds.yaml is not read when no cloud is chosen", () => {
  const host = makeHost({}, { "project/clouds.yaml": "this: [is broken" });
  expect(resolve(PASSWORD_LOGIN, host).authUrl).toBe("https://iam.example.com/v3");
});

test("the host is this machine when none is given", () => {
  const values = { ...PASSWORD_LOGIN, region: "eu-de", dialect: "openstack" };
  expect(resolveSettings((name) => Object.entries(values).find(([key]) => key === name)?.[1])).toMatchObject({
    region: "eu-de",
    dialect: "openstack",
  });
});

test("secret values never come back in a problem, wherever they were pasted", () => {
  const canary = "hunter2-Canary/+x";
  const secrets = {
    password: canary,
    token: `${canary}T`,
    applicationCredentialSecret: `${canary}A`,
    accessKey: `${canary}K`,
    secretKey: `${canary}S`,
    securityToken: `${canary}X`,
  };
  const error = errorOf({
    ...secrets,
    authUrl: `https://alice:${encodeURIComponent(canary)}@iam.example.com`,
    endpoint: `https://vpc.example.com/${canary}?token=${canary}`,
    interface: canary,
    dialect: `x${canary}y`,
    strict: canary,
    maxRequests: canary,
    requestTimeout: canary,
    cacert: canary,
  });
  const said = [error.message, error.stack, ...error.problems].join("\n");
  expect(error.problems.length).toBeGreaterThanOrEqual(8);
  expect(said).not.toContain("hunter2");
  expect(said).not.toContain("alice");
});

test("credentials in an address are hidden even where no setting knows them", () => {
  const error = errorOf({ ...PASSWORD_LOGIN, authUrl: "bob:hunter2@iam.example.com/v3" });
  expect(error.message).not.toContain("hunter2");
  expect(error.message).toContain("...@iam.example.com/v3");
});

test("the table of settings is complete and unambiguous", () => {
  expect(SETTINGS.map(({ name }) => name)).toEqual(
    (
      "authUrl username userId password userDomainName userDomainId projectName projectId projectDomainName " +
      "projectDomainId domainName domainId token applicationCredentialId applicationCredentialName " +
      "applicationCredentialSecret accessKey secretKey securityToken region interface endpoint cacert insecure cloud " +
      "dialect strict maxRequests requestTimeout createTimeout updateTimeout deleteTimeout activeTimeout"
    ).split(" "),
  );
  const variables = SETTINGS.flatMap(({ environment }) => environment);
  expect(new Set(variables).size).toBe(variables.length);
  expect(SETTINGS.filter(({ secret }) => secret).map(({ name }) => name)).toEqual([
    "password",
    "token",
    "applicationCredentialSecret",
    "accessKey",
    "secretKey",
    "securityToken",
  ]);
  expect(PROGRAM_SETTINGS.map(({ name }) => name)).toEqual(["plugin"]);
  for (const { description } of [...SETTINGS, ...PROGRAM_SETTINGS])
    expect(description).toMatch(/^[A-Za-z].*\.$|^.*\)\.$/);
});

test("texts name settings that exist, with the variable that the table has", () => {
  const folders = ["provider/src", "sdk/nodejs", "docs"];
  const inside = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const files = [...inside, "README.md", "schema.json"].filter((name) => /\.(ts|md|json)$/.test(name));
  const names = new Map<string, readonly string[]>([
    ...SETTINGS.map(({ name, environment }) => [name, environment] as const),
    ...PROGRAM_SETTINGS.map(({ name }) => [name, []] as const),
  ]);
  const found = files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), "utf8").matchAll(/\bvpnaas:(?!index:)([a-z]\w*)(?:\s+\(([A-Z_]+)\))?/g)].map(
      ([text, name = "", variable]) => ({ file, text, name, variable }),
    ),
  );
  const wrong = found.filter(
    ({ name, variable }) => !names.has(name) || (variable !== undefined && names.get(name)?.[0] !== variable),
  );
  expect(wrong).toEqual([]);
  expect(found.filter(({ variable }) => variable !== undefined).length).toBeGreaterThan(15);
});

test("the marks of the table stand at the settings that they are meant for", () => {
  const marked = (mark: "isInHeader" | "isVerbatim" | "isOutsideLogin") =>
    SETTINGS.filter((setting) => setting[mark] === true).map(({ name }) => name);
  expect(marked("isInHeader")).toEqual(["projectId", "token", "accessKey", "securityToken"]);
  expect(marked("isVerbatim")).toEqual(["password", "applicationCredentialSecret"]);
  expect(marked("isOutsideLogin")).toEqual([
    ...["interface", "cacert", "insecure", "dialect", "strict", "maxRequests"],
    ...["requestTimeout", "createTimeout", "updateTimeout", "deleteTimeout", "activeTimeout"],
  ]);
});
