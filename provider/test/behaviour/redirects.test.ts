// A redirect never moves a request, and so never a token, a signature or a body: neither to another host nor within one.
import { type Emulator, startEmulator } from "../../emulator";
import { withRetry } from "../../src/api/http/retry";
import { createTransport, type Send } from "../../src/api/http/transport";
import { createAuthenticator, withAuth } from "../../src/api/login/auth";
import type { ApiError } from "../../src/core/errors";
import { FakeClock, type Loopback, rejectionOf, sendJson, startLoopback, withoutProxies } from "../support/loopback";
import { makeHost, removeHosts, resolve } from "../support/settingsHost";
import { WAYS, type Way } from "../support/waysToLogIn";

let emulator: Emulator;
let elsewhere: Loopback;
const clock = new FakeClock();

beforeAll(async () => {
  withoutProxies();
  emulator = await startEmulator({ now: () => clock.now() });
  elsewhere = await startLoopback((reply) => sendJson(reply, 200, { ipsec_site_connections: [] }));
});
afterAll(async () => {
  removeHosts();
  await Promise.all([emulator.close(), elsewhere.close()]);
});
beforeEach(() => {
  emulator.clearFaults();
  emulator.clearLog();
  elsewhere.seen.length = 0;
});

function clientFor(way: Way): Send {
  const { config = {}, environment = {}, files = {} } = way.written(emulator);
  const settings = resolve(config, makeHost(environment, files));
  const send = withRetry(createTransport(settings), clock);
  return withAuth(send, createAuthenticator(settings, send, clock));
}

const LIST = { method: "GET", url: "/v2.0/vpn/ipsec-site-connections" } as const;
const secretsOf = () => {
  const { password, applicationCredentialSecret } = emulator.credentials;
  return [password, applicationCredentialSecret, emulator.accessKey.secretKey, emulator.temporaryKey.securityToken];
};

describe.each([301, 302, 303, 307, 308])("%d", (status) => {
  test.each(WAYS)("from the VPN API, $way", async (way) => {
    const headers = { Location: `${elsewhere.url}/v2.0/vpn/ipsec-site-connections?a=b` };
    emulator.fault({ match: { path: /^\/v2\.0/ }, times: 9, reply: { status, headers } });
    // Everything that the client rejects with is an ApiError.
    const error = (await rejectionOf(clientFor(way)(LIST))) as ApiError;
    expect(error.status).toBe(status);
    expect(error.message).toContain("Redirects are not followed, since the request carries credentials");
    expect(error.message).toContain(`(it points to ${elsewhere.url}/v2.0/vpn/ipsec-site-connections)`);
    expect(elsewhere.seen).toEqual([]);
    expect(emulator.vpnRequests()).toHaveLength(1);
    for (const secret of secretsOf()) expect(error.message).not.toContain(secret);
  });

  test.each(["GET", "POST", "PUT", "DELETE"] as const)(
    "a %s within the host is not followed either",
    async (method) => {
      const way = WAYS[0] as Way; // the list is not empty
      emulator.fault({ match: { path: /^\/v2\.0/ }, reply: { status, headers: { Location: "/v2.0/vpn/other" } } });
      const body = method === "POST" || method === "PUT" ? { body: { psk: "psk-canary" } } : {};
      const error = await rejectionOf(clientFor(way)({ method, url: "/v2.0/vpn/x", ...body }));
      expect(error).toMatchObject({ kind: "http", status });
      expect(emulator.vpnRequests()).toHaveLength(1);
    },
  );
});

test.each(WAYS.filter((way) => !way.way.includes("only the VPN API")))("from Keystone, $way", async (way) => {
  emulator.fault({
    match: { path: /^\/v3/ },
    times: 9,
    reply: { status: 307, headers: { Location: `${elsewhere.url}/v3/auth/tokens` } },
  });
  const error = (await rejectionOf(clientFor(way)(LIST))) as ApiError;
  expect(error.message).toContain("Redirects are not followed");
  expect(elsewhere.seen).toEqual([]);
  expect(emulator.requests()).toHaveLength(1);
});

test("the address that a redirect names is shown without user, password and query", async () => {
  const Location = "https://user:canary-1@elsewhere.example/x?token=canary-2#canary-3";
  emulator.fault({ match: { path: /^\/v2\.0/ }, reply: { status: 302, headers: { Location } } });
  const error = (await rejectionOf(clientFor(WAYS[0] as Way)(LIST))) as ApiError;
  expect(error.message).toContain("(it points to https://elsewhere.example/x)");
  expect(error.message).not.toContain("canary");
});
