// `renegotiate`: an update of what the two sides agree on takes the tunnel down, waits until the service says so, and takes it up.
import type { Emulator } from "../../emulator";
import { nativeVerbs } from "../support/nativeVerbs";
import { entryOf, openStage, type Stage, type VerbsOf } from "../support/stage";

type Values = Record<string, unknown>;

const RENEGOTIATE = { renegotiate: true };
const TAKEN = [{ admin_state_up: false }, { admin_state_up: true }];
const OF_STACK = { __stack: "organization/story/dev", __path: "::hq" };
const OTHER_PSK = "Canary-psk-9876543210";
const WORLDS: readonly [string, VerbsOf | undefined][] = [
  ["dynamic", undefined],
  ["plugin", nativeVerbs],
];

let stage: Stage;
afterEach(() => stage.close());

/** A connection that is ACTIVE, under an agent that reports after so many seconds and negotiates in so many. */
async function up(verbsOf: VerbsOf | undefined, program: Values = {}, agent: Partial<Emulator["agent"]> = {}) {
  stage = await openStage({ dialect: "openstack", ...(verbsOf && { verbsOf }) });
  Object.assign(stage.emulator.agent, { reportsAfter: 20_000, negotiatesIn: 30_000 }, agent);
  stage.emulator.transitions.create.to = "ACTIVE";
  const made = await stage.created(program);
  stage.said.length = 0;
  return made;
}

/** The bodies of all PUTs, with the status of the last read before each. */
function puts(): { status: string | undefined; body: Values }[] {
  let status: string | undefined;
  return stage.emulator.vpnRequests().flatMap(({ method, body, replyBody }) => {
    const seen = method === "GET" ? statusIn(replyBody) : undefined;
    if (seen !== undefined) status = seen;
    return method === "PUT"
      ? [{ status, body: (body as { ipsec_site_connection: Values }).ipsec_site_connection }]
      : []; // the envelope
  });
}

// A reply of the emulator holds the object in its envelope.
const statusIn = (body: unknown) =>
  (body as { ipsec_site_connection?: { status: string } }).ipsec_site_connection?.status;

const methods = () => stage.emulator.vpnRequests().map(({ method }) => method);

