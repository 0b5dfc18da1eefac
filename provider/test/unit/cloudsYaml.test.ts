// Clouds of clouds.yaml: where the file is searched, how it is merged, what its keys mean, what a broken one leads to.
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { errorOf, makeHost, removeHosts, resolve } from "../support/settingsHost";

afterAll(removeHosts);

/** clouds.yaml with one cloud `c` whose lines are given, next to a second one. */
function cloud(...lines: string[]): string {
  return ["clouds:", "  c:", ...lines.map((line) => `    ${line}`), "  other: {}", ""].join("\n");
}

const AUTH = "auth: {auth_url: https://iam.example.com/v3, username: a, password: p}";

/** Settings of the cloud `c`. */
function resolveCloud(text: string, environment: Record<string, string> = {}, config: Record<string, unknown> = {}) {
  return resolve({ cloud: "c", ...config }, makeHost(environment, { "project/clouds.yaml": text }));
}

const meanings = [
  {
    reason: "a whole cloud",
    lines: [
      "auth:",
      "  auth_url: https://iam.example.com:5000",
      "  user_id: 0123e4",
      "  password: 007",
      "  project_id: 1e5",
      "region_name: R1",
      "interface: internal",
      "network_endpoint_override: https://vpc.example.com/v2.0",
    ],
    settings: {
      authUrl: "https://iam.example.com:5000/v3",
      credentials: { method: "password", password: "007", user: { id: "0123e4" } },
      scope: { projectId: "1e5" },
      region: "R1",
      interface: "internal",
      endpoint: "https://vpc.example.com",
    },
  },
  {
    reason: "a key next to auth beats the same key inside",
    lines: [AUTH, "username: b", "project_name: top"],
    settings: {
      credentials: { method: "password", password: "p", user: { name: "b", domain: { id: "default" } } },
      scope: { projectName: "top", domain: { id: "default" } },
    },
  },
  {
    reason: "project_* beats tenant_*",
    lines: ["auth: {auth_url: https://h/v3, username: a, password: p, project_name: new}", "tenant_name: old"],
    settings: { scope: { projectName: "new", domain: { id: "default" } } },
  },
  {
    reason: "tenant_id and auth-url in their old spellings",
    lines: ["auth: {auth-url: https://h, username: a, password: p, tenant-id: t}"],
    settings: { authUrl: "https://h/v3", scope: { projectId: "t" } },
  },
  {
    reason: "domain_name fills user and project domain",
    lines: ["auth: {auth_url: https://h, username: a, password: p, project_name: n, domain_name: D}"],
    settings: {
      credentials: { method: "password", password: "p", user: { name: "a", domain: { name: "D" } } },
      scope: { projectName: "n", domain: { name: "D" } },
    },
  },
  {
    reason: "the vendor profile otc with a region",
    lines: ["profile: otc", "region_name: eu-nl", "auth: {username: a, password: p}"],
    settings: { authUrl: "https://iam.eu-nl.otc.t-systems.com/v3", region: "eu-nl", interface: "public" },
  },
  {
    reason: "the vendor profile otc without a region takes its first",
    lines: ["profile: otc", "auth: {username: a, password: p}"],
    settings: { authUrl: "https://iam.eu-de.otc.t-systems.com/v3", region: "eu-de" },
  },
  {
    reason: "the cloud beats its profile",
    lines: ["cloud: otc", "interface: internal", AUTH],
    settings: { authUrl: "https://iam.example.com/v3", interface: "internal", region: "eu-de" },
  },
  {
    reason: "the first of the listed regions",
    lines: [AUTH, "regions: [R1, R2]"],
    settings: { region: "R1" },
  },
  {
    reason: "values of a region replace those of the cloud",
    lines: [AUTH, "regions:", "  - name: R1", "    values: {interface: admin, auth: {auth_url: https://r1}}", "  - R2"],
    settings: { region: "R1", interface: "admin", authUrl: "https://r1/v3" },
  },
  { reason: "verify: false", lines: [AUTH, "verify: False"], settings: { insecure: true } },
  { reason: "verify: no", lines: [AUTH, "verify: no"], settings: { insecure: true } },
  { reason: "verify: true", lines: [AUTH, "verify: true"], settings: { insecure: false } },
  { reason: "the old insecure: true", lines: [AUTH, "insecure: True"], settings: { insecure: true } },
  { reason: "endpoint_type", lines: [AUTH, "endpoint_type: internalURL"], settings: { interface: "internal" } },
  {
    reason: "auth_type v3applicationcredential next to a leftover user",
    lines: [
      "auth_type: v3applicationcredential",
      "auth: {auth_url: https://h, application_credential_id: i, application_credential_secret: s, username: a}",
      "password: p",
      "project_id: of-the-credential",
    ],
    settings: {
      credentials: { method: "applicationCredential", secret: "s", credential: { id: "i" } },
      scope: { projectId: "of-the-credential" },
    },
  },
  {
    reason: "a token",
    lines: ["auth: {auth_url: https://h, token: t, project_id: i}", "auth_type: token"],
    settings: { credentials: { method: "token", token: "t" }, scope: { projectId: "i" } },
  },
  {
    reason: "an access key, as gophertelekomcloud writes it",
    lines: ["auth: {auth_url: https://h, ak: AK1, sk: SK1, security_token: ST1, project_id: i}"],
    settings: {
      credentials: { method: "accessKey", accessKey: "AK1", secretKey: "SK1", securityToken: "ST1" },
      scope: { projectId: "i" },
    },
  },
  {
    reason: "an access key next to auth, as otcextensions writes it",
    lines: ["auth: {auth_url: https://h, project_name: n}", "ak: AK1", "sk: SK1"],
    settings: {
      credentials: { method: "accessKey", accessKey: "AK1", secretKey: "SK1", securityToken: undefined },
      scope: { projectName: "n", domain: undefined },
    },
  },
  {
    reason: "an access key under its long names",
    lines: ["auth: {auth_url: https://h, access_key: AK1, secret_key: SK1}", "region_name: eu-de"],
    settings: {
      credentials: { method: "accessKey", accessKey: "AK1", secretKey: "SK1", securityToken: undefined },
      scope: undefined,
    },
  },
  {
    reason: "a user next to an access key, which serves the object storage then",
    lines: [AUTH, "ak: AK1", "sk: SK1"],
    settings: { credentials: { method: "password", password: "p", user: { name: "a", domain: { id: "default" } } } },
  },
  {
    reason: "auth_type aksk next to a user",
    lines: [AUTH, "ak: AK1", "sk: SK1", "project_id: i", "auth_type: aksk"],
    settings: { credentials: { method: "accessKey", accessKey: "AK1", secretKey: "SK1", securityToken: undefined } },
  },
  {
    reason: "domain_id fills user and project domain",
    lines: ["auth: {auth_url: https://h, username: a, password: p, project_name: n, domain_id: D}"],
    settings: {
      credentials: { method: "password", password: "p", user: { name: "a", domain: { id: "D" } } },
      scope: { projectName: "n", domain: { id: "D" } },
    },
  },
  {
    reason: "empty values count as unset",
    lines: [AUTH, "interface: ''", "cacert:"],
    settings: { interface: "public" },
  },
];

