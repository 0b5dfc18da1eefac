// A service that puts pieces of a key into the objects that it shows, and into its answers to every verb but create: nothing that is said or
// thrown shows them. Outputs are exact: what stands in them is the service's word.
import { inspect } from "node:util";
import { select } from "../../src/cli/import/survey";
import { findOne } from "../../src/lookups/search";
import { rejectionOf } from "../support/loopback";
import { failureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";

const PATH = /ipsec-site-connections/;
const KEYS = { mixed: "CanaryPsk/Zw9!qT7&mR2<xY", letters: "CanaryOfLettersAlone" };

let stage: Stage;
beforeEach(async () => {
  stage = await openStage({ dialect: "openstack" });
});
afterEach(() => stage.close());

const ECHOES = Object.entries(KEYS).flatMap(([kind, psk]) => [
  { how: `${kind}, cut off`, psk, echo: psk.slice(0, 10) },
  { how: `${kind}, its end`, psk, echo: psk.slice(-9) },
  { how: `${kind}, base64`, psk, echo: Buffer.from(psk).toString("base64") },
]);

type Item = Record<string, unknown>;

// An object of this key, made by an earlier run, that the service now shows with the echo wherever a text can stand.
async function echoing(psk: string, echo: string) {
  const { id, inputs, outs } = await stage.created({ psk, name: "office", description: "north" });
  const item: Item = stage.emulator.connections.get(id) ?? {};
  Object.assign(item, { name: echo, description: echo, note: echo, status: "ACTIVE" });
  return { id, inputs, outs, item, handler: stage.another() };
}

function expectUnread(error: unknown, echo: string): void {
  const text = [...stage.said, error instanceof Error ? error.message : "", inspect(error, { depth: 9 })].join("\n");
  const runs = Array.from({ length: echo.length - 5 }, (_, at) => echo.slice(at, at + 6).toLowerCase());
  expect(runs.filter((run) => text.toLowerCase().includes(run))).toEqual([]);
}

const refusal = (echo: string) => ({
  status: 409,
  headers: { "X-OpenStack-Request-Id": `req-${echo}`, "Retry-After": echo, "WWW-Authenticate": `Key ${echo}` },
  body: { NeutronError: { type: echo, message: `${echo} is in the way`, detail: echo } },
});

describe.each(ECHOES)("$how", ({ how, psk, echo }) => {
  test("a refresh, and the delete after it, whose names come from the state", async () => {
    const { id, outs, handler } = await echoing(psk, echo);
    const found = await handler.read(id, outs);
    expect(found?.outs).toMatchObject({ name: echo, description: echo });
    stage.emulator.fault({ match: { method: "DELETE", path: PATH }, reply: refusal(echo) });
    const error = await failureOf(handler.delete(id, found?.outs ?? {}));
    expect(error.message).toMatch(/409 \[masked\]: \[masked\] is in the way \(request id \[masked\]\)/);
    expectUnread(error, echo);
  });

  test.each(["GET", "PUT"])("a refused %s", async (method) => {
    const { id, inputs, outs, handler } = await echoing(psk, echo);
    stage.emulator.fault({ match: { method, path: PATH }, times: 9, reply: refusal(echo) });
    const news = { ...inputs, mtu: 1400 };
    const error = await failureOf(method === "GET" ? handler.read(id, outs) : handler.update(id, outs, news, inputs));
    expect(error.message).toContain("[masked] is in the way");
    expectUnread(error, echo);
  });

  test("an update whose values the service does not keep", async () => {
    const { id, inputs, outs, item, handler } = await echoing(psk, echo);
    const kept = { ...item, id, mtu: 1400 };
    for (const method of ["PUT", "GET"])
      stage.emulator.fault({
        match: { method, path: PATH },
        times: 99,
        reply: { status: 200, body: { ipsec_site_connection: kept } },
      });
    await handler.update(id, outs, { ...inputs, mtu: 1400, description: "south" }, inputs);
    expect(stage.said.join("\n")).toMatch(/accepted description "south" but keeps "\[masked\]"/);
    expectUnread(undefined, echo);
  });

  test("a wait that runs out: the status that is shown last", async () => {
    const { id, inputs, outs, item, handler } = await echoing(psk, echo);
    // A status is compared in capitals, in which no base64 can be read.
    item.status = `PENDING_${how.includes("base64") ? psk : echo}`;
    const error = await failureOf(handler.update(id, outs, { ...inputs, mtu: 1400 }, inputs));
    expect(error.message).toMatch(/its status is still "(PENDING_)?\[masked\]"/);
    expectUnread(error, echo);
  });

  test("an adoption, and its refusal", async () => {
    const { id, inputs, item, handler } = await echoing(psk, echo);
    await handler.create({ ...inputs, adoptId: id });
    expect(stage.said.join("\n")).toContain(`IPsec site connection "[masked]" (${id}) exists; taking it over`);
    stage.emulator.seeAllProjects = true;
    item.project_id = echo;
    item.tenant_id = echo;
    const error = await failureOf(stage.another().create({ ...inputs, adoptId: id }));
    expect(error.message).toContain("it belongs to the project [masked], and");
    expectUnread(error, echo);
  });

  test("a lookup that finds several, or only those of others", async () => {
    const { id, item, handler } = await echoing(psk, echo);
    const twin = "77777777-0000-4000-8000-000000000007";
    const all = [
      { ...item, id: twin },
      { ...item, id },
    ];
    const list = (items: Item[]) =>
      stage.emulator.fault({
        match: { method: "GET", path: PATH },
        reply: { status: 200, body: { ipsec_site_connections: items } },
      });
    list(all);
    const query = { kind: "IpsecSiteConnection", filters: { mtu: 1500 }, hidden: [] } as const;
    const error = await failureOf(findOne(handler, query));
    expect(error.message).toContain(`there are 2: ${twin} ("[masked]"), ${id} ("[masked]")`);
    expectUnread(error, echo);
    list(all.map((each) => ({ ...each, tenant_id: echo, project_id: echo })));
    const others = await failureOf(findOne(handler, query));
    expect(others.message).toContain(`2: ${twin} (project [masked]), ${id} (project [masked])`);
    expectUnread(others, echo);
  });

  test("the import", () => {
    const outs = { name: "hub", tenantId: echo };
    const selection = { ids: [], names: ["hub"], kinds: [], only: false };
    const asked = () => select([{ kind: "VpnService", id: "v-1", outs }], selection, "another");
    expect(asked).toThrow("other projects have VpnService v-1 (project [masked])");
  });

  test("an id that is a piece of the key", async () => {
    const id = echo.replaceAll("/", "_");
    const { inputs, outs, handler } = await echoing(psk, id);
    stage.emulator.fault({ match: { method: "GET", path: PATH }, times: 9, reply: { status: 403, body: `no ${id}` } });
    const error = await failureOf(handler.read(id, outs));
    expect(error.message).toMatch(
      /^reading ipsec_site_connection \[masked\]: GET \/v2\.0\/vpn\/ipsec-site-connections\/\[masked\] failed: 403 no \[masked\]/,
    );
    expectUnread(error, id);
    expectUnread(await rejectionOf(handler.update(id, outs, { ...inputs, mtu: 1400 }, inputs)), id);
  });
});

test("a key that was changed at the service is a secret as well", async () => {
  const { id, inputs, outs, item, handler } = await echoing(KEYS.mixed, "office");
  Object.assign(item, { psk: "Other-Key.8Hj4Kq", description: "it is Other-Key.8Hj4" });
  await handler.read(id, outs);
  stage.emulator.fault({
    match: { method: "PUT", path: PATH },
    reply: { status: 400, body: { message: "not Key.8Hj4Kq" } },
  });
  const error = await failureOf(handler.update(id, outs, { ...inputs, mtu: 1400 }, inputs));
  expect(error.message).toContain("400 not [masked]");
});

test("what the program of this run says stays readable in the same places", async () => {
  const { id, inputs, outs, handler } = await echoing("branch-rome-7781-2031", "branch-rome-7781");
  const news = { ...inputs, name: "branch-rome-7781", mtu: 1400 };
  stage.emulator.fault({
    match: { method: "PUT", path: PATH },
    reply: { status: 400, body: { message: "branch-rome-7781 is odd" } },
  });
  expect((await failureOf(handler.update(id, outs, news, inputs))).message).toContain("400 branch-rome-7781 is odd");
});
