// pulumi-vpnaas-status against the emulator: what it shows once, what it asks for, what it explains, and how it ends.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PSK } from "../support/connection";
import { rejectionOf, withoutProxies } from "../support/loopback";
import { connectionId, openWatching, placeNumbered, type WatchingStage } from "../support/watching";

withoutProxies();

let stage: WatchingStage;
afterEach(() => stage.close());

const LOG = "11[IKE] tried 1 shared key for '198.51.100.9' - '198.51.100.36', but MAC mismatched\n";

async function opened(dialect: "otc" | "openstack" = "openstack"): Promise<WatchingStage> {
  stage = await openWatching({ dialect });
  placeNumbered(stage.emulator, 10);
  placeNumbered(stage.emulator, 2, { status: "DOWN" });
  return stage;
}

const lists = () =>
  stage.emulator.vpnRequests().map(({ method, path }) => `${method} ${path.replace("/v2.0/vpn/", "")}`);

test.each(["otc", "openstack"] as const)(
  "a table from two lists, in the order that a reader counts in, on %s",
  async (dialect) => {
    await opened(dialect);
    const { said, code, warned } = await stage.status();
    expect(said.split("\n").map((line) => line.replace(/\d\d:\d\d:\d\d/, "TIME    "))).toEqual([
      "NAME    PEER          STATUS  SEEN SINCE  SERVICE",
      "hub-2   203.0.113.2   DOWN    TIME        service-one",
      "hub-10  203.0.113.10  ACTIVE  TIME        service-one",
    ]);
    expect([code, warned]).toEqual([0, ""]);
    expect(lists()).toEqual(["GET ipsec-site-connections", "GET vpnservices"]);
  },
);

test("names and ids choose; one that is not there is an error that lists what is", async () => {
  await opened();
  expect((await stage.status("hub-10", connectionId(2))).said.split("\n")).toHaveLength(3);
  expect((await stage.status("hub-10")).said).not.toContain("hub-2");
  const error = await rejectionOf(stage.status("hub-3"));
  expect(error).toMatchObject({
    message:
      'There is no connection with the name or id "hub-3" in the project and region of the settings. There are: hub-2, hub-10',
  });
});

test("no connection at all is no failure", async () => {
  stage = await openWatching({ seed: false });
  const { said, code } = await stage.status("--check");
  expect([said, code]).toEqual(["There is no connection in the project and region of the settings.", 0]);
});

test("--check tells by the exit code whether all that are shown are ACTIVE", async () => {
  await opened();
  expect((await stage.status("--check")).code).toBe(3);
  expect((await stage.status("--check", "hub-10")).code).toBe(0);
});

test("--why explains what is not ACTIVE, and reads no more than it needs for that", async () => {
  await opened();
  const { said } = await stage.status("--why");
  expect(said).toContain(
    `hub-2 (${connectionId(2)}) is DOWN. Likely causes, the likeliest first:\n  1. The two sides differ.`,
  );
  expect(said).not.toContain("hub-10 (");
  stage.emulator.clearLog();
  await stage.status("--why", "hub-10");
  expect(lists()).toEqual(["GET ipsec-site-connections", "GET vpnservices"]);
});

test("--why of many that are down asks with lists", async () => {
  stage = await openWatching({ dialect: "openstack" });
  for (let number = 1; number < 10; number += 1) placeNumbered(stage.emulator, number, { status: "DOWN" });
  const { said } = await stage.status("--why");
  expect(said.match(/Likely causes/g)).toHaveLength(9);
  expect(said).toContain("2. None of the 8 other connections of this service is up, either");
  expect(lists().length).toBeLessThanOrEqual(10);
});

test("JSON holds the same, with the causes, and nothing of the key", async () => {
  await opened();
  writeFileSync(join(stage.folder, "charon.log"), LOG);
  const { said } = await stage.status("--json", "--peer-log", "charon.log");
  const { connections, peerLog } = JSON.parse(said) as { connections: Record<string, unknown>[]; peerLog: object };
  expect(connections).toEqual([
    {
      ...{ id: connectionId(2), name: "hub-2", peerAddress: "203.0.113.2", status: "DOWN" },
      statusSeenSince: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      service: { id: stage.emulator.seeded.vpnserviceId, name: "service-one" },
      causes: expect.arrayContaining([{ code: "settings", sentence: expect.stringContaining("The two sides differ") }]),
    },
    expect.not.objectContaining({ causes: expect.anything() }),
  ]);
  expect(peerLog).toMatchObject({ cause: "psk", at: 1, lines: [LOG.trim()] });
  expect(said).not.toContain(PSK);
});