test.each(meanings)("a cloud: $reason", ({ lines, settings }) => {
  expect(resolveCloud(cloud(...lines))).toMatchObject(settings);
});

test("a region of a higher source chooses the values and the address of that region", () => {
  const text = cloud(
    "profile: otc",
    "auth: {username: a, password: p}",
    "regions:",
    "  - r1",
    "  - name: r2",
    "    values: {interface: admin}",
  );
  const second = { region: "r2", interface: "admin", authUrl: "https://iam.r2.otc.t-systems.com/v3" };
  const first = { region: "r1", interface: "public", authUrl: "https://iam.r1.otc.t-systems.com/v3" };
  expect(resolveCloud(text, {}, { region: "r2" })).toMatchObject(second);
  const shell = makeHost({ OS_CLOUD: "c", OS_REGION_NAME: "r2" }, { "project/clouds.yaml": text });
  expect(resolve({}, shell)).toMatchObject(second);
  // The shell's region is not above a cloud that the configuration names.
  expect(resolveCloud(text, { OS_REGION_NAME: "r2" })).toMatchObject(first);
});

test("a relative cacert of a cloud starts at the working directory", () => {
  const host = makeHost(
    { OS_CLOUD: "c" },
    { "project/clouds.yaml": cloud(AUTH, "cacert: ca.pem"), "project/ca.pem": "x" },
  );
  expect(resolve({}, host).cacert).toBe(join(host.workingDirectory, "ca.pem"));
});

