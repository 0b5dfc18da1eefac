// waitFor: "active" waits until the tunnel is up, and says what is usually wrong when it is not.
import { initFailureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";

const ACTIVE = { waitFor: "active" };

let stage: Stage;
afterEach(() => stage.close());

const reads = () => stage.emulator.vpnRequests({ method: "GET" }).map(({ replyBody }) => statusIn(replyBody));

// A reply of the emulator holds the object in its envelope.
const statusIn = (body: unknown) =>
  (body as { ipsec_site_connection?: { status: string } }).ipsec_site_connection?.status;

/** The other side answers after so many milliseconds. */
function comesUpAfter(milliseconds: number): void {
  const sleep = stage.clock.sleep.bind(stage.clock);
  const started = stage.clock.now();
  stage.clock.sleep = async (pause) => {
    await sleep(pause);
    if (stage.clock.now() - started < milliseconds) return;
    for (const { id, status } of stage.emulator.connections.values())
      if (status === "DOWN") stage.emulator.setStatus(String(id), "ACTIVE");
  };
}

describe.each(["otc", "openstack"] as const)("on %s", (dialect) => {
  test("a create ends when the status is ACTIVE, not when it is DOWN; the body has nothing of it", async () => {
    stage = await openStage({ dialect });
    comesUpAfter(20_000);
    const { outs } = await stage.handler.create(stage.inputs(ACTIVE));
    expect(outs.status).toBe("ACTIVE");
    expect(reads()).toContain("DOWN");
    expect(stage.said.at(-1)).toMatch(
      /^DOWN \d+ s: hq \(IPsec site connection [0-9a-f-]+\), waiting until it is up \(ACTIVE\)$/,
    );
    const [post] = stage.emulator.vpnRequests({ method: "POST" });
    expect(post?.body).not.toHaveProperty("ipsec_site_connection.wait_for");
  });

  test("the error names the limit, also where a busy machine wakes up later", async () => {
    stage = await openStage({ dialect }, { activeTimeout: "90s" });
    const sleep = stage.clock.sleep.bind(stage.clock);
    stage.clock.sleep = (pause) => sleep(pause + 700);
    const error = await initFailureOf(stage.handler.create(stage.inputs(ACTIVE)));
    expect(error.message).toContain("was not up (ACTIVE) within 90 s: its status is still DOWN");
  });

  test("a tunnel that stays DOWN fails after activeTimeout and is kept; the next run waits again and ends well", async () => {
    stage = await openStage({ dialect }, { activeTimeout: "90s" });
    const inputs = stage.inputs(ACTIVE);
    const started = stage.clock.now();
    const error = await initFailureOf(stage.handler.create(inputs));
    expect(error.message).toContain("was not up (ACTIVE) within 90 s: its status is still DOWN");
    expect(error.message).toContain(
      "(the limit is the setting vpnaas:activeTimeout). It is kept in the state. Likely causes",
    );
    expect(error.properties).toMatchObject({ status: "DOWN", name: "hq" });
    expect(stage.clock.now() - started).toBeLessThan(100_000);
    comesUpAfter(10_000);
    stage.emulator.clearLog();
    const outs = await stage.handler.update(error.id, error.properties, inputs);
    expect(outs.status).toBe("ACTIVE");
    expect(stage.emulator.vpnRequests().every(({ method }) => method === "GET")).toBe(true);
  });
});

test("a tunnel that is up costs no further read", async () => {
  stage = await openStage();
  stage.emulator.transitions.create.to = "ACTIVE";
  await stage.handler.create(stage.inputs(ACTIVE));
  expect(stage.exchanges()).toEqual(["POST 201", "GET 200", "GET 200"]);
});

test("an update waits as well; settled is what is waited for without it", async () => {
  stage = await openStage({}, { activeTimeout: "30s" });
  const { id, outs } = await stage.created();
  const news = stage.inputs({ ...ACTIVE, peerId: "branch" });
  const error = await initFailureOf(stage.handler.update(id, outs, news));
  expect(error.properties).toMatchObject({ peerId: "branch", status: "DOWN" });
  const settled = stage.inputs({ waitFor: "settled", peerId: "branch" });
  expect(await stage.handler.update(id, error.properties, settled)).toMatchObject({ status: "DOWN" });
});

test("ERROR while it is waited for is the end", async () => {
  stage = await openStage();
  const sleep = stage.clock.sleep.bind(stage.clock);
  stage.clock.sleep = async (pause) => {
    await sleep(pause);
    for (const { id, status } of stage.emulator.connections.values())
      if (status === "DOWN") stage.emulator.setStatus(String(id), "ERROR");
  };
  const error = await initFailureOf(stage.handler.create(stage.inputs(ACTIVE)));
  expect(error.message).toContain("was created but is in status ERROR");
});

test("a change of it alone is no change; with adminStateUp false it is refused", async () => {
  stage = await openStage();
  const { outs, inputs } = await stage.created();
  expect(stage.handler.diff(outs, stage.inputs(ACTIVE), inputs).changes).toBe(false);
  const { failures } = stage.handler.check({}, { ...inputs, ...ACTIVE, adminStateUp: false });
  expect(failures).toEqual([{ property: "waitFor", reason: expect.stringContaining("such a tunnel never comes up") }]);
  const [failure] = stage.handler.check({}, { ...inputs, waitFor: "up" }).failures;
  expect(failure?.reason).toBe('waitFor must be one of "settled", "active", got "up"');
});
