// Ordered faults, the log, and the server itself: parallel clients, large bodies, closing.
// What a request means is tested elsewhere.
import { createHold, type Emulator, startEmulator } from "../../emulator";
import { call, connectionBody, connectionsPath, errorOf, inside, recordOf } from "../support/emulatorClient";

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

const create = () => call(emulator, `POST ${connectionsPath}`, connectionBody(emulator));

test("a made-up reply is sent as ordered, as often as ordered, in the order of filing, and nothing is done", async () => {
  const match = { method: "post", path: connectionsPath };
  emulator.fault({
    match,
    times: 2,
    reply: { status: 503, headers: { "Retry-After": "7" }, body: "<html>down</html>" },
  });
  emulator.fault({ match: {}, reply: { status: 429, body: { code: "slow" } } });
  const answers = [await create(), await create(), await create()];

  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [503, "<html>down</html>"],
    [503, "<html>down</html>"],
    [429, { code: "slow" }],
  ]);
  expect(answers[0]?.headers.get("retry-after")).toBe("7");
  expect([emulator.connections.size, emulator.openFaults(), (await create()).status]).toEqual([0, 0, 201]);
});

test.each([
  { reply: "reset", act: "before", stored: 0 },
  { reply: "reset", act: "after", stored: 1 },
  { reply: "cut", act: "before", stored: 0 },
  { reply: "cut", act: "after", stored: 1 },
] as const)("$reply with act $act fails at the client and stores $stored", async ({ reply, act, stored }) => {
  emulator.fault({ match: { method: "POST" }, act, reply });

  await expect(create()).rejects.toThrow();
  expect(emulator.connections.size).toBe(stored);
  expect(emulator.log.map(({ fault }) => fault)).toEqual([reply]);
});

test("a made-up reply with act after hides that the request was performed", async () => {
  emulator.fault({ match: { method: "POST" }, act: "after", reply: { status: 504 } });
  const answer = await create();

  expect([answer.status, answer.body, emulator.connections.size]).toEqual([504, "", 1]);
});

test("silence lasts until the client gives up, and does not hold up other requests", async () => {
  emulator.fault({ match: { path: /connections$/ }, reply: "silence" });
  const controller = new AbortController();
  const headers = { "x-auth-token": emulator.credentials.scopedToken() };
  const silent = fetch(emulator.url + connectionsPath, { headers, signal: controller.signal });
  while (emulator.log.length === 0) await new Promise(setImmediate);
  const other = await call(emulator, "GET /v3", undefined, {});
  controller.abort();

  await expect(silent).rejects.toThrow("abort");
  expect([other.status, emulator.log[0]?.status, emulator.log[0]?.fault]).toEqual([200, 0, "silence"]);
});

test("a delayed request is answered normally", async () => {
  emulator.fault({ match: { method: "POST" }, reply: { delay: 20 } });

  expect((await create()).status).toBe(201);
});

test.each([
  { act: "before", held: 0 },
  { act: "after", held: 1 },
] as const)(
  "a request held with act $act has stored $held, and is answered once it is released",
  async ({ act, held }) => {
    const hold = createHold();
    emulator.fault({ match: { method: "POST" }, act, reply: { hold } });
    const answer = create();
    const entry = await hold.arrived;
    const other = await call(emulator, `GET ${connectionsPath}`);

    expect([emulator.connections.size, entry.status, other.status]).toEqual([held, 0, 200]);
    hold.release();
    expect([(await answer).status, emulator.connections.size, entry.fault]).toEqual([201, 1, "hold"]);
    await hold.ended;
  },
);

test("a held request whose client has gone is acted on when it is released, and is lost when it is dropped", async () => {
  const stored: number[] = [];
  for (const end of ["drop", "release"] as const) {
    const hold = createHold();
    const controller = new AbortController();
    emulator.fault({ match: { method: "POST" }, reply: { hold } });
    const headers = { "x-auth-token": emulator.credentials.scopedToken() };
    const body = JSON.stringify(connectionBody(emulator));
    const sent = fetch(emulator.url + connectionsPath, { method: "POST", headers, body, signal: controller.signal });
    await hold.arrived;
    controller.abort();
    await expect(sent).rejects.toThrow("abort");
    await hold.ended;
    hold[end]();
    stored.push(emulator.connections.size);
  }

  expect(stored).toEqual([0, 1]);
});

