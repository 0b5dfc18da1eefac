import { InitFailedError } from "../../src/core/errors";
import { failureOf, initFailureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";

const PATH = "/v2.0/vpn/ipsec-site-connections";
const COLLECTION = { path: PATH };
const ITEM = { path: new RegExp(`^${PATH}/`) };

let stage: Stage;
afterEach(() => stage.close());

const created = (change?: Record<string, unknown>) => stage.created(change);

const sent = () => stage.emulator.vpnRequests().map(({ method, status }) => `${method} ${status}`);

test("a server that quotes the psk where the request did not hold it is not quoted", async () => {
  stage = await openStage();
  const { id, outs } = await created({ psk: "Canary-of-another-request" });
  const message = "no rights for the connection with psk Canary-of-another-request";
  stage.emulator.fault({ match: ITEM, reply: { status: 403, body: { code: "VPC.1017", message } } });
  const error = await failureOf(stage.handler.read(id, outs));
  expect(error.message).toContain("no rights for the connection with psk [masked]");
});

describe("create", () => {
  test("ERROR → fails, but id and all outputs are kept; the next run continues with the same connection", async () => {
    stage = await openStage();
    stage.emulator.transitions.create.to = "ERROR";
    const inputs = stage.inputs();
    const error = await initFailureOf(stage.handler.create(inputs));
    const [id = ""] = stage.emulator.connections.keys();
    expect(error.id).toBe(id);
    expect(error.properties).toMatchObject({ ...inputs, status: "ERROR", routeMode: "static" });
    expect(error.reasons).toEqual([expect.stringContaining("is in status ERROR. It is kept in the state.")]);

    const again = await initFailureOf(stage.handler.update(id, error.properties, inputs));
    expect(again.id).toBe(id);
    stage.emulator.setStatus(id, "ACTIVE");
    stage.emulator.clearLog();
    expect(await stage.handler.update(id, error.properties, inputs)).toMatchObject({ status: "ACTIVE" });
    expect(sent()).toEqual(["GET 200"]);
    expect(stage.emulator.connections.size).toBe(1);
  });

  test("stuck in PENDING_CREATE → fails after createTimeout, kept; it said every 10 s that it waits", async () => {
    stage = await openStage({}, { createTimeout: "2m" });
    stage.emulator.transitions.create.hold = true;
    const started = stage.clock.now();
    const error = await initFailureOf(stage.handler.create(stage.inputs()));
    expect(error.message).toContain(
      "was not created within 120 s: its status is still PENDING_CREATE (the limit is the setting vpnaas:createTimeout)",
    );
    expect(error.properties).toMatchObject({ status: "PENDING_CREATE", name: "hq" });
    expect(stage.clock.now() - started).toBe(120_000);
    const seconds = stage.said.map((line) => Number(/^PENDING_CREATE (\d+) s: /.exec(line)?.[1]));
    expect(seconds).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]);
    expect(stage.said[0]).toMatch(
      /^PENDING_CREATE 10 s: hq \(IPsec site connection [0-9a-f-]+\), waiting until it is created$/,
    );
    expect(error.message).toContain("Once the service is done, run `pulumi up` again");
    // The looks started short and grew.
    expect(stage.clock.waits.slice(0, 15)).toEqual([...Array(13).fill(500), 1000, 1000]);
    expect(Math.max(...stage.clock.waits)).toBe(8_000);
  });

  test.each([
    ["BUILD", "DOWN", "DOWN"],
    ["PENDING CREATE", "DOWN", "DOWN"],
    ["pending-create", "active", "ACTIVE"],
    ["PENDING_CREATE", "FROZEN", "FROZEN"],
  ])("%s → %s is settled as %s", async (pending, to, seen) => {
    stage = await openStage();
    Object.assign(stage.emulator.transitions.create, { pending, to, reads: 2 });
    const { outs } = await created();
    expect(outs.status).toBe(seen);
    expect(stage.said).toEqual([]);
  });

  test("an unknown status is settled, with a word to the user", async () => {
    stage = await openStage();
    stage.emulator.transitions.create.to = "HIBERNATING";
    const { outs } = await created();
    expect(outs.status).toBe("HIBERNATING");
    expect(stage.said).toEqual([expect.stringContaining("has the unknown status HIBERNATING; treated as settled")]);
  });

  test("404 right after the POST: a slow service, not a deleted connection", async () => {
    stage = await openStage();
    stage.emulator.fault({
      match: { method: "GET", ...ITEM },
      times: 3,
      reply: { status: 404, body: { code: "VPC.0202", message: "not found" } },
    });
    const { outs } = await created();
    expect(outs.status).toBe("DOWN");
    expect(stage.emulator.connections.size).toBe(1);
  });

  test("404 for good after the POST: fails with the id kept", async () => {
    stage = await openStage();
    stage.emulator.fault({
      match: { method: "GET", ...ITEM },
      times: 1000,
      reply: { status: 404, body: { code: "VPC.0202", message: "not found" } },
    });
    const error = await initFailureOf(stage.handler.create(stage.inputs()));
    expect(error.message).toContain("was created, but reading it back failed");
    expect(stage.emulator.connections.has(error.id)).toBe(true);
  });

  test("refused while reading back: fails with the id kept", async () => {
    stage = await openStage();
    stage.emulator.fault({
      match: { method: "GET", ...ITEM },
      reply: { status: 403, body: { code: "VPC.1017", message: "no permission" } },
    });
    const error = await initFailureOf(stage.handler.create(stage.inputs()));
    expect(error.message).toContain("no permission");
    expect(stage.emulator.connections.has(error.id)).toBe(true);
  });

  test("a value that the service does not take is told, and is what the outputs say", async () => {
    stage = await openStage({
      onRequest: ({ method }) => {
        if (method === "POST") for (const stored of stage.emulator.connections.values()) stored.mtu = 1500;
      },
    });
    const { outs } = await created({ mtu: 1400 });
    expect(outs.mtu).toBe(1500);
    expect(stage.said).toEqual([expect.stringContaining("the service accepted mtu 1400 but keeps 1500")]);
  });

  test("a refusal creates nothing and says why", async () => {
    stage = await openStage();
    await created();
    const error = await failureOf(stage.handler.create(stage.inputs({ name: "second" })));
    expect(error).not.toBeInstanceOf(InitFailedError);
    expect(error.message).toContain("VPC.1004");
    expect(error.message).toContain("use `aliases` or `pulumi state rename`");
    expect(error.message).toContain("set deleteBeforeReplace: true");
    expect(sent()).toEqual(["POST 400", "GET 200"]);
    expect(stage.emulator.connections.size).toBe(1);
  });

  const PENDING = {
    status: 400,
    body: { NeutronError: { type: "VPNStateInvalidToUpdate", message: "Invalid state PENDING_CREATE", detail: "" } },
  };

  test("refused because the service it belongs to is pending → sent again until it is not, created once", async () => {
    stage = await openStage();
    stage.emulator.fault({ match: { method: "POST", path: PATH }, times: 3, reply: PENDING });
    await stage.handler.create(stage.inputs());
    expect(sent().slice(0, 4)).toEqual(["POST 400", "POST 400", "POST 400", "POST 201"]);
    expect(stage.clock.waits[0]).toBe(500);
    expect(stage.emulator.connections.size).toBe(1);
  });

  test("refused so for good → the service's sentence after createTimeout, nothing created", async () => {
    stage = await openStage({}, { createTimeout: "60s" });
    const match = { method: "POST", path: PATH };
    stage.emulator.fault({ match, times: Number.POSITIVE_INFINITY, reply: PENDING });
    const error = await failureOf(stage.handler.create(stage.inputs()));
    expect(error.message).toContain("Invalid state PENDING_CREATE");
    expect(stage.clock.waits.reduce((sum, wait) => sum + wait, 0)).toBe(60_000);
    expect(stage.emulator.connections.size).toBe(0);
  });
});