describe.each(WORLDS)("%s", (_, verbsOf) => {
  test("PUT of the change, PUT down, reads until DOWN, PUT up, reads: nothing else; it ends when it is settled", async () => {
    const { id, outs, inputs } = await up(verbsOf, RENEGOTIATE);
    const news = { ...inputs, psk: OTHER_PSK };
    const started = stage.clock.now();
    const updated = await stage.handler.update(id, outs, news, inputs);
    expect(puts()).toEqual([
      { status: undefined, body: { psk: OTHER_PSK } },
      { status: undefined, body: { admin_state_up: false } },
      { status: "DOWN", body: { admin_state_up: true } },
    ]);
    expect(methods().join(" ")).toMatch(/^PUT PUT( GET)+ PUT GET$/);
    expect(stage.clock.now() - started).toBeLessThan(25_000);
    expect(updated).toEqual({ ...outs, psk: OTHER_PSK, status: "DOWN" });
    expect(stage.handler.diff(updated, news, news).changes).toBe(false);
  });

  test('waitFor "active" waits for the new negotiation: not before the tunnel was down, and until it is ACTIVE again', async () => {
    const { id, outs, inputs } = await up(verbsOf, { ...RENEGOTIATE, waitFor: "active" });
    const updated = await stage.handler.update(id, outs, { ...inputs, peerId: "branch" }, inputs);
    expect(updated.status).toBe("ACTIVE");
    expect(puts().at(-1)).toEqual({ status: "DOWN", body: { admin_state_up: true } });
    expect(methods().join(" ")).toMatch(/^PUT PUT( GET)+ PUT( GET)+$/);
  });

  test("without it: the PUT and its read, as ever, and the old tunnel is ACTIVE", async () => {
    const { id, outs, inputs } = await up(verbsOf);
    const updated = await stage.handler.update(id, outs, { ...inputs, psk: OTHER_PSK }, inputs);
    expect(stage.exchanges()).toEqual(["PUT 200", "GET 200"]);
    expect(updated).toEqual({ ...outs, psk: OTHER_PSK, status: "ACTIVE" });
    expect(stage.said).toEqual([]);
  });

  test.each([
    ["psk", { psk: OTHER_PSK }],
    ["peerAddress", { peerAddress: "203.0.113.77" }],
    ["peerId", { peerId: "branch" }],
    ["localId", { localId: "hub" }],
  ])("%s is agreed on", async (name, change) => {
    const { id, outs, inputs } = await up(verbsOf, RENEGOTIATE);
    const news = { ...inputs, ...change };
    const { changed } = stage.handler.diff(outs, news, inputs, id);
    expect(changed).toEqual([name]);
    expect(stage.said).toEqual([expect.stringContaining("its tunnel will be taken down and up")]);
    await stage.handler.update(id, outs, news, inputs);
    expect(puts()).toHaveLength(3);
  });

  test.each([
    ["name", { name: "other" }],
    ["description", { description: "for people" }],
    ["initiator", { initiator: "response-only" }],
    ["mtu", { mtu: 1400 }],
    ["dpd", { dpd: { action: "restart", interval: 5, timeout: 15 } }],
  ])("%s is a side's own matter: one PUT, and the tunnel stays", async (_name, change) => {
    const { id, outs, inputs } = await up(verbsOf, RENEGOTIATE);
    const news = { ...inputs, ...change };
    stage.handler.diff(outs, news, inputs, id);
    expect(stage.said).toEqual([]);
    await stage.handler.update(id, outs, news, inputs);
    expect(stage.exchanges()).toEqual(["PUT 200", "GET 200"]);
  });

  test("both groups are agreed on, and go in one PUT", async () => {
    const { id, outs, inputs } = await up(verbsOf, RENEGOTIATE);
    const { secondLocalEpGroupId, secondPeerEpGroupId } = stage.emulator.seeded;
    const groups = { localEpGroupId: secondLocalEpGroupId, peerEpGroupId: secondPeerEpGroupId };
    await stage.handler.update(id, outs, { ...inputs, ...groups }, inputs);
    const body = { local_ep_group_id: secondLocalEpGroupId, peer_ep_group_id: secondPeerEpGroupId };
    expect(puts().map((each) => each.body)).toEqual([body, { admin_state_up: false }, { admin_state_up: true }]);
  });

  test("what is said: before, and how long it was down; no secret", async () => {
    const { id, outs, inputs } = await up(verbsOf, { ...RENEGOTIATE, waitFor: "active" });
    await stage.handler.update(id, outs, { ...inputs, psk: OTHER_PSK }, inputs);
    const said = stage.said.filter((line) => !/^[A-Z]+ \d+ s: /.test(line));
    expect(said).toEqual([
      expect.stringMatching(
        /^IPsec site connection "hq" \(.+\): its tunnel is taken down, so that the two sides negotiate/,
      ),
      expect.stringMatching(/: its tunnel was taken down for 2\d s\. The new negotiation begins only with traffic/),
      expect.stringMatching(/: the two sides have negotiated again, 7\d s after it was taken down$/),
    ]);
    expect(stage.said.join()).not.toContain(OTHER_PSK);
  });

  test("a tunnel that is DOWN already is left so for ten seconds: the agent has nothing to report, and has to look", async () => {
    const { id, outs, inputs } = await up(verbsOf, RENEGOTIATE);
    stage.emulator.setStatus(id, "DOWN");
    const started = stage.clock.now();
    await stage.handler.update(id, outs, { ...inputs, psk: OTHER_PSK }, inputs);
    expect(stage.clock.now() - started).toBeGreaterThanOrEqual(10_000);
    expect(methods()).toEqual(["PUT", "PUT", "GET", "PUT", "GET"]);
    expect(stage.said.join()).not.toContain("not read yet");
  });

  test("a change of it alone is no change; nor is a state without it", async () => {
    const { outs, inputs } = await up(verbsOf);
    expect(stage.handler.diff(outs, { ...inputs, ...RENEGOTIATE }, inputs).changes).toBe(false);
    expect(inputs).not.toHaveProperty("renegotiate");
    expect(JSON.stringify(outs)).not.toContain("renegotiate");
  });
});

