// Logging in to the emulator: methods, scopes, expiry, revocation, and what the VPN API makes of a token.
// Shapes of the refusals are those of a recorded Keystone.
import { type Emulator, startEmulator } from "../../emulator";
import { type Answer, call, connectionsPath, recordOf, settledConnection } from "../support/emulatorClient";

let emulator: Emulator;
let clock: number;

async function start(dialect: "otc" | "openstack"): Promise<void> {
  clock = Date.UTC(2030, 0, 1);
  emulator = await startEmulator({ dialect, tokenLifetime: 2000, now: () => clock });
}
beforeEach(() => start("openstack"));
afterEach(() => emulator.close());

const domain = { name: "Default" };
const user = { name: "vpn-user", domain, password: "emulator-password" };
const project = { project: { name: "vpn-project", domain } };
const byPassword = (changes: object = {}) => ({ methods: ["password"], password: { user: { ...user, ...changes } } });
const byCredential = (credential: object) => ({
  methods: ["application_credential"],
  application_credential: credential,
});

function login(identity: unknown, scope?: unknown, query = ""): Promise<Answer> {
  return call(emulator, `POST /v3/auth/tokens${query}`, { auth: { identity, scope } }, {});
}
function tokenOf(answer: Answer): Record<string, unknown> {
  return recordOf(recordOf(answer.body).token);
}
function list(token: string | null): Promise<Answer> {
  return call(emulator, `GET ${connectionsPath}`, undefined, token === null ? {} : { "x-auth-token": token });
}

const id = "76b63f664f944108a8789a6931528606";
const secret = "emulator-credential-secret";

test.each([
  { reason: "names", identity: byPassword(), scope: project },
  {
    reason: "ids",
    identity: byPassword({ id: "e564984b3378497d8c4e56ffa69dc251" }),
    scope: { project: { id: "10039663455a446d8ba2cbb058b0f578" } },
  },
  {
    reason: "domain ids",
    identity: byPassword({ domain: { id: "default" } }),
    scope: { project: { name: "vpn-project", domain: { id: "default" } } },
  },
  { reason: "a credential by id", identity: byCredential({ id, secret }), scope: undefined },
  {
    reason: "a credential by name",
    identity: byCredential({ name: "vpn-credential", secret, user: { name: "vpn-user", domain } }),
    scope: undefined,
  },
])("a login with $reason gives a token for the project", async ({ identity, scope }) => {
  const answer = await login(identity, scope);
  const token = tokenOf(answer);

  expect(answer.status).toBe(201);
  expect(recordOf(token.project).id).toBe("10039663455a446d8ba2cbb058b0f578");
  expect([token.issued_at, token.expires_at]).toEqual(["2030-01-01T00:00:00.000000Z", "2030-01-01T00:00:02.000000Z"]);
  expect((await list(answer.headers.get("x-subject-token"))).status).toBe(200);
});

test.each([
  { reason: "a wrong password", identity: byPassword({ password: "wrong" }), scope: project },
  { reason: "an unknown project", identity: byPassword(), scope: { project: { name: "nope", domain } } },
  { reason: "a project of others", identity: byPassword(), scope: { project: { name: "other-project", domain } } },
  { reason: "a wrong secret", identity: byCredential({ id, secret: "wrong" }), scope: undefined },
  { reason: "an unknown token", identity: { methods: ["token"], token: { id: "gAAAAwrong" } }, scope: project },
])("a login with $reason answers Keystone's 401", async ({ identity, scope }) => {
  const answer = await login(identity, scope);

  expect([answer.status, answer.body]).toEqual([
    401,
    { error: { code: 401, message: "The request you have made requires authentication.", title: "Unauthorized" } },
  ]);
  expect(answer.headers.get("www-authenticate")).toBe(`Keystone uri="${emulator.authUrl}"`);
});

test("an application credential that asks for a scope is refused and told why", async () => {
  const answer = await login(byCredential({ id, secret }), project);

  expect([answer.status, recordOf(recordOf(answer.body).error).message]).toEqual([
    401,
    "Application credentials cannot request a scope.",
  ]);
});

test.each([
  { reason: "no identity", body: { auth: {} } },
  { reason: "no methods", body: { auth: { identity: { methods: [] } } } },
  { reason: "a user name without a domain", body: { auth: { identity: byPassword({ domain: undefined }) } } },
  { reason: "no JSON", body: "{" },
  {
    reason: "a project name without a domain",
    body: { auth: { identity: byPassword(), scope: { project: { name: "vpn-project" } } } },
  },
  { reason: "two scopes", body: { auth: { identity: byPassword(), scope: { ...project, domain } } } },
])("a login with $reason answers 400", async ({ body }) => {
  const answer = await call(emulator, "POST /v3/auth/tokens", body, {});

  expect([answer.status, recordOf(recordOf(answer.body).error).title]).toEqual([400, "Bad Request"]);
});

