// Tags of a connection, which only Open Telekom Cloud has: written apart from its fields, and only the difference.
import { failureOf, initFailureOf } from "../support/rejections";
import { settleAtOnce } from "../support/settleAtOnce";
import { openStage, type Stage } from "../support/stage";

const PATH = "/v2.0/vpn/ipsec-site-connections";
const PROJECT = "10039663455a446d8ba2cbb058b0f578";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  settleAtOnce(stage.emulator);
});
afterEach(() => stage.close());

const actionPath = (id: string) => `/v2.0/${PROJECT}/ipsec-site-connections/${id}/tags/action`;
const action = (id: string, body: object) => ({ method: "POST", path: actionPath(id), body });
const stored = (id: string): Record<string, unknown> => stage.emulator.connections.get(id) ?? {};
const tagsAt = (id: string) => {
  const tags = stored(id).tags as { key: string; value: string }[]; // the emulator keeps the list of the wire
  return Object.fromEntries((tags ?? []).map(({ key, value }) => [key, value]));
};
const numbered = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`key-${at}`, `${at}`]));
const asList = (tags: Record<string, string>) => Object.entries(tags).map(([key, value]) => ({ key, value }));

describe("create", () => {
  test("the POST has no tags; they are set once the connection is settled, and read back", async () => {
    stage.emulator.transitions.create.reads = 1;
    const inputs = stage.inputs({ tags: { env: "prod", owner: "" } });
    const { id, outs } = await stage.handler.create(inputs);
    const get = { method: "GET", path: `${PATH}/${id}` };
    const [post, ...rest] = stage.traffic();
    expect(post?.body).not.toHaveProperty("ipsec_site_connection.tags");
    expect(rest).toEqual([get, get, action(id, { action: "create", tags: asList({ env: "prod", owner: "" }) }), get]);
    expect(outs).toMatchObject({ tags: { env: "prod", owner: "" }, status: "DOWN" });
    expect(stage.handler.diff(outs, inputs, inputs).changes).toBe(false);
    expect(await stage.handler.read(id, outs)).toEqual({ outs });
  });

  test("no tags, or none declared: no call of the tag API", async () => {
    for (const change of [{ tags: {} }, {}]) {
      const { id, outs, inputs } = await stage.created(change);
      expect(stage.emulator.requests({ path: /\/tags/ })).toEqual([]);
      expect(stage.handler.diff(outs, inputs, inputs).changes).toBe(false);
      stage.emulator.connections.delete(id);
    }
  });

  test("a refused tag call → the connection is kept, the next update sets the tags, and nothing is doubled", async () => {
    const inputs = stage.inputs({ tags: { env: "prod" } });
    const reply = { status: 400, body: { code: "VPC.1001", message: "too many tags" } };
    stage.emulator.fault({ match: { method: "POST", path: /\/tags\/action$/ }, reply });
    const error = await initFailureOf(stage.handler.create(inputs));
    expect(error.message).toContain("its fields are created, but its tags are not: ");
    expect(error.message).toContain("too many tags");
    expect(stage.emulator.connections.has(error.id)).toBe(true);
    expect(error.properties).toMatchObject({ ...inputs, tags: {}, status: "DOWN" });

    stage.emulator.clearLog();
    expect(stage.handler.diff(error.properties, inputs, inputs)).toMatchObject({ replaces: [] });
    expect(stage.handler.diff(error.properties, inputs, inputs).changes).toBe(true);
    const outs = await stage.handler.update(error.id, error.properties, inputs);
    expect(stage.traffic()).toEqual([
      action(error.id, { action: "create", tags: asList({ env: "prod" }) }),
      { method: "GET", path: `${PATH}/${error.id}` },
    ]);
    expect(outs.tags).toEqual({ env: "prod" });
    expect([...stage.emulator.connections.keys()]).toEqual([error.id]);
  });

  test("ERROR before the tags could be set → once it has recovered, the next update sets them", async () => {
    stage.emulator.transitions.create.to = "ERROR";
    const inputs = stage.inputs({ tags: { env: "prod" } });
    const error = await initFailureOf(stage.handler.create(inputs));
    expect(stage.emulator.requests({ path: /\/tags/ })).toEqual([]);
    stage.emulator.setStatus(error.id, "DOWN");
    await stage.handler.update(error.id, error.properties, inputs);
    expect(tagsAt(error.id)).toEqual({ env: "prod" });
  });

  test("reading back fails → kept without tags in the outputs, so that the next update sets them", async () => {
    const inputs = stage.inputs({ tags: { env: "prod" } });
    const reply = { status: 403, body: { code: "VPC.1017", message: "no permission" } };
    stage.emulator.fault({ match: { method: "GET", path: new RegExp(`^${PATH}/`) }, reply });
    const error = await initFailureOf(stage.handler.create(inputs));
    expect(error.properties).not.toHaveProperty("tags");
    const outs = await stage.handler.update(error.id, error.properties, inputs);
    expect(tagsAt(error.id)).toEqual({ env: "prod" });
    expect(outs.tags).toEqual({ env: "prod" });
  });
});

