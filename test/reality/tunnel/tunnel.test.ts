// A tunnel that comes up: two routers under the real agents, one program with both sides, packets through it, a new key, the end.

import { type Layout, openNeutronWorld } from "../world/neutron";
import { countsOf, NOTHING } from "../world/objects";
import { openScene, type Scene } from "../world/scene";
import { labFolder } from "../world/world";
import { besideAgent, pings } from "./namespaces";
import { addressOf, makeSides } from "./sides";
import { type ChangeLog, watchStatuses } from "./statuses";

const ENDS = [addressOf(1), addressOf(2)] as const;

const apart: Layout = async (lab, post, send) => {
  const [one, two] = await makeSides({ lab, post, send }, 2);
  if (one === undefined || two === undefined) throw new Error("There are not two sides.");
  const sides = { routerId: one.router, subnetId: one.subnet, secondRouterId: two.router, secondSubnetId: two.subnet };
  return { ...sides, bareRouterId: "", lonelySubnetId: "" };
};

let scene: Scene;
let log: ChangeLog;
beforeAll(async () => {
  scene = await openScene(() => openNeutronWorld(labFolder(), apart));
  log = watchStatuses(scene.world);
});
afterAll(async () => {
  await log.end();
  process.stdout.write(`tunnel:\n${log.lines().join("\n")}\n`);
  await scene.close();
});

/**
 * Both sides; each needs the address of the other, which a service has before there is a connection. It is that of the service itself,
 * since a preview does not know gatewayAddress where there is no IPv6 address.
 */
function declare(psk: string, { isSouthUp = true, waitFor = "settled" } = {}): void {
  const { routerId, subnetId, secondRouterId, secondSubnetId } = scene.world.network;
  const common = { psk, dpd: { action: "restart", interval: 5, timeout: 15 }, waitFor };
  const north = { routerId, localSubnetIds: [subnetId], peerCidrs: ["10.150.2.0/24"], ...common };
  const south = { routerId: secondRouterId, localSubnetIds: [secondSubnetId], peerCidrs: ["10.150.1.0/24"], ...common };
  scene.project.program(`
const [southAddress, tellSouthAddress] = pulumi.deferredOutput();
const north = new vpnaas.SiteToSiteVpn("north", { ...${JSON.stringify(north)}, peerAddress: southAddress });
const south = new vpnaas.SiteToSiteVpn("south", {
  ...${JSON.stringify({ ...south, adminStateUp: isSouthUp })}, peerAddress: north.service.externalV4Ip,
});
tellSouthAddress(south.service.externalV4Ip);`);
}

const isConnected = () => pings(labFolder(), scene.world.network.routerId, ENDS);

test("one up makes both sides and ends when they are ACTIVE, because packets flow: a ping goes through", async () => {
  expect(await isConnected()).toBe(false);
  declare("Canary-psk-0123456789", { waitFor: "active" });
  log.mark("up");
  await scene.project.up();
  log.mark("up has ended");
  await log.until("ACTIVE", 5);
  expect(await isConnected()).toBe(true);
  await scene.quiet();
});

test("a new key on both sides: the tunnel lives on", async () => {
  declare("Another-canary-psk", { waitFor: "active" });
  log.mark("up with a new key");
  await scene.up();
  expect(await isConnected()).toBe(true);
});

test("down on one side: no packets; up again: it comes back, with the new key", async () => {
  declare("Another-canary-psk", { isSouthUp: false });
  log.mark("up with one side down");
  await scene.project.up();
  await log.until("DOWN", 600);
  expect(await isConnected()).toBe(false);
  // The side that starts asks the other one once only; where that was too early, it is started again.
  for (let tries = 1; ; tries += 1) {
    declare("Another-canary-psk");
    log.mark(`up with both sides up (${tries})`);
    await scene.project.up();
    const error = await log.until("ACTIVE", 120).catch((reason: unknown) => reason);
    if (error === undefined) break;
    if (tries === 3) throw error;
    declare("Another-canary-psk", { isSouthUp: false });
    await scene.project.up();
  }
  expect(await isConnected()).toBe(true);
});

test("destroy leaves nothing: no object, no tunnel, no process of it", async () => {
  log.mark("destroy");
  await scene.project.must(["destroy", "--yes", "--skip-preview"]);
  expect(await countsOf(scene.world)).toEqual(NOTHING);
  // One that has ended and waits to be noticed (Z) is none.
  const charons = async () =>
    (await besideAgent(labFolder(), ["ps", "-e", "-o", "stat,comm"])).match(/^[^Z]\S* +charon/gm) ?? [];
  for (let tries = 0; (await charons()).length > 0 && tries < 180; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(await charons()).toEqual([]);
  expect(await isConnected()).toBe(false);
});