test("it is refused with adminStateUp false, and on otc, whose dialect is named", async () => {
  const { inputs } = await up(undefined);
  expect(stage.handler.check({}, { ...inputs, ...RENEGOTIATE, adminStateUp: false }).failures).toEqual([
    { property: "renegotiate", reason: expect.stringContaining("such a tunnel never negotiates") },
  ]);
  await stage.close();
  stage = await openStage({ dialect: "otc" });
  const { failures } = stage.handler.check({}, { ...stage.inputs(), ...RENEGOTIATE });
  expect(failures).toEqual([
    {
      property: "renegotiate",
      reason: expect.stringMatching(/no administrative state other than up, omit it \(dialect otc/),
    },
  ]);
  expect(stage.handler.check({}, { ...stage.inputs(), renegotiate: false }).failures).toEqual([]);
});

test("many at once wait on one list", async () => {
  await up(undefined, RENEGOTIATE, { drives: "libreswan" });
  const all = await Promise.all(
    Array.from({ length: 40 }, (_, number) =>
      stage.created({ ...RENEGOTIATE, name: `hq-${number}`, peerAddress: `203.0.113.${number + 100}` }),
    ),
  );
  stage.emulator.clearLog();
  await Promise.all(
    all.map((each) => stage.handler.update(each.id, each.outs, { ...each.inputs, psk: OTHER_PSK }, each.inputs)),
  );
  expect(methods().filter((method) => method === "PUT")).toHaveLength(3 * 40);
  expect(methods().filter((method) => method === "GET").length).toBeLessThan(60);
});

test("all connections of a service at once, where strongSwan keeps each of them as long as one is up", async () => {
  const first = await up(undefined, RENEGOTIATE);
  const second = await stage.created({ ...RENEGOTIATE, name: "branch", peerAddress: "203.0.113.77" });
  const all = [first, second];
  const updated = await Promise.all(
    all.map((each) => stage.handler.update(each.id, each.outs, { ...each.inputs, psk: OTHER_PSK }, each.inputs)),
  );
  expect(updated.map(({ psk, status }) => [psk, status])).toEqual([
    [OTHER_PSK, "DOWN"],
    [OTHER_PSK, "DOWN"],
  ]);
  expect(puts()).toHaveLength(6);
});

test("an object that is taken over, too; after a run that was killed in the middle of it, it is taken down and up", async () => {
  const { id, inputs } = await up(undefined);
  const program = { ...OF_STACK, ...inputs, ...RENEGOTIATE, adoptId: id, peerId: "branch" };
  Object.assign(stage.emulator.connections.get(id) ?? {}, { peer_id: "branch", admin_state_up: false });
  stage.pending.creates = [entryOf({ kind: "IpsecSiteConnection", inputs: program })];
  await stage.anotherRun()("IpsecSiteConnection").create(program);
  const bodies = puts().map(({ body }) => body);
  expect(bodies.slice(-3)).toEqual([expect.objectContaining({ admin_state_up: true }), ...TAKEN]);
});

test("without it, a connection that someone took down is left so and reported", async () => {
  const { id, outs, inputs } = await up(undefined);
  Object.assign(stage.emulator.connections.get(id) ?? {}, { admin_state_up: false });
  await stage.handler.update(id, outs, { ...inputs, psk: OTHER_PSK }, inputs);
  expect(puts()).toHaveLength(1);
  expect(stage.said).toEqual([
    expect.stringContaining("is administratively down at the service, though the program says adminStateUp true"),
  ]);
});