describe("update", () => {
  test("only the difference: one delete, one create, no PUT", async () => {
    const { id, outs, inputs } = await stage.created({ tags: { same: "1", changed: "2", removed: "3" } });
    const news = stage.inputs({ tags: { same: "1", changed: "9", added: "4" } });
    expect(stage.handler.diff(outs, news, inputs)).toMatchObject({ changes: undefined, replaces: [] });
    const updated = await stage.handler.update(id, outs, news);
    expect(stage.traffic()).toEqual([
      action(id, { action: "delete", tags: [{ key: "removed" }] }),
      action(id, { action: "create", tags: asList({ changed: "9", added: "4" }) }),
      { method: "GET", path: `${PATH}/${id}` },
    ]);
    expect(updated.tags).toEqual({ same: "1", changed: "9", added: "4" });
    expect(tagsAt(id)).toEqual({ same: "1", changed: "9", added: "4" });
  });

  test("23 tags go in chunks of ten, to set and to remove", async () => {
    const { id, outs } = await stage.created({ tags: {} });
    const full = await stage.handler.update(id, outs, stage.inputs({ tags: numbered(23) }));
    const calls = () => stage.emulator.requests({ path: actionPath(id) }).map(({ body }) => body);
    const list = asList(numbered(23));
    expect(calls()).toEqual([
      { action: "create", tags: list.slice(0, 10) },
      { action: "create", tags: list.slice(10, 20) },
      { action: "create", tags: list.slice(20) },
    ]);
    expect(full.tags).toEqual(numbered(23));
    stage.emulator.clearLog();
    const empty = await stage.handler.update(id, full, stage.inputs({ tags: {} }));
    const keys = list.map(({ key }) => ({ key }));
    expect(calls()).toEqual([
      { action: "delete", tags: keys.slice(0, 10) },
      { action: "delete", tags: keys.slice(10, 20) },
      { action: "delete", tags: keys.slice(20) },
    ]);
    expect(empty.tags).toEqual({});
    expect(tagsAt(id)).toEqual({});
  });

  test("omitted of the program: not looked at, not changed", async () => {
    const { id, outs } = await stage.created({ tags: { env: "prod" } });
    const news = stage.inputs({ peerId: "branch" });
    const updated = await stage.handler.update(id, outs, news);
    expect(stage.emulator.requests({ path: /\/tags/ })).toEqual([]);
    expect(tagsAt(id)).toEqual({ env: "prod" });
    Object.assign(stored(id), { tags: asList({ other: "1" }) });
    const found = await stage.handler.read(id, updated);
    expect(found?.inputs).toBeUndefined();
    expect(found?.outs.tags).toEqual({ other: "1" });
    expect(stage.handler.diff(found?.outs ?? {}, news, news).changes).toBe(false);
  });

  test("next to a field: the PUT, the wait, then the tags", async () => {
    const { id, outs } = await stage.created({ tags: { env: "prod" } });
    await stage.handler.update(id, outs, stage.inputs({ tags: { env: "test" }, peerId: "branch" }));
    const get = { method: "GET", path: `${PATH}/${id}` };
    expect(stage.traffic()).toEqual([
      { method: "PUT", path: `${PATH}/${id}`, body: { ipsec_site_connection: { peer_id: "branch" } } },
      get,
      action(id, { action: "create", tags: asList({ env: "test" }) }),
      get,
    ]);
  });

  test("another field alone: no call of the tag API, and the tags stay in the outputs", async () => {
    const { id, outs } = await stage.created({ tags: { env: "prod" } });
    const updated = await stage.handler.update(id, outs, stage.inputs({ tags: { env: "prod" }, peerId: "branch" }));
    expect(stage.exchanges()).toEqual(["PUT 200", "GET 200"]);
    expect(updated.tags).toEqual({ env: "prod" });
  });

  test("a lost answer: the call is repeated, it does no harm", async () => {
    const { id, outs } = await stage.created({ tags: { env: "prod" } });
    for (const reply of ["reset", { status: 502 }, { status: 200, body: "<html>" }] as const)
      stage.emulator.fault({ match: { method: "POST", path: /\/tags\/action$/ }, act: "after", reply });
    const updated = await stage.handler.update(id, outs, stage.inputs({ tags: { env: "test" } }));
    expect(stage.emulator.openFaults()).toBe(0);
    expect(updated.tags).toEqual({ env: "test" });
  });

  test("a refusal halfway → an error, the state stays, and the next update completes it", async () => {
    const { id, outs } = await stage.created({ tags: { old: "1" } });
    const reply = { status: 403, body: { code: "VPC.1017", message: "no permission" } };
    const news = stage.inputs({ tags: numbered(12) });
    stage.emulator.fault({ match: { method: "POST", path: /\/tags\/action$/ }, reply: { delay: 0 } });
    stage.emulator.fault({ match: { method: "POST", path: /\/tags\/action$/ }, reply });
    const error = await failureOf(stage.handler.update(id, outs, news));
    expect(error.name).toBe("ApiError");
    expect(error.message).toContain(`setting tags of ipsec_site_connection ${id}`);
    expect(tagsAt(id)).toEqual({});
    await stage.handler.update(id, outs, news);
    expect(tagsAt(id)).toEqual(numbered(12));
  });

  test("a refusal after a PUT → kept with the new field and the tags as they are", async () => {
    const { id, outs } = await stage.created({ tags: { env: "prod" } });
    const reply = { status: 403, body: { code: "VPC.1017", message: "no permission" } };
    stage.emulator.fault({ match: { method: "POST", path: /\/tags\/action$/ }, reply });
    const news = stage.inputs({ tags: { env: "test" }, peerId: "branch" });
    const error = await initFailureOf(stage.handler.update(id, outs, news));
    expect(error.message).toContain("its fields are updated, but its tags are not: ");
    expect(error.properties).toMatchObject({ peerId: "branch", tags: { env: "prod" } });
    stage.emulator.clearLog();
    expect((await stage.handler.update(id, error.properties, news)).tags).toEqual({ env: "test" });
    expect(stage.exchanges()).toEqual(["POST 204", "GET 200"]);
  });
});

