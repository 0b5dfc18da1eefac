// What is special about policies: Open Telekom Cloud changes one in place and its connections with it; OpenStack refuses while
// it is used, so any change replaces it there.
import type { Kind } from "../../src/core/schema";
import { failureOf, initFailureOf } from "../support/rejections";
import { type Cast, openStage, type Stage } from "../support/stage";

const CONNECTIONS = "/v2.0/vpn/ipsec-site-connections";
const ITEM = { path: new RegExp(`^${CONNECTIONS}/`) };
const POLICIES = [
  {
    kind: "IkePolicy",
    path: "/v2.0/vpn/ikepolicies",
    envelope: "ikepolicy",
    reference: "ikepolicyId",
    title: "IKE policy",
  },
  {
    kind: "IpsecPolicy",
    path: "/v2.0/vpn/ipsecpolicies",
    envelope: "ipsecpolicy",
    reference: "ipsecpolicyId",
    title: "IPsec policy",
  },
] as const satisfies readonly { kind: Kind; path: string; envelope: string; reference: string; title: string }[];
const TOUCH = { ipsec_site_connection: { admin_state_up: true } };

let stage: Stage;
afterEach(() => stage.close());

describe.each(POLICIES)("$kind on Open Telekom Cloud", ({ kind, path, envelope, reference, title }) => {
  let policy: Cast;
  const open = async (...options: Parameters<typeof openStage>) => {
    stage = await openStage(...options);
    policy = stage.of(kind);
  };
  /** A policy and two connections that use it. */
  const used = async () => {
    const made = await policy.created();
    const { secondVpnserviceId, secondLocalEpGroupId, secondPeerEpGroupId } = stage.emulator.seeded;
    const north = await stage.created({ [reference]: made.id, name: "north" });
    const south = await stage.created({
      [reference]: made.id,
      name: "south",
      peerAddress: "198.51.100.7",
      vpnserviceId: secondVpnserviceId,
      localEpGroupId: secondLocalEpGroupId,
      peerEpGroupId: secondPeerEpGroupId,
    });
    return { ...made, north: north.id, south: south.id };
  };
  const puts = () => stage.traffic().filter(({ method }) => method === "PUT");

  test("a change: the PUT, then each connection that uses it gets one PUT of admin_state_up and is waited for", async () => {
    await open();
    stage.emulator.transitions.update.reads = 2;
    const { id, outs, north, south } = await used();
    const updated = await policy.handler.update(id, outs, policy.inputs({ lifetime: { value: 7200 } }));
    const traffic = stage.traffic();
    expect(traffic.slice(0, 2)).toEqual([
      { method: "PUT", path: `${path}/${id}`, body: { [envelope]: { lifetime: { units: "seconds", value: 7200 } } } },
      { method: "GET", path: CONNECTIONS },
    ]);
    expect(puts().slice(1)).toEqual(
      expect.arrayContaining([
        { method: "PUT", path: `${CONNECTIONS}/${north}`, body: TOUCH },
        { method: "PUT", path: `${CONNECTIONS}/${south}`, body: TOUCH },
      ]),
    );
    expect(puts()).toHaveLength(3);
    for (const connection of [north, south]) {
      expect(traffic.filter((each) => each.path === `${CONNECTIONS}/${connection}`)).toHaveLength(4);
      expect(stage.emulator.connections.get(connection)?.status).toBe("DOWN");
    }
    expect(updated).toMatchObject({ lifetime: { units: "seconds", value: 7200 } });
    expect(stage.said).toEqual([
      `${title} "${outs.name}" (${id}) has changed; updating what uses it: ` +
        `IPsec site connection "north" (${north}), IPsec site connection "south" (${south})`,
    ]);
  });

  test("a connection that is down on purpose stays so", async () => {
    await open();
    const { id, outs, north } = await used();
    Object.assign(stage.emulator.connections.get(north) ?? {}, { admin_state_up: false });
    await policy.handler.update(id, outs, policy.inputs({ pfs: "group19" }));
    expect(puts()).toContainEqual({
      method: "PUT",
      path: `${CONNECTIONS}/${north}`,
      body: { ipsec_site_connection: { admin_state_up: false } },
    });
  });

  test("a connection that is pending is waited for, then updated", async () => {
    await open();
    const { id, outs, north } = await used();
    const stored = stage.emulator.connections.get(north) ?? {};
    let reads = 0;
    Object.defineProperty(stored, "status", {
      get: () => (reads++ < 5 ? "PENDING_UPDATE" : "DOWN"),
      set: () => undefined,
    });
    await policy.handler.update(id, outs, policy.inputs({ pfs: "group19" }));
    const own = stage.emulator.vpnRequests({ path: `${CONNECTIONS}/${north}` });
    expect(own[0]).toMatchObject({ method: "PUT", status: 400 });
    expect(own.filter(({ method, status }) => method === "PUT" && status === 200)).toHaveLength(1);
  });

  test.each([{ name: "renamed" }, { description: "of the north" }, { name: "renamed", description: "of the north" }])(
    "%j touches no connection: nothing about packets has changed",
    async (change) => {
      await open();
      const { id, outs } = await used();
      await policy.handler.update(id, outs, policy.inputs(change));
      expect(stage.exchanges()).toEqual(["PUT 200"]);
      expect(stage.said).toEqual([]);
    },
  );

  test("no one uses it: the list is asked for, and nothing else", async () => {
    await open();
    const { id, outs } = await policy.created();
    await policy.handler.update(id, outs, policy.inputs({ pfs: "group19" }));
    expect(stage.traffic().slice(1)).toEqual([{ method: "GET", path: CONNECTIONS }]);
    expect(stage.said).toEqual([]);
  });

  test.each([
    ["the connection refuses", { method: "PUT", ...ITEM }, 403],
    ["the connections cannot be listed", { method: "GET", path: CONNECTIONS }, 403],
  ] as const)(
    "%s → kept with the new outputs; the next run without a change makes up for it",
    async (_, match, status) => {
      await open();
      const { id, outs, north, south } = await used();
      stage.emulator.fault({ match, reply: { status, body: { code: "VPC.1017", message: "no permission" } } });
      const news = policy.inputs({ lifetime: { value: 7200 } });
      const error = await initFailureOf(policy.handler.update(id, outs, news));
      expect(error.message).toContain(
        `${title} "${outs.name}" (${id}) was changed, but a connection did not take it over: `,
      );
      expect(error.message).toContain("no permission");
      expect(error.properties).toMatchObject({
        ...news,
        projectId: outs.projectId,
        __inputs: Object.keys(news).sort(),
      });

      stage.emulator.clearLog();
      expect(await policy.handler.update(id, error.properties, news)).toMatchObject(news);
      expect(puts()).toHaveLength(2);
      for (const connection of [north, south])
        expect(puts()).toContainEqual({ method: "PUT", path: `${CONNECTIONS}/${connection}`, body: TOUCH });
    },
  );

  test("several connections fail → each is named, and none is still being worked on", async () => {
    await open();
    const { id, outs, north, south } = await used();
    const body = (message: string) => ({ code: "VPC.1017", message });
    const match = (connection: string) => ({ method: "PUT", path: `${CONNECTIONS}/${connection}` });
    stage.emulator.fault({ match: match(north), reply: { status: 403, body: body("not the north") } });
    stage.emulator.fault({ match: match(south), reply: { status: 403, body: body("not the south") } });
    const error = await initFailureOf(policy.handler.update(id, outs, policy.inputs({ pfs: "group19" })));
    expect(error.message).toContain("not the north");
    expect(error.message).toContain("not the south");
    expect(stage.emulator.openFaults()).toBe(0);
  });

  test("a connection that goes into ERROR by it → kept, and the connection is named", async () => {
    await open();
    const { id, outs } = await used();
    stage.emulator.transitions.update.to = "ERROR";
    const error = await initFailureOf(policy.handler.update(id, outs, policy.inputs({ pfs: "group19" })));
    expect(error.id).toBe(id);
    expect(error.message).toMatch(
      /IPsec site connection "(north|south)" \([0-9a-f-]+\) was updated but is in status ERROR/,
    );
    expect(error.properties).toMatchObject({ pfs: "group19", name: outs.name });
    expect(error.properties).not.toHaveProperty("status");
  });

  test("a preview says that connections will be touched, and only where they will", async () => {
    await open();
    const { inputs, outs } = await policy.created();
    policy.handler.diff(outs, policy.inputs({ pfs: "group19" }), inputs);
    expect(stage.said).toEqual([
      `${title} "${outs.name}": the connections that use it will be updated too, their tunnels negotiate again`,
    ]);
    stage.said.length = 0;
    policy.handler.diff(outs, policy.inputs({ name: "renamed" }), inputs);
    policy.handler.diff(outs, inputs, inputs);
    policy.handler.diff(outs, policy.inputs({ pfs: "group19", tenantId: "other" }), inputs);
    expect(stage.said).toEqual([]);
  });

  test("a 409 on the PUT: this service changes nothing that is in use, and what to do is said", async () => {
    await open();
    const { id, outs } = await used();
    const body = {
      NeutronError: { type: `${title.replace(" p", "P").replace(" ", "")}InUse`, message: "in use", detail: "" },
    };
    stage.emulator.fault({ match: { method: "PUT", path: `${path}/${id}` }, reply: { status: 409, body } });
    const error = await failureOf(policy.handler.update(id, outs, policy.inputs({ pfs: "group19" })));
    expect(error.message).toContain(
      `This service does not change what a connection uses: replace ${title} "${outs.name}" (${id}) with ` +
        "`pulumi up --replace URN`, or set vpnaas:dialect to openstack, which plans it so (now dialect otc, set by vpnaas:dialect)",
    );
    expect(stage.exchanges()).toEqual(["PUT 409"]);
  });
});

