// `pulumi import`, `.get`, the option `import` and `pulumi do` with the real CLI and the native plugin: objects that were made by hand.
import { type Dialect, type Emulator, startEmulator } from "../../emulator";
import { PSK } from "../support/connection";
import { HQ, placeConnection } from "../support/importing";
import { nativeProgram, openNativeProject } from "../support/nativeProject";
import { declare, inputsOf, type Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";

const BRANCH = "aaaaaaaa-0000-4000-8000-000000000002";
const FLAGS = ["--generate-code=false", "--protect=false", "--yes", "--skip-preview"];
const DPD = { action: "restart", interval: 10, timeout: 60 };
const EXPERIMENTAL = { env: { PULUMI_EXPERIMENTAL: "true" } };

const open: { emulator: Emulator; project: Project }[] = [];
afterAll(async () => {
  for (const { emulator, project } of open) {
    project.close();
    await emulator.close();
  }
});

async function start(dialect: Dialect) {
  const emulator = await startEmulator({ dialect });
  settleAtOnce(emulator);
  placeConnection(emulator);
  placeConnection(emulator, { id: BRANCH, name: "branch", peer_address: "203.0.113.10", peer_id: "203.0.113.10" });
  const project = await openNativeProject(emulator);
  open.push({ emulator, project });
  return { emulator, project };
}

function objectsOf({ seeded }: Emulator) {
  return [
    ["VpnService", "hub", seeded.vpnserviceId],
    ["IkePolicy", "ike", seeded.ikepolicyId],
    ["IpsecPolicy", "ipsec", seeded.ipsecpolicyId],
    ["EndpointGroup", "local", seeded.localEpGroupId],
    ["IpsecSiteConnection", "hq", HQ],
  ] as const;
}

/** What a program says that agrees with them; the policies and the rest of the connection are as the service's defaults are. */
function program({ emulator, project }: { emulator: Emulator; project: Project }, ...more: string[]): void {
  const { routerId, subnetId } = emulator.seeded;
  const connection = { name: "hq", initiator: "response-only", dpd: DPD };
  nativeProgram(
    project,
    [
      `new vpnaas.VpnService("hub", { name: "service-one", routerId: "${routerId}" });`,
      'new vpnaas.IkePolicy("ike", { name: "ike-one" });',
      'new vpnaas.IpsecPolicy("ipsec", { name: "ipsec-one" });',
      `new vpnaas.EndpointGroup("local", { name: "local-one", type: "subnet", endpoints: ["${subnetId}"] });`,
      declare(inputsOf(emulator, connection)),
      ...more,
    ].join("\n"),
  );
}

const writes = ({ vpnRequests }: Emulator) =>
  vpnRequests().flatMap(({ method, path, body }) => (method === "GET" ? [] : [[method, path.split("/").at(-1), body]]));

describe.each(["otc", "openstack"] as const)("%s", (dialect) => {
  let world: { emulator: Emulator; project: Project };

  beforeAll(async () => {
    world = await start(dialect);
  });

  test("objects of all kinds are imported by id; nothing is sent, and no psk is missed", async () => {
    const { emulator, project } = world;
    const objects = objectsOf(emulator);
    const resources = objects.map(([kind, name, id]) => ({ type: `vpnaas:index:${kind}`, name, id }));
    project.write("import.json", JSON.stringify({ resources: resources.slice(0, -1) }));
    const one = await project.must(["import", "vpnaas:index:IpsecSiteConnection", "hq", HQ, ...FLAGS]);
    const output = `${one}${await project.must(["import", "--file", "import.json", ...FLAGS])}`;
    expect(output).not.toMatch(/bug in the provider|warning:|error:/);
    expect(writes(emulator)).toEqual([]);
    const states = await project.state("every");
    expect(states.map((state) => state.id).toSorted()).toEqual(objects.map(([, , each]) => each).toSorted());
    const connection = states.find((state) => state.id === HQ);
    const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId } = emulator.seeded;
    expect(connection?.inputs).toEqual({
      ...{ vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId },
      ...{ name: "hq", peerAddress: "203.0.113.9", peerId: "203.0.113.9" },
      ...{ initiator: "response-only", adminStateUp: true, dpd: DPD },
    });
    expect(connection?.outputs).toMatchObject({
      mtu: 1500,
      status: "DOWN",
      region: dialect === "otc" ? "eu-de" : "RegionOne",
    });
  });

  test("the next preview shows the psk alone, and up sends it alone", async () => {
    const { emulator, project } = world;
    program(world);
    const changes = (await project.preview("every")).filter(({ op }) => op !== "same");
    const detailedDiff = { psk: { kind: "add", inputDiff: false } };
    expect(changes).toEqual([expect.objectContaining({ op: "update", diffReasons: ["psk"], detailedDiff })]);
    await project.up();
    expect(writes(emulator)).toEqual([["PUT", HQ, { ipsec_site_connection: { psk: PSK } }]]);
    expect(project.stateText()).not.toContain(PSK);
  });
});

test("get reads an object of others; the option import takes one over in the same up as its psk", async () => {
  const { emulator, project } = open[0] as (typeof open)[number]; // opened above
  emulator.clearLog();
  const branch = inputsOf(emulator, {
    name: "branch",
    peerAddress: "203.0.113.10",
    peerId: "203.0.113.10",
    initiator: "response-only",
    dpd: DPD,
  });
  program(
    { emulator, project },
    declare(branch, `{ import: "${BRANCH}" }`, "branch"),
    `const other = new vpnaas.IkePolicy("other", {}, { id: "${emulator.seeded.secondIkepolicyId}" });`,
    "exports.other = other.name;",
  );
  const output = await project.up();
  expect(output).toContain('other: "ike-two"');
  expect(output).toContain("1 imported");
  expect(writes(emulator)).toEqual([["PUT", BRANCH, { ipsec_site_connection: { psk: PSK } }]]);
  await project.up("--expect-no-changes");
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(emulator.ikepolicies.has(emulator.seeded.secondIkepolicyId)).toBe(true);
});

test("pulumi do: list, read and a function, without a program or a state", async () => {
  const { project } = await start("openstack");
  const act = (...args: string[]) =>
    project.must(["do", "--package", "./plugin/pulumi-resource-vpnaas", ...args], EXPERIMENTAL);
  expect(JSON.parse(await act("vpnaas:IpsecSiteConnection", "list", "--peer-address", "203.0.113.10"))).toEqual([
    { id: BRANCH, name: "branch" },
  ]);
  const read = await act("vpnaas:IpsecSiteConnection", "read", HQ);
  expect(read).toMatch(/initiator +: "response-only"/);
  expect(read).not.toContain(PSK);
  const found = await act("vpnaas:getIkePolicy", "--name", "ike-two");
  expect(JSON.parse(found)).toMatchObject({ name: "ike-two", pfs: "group14", region: "RegionOne" });
});