describe("read", () => {
  test("a tag changed by hand is a drift", async () => {
    const { id, outs, inputs } = await stage.created({ tags: { env: "prod", a: "1" } });
    Object.assign(stored(id), { tags: asList({ a: "1", env: "prod" }) });
    expect(await stage.handler.read(id, outs)).toEqual({ outs });
    Object.assign(stored(id), { tags: asList({ a: "1", env: "test", new: "2" }) });
    const found = await stage.handler.read(id, outs);
    expect(found?.inputs).toEqual({ ...inputs, tags: { a: "1", env: "test", new: "2" } });
    expect(stage.handler.diff(found?.outs ?? {}, inputs, found?.inputs).changes).toBeUndefined();
  });

  test.each([
    [{ env: "prod" }, 1],
    [undefined, 0],
  ])("a service that shows no tags in the object is asked apart, if any are declared (%j)", async (tags, calls) => {
    const { id, outs } = await stage.created({ tags });
    const { tags: _, ...rest } = stored(id);
    const body = { ipsec_site_connection: rest };
    stage.emulator.fault({ match: { method: "GET", path: `${PATH}/${id}` }, times: 2, reply: { status: 200, body } });
    const found = await stage.handler.read(id, outs);
    expect(found?.inputs).toBeUndefined();
    expect(found?.outs.tags).toEqual(tags);
    expect(stage.emulator.requests({ method: "GET", path: /\/tags$/ })).toHaveLength(calls);
    await stage.handler.update(id, outs, stage.inputs({ tags }));
    expect(stage.exchanges().filter((exchange) => !exchange.startsWith("GET"))).toEqual([]);
  });
});

test("keys that mean something to JavaScript are keys like any other", async () => {
  const odd = JSON.parse('{ "__proto__": "1", "constructor": "2", "toString": "3", "hasOwnProperty": "4" }');
  const { id, outs, inputs } = await stage.created({ tags: odd });
  expect(stored(id).tags).toEqual(asList(odd));
  expect(Object.keys(outs.tags as object)).toEqual(["__proto__", "constructor", "toString", "hasOwnProperty"]);
  expect(stage.handler.diff(outs, inputs, inputs).changes).toBe(false);
  for (const key of ["__proto__", "constructor"]) {
    const one = JSON.parse(`{ "${key}": "1" }`);
    expect(stage.handler.diff({ ...outs, tags: {} }, stage.inputs({ tags: one }), inputs).changes).toBeUndefined();
    expect(stage.handler.diff({ ...outs, tags: one }, stage.inputs({ tags: {} }), inputs).changes).toBeUndefined();
  }
  await stage.handler.update(id, outs, stage.inputs({ tags: {} }));
  expect(stored(id).tags).toEqual([]);
});

test.each([{ env: "prod" }, {}])("on OpenStack %j is refused at check: there is no one to keep it", async (tags) => {
  await stage.close();
  stage = await openStage({ dialect: "openstack" });
  expect(() => stage.inputs({ tags })).toThrow("tags is given: OpenStack has no tags on VPN connections, omit it");
  expect(stage.emulator.log).toEqual([]);
});