describe("a POST whose reply is lost", () => {
  test.each([
    ["the connection breaks after the server acted", "reset", "after", 1],
    ["the reply is cut off", "cut", "after", 1],
    ["502 as HTML after the server acted", { status: 502, body: "<html>bad gateway</html>" }, "after", 1],
    ["504 after the server acted", { status: 504 }, "after", 1],
    ["200 with HTML after the server acted", { status: 200, body: "<html>hello</html>" }, "after", 1],
    ["the connection breaks before the server acted", "reset", "before", 2],
    ["500 before the server acted", { status: 500, body: { code: "VPC.1002", message: "internal" } }, "before", 2],
    ["503 before the server acted", { status: 503, headers: { "retry-after": "1" } }, "before", 2],
  ] as const)("%s → exactly one connection, and it is ours", async (_, reply, act, posts) => {
    stage = await openStage();
    stage.emulator.fault({ match: { method: "POST", ...COLLECTION }, act, reply });
    const { id, outs } = await stage.handler.create(stage.inputs());
    expect([...stage.emulator.connections.keys()]).toEqual([id]);
    expect(outs).toMatchObject({ status: "DOWN", name: "hq" });
    expect(stage.emulator.requests({ method: "POST", ...COLLECTION })).toHaveLength(posts);
  });

  test("429 was refused before anything was done: simply sent again", async () => {
    stage = await openStage();
    stage.emulator.fault({
      match: { method: "POST", ...COLLECTION },
      times: 2,
      reply: { status: 429, headers: { "retry-after": "7" } },
    });
    await stage.handler.create(stage.inputs());
    expect(sent().slice(0, 3)).toEqual(["POST 429", "POST 429", "POST 201"]);
    expect(stage.clock.waits.filter((pause) => pause >= 7000)).toHaveLength(2);
    expect(stage.emulator.connections.size).toBe(1);
  });

  test("what another resource of the same run owns is not taken", async () => {
    stage = await openStage({ dialect: "openstack" });
    const first = await created();
    stage.emulator.fault({ match: { method: "POST", ...COLLECTION }, act: "after", reply: "reset" });
    const second = await stage.handler.create(stage.inputs());
    expect(second.id).not.toBe(first.id);
    expect(stage.emulator.connections.size).toBe(2);
  });

  test("what this run has only read is someone's already, and is not taken either", async () => {
    stage = await openStage({ dialect: "openstack" });
    const inputs = stage.inputs();
    const other = await stage.another().create(inputs);
    await stage.handler.read(other.id, other.outs);
    stage.emulator.fault({ match: { method: "POST", ...COLLECTION }, act: "before", reply: "reset" });
    expect((await stage.handler.create(inputs)).id).not.toBe(other.id);
    expect(stage.emulator.connections.size).toBe(2);
  });

  test("two candidates → an error that lists both, nothing is taken", async () => {
    stage = await openStage({ dialect: "openstack" });
    const inputs = stage.inputs();
    await stage.another().create(inputs);
    stage.emulator.fault({ match: { method: "POST", ...COLLECTION }, act: "after", reply: "reset" });
    const error = await failureOf(stage.handler.create(inputs));
    for (const id of stage.emulator.connections.keys()) expect(error.message).toContain(id);
  });

  test("lost for good → the error of the last try, and nothing is there", async () => {
    stage = await openStage();
    stage.emulator.fault({
      match: { method: "POST", ...COLLECTION },
      times: 100,
      reply: { status: 500, body: { code: "VPC.1002", message: "internal" } },
    });
    const error = await failureOf(stage.handler.create(stage.inputs()));
    expect(error.message).toContain("VPC.1002");
    expect(stage.emulator.requests({ method: "POST", ...COLLECTION })).toHaveLength(3);
    expect(stage.emulator.connections.size).toBe(0);
  });
});

