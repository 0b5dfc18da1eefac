// What is special about a VPN service: it stays PENDING_CREATE for as long as it has no connection, and no one waits for that.
import { failureOf, initFailureOf } from "../support/rejections";
import { type Cast, openStage, type Stage } from "../support/stage";

const PATH = "/v2.0/vpn/vpnservices";
const CONNECTIONS = "/v2.0/vpn/ipsec-site-connections";

let stage: Stage;
let service: Cast;
afterEach(() => stage.close());

async function open(...options: Parameters<typeof openStage>): Promise<void> {
  stage = await openStage(...options);
  service = stage.of("VpnService");
}

const stored = (id: string): Record<string, unknown> => stage.emulator.vpnservices.get(id) ?? {};
const exchanged = () => stage.emulator.vpnRequests().map(({ method, path, status }) => `${method} ${path} ${status}`);

describe.each(["otc", "openstack"] as const)("a service without a connection (%s)", (dialect) => {
  beforeEach(() => open({ dialect }));

  test("create: one POST and one GET, no wait; its addresses are there", async () => {
    const { id, outs } = await service.handler.create(service.inputs());
    expect(exchanged()).toEqual([`POST ${PATH} 201`, `GET ${PATH}/${id} 200`]);
    expect(stage.clock.waits).toEqual([]);
    expect(stage.said).toEqual([]);
    expect(outs).toMatchObject({ status: "PENDING_CREATE", externalV4Ip: "198.51.100.39" });
  });

  test("an update is refused: said, nothing lost, the next diff shows it again", async () => {
    const { id, outs } = await service.created();
    const news = service.inputs({ name: "renamed", description: "of the north" });
    const updated = await service.handler.update(id, outs, news);
    expect(exchanged()).toEqual([`PUT ${PATH}/${id} 400`, `GET ${CONNECTIONS} 200`, `GET ${PATH}/${id} 200`]);
    expect(stage.clock.waits).toEqual([]);
    expect(updated).toMatchObject({ name: "hub", status: "PENDING_CREATE", externalV4Ip: "198.51.100.39" });
    expect(stage.said).toEqual([
      `VPN service "renamed" (${id}) has the status PENDING_CREATE until its first connection exists, and the service refuses ` +
        "changes in it: name, description not changed yet. Once it has a connection, run `pulumi up` again",
    ]);
    expect(service.handler.diff(updated, news, news)).toMatchObject({ changes: true, replaces: [] });
  });

  test("once a connection exists, the same update goes through", async () => {
    const { id, outs } = await service.created();
    const news = service.inputs({ name: "renamed" });
    const postponed = await service.handler.update(id, outs, news);
    await stage.created({ vpnserviceId: id });
    const updated = await service.handler.update(id, postponed, news);
    expect(stage.traffic()).toEqual([
      { method: "PUT", path: `${PATH}/${id}`, body: { vpnservice: { name: "renamed" } } },
      { method: "GET", path: `${PATH}/${id}` },
    ]);
    expect(updated).toMatchObject({ name: "renamed", status: "ACTIVE" });
    expect(service.handler.diff(updated, news, news).changes).toBe(false);
  });

  test("with a connection that is still pending, the update waits for what ends both", async () => {
    const { id, outs } = await service.created();
    stage.emulator.transitions.create = { pending: "PENDING_CREATE", reads: 1, to: "DOWN", hold: true };
    const connection = stage.handler.create(stage.inputs({ vpnserviceId: id }));
    while (stage.emulator.connections.size === 0) await new Promise((resolve) => setImmediate(resolve));
    stage.emulator.clearLog();
    const updating = service.handler.update(id, outs, service.inputs({ name: "renamed" }));
    const isRefused = () => stage.emulator.requests({ method: "PUT" }).some(({ status }) => status === 400);
    while (!isRefused()) await new Promise((resolve) => setImmediate(resolve));
    stage.emulator.settle([...stage.emulator.connections.keys()][0] ?? "");
    expect(await updating).toMatchObject({ name: "renamed", status: "ACTIVE" });
    expect((await connection).outs.status).toBe("DOWN");
    expect(stage.emulator.requests({ method: "PUT" }).map(({ status }) => status)).toEqual([400, 200]);
  });
});