test("otc takes a project name without a domain and lets the project win over a domain scope", async () => {
  await emulator.close();
  await start("otc");
  const answer = await login(byPassword(), { project: { name: "vpn-project" }, domain });

  expect(recordOf(tokenOf(answer).project).name).toBe("vpn-project");
});

test.each([
  { dialect: "otc", region: "eu-de" },
  { dialect: "openstack", region: "RegionOne" },
] as const)(
  "the catalog of $dialect names the network endpoint without a version in $region",
  async ({ dialect, region }) => {
    await emulator.close();
    await start(dialect);
    const login1 = await login(byPassword(), project);
    const { catalog } = tokenOf(login1);
    const token = login1.headers.get("x-subject-token") ?? "";
    const again = await call(emulator, "GET /v3/auth/catalog", undefined, { "x-auth-token": token });

    expect(catalog).toEqual([
      expect.objectContaining({
        type: "network",
        endpoints: ["internal", "public", "admin"].map((face) =>
          expect.objectContaining({ interface: face, region_id: region, region, url: emulator.url }),
        ),
      }),
      expect.objectContaining({ type: "identity" }),
    ]);
    expect(recordOf(again.body).catalog).toEqual(catalog);
    expect("catalog" in tokenOf(await login(byPassword(), project, "?nocatalog"))).toBe(false);
    expect(emulator.environment).toEqual({
      OS_AUTH_URL: emulator.authUrl,
      OS_USERNAME: "vpn-user",
      OS_PASSWORD: "emulator-password",
      OS_USER_DOMAIN_NAME: "Default",
      OS_PROJECT_NAME: "vpn-project",
      OS_PROJECT_DOMAIN_NAME: "Default",
      OS_REGION_NAME: region,
      VPNAAS_DIALECT: dialect,
    });
  },
);

test("an unscoped token has no project, lists are empty with it, and objects are not found", async () => {
  const connection = await settledConnection(emulator);
  const answer = await login(byPassword());
  const token = answer.headers.get("x-subject-token") ?? "";
  const all = await list(token);
  const one = await call(emulator, `GET ${connectionsPath}/${connection}`, undefined, { "x-auth-token": token });

  expect(tokenOf(answer).project).toBeUndefined();
  expect([all.status, all.body, one.status]).toEqual([200, { ipsec_site_connections: [] }, 404]);
  const scoped = await login({ methods: ["token"], token: { id: token } }, project);
  expect((await list(scoped.headers.get("x-subject-token"))).status).toBe(200);
  expect((await list(emulator.credentials.unscopedToken())).body).toEqual({ ipsec_site_connections: [] });
});

test("a changed password: the first one is refused, and a token that was issued before stays valid", async () => {
  const token = emulator.credentials.scopedToken();
  emulator.changePassword("rotated-password");
  expect((await login(byPassword(), project)).status).toBe(401);
  expect((await login(byPassword({ password: "rotated-password" }), project)).status).toBe(201);
  expect((await list(token)).status).toBe(200);
});

test("no token, garbage, an expired and a revoked token all answer the recorded 401", async () => {
  const expired = emulator.credentials.scopedToken();
  clock += 2000;
  const deleted = emulator.credentials.scopedToken();
  const headers = { "x-auth-token": deleted, "x-subject-token": deleted };
  const validated = await call(emulator, "GET /v3/auth/tokens", undefined, headers);
  const revoked = await call(emulator, "DELETE /v3/auth/tokens", undefined, headers);
  const swept = emulator.credentials.scopedToken();
  emulator.revokeTokens();

  expect([validated.status, validated.headers.get("x-subject-token"), revoked.status]).toEqual([200, deleted, 204]);
  for (const token of [null, "garbage", expired, deleted, swept]) {
    const answer = await list(token);
    expect([answer.status, answer.headers.get("www-authenticate"), answer.body]).toEqual([
      401,
      `Keystone uri="${emulator.url}"`,
      { error: { code: 401, title: "Unauthorized", message: "The request you have made requires authentication." } },
    ]);
  }
});

test("discovery points to v3", async () => {
  const root = await call(emulator, "GET /", undefined, {});
  const version = await call(emulator, "GET /v3", undefined, {});

  expect([root.status, root.headers.get("location")]).toEqual([300, `${emulator.authUrl}/`]);
  expect([version.status, recordOf(recordOf(version.body).version).id]).toEqual([200, "v3.14"]);
});