describe("update", () => {
  test.each([400, 409] as const)(
    "refused with %d because the connection is pending → waited for, then sent again",
    async (pendingRefusal) => {
      stage = await openStage({ pendingRefusal });
      const { id, outs } = await created();
      stage.emulator.transitions.update.reads = 3;
      await stage
        .another()
        .update(id, outs, stage.inputs({ peerId: "first" }))
        .catch(() => undefined);
      stage.emulator.setStatus(id, "PENDING_UPDATE");
      stage.emulator.clearLog();
      const busy = stage.handler.update(id, { ...outs, peerId: "first" }, stage.inputs({ peerId: "second" }));
      await new Promise((resolve) => setImmediate(resolve));
      stage.emulator.settle(id, "DOWN");
      expect((await busy).peerId).toBe("second");
      expect(stage.emulator.connections.get(id)?.peer_id).toBe("second");
    },
  );

  test("pending before the PUT, seen on the wire", async () => {
    stage = await openStage();
    const { id, outs } = await created();
    const stored = stage.emulator.connections.get(id) ?? {};
    let reads = 0;
    Object.defineProperty(stored, "status", {
      get: () => (reads++ < 3 ? "PENDING_UPDATE" : "DOWN"),
      set: () => undefined,
      enumerable: true,
    });
    const updated = await stage.handler.update(id, outs, stage.inputs({ peerId: "new" }));
    expect(updated).toMatchObject({ peerId: "new", status: "DOWN" });
    expect(sent()[0]).toBe("PUT 400");
    expect(sent().filter((entry) => entry === "PUT 200")).toHaveLength(1);
  });

  test("ERROR after the PUT → fails with the new values kept; the next run sends nothing twice", async () => {
    stage = await openStage();
    const { id, outs } = await created();
    stage.emulator.transitions.update.to = "ERROR";
    const news = stage.inputs({ peerId: "new", psk: "Another-psk-987" });
    const error = await initFailureOf(stage.handler.update(id, outs, news));
    expect(error.properties).toMatchObject({ status: "ERROR", peerId: "new", psk: "Another-psk-987" });
    stage.emulator.setStatus(id, "DOWN");
    stage.emulator.clearLog();
    expect(await stage.handler.update(id, error.properties, news)).toMatchObject({ status: "DOWN", peerId: "new" });
    expect(sent()).toEqual(["GET 200"]);
  });

  test("stuck in PENDING_UPDATE → fails after updateTimeout, kept", async () => {
    stage = await openStage({}, { updateTimeout: 60 });
    const { id, outs } = await created();
    stage.emulator.transitions.update.hold = true;
    const error = await initFailureOf(stage.handler.update(id, outs, stage.inputs({ peerId: "new" })));
    expect(error.message).toContain(
      "was not updated within 60 s: its status is still PENDING_UPDATE (the limit is the setting vpnaas:updateTimeout)",
    );
  });

  test("nothing to write and nothing to read: the error as it is, the state stays", async () => {
    stage = await openStage();
    const { id, inputs, outs } = await created();
    const refused = { status: 403, body: { code: "VPC.1017", message: "no permission" } };
    stage.emulator.fault({ match: { method: "GET", ...ITEM }, reply: refused });
    const error = await failureOf(stage.handler.update(id, outs, inputs));
    expect(error).not.toBeInstanceOf(InitFailedError);
    expect(error.message).toContain("no permission");
  });

  test("a PUT whose reply is lost is sent again: the same body does no harm", async () => {
    stage = await openStage({ dialect: "openstack" });
    const { id, outs } = await created();
    stage.emulator.fault({ match: { method: "PUT", ...ITEM }, act: "after", reply: "reset" });
    expect(await stage.handler.update(id, outs, stage.inputs({ peerId: "new" }))).toMatchObject({ peerId: "new" });
    const puts = stage.emulator.requests({ method: "PUT" });
    expect(puts.map((put) => put.body)).toEqual([
      { ipsec_site_connection: { peer_id: "new" } },
      { ipsec_site_connection: { peer_id: "new" } },
    ]);
  });

  test("gone → an error that names `pulumi refresh`; a missing endpoint group → its own sentence", async () => {
    stage = await openStage();
    const { id, outs } = await created();
    const group = "00000000-0000-4000-8000-000000000000";
    const refused = await failureOf(stage.handler.update(id, outs, stage.inputs({ peerEpGroupId: group })));
    expect(refused.message).toContain(group);
    stage.emulator.connections.clear();
    const error = await failureOf(stage.handler.update(id, outs, stage.inputs({ peerId: "new" })));
    expect(error.message).toContain("pulumi refresh");
  });

  test("a value that the service ignores is told, and the next diff says true: the inputs do not show it", async () => {
    stage = await openStage();
    const { id, outs } = await created({ mtu: 1500 });
    const stored = stage.emulator.connections.get(id) ?? {};
    Object.defineProperty(stored, "mtu", { get: () => 1500, set: () => undefined, enumerable: true });
    const news = stage.inputs({ mtu: 1400 });
    const updated = await stage.handler.update(id, outs, news);
    expect(updated.mtu).toBe(1500);
    expect(stage.said).toEqual([expect.stringContaining("the service accepted mtu 1400 but keeps 1500")]);
    expect(stage.handler.diff(updated, news, news).changes).toBe(true);
  });

  test("drift of a field that was not sent is left alone: it may be under ignoreChanges", async () => {
    stage = await openStage();
    const { id, outs } = await created({ mtu: 1400 });
    Object.assign(stage.emulator.connections.get(id) ?? {}, { mtu: 1300 });
    const updated = await stage.handler.update(id, outs, stage.inputs({ mtu: 1400, peerId: "new" }));
    // Nor does it enter the state: only a read brings it in.
    expect(updated.mtu).toBe(1400);
    expect(stage.emulator.requests({ method: "PUT" })).toHaveLength(1);
  });
});

