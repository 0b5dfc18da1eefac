// Which failures are repeated and when, told by the waits of a fake clock. A real server stands at the other end.
import type { ServerResponse } from "node:http";
import { withRetry } from "../../src/api/http/retry";
import { type ApiRequest, createTransport, type Send } from "../../src/api/http/transport";
import { ApiError } from "../../src/core/errors";
import { FakeClock, type Loopback, rejectionOf, sendJson, startLoopback, withoutProxies } from "../support/loopback";

type Answer = (reply: ServerResponse) => void;

let server: Loopback;
/** Consumed one by one; the last one answers for ever. */
let script: Answer[];
let clock: FakeClock;
let transport: Send;
let send: Send;

const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (reply) =>
    sendJson(reply, code, { message: "said so" }, headers);
const ok: Answer = (reply) => sendJson(reply, 200, { fine: true });
const cut: Answer = (reply) => reply.destroy();
const page: Answer = (reply) => reply.writeHead(200, { "Content-Type": "text/html" }).end("<html></html>");

beforeAll(async () => {
  withoutProxies();
  server = await startLoopback((reply) => (script.length > 1 ? script.shift() : script[0])?.(reply));
});

afterAll(() => server.close());

beforeEach(() => {
  server.seen.length = 0;
  script = [ok];
  clock = new FakeClock();
  transport = createTransport({ requestTimeout: 5_000, insecure: false });
  send = withRetry(transport, clock);
});

const asking = (method: ApiRequest["method"], more: Partial<ApiRequest> = {}): ApiRequest => ({
  method,
  url: `${server.url}/x`,
  ...(method === "PUT" || method === "POST" ? { body: { a: 1 } } : {}),
  ...more,
});

describe("what is repeated", () => {
  const cases: { reason: string; request: Parameters<typeof asking>; answer: Answer; tries: number }[] = [
    { reason: "GET 408", request: ["GET"], answer: status(408), tries: 2 },
    { reason: "GET 429", request: ["GET"], answer: status(429), tries: 2 },
    { reason: "GET 500", request: ["GET"], answer: status(500), tries: 2 },
    { reason: "GET 502", request: ["GET"], answer: status(502), tries: 2 },
    { reason: "PUT 503", request: ["PUT"], answer: status(503), tries: 2 },
    { reason: "DELETE 504", request: ["DELETE"], answer: status(504), tries: 2 },
    { reason: "GET of a connection that breaks", request: ["GET"], answer: cut, tries: 2 },
    {
      reason: "PUT of a connection that breaks: the same body twice is the same",
      request: ["PUT"],
      answer: cut,
      tries: 2,
    },
    { reason: "DELETE of a connection that breaks", request: ["DELETE"], answer: cut, tries: 2 },
    { reason: "GET answered with a page", request: ["GET"], answer: page, tries: 2 },
    { reason: "PUT answered with a page: it has been done", request: ["PUT"], answer: page, tries: 1 },
    { reason: "PUT 400", request: ["PUT"], answer: status(400), tries: 1 },
    { reason: "GET 401", request: ["GET"], answer: status(401), tries: 1 },
    { reason: "GET 404", request: ["GET"], answer: status(404), tries: 1 },
    { reason: "DELETE 409", request: ["DELETE"], answer: status(409), tries: 1 },
    { reason: "GET 501", request: ["GET"], answer: status(501), tries: 1 },
    { reason: "POST 429: refused before any work", request: ["POST"], answer: status(429), tries: 2 },
    { reason: "POST 500 may have created something", request: ["POST"], answer: status(500), tries: 1 },
    { reason: "POST 503 may have created something", request: ["POST"], answer: status(503), tries: 1 },
    { reason: "POST of a connection that breaks", request: ["POST"], answer: cut, tries: 1 },
    { reason: "POST answered with a page", request: ["POST"], answer: page, tries: 1 },
    { reason: "a login that breaks creates nothing", request: ["POST", { repeatable: true }], answer: cut, tries: 2 },
    { reason: "a login answered 503", request: ["POST", { repeatable: true }], answer: status(503), tries: 2 },
    { reason: "a login answered with a page", request: ["POST", { repeatable: true }], answer: page, tries: 2 },
    { reason: "a login refused", request: ["POST", { repeatable: true }], answer: status(401), tries: 1 },
  ];
  test.each(cases)("$reason → $tries tries", async ({ request, answer, tries }) => {
    script = [answer, ok];
    const result = await send(asking(...request)).catch((error: unknown) => error);
    expect(server.seen).toHaveLength(tries);
    expect(result instanceof ApiError).toBe(tries === 1);
  });

  test("POST to a port where nothing listens is repeated", async () => {
    const closed = await startLoopback(() => undefined);
    await closed.close();
    const error = await rejectionOf(send(asking("POST", { url: closed.url })));
    expect(String(error)).toContain("; after 6 tries in 8 seconds. Nothing listens there");
  });

  test("a time-out is repeated for PUT and not for POST", async () => {
    const silent: Answer = () => undefined;
    send = withRetry(createTransport({ requestTimeout: 80, insecure: false }), clock);
    script = [silent, ok];
    expect((await send(asking("PUT"))).status).toBe(200);
    script = [silent, ok];
    expect(await rejectionOf(send(asking("POST")))).toMatchObject({ kind: "timeout" });
  });

  test("an error that will stay is not repeated", async () => {
    const https = server.url.replace("http:", "https:");
    expect(await rejectionOf(send(asking("GET", { url: https })))).toMatchObject({ permanent: true });
    expect(clock.waits).toEqual([]);
  });

  test("what is no ApiError passes through at once", async () => {
    const broken = withRetry(() => Promise.reject(new TypeError("a bug")), clock);
    expect(await rejectionOf(broken(asking("GET")))).toBeInstanceOf(TypeError);
    expect(clock.waits).toEqual([]);
  });
});

