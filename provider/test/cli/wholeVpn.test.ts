// A whole VPN by hand in one program, on both dialects, with the real Pulumi CLI: its order without dependsOn, what a preview
// announces, and how many requests it takes.
import { type Dialect, type Emulator, startEmulator } from "../../emulator";
import { Project } from "../support/pulumi";

let emulator: Emulator;
let project: Project;

async function open(dialect: Dialect): Promise<void> {
  emulator = await startEmulator({ dialect, seed: false });
  project = await Project.open(emulator);
}
afterEach(async () => {
  project.close();
  await emulator.close();
});

/** What may differ between two versions of the program. */
interface Version {
  readonly lifetime?: number;
  readonly network?: string;
  readonly peerId?: string;
}

function program({ lifetime = 3600, network = "10.20.0.0/16", peerId = "203.0.113.9" }: Version = {}): void {
  const { routerId, subnetId } = emulator.seeded;
  project.program(`
const service = new vpnaas.VpnService("hub", { routerId: "${routerId}" });
const ike = new vpnaas.IkePolicy("ike", { lifetime: { value: ${lifetime} } });
const ipsec = new vpnaas.IpsecPolicy("ipsec");
const local = new vpnaas.EndpointGroup("local", { type: "subnet", endpoints: ["${subnetId}"] });
const remote = new vpnaas.EndpointGroup("remote", { type: "cidr", endpoints: ["${network}"] });
const hq = new vpnaas.IpsecSiteConnection("hq", {
  vpnserviceId: service.id, ikepolicyId: ike.id, ipsecpolicyId: ipsec.id,
  localEpGroupId: local.id, peerEpGroupId: remote.id,
  peerAddress: "203.0.113.9", peerId: "${peerId}", psk: "Canary-psk-0123456789",
});
exports.address = service.externalV4Ip;`);
}

/** The writes so far, in order: `POST ikepolicies`. */
const writes = () =>
  emulator
    .vpnRequests()
    .filter(({ method, status }) => method !== "GET" && status < 300)
    .map(({ method, path }) => `${method} ${path.split("/")[3]}`);
const step = (name: string) => (entry: { urn: string }) => entry.urn.endsWith(`::${name}`);
const CONNECTION = "ipsec-site-connections";
const PARTS = ["vpnservices", "ikepolicies", "ipsecpolicies", "endpoint-groups", "endpoint-groups"];

async function requestsOf(act: () => Promise<unknown>): Promise<number> {
  emulator.clearLog();
  await act();
  return emulator.log.length;
}

