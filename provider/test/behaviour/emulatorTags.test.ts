// The tag API of the otc dialect: the six calls, their limits, and where tags show.
// Status codes of the three writes are not documented; the emulator answers 204.
import { type Emulator, startEmulator } from "../../emulator";
import {
  type Answer,
  call,
  connectionsPath,
  errorOf,
  inside,
  messageOf,
  recordOf,
  settledConnection,
} from "../support/emulatorClient";

const base = "/v2.0/10039663455a446d8ba2cbb058b0f578/ipsec-site-connections";
const nowhere = "11111111-2222-3333-4444-555555555555";
let emulator: Emulator;
let id: string;

beforeEach(async () => {
  emulator = await startEmulator();
  id = await settledConnection(emulator, { name: "first" });
  emulator.clearLog();
});
afterEach(() => emulator.close());

const act = (action: unknown, tags: unknown) => call(emulator, `POST ${base}/${id}/tags/action`, { action, tags });
const stored = async () => recordOf((await call(emulator, `GET ${base}/${id}/tags`)).body).tags;
const refusal = (answer: Answer) => [answer.status, errorOf(answer)];

test("a connection begins without tags, and its GET and LIST show them but no reply of a write does", async () => {
  const before = [await stored(), inside(await call(emulator, `GET ${connectionsPath}/${id}`)).tags];
  const created = await act("create", [{ key: "env", value: "prod" }]);
  const tags = [{ key: "env", value: "prod" }];
  const get = await call(emulator, `GET ${connectionsPath}/${id}`);
  const list = await call(emulator, `GET ${connectionsPath}`);
  const put = await call(emulator, `PUT ${connectionsPath}/${id}`, { ipsec_site_connection: { mtu: 1400 } });

  expect(before).toEqual([[], []]);
  expect([created.status, created.body]).toEqual([204, ""]);
  expect([await stored(), inside(get).tags]).toEqual([tags, tags]);
  expect(recordOf(list.body).ipsec_site_connections).toEqual([expect.objectContaining({ id, tags })]);
  expect([put.status, "tags" in inside(put)]).toEqual([200, false]);
  expect(await stored()).toEqual(tags);
});

test("create overwrites a key, delete ignores missing keys and values, and both may be repeated", async () => {
  const created = [
    { key: "env", value: "prod" },
    { key: "team", value: "" },
  ];
  await act("create", created);
  expect([(await act("create", created)).status, await stored()]).toEqual([204, created]);

  await act("create", [{ key: "env", value: "test" }]);
  expect(await stored()).toEqual([
    { key: "team", value: "" },
    { key: "env", value: "test" },
  ]);

  const gone = [{ key: "env", value: "not the value" }, { key: "missing" }, { key: "not allowed: \u00fc" }];
  expect([(await act("delete", gone)).status, await stored()]).toEqual([204, [{ key: "team", value: "" }]]);
  expect([(await act("delete", gone)).status, await stored()]).toEqual([204, [{ key: "team", value: "" }]]);
});

test("ten tags in one call are taken, with the longest key and value and every character", async () => {
  const longest = { key: "aZ09_-".repeat(6), value: `${"aZ09_-".repeat(7)}x` };
  const nine = Array.from({ length: 9 }, (_, index) => ({ key: `k${index}`, value: "v" }));
  const answer = await act("create", [longest, ...nine]);

  expect([answer.status, await stored()]).toEqual([204, [longest, ...nine]]);
});