test("a fault may let some requests pass first, and a hold without a request says so", async () => {
  emulator.fault({ match: { method: "POST" }, skip: 2, reply: { status: 500 } });
  const statuses: number[] = [];
  for (const name of ["a", "b", "c", "d"]) {
    const body = connectionBody(emulator, { name, peer_address: `203.0.113.${name.charCodeAt(0)}` });
    statuses.push((await call(emulator, `POST ${connectionsPath}`, body)).status);
  }

  expect(statuses).toEqual([201, 201, 500, 201]);
  expect(() => createHold().release()).toThrow("No request is held.");
});

test("cleared faults do not fire, and a RegExp with the g flag fits every time", async () => {
  emulator.fault({ match: { path: /vpn/g }, times: Number.POSITIVE_INFINITY, reply: { status: 500 } });
  const statuses = [(await create()).status, (await create()).status];
  emulator.clearFaults();
  statuses.push((await create()).status);

  expect(statuses).toEqual([500, 500, 201]);
});

test("the log holds every request in order with exact bodies, and can be filtered and cleared", async () => {
  const { log } = emulator;
  const body = connectionBody(emulator);
  await call(emulator, "GET /v3?x=1", undefined, {});
  const answer = await call(emulator, `POST ${connectionsPath}`, body, {
    "X-Auth-Token": emulator.credentials.scopedToken(),
  });
  await call(emulator, `PUT ${connectionsPath}/${String(inside(answer).id)}?a=b&a=c`, '{"broken":');

  expect(log.map(({ method, path, query, status }) => [method, path, query, status])).toEqual([
    ["GET", "/v3", "x=1", 200],
    ["POST", "/v2.0/vpn/ipsec-site-connections", "", 201],
    ["PUT", `/v2.0/vpn/ipsec-site-connections/${String(inside(answer).id)}`, "a=b&a=c", 400],
  ]);
  expect(log.map((entry) => entry.body)).toEqual([undefined, body, '{"broken":']);
  expect(log[1]?.replyBody).toEqual(answer.body);
  expect(log[1]?.headers["x-auth-token"]).toMatch(/^gAAAAA/);
  expect(emulator.vpnRequests().map(({ method }) => method)).toEqual(["POST", "PUT"]);
  expect(emulator.requests({ path: connectionsPath })).toEqual([log[1]]);
  expect(emulator.vpnRequests({ method: "put", path: /connections/ })).toEqual([log[2]]);
  emulator.clearLog();
  expect([log.length, emulator.requests().length]).toEqual([0, 0]);
});

test("fifty clients in parallel each get their own connection", async () => {
  const names = Array.from({ length: 50 }, (_, index) => `c${index}`);
  const answers = await Promise.all(
    names.map((name, index) =>
      call(emulator, `POST ${connectionsPath}`, connectionBody(emulator, { name, peer_address: `203.0.113.${index}` })),
    ),
  );

  expect(answers.map((answer) => inside(answer).name)).toEqual(names);
  expect(emulator.connections.size).toBe(50);
});

test.each([
  { reason: "12 MB is read", length: 12 * 1024 * 1024, status: 400 },
  { reason: "more is refused", length: 12 * 1024 * 1024 + 1, status: 413 },
])("of a body $reason", async ({ length, status }) => {
  const answer = await call(emulator, `POST ${connectionsPath}`, "x".repeat(length));

  expect(answer.status).toBe(status);
});

test("an unknown path needs a token and is then a 404 of its own shape", async () => {
  const without = await call(emulator, "GET /v2.0/vpn/nothing", undefined, {});
  const answer = await call(emulator, "GET /v2.0/vpn/nothing");

  expect([without.status, answer.status, errorOf(answer), recordOf(answer.body).title]).toEqual([
    401,
    404,
    "404 Not Found",
    "Not Found",
  ]);
});

test("closing ends silent requests and delays, frees the port, and may be repeated", async () => {
  emulator.fault({ match: { method: "GET" }, reply: "silence" });
  emulator.fault({ match: { method: "POST" }, reply: { delay: 1_000_000 } });
  const open = [call(emulator, `GET ${connectionsPath}`), create()].map((request) => request.catch(() => "ended"));
  while (emulator.log.length < 2) await new Promise(setImmediate);
  await emulator.close();
  await emulator.close();

  expect(await Promise.all(open)).toEqual(["ended", "ended"]);
  const port = Number(new URL(emulator.url).port);
  emulator = await startEmulator({ port });
  expect(emulator.url).toBe(`http://127.0.0.1:${port}`);
  await expect(startEmulator({ port })).rejects.toThrow("EADDRINUSE");
});
