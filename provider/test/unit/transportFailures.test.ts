// The transport when connections are refused, break, stay silent or trickle. Real sockets on the loopback address.
import net, { type AddressInfo } from "node:net";
import { inspect } from "node:util";
import { createTransport } from "../../src/api/http/transport";
import { ApiError } from "../../src/core/errors";
import { rejectionOf, startLoopback, withoutProxies } from "../support/loopback";

const open: { close(): Promise<void> }[] = [];

beforeAll(withoutProxies);

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A server that does what it likes with the bare connection. */
async function serveRaw(handle: (socket: net.Socket) => void): Promise<string> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) {
          socket.destroy();
        }
      }),
  });
  // A server that listens on a port has an AddressInfo.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
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

describe("broken connections", () => {
  const cases: { reason: string; handle: (socket: net.Socket) => void }[] = [
    { reason: "closed at once", handle: (socket) => socket.destroy() },
    { reason: "reset after the request", handle: (socket) => socket.once("data", () => socket.resetAndDestroy()) },
    {
      reason: "cut inside a body with a length",
      handle: (socket) => socket.once("data", () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"a":')),
    },
    {
      reason: "cut inside a chunked body",
      handle: (socket) =>
        socket.once("data", () => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n')),
    },
    {
      reason: "cut inside the headers",
      handle: (socket) => socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-")),
    },
  ];
  test.each(cases)("$reason: may have been processed", async ({ handle }) => {
    const url = await serveRaw(handle);
    const body = { password: "password-canary" };
    const error = await failureOf(
      transport()({ method: "POST", url, body, headers: { "X-Auth-Token": "token-canary" } }),
    );
    expect(error).toMatchObject({ kind: "network", neverSent: false, permanent: false, status: undefined });
    expect(`${inspect(error, { depth: 9, showHidden: true })}${error.stack}${JSON.stringify(error)}`).not.toContain(
      "canary",
    );
  });

  test("what is no HTTP is an error that will stay", async () => {
    const url = await serveRaw((socket) => socket.once("data", () => socket.end("SSH-2.0-OpenSSH\r\n")));
    expect(await failureOf(transport()({ method: "GET", url }))).toMatchObject({ kind: "network", permanent: true });
  });

  test("a refused connection was never sent", async () => {
    const server = await startLoopback(() => undefined);
    await server.close();
    const error = await failureOf(transport()({ method: "POST", url: `${server.url}/x`, body: {} }));
    expect(error).toMatchObject({ kind: "network", code: "ECONNREFUSED", neverSent: true });
    expect(error.message).toContain("Nothing listens there");
  });

  test("a name that does not exist was never sent", async () => {
    const error = await failureOf(transport()({ method: "POST", url: "http://no-such-host.invalid/x", body: {} }));
    expect(error).toMatchObject({ kind: "network", neverSent: true });
    expect(error.code).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  });
});

test.each(["to\r\nX-Evil: 1", "to\u0000", "caf\u00e9", "\u{1f511}", "\ud800"])(
  "a header that HTTP cannot carry is sent by no one: %j",
  async (value) => {
    const server = await startLoopback((reply) => reply.end("{}"));
    open.push(server);
    const request = { method: "GET", url: server.url, headers: { "X-Auth-Token": value } } as const;
    const error = await failureOf(transport()(request));
    expect(error.message).toBe(
      "reading: GET / failed: it was not sent, since the value of the header X-Auth-Token holds characters that HTTP cannot " +
        "carry. Check the settings of the login for line breaks, control characters and anything beyond ASCII.",
    );
    expect(error).toMatchObject({ neverSent: true, permanent: true });
    expect(server.seen).toEqual([]);
  },
);

test("a reply with more headers than anyone reads says so", async () => {
  const server = await startLoopback((reply) => reply.writeHead(200, { "X-Subject-Token": "t".repeat(300_000) }).end());
  open.push(server);
  const error = await failureOf(transport()({ method: "GET", url: server.url }));
  expect(error.message).toContain("The reply has more than 256 KiB of headers");
  expect(error.permanent).toBe(true);
  expect(error.message.length).toBeLessThan(500);
});

describe("time is up", () => {
  const cases: { reason: string; handle: (socket: net.Socket) => void }[] = [
    { reason: "silence", handle: () => undefined },
    {
      reason: "headers and then silence",
      handle: (socket) => socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")),
    },
    {
      reason: "a trickle",
      handle: (socket) => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n");
        const drip = setInterval(() => socket.write(" "), 20);
        socket.on("close", () => clearInterval(drip));
      },
    },
  ];
  test.each(cases)("$reason", async ({ handle }) => {
    const url = await serveRaw(handle);
    const error = await failureOf(transport({ requestTimeout: 150 })({ method: "GET", url }));
    expect(error).toMatchObject({ kind: "timeout", neverSent: false });
    expect(error.message).toContain("within 0.15 seconds");
    expect(error.message).toContain("vpnaas:requestTimeout");
  });
});
