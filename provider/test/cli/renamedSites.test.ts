// Sites of SiteToSiteVpn that get another name, with the real CLI: `formerly` keeps what is there, and sends nothing.
import { startEmulator } from "../../emulator";
import { Project } from "../support/pulumi";

const PSK = "Canary-psk-0123456789";

test("renaming sites, with a standby and local subnets of their own, changes nothing at the service", async () => {
  const emulator = await startEmulator({ seed: false });
  const project = await Project.open(emulator);
  const { routerId, subnetId } = emulator.seeded;
  const paris = { peerAddress: "203.0.113.19", peerCidrs: ["10.21.0.0/16"], psk: PSK };
  const berlin = { peerAddress: "203.0.113.9", peerCidrs: ["10.20.0.0/16"], psk: PSK };
  const own = { localSubnetIds: [subnetId], standby: { peerAddress: "203.0.113.20" } };
  const declare = (connections: object) =>
    project.program(
      `new vpnaas.SiteToSiteVpn("hub", ${JSON.stringify({ routerId, localSubnetIds: [subnetId], connections })});`,
    );
  try {
    declare({ paris: { ...paris, ...own }, berlin });
    await project.up();
    const before = [...emulator.connections.keys(), ...emulator.endpointGroups.keys()];
    emulator.clearLog();
    declare({ lyon: { ...paris, ...own, formerly: "paris" }, bonn: { ...berlin, formerly: ["berlin", "west"] } });
    await project.must(["preview", "--expect-no-changes"]);
    await project.up();
    declare({ lyon: { ...paris, ...own }, bonn: berlin });
    await project.must(["preview", "--expect-no-changes"]);
    expect(emulator.vpnRequests().filter(({ method }) => method !== "GET")).toEqual([]);
    expect([...emulator.connections.keys(), ...emulator.endpointGroups.keys()]).toEqual(before);
  } finally {
    project.close();
    await emulator.close();
  }
});