describe("read", () => {
  test.each([
    ["401 for good", { status: 401, body: { error: { code: 401, title: "Unauthorized", message: "no" } } }],
    ["403", { status: 403, body: { code: "VPC.1017", message: "no permission" } }],
    ["500", { status: 500 }],
    ["200 with HTML", { status: 200, body: "<html>login</html>" }],
    ["200 without the envelope", { status: 200, body: {} }],
  ] as const)('%s is an error, never "gone"', async (_, reply) => {
    stage = await openStage();
    const { id, outs } = await created();
    stage.emulator.fault({ match: { method: "GET", ...ITEM }, times: 100, reply });
    await failureOf(stage.handler.read(id, outs));
  });

  test('a 404 from an address that knows no VPN API is an error, not "gone"', async () => {
    stage = await openStage();
    const { id, outs } = await created();
    stage.emulator.fault({
      match: { path: new RegExp(`^${PATH}`) },
      times: 100,
      reply: { status: 404, body: "404 page not found" },
    });
    expect((await failureOf(stage.handler.read(id, outs))).message).toContain(
      "check vpnaas:endpoint and vpnaas:region",
    );
    expect((await failureOf(stage.handler.delete(id, outs))).message).toContain(
      "check vpnaas:endpoint and vpnaas:region",
    );
  });

  test('a 404 because another project is logged in is an error, not "gone"', async () => {
    stage = await openStage();
    const { id, outs } = await created();
    const { username, password, projectName, userDomainName } = stage.emulator.otherCredentials;
    const stranger = stage.another({ username, password, projectName, userDomainName });
    for (const act of [() => stranger.read(id, outs), () => stranger.delete(id, outs)])
      expect((await failureOf(act())).message).toContain(`lives in project ${outs.projectId}, the settings lead to`);
    expect(stage.emulator.connections.size).toBe(1);
  });

  test("a domain name that the service resolved is no drift", async () => {
    stage = await openStage({ dialect: "openstack" });
    stage.emulator.names.set("gw.example.com", "203.0.113.77");
    const { id, inputs, outs } = await created({ peerAddress: "gw.example.com" });
    expect(stage.emulator.connections.get(id)?.peer_address).toBe("203.0.113.77");
    expect(outs.peerAddress).toBe("gw.example.com");
    expect(await stage.handler.read(id, outs)).toEqual({ outs });
    expect(stage.handler.diff(outs, inputs).changes).toBe(false);
  });

  test("networks in another order are no drift", async () => {
    stage = await openStage();
    const networks = { localEpGroupId: undefined, peerEpGroupId: undefined, peerCidrs: ["10.1.0.0/16", "10.2.0.0/16"] };
    const outs = { ...stage.inputs(networks), __inputs: ["peerCidrs"] };
    const { id } = await created();
    Object.assign(stage.emulator.connections.get(id) ?? {}, { peer_cidrs: ["10.2.0.0/16", "10.1.0.0/16"] });
    const found = await stage.handler.read(id, outs);
    expect(found?.inputs).toBeUndefined();
    expect(found?.outs.peerCidrs).toEqual(["10.1.0.0/16", "10.2.0.0/16"]);
  });
});

