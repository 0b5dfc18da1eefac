// Sessions with an access key: which look-ups are signed and sent, and what is said when the gateway refuses.
import { inspect } from "node:util";
import { withRetry } from "../../src/api/http/retry";
import { type ApiRequest, createTransport } from "../../src/api/http/transport";
import { createAuthenticator, withAuth } from "../../src/api/login/auth";
import type { ApiError } from "../../src/core/errors";
import type { Settings } from "../../src/settings";
import { endpoint, settingsFor } from "../support/keystone";
import {
  FakeClock,
  type Loopback,
  rejectionOf,
  type Seen,
  sendJson,
  startLoopback,
  withoutProxies,
} from "../support/loopback";

const KEY = {
  method: "accessKey",
  accessKey: "ak-canary-1",
  secretKey: "sk-canary-2",
  securityToken: "st-canary-3",
} as const;
const GATEWAY = "Incorrect IAM authentication information: ";
const LIST: ApiRequest = { method: "GET", url: "/v2.0/vpn/ipsec-site-connections", purpose: "listing" };

let cloud: Loopback;
let clock: FakeClock;
let projects: unknown;
/** Answers before anything else does; undefined lets the request through. */
let refusal: ((seen: Seen) => { status: number; body: unknown } | undefined) | undefined;

beforeAll(async () => {
  withoutProxies();
  cloud = await startLoopback((reply, seen) => {
    const refused = refusal?.(seen);
    if (refused !== undefined) return sendJson(reply, refused.status, refused.body);
    if (seen.url.startsWith("/v3/projects")) return sendJson(reply, 200, { projects });
    const catalog = [{ type: "network", endpoints: [endpoint(cloud.url, "eu-de")] }];
    return sendJson(reply, 200, seen.url === "/v3/auth/catalog" ? { catalog } : { seen: seen.url });
  });
});
afterAll(() => cloud.close());
beforeEach(() => {
  cloud.seen.length = 0;
  clock = new FakeClock();
  refusal = undefined;
  projects = [{ id: "p-1", name: "office", domain_id: "d-1" }];
});

function clientFor(changes: Partial<Settings> = {}) {
  const settings = settingsFor(cloud.url, {
    credentials: KEY,
    scope: { projectId: "p-1" },
    region: "eu-de",
    ...changes,
  });
  const send = withRetry(createTransport(settings), clock);
  const authenticator = createAuthenticator(settings, send, clock);
  return { authenticator, send: withAuth(send, authenticator) };
}

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  const error = await rejectionOf(promise);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("canary");
  // Every failure below is an ApiError; the assertions on its fields say so.
  return error as ApiError;
}

const asked = () => cloud.seen.map(({ method, url }) => `${method} ${url}`);
const refuse = (status: number, message: string) => () => ({
  status,
  body: { error_code: "APIGW.0301", error_msg: message, request_id: "r" },
});

describe("what is looked up", () => {
  const byName = (id?: string) => ({ projectName: "office", domain: id === undefined ? undefined : { id } });
  const cases: { reason: string; settings: Partial<Settings>; requests: string[]; projects?: unknown }[] = [
    { reason: "the id of the project is given", settings: {}, requests: ["GET /v3/auth/catalog"] },
    {
      reason: "the name of the project is given",
      settings: { scope: byName() },
      requests: ["GET /v3/projects?name=office", "GET /v3/auth/catalog"],
    },
    {
      reason: "only the region is given, whose main project has its name",
      settings: { scope: undefined, region: "office", endpoint: "http://vpc.example.com" },
      requests: ["GET /v3/projects?name=office"],
    },
    {
      reason: "project and endpoint are given: nothing",
      settings: { endpoint: "http://vpc.example.com/v2.0", authUrl: undefined },
      requests: [],
    },
    {
      reason: "a filter that the service ignores is applied here, with the domain",
      settings: { scope: byName("d-1") },
      requests: ["GET /v3/projects?name=office", "GET /v3/auth/catalog"],
      projects: [
        { id: "p-3", name: "office", domain_id: "d-2" },
        { id: "p-2", name: "office_sub", domain_id: "d-1" },
        { id: "p-1", name: "office", domain_id: "d-1" },
      ],
    },
  ];
  test.each(cases)("$reason", async ({ settings, requests, projects: listed }) => {
    projects = listed ?? projects;
    const session = await clientFor(settings).authenticator.session();
    expect(session).toEqual({
      sign: expect.any(Function),
      endpoint: requests.includes("GET /v3/auth/catalog") ? cloud.url : "http://vpc.example.com",
      region: settings.region ?? "eu-de",
      projectId: "p-1",
    });
    expect(asked()).toEqual(requests);
    for (const { headers } of cloud.seen) {
      expect(headers.authorization).toContain("Credential=ak-canary-1/20260101///sdk_request, ");
      expect(headers["x-security-token"]).toBe("st-canary-3");
      expect(headers["x-auth-token"]).toBeUndefined();
    }
  });

  test("a hundred requests share the look-ups, and each carries a signature and the project instead of a token", async () => {
    const { send } = clientFor();
    await Promise.all(Array.from({ length: 100 }, () => send(LIST)));
    expect(cloud.seen).toHaveLength(101);
    for (const { headers } of cloud.seen.slice(1)) {
      expect(headers["x-project-id"]).toBe("p-1");
      expect(headers["x-auth-token"]).toBeUndefined();
      expect(headers.authorization).toContain("SignedHeaders=host;x-project-id;x-sdk-date;x-security-token, ");
    }
  });

  const failures: { reason: string; listed: unknown; says: string }[] = [
    {
      reason: "none",
      listed: [],
      says: 'the account of this access key has no project "office". Set vpnaas:projectId',
    },
    { reason: "a reply without a list", listed: undefined, says: 'has no project "office"' },
    {
      reason: "two",
      listed: [
        { id: "p-1", name: "office" },
        { id: "p-2", name: "office" },
      ],
      says: 'there are several projects "office" (p-1, p-2). Set vpnaas:projectId (OS_PROJECT_ID)',
    },
    {
      reason: "two, one with the key for an id",
      listed: [
        { id: "ak-canary-1", name: "office" },
        { id: "p-2", name: "office" },
      ],
      says: 'there are several projects "office" ([masked], p-2)',
    },
    {
      reason: "an id that no header carries",
      listed: [{ id: "p-1\r\nX-Evil: 1", name: "office" }],
      says: 'the id of project "office" holds characters that stand in no id',
    },
    { reason: "no id", listed: [{ id: "", name: "office" }], says: "holds characters that stand in no id" },
  ];
  test.each(failures)("projects of that name: $reason", async ({ listed, says }) => {
    projects = listed;
    const { authenticator } = clientFor({ scope: { projectName: "office", domain: undefined } });
    const { message } = await failureOf(authenticator.session());
    expect(message).toContain(`looking up project "office" with the access key at ${cloud.url}/v3: GET /v3/projects`);
    expect(message).toContain(says);
    expect(message).toContain("Seen: OS_PASSWORD.");
  });

  test("a catalog without the region", async () => {
    const { message } = await failureOf(clientFor({ region: "eu-nl" }).authenticator.session());
    expect(message).toContain('has no network endpoint in region "eu-nl" (it has eu-de): check vpnaas:region');
  });
});

