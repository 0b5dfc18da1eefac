// adoptId with the real Pulumi CLI: a whole VPN that someone made by hand is taken over by a program, and kept by it.
import { type Dialect, type Emulator, startEmulator } from "../../emulator";
import { inputsOf, Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";

let emulator: Emulator;
let project: Project;
afterEach(async () => {
  project.close();
  await emulator.close();
});

const CONNECTION_ID = "77777777-0000-4000-8000-000000000001";
const writes = () => emulator.vpnRequests().filter(({ method }) => method !== "GET");

/** The seeded objects and a connection between them, made by someone else. */
async function open(dialect: Dialect): Promise<void> {
  emulator = await startEmulator({ dialect });
  emulator.pskEcho = "clear";
  settleAtOnce(emulator);
  const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId } = inputsOf(emulator);
  emulator.place("connections", {
    id: CONNECTION_ID,
    tenant_id: emulator.credentials.projectId,
    name: "hq",
    description: "",
    psk: "Canary-psk-0123456789",
    peer_address: "203.0.113.9",
    peer_id: "203.0.113.9",
    peer_cidrs: [],
    vpnservice_id: vpnserviceId,
    ikepolicy_id: ikepolicyId,
    ipsecpolicy_id: ipsecpolicyId,
    local_ep_group_id: localEpGroupId,
    peer_ep_group_id: peerEpGroupId,
    initiator: "bi-directional",
    admin_state_up: true,
    mtu: 1500,
    dpd: { action: "hold", interval: 30, timeout: 120 },
    route_mode: "static",
    auth_mode: "psk",
    status: "DOWN",
  });
  emulator.setStatus(CONNECTION_ID, "DOWN");
  project = await Project.open(emulator);
}

function program(adopt: (id: string) => string, connection = ""): void {
  const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId, routerId, subnetId } =
    emulator.seeded;
  project.program(`
const service = new vpnaas.VpnService("service-one", { routerId: "${routerId}", ${adopt(vpnserviceId)} });
const ike = new vpnaas.IkePolicy("ike-one", { ${adopt(ikepolicyId)} });
const ipsec = new vpnaas.IpsecPolicy("ipsec-one", { ${adopt(ipsecpolicyId)} });
const local = new vpnaas.EndpointGroup("local-one", { type: "subnet", endpoints: ["${subnetId}"], ${adopt(localEpGroupId)} });
const remote = new vpnaas.EndpointGroup("peer-one", { type: "cidr", endpoints: ["10.20.0.0/24"], ${adopt(peerEpGroupId)} });
const hq = new vpnaas.IpsecSiteConnection("hq", {
  vpnserviceId: service.id, ikepolicyId: ike.id, ipsecpolicyId: ipsec.id, localEpGroupId: local.id, peerEpGroupId: remote.id,
  peerAddress: "203.0.113.9", peerId: "203.0.113.9", psk: "Canary-psk-0123456789", ${connection} ${adopt(CONNECTION_ID)}
});`);
}

const adopted = (id: string) => `adoptId: "${id}",`;

describe.each(["otc", "openstack"] as const)("a VPN made by hand (%s)", (dialect) => {
  beforeEach(() => open(dialect));

  test("is taken over as it is, without a write; adoptId may go afterwards; destroy removes it", async () => {
    program(adopted);
    const output = await project.up();
    expect(output).toContain(`IPsec site connection "hq" (${CONNECTION_ID}) exists; taking it over`);
    expect(writes()).toEqual([]);
    const state = await project.state("every");
    expect(state.map(({ id }) => id).sort()).toEqual(
      [
        CONNECTION_ID,
        ...(["vpnserviceId", "ikepolicyId", "ipsecpolicyId", "localEpGroupId", "peerEpGroupId"] as const).map(
          (name) => emulator.seeded[name],
        ),
      ].sort(),
    );
    await project.up("--expect-no-changes");
    await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);

    program(() => "");
    await project.must(["preview", "--expect-no-changes"]);
    emulator.clearLog();
    await project.up("--expect-no-changes");
    expect(emulator.log).toEqual([]);
    await project.must(["destroy", "--yes", "--skip-preview"]);
    expect(emulator.connections.size).toBe(0);
    expect(emulator.vpnservices.has(emulator.seeded.vpnserviceId)).toBe(false);
  });

  test("a difference is one PUT; one that cannot be made in place is refused and nothing is sent", async () => {
    program(adopted, 'peerId: "branch.example.com",');
    await project.up();
    expect(writes().map(({ method, body }) => ({ method, body }))).toEqual([
      { method: "PUT", body: { ipsec_site_connection: { peer_id: "branch.example.com" } } },
    ]);
  });

  test("a replacement while adoptId is given is refused at preview; without it, it is planned", async () => {
    program(adopted);
    await project.up();
    emulator.clearLog();
    const other = `vpnserviceId: "${emulator.seeded.secondVpnserviceId}",`;
    program(adopted, other);
    const refused = await project.run(["preview"]);
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain(
      "adoptId is given, but a change of vpnserviceId replaces the IPsec site connection: take adoptId out",
    );
    program(() => "", other);
    const steps = await project.preview();
    expect(steps.map(({ replaceReasons }) => replaceReasons)).toContainEqual(["vpnserviceId"]);
    expect(writes()).toEqual([]);
  });
});

test("what cannot be changed, what is not there, and one object twice: refused, with nothing sent and nothing kept", async () => {
  await open("otc");
  const declare = (name: string, inputs: object) => `new vpnaas.EndpointGroup("${name}", ${JSON.stringify(inputs)});`;
  const { peerEpGroupId } = emulator.seeded;
  project.program(declare("remote", { type: "cidr", endpoints: ["10.99.0.0/24"], adoptId: peerEpGroupId }));
  const different = await project.run(["up", "--yes", "--skip-preview"]);
  expect(different.output).toContain(
    `Adopting the endpoint group ${peerEpGroupId} failed: it differs in what cannot be changed in place: ` +
      'endpoints is ["10.20.0.0/24"], the program says ["10.99.0.0/24"]. Nothing was changed.',
  );

  const missing = "00000000-0000-4000-8000-000000000000";
  project.program(declare("remote", { type: "cidr", endpoints: ["10.20.0.0/24"], adoptId: missing }));
  const gone = await project.run(["up", "--yes", "--skip-preview"]);
  expect(gone.output).toContain(`Adopting the endpoint group ${missing} failed: there is none with this id`);
  expect(await project.state("every")).toEqual([]);

  const same = { name: "peer-one", type: "cidr", endpoints: ["10.20.0.0/24"], adoptId: peerEpGroupId };
  project.program(declare("one", same) + declare("two", same));
  const twice = await project.run(["up", "--yes", "--skip-preview"]);
  expect(twice.output).toContain("another resource of this program manages it already");
  expect(await project.state("every")).toHaveLength(1);
  for (const run of [different, gone, twice]) {
    expect(run.code).not.toBe(0);
    expect(run.output).not.toMatch(/^\s+at .*\.js:\d+/m);
  }
  expect(writes()).toEqual([]);
});
