// The lookups of the SDK as the unit test of a program has them: Pulumi's mocks instead of an engine, the emulator by OS_*.
// Filters are in search.test.ts, settings in lookupSettings.test.ts, the real CLI in cli/lookups.test.ts.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "../../../sdk/nodejs";
import { type Emulator, startEmulator } from "../../emulator";
import { linkedFolder } from "../support/linkedFolder";
import { rejectionOf, withoutProxies } from "../support/loopback";
import { inside, known, mock, secret, settingsOf, unknownText } from "../support/mocks";

withoutProxies();

const HQ = "aaaaaaaa-0000-4000-8000-000000000001";
const MISSING = "aaaaaaaa-0000-4000-8000-00000000dead";
const PSK = "Psk-of-somebody-else";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
  emulator.place("connections", hq());
  Object.assign(process.env, emulator.environment);
});
afterAll(() => emulator.close());
beforeEach(async () => {
  pulumi.runtime.setAllConfig({});
  await mock({ isPreview: false });
  emulator.clearLog();
});

function hq(): Record<string, unknown> {
  return {
    id: HQ,
    tenant_id: emulator.credentials.projectId,
    name: "hq",
    description: "",
    status: "ACTIVE",
    psk: PSK,
    peer_address: "203.0.113.77",
    peer_id: "partner",
    peer_cidrs: [],
    dpd: { action: "hold", interval: 30, timeout: 120 },
    vpnservice_id: emulator.seeded.vpnserviceId,
  };
}

describe("the promise form", () => {
  test("gives plain values, and the psk as a secret Output", async () => {
    const { psk, ...found } = await vpnaas.getIpsecSiteConnection({ name: "hq" });
    expect(found).toEqual({
      id: HQ,
      name: "hq",
      description: "",
      status: "ACTIVE",
      peerAddress: "203.0.113.77",
      peerId: "partner",
      peerCidrs: [],
      dpd: { action: "hold", interval: 30, timeout: 120 },
      vpnserviceId: "5c561d9d-eaea-45f6-ae3e-08d1a7080828",
      tenantId: "10039663455a446d8ba2cbb058b0f578",
      projectId: "10039663455a446d8ba2cbb058b0f578",
      region: "RegionOne",
    });
    expect(await inside(psk)).toEqual(secret(PSK));
  });

  test("a kind without secrets is plain as a whole", async () => {
    const group = await vpnaas.getEndpointGroup({ id: emulator.seeded.peerEpGroupId, type: "cidr" });
    expect(group).toMatchObject({ name: "peer-one", endpoints: ["10.20.0.0/24"] });
  });

  test("lists hold no secret", async () => {
    const all = await vpnaas.listIpsecSiteConnections();
    expect(all.map(({ id }) => id)).toEqual([HQ]);
    expect(JSON.stringify(all)).not.toContain("psk");
    const names = (await vpnaas.listVpnServices({ name: "service-two" })).map(({ name }) => name);
    expect(names).toEqual(["service-two"]);
    expect(await vpnaas.listIkePolicies({ pfs: "group16" })).toEqual([]);
  });

  test("what a user has to read is a RunError, which Pulumi prints without a stack", async () => {
    const error = await rejectionOf(vpnaas.getVpnService({ id: MISSING }));
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    // A line of Pulumi's own in it would make Node 22 colour it for half a minute.
    expect(error).toHaveProperty("stack", String(error));
    expect(String(error)).toContain(
      `Looking up the VpnService with id "${MISSING}" failed: there is none with this id`,
    );
  });

  test("an Output as argument is told where it belongs", async () => {
    const args = { name: pulumi.output("hq") } as unknown as vpnaas.GetVpnServiceArgs; // what JavaScript lets pass
    expect(String(await rejectionOf(vpnaas.getVpnService(args)))).toContain(
      "Looking up the VpnService failed: name is an Output or a promise. Use the Output form of this function, or await it",
    );
    expect(emulator.log).toEqual([]);
  });
});

