// Proxies from the environment, with real ones on the loopback address: tunnels for https, plain forwarding for http, exceptions.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { withRetry } from "../../src/api/http/retry";
import { createTransport } from "../../src/api/http/transport";
import type { ApiError } from "../../src/core/errors";
import { CERTIFICATE } from "../support/certificate";
import { FakeClock, type Loopback, rejectionOf, sendJson, startLoopback, withoutProxies } from "../support/loopback";
import { type LoopbackProxy, startProxy } from "../support/proxy";
import { startTlsServer, type TlsServer } from "../support/tlsServer";

let folder: string;
let cacert: string;
let plain: Loopback;
let secure: TlsServer;
let proxy: LoopbackProxy;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "vpnaas-proxy-"));
  cacert = join(folder, "ca.pem");
  writeFileSync(cacert, CERTIFICATE);
  plain = await startLoopback((reply) => sendJson(reply, 200, { ok: 1 }));
  secure = await startTlsServer();
});
afterAll(async () => {
  withoutProxies();
  rmSync(folder, { recursive: true });
  await Promise.all([plain.close(), secure.close()]);
});
beforeEach(async () => {
  withoutProxies();
  [plain.seen.length, secure.seen.length] = [0, 0];
  proxy = await startProxy();
});
afterEach(() => proxy.close());

const HEADERS = { "X-Auth-Token": "token-canary" };
const ask = (url: string, options: Partial<Parameters<typeof createTransport>[0]> = {}) =>
  createTransport({ requestTimeout: 10_000, insecure: false, cacert, ...options })({
    method: "POST",
    url: `${url}/v2.0/x`,
    headers: HEADERS,
    body: { psk: "psk-canary" },
  });

describe.each(["HTTPS_PROXY", "https_proxy"])("%s", (name) => {
  beforeEach(() => {
    process.env[name] = proxy.url;
  });

  test("opens a tunnel for https: the proxy sees host and port, and nothing of the request", async () => {
    expect((await ask(secure.url)).body).toEqual({ ok: 1 });
    expect(proxy.seen).toHaveLength(1);
    expect(proxy.seen[0]).toContain(`CONNECT ${secure.url.replace("https://", "")}\n`);
    expect(proxy.seen.join()).not.toMatch(/canary|v2\.0/);
    expect(secure.seen).toMatchObject([{ "x-auth-token": "token-canary" }]);
  });

  test("is not for http", async () => {
    expect((await ask(plain.url)).status).toBe(200);
    expect(proxy.seen).toEqual([]);
  });
});

test("the certificate is checked through the tunnel as well", async () => {
  process.env.HTTPS_PROXY = proxy.url;
  const error = await rejectionOf(ask(secure.url, { cacert: undefined }));
  expect(error).toMatchObject({ kind: "network", permanent: true });
  expect(secure.seen).toEqual([]);
});

test("insecure goes through the tunnel as well", async () => {
  process.env.HTTPS_PROXY = proxy.url;
  expect((await ask(secure.url, { cacert: undefined, insecure: true })).status).toBe(200);
  expect(proxy.seen).toHaveLength(1);
});

test("a token of 40 KiB comes back through the tunnel", async () => {
  const large = await startTlsServer((reply) => reply.writeHead(200, { "X-Subject-Token": "t".repeat(40_000) }).end());
  process.env.HTTPS_PROXY = proxy.url;
  expect((await ask(large.url)).headers["x-subject-token"]).toHaveLength(40_000);
  await large.close();
});

test("HTTP_PROXY forwards http", async () => {
  process.env.http_proxy = proxy.url;
  expect((await ask(plain.url)).body).toEqual({ ok: 1 });
  expect(proxy.seen[0]).toContain(`POST ${plain.url}/v2.0/x\n`);
  expect(plain.seen).toMatchObject([{ body: { psk: "psk-canary" }, headers: { "x-auth-token": "token-canary" } }]);
  expect((await ask(secure.url)).status).toBe(200);
  expect(proxy.seen).toHaveLength(1);
});

test.each(["127.0.0.1", "10.0.0.1, 127.0.0.1", "*"])("NO_PROXY %s goes past both", async (exceptions) => {
  Object.assign(process.env, { HTTPS_PROXY: proxy.url, http_proxy: proxy.url, NO_PROXY: exceptions });
  expect([(await ask(secure.url)).status, (await ask(plain.url)).status]).toEqual([200, 200]);
  expect(proxy.seen).toEqual([]);
});

describe("a proxy that wants credentials", () => {
  let guarded: LoopbackProxy;
  beforeEach(async () => {
    guarded = await startProxy({ credentials: "proxy-user:proxy-canary" });
  });
  afterEach(() => guarded.close());

  test("gets them from the URL, and the service does not", async () => {
    Object.assign(process.env, { HTTPS_PROXY: guarded.url, http_proxy: guarded.url });
    expect([(await ask(secure.url)).status, (await ask(plain.url)).status]).toEqual([200, 200]);
    expect(guarded.seen).toHaveLength(2);
    expect(JSON.stringify([secure.seen, plain.seen.map(({ headers }) => headers["x-auth-token"])])).not.toContain(
      Buffer.from("proxy-user:proxy-canary").toString("base64"),
    );
  });

  test.each(["https", "http"])(
    "refuses wrong ones: the error for %s names the proxy and holds no secret",
    async (scheme) => {
      const wrong = guarded.url.replace("proxy-canary", "wrong-canary");
      Object.assign(process.env, { HTTPS_PROXY: wrong, http_proxy: wrong });
      // Everything that the transport rejects with is an ApiError.
      const error = (await rejectionOf(ask(scheme === "https" ? secure.url : plain.url))) as ApiError;
      expect(error.message).toMatch(/407|HTTPS_PROXY/);
      expect(error.message).toContain("HTTPS_PROXY");
      expect(`${inspect(error, { depth: 9, showHidden: true })}${JSON.stringify(error)}`).not.toContain("canary");
      expect([...secure.seen, ...plain.seen]).toEqual([]);
    },
  );
});

test.each(["https", "http"])(
  "a proxy that is not there: the error for %s was never sent and names the settings",
  async (scheme) => {
    await proxy.close();
    Object.assign(process.env, { HTTPS_PROXY: proxy.url, http_proxy: proxy.url });
    const error = (await rejectionOf(ask(scheme === "https" ? secure.url : plain.url))) as ApiError;
    expect(error).toMatchObject({ kind: "network", code: "ECONNREFUSED", neverSent: true });
    expect(error.message).toContain("the proxy settings");
  },
);

test("no more than 64 tunnels are open at a time", async () => {
  process.env.HTTPS_PROXY = proxy.url;
  const send = withRetry(createTransport({ requestTimeout: 10_000, insecure: false, cacert }), new FakeClock());
  await Promise.all(Array.from({ length: 150 }, () => send({ method: "GET", url: secure.url })));
  expect(secure.seen).toHaveLength(150);
  expect(proxy.mostTunnels()).toBeLessThanOrEqual(64);
});
