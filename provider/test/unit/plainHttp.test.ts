// A login over https whose catalog leads to plain http: one warning, which names the host and no credential.

import type { Send } from "../../src/api/http/transport";
import { createAuthenticator } from "../../src/api/login/auth";
import { warningOfPlainHttp } from "../../src/api/login/plainHttp";
import { createCloud } from "../../src/cloud";
import { settingsFor } from "../support/keystone";
import { FakeClock, sendJson, withoutProxies } from "../support/loopback";
import { startTlsServer } from "../support/tlsServer";

const HTTP =
  "warning: the login uses https, but the service catalog leads to plain http at network.example:9696: anyone in between can read " +
  "the token and pre-shared keys. Set vpnaas:endpoint to its https address, or ask the operator";

async function said(url: string, changes: Parameters<typeof settingsFor>[1] = {}): Promise<string[]> {
  const catalog = [{ type: "network", endpoints: [{ interface: "public", region: "one", url }] }];
  const send: Send = async () => ({
    status: 201,
    headers: { "x-subject-token": "token-canary" },
    body: { token: { project: { id: "p1" }, catalog } },
  });
  const settings = settingsFor("https://identity.example", changes);
  const lines: string[] = [];
  const plain = createAuthenticator(settings, send, new FakeClock());
  const authenticator = warningOfPlainHttp(plain, settings, (line) => lines.push(line));
  await authenticator.session();
  await authenticator.session();
  return lines;
}

test("from https to http beyond this machine: once", async () => {
  expect(await said("http://network.example:9696/v2.0")).toEqual([HTTP]);
});

test.each([
  { reason: "https stays https", url: "https://network.example:9696", changes: {} },
  { reason: "IPv4 loopback", url: "http://127.0.0.2:9696", changes: {} },
  { reason: "IPv6 loopback", url: "http://[::1]:9696", changes: {} },
  { reason: "localhost", url: "http://localhost:9696", changes: {} },
  { reason: "a login over http", url: "http://network.example", changes: { authUrl: "http://identity.example/v3" } },
  { reason: "the user's own address", url: "http://x.example", changes: { endpoint: "http://network.example:9696" } },
])("no warning: $reason", async ({ url, changes }) => {
  expect(await said(url, changes)).toEqual([]);
});

test("a host that only begins like loopback is beyond this machine", async () => {
  expect(await said("http://127.0.0.1.example:9696")).toHaveLength(1);
});

test("a cloud says it with the first login", async () => {
  withoutProxies();
  const catalog = [{ type: "network", endpoints: [{ interface: "public", url: "http://network.example:9696" }] }];
  const identity = await startTlsServer((reply) =>
    sendJson(reply, 201, { token: { project: { id: "p1" }, catalog } }, { "X-Subject-Token": "token-canary" }),
  );
  const lines: string[] = [];
  const cloud = createCloud(settingsFor(identity.url, { insecure: true }), (line) => lines.push(line));
  expect(await cloud.projectId()).toBe("p1");
  await identity.close();
  expect(lines).toContain(HTTP);
});
