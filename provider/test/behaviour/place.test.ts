// Where an object lives, and when it is gone: what another region, project or host answers says nothing about it, and neither does a
// 404 about something else, or a reply about another object.
import type { Dialect } from "../../emulator";
import type { Kind } from "../../src/core/schema";
import { LIVES_ON_BOTH } from "../support/lives";
import { failureOf } from "../support/rejections";
import { settleAtOnce } from "../support/settleAtOnce";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
afterEach(() => stage.close());

async function created(kind: Kind, dialect: Dialect) {
  stage = await openStage({ dialect });
  settleAtOnce(stage.emulator);
  return stage.of(kind).created();
}

describe.each(LIVES_ON_BOTH)("$kind on $dialect", ({ kind, dialect, path: collection, envelope, stored }) => {
  test("knows its region; with settings that lead to another one nothing is read, changed or deleted", async () => {
    const { id, inputs, outs } = await created(kind, dialect);
    const region = dialect === "otc" ? "eu-de" : "RegionOne";
    expect(outs.region).toBe(region);
    // As the catalog of another region would lead there: the object is not to be found.
    const elsewhere = stage.another({ region: "elsewhere", endpoint: stage.emulator.endpoint }, kind);
    const sentence = `lives in ${region}, the settings lead to elsewhere`;
    stage.emulator.clearLog();
    expect(() => elsewhere.diff(outs, inputs, inputs)).toThrow(sentence);
    expect(stage.emulator.log).toEqual([]);
    for (const act of [
      () => elsewhere.read(id, outs),
      () => elsewhere.update(id, outs, inputs, inputs),
      () => elsewhere.delete(id, outs),
    ])
      expect((await failureOf(act())).message).toContain(sentence);
    expect(stage.emulator.vpnRequests()).toEqual([]);
    expect(stored(stage.emulator).has(id)).toBe(true);
  });

  test.each([
    { reason: "names no route", body: { code: "RouteNotFound", message: "no such route" } },
    { reason: "names a router", body: { NeutronError: { type: "RouterNotFound", message: "Router x", detail: "" } } },
    { reason: "is bare", body: undefined },
    { reason: "is a web page", body: "<html><title>404</title></html>" },
    { reason: "is the gateway's", body: { error_code: "APIGW.0101", error_msg: "The API does not exist" } },
  ])("a 404 that $reason while the service has it: nothing is gone", async ({ body }) => {
    const { id, outs } = await created(kind, dialect);
    const reply = { status: 404, ...(body === undefined ? {} : { body }) };
    const times = Number.POSITIVE_INFINITY;
    stage.emulator.fault({ match: { method: "GET", path: `${collection}/${id}` }, times, reply });
    stage.emulator.fault({ match: { method: "DELETE", path: `${collection}/${id}` }, times, reply });
    const { handler } = stage.of(kind);
    expect((await failureOf(handler.read(id, outs))).message).toContain("so it is not gone");
    expect((await failureOf(handler.delete(id, outs))).message).toContain("so it is not gone");
    expect(stored(stage.emulator).has(id)).toBe(true);
  });

  test("a bare 404 counts once GET and list agree twice, seconds apart", async () => {
    const { id, outs } = await created(kind, dialect);
    stored(stage.emulator).delete(id);
    const path = `${collection}/${id}`;
    stage.emulator.fault({ match: { method: "GET", path }, times: 2, reply: { status: 404 } });
    const before = stage.clock.now();
    expect(await stage.of(kind).handler.read(id, outs)).toBeUndefined();
    expect(stage.clock.now() - before).toBeGreaterThanOrEqual(3_000);
    // Each list that shows others is looked behind: it may have been cut.
    const others = stored(stage.emulator).size > 0;
    expect(stage.emulator.requests({ path: collection })).toHaveLength(others ? 4 : 2);
    expect(stage.emulator.requests({ path })).toHaveLength(2);
  });

  test("a list that lacks it for a moment deletes nothing: it is asked for again", async () => {
    const { id, outs } = await created(kind, dialect);
    const body = { [collectionOf(collection)]: [] };
    stage.emulator.fault({ match: { method: "GET", path: `${collection}/${id}` }, reply: { status: 404 } });
    stage.emulator.fault({ match: { method: "GET", path: collection }, reply: { status: 200, body } });
    expect((await failureOf(stage.of(kind).handler.read(id, outs))).message).toContain("so it is not gone");
  });

  test("a list that is cut by a limit, with or without a link, proves nothing", async () => {
    const { id, outs } = await created(kind, dialect);
    const name = collectionOf(collection);
    const other = { ...stored(stage.emulator).get(id), id: "00000000-0000-4000-8000-000000000001" };
    stored(stage.emulator).set(other.id, other);
    const next = { rel: "next", href: `http://x.invalid${collection}?marker=1` };
    const none = {};
    for (const links of [none, { [`${name}_links`]: [next] }]) {
      stage.emulator.clearFaults();
      const times = Number.POSITIVE_INFINITY;
      stage.emulator.fault({ match: { method: "GET", path: `${collection}/${id}` }, times, reply: { status: 404 } });
      const cut = { status: 200, body: { [name]: [other], ...links } };
      const match = { method: "GET", path: collection };
      // What is behind it the emulator answers, or the same page again that leads to itself.
      stage.emulator.fault({ match, times: links === none ? 1 : times, reply: cut });
      const error = await failureOf(stage.of(kind).handler.read(id, outs));
      expect(error.message).toContain("the list is cut: there is more than it shows");
      expect(error.message).toContain("this does not mean that the object is gone");
    }
  });

  test("the service's own 404 about this very object needs no list", async () => {
    const { id, outs } = await created(kind, dialect);
    stored(stage.emulator).delete(id);
    expect(await stage.of(kind).handler.read(id, outs)).toBeUndefined();
    expect(stage.exchanges()).toEqual(["GET 404"]);
  });

  test("a reply about another object is not believed", async () => {
    const { id, inputs, outs } = await created(kind, dialect);
    const { handler } = stage.of(kind);
    const other = { ...stored(stage.emulator).get(id), id: "99999999-0000-4000-8000-000000000009", name: "other" };
    const body = { [envelope]: other };
    const reply = { status: 200, body };
    for (const method of ["GET", "PUT"])
      stage.emulator.fault({ match: { method, path: `${collection}/${id}` }, times: 10, reply });
    expect((await failureOf(handler.read(id, outs))).message).toContain("the reply is about another");
    const news = { ...inputs, description: "changed" };
    expect((await failureOf(handler.update(id, outs, news, inputs))).message).toContain("the reply is about another");
  });

  test("a create that is answered with an object of another resource finds its own", async () => {
    const { id } = await created(kind, dialect);
    const cast = stage.of(kind);
    const inputs = cast.inputs({
      name: "second",
      ...(kind === "IpsecSiteConnection" ? { peerAddress: "203.0.113.77" } : {}),
    });
    if (kind === "VpnService") inputs.routerId = stage.emulator.seeded.secondRouterId;
    if (kind === "VpnService") stage.emulator.vpnservices.delete(stage.emulator.seeded.secondVpnserviceId);
    const body = { [envelope]: { ...stored(stage.emulator).get(id) } };
    const post = { method: "POST", path: collection };
    stage.emulator.fault({ match: post, act: "after", reply: { status: 201, body } });
    const second = await cast.handler.create(inputs);
    expect(second.id).not.toBe(id);
    expect(stored(stage.emulator).get(second.id)).toMatchObject({ name: "second" });
    expect(stage.emulator.requests(post)).toHaveLength(1);
  });
});

