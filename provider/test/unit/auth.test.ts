// One token for everybody: shared, renewed in time and after a 401, put on every request.
import { inspect } from "node:util";
import { withRetry } from "../../src/api/http/retry";
import { type ApiRequest, createTransport } from "../../src/api/http/transport";
import { createAuthenticator, withAuth } from "../../src/api/login/auth";
import { ApiError } from "../../src/core/errors";
import type { Settings } from "../../src/settings";
import { contentPlan, type Plan, settingsFor, startKeystone } from "../support/keystone";
import { FakeClock, type Loopback, rejectionOf, sendJson, startLoopback, withoutProxies } from "../support/loopback";

let keystone: Loopback;
let neutron: Loopback;
let plan: Plan;
let clock: FakeClock;
/** Tokens that Neutron takes; undefined takes all. */
let accepted: Set<string> | undefined;

const transport = createTransport({ requestTimeout: 5_000, insecure: false });
const REFUSAL = new ApiError({
  kind: "http",
  method: "GET",
  path: "/",
  purpose: "reading",
  outcome: "401",
  status: 401,
});
const LIST: ApiRequest = { method: "GET", url: "/v2.0/vpn/ipsec-site-connections" };

beforeAll(async () => {
  withoutProxies();
  keystone = await startKeystone(() => plan);
  neutron = await startLoopback((reply, seen) => {
    if (seen.url.endsWith("/missing")) {
      return sendJson(reply, 404, {});
    }
    const isKnown = accepted === undefined || accepted.has(String(seen.headers["x-auth-token"]));
    sendJson(
      reply,
      isKnown ? 200 : 401,
      isKnown ? { ok: true } : { error: { code: 401, title: "Unauthorized", message: "no" } },
    );
  });
});

afterAll(() => Promise.all([keystone.close(), neutron.close()]));

beforeEach(() => {
  keystone.seen.length = 0;
  neutron.seen.length = 0;
  accepted = undefined;
  plan = contentPlan(neutron.url);
  clock = new FakeClock();
});

function authenticatorFor(changes: Partial<Settings> = {}) {
  return createAuthenticator(settingsFor(keystone.url, changes), transport, clock);
}

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  const error = await rejectionOf(promise);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("canary");
  // Every failure below is an ApiError; the assertions on its fields say so.
  return error as ApiError;
}

test("a hundred callers share one login; a refused one is not tried again for 30 s, so that no account is locked", async () => {
  const authenticator = authenticatorFor();
  const all = () => Promise.allSettled(Array.from({ length: 100 }, () => authenticator.session()));
  plan.status = 401;
  expect((await all()).every(({ status }) => status === "rejected")).toBe(true);
  expect(keystone.seen).toHaveLength(1);
  expect((await all()).every(({ status }) => status === "rejected")).toBe(true);
  expect(keystone.seen).toHaveLength(1);
  plan.status = 201;
  clock.time += 30_000;
  expect((await all()).every(({ status }) => status === "fulfilled")).toBe(true);
  expect(keystone.seen).toHaveLength(2);
});

const lives: { reason: string; issued: string; expires: string | undefined; after: number; logins: number }[] = [
  {
    reason: "121 s before the end",
    issued: "2026-01-01T00:00:00Z",
    expires: "2026-01-01T01:00:00Z",
    after: 3_479_000,
    logins: 1,
  },
  {
    reason: "120 s before the end",
    issued: "2026-01-01T00:00:00Z",
    expires: "2026-01-01T01:00:00Z",
    after: 3_480_000,
    logins: 2,
  },
  {
    reason: "a token of 90 s is used to its end",
    issued: "2026-01-01T00:00:00Z",
    expires: "2026-01-01T00:01:30Z",
    after: 89_000,
    logins: 1,
  },
  {
    reason: "and then renewed",
    issued: "2026-01-01T00:00:00Z",
    expires: "2026-01-01T00:01:30Z",
    after: 90_000,
    logins: 2,
  },
  {
    reason: "our clock is a day ahead: the life counts, not the instant",
    issued: "2025-12-31T00:00:00Z",
    expires: "2025-12-31T01:00:00Z",
    after: 60_000,
    logins: 1,
  },
  {
    reason: "an instant without a zone is UTC",
    issued: "2026-01-01T00:00:00.000000",
    expires: "2026-01-01T01:00:00.000000",
    after: 3_479_000,
    logins: 1,
  },
  {
    reason: "a life that is over on arrival is a mistake: used until a 401",
    issued: "2026-01-01T00:00:00Z",
    expires: "2025-12-31T00:00:00Z",
    after: 0,
    logins: 1,
  },
  {
    reason: "so is a life of a second",
    issued: "2026-01-01T00:00:00Z",
    expires: "2026-01-01T00:00:01Z",
    after: 3_600_000,
    logins: 1,
  },
  { reason: "no end is told", issued: "2026-01-01T00:00:00Z", expires: undefined, after: 1e12, logins: 1 },
];
test.each(lives)("$reason → $logins logins", async ({ issued, expires, after, logins }) => {
  plan = { ...plan, issuedAt: issued, expiresAt: expires };
  const authenticator = authenticatorFor();
  await authenticator.session();
  clock.time += after;
  await authenticator.session();
  expect(keystone.seen).toHaveLength(logins);
});