describe("how long", () => {
  test("waits double, with jitter, for six tries; the error tells the effort", async () => {
    script = [status(502)];
    const error = await rejectionOf(send(asking("GET")));
    expect(clock.waits).toEqual([250, 500, 1000, 2000, 4000]);
    expect(error).toMatchObject({ kind: "http", status: 502 });
    expect(String(error)).toContain("failed: 502 said so; after 6 tries in 8 seconds. The service has a problem");
  });

  test("a first error is not dressed up", async () => {
    script = [status(404)];
    expect(String(await rejectionOf(send(asking("GET"))))).not.toContain("tries");
  });

  test("an error that follows another one tells the effort, too", async () => {
    script = [status(502), status(400)];
    expect(String(await rejectionOf(send(asking("PUT"))))).toContain("400 said so; after 2 tries in 0 seconds");
  });

  const asked: { reason: string; headers: Record<string, string>; wait: number }[] = [
    { reason: "seconds are honoured", headers: { "Retry-After": "7" }, wait: 7_000 },
    {
      reason: "a date is honoured",
      headers: { "Retry-After": "Thu, 01 Jan 2026 00:00:30 GMT", Date: "Thu, 01 Jan 2026 00:00:10 GMT" },
      wait: 20_000,
    },
    { reason: "an hour is cut to a minute", headers: { "Retry-After": "3600" }, wait: 60_000 },
    { reason: "less than our own backoff does not count", headers: { "Retry-After": "0" }, wait: 250 },
  ];
  test.each(asked)("Retry-After: $reason", async ({ headers, wait }) => {
    script = [status(500, headers), ok];
    await send(asking("GET"));
    expect(clock.waits).toEqual([wait]);
  });

  test("no try starts later than two minutes after the first", async () => {
    script = [status(500, { "Retry-After": "50" })];
    const error = await rejectionOf(send(asking("GET")));
    expect(clock.waits).toEqual([50_000, 50_000, 20_000]);
    expect(String(error)).toContain("after 4 tries in 120 seconds");
  });
});

describe("slowing down together", () => {
  test.each([429, 503])("after a %d, requests that have not been sent wait as well", async (code) => {
    script = [status(code, { "Retry-After": "30" }), ok];
    const first = send(asking("GET"));
    // The second request is started while the first one holds everybody back.
    const sleep = clock.sleep.bind(clock);
    const second = new Promise<unknown>((resolve) => {
      clock.sleep = (milliseconds) => {
        clock.sleep = sleep;
        resolve(send(asking("GET")));
        return sleep(milliseconds);
      };
    });
    await Promise.all([first, second]);
    expect(server.seen).toHaveLength(3);
    // One wait for both, after which they go one after the other.
    expect(clock.waits).toEqual([30_125]);
  });

  test("a POST that is not repeated still holds back the next request", async () => {
    script = [status(503, { "Retry-After": "10" }), ok];
    await rejectionOf(send(asking("POST")));
    expect(clock.waits).toEqual([]);
    await send(asking("GET"));
    expect(clock.waits).toEqual([10_125]);
  });

  test("another wrapper is not held back", async () => {
    script = [status(429, { "Retry-After": "10" }), ok];
    await send(asking("GET"));
    const other = new FakeClock();
    await withRetry(transport, other)(asking("GET"));
    expect(other.waits).toEqual([]);
  });

  test("other failures hold no one back", async () => {
    script = [status(500), ok];
    await rejectionOf(send(asking("POST")));
    await send(asking("GET"));
    expect(clock.waits).toEqual([]);
  });

  test("a service that refuses for ever is given up, by one request after six tries", async () => {
    script = [status(429)];
    expect(String(await rejectionOf(send(asking("POST"))))).toContain("429 said so; after 6 tries in");
    expect(server.seen).toHaveLength(6);
  });

  test("refusals while others get through do not use up the tries of a request", async () => {
    let refusals = 0;
    const crowded = withRetry(async (request) => {
      if (request.method === "GET") return { status: 200, headers: {}, body: undefined };
      refusals += 1;
      if (refusals > 20) return { status: 201, headers: {}, body: undefined };
      clock.time += 5;
      await other();
      throw refused(request);
    }, clock);
    const other = () => crowded(asking("GET"));
    expect((await crowded(asking("POST"))).status).toBe(201);
    expect(refusals).toBe(21);
  });

  test("their number is bounded as well", async () => {
    const crowded = withRetry(async (request) => {
      clock.time += 5;
      if (request.method === "GET") return { status: 200, headers: {}, body: undefined };
      await crowded(asking("GET"));
      throw refused(request);
    }, clock);
    expect(String(await rejectionOf(crowded(asking("POST"))))).toContain("429 slow down; after 50 tries in");
  });

  test("when all is refused for two minutes, those that wait fail unsent, and say so", async () => {
    const sent: string[] = [];
    const closed = withRetry(async (request) => {
      sent.push(request.method);
      throw refused(request, 59_000);
    }, clock);
    const errors = await Promise.all(Array.from({ length: 100 }, () => rejectionOf(closed(asking("POST")))));
    expect(sent.length).toBeLessThan(400);
    const last = String(errors.at(-1));
    expect(last).toContain(
      "POST /x failed: it was not sent, since the service has refused or not answered every other",
    );
    expect(clock.now() - Date.parse("2026-01-01T00:00:00Z")).toBeLessThan(300_000);
  });
});

function refused(request: ApiRequest, retryAfter?: number): ApiError {
  const { method } = request;
  return new ApiError({
    kind: "http",
    method,
    path: "/x",
    purpose: "creating",
    outcome: "429 slow down",
    status: 429,
    retryAfter,
  });
}
