// The login on the wire for every kind of credentials, and what the user reads when it fails.
import { inspect } from "node:util";
import { createTransport } from "../../src/api/http/transport";
import { createAuthenticator, withAuth } from "../../src/api/login/auth";
import type { Credentials, Scope, Settings } from "../../src/settings";
import { contentPlan, endpoint, type Plan, settingsFor, startKeystone } from "../support/keystone";
import { FakeClock, type Loopback, rejectionOf, sendJson, withoutProxies } from "../support/loopback";

const NETWORK = "https://vpc.example.com";
const transport = createTransport({ requestTimeout: 5_000, insecure: false });

let keystone: Loopback;
let plan: Plan;
let clock: FakeClock;

beforeAll(async () => {
  withoutProxies();
  keystone = await startKeystone(() => plan);
});

afterAll(() => keystone.close());

beforeEach(() => {
  keystone.seen.length = 0;
  plan = contentPlan(NETWORK);
  clock = new FakeClock();
});

function authenticatorFor(changes: Partial<Settings> = {}) {
  return createAuthenticator(settingsFor(keystone.url, changes), transport, clock);
}

async function messageOf(promise: Promise<unknown>): Promise<string> {
  const error = await rejectionOf(promise);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("canary");
  expect(error).toMatchObject({ name: "ApiError" });
  return String(error);
}

describe("the login on the wire", () => {
  const user = { name: "vpnlab", domain: { id: "default" } };
  const cases: { reason: string; credentials: Credentials; scope?: Scope; body: unknown }[] = [
    {
      reason: "password, user by name, project by name",
      credentials: { method: "password", password: "pw", user },
      scope: { projectName: "office", domain: { name: "Default" } },
      body: {
        identity: {
          methods: ["password"],
          password: { user: { name: "vpnlab", domain: { id: "default" }, password: "pw" } },
        },
        scope: { project: { name: "office", domain: { name: "Default" } } },
      },
    },
    {
      reason: "password, user by id, project by id",
      credentials: { method: "password", password: "pw", user: { id: "u-1" } },
      scope: { projectId: "p-1" },
      body: {
        identity: { methods: ["password"], password: { user: { id: "u-1", password: "pw" } } },
        scope: { project: { id: "p-1" } },
      },
    },
    {
      reason: "no domains, no scope",
      credentials: { method: "password", password: "pw", user: { name: "vpnlab", domain: undefined } },
      body: { identity: { methods: ["password"], password: { user: { name: "vpnlab", password: "pw" } } } },
    },
    {
      reason: "application credential by id: never a scope",
      credentials: { method: "applicationCredential", secret: "s", credential: { id: "ac-1" } },
      scope: { projectId: "p-1" },
      body: { identity: { methods: ["application_credential"], application_credential: { id: "ac-1", secret: "s" } } },
    },
    {
      reason: "application credential by name",
      credentials: { method: "applicationCredential", secret: "s", credential: { name: "ci", user } },
      body: {
        identity: { methods: ["application_credential"], application_credential: { name: "ci", user, secret: "s" } },
      },
    },
    {
      reason: "a token with a scope is exchanged",
      credentials: { method: "token", token: "given" },
      scope: { projectId: "p-1" },
      body: { identity: { methods: ["token"], token: { id: "given" } }, scope: { project: { id: "p-1" } } },
    },
  ];
  test.each(cases)("$reason", async ({ credentials, scope, body }) => {
    expect(await authenticatorFor({ credentials, scope }).session()).toEqual({
      token: expect.stringMatching(/^token-\d+$/),
      endpoint: NETWORK,
      region: "R1",
      projectId: "p-1",
    });
    expect(keystone.seen).toHaveLength(1);
    expect(keystone.seen[0]).toMatchObject({ method: "POST", url: "/v3/auth/tokens" });
    expect(keystone.seen[0]?.body).toEqual({ auth: body });
    expect(keystone.seen[0]?.headers["x-auth-token"]).toBeUndefined();
  });

  test("a token without a scope is looked up", async () => {
    const session = await authenticatorFor({
      credentials: { method: "token", token: "given" },
      scope: undefined,
    }).session();
    expect(session).toEqual({
      token: "given",
      endpoint: NETWORK,
      region: "R1",
      projectId: "p-1",
    });
    expect(keystone.seen[0]).toMatchObject({
      method: "GET",
      url: "/v3/auth/tokens",
      headers: { "x-auth-token": "given", "x-subject-token": "given" },
    });
  });

  test("the same token twice is one token", async () => {
    plan = { ...plan, answer: undefined, headers: { "X-Subject-Token": "token-9, token-9" } };
    expect(await authenticatorFor().session()).toMatchObject({ token: "token-9" });
  });

  test("a token with an endpoint and no authUrl is used as it is", async () => {
    const settings = {
      authUrl: undefined,
      endpoint: "https://vpc.example.com/",
      credentials: { method: "token", token: "given" },
    } as const;
    const session = await authenticatorFor(settings).session();
    expect(session).toEqual({
      token: "given",
      endpoint: "https://vpc.example.com",
      projectId: undefined,
    });
    expect(keystone.seen).toEqual([]);
  });

  test("an explicit endpoint needs no catalog", async () => {
    plan.catalog = undefined;
    const session = await authenticatorFor({ endpoint: "https://own.example.com/v2.0" }).session();
    expect(session.endpoint).toBe("https://own.example.com");
  });

  test("nothing is sent before the first use", () => {
    withAuth(transport, authenticatorFor());
    expect(keystone.seen).toEqual([]);
  });
});