describe.each(POLICIES)("$kind on OpenStack", ({ kind, path, envelope, reference }) => {
  test("any change replaces it, used or not; the connection that refers to the new one is replaced with it", async () => {
    stage = await openStage({ dialect: "openstack" });
    const policy = stage.of(kind);
    const { id, inputs, outs } = await policy.created();
    const news = policy.inputs({ name: "renamed", pfs: "group31" });
    const names = ["name", "pfs"];
    const difference = { changed: names, changes: undefined, replaces: names, deleteBeforeReplace: false };
    expect(policy.handler.diff(outs, news, inputs)).toEqual(difference);
    const connection = await stage.created({ [reference]: id });
    expect(policy.handler.diff(outs, news, inputs)).toEqual(difference);
    expect(stage.said).toEqual([]);
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(
      stage.handler.diff(connection.outs, { ...connection.inputs, [reference]: unknown }, connection.inputs),
    ).toEqual({ changed: [reference], changes: undefined, replaces: [reference], deleteBeforeReplace: false });
    expect(stage.traffic()).toEqual([]);
  });

  test("a PUT that is sent all the same meets 409, and says what to do", async () => {
    stage = await openStage({ dialect: "openstack" });
    const policy = stage.of(kind);
    const { id, outs } = await policy.created();
    await stage.created({ [reference]: id });
    const error = await failureOf(policy.handler.update(id, outs, policy.inputs({ pfs: "group31" })));
    expect(error.message).toContain("This service does not change what a connection uses: replace");
    expect(stage.traffic()).toEqual([
      { method: "PUT", path: `${path}/${id}`, body: { [envelope]: { pfs: "group31" } } },
    ]);
  });
});
