// When a wait for ACTIVE ends without it, the error lists the likely causes. The reads for that come once, only then, and never hide the error.
import { nativeVerbs } from "../support/nativeVerbs";
import { initFailureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";

const ACTIVE = { waitFor: "active" };
const LIST = "/v2.0/vpn/ipsec-site-connections";

let stage: Stage;
afterEach(() => stage.close());

const HOSTS = { dynamic: {}, plugin: { verbsOf: nativeVerbs } };
type Host = keyof typeof HOSTS;

/** What the operation that gives up says; `prepare` gets at the service before. */
async function messageOf(
  dialect: "otc" | "openstack",
  prepare: () => void = () => undefined,
  host: Host = "dynamic",
): Promise<string> {
  stage = await openStage({ dialect, ...HOSTS[host] }, { activeTimeout: "30s" });
  prepare();
  const error = await initFailureOf(stage.handler.create(stage.inputs(ACTIVE)));
  expect(error.properties).toMatchObject({ status: "DOWN", name: "hq" });
  return error.message;
}

const service = () => stage.emulator.vpnservices.get(stage.emulator.seeded.vpnserviceId);

describe.each(["otc", "openstack"] as const)("on %s", (dialect) => {
  test.each<Host>(["dynamic", "plugin"])("the causes stand in the error, the likeliest first (%s)", async (host) => {
    const message = await messageOf(dialect, undefined, host);
    expect(message).toMatch(
      /\(the limit is the setting vpnaas:activeTimeout\)\. It is kept in the state\. Likely causes, the likeliest first:\n {2}1\. /,
    );
    expect(message).toMatch(/The peer needs the same psk; IKE v\d, aes-/);
    expect(message).toMatch(
      /\nThen run `pulumi up` again: it waits again\. Without waitFor, a tunnel that is DOWN is no failure$/,
    );
  });

  test("what the service says itself comes first", async () => {
    const message = await messageOf(dialect, () => {
      Object.assign(service() ?? {}, { status: "ERROR" });
    });
    expect(message).toContain('1. The VPN service "service-one" is in status ERROR');
  });

  test("each object is read once, and only at the end", async () => {
    await messageOf(dialect);
    const paths = stage.emulator.vpnRequests({ method: "GET" }).map(({ path }) => path);
    const after = paths.slice(paths.findLastIndex((path) => path.startsWith(`${LIST}/`)) + 1);
    expect(after.toSorted()).toEqual([
      expect.stringContaining("/endpoint-groups/"),
      expect.stringContaining("/endpoint-groups/"),
      expect.stringContaining("/ikepolicies/"),
      LIST,
      expect.stringContaining("/ipsecpolicies/"),
      expect.stringContaining("/vpnservices/"),
    ]);
    expect(paths.filter((path) => path.includes("vpnservices"))).toHaveLength(1);
  });
});

test("a service that refuses these reads hides nothing: the causes that need none are listed", async () => {
  const message = await messageOf("openstack", () => {
    for (const path of ["vpnservices", "ikepolicies", "ipsecpolicies", "endpoint-groups"])
      stage.emulator.fault({
        match: { method: "GET", path: new RegExp(`/v2.0/vpn/${path}/`) },
        times: 99,
        reply: { status: 403, body: {} },
      });
  });
  expect(message).toContain("was not up (ACTIVE) within 30 s: its status is still DOWN");
  expect(message).toContain("1. The two sides differ. The peer needs the same psk; the id 203.0.113.9 for itself;");
});

test("where reading the connection itself fails, nothing more is read", async () => {
  stage = await openStage({}, { activeTimeout: "30s" });
  const sleep = stage.clock.sleep.bind(stage.clock);
  stage.clock.sleep = async (pause) => {
    await sleep(pause);
    stage.emulator.fault({ match: { method: "GET", path: /vpn/ }, times: 1, reply: { status: 403, body: {} } });
  };
  const error = await initFailureOf(stage.handler.create(stage.inputs(ACTIVE)));
  expect(error.message).not.toContain("Likely causes");
  expect(stage.emulator.vpnRequests({ method: "GET", path: /vpnservices/ })).toEqual([]);
});
