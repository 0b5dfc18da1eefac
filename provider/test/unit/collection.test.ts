// Envelopes, ids and pages of one collection, against a real server on the loopback address.
import type { ServerResponse } from "node:http";
import { createCollection } from "../../src/api/collection";
import { createTransport, type Send } from "../../src/api/http/transport";
import { type Loopback, rejectionOf, type Seen, sendJson, startLoopback, withoutProxies } from "../support/loopback";

const PATH = "/v2.0/vpn/ipsec-site-connections";
let server: Loopback;
let answer: (reply: ServerResponse, seen: Seen) => void;

const transport = createTransport({ requestTimeout: 5_000, insecure: false });
/** In the place of withAuth: only puts the address before the path. */
const send: Send = (request) => transport({ ...request, url: `${server.url}${request.url}` });
const connections = createCollection(send, {
  path: PATH,
  envelope: "ipsec_site_connection",
  collection: "ipsec_site_connections",
});

beforeAll(async () => {
  withoutProxies();
  server = await startLoopback((reply, seen) => answer(reply, seen));
});

afterAll(() => server.close());

beforeEach(() => {
  server.seen.length = 0;
  answer = (reply, seen) => {
    const body = { ipsec_site_connection: { id: "1", name: "office" } };
    return seen.method === "DELETE" ? reply.writeHead(204).end() : sendJson(reply, 200, body);
  };
});

test("each verb sends its request with the envelope on, and takes the envelope off", async () => {
  const item = { id: "1", name: "office" };
  expect(await connections.create({ name: "office" })).toEqual(item);
  expect(await connections.get("1")).toEqual(item);
  expect(await connections.update("1", { name: "office" })).toEqual(item);
  expect(await connections.delete("1")).toBe("done");
  expect(server.seen.map(({ method, url, body }) => ({ method, url, body }))).toEqual([
    { method: "POST", url: PATH, body: { ipsec_site_connection: { name: "office" } } },
    { method: "GET", url: `${PATH}/1`, body: undefined },
    { method: "PUT", url: `${PATH}/1`, body: { ipsec_site_connection: { name: "office" } } },
    { method: "DELETE", url: `${PATH}/1`, body: undefined },
  ]);
});

test("an id cannot lead out of the collection", async () => {
  await rejectionOf(connections.get("../vpnservices/1?x=#y ä")); // the reply is about another object
  expect(server.seen[0]?.url).toBe(`${PATH}/..%2Fvpnservices%2F1%3Fx%3D%23y%20%C3%A4`);
});

test.each(["", "  ", ".", ".."])("the id %j is refused, and nothing is sent", async (id) => {
  for (const attempt of [() => connections.get(id), () => connections.update(id, {}), () => connections.delete(id)]) {
    expect(String(await rejectionOf(attempt()))).toContain("is not an id; nothing was sent");
  }
  expect(server.seen).toEqual([]);
});

describe("replies of 200 that cannot be used", () => {
  const cases: { reason: string; body: unknown; act: () => Promise<unknown>; says: string }[] = [
    {
      reason: "GET without envelope",
      body: { id: "1", psk: "psk-canary" },
      act: () => connections.get("1"),
      says: 'reading ipsec_site_connection 1: GET /v2.0/vpn/ipsec-site-connections/1 answered 200, but the reply has no object "ipsec_site_connection"',
    },
    {
      reason: "PUT with a list in the envelope",
      body: { ipsec_site_connection: [] },
      act: () => connections.update("1", {}),
      says: "updating ipsec_site_connection 1: ",
    },
    {
      reason: "GET without an id",
      body: { ipsec_site_connection: { name: "office", psk: "psk-canary" } },
      act: () => connections.get("1"),
      says: "the reply is about another ipsec_site_connection (without a proper id)",
    },
    {
      reason: "PUT with an id that is no text",
      body: { ipsec_site_connection: { id: 1, name: "office" } },
      act: () => connections.update("1", {}),
      says: "the reply is about another ipsec_site_connection (without a proper id)",
    },
    {
      reason: "POST with an id that is no text",
      body: { ipsec_site_connection: { id: 1, name: "office" } },
      act: () => connections.create({}),
      says: "the ipsec_site_connection in the reply has no id",
    },
    {
      reason: "POST without an id",
      body: { ipsec_site_connection: { psk: "psk-canary" } },
      act: () => connections.create({}),
      says: "creating ipsec_site_connection: POST",
    },
    { reason: "GET of null", body: null, act: () => connections.get("1"), says: "no object" },
    {
      reason: "list without a list",
      body: { ipsec_site_connections: {} },
      act: () => connections.list(),
      says: 'listing ipsec_site_connections: GET /v2.0/vpn/ipsec-site-connections answered 200, but the reply has no list "ipsec_site_connections"',
    },
    {
      reason: "list with an entry that has no id",
      body: { ipsec_site_connections: [{ id: "1" }, { id: 2 }] },
      act: () => connections.list(),
      says: "an entry",
    },
    {
      reason: "list with an entry that is no object",
      body: { ipsec_site_connections: ["1"] },
      act: () => connections.list(),
      says: "an entry",
    },
  ];
  test.each(cases)("$reason", async ({ body, act, says }) => {
    answer = (reply) => sendJson(reply, 200, body, { "x-openstack-request-id": "req-1" });
    const error = await rejectionOf(act());
    expect(error).toMatchObject({ name: "ApiError", kind: "reply", status: 200, requestId: "req-1" });
    expect(String(error)).toContain(says);
    expect(String(error)).not.toContain("canary");
  });

  test("an empty reply to a GET", async () => {
    answer = (reply) => reply.writeHead(200).end();
    expect(await rejectionOf(connections.get("1"))).toMatchObject({ kind: "reply" });
  });
});

