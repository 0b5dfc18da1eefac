// SiteToSiteVpn from one site to two and back: each step changes what it has to, and leaves the rest alone.
import { countsOf, listOf, NOTHING, onlyOne } from "../world/objects";
import { madeUp, openScene, PSK, type Scene } from "../world/scene";

const BERLIN = { peerAddress: "203.0.113.9", peerCidrs: ["10.20.0.0/16"], psk: PSK };
const PARIS = { peerAddress: "203.0.113.19", peerCidrs: ["10.21.0.0/16"], psk: "Another-canary-psk" };

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

function declare(args: object): void {
  const { routerId, subnetId } = scene.world.network;
  const place = { routerId, localSubnetIds: [subnetId], localCidrs: ["10.10.0.0/24"] };
  scene.project.program(`
const hub = new vpnaas.SiteToSiteVpn("hub", ${JSON.stringify({ ...place, ...args })});
exports.address = hub.gatewayAddress;
exports.connections = hub.connections;`);
}

/** The connection of a site; the program gives it no name. */
async function siteOf(key: string) {
  const all = await listOf(scene.world, "ipsec-site-connections");
  const [found, ...others] = all.filter(({ name }) => new RegExp(`^hub-${key}-[0-9a-f]{7}$`).test(String(name)));
  if (found === undefined || others.length > 0) throw new Error(`There is not one connection of the site ${key}.`);
  return found;
}

test("one site: a whole VPN, and the address for the other side", async () => {
  declare(BERLIN);
  await scene.up();
  const outputs = JSON.parse((await scene.project.run(["stack", "output", "--json"])).stdout);
  const service = await onlyOne(scene.world, "vpnservices");
  const connection = await onlyOne(scene.world, "ipsec-site-connections");
  expect(outputs.address).toBe(service.external_v4_ip);
  expect(outputs.connections.main).toEqual({ id: connection.id, status: "DOWN", peerAddress: "203.0.113.9" });
  expect(connection).toMatchObject({ name: madeUp("hub-main"), psk: PSK });
});

test("a second site: the first one stays as it is", async () => {
  const before = await siteOf("main");
  declare({ connections: { main: BERLIN, paris: PARIS } });
  await scene.up();
  expect(await siteOf("main")).toEqual(before);
  expect(await countsOf(scene.world)).toEqual({
    vpnservices: 1,
    ikepolicies: 1,
    ipsecpolicies: 1,
    "endpoint-groups": 3,
    "ipsec-site-connections": 2,
  });
});

test("other networks and another key of one site: that connection changes in place", async () => {
  const before = [await siteOf("main"), await siteOf("paris")];
  declare({ connections: { main: BERLIN, paris: { ...PARIS, peerCidrs: ["10.22.0.0/16"], psk: "Third-canary-psk" } } });
  await scene.up();
  expect(await siteOf("main")).toEqual(before[0]);
  const after = await siteOf("paris");
  expect(after).toMatchObject({ id: before[1]?.id, psk: "Third-canary-psk" });
  expect(after.peer_ep_group_id).not.toBe(before[1]?.peer_ep_group_id);
});

test("a site less; then nothing at all", async () => {
  declare({ connections: { main: BERLIN } });
  await scene.up();
  expect(await countsOf(scene.world)).toMatchObject({ "endpoint-groups": 2, "ipsec-site-connections": 1 });
  await scene.project.must(["destroy", "--yes", "--skip-preview"]);
  expect(await countsOf(scene.world)).toEqual(NOTHING);
});
