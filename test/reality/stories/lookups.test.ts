// Lookups in programs: by name, by id, by a value; of one and of several; with nothing found.
import { createByHand, partsByHand, settled } from "../world/objects";
import { openScene, type Scene } from "../world/scene";

const OTHERS_PSK = "Canary-psk-of-somebody";

let scene: Scene;
let ids: Record<string, string>;
beforeAll(async () => {
  scene = await openScene();
  const { world } = scene;
  ids = await partsByHand(world);
  const values = { name: "by-hand", psk: OTHERS_PSK, peer_address: "203.0.113.77", peer_id: "partner", ...ids };
  ids.connection = await createByHand(world, "ipsec-site-connections", values);
  await settled(world, ids.connection);
});
afterAll(() => scene.close());

test("a connection on what was found; what was found is an output; the key stays a secret", async () => {
  scene.project.program(`
const service = vpnaas.getVpnServiceOutput({ routerId: "${scene.world.network.routerId}" });
const found = vpnaas.getIpsecSiteConnectionOutput({ name: "by-hand" });
module.exports = (async () => {
  const ike = await vpnaas.getIkePolicy({ name: "ike" });
  const ipsec = await vpnaas.getIpsecPolicy({ id: "${ids.ipsecpolicy_id}" });
  const hq = new vpnaas.IpsecSiteConnection("hq", {
    vpnserviceId: service.id, ikepolicyId: ike.id, ipsecpolicyId: ipsec.id,
    localEpGroupId: "${ids.local_ep_group_id}", peerEpGroupId: vpnaas.getEndpointGroupOutput({ name: "remote" }).id,
    peerAddress: "203.0.113.9", peerId: "203.0.113.9", psk: "Canary-psk-0123456789",
  });
  return {
    found: found.id, psk: found.psk, own: vpnaas.getIpsecSiteConnectionOutput({ id: hq.id }).status,
    groups: vpnaas.listEndpointGroupsOutput({ type: "cidr" }).apply((all) => all.map(({ name }) => name)),
    none: (await vpnaas.listVpnServices({ name: "nobody" })).length,
  };
})();`);
  const output = await scene.up();
  expect(output).not.toMatch(/anary-psk/);
  expect(scene.project.stateText()).not.toMatch(/anary-psk/);
  const { stdout } = await scene.project.run(["stack", "output", "--json", "--show-secrets"]);
  expect(JSON.parse(stdout)).toEqual({
    found: ids.connection,
    psk: OTHERS_PSK,
    own: "DOWN",
    groups: ["remote"],
    none: 0,
  });
});

test("none found, and several found, fail with a sentence", async () => {
  scene.project.program('exports.id = vpnaas.getVpnServiceOutput({ name: "nobody" }).id;');
  expect(await scene.fails(["preview"])).toContain(
    'Looking up the VpnService with name "nobody" failed: none of the 1',
  );
  scene.project.program('exports.id = vpnaas.getIpsecSiteConnectionOutput({ status: "DOWN" }).id;');
  expect(await scene.fails(["preview"])).toContain("failed: there are 2");
});