describe("pages", () => {
  /** Pages by the value of `marker`; each has ids and the link to the next one. */
  function serve(pages: Record<string, { ids: string[]; next?: string }>): void {
    answer = (reply, seen) => {
      const marker = new URL(seen.url, "http://x.invalid").searchParams.get("marker") ?? "";
      const { ids, next } = pages[marker] ?? { ids: [] };
      const links =
        next === undefined
          ? []
          : [
              { rel: "previous", href: "http://x.invalid/" },
              { rel: "next", href: next },
            ];
      sendJson(reply, 200, { ipsec_site_connections: ids.map((id) => ({ id })), ipsec_site_connections_links: links });
    };
  }

  test("follows the links on our own host, whatever host they name", async () => {
    serve({
      "": { ids: ["1", "2"], next: `https://internal.invalid:9696${PATH}?limit=2&marker=2` },
      "2": { ids: ["3", "4"], next: `${PATH}?limit=2&marker=4` },
      "4": { ids: ["5"] },
    });
    expect(await connections.list()).toEqual([{ id: "1" }, { id: "2" }, { id: "3" }, { id: "4" }, { id: "5" }]);
    expect(server.seen.map(({ url }) => url)).toEqual([PATH, `${PATH}?limit=2&marker=2`, `${PATH}?limit=2&marker=4`]);
  });

  const ends: { reason: string; pages: Parameters<typeof serve>[0]; ids: string[] }[] = [
    {
      reason: "an empty page ends the list, although it has a link",
      pages: { "": { ids: ["1"], next: `${PATH}?marker=1` }, "1": { ids: [], next: `${PATH}?marker=9` } },
      ids: ["1"],
    },
    {
      reason: "a page seen before ends the list",
      pages: { "": { ids: ["1"], next: `${PATH}?marker=1` }, "1": { ids: ["2"], next: `${PATH}?marker=1` } },
      ids: ["1", "2"],
    },
    {
      reason: "an item on two pages is taken once",
      pages: { "": { ids: ["1", "2"], next: `${PATH}?marker=2` }, "2": { ids: ["2", "3"] } },
      ids: ["1", "2", "3"],
    },
    {
      reason: "the path of the link may begin with that of the endpoint",
      pages: { "": { ids: ["1"], next: `http://x.invalid/network${PATH}/?marker=1` }, "1": { ids: ["2"] } },
      ids: ["1", "2"],
    },
    { reason: "an empty collection", pages: {}, ids: [] },
  ];
  test.each(ends)("$reason", async ({ pages, ids }) => {
    serve(pages);
    expect((await connections.list()).map(({ id }) => id)).toEqual(ids);
  });

  test.each(["http://x.invalid/v2.0/vpn/ikepolicies?marker=1", "https://None:abc/?marker=1"])(
    "a link to %s is refused: half a list must not look like a whole one",
    async (next) => {
      serve({ "": { ids: ["1"], next } });
      expect(String(await rejectionOf(connections.list()))).toContain(`its next page is not a page of ${PATH}`);
    },
  );

  const CUT = "the list is cut: there is more than it shows";
  test("a whole list that names a page seen before is no whole list", async () => {
    serve({ "": { ids: ["1"], next: `${PATH}?marker=1` }, "1": { ids: ["2"], next: `${PATH}?marker=1` } });
    expect(String(await rejectionOf(connections.listWhole()))).toContain(CUT);
  });

  test("a whole list with links that come to an end is whole", async () => {
    serve({ "": { ids: ["1"], next: `${PATH}?marker=1` }, "1": { ids: ["2"] } });
    expect((await connections.listWhole()).map(({ id }) => id)).toEqual(["1", "2"]);
    expect(server.seen).toHaveLength(2);
  });

  test("a whole list is looked behind: what a service has cut without a link is not whole", async () => {
    serve({ "": { ids: ["1", "2"] }, "2": { ids: ["3"] } });
    expect(String(await rejectionOf(connections.listWhole()))).toContain(CUT);
    expect(server.seen.map(({ url }) => url)).toEqual([PATH, `${PATH}?limit=2&marker=2`]);
  });

  test.each([
    { reason: "is nothing", status: 200, body: { ipsec_site_connections: [] } },
    { reason: "is the same again", status: 200, body: { ipsec_site_connections: [{ id: "1" }] } },
    { reason: "may not be asked for", status: 400, body: { message: "Invalid input for marker" } },
  ])("a list is whole if what is behind it $reason", async ({ status, body }) => {
    answer = (reply, seen) =>
      seen.url === PATH
        ? sendJson(reply, 200, { ipsec_site_connections: [{ id: "1" }] })
        : sendJson(reply, status, body);
    expect(await connections.listWhole()).toEqual([{ id: "1" }]);
  });

  test("an empty list is whole, and nothing is behind it", async () => {
    serve({});
    expect(await connections.listWhole()).toEqual([]);
    expect(server.seen).toHaveLength(1);
  });

  test("a list without an end is given up after a thousand pages", async () => {
    let count = 0;
    answer = (reply) => {
      count += 1;
      const links = [{ rel: "next", href: `${PATH}?marker=${count}` }];
      sendJson(reply, 200, { ipsec_site_connections: [{ id: `${count}` }], ipsec_site_connections_links: links });
    };
    expect(String(await rejectionOf(connections.list()))).toContain("the list has no end after 1000 pages");
    expect(count).toBe(1000);
  });
});
