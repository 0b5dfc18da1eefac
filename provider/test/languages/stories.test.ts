// One story in each language, through the plugin and the real CLI: create, no change, one field, drift, import, destroy.
import { type Emulator, startEmulator } from "../../emulator";
import { plain, writesTo } from "../support/examples";
import { LANGUAGES, languageProject } from "../support/languageProject";
import type { Project } from "../support/pulumi";

const PATH = "/v2.0/vpn";
const PSK = "Canary-psk-0123456789";
const DPD = { action: "restart", timeout: 120 };

/** A compiler, a linker or a virtual machine has its part in each command. */
const MINUTES = 600_000;

let emulator: Emulator;
let project: Project;

beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(async () => {
  project.close();
  await emulator.close();
});

async function upAlone(...args: string[]): Promise<unknown[]> {
  emulator.clearLog();
  await project.up(...args);
  return writesTo(emulator);
}

async function outputs(...options: string[]) {
  return JSON.parse((await project.run(["stack", "output", "--json", ...options])).stdout);
}

function counts(): number[] {
  const { vpnservices, ikepolicies, ipsecpolicies, endpointGroups, connections } = emulator;
  return [vpnservices, ikepolicies, ipsecpolicies, endpointGroups, connections].map(({ size }) => size);
}

test.each(LANGUAGES)(
  "%s",
  async (language) => {
    const { seeded } = emulator;
    const [services = 0, ikePolicies = 0, ipsecPolicies = 0, groups = 0, connections = 0] = counts();
    project = await languageProject(language, emulator);
    const { vpnserviceId, ipsecpolicyId, localEpGroupId, peerEpGroupId, spareRouterId: routerId, subnetId } = seeded;
    const settings = { vpnserviceId, ipsecpolicyId, localEpGroupId, peerEpGroupId, routerId, subnetId, interval: "20" };
    await project.must(["config", "set-all", ...plain(Object.entries(settings)), "--secret", `psk=${PSK}`]);

    // The policy, the connection and what the component consists of: service, two policies, two groups, connection.
    await project.up();
    expect(counts()).toEqual([services + 1, ikePolicies + 2, ipsecPolicies + 1, groups + 2, connections + 2]);
    const { router, connection, gateway, ...secrets } = await outputs();
    expect(secrets).toEqual({ peers: "[secret]", device: "[secret]" });
    const { peers, device } = await outputs("--show-secrets");
    expect(peers.berlin.files[1].content).toBe(`203.0.113.19 ${gateway} : PSK "${PSK}"\n`);
    expect(device[0].content).toContain(`psk "${PSK}"`);
    const hq = emulator.connections.get(connection);
    expect(hq).toMatchObject({ vpnservice_id: vpnserviceId, psk: PSK, dpd: { ...DPD, interval: 20 } });
    expect([router, gateway]).toEqual([seeded.routerId, [...emulator.vpnservices.values()].at(-1)?.external_v4_ip]);
    expect(project.stateText()).not.toContain(PSK);

    expect(await upAlone("--expect-no-changes")).toEqual([]);

    await project.config("interval", "25");
    const put = ["PUT", `${PATH}/ipsec-site-connections/${connection}`];
    expect(await upAlone()).toEqual([[...put, { ipsec_site_connection: { dpd: { ...DPD, interval: 25 } } }]]);

    Object.assign(hq ?? {}, { peer_address: "203.0.113.99" });
    const refreshed = await project.must(["refresh", "--yes", "--skip-preview", "--diff"]);
    expect(refreshed).toContain('peerAddress: "203.0.113.9" => "203.0.113.99"');
    expect(await upAlone()).toEqual([[...put, { ipsec_site_connection: { peer_address: "203.0.113.9" } }]]);

    const id = seeded.secondIkepolicyId;
    const imported = [
      "import",
      "vpnaas:index:IkePolicy",
      "taken",
      id,
      "--yes",
      "--protect=false",
      "--generate-code=false",
    ];
    expect(await project.must(imported)).not.toMatch(/bug in the provider|error/i);
    // The program does not have it.
    expect(await upAlone()).toEqual([["DELETE", `${PATH}/ikepolicies/${id}`]]);

    await project.must(["destroy", "--yes", "--skip-preview"]);
    expect(counts()).toEqual([services, ikePolicies - 1, ipsecPolicies, groups, connections]);
  },
  MINUTES,
);
