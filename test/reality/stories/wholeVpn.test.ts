// The five resources from the first `up` to `destroy`: changes in place, drift, replacements, what was deleted by hand.
import { changeByHand, countsOf, listOf, NOTHING, onlyOne, removeByHand } from "../world/objects";
import { madeUp, openScene, PSK, type Scene, wholeVpn } from "../world/scene";

const ONE = {
  ...NOTHING,
  vpnservices: 1,
  ikepolicies: 1,
  ipsecpolicies: 1,
  "endpoint-groups": 2,
  "ipsec-site-connections": 1,
};

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const connection = () => onlyOne(scene.world, "ipsec-site-connections");
const program = (change?: Parameters<typeof wholeVpn>[1]) => scene.project.program(wholeVpn(scene.world, change));
const CHANGED = { peerId: "branch.example.com", dpd: { action: "restart", interval: 10, timeout: 60 } };

test("one up makes all five, and the connection has settled", async () => {
  program();
  const output = await scene.up();
  expect(output).toMatch(/status *: "DOWN"/);
  expect(output).not.toContain(PSK);
  expect(await countsOf(scene.world)).toEqual(ONE);
  expect(await connection()).toMatchObject({
    name: madeUp("hq"),
    status: "DOWN",
    psk: PSK,
    peer_address: "203.0.113.9",
  });
  expect((await onlyOne(scene.world, "vpnservices")).status).toBe("ACTIVE");
});

test("fields that change are updated in place, and nothing else is touched", async () => {
  const before = await connection();
  program({ connection: CHANGED });
  expect(
    (await scene.project.preview("every")).map(({ op, diffReasons }) => [op, diffReasons?.toSorted()]),
  ).toContainEqual(["update", ["dpd", "peerId"]]);
  await scene.up();
  const { dpd } = CHANGED;
  expect(await connection()).toEqual({ ...before, peer_id: "branch.example.com", dpd });
});

test("a new psk reaches the service and is never shown", async () => {
  program({ connection: { ...CHANGED, psk: "Another-canary-psk" } });
  const output = (await scene.project.must(["preview", "--diff"])) + (await scene.up());
  expect(output).not.toMatch(/anary-psk/);
  expect(await connection()).toMatchObject({ psk: "Another-canary-psk", dpd: CHANGED.dpd });
  expect(scene.project.stateText()).not.toMatch(/anary-psk/);
});

test("what was changed by hand is shown by refresh, as far as the program declares it, and put back by up", async () => {
  const { id } = await connection();
  await changeByHand(scene.world, "ipsec-site-connections", id, { peer_id: "by hand", mtu: 1300 });
  await changeByHand(scene.world, "endpoint-groups", String((await connection()).peer_ep_group_id), {
    name: "by hand",
  });
  const refreshed = await scene.project.must(["refresh", "--yes", "--diff"]);
  expect(refreshed).toContain('~ peerId: "branch.example.com" => "by hand"');
  expect(refreshed).toMatch(/~ name *: "remote" => "by hand"/);
  expect(refreshed).not.toContain("mtu");
  await scene.up();
  expect(await connection()).toMatchObject({ id, peer_id: "branch.example.com", mtu: 1300 });
  expect((await listOf(scene.world, "endpoint-groups")).map(({ name }) => name).sort()).toEqual([
    madeUp("local"),
    "remote",
  ]);
});

test("other networks are a new group, and the connection stays the same", async () => {
  const before = await connection();
  program({ connection: { ...CHANGED, psk: "Another-canary-psk" }, remote: ["10.21.0.0/16", "10.20.0.0/24"] });
  await scene.up();
  const after = await connection();
  expect(after.id).toBe(before.id);
  expect(after.peer_ep_group_id).not.toBe(before.peer_ep_group_id);
  expect(await countsOf(scene.world)).toEqual(ONE);
});

test("a changed policy is a new one, and so is the connection, for the service refuses to change what is in use", async () => {
  const [before, ike] = [await connection(), await onlyOne(scene.world, "ikepolicies")];
  program({ connection: CHANGED, ike: { lifetime: { value: 7200 } } });
  await scene.up();
  expect((await connection()).id).not.toBe(before.id);
  const policy = await onlyOne(scene.world, "ikepolicies");
  expect(policy.id).not.toBe(ike.id);
  expect(policy.lifetime).toEqual({ units: "seconds", value: 7200 });
  expect(await countsOf(scene.world)).toEqual(ONE);
});

test("another router is a new service and a new connection", async () => {
  const { secondRouterId } = scene.world.network;
  const before = await onlyOne(scene.world, "vpnservices");
  program({ connection: CHANGED, ike: { lifetime: { value: 7200 } }, service: { routerId: secondRouterId } });
  await scene.up();
  const after = await onlyOne(scene.world, "vpnservices");
  expect(after.router_id).toBe(secondRouterId);
  expect(after.id).not.toBe(before.id);
  expect((await connection()).vpnservice_id).toBe(after.id);
  expect(await countsOf(scene.world)).toEqual(ONE);
});

test("the service's settings and the connection's admin state change in place", async () => {
  const { secondRouterId } = scene.world.network;
  const ids = [(await connection()).id, (await onlyOne(scene.world, "vpnservices")).id];
  program({
    connection: { ...CHANGED, adminStateUp: false, description: "off for now: “quoted”, größer" },
    ike: { lifetime: { value: 7200 } },
    service: { routerId: secondRouterId, description: "of the north" },
  });
  await scene.up();
  expect(await connection()).toMatchObject({ id: ids[0], admin_state_up: false });
  expect(await onlyOne(scene.world, "vpnservices")).toMatchObject({ id: ids[1], description: "of the north" });
});

test("what was deleted by hand is made again, once", async () => {
  program();
  await scene.up();
  const { id } = await connection();
  await removeByHand(scene.world, "ipsec-site-connections", id);
  expect(await scene.project.must(["refresh", "--yes"])).toContain("1 deleted");
  await scene.up();
  expect((await connection()).id).not.toBe(id);
  expect(await countsOf(scene.world)).toEqual(ONE);
});

test("destroy leaves nothing", async () => {
  await scene.project.must(["destroy", "--yes", "--skip-preview"]);
  expect(await countsOf(scene.world)).toEqual(NOTHING);
  expect(await scene.project.state("every")).toEqual([]);
});