describe("logins that fail", () => {
  test("a refused password: who, where, and what to check", async () => {
    plan.status = 401;
    const authenticator = authenticatorFor();
    const message = await messageOf(authenticator.session());
    expect(message).toContain(
      `logging in as user "vpnlab" (domain "Default") at ${keystone.url}/v3 to project "office" (domain "Default"): ` +
        "POST /v3/auth/tokens failed: 401 Unauthorized: The request you have made requires authentication. Check user name",
    );
    expect(message).toContain("OS_PROJECT_NAME");
    expect(message).not.toContain("--run-program");
    expect(message).toMatch(/ Seen: OS_PASSWORD\.$/);
  });

  test("a refused password that the state keeps: what to do after a rotation", async () => {
    plan.status = 401;
    expect(await messageOf(authenticatorFor({ isLoginStored: true }).session())).toContain(
      " After a rotation in the configuration or the program, `pulumi refresh` and `pulumi destroy` still use what the last " +
        "`pulumi up` stored in the state: give them --run-program. Seen:",
    );
  });

  const project = "vpnaas:projectId (OS_PROJECT_ID), or vpnaas:projectName (OS_PROJECT_NAME)";
  const given = { credentials: { method: "token", token: "token-canary" } } as const;
  const cases: { reason: string; settings: Partial<Settings>; change: Partial<Plan>; says: string }[] = [
    {
      reason: "a token without a project",
      settings: {},
      change: { project: undefined },
      says: `the token is not for a project, and the VPN API needs one. Set ${project}`,
    },
    {
      reason: "a looked-up token without a project",
      settings: { ...given, scope: undefined },
      change: { project: undefined },
      says: project,
    },
    {
      reason: "a token for a domain",
      settings: { ...given, scope: undefined },
      change: { project: undefined, answer: undefined, domain: { id: "default", name: "Default" } },
      says: `the token is for a domain and not for a project, and the VPN API needs one. Set ${project}`,
    },
    {
      reason: "a token that has expired",
      settings: { ...given, scope: undefined },
      change: { status: 404 },
      says: "vpnaas:token (OS_TOKEN) has expired",
    },
    {
      reason: "a token that must not be exchanged",
      settings: given,
      change: { status: 403 },
      says: "leave the project out",
    },
    {
      reason: "an application credential",
      settings: {
        credentials: { method: "applicationCredential", secret: "secret-canary", credential: { id: "ac-1" } },
      },
      change: { status: 401 },
      says: "Check vpnaas:applicationCredentialId",
    },
    {
      reason: "an address that is no Keystone",
      settings: {},
      change: { status: 404 },
      says: "No Keystone v3 answers there: check vpnaas:authUrl",
    },
    {
      reason: "a catalog without the network service",
      settings: {},
      change: { catalog: [] },
      says: 'answered 201, but the service catalog has no service of type "network" (it has none): set vpnaas:endpoint. vpnaas:endpoint overrides the catalog.',
    },
    {
      reason: "a reply without the token's header",
      settings: {},
      change: { headers: { "X-Subject-Token": "" } },
      says: "it has no header X-Subject-Token",
    },
    {
      reason: "a header that comes twice",
      settings: {},
      change: { answer: (reply) => reply.setHeader("X-Subject-Token", ["t-canary-1", "t-canary-2"]).end("{}") },
      says: "it has several tokens in the header X-Subject-Token. Check that vpnaas:authUrl",
    },
    {
      reason: "a token with letters beyond ASCII, which would go out as another one",
      settings: {},
      change: { headers: { "X-Subject-Token": "canary-caf\u00e9" } },
      says: "its header X-Subject-Token holds characters that stand in no token",
    },
    {
      reason: "a token that stands in the reply once more",
      settings: {},
      change: { headers: { "X-Subject-Token": "t-canary-1", "X-Request-Id": "t-canary-1" }, project: undefined },
      says: "(request id [masked])",
    },
    {
      reason: "an address that needs no server to answer",
      settings: {},
      change: { catalog: [{ type: "network", endpoints: [endpoint("data:application/json,{}#")] }] },
      says: "an address that is no plain http or https address: set vpnaas:endpoint",
    },
    {
      reason: "a page",
      settings: {},
      change: { answer: (reply) => reply.end("<html>") },
      says: "the reply is a web page",
    },
    {
      reason: "a reply without a token",
      settings: {},
      change: { answer: (reply) => sendJson(reply, 201, {}, { "X-Subject-Token": "t" }) },
      says: "the token is not for a project",
    },
    {
      reason: "a server that echoes the request",
      settings: {},
      change: {
        answer: (reply, seen) => sendJson(reply, 400, { error: { message: `bad: ${JSON.stringify(seen.body)}` } }),
      },
      says: "400 bad:",
    },
  ];
  test.each(cases)("$reason", async ({ settings, change, says }) => {
    plan = { ...plan, ...change };
    expect(await messageOf(authenticatorFor(settings).session())).toContain(says);
  });
});
