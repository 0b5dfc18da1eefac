// A renegotiation that ends early, at any step: the tunnel is up again or the state says that it is not, and the next run continues.
import { nativeVerbs } from "../support/nativeVerbs";
import { failureOf, initFailureOf } from "../support/rejections";
import { entryOf, openStage, type Stage, type VerbsOf } from "../support/stage";

type Values = Record<string, unknown>;
type Made = Awaited<ReturnType<Stage["created"]>>;

const OTHER_PSK = "Canary-psk-9876543210";
const OF_STACK = { __stack: "organization/story/dev", __path: "::hq" };
const DOWN = { admin_state_up: false };
const UP = { admin_state_up: true };
const ITEM = { method: "PUT", path: /^\/v2\.0\/vpn\/ipsec-site-connections\// };
const FOREVER = Number.POSITIVE_INFINITY;
const WORLDS: readonly [string, VerbsOf | undefined][] = [
  ["dynamic", undefined],
  ["plugin", nativeVerbs],
];

let stage: Stage;
afterEach(() => stage.close());

async function up(verbsOf: VerbsOf | undefined, program: Values = {}): Promise<Made> {
  stage = await openStage({ dialect: "openstack", ...(verbsOf && { verbsOf }) });
  Object.assign(stage.emulator.agent, { reportsAfter: 5_000, negotiatesIn: 5_000 });
  stage.emulator.transitions.create.to = "ACTIVE";
  // The plugin knows by the URN what the dynamic provider is given in hidden inputs.
  const made = await stage.created({ ...(verbsOf ? {} : OF_STACK), renegotiate: true, ...program });
  stage.said.length = 0;
  return made;
}

/** The bodies of the PUTs that the service accepted since the last call. */
function puts(): unknown[] {
  const made = stage.emulator.requests({ ...ITEM }).filter(({ status }) => status === 200);
  stage.emulator.clearLog();
  return made.map(({ body }) => (body as { ipsec_site_connection: Values }).ipsec_site_connection); // the envelope
}

const refuse = (order: { skip?: number; times?: number; status?: number }) =>
  stage.emulator.fault({
    match: ITEM,
    times: order.times ?? FOREVER,
    skip: order.skip ?? 0,
    reply: {
      status: order.status ?? 409,
      body: { NeutronError: { type: "Conflict", message: "not now", detail: "" } },
    },
  });

const stored = (id: string) => stage.emulator.connections.get(id) ?? {};

describe.each(WORLDS)("%s", (_, verbsOf) => {
  test("taking down is refused: the update is kept, and the next run takes it down and up", async () => {
    const { id, outs, inputs } = await up(verbsOf);
    const news = { ...inputs, psk: OTHER_PSK };
    refuse({ skip: 1 });
    const error = await initFailureOf(stage.handler.update(id, outs, news, inputs));
    expect(error.message).toMatch(/was updated, but its tunnel could not be taken down: .*not now/);
    expect(puts()).toEqual([{ psk: OTHER_PSK }]);
    stage.emulator.clearFaults();
    await stage.handler.update(id, error.properties, news, news);
    expect(puts()).toEqual([DOWN, UP]);
  });

  test("taking up fails: the error and the state say that it is down, and the next run takes it up, down and up", async () => {
    const { id, outs, inputs } = await up(verbsOf);
    const news = { ...inputs, psk: OTHER_PSK };
    refuse({ skip: 2 });
    const error = await initFailureOf(stage.handler.update(id, outs, news, inputs));
    expect(error.message).toMatch(/was taken down for a new negotiation, and was not taken up again: .*not now/);
    expect(error.message).toContain("Nothing goes through it");
    expect(error.properties).toMatchObject({ adminStateUp: false, psk: OTHER_PSK });
    expect(puts()).toEqual([{ psk: OTHER_PSK }, DOWN]);
    stage.emulator.clearFaults();
    expect(stage.handler.diff(error.properties, news, news, id).changed).toEqual(["adminStateUp"]);
    const updated = await stage.handler.update(id, error.properties, news, news);
    expect(puts()).toEqual([UP, DOWN, UP]);
    expect(stage.handler.diff(updated, news, news, id).changes).toBe(false);
  });

  test("the same where the program no longer asks for it: it is taken up", async () => {
    const { id, outs, inputs } = await up(verbsOf);
    const news = { ...inputs, psk: OTHER_PSK };
    refuse({ skip: 2 });
    const error = await initFailureOf(stage.handler.update(id, outs, news, inputs));
    stage.emulator.clearFaults();
    puts();
    const { renegotiate: __, ...without }: Values = news;
    await stage.handler.update(id, error.properties, without, news);
    expect(puts()).toEqual([UP]);
  });

  test("reading fails while it is waited for DOWN: it is taken up all the same", async () => {
    const { id, outs, inputs } = await up(verbsOf);
    const match = { method: "GET", path: /ipsec-site-connections/ };
    stage.emulator.fault({ match, times: FOREVER, reply: { status: 403, body: {} } });
    const news = { ...inputs, psk: OTHER_PSK };
    const error = await initFailureOf(stage.handler.update(id, outs, news, inputs));
    expect(error.message).toContain("an established tunnel may still use the old values: ");
    expect(puts()).toEqual([{ psk: OTHER_PSK }, DOWN, UP]);
    stage.emulator.clearFaults();
    expect(stage.handler.diff(error.properties, news, news, id).changes).toBe(true);
    expect(stage.said.at(-1)).toContain("after an earlier change its tunnel was not taken down");
    await stage.handler.update(id, error.properties, news, news);
    expect(puts()).toEqual([DOWN, UP]);
  });

  test("whether taking down has arrived is not known: it is taken up", async () => {
    const { id, outs, inputs } = await up(verbsOf);
    stage.emulator.fault({ match: ITEM, skip: 1, times: FOREVER, act: "after", reply: { status: 504 } });
    const first = stage.handler.update(id, outs, { ...inputs, psk: OTHER_PSK }, inputs);
    const error = await initFailureOf(first);
    expect(error.message).toMatch(/was not taken up again: .*504/);
    expect(error.properties).toMatchObject({ adminStateUp: false });
    expect(stored(id)).toMatchObject(UP);
  });

  test("it never says DOWN, since strongSwan serves another connection: the error names it, the tunnel is up", async () => {
    const { id, outs, inputs } = await up(verbsOf);
    stage.emulator.place("connections", { ...stored(id), id: "8d2b5d6a-6b0e-4d5d-9c9a-000000000001", name: "branch" });
    const news = { ...inputs, psk: OTHER_PSK };
    const error = await initFailureOf(stage.handler.update(id, outs, news, inputs));
    expect(error.message).toContain("was not down (DOWN) within 180 s: its status is still ACTIVE");
    expect(error.message).toMatch(
      /other connections that are up \(IPsec site connection "branch" \(8d2b5d6a.*strongSwan/,
    );
    expect(puts()).toEqual([{ psk: OTHER_PSK }, DOWN, UP]);
  });

  test("it never becomes ACTIVE: the error says with what it comes, and the next run only waits again", async () => {
    const { id, outs, inputs } = await up(verbsOf, { waitFor: "active" });
    stage.emulator.agent.negotiatesIn = undefined;
    const news = { ...inputs, psk: OTHER_PSK };
    const error = await initFailureOf(stage.handler.update(id, outs, news, inputs));
    expect(error.message).toContain("was not up (ACTIVE) within 300 s: its status is still DOWN");
    expect(error.message).toMatch(
      /The new negotiation begins only with traffic .*, or when the other side initiates\.$/,
    );
    puts();
    stage.emulator.setStatus(id, "ACTIVE");
    expect(await stage.handler.update(id, error.properties, news, news)).toMatchObject({ status: "ACTIVE" });
    expect(puts()).toEqual([]);
  });

  // Nothing that a killed run does after a request arrives, and the engine keeps what it had.
  test.each([0, 1, 2, 3, 4])("killed after %i requests: the next run does all of it", async (skip) => {
    const { id, outs, inputs } = await up(verbsOf);
    const news = { ...inputs, psk: OTHER_PSK };
    stage.emulator.fault({ match: { path: /ipsec-site-connections/ }, skip, times: FOREVER, reply: "reset" });
    await failureOf(stage.handler.update(id, outs, news, inputs));
    stage.emulator.clearFaults();
    puts();
    await stage.anotherRun()("IpsecSiteConnection").update(id, outs, news, inputs);
    expect(puts()).toEqual([{ psk: OTHER_PSK }, DOWN, UP]);
    expect(stored(id)).toMatchObject({ psk: OTHER_PSK, ...UP });
  });

  test.each([1, 2, 3, 4])("killed after %i requests, then a refresh: nothing is lost", async (skip) => {
    const { id, outs, inputs } = await up(verbsOf);
    const news = { ...inputs, peerId: "branch" };
    stage.emulator.fault({ match: { path: /ipsec-site-connections/ }, skip, times: FOREVER, reply: "reset" });
    await failureOf(stage.handler.update(id, outs, news, inputs));
    stage.emulator.clearFaults();
    // The engine notes the resource as it is to become, and gives it no id yet.
    stage.pending.updates = [entryOf({ kind: "IpsecSiteConnection", inputs: news })];
    stage.resources.push(entryOf({ kind: "IpsecSiteConnection", id, inputs }));
    const handler = stage.anotherRun()("IpsecSiteConnection");
    const found = await handler.read(id, outs);
    stage.pending.updates = [];
    puts();
    const isDown = stored(id).admin_state_up === false;
    const olds = { ...inputs, ...found?.inputs };
    expect(handler.diff(found?.outs ?? {}, news, olds, id).changed).toEqual(isDown ? ["adminStateUp"] : []);
    const updated = await handler.update(id, found?.outs ?? {}, news, olds);
    expect(puts()).toEqual([...(isDown ? [UP] : []), DOWN, UP]);
    expect(handler.diff(updated, news, news, id).changes).toBe(false);
  });
});

test("drift that no killed run explains makes nothing due, and without drift the state is not asked for", async () => {
  const { id, outs } = await up(undefined);
  await stage.handler.read(id, outs);
  expect(stage.questions.count).toBe(0);
  Object.assign(stored(id), { peer_id: "branch" });
  const found = await stage.handler.read(id, outs);
  expect(stage.questions.count).toBe(1);
  expect(found?.outs).not.toHaveProperty("__unapplied");
});