test("anchors and merge keys work", () => {
  const text = `base: &base\n  ${AUTH}\nclouds:\n  c:\n    <<: *base\n    region_name: R1\n`;
  expect(resolveCloud(text)).toMatchObject({ authUrl: "https://iam.example.com/v3", region: "R1" });
});

test("secure.yaml is merged over clouds.yaml, key by key", () => {
  const host = makeHost(
    { OS_CLOUD: "c" },
    {
      "project/clouds.yaml": cloud("auth: {auth_url: https://h, username: a, password: low}", "region_name: R1"),
      "home/.config/openstack/secure.yaml": "clouds:\n  c:\n    auth: {password: high}\n",
    },
  );
  expect(resolve({}, host)).toMatchObject({
    credentials: { method: "password", password: "high", user: { name: "a" } },
    region: "R1",
  });
});

const places = [
  {
    reason: "OS_CLIENT_CONFIG_FILE comes first",
    environment: { OS_CLIENT_CONFIG_FILE: "../home/own.yaml" },
    region: "own",
  },
  {
    reason: "a chosen file that is missing is passed over",
    environment: { OS_CLIENT_CONFIG_FILE: "no.yaml" },
    region: "project",
  },
  { reason: "then the working directory", environment: {}, region: "project" },
];

test.each(places)("$reason", ({ environment, region }) => {
  const host = makeHost(
    { OS_CLOUD: "c", ...environment },
    {
      "home/own.yaml": cloud(AUTH, "region_name: own"),
      "project/clouds.yml": cloud(AUTH, "region_name: project"),
      "project/clouds.json": '{"clouds": {}}',
      "home/.config/openstack/clouds.yaml": cloud(AUTH, "region_name: home"),
    },
  );
  expect(resolve({}, host).region).toBe(region);
});

test("then the user's directory, also under XDG_CONFIG_HOME and as JSON", () => {
  const json = JSON.stringify({
    clouds: { c: { auth: { auth_url: "https://h", user_id: "u", password: "p" }, verify: false, region_name: null } },
  });
  for (const [environment, path] of [
    [{}, "home/.config/openstack/clouds.json"],
    [{ XDG_CONFIG_HOME: "~/xdg" }, "home/xdg/openstack/clouds.json"],
  ] as const) {
    const host = makeHost({ OS_CLOUD: "c", ...environment }, { [path]: json });
    expect(resolve({}, host)).toMatchObject({ authUrl: "https://h/v3", insecure: true, region: undefined });
  }
});

test("a directory or pipe in the place of the file is passed over", () => {
  const host = makeHost(
    { OS_CLOUD: "c", OS_CLIENT_CONFIG_FILE: "/dev/null" },
    {
      "project/clouds.yaml/x": "",
      "project/clouds.yml": cloud(AUTH),
    },
  );
  expect(resolve({}, host).authUrl).toBe("https://iam.example.com/v3");
});

test("a cloud that does not exist is answered with the file and the clouds that do", () => {
  const host = makeHost({ OS_CLOUD: "nope" }, { "project/clouds.yaml": cloud(AUTH) });
  const { problems } = errorOf({}, host);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain('The cloud "nope", chosen by OS_CLOUD, was not found');
  expect(problems[0]).toContain(join(host.workingDirectory, "clouds.yaml"));
  expect(problems[0]).toContain("the clouds c, other.");
});

test("a cloud without any file is answered with all files searched", () => {
  const host = makeHost();
  const { problems } = errorOf({ cloud: "toString" }, host);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(join(host.workingDirectory, "clouds.yaml"));
  expect(problems[0]).toContain(join(host.homeDirectory, ".config/openstack/clouds.json"));
  expect(problems[0]).toContain("/etc/openstack/clouds.yml");
});

test("names of every object are no clouds", () => {
  expect(errorOf({ cloud: "constructor" }, makeHost({}, { "project/clouds.yaml": cloud(AUTH) })).message).toContain(
    "not found",
  );
});

/** Lists of lists of aliases: nine levels make 9 to the 9th entries. */
function bomb(): string {
  const levels = ["l0: &l0 [x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 9; level++) {
    levels.push(
      `l${level}: &l${level} [${Array(9)
        .fill(`*l${level - 1}`)
        .join(", ")}]`,
    );
  }
  return `${levels.join("\n")}\n${cloud(AUTH)}`;
}

