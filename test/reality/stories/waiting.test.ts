// What takes its time or is refused: pending, in use, ERROR, an id that is not there, values that only the service refuses.
import { createByHand, listOf, onlyOne, partsByHand, removeByHand } from "../world/objects";
import { openScene, type Scene, wholeVpn } from "../world/scene";

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

const UP = ["up", "--yes", "--skip-preview"];
const connections = () => listOf(scene.world, "ipsec-site-connections");
const program = (connection: object = {}) => scene.project.program(wholeVpn(scene.world, { connection }));

test("pending for too long: the limit is named, the state keeps it; an update waits for the end of it; ERROR fails", async () => {
  const { world, project } = scene;
  await world.hold(true);
  await project.config("vpnaas:createTimeout", "3s");
  program();
  expect(await scene.fails(UP)).toContain("its status is still PENDING_CREATE");
  expect(await project.state()).toHaveLength(1);
  const { id } = await onlyOne(world, "ipsec-site-connections");

  program({ peerId: "branch.example.com" });
  let isReleased = false;
  await project.must(UP, {
    onOutput(output) {
      if (isReleased || !/hq (updating|waiting|creating)/.test(output)) return;
      isReleased = true;
      setTimeout(() => void world.hold(false), 2000);
    },
  });
  expect(isReleased).toBe(true);
  expect(await connections()).toEqual([expect.objectContaining({ id, peer_id: "branch.example.com", status: "DOWN" })]);
  await scene.quiet();

  await world.setStatus(id, "ERROR");
  program({ peerId: "other.example.com" });
  expect(await scene.fails(UP)).toContain("is in status ERROR");
  await world.setStatus(id, "ACTIVE");
  await scene.up();
  expect(await connections()).toEqual([
    expect.objectContaining({ id, peer_id: "other.example.com", status: "ACTIVE" }),
  ]);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(await connections()).toEqual([]);
});

test("in use by what someone else made: the error names it; once it is gone, the delete goes through", async () => {
  const { world, project } = scene;
  // A destroy runs with the configuration of the last up.
  await project.config("vpnaas:deleteTimeout", "2s");
  program();
  await scene.up();
  const { id: _, status: _status, ...hq } = await onlyOne(world, "ipsec-site-connections");
  const names = ["vpnservice_id", "ikepolicy_id", "ipsecpolicy_id", "local_ep_group_id", "peer_ep_group_id"];
  const parts = Object.fromEntries(names.map((name) => [name, hq[name]]));
  const others = { name: "of somebody else", psk: "Canary-psk-0123456789", peer_address: "203.0.113.99", peer_id: "x" };
  const other = await createByHand(world, "ipsec-site-connections", { ...others, ...parts });
  expect(await scene.fails(["destroy", "--yes", "--skip-preview"])).toContain(
    'It is used by IPsec site connection "of somebody else"',
  );
  await removeByHand(world, "ipsec-site-connections", other);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expect(await project.state("every")).toEqual([]);
});

test("what only the service can refuse is refused with its words; what was made before stays, and the next up continues with it", async () => {
  const { world, project } = scene;
  const parts = await partsByHand(world);
  const inputs = {
    vpnserviceId: parts.vpnservice_id,
    ikepolicyId: parts.ikepolicy_id,
    ipsecpolicyId: parts.ipsecpolicy_id,
    localEpGroupId: parts.local_ep_group_id,
    peerEpGroupId: parts.peer_ep_group_id,
    peerAddress: "203.0.113.9",
    peerId: "203.0.113.9",
    psk: "Canary-psk-0123456789",
  };
  const missing = "00000000-0000-4000-8000-000000000000";
  const declare = (change: object) =>
    project.program(`new vpnaas.IpsecSiteConnection("hq", ${JSON.stringify({ ...inputs, ...change })});`);
  const refusals: [object, RegExp][] = [
    [{ peerEpGroupId: missing }, new RegExp(`404.*${missing}`)],
    [{ peerEpGroupId: parts.local_ep_group_id, localEpGroupId: parts.peer_ep_group_id }, /400/],
    [{ peerAddress: "gateway.invalid" }, /gateway\.invalid.*resolve|resolve.*gateway\.invalid/s],
    [{ mtu: 67 }, /MTU 67|mtu/],
  ];
  for (const [change, words] of refusals) {
    declare(change);
    expect(await scene.fails(UP)).toMatch(words);
    expect([await project.state(), await connections()]).toEqual([[], []]);
  }
  declare({});
  await scene.up();
  expect(await connections()).toHaveLength(1);
});