test("a repetition is signed again, with the time of its own sending", async () => {
  let busy = 2;
  refusal = (seen) => {
    if (!seen.url.startsWith("/v2.0") || busy === 0) return undefined;
    busy -= 1;
    clock.time += 20_000;
    return { status: 503, body: {} };
  };
  const { send } = clientFor();
  await send(LIST);
  const [, ...tries] = cloud.seen;
  expect(new Set(tries.map(({ headers }) => headers.authorization)).size).toBe(3);
  const minutes = tries.map(({ headers }) => String(headers["x-sdk-date"]).slice(0, 13));
  expect(minutes).toEqual(["20260101T0000", "20260101T0000", "20260101T0000"]);
  expect(new Set(tries.map(({ headers }) => headers["x-sdk-date"])).size).toBe(3);
});

describe("a refused signature", () => {
  const byKey = "Check vpnaas:accessKey and vpnaas:secretKey (OS_ACCESS_KEY, OS_SECRET_KEY)";
  const byClock = "Check the clock of this machine: a signature whose date is more than 15 minutes off is refused. ";
  const cases: { reason: string; status: number; message: string; says: string }[] = [
    { reason: "a wrong key", status: 401, message: "verify aksk signature fail", says: `. ${byKey}` },
    {
      reason: "a wrong clock",
      status: 401,
      message: "calc ak sk signature fail:signature expired",
      says: `. ${byClock}${byKey}`,
    },
    {
      reason: "a wrong clock, said with 403",
      status: 403,
      message: "x-sdk-date is too old",
      says: `. ${byClock}${byKey}`,
    },
    {
      reason: "a key that the gateway echoes",
      status: 401,
      message: "Get secretKey failed,ak:ak-canary-1,err:ak not exist",
      says: "Get secretKey failed,ak:[masked],err:ak not exist",
    },
    {
      reason: "a canonical request that the gateway echoes",
      status: 401,
      message: "verify aksk signature fail, canonicalRequest:GET|/x/||x-security-token:st-canary-3||",
      says: "x-security-token:[masked]",
    },
  ];
  const [lookUp, vpnApi] = ["/v3/auth/catalog", LIST.url];
  const everywhere = cases.flatMap((row) => [lookUp, vpnApi].map((path) => ({ ...row, path })));
  test.each(everywhere)("$reason, at $path", async ({ status, message, says, path }) => {
    refusal = (seen) => (seen.url === path ? refuse(status, `${GATEWAY}${message}`)() : undefined);
    const error = await failureOf(clientFor().send(LIST));
    expect(error).toMatchObject({ status, path });
    expect(error.message).toContain(says);
    expect(error.message).toMatch(/ Seen: OS_PASSWORD\.$/);
    expect(asked()).toEqual(path === lookUp ? [`GET ${lookUp}`] : [`GET ${lookUp}`, `GET ${vpnApi}`]);
  });

  test("is not tried again for 30 s, so that the key is not locked", async () => {
    refusal = (seen) =>
      seen.url.startsWith("/v2.0") ? refuse(401, `${GATEWAY}verify aksk signature fail`)() : undefined;
    const { send } = clientFor();
    for (let count = 0; count < 10; count++) await failureOf(send(LIST));
    expect(cloud.seen).toHaveLength(2);
    clock.time += 30_000;
    refusal = undefined;
    expect((await send(LIST)).body).toEqual({ seen: LIST.url });
  });

  const others: { reason: string; at: string; status: number; says: string }[] = [
    {
      reason: "no rights in the project",
      at: "/v3",
      status: 403,
      says: "valid, but not for this project: check vpnaas:pr",
    },
    { reason: "no role at the VPN API", at: "/v2.0", status: 403, says: "VPN Administrator" },
    { reason: "no Keystone there", at: "/v3", status: 404, says: "No Keystone v3 answers there: check vpnaas:authUrl" },
  ];
  test.each(others)("is another matter than $reason", async ({ at, status, says }) => {
    refusal = (seen) => (seen.url.startsWith(at) ? { status, body: { message: "no" } } : undefined);
    expect((await failureOf(clientFor().send(LIST))).message).toContain(says);
  });
});
