// When the place of an object is asked for: before anything else, and from the settings alone where they tell it. A login that fails
// later takes nothing out of the state, and no reply moves an object.
import { InitFailedError } from "../../src/core/errors";
import { resolveSettings } from "../../src/settings";
import { failureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";
import { verbsFor } from "../support/verbs";

let stage: Stage;
afterEach(() => stage.close());

const LOGIN = { method: "POST", path: "/v3/auth/tokens" };
const CONNECTIONS = "/v2.0/vpn/ipsec-site-connections";

test("an identity service that fails during the wait for a create: id, outputs and region are kept", async () => {
  stage = await openStage({ dialect: "openstack", tokenLifetime: 150_000 });
  stage.emulator.transitions.create.reads = Number.POSITIVE_INFINITY;
  stage.emulator.fault({ match: LOGIN, skip: 1, times: Number.POSITIVE_INFINITY, reply: { status: 503 } });
  const error = await failureOf(stage.handler.create(stage.inputs()));
  expect(error).toBeInstanceOf(InitFailedError);
  expect(error).toMatchObject({ properties: { region: "RegionOne" } });
  const { id } = error as InitFailedError; // asserted above
  expect(stage.emulator.connections.has(id)).toBe(true);
});

test("a region that the settings name is compared without a login: the catalog need not have it", async () => {
  stage = await openStage({ dialect: "openstack" });
  const { id, inputs, outs } = await stage.created();
  const elsewhere = stage.another({ region: "RegionTwo" });
  stage.emulator.clearLog();
  for (const act of [
    () => elsewhere.read(id, outs),
    () => elsewhere.update(id, outs, inputs, inputs),
    () => elsewhere.delete(id, outs),
  ])
    expect((await failureOf(act())).message).toContain("lives in RegionOne, the settings lead to RegionTwo");
  expect(stage.emulator.log).toEqual([]);
});

test("a project id in another case, or with dashes, is the same project", async () => {
  stage = await openStage({ dialect: "openstack" });
  const { inputs, outs } = await stage.created();
  const own = String(outs.projectId);
  const dashed = own.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  expect(dashed).toHaveLength(36);
  for (const projectId of [own.toUpperCase(), dashed])
    expect(stage.another({ projectId }).diff(outs, inputs, inputs).changes).toBe(false);
});

test("a field `region` in a reply is not where the object lives", async () => {
  stage = await openStage({ dialect: "openstack" });
  const { id, inputs, outs } = await stage.created();
  const item = { ...stage.emulator.connections.get(id), region: "RegionOfTheReply" };
  const reply = { status: 200, body: { ipsec_site_connection: item } };
  stage.emulator.fault({ match: { method: "GET", path: `${CONNECTIONS}/${id}` }, times: 2, reply });
  expect(await stage.handler.read(id, outs)).toMatchObject({ outs: { region: "RegionOne" } });
  const { region: _, ...old } = outs;
  expect((await stage.handler.read(id, old))?.outs).not.toHaveProperty("region");
  expect(await stage.handler.read(id, outs)).toMatchObject({ outs: { region: "RegionOne" } });
  expect(stage.handler.diff(outs, inputs, inputs).changes).toBe(false);
});

test("a token and an endpoint without authUrl: the place is the host, and another host is refused before anything is sent", async () => {
  stage = await openStage({ dialect: "openstack" });
  const token = stage.emulator.credentials.scopedToken();
  const handlerAt = (endpoint: string) => {
    const config: Record<string, unknown> = { dialect: "openstack", endpoint, token };
    const host = { environment: {}, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
    return verbsFor(
      resolveSettings((name) => config[name], host),
      { kind: "EndpointGroup", clock: stage.clock },
    );
  };
  const own = handlerAt(stage.emulator.endpoint);
  const { inputs } = own.check({}, { name: "branch", type: "cidr", endpoints: ["10.30.0.0/24"] });
  const { id, outs } = await own.create(inputs);
  expect(outs).toMatchObject({ __host: new URL(stage.emulator.url).host });
  expect(outs).not.toHaveProperty("region");
  expect(own.diff(outs, inputs, inputs).changes).toBe(false);
  expect(await own.read(id, outs)).toEqual({ outs });
  const elsewhere = handlerAt(stage.emulator.endpoint.replace("127.0.0.1", "localhost"));
  stage.emulator.clearLog();
  const sentence = `lives in ${new URL(stage.emulator.url).host}, the settings lead to localhost:`;
  expect(() => elsewhere.diff(outs, inputs, inputs)).toThrow(sentence);
  for (const act of [
    () => elsewhere.read(id, outs),
    () => elsewhere.update(id, outs, inputs, inputs),
    () => elsewhere.delete(id, outs),
  ])
    expect((await failureOf(act())).message).toContain(sentence);
  expect(stage.emulator.log).toEqual([]);
});

test.each([
  { reason: "names a route", body: { code: "RouteNotFound" } },
  { reason: "is bare", body: undefined },
])("a 404 that $reason during the wait for a delete does not end it", async ({ body }) => {
  stage = await openStage({ dialect: "openstack" });
  const { id, outs } = await stage.created();
  stage.emulator.transitions.delete.reads = 6;
  const reply = { status: 404, ...(body === undefined ? {} : { body }) };
  stage.emulator.fault({ match: { method: "GET", path: `${CONNECTIONS}/${id}` }, times: 2, reply });
  await stage.handler.delete(id, outs);
  expect(stage.emulator.connections.has(id)).toBe(false);
  expect(stage.emulator.requests({ method: "DELETE", path: `${CONNECTIONS}/${id}` })).toHaveLength(1);
});
