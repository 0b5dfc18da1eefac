// A cloud without VPN service answers 404 to everything below /v2.0/vpn: every verb and every lookup says so, and nothing is
// believed to be gone.
import { findAll, findOne } from "../../src/lookups/search";
import { failureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";

const VPN = /^\/v2\.0\/vpn\//;
const OFFERS_NONE = /this cloud or region offers no VPN service \(Neutron extension vpnaas\)/;
const BODIES = [
  {
    of: "Neutron",
    body: { NeutronError: { type: "HTTPNotFound", message: "The resource could not be found.", detail: "" } },
  },
  { of: "WebOb", body: { message: "The resource could not be found.", code: "404 Not Found", title: "Not Found" } },
  { of: "a gateway", body: { error_code: "APIGW.0101", error_msg: "The API does not exist" } },
  { of: "a proxy", body: "<html><title>404 Not Found</title></html>" },
  { of: "nobody", body: "" },
];
let stage: Stage;

afterEach(() => stage.close());

const withoutVpn = (body: unknown): void =>
  stage.emulator.fault({ match: { path: VPN }, times: Number.POSITIVE_INFINITY, reply: { status: 404, body } });

describe.each(["otc", "openstack"] as const)("on %s", (dialect) => {
  beforeEach(async () => {
    stage = await openStage({ dialect });
  });

  test.each(BODIES)("every way to ask says so, in the words of $of", async ({ body }) => {
    const { id, inputs, outs } = await stage.created();
    withoutVpn(body);
    const { handler } = stage;
    const query = { kind: "IpsecSiteConnection", hidden: [] } as const;
    const attempts = {
      create: () => handler.create(inputs),
      "create, in a stack": () => handler.create({ ...inputs, __stack: "organization/p/s" }),
      adopt: () => stage.another().create({ ...inputs, adoptId: id }),
      read: () => handler.read(id, outs),
      update: () => handler.update(id, outs, { ...inputs, mtu: 1400 }),
      delete: () => handler.delete(id, outs),
      list: () => handler.list(),
      "look-up by id": () => findOne(handler, { ...query, filters: { id } }),
      "look-up by name": () => findOne(handler, { ...query, filters: { name: "hq" } }),
      "all of them": () => findAll(handler, { ...query, filters: {} }),
    };
    for (const [name, attempt] of Object.entries(attempts))
      expect(`${name}: ${(await failureOf(attempt())).message}`).toMatch(OFFERS_NONE);
    stage.emulator.clearFaults();
    expect([...stage.emulator.connections.keys()]).toEqual([id]);
  });

  test("where the network API is not there either, the endpoint is named first", async () => {
    const { inputs } = await stage.created();
    stage.emulator.fault({ match: { path: /^\/v2\.0\// }, times: 99, reply: { status: 404, body: "" } });
    const { message } = await failureOf(stage.handler.create(inputs));
    expect(message).toMatch(
      /check vpnaas:endpoint, vpnaas:region and the service catalog\. If they are right, this cloud/,
    );
  });

  test("a POST that refers to what is not there says nothing of it", async () => {
    const { inputs } = await stage.created();
    stage.emulator.fault({
      match: { method: "POST", path: VPN },
      reply: { status: 404, body: { message: "no" } },
    });
    const { message } = await failureOf(stage.handler.create(inputs));
    expect(message).toMatch(/404 no.*Something the request refers to does not exist/);
    expect(message).not.toMatch(OFFERS_NONE);
  });

  test("an id that is not there says nothing of it", async () => {
    const query = {
      kind: "IpsecSiteConnection",
      filters: { id: "8fd9650c-0001-4000-8000-0000000000ff" },
      hidden: [],
    } as const;
    expect((await failureOf(findOne(stage.handler, query))).message).toMatch(/there is none with this id/);
  });
});