describe("the Output form", () => {
  test("only the psk is a secret", async () => {
    const found = vpnaas.getIpsecSiteConnectionOutput({ name: pulumi.output("hq"), status: Promise.resolve("ACTIVE") });
    expect(await inside(found.id)).toEqual(known(HQ));
    expect(await inside(found.dpd.interval)).toEqual(known(30));
    expect(await inside(found.psk)).toEqual(secret(PSK));
    expect(JSON.stringify(await inside(found))).not.toContain(PSK);
  });

  test("a secret among the arguments makes a secret of what is found", async () => {
    const service = vpnaas.getVpnServiceOutput({ name: pulumi.secret("service-one") });
    expect(await inside(service.routerId)).toEqual(secret("55555555-0000-4000-8000-000000000001"));
  });

  test("a service that shows no psk gives none", async () => {
    emulator.pskEcho = "missing";
    const found = vpnaas.getIpsecSiteConnectionOutput({ id: HQ });
    expect(await inside(found.psk)).toEqual(secret(undefined));
    emulator.pskEcho = "clear";
  });

  test("depends on the resources that its arguments come from", async () => {
    const service = new vpnaas.VpnService("made", { routerId: "r" });
    const found = vpnaas.getVpnServiceOutput({ name: service.name.apply(() => "service-one") });
    const { allResources } = found.id as unknown as { allResources(): Promise<Set<pulumi.Resource>> }; // internal as above
    expect([...(await allResources())]).toEqual([service]);
  });

  test("lists hold no secret", async () => {
    const all = vpnaas.listIpsecSiteConnectionsOutput({ peerAddress: pulumi.output("203.0.113.77") });
    expect(await inside(all.apply((list) => list.map(({ id }) => id)))).toEqual(known([HQ]));
    expect(JSON.stringify(await inside(all))).not.toContain("psk");
    expect(await inside(vpnaas.listEndpointGroupsOutput().length)).toEqual(known(4));
  });
});

describe("in a preview", () => {
  beforeEach(() => mock({ isPreview: true }));

  test("a lookup asks the service as in an update", async () => {
    expect((await vpnaas.getVpnService({ name: "service-one" })).id).toBe("5c561d9d-eaea-45f6-ae3e-08d1a7080828");
  });

  test("an argument that is not known yet makes the result unknown, and asks nothing", async () => {
    const found = vpnaas.getIpsecSiteConnectionOutput({ name: unknownText() });
    expect(await inside(found.id)).toMatchObject({ isKnown: false, isSecret: false });
    expect(await inside(found.psk)).toMatchObject({ isKnown: false, isSecret: true });
    expect((await inside(vpnaas.listVpnServicesOutput({ routerId: unknownText() }))).isKnown).toBe(false);
    expect(emulator.log).toEqual([]);
  });

  test("a setting that is not known yet does the same, and is an error of the promise form", async () => {
    const provider = new vpnaas.Provider("later", { ...settingsOf(emulator), projectName: unknownText() });
    expect((await inside(vpnaas.getVpnServiceOutput({ name: "service-one" }, { provider }))).isKnown).toBe(false);
    expect(String(await rejectionOf(vpnaas.getVpnService({ name: "service-one" }, { provider })))).toContain(
      "Looking up the VpnService failed: the setting projectName of its provider is not known in this preview. " +
        "Use the Output form of this function",
    );
    expect(emulator.log).toEqual([]);
  });
});

test("requiring the package loads neither HTTP nor validation nor clouds.yaml, nor does a lookup that is refused before it asks", () => {
  const folder = linkedFolder();
  const program = `
    const vpnaas = require("pulumi-vpnaas");
    const heavy = () => ["axios", "ajv", "yaml"].filter((name) =>
      Object.keys(require.cache).some((path) => path.includes("/node_modules/" + name + "/dist/")));
    const before = heavy();
    vpnaas.getVpnService({ nmae: "x" }).catch((error) => {
      console.log(JSON.stringify({ before, after: heavy(), error: error.message }));
    });`;
  const env = { ...process.env, PULUMI_NODEJS_PROJECT: "p", PULUMI_NODEJS_STACK: "s", PULUMI_CONFIG: "{}" };
  const said = JSON.parse(execFileSync(process.execPath, ["-e", program], { cwd: folder, env, encoding: "utf8" }));
  rmSync(folder, { recursive: true, force: true });
  expect(said).toEqual({
    before: [],
    after: [],
    error: 'Looking up the VpnService failed: unknown property "nmae"; did you mean "name"?',
  });
});