describe.each(["otc", "openstack"] as const)("a whole VPN (%s)", (dialect) => {
  beforeEach(async () => {
    await open(dialect);
    program();
  });

  test("from the first up to destroy: order, no difference afterwards, and the number of requests", async () => {
    const create = await requestsOf(() => project.up());
    expect(writes().slice(0, 5).sort()).toEqual(PARTS.map((part) => `POST ${part}`).sort());
    expect(writes().slice(5)).toEqual([`POST ${CONNECTION}`]);

    const nothing = await requestsOf(() => project.up("--expect-no-changes"));
    await project.must(["preview", "--expect-no-changes"]);
    await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
    await project.must(["preview", "--expect-no-changes"]);

    program({ peerId: "branch.example.com" });
    const change = await requestsOf(() => project.up());
    expect(writes()).toEqual([`PUT ${CONNECTION}`]);

    const destroy = await requestsOf(() => project.must(["destroy", "--yes", "--skip-preview"]));
    expect(writes()[0]).toBe(`DELETE ${CONNECTION}`);
    expect(writes().slice(1).sort()).toEqual(PARTS.map((part) => `DELETE ${part}`).sort());
    // Nothing was refused on the way: the connection was gone before its parts were asked for.
    const refused = emulator.vpnRequests().filter(({ status }) => status >= 400 && status !== 404);
    expect(refused).toEqual([]);
    for (const kept of [emulator.connections, emulator.vpnservices, emulator.ikepolicies, emulator.endpointGroups])
      expect(kept.size).toBe(0);

    const counts = { create, nothing, change, destroy };
    const terraform = { create: 19, nothing: 7, change: 11, destroy: 18 };
    process.stdout.write(
      `requests for a whole VPN (${dialect}), log-in included, next to those of Terraform's provider\n`,
    );
    for (const [name, count] of Object.entries(counts))
      process.stdout.write(`  ${name.padEnd(8)} ${count}  (${terraform[name as keyof typeof terraform]})\n`); // same keys
    expect(counts).toEqual(
      dialect === "otc"
        ? { create: 15, nothing: 0, change: 4, destroy: 10 }
        : { create: 15, nothing: 0, change: 3, destroy: 9 },
    );
  });

  test("the endpoints of a group change: create the new one, one PUT, delete the old one", async () => {
    await project.up();
    const old = [...emulator.endpointGroups.values()].find(({ name }) => String(name).startsWith("remote-"));
    program({ network: "10.21.0.0/16" });
    const steps = await project.preview("every");
    expect(steps.find(step("remote"))).toMatchObject({ op: "replace", replaceReasons: ["endpoints"] });
    expect(steps.find(step("hq"))).toMatchObject({ op: "update", diffReasons: ["peerEpGroupId"] });
    emulator.clearLog();
    await project.up();
    expect(writes()).toEqual(["POST endpoint-groups", `PUT ${CONNECTION}`, "DELETE endpoint-groups"]);
    const put = emulator.requests({ method: "PUT" })[0]?.body;
    const [connection] = emulator.connections.values();
    expect(put).toEqual({ ipsec_site_connection: { peer_ep_group_id: connection?.peer_ep_group_id } });
    expect(connection?.peer_ep_group_id).not.toBe(old?.id);
    expect([...emulator.endpointGroups.values()].map(({ endpoints }) => endpoints)).toContainEqual(["10.21.0.0/16"]);
    expect(emulator.endpointGroups.size).toBe(2);
    await project.must(["preview", "--expect-no-changes"]);
  });

  test("a policy changes: the preview says what becomes of the connection, and so it happens", async () => {
    await project.up();
    const [before] = emulator.connections.keys();
    program({ lifetime: 7200 });
    const output = dialect === "otc" ? await project.must(["preview"]) : "";
    const steps = await project.preview("every");
    emulator.clearLog();
    await project.up();
    const [ike] = emulator.ikepolicies.values();
    expect(ike?.lifetime).toEqual({ units: "seconds", value: 7200 });
    expect(emulator.ikepolicies.size).toBe(1);
    if (dialect === "otc") {
      expect(output).toContain(
        'IKE policy "ike-cd2d82e": the connections that use it will be updated too, their tunnels negotiate again',
      );
      expect(steps.find(step("ike"))).toMatchObject({ op: "update", diffReasons: ["lifetime"] });
      expect(steps.map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`)).toEqual(["update ike"]);
      expect(writes()).toEqual(["PUT ikepolicies", `PUT ${CONNECTION}`]);
      expect([...emulator.connections.keys()]).toEqual([before]);
    } else {
      expect(steps.find(step("ike"))).toMatchObject({ replaceReasons: ["lifetime"] });
      expect(steps.find(step("hq"))).toMatchObject({ replaceReasons: ["ikepolicyId"] });
      expect(writes()).toEqual([
        "POST ikepolicies",
        `POST ${CONNECTION}`,
        `DELETE ${CONNECTION}`,
        "DELETE ikepolicies",
      ]);
      expect([...emulator.connections.keys()]).not.toEqual([before]);
    }
    await project.must(["preview", "--expect-no-changes"]);
  });
});

test.each([
  ["otc", [`DELETE ${CONNECTION}`, "DELETE vpnservices", "POST vpnservices", `POST ${CONNECTION}`]],
  ["openstack", ["POST vpnservices", `POST ${CONNECTION}`, `DELETE ${CONNECTION}`, "DELETE vpnservices"]],
] as const)("%s: a service that is replaced on the same router", async (dialect, expected) => {
  await open(dialect);
  const withSubnet = (subnetId: string) =>
    project.program(`
const service = new vpnaas.VpnService("hub", { routerId: "${emulator.seeded.routerId}", subnetId: "${subnetId}" });
const ike = new vpnaas.IkePolicy("ike");
const ipsec = new vpnaas.IpsecPolicy("ipsec");
new vpnaas.IpsecSiteConnection("hq", {
  vpnserviceId: service.id, ikepolicyId: ike.id, ipsecpolicyId: ipsec.id, peerCidrs: ["10.20.0.0/16"],
  peerAddress: "203.0.113.9", peerId: "203.0.113.9", psk: "Canary-psk-0123456789",
});`);
  withSubnet(emulator.seeded.subnetId);
  await project.up();
  emulator.clearLog();
  withSubnet(emulator.seeded.secondSubnetId);
  await project.up();
  expect(writes()).toEqual(expected);
  expect([emulator.vpnservices.size, emulator.connections.size]).toEqual([1, 1]);
  await project.must(["preview", "--expect-no-changes"]);
});

test("a cloud that refuses to change a policy in use: the way out that the error names works", async () => {
  await open("otc");
  program();
  await project.up();
  const [{ urn } = { urn: "" }] = await project.state("IkePolicy");
  program({ lifetime: 7200 });
  const body = { NeutronError: { type: "IKEPolicyInUse", message: "IKEPolicy is in use", detail: "" } };
  emulator.fault({ match: { method: "PUT", path: /ikepolicies/ }, reply: { status: 409, body } });
  const refused = await project.run(["up", "--yes", "--skip-preview"]);
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain("This service does not change what a connection uses: replace IKE policy");
  expect(refused.output).toContain("with `pulumi up --replace URN`");
  emulator.clearLog();
  await project.up("--replace", urn);
  expect(writes()).toEqual(["POST ikepolicies", `DELETE ${CONNECTION}`, `POST ${CONNECTION}`, "DELETE ikepolicies"]);
  await project.must(["preview", "--expect-no-changes"]);
});