test.each([
  { reason: "eleven tags", tags: Array.from({ length: 11 }, (_, index) => ({ key: `k${index}`, value: "v" })) },
  {
    reason: "the same key twice",
    tags: [
      { key: "env", value: "a" },
      { key: "env", value: "b" },
    ],
  },
  { reason: "a key of 37", tags: [{ key: "k".repeat(37), value: "v" }] },
  { reason: "an empty key", tags: [{ key: "", value: "v" }] },
  { reason: "no key", tags: [{ value: "v" }] },
  { reason: "a key with a dot", tags: [{ key: "a.b", value: "v" }] },
  { reason: "a value of 44", tags: [{ key: "env", value: "v".repeat(44) }] },
  { reason: "a value with a space", tags: [{ key: "env", value: "a b" }] },
  { reason: "no value", tags: [{ key: "env" }] },
  { reason: "a number", tags: [{ key: "env", value: 1 }] },
  { reason: "no tags", tags: undefined },
  { reason: "an empty list", tags: [] },
  { reason: "text for a tag", tags: ["env"] },
])("a create with $reason is VPC.1001 and changes nothing", async ({ tags }) => {
  await act("create", [{ key: "old", value: "kept" }]);

  expect(refusal(await act("create", tags))).toEqual([400, "VPC.1001"]);
  expect(await stored()).toEqual([{ key: "old", value: "kept" }]);
});

test.each([
  { reason: "another action", action: "replace", tags: [{ key: "env", value: "a" }] },
  { reason: "a delete with an empty key", action: "delete", tags: [{ key: "" }] },
  {
    reason: "a delete of eleven",
    action: "delete",
    tags: Array.from({ length: 11 }, (_, index) => ({ key: `k${index}` })),
  },
])("$reason is VPC.1001", async ({ action, tags }) => {
  expect(refusal(await act(action, tags))).toEqual([400, "VPC.1001"]);
});

test("one tag can be set and taken away by its key", async () => {
  const path = `${base}/${id}/tags`;
  const set = await call(emulator, `POST ${path}`, { tag: { key: "action", value: "v" } });
  const bad = await call(emulator, `POST ${path}`, { tag: [{ key: "env", value: "v" }] });
  const before = await stored();
  const gone = await call(emulator, `DELETE ${path}/action`);
  const again = await call(emulator, `DELETE ${path}/action`);

  expect([set.status, before]).toEqual([204, [{ key: "action", value: "v" }]]);
  expect(refusal(bad)).toEqual([400, "VPC.1001"]);
  expect([gone.status, again.status, await stored()]).toEqual([204, 404, []]);
});

test("the tags of a project are listed with their values, and connections are found by tags and name", async () => {
  const second = await settledConnection(emulator, { name: "second", peer_address: "203.0.113.11" });
  await act("create", [
    { key: "env", value: "prod" },
    { key: "team", value: "net" },
  ]);
  await call(emulator, `POST ${base}/${second}/tags`, { tag: { key: "env", value: "test" } });
  const search = async (body: object) =>
    recordOf((await call(emulator, `POST ${base}/resource_instances/action`, { action: "filter", ...body })).body);
  const found = async (body: object) =>
    [(await search(body)).resources].flat().map((resource) => recordOf(resource).resource_name);
  const matches = [{ key: "resource_name", value: "second" }];

  expect(recordOf((await call(emulator, `GET ${base}/tags`)).body).tags).toEqual([
    { key: "env", values: ["prod", "test"] },
    { key: "team", values: ["net"] },
  ]);
  expect(await search({ tags: [{ key: "env", values: ["test", "other"] }] })).toEqual({
    resources: [
      {
        resource_id: second,
        resource_name: "second",
        resource_detail: null,
        tags: [{ key: "env", value: "test" }],
      },
    ],
    total_count: 1,
  });
  expect(await found({ tags: [{ key: "env", values: [] }] })).toEqual(["first", "second"]);
  expect(await found({ tags: ["env", "team"].map((key) => ({ key, values: [] })) })).toEqual(["first"]);
  expect(await found({ matches })).toEqual(["second"]);
  expect(await found({ limit: "1", offset: "1" })).toEqual(["second"]);
  expect((await search({ limit: 1 })).total_count).toBe(2);
  expect(await search({ action: "count" })).toEqual({ total_count: 2 });
});