const broken = [
  { reason: "wrong indentation", text: "clouds:\n  c: [1\n password: hunter2: x", says: ["not valid YAML", "line "] },
  { reason: "a key twice", text: "clouds:\n  c: {password: hunter2, password: hunter2}", says: ["DUPLICATE_KEY"] },
  { reason: "an alias bomb", text: bomb(), says: ["aliases"] },
  { reason: "an alias that does not exist", text: "clouds:\n  c: {auth: {password: *hunter2}}", says: ["aliases"] },
  { reason: "no mapping", text: "hunter2", says: ["not a mapping", "clouds:"] },
  { reason: "empty", text: "", says: ["not a mapping"] },
  { reason: "very deep", text: "[".repeat(100_000), says: ["not valid YAML"] },
  { reason: "too large", text: `# ${"hunter2 ".repeat(40_000)}`, says: ["bytes", "OS_CLIENT_CONFIG_FILE"] },
  {
    reason: "a list as a value",
    text: cloud(AUTH, "interface: [hunter2]"),
    says: ["interface of cloud", "single text"],
  },
];

test.each(broken)("a file that is broken ($reason) is named, its content is not", ({ text, says }) => {
  const host = makeHost({ OS_CLOUD: "c" }, { "project/clouds.yaml": text });
  const { problems, message } = errorOf({}, host);
  expect(problems).toHaveLength(1);
  for (const part of [join(host.workingDirectory, "clouds.yaml"), ...says]) expect(problems[0]).toContain(part);
  expect(message).not.toContain("hunter2");
});

const refused = [
  {
    reason: "a region that is not listed",
    lines: [AUTH, "regions: [R1, R2]"],
    config: { region: "r1" },
    says: ['vpnaas:region is "r1", but cloud "c" in ', "R1, R2"],
  },
  { reason: "a wrong verify", lines: [AUTH, "verify: maybe"], config: {}, says: ["verify of cloud"] },
  {
    reason: "a wrong interface",
    lines: [AUTH, "interface: x"],
    config: {},
    says: ["interface of cloud"],
  },
  {
    reason: "a vendor profile that is not known",
    lines: ["profile: vexx", "auth: {username: a, password: p}"],
    config: {},
    says: ["vpnaas:authUrl (OS_AUTH_URL)", '"vexx"'],
  },
  {
    reason: "an address with a placeholder but no region",
    lines: ["auth: {auth_url: 'https://iam.{region_name}.h', username: a, password: p}"],
    config: {},
    says: ["auth.auth_url of cloud", "vpnaas:region (OS_REGION_NAME)"],
  },
  {
    reason: "an access key and no project",
    lines: ["auth: {auth_url: https://h, ak: hunter2, sk: hunter2}"],
    config: { token: "" },
    says: ["auth.ak of cloud", "an access key, but a part is missing", "vpnaas:projectId (OS_PROJECT_ID)"],
  },
  {
    reason: "a login plugin that is not supported",
    lines: [AUTH, "auth_type: v3oidcpassword"],
    config: {},
    says: ["auth_type of cloud", "v3oidcpassword"],
  },
];

test.each(refused)("a cloud with $reason is refused", ({ lines, config, says }) => {
  const host = makeHost({}, { "project/clouds.yaml": cloud(...lines) });
  const { message } = errorOf({ cloud: "c", ...config }, host);
  for (const part of says) expect(message).toContain(part);
  expect(message).not.toContain("hunter2");
});

test("a cloud that cannot be read hides what is only missing because of it, not what is wrong besides", () => {
  const { problems } = errorOf({ cloud: "c", dialect: "x" });
  expect(problems).toEqual([expect.stringContaining('The cloud "c"'), expect.stringContaining("vpnaas:dialect")]);
});

test("a file that may not be read is passed over", () => {
  const host = makeHost(
    { OS_CLOUD: "c" },
    { "project/clouds.yaml": cloud(AUTH, "region_name: a"), "project/clouds.yml": cloud(AUTH) },
  );
  chmodSync(join(host.workingDirectory, "clouds.yaml"), 0o000);
  // The superuser reads everything, so only the one or the other can be expected.
  expect(resolve({}, host).region).toBe(process.getuid?.() === 0 ? "a" : undefined);
});
