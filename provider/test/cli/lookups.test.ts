// Lookups with the real CLI on both dialects: a connection on a service found by name, previews, secrets, failing runs.
// One page of the service holds two objects. What is found by which filter is in search.test.ts.
import { type Emulator, startEmulator } from "../../emulator";
import { inputsOf, Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";

const EXISTING = "aaaaaaaa-0000-4000-8000-000000000001";
const OTHERS_PSK = "Psk-of-somebody-else";

let emulator: Emulator;
let project: Project;

/** A connection that someone else made. */
function place(id: string, name: string, peerAddress: string): void {
  emulator.place("connections", {
    id,
    tenant_id: emulator.credentials.projectId,
    name,
    description: "",
    status: "ACTIVE",
    psk: OTHERS_PSK,
    initiator: "bi-directional",
    admin_state_up: true,
    peer_address: peerAddress,
    peer_id: "partner",
    peer_cidrs: [],
    mtu: 1400,
    dpd: { action: "restart", interval: 10, timeout: 60 },
    vpnservice_id: emulator.seeded.vpnserviceId,
  });
}

/** A connection on what is looked up, in every form; the last lookup is of the connection itself. */
function programOn(emulator: Emulator): string {
  const { vpnserviceId: _, ikepolicyId: __, ...inputs } = inputsOf(emulator);
  return `
const service = vpnaas.getVpnServiceOutput({ name: "service-two" });
const found = vpnaas.getIpsecSiteConnectionOutput({ name: "by-hand" });
module.exports = (async () => {
  const ike = await vpnaas.getIkePolicy({ name: "ike-two" });
  const hq = new vpnaas.IpsecSiteConnection("hq", {
    ...${JSON.stringify(inputs)}, vpnserviceId: service.id, ikepolicyId: ike.id,
    localEpGroupId: ${JSON.stringify(emulator.seeded.secondLocalEpGroupId)},
  });
  const own = vpnaas.getIpsecSiteConnectionOutput({ id: hq.id });
  const plain = await vpnaas.getIpsecSiteConnection({ id: "${EXISTING}" });
  return {
    foundId: found.id, found, psk: found.psk, plain, ownStatus: own.status, serviceId: service.id,
    groups: vpnaas.listEndpointGroupsOutput({ type: "cidr" }).apply((all) => all.map(({ name }) => name)),
  };
})();`;
}

/** What the CLI says at the end, after its progress. */
const diagnostics = (output: string) => output.split("Diagnostics:")[1] ?? "";

const methods = () => new Set(emulator.vpnRequests().map(({ method }) => method));

describe.each(["otc", "openstack"] as const)("on %s", (dialect) => {
  beforeAll(async () => {
    emulator = await startEmulator({ dialect, pageSize: 2, refuseFilters: true });
    settleAtOnce(emulator);
    emulator.pskEcho = "clear";
    // One dialect has its settings from the shell, the other from the stack configuration.
    project = await Project.open(dialect === "openstack" ? emulator : undefined);
    if (dialect === "otc") await configure();
    place(EXISTING, "by-hand", "203.0.113.77");
    project.program(programOn(emulator));
  });
  afterAll(async () => {
    project.close();
    await emulator.close();
  });
  beforeEach(() => emulator.clearLog());

  async function configure(): Promise<void> {
    const { username, password, userDomainName, projectName } = emulator.credentials;
    const plain = { authUrl: emulator.authUrl, username, userDomainName, projectName, region: "eu-de" };
    const settings = { ...plain, projectDomainName: userDomainName, dialect: emulator.dialect };
    for (const [name, value] of Object.entries(settings)) await project.config(`vpnaas:${name}`, value);
    await project.config("vpnaas:password", password, true);
  }

  test("a preview looks up what is there and only reads", async () => {
    const output = await project.must(["preview", "--diff"]);
    expect(output).toMatch(/vpnserviceId +: "22222222-0000-4000-8000-000000000001"/);
    expect(output).toContain(`foundId  : "${EXISTING}"`);
    expect(output).toContain("ownStatus: [unknown]");
    expect(output).not.toContain(OTHERS_PSK);
    expect(methods()).toEqual(new Set(["GET"]));
  });

  test("up creates on what was found, and says what else there is", async () => {
    const output = await project.up();
    expect(emulator.vpnRequests({ method: "POST" }).map(({ body }) => body)).toMatchObject([
      {
        ipsec_site_connection: {
          vpnservice_id: "22222222-0000-4000-8000-000000000001",
          ikepolicy_id: "22222222-0000-4000-8000-000000000002",
        },
      },
    ]);
    expect(output).not.toContain(OTHERS_PSK);
    const outputs = JSON.parse((await project.run(["stack", "output", "--json"])).stdout);
    expect(outputs).toMatchObject({
      foundId: EXISTING,
      found: { id: EXISTING, name: "by-hand", status: "ACTIVE", dpd: { action: "restart", interval: 10 } },
      psk: "[secret]",
      ownStatus: "DOWN",
      serviceId: "22222222-0000-4000-8000-000000000001",
      groups: ["peer-two", "peer-one"],
    });
    expect(outputs.found).not.toHaveProperty("psk");
  });

  test("a looked up psk is encrypted in the state, and is what the service shows", async () => {
    expect(project.stateText()).not.toContain(OTHERS_PSK);
    expect(project.stateText()).toContain(EXISTING);
    const { stdout } = await project.run(["stack", "output", "--json", "--show-secrets"]);
    expect(JSON.parse(stdout)).toMatchObject({ psk: OTHERS_PSK, plain: { id: EXISTING, psk: OTHERS_PSK } });
  });

  test("the same program changes nothing", async () => {
    await project.up("--expect-no-changes");
    expect(methods()).toEqual(new Set(["GET"]));
  });

  test("several found fail the run with one sentence, and nothing is changed", async () => {
    place("aaaaaaaa-0000-4000-8000-000000000002", "by-hand", "203.0.113.78");
    const { code, output } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    const sentence =
      'Looking up the IpsecSiteConnection with name "by-hand" failed: there are 2: ' +
      `${EXISTING} ("by-hand"), aaaaaaaa-0000-4000-8000-000000000002 ("by-hand"). Say more about the one that is meant, or give its id`;
    expect(diagnostics(output).split(sentence)).toHaveLength(2);
    expect(output).not.toMatch(/\n\s+at /);
    expect(methods()).toEqual(new Set(["GET"]));
  });

  test("a secret that nothing is found by is not shown", async () => {
    project.program('exports.id = vpnaas.getVpnServiceOutput({ name: pulumi.secret("hidden-name") }).id;');
    const { code, output } = await project.run(["preview"]);
    expect(code).not.toBe(0);
    expect(output).toContain("Looking up the VpnService with name [secret] failed: none of the 3");
    expect(output).not.toContain("hidden-name");
  });

  test("the promise form fails the run in the same way", async () => {
    project.program('module.exports = vpnaas.getVpnService({ name: "nobody" }).then(({ id }) => ({ id }));');
    const { code, output } = await project.run(["preview"]);
    expect(code).not.toBe(0);
    const sentence = 'Looking up the VpnService with name "nobody" failed: none of the 3';
    expect(diagnostics(output).split(sentence)).toHaveLength(2);
    expect(output).not.toMatch(/\n\s+at /);
  });
});