describe("an update of a service", () => {
  test("PENDING_UPDATE after the PUT is waited for; the addresses that the reply lacks are read", async () => {
    await open();
    const { id, outs } = await service.created();
    stage.emulator.setStatus(id, "ACTIVE");
    stage.emulator.serviceTransitions.update = { pending: "PENDING_UPDATE", reads: 2, to: "ACTIVE", hold: false };
    const updated = await service.handler.update(id, outs, service.inputs({ name: "renamed" }));
    expect(stage.exchanges()).toEqual(["PUT 200", "GET 200", "GET 200", "GET 200"]);
    expect(stage.clock.waits).toEqual([500, 500, 500]);
    expect(updated).toMatchObject({ status: "ACTIVE", externalV4Ip: "198.51.100.39" });
  });

  test.each([400, 409] as const)("PENDING_UPDATE before the PUT (%d) is waited for", async (pendingRefusal) => {
    await open({ pendingRefusal });
    const { id, outs } = await service.created();
    await stage.created({ vpnserviceId: id });
    const item = stored(id);
    let reads = 0;
    Object.defineProperty(item, "status", { get: () => (reads++ < 4 ? "PENDING_UPDATE" : "ACTIVE"), enumerable: true });
    const updated = await service.handler.update(id, outs, service.inputs({ name: "renamed" }));
    expect(updated).toMatchObject({ name: "renamed", status: "ACTIVE" });
    expect(stage.exchanges()[0]).toBe(`PUT ${pendingRefusal}`);
    expect(stage.exchanges().filter((exchange) => exchange === "PUT 200")).toHaveLength(1);
  });

  test("stuck in PENDING_UPDATE → fails after updateTimeout with the outputs kept", async () => {
    await open({}, { updateTimeout: 60 });
    const { id, outs } = await service.created();
    stage.emulator.setStatus(id, "ACTIVE");
    stage.emulator.serviceTransitions.update = { pending: "PENDING_UPDATE", reads: 1, to: "ACTIVE", hold: true };
    const error = await initFailureOf(service.handler.update(id, outs, service.inputs({ name: "renamed" })));
    expect(error.message).toContain("was not updated within 60 s: its status is still PENDING_UPDATE");
    expect(error.properties).toMatchObject({ name: "renamed", status: "PENDING_UPDATE", routerId: outs.routerId });
  });

  test("ERROR after the PUT → fails with the outputs kept", async () => {
    await open();
    const { id, outs } = await service.created();
    stage.emulator.setStatus(id, "ACTIVE");
    stage.emulator.serviceTransitions.update = { pending: "PENDING_UPDATE", reads: 0, to: "ERROR", hold: false };
    const error = await initFailureOf(service.handler.update(id, outs, service.inputs({ name: "renamed" })));
    expect(error.message).toContain(`VPN service "renamed" (${id}) was updated but is in status ERROR`);
  });

  test("the connections cannot be listed: the update fails with that error, and nothing is written down as done", async () => {
    await open();
    const { id, outs } = await service.created();
    const refusal = { status: 403, body: { code: "VPC.1017", message: "no permission" } };
    stage.emulator.fault({ match: { method: "GET", path: CONNECTIONS }, reply: refusal });
    const error = await failureOf(service.handler.update(id, outs, service.inputs({ name: "renamed" })));
    expect(error.name).toBe("ApiError");
    expect(error.message).toContain("no permission");
  });
});

test("a second service in the same VPC is refused on Open Telekom Cloud, with its code", async () => {
  await open();
  await service.created();
  const error = await failureOf(service.handler.create(service.inputs({ name: "second" })));
  expect(error.message).toContain("VPC.1026");
  expect(error.message).toContain("use `aliases` or `pulumi state rename`");
  expect(error.message).toContain("set deleteBeforeReplace: true");
  expect(stage.emulator.requests({ method: "POST", path: PATH })).toHaveLength(1);
});

test("a second service on the same router of OpenStack is made without a refusal and without a word", async () => {
  await open({ dialect: "openstack" }, { strict: true });
  const inputs = service.inputs();
  const first = await service.handler.create({ ...inputs, name: "to south" });
  const checked = service.handler.check({}, { ...inputs, name: "to west" });
  expect({ failures: checked.failures, warnings: checked.warnings }).toEqual({ failures: [], warnings: [] });
  const second = await service.handler.create(checked.inputs);
  expect(second.id).not.toBe(first.id);
  expect(second.outs.routerId).toBe(first.outs.routerId);
  expect(stage.said).toEqual([]);
});