describe("delete", () => {
  test("still in use → tried again until it is not", async () => {
    stage = await openStage({ dialect: "openstack" });
    const { id, outs } = await created();
    const body = { NeutronError: { type: "VPNServiceInUse", message: "in use", detail: "" } };
    stage.emulator.fault({ match: { method: "DELETE", ...ITEM }, times: 3, reply: { status: 409, body } });
    await stage.handler.delete(id, outs);
    expect(sent()).toEqual(["DELETE 409", "DELETE 409", "DELETE 409", "DELETE 204", "GET 404"]);
  });

  test("in use for good → the service's sentence after deleteTimeout", async () => {
    stage = await openStage({ dialect: "openstack" }, { deleteTimeout: "30s" });
    const { id, outs } = await created();
    const body = {
      NeutronError: { type: "VPNServiceInUse", message: "VPNService 42 is still in use by 43", detail: "" },
    };
    stage.emulator.fault({ match: { method: "DELETE", ...ITEM }, times: 1000, reply: { status: 409, body } });
    expect((await failureOf(stage.handler.delete(id, outs))).message).toContain("still in use by 43");
  });

  test("never gone → an error after deleteTimeout; ERROR for good → an error", async () => {
    stage = await openStage({}, { deleteTimeout: "30s" });
    const { id, outs } = await created();
    stage.emulator.transitions.delete.hold = true;
    expect((await failureOf(stage.handler.delete(id, outs))).message).toContain(
      "was not deleted within 30 s: its status is still PENDING_DELETE (the limit is the setting vpnaas:deleteTimeout)",
    );
    stage.emulator.settle(id, "ERROR");
    Object.assign(stage.emulator.transitions.delete, { hold: true, pending: "ERROR" });
    expect((await failureOf(stage.handler.delete(id, outs))).message).toContain(
      "could not be deleted: the service put it into status ERROR",
    );
  });

  test.each(["otc", "openstack"] as const)(
    "what was in ERROR before its DELETE shows that for a moment: it is waited for (%s)",
    async (dialect) => {
      stage = await openStage({ dialect });
      const { id, outs } = await created();
      stage.emulator.setStatus(id, "ERROR");
      Object.assign(stage.emulator.transitions.delete, { beginsAfter: 800, milliseconds: 3_000 });
      await stage.handler.delete(id, outs);
      expect(stage.emulator.connections.size).toBe(0);
    },
  );

  test("a lost reply to the DELETE is a success once the connection is gone", async () => {
    stage = await openStage({ dialect: "openstack" });
    const { id, outs } = await created();
    stage.emulator.fault({ match: { method: "DELETE", ...ITEM }, act: "after", reply: "reset" });
    await stage.handler.delete(id, outs);
    expect(stage.emulator.connections.size).toBe(0);
  });
});

test("a token that expires in mid-run is renewed once, unseen by the lifecycle", async () => {
  stage = await openStage();
  const { id, outs } = await created();
  stage.emulator.revokeTokens();
  await stage.handler.update(id, outs, stage.inputs({ peerId: "new" }));
  expect(stage.emulator.requests({ path: "/v3/auth/tokens" })).toHaveLength(1);
});