/** What the list of a collection stands under. */
function collectionOf(path: string): string {
  return (path.split("/").at(-1) ?? "").replaceAll("-", "_");
}

test("where no region is known, the host of the endpoint says where it lives", async () => {
  stage = await openStage({ dialect: "openstack" });
  const token = { endpoint: stage.emulator.endpoint, region: "", cloud: "" };
  const { inputs } = stage.handler.check({}, stage.inputs());
  const { outs } = await stage.handler.create(inputs);
  const { region: _, ...without } = outs;
  const old = { ...without, __host: "vpn.example.com" };
  expect(outs.__host).toBeUndefined();
  // Only like is compared with like: these settings know a region.
  expect(stage.another(token).diff(old, inputs, inputs).changes).toBe(false);
});

test("who names a project in the program works in it with another login", async () => {
  stage = await openStage({ dialect: "openstack" });
  const { id, outs } = await stage.created();
  const foreign = { ...outs, tenantId: "ffff", projectId: "ffff" };
  expect((await failureOf(stage.handler.read(id, foreign))).message).toContain("lives in project ffff");
  const declared = { ...foreign, __inputs: [...(outs.__inputs as string[]), "tenantId"] }; // a list of names
  expect(await stage.handler.read(id, declared)).toBeDefined();
});

test("a state from before it was kept gets its region with the next update, and shows no difference", async () => {
  stage = await openStage();
  const { id, inputs, outs } = await stage.created();
  const { region: _, ...old } = outs;
  expect(stage.handler.diff(old, inputs, inputs).changes).toBe(false);
  expect(await stage.handler.read(id, old)).toEqual({ outs: old });
  const news = { ...inputs, peerId: "other.example.com" };
  expect((await stage.handler.update(id, old, news, inputs)).region).toBe("eu-de");
});

describe.each(LIVES_ON_BOTH.filter(({ status }) => status !== undefined))("$kind on $dialect", (life) => {
  const { kind, dialect, path } = life;

  test.each([
    { code: "RouteNotFound", message: "no route" },
    { NeutronError: { type: "IKEPolicyNotFound", message: "IKEPolicy x could not be found", detail: "" } },
  ])("a 404 about something else in the wait of an update is no end of it: %j", async (body) => {
    const { id, inputs, outs } = await created(kind, dialect);
    stage.emulator.fault({ match: { method: "GET", path: `${path}/${id}` }, reply: { status: 404, body } });
    const news = { ...inputs, description: "north" };
    expect((await stage.of(kind).handler.update(id, outs, news, inputs)).name).toBe(inputs.name);
    expect(stage.emulator.requests({ method: "PUT" })).toHaveLength(1);
    expect(stage.said.join()).not.toContain("but keeps");
  });
});