test("a 401 gets one new token and one repeat, also for a POST", async () => {
  const authenticator = authenticatorFor();
  const send = withAuth(transport, authenticator);
  const stale = (await authenticator.session()).token ?? "";
  const next = `token-${Number(stale.split("-")[1]) + 1}`;
  accepted = new Set([next]);
  expect((await send({ method: "POST", url: "/v2.0/vpn/x", body: {} })).body).toEqual({ ok: true });
  expect(neutron.seen.map((seen) => seen.headers["x-auth-token"])).toEqual([stale, next]);
  expect(keystone.seen).toHaveLength(2);
});

test("a second 401 is an error that says so", async () => {
  accepted = new Set();
  const error = await failureOf(withAuth(transport, authenticatorFor())(LIST));
  expect(error).toMatchObject({ status: 401, path: "/v2.0/vpn/ipsec-site-connections" });
  expect(error.message).toContain("401 Unauthorized: no; also with a new token. The service does not trust tokens");
  expect([keystone.seen.length, neutron.seen.length]).toEqual([2, 2]);
});

test("many 401s at a time cause one login", async () => {
  const authenticator = authenticatorFor();
  const send = withAuth(transport, authenticator);
  const stale = (await authenticator.session()).token ?? "";
  accepted = new Set([`token-${Number(stale.split("-")[1]) + 1}`]);
  await Promise.all(Array.from({ length: 20 }, () => send(LIST)));
  expect(keystone.seen).toHaveLength(2);
});

test("a late 401 of an old token causes no login when there is a new one", async () => {
  const authenticator = authenticatorFor();
  const old = await authenticator.session();
  const renewed = await authenticator.renew(old, REFUSAL);
  expect(await authenticator.renew(old, REFUSAL)).toBe(renewed);
  expect(keystone.seen).toHaveLength(2);
});

test("a token that cannot be renewed: a clear error after one try", async () => {
  accepted = new Set();
  const settings = {
    authUrl: undefined,
    endpoint: neutron.url,
    credentials: { method: "token", token: "token-canary" },
  } as const;
  const error = await failureOf(withAuth(transport, authenticatorFor(settings))(LIST));
  expect(error.message).toContain("The token of vpnaas:token (OS_TOKEN) cannot be renewed: issue a new one");
  expect(error.message).toMatch(/ Seen: OS_PASSWORD\.$/);
  expect([keystone.seen.length, neutron.seen.length]).toEqual([0, 1]);
});

test("other errors cause no login, and an endpoint with /v2.0 does not double it", async () => {
  const send = withAuth(transport, authenticatorFor({ endpoint: `${neutron.url}/v2.0/` }));
  await send(LIST);
  expect(neutron.seen[0]?.url).toBe("/v2.0/vpn/ipsec-site-connections");
  expect(await failureOf(send({ method: "GET", url: "/missing" }))).toMatchObject({ status: 404 });
  expect(keystone.seen).toHaveLength(1);
});

test("a login is repeated like a GET", async () => {
  let refusals = 2;
  plan.answer = (reply) => {
    refusals -= 1;
    if (refusals === 0) {
      plan.answer = undefined;
    }
    sendJson(reply, 503, {});
  };
  const authenticator = createAuthenticator(settingsFor(keystone.url), withRetry(transport, clock), clock);
  expect((await authenticator.session()).projectId).toBe("p-1");
  expect(keystone.seen).toHaveLength(3);
});
