// The transport against real servers on the loopback address: what goes out, what comes back, and TLS.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { createTransport } from "../../src/api/http/transport";
import { ApiError } from "../../src/core/errors";
import { CERTIFICATE, KEY } from "../support/certificate";
import { type Loopback, rejectionOf, sendJson, startLoopback, withoutProxies } from "../support/loopback";

const open: { close(): Promise<void> }[] = [];
let folder = "";

beforeAll(() => {
  withoutProxies();
  folder = mkdtempSync(join(tmpdir(), "vpnaas-transport-"));
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

afterAll(() => rmSync(folder, { recursive: true }));

async function serve(answer: Parameters<typeof startLoopback>[0]): Promise<Loopback> {
  const server = await startLoopback(answer);
  open.push(server);
  return server;
}

async function serveTls(): Promise<string> {
  const server = https.createServer({ cert: CERTIFICATE, key: KEY }, (_request, reply) =>
    sendJson(reply, 200, { ok: 1 }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push({ close: async () => server.closeAllConnections() }, { close: async () => void server.close() });
  // A server that listens on a port has an AddressInfo.
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function transport(options: Partial<Parameters<typeof createTransport>[0]> = {}) {
  return createTransport({ requestTimeout: 10_000, insecure: false, ...options });
}

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  const error = await rejectionOf(promise);
  expect(error).toBeInstanceOf(ApiError);
  // Checked the line before.
  return error as ApiError;
}

test("sends method, path, query, headers and JSON, and reads status, headers and JSON back", async () => {
  const server = await serve((reply) =>
    sendJson(reply, 201, { connection: { id: "1", text: "ümläut" } }, { "X-Request-Id": "r-1" }),
  );
  const reply = await transport()({
    method: "POST",
    url: `${server.url}/v2.0/vpn/x?fields=id&fields=status`,
    headers: { "X-Auth-Token": "t" },
    body: { connection: { name: "näme" } },
  });
  expect(reply.status).toBe(201);
  expect(reply.headers["x-request-id"]).toBe("r-1");
  expect(reply.body).toEqual({ connection: { id: "1", text: "ümläut" } });
  expect(server.seen).toHaveLength(1);
  expect(server.seen[0]).toMatchObject({
    method: "POST",
    url: "/v2.0/vpn/x?fields=id&fields=status",
    body: { connection: { name: "näme" } },
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      "x-auth-token": "t",
      "user-agent": "pulumi-vpnaas",
    },
  });
});

test("a GET and a DELETE carry no body and no Content-Type", async () => {
  const server = await serve((reply) => reply.writeHead(204).end());
  const send = transport();
  expect((await send({ method: "DELETE", url: `${server.url}/a` })).body).toBeUndefined();
  await send({ method: "GET", url: `${server.url}/a` });
  for (const seen of server.seen) {
    expect(seen.body).toBeUndefined();
    expect(seen.headers["content-type"]).toBeUndefined();
  }
});

test("connections are kept and used again", async () => {
  const ports = new Set<number | undefined>();
  const server = await serve((reply, _seen, request) => {
    ports.add(request.socket.remotePort);
    sendJson(reply, 200, {});
  });
  const send = transport();
  for (let count = 0; count < 5; count++) {
    await send({ method: "GET", url: server.url });
  }
  expect(ports.size).toBe(1);
});

test("no more than 64 connections are open at a time", async () => {
  const waiting: ServerResponse[] = [];
  const ports = new Set<number | undefined>();
  const server = await serve((reply, _seen, request) => {
    ports.add(request.socket.remotePort);
    waiting.push(reply);
    if (server.seen.length >= 64) {
      for (const held of waiting.splice(0)) {
        sendJson(held, 200, {});
      }
    }
  });
  const send = transport();
  await Promise.all(Array.from({ length: 100 }, () => send({ method: "GET", url: server.url })));
  expect(server.seen).toHaveLength(100);
  expect(ports.size).toBe(64);
});

test("a token of 40 KiB goes out and comes in", async () => {
  const token = "t".repeat(40 * 1024);
  const server = await serve((reply, seen) =>
    sendJson(reply, 200, {}, { "X-Subject-Token": String(seen.headers["x-auth-token"]) }),
  );
  const reply = await transport()({ method: "GET", url: server.url, headers: { "X-Auth-Token": token } });
  expect(reply.headers["x-subject-token"]).toBe(token);
});

test("a redirect is an error and is not followed", async () => {
  const other = await serve((reply) => sendJson(reply, 200, {}));
  const server = await serve((reply) => reply.writeHead(302, { Location: `${other.url}/elsewhere` }).end());
  const error = await failureOf(transport()({ method: "GET", url: server.url, headers: { "X-Auth-Token": "canary" } }));
  expect(error).toMatchObject({ kind: "http", status: 302 });
  expect(error.message).toContain(`(it points to ${other.url}/elsewhere)`);
  expect(other.seen).toEqual([]);
});

describe("replies that are no success", () => {
  const cases: { reason: string; status: number; type: string; text: string; kind: string; says: string }[] = [
    {
      reason: "an error of Neutron",
      status: 409,
      type: "application/json",
      text: '{"NeutronError":{"type":"IKEPolicyInUse","message":"in use"}}',
      kind: "http",
      says: "409 IKEPolicyInUse: in use",
    },
    {
      reason: "a page with 200",
      status: 200,
      type: "text/html",
      text: "<html>psk-canary</html>",
      kind: "reply",
      says: "200, but the reply is a web page (text/html)",
    },
    {
      reason: "JSON cut off, with 200",
      status: 200,
      type: "application/json",
      text: '{"psk":"psk-canary',
      kind: "reply",
      says: "18 characters that are not (whole) JSON (application/json)",
    },
    {
      reason: "a page with 503",
      status: 503,
      type: "text/html",
      text: "<html><title>Maintenance</title></html>",
      kind: "http",
      says: "503 Maintenance",
    },
  ];
  test.each(cases)("$reason", async ({ status, type, text, kind, says }) => {
    const server = await serve((reply) => reply.writeHead(status, { "Content-Type": type }).end(text));
    const error = await failureOf(transport()({ method: "GET", url: `${server.url}/x` }));
    expect(error).toMatchObject({ kind, status, method: "GET", path: "/x" });
    expect(error.message).toContain(says);
    expect(inspect(error, { depth: 9 })).not.toContain("psk-canary");
  });
});

describe("TLS", () => {
  test("an unknown certificate is refused, before anything was sent", async () => {
    const error = await failureOf(transport()({ method: "GET", url: await serveTls() }));
    expect(error).toMatchObject({ kind: "network", neverSent: true, permanent: true });
    expect(error.message).toContain("vpnaas:cacert");
  });

  test("the file of cacert makes it known", async () => {
    const cacert = join(folder, "ca.pem");
    writeFileSync(cacert, CERTIFICATE);
    expect((await transport({ cacert })({ method: "GET", url: await serveTls() })).body).toEqual({ ok: 1 });
  });

  test("insecure does not look at it", async () => {
    expect((await transport({ insecure: true })({ method: "GET", url: await serveTls() })).status).toBe(200);
  });

  test("a CA file that is missing or empty is named, and read again with the next request", async () => {
    const cacert = join(folder, "late.pem");
    const send = transport({ cacert });
    const url = await serveTls();
    const missing = await failureOf(send({ method: "GET", url }));
    expect(missing).toMatchObject({ code: "CACERT", neverSent: true, permanent: true });
    expect(missing.message).toContain(`the CA file ${cacert} cannot be read (ENOENT)`);
    writeFileSync(cacert, "nothing");
    expect((await failureOf(send({ method: "GET", url }))).message).toContain("holds no certificate");
    writeFileSync(cacert, CERTIFICATE);
    expect((await send({ method: "GET", url })).status).toBe(200);
  });

  test("TLS to a plain port says so", async () => {
    const server = await serve((reply) => sendJson(reply, 200, {}));
    const error = await failureOf(transport()({ method: "GET", url: server.url.replace("http:", "https:") }));
    expect(error.permanent).toBe(true);
    expect(error.message).toContain("http or https");
  });
});

test("a reply over 64 MiB is refused", async () => {
  const server = await serve((reply) => {
    const mebibyte = Buffer.alloc(1024 * 1024, " ");
    reply.writeHead(200);
    for (let count = 0; count < 66; count++) {
      reply.write(mebibyte);
    }
    reply.end("{}");
  });
  const error = await failureOf(transport()({ method: "GET", url: server.url }));
  expect(error).toMatchObject({ kind: "reply", permanent: true });
  expect(error.message).toContain("larger than 64 MiB");
});

test("importing the client and building a transport does not load axios", () => {
  const load = jest.fn();
  jest.isolateModules(() => {
    jest.doMock("axios", load);
    require("../../src/api/login/auth");
    require("../../src/api/http/transport").createTransport({ requestTimeout: 1, insecure: false });
  });
  jest.dontMock("axios");
  expect(load).not.toHaveBeenCalled();
});