describe("--peer-log", () => {
  const said = async (content: string | Buffer) => {
    await opened();
    writeFileSync(join(stage.folder, "charon.log"), content);
    return (await stage.status("--peer-log", "charon.log")).said;
  };

  test("the line that matters stands there with what it means", async () => {
    expect(await said(`01[CFG] hello\n${LOG}`)).toContain(
      `\nThe log of the peer says: psk. The pre-shared keys differ: set the same psk on both sides, without a blank or a line break at its end.\nLine 2:\n  ${LOG}`,
    );
  });

  test("a log without such a line is no failure", async () => {
    expect(await said("kernel: eth0 up\n")).toContain(
      "The log of the peer has no line that says why the tunnel is down",
    );
  });

  test("a line that holds the key is shown without it", async () => {
    const text = await said(`12[IKE] no IKE config found for ${PSK}...198.51.100.7\n`);
    expect(text).toContain("address");
    expect(text).not.toContain(PSK);
  });

  test("of a huge log the end is read", async () => {
    const text = await said(`${"01[NET] nothing that matters in this line at all\n".repeat(300_000)}${LOG}`);
    expect(text).toContain("The log of the peer says: psk");
    expect(text).toContain(`\nNear its end:\n  ${LOG}`);
  });

  test.each<[string, string | Buffer, RegExp]>([
    ["empty", "", /charon\.log is empty$/],
    ["binary", Buffer.from([76, 0, 1]), /charon\.log is not text\. Unpack it first, or write the journal as text/],
    ["packed", Buffer.from([0x1f, 0x8b, 8]), /is not text/],
  ])("a file that is %s is an error, and nothing is asked for", async (_, content, sentence) => {
    const error = await rejectionOf(said(content));
    expect(error).toMatchObject({ message: expect.stringMatching(sentence) });
    expect(stage.emulator.log).toEqual([]);
  });

  test.each([
    ["missing.log", /missing\.log cannot be read: .*ENOENT/],
    [".", /cannot be read: it is no regular file$/],
    ["/dev/null", /it is no regular file$/],
  ])("%s is an error", async (file, sentence) => {
    await opened();
    expect(await rejectionOf(stage.status("--peer-log", file))).toMatchObject({
      message: expect.stringMatching(sentence),
    });
  });

  test("where the service cannot be read, the log is explained all the same", async () => {
    await opened();
    writeFileSync(join(stage.folder, "charon.log"), LOG);
    stage.emulator.fault({ match: { path: /vpn/ }, times: 99, reply: { status: 403, body: {} } });
    const run = stage.start(["--peer-log", "charon.log"]);
    expect(String(await rejectionOf(run.ended))).toContain("403");
    expect(run.said[0]).toContain("The log of the peer says: psk");
    const asJson = stage.start(["--json", "--peer-log", "charon.log"]);
    expect(String(await rejectionOf(asJson.ended))).toContain("403");
    expect(JSON.parse(asJson.said.join("\n"))).toMatchObject({ peerLog: { cause: "psk", lines: [LOG.trim()], at: 1 } });
  });
});

test("the picture names services, peers, networks and statuses", async () => {
  await opened();
  const { said } = await stage.status("--picture");
  expect(said).toContain('hub0["service-one<br/>198.51.100.36<br/>1 subnet"]');
  expect(said).toContain('hub0 -- "hub-2<br/>DOWN" --- peer0');
  expect(lists()).toEqual(["GET ipsec-site-connections", "GET vpnservices", "GET vpnservices", "GET endpoint-groups"]);
});

test("connections of other projects, which an administrator sees, are not shown", async () => {
  stage = await openWatching({ dialect: "openstack", seeAllProjects: true });
  placeNumbered(stage.emulator, 1);
  placeNumbered(stage.emulator, 2, { tenant_id: "another", project_id: "another" });
  expect((await stage.status()).said.split("\n")).toHaveLength(2);
});

test("a service that is not there is an error that says so", async () => {
  stage = await openWatching();
  await stage.emulator.close();
  expect(String(await rejectionOf(stage.status("--json")))).toMatch(/ECONNREFUSED/);
});