test.each([
  { reason: "another action", body: { action: "list" } },
  { reason: "no limit at all", body: { action: "filter", limit: 0 } },
  { reason: "a limit over 1000", body: { action: "filter", limit: 1001 } },
  { reason: "a negative offset", body: { action: "filter", offset: -1 } },
  {
    reason: "eleven keys",
    body: { action: "filter", tags: Array.from({ length: 11 }, (_, index) => ({ key: `${index}`, values: [] })) },
  },
  {
    reason: "eleven values",
    body: { action: "filter", tags: [{ key: "k", values: Array.from({ length: 11 }, (_, index) => `${index}`) }] },
  },
  { reason: "a value twice", body: { action: "filter", tags: [{ key: "k", values: ["a", "a"] }] } },
  { reason: "no values", body: { action: "filter", tags: [{ key: "k" }] } },
  { reason: "a match of another key", body: { action: "filter", matches: [{ key: "id", value: "x" }] } },
])("a search with $reason is VPC.1001", async ({ body }) => {
  expect(refusal(await call(emulator, `POST ${base}/resource_instances/action`, body))).toEqual([400, "VPC.1001"]);
});

test.each([
  { reason: "an unknown connection", request: `GET ${base}/${nowhere}/tags`, status: 404 },
  { reason: "a path that does not exist", request: `GET ${base}/something`, status: 404 },
  { reason: "the project of others", request: `GET ${base.replace("1003", "9999")}/tags`, status: 403 },
  { reason: "a key with broken encoding", request: `DELETE ${base}/%E0%A4/tags/%E0%A4%A`, status: 404 },
  { reason: "a verb that does not exist", request: `PUT ${base}/tags`, status: 405 },
])("$reason answers $status", async ({ request, status }) => {
  expect((await call(emulator, request)).status).toBe(status);
});

test("the connection of another project is not found in one's own", async () => {
  emulator.place("connections", { id: nowhere, tenant_id: "another", tags: [{ key: "env", value: "prod" }] });
  const one = await call(emulator, `GET ${base}/${nowhere}/tags`);
  const all = await call(emulator, `GET ${base}/tags`);

  expect([one.status, messageOf(one)]).toEqual([404, `ipsec_site_connection ${nowhere} not found`]);
  expect(all.body).toEqual({ tags: [] });
});

test("a call needs a token, is in the log and meets ordered faults, before or after it is performed", async () => {
  const without = await call(emulator, `GET ${base}/${id}/tags`, undefined, {});
  emulator.fault({ match: { method: "POST", path: /\/tags\/action$/ }, act: "after", reply: { status: 500 } });
  const failed = await act("create", [{ key: "env", value: "prod" }]);

  expect([without.status, failed.status, await stored()]).toEqual([401, 500, [{ key: "env", value: "prod" }]]);
  expect(emulator.vpnRequests().map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET ${base}/${id}/tags`,
    `POST ${base}/${id}/tags/action`,
    `GET ${base}/${id}/tags`,
  ]);
});

test("reading tags settles nothing, and tags can be set while a connection is pending", async () => {
  await call(emulator, `PUT ${connectionsPath}/${id}`, { ipsec_site_connection: { mtu: 1400 } });
  const set = await act("create", [{ key: "env", value: "prod" }]);
  await stored();

  expect([set.status, emulator.connections.get(id)?.status]).toEqual([204, "PENDING_UPDATE"]);
});

test("the openstack dialect has no such paths and shows no tags", async () => {
  await emulator.close();
  emulator = await startEmulator({ dialect: "openstack" });
  id = await settledConnection(emulator);
  const answers = [
    await call(emulator, `GET ${base}/${id}/tags`),
    await act("create", []),
    await call(emulator, `GET ${base}/tags`),
  ];

  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  expect("tags" in inside(await call(emulator, `GET ${connectionsPath}/${id}`))).toBe(false);
});
