// Two VPN services on one router: one cloud's manual warns that the second takes the first one's tunnels down. Here it does not,
// neither when it comes, nor when the first has a new key, nor when the second goes. But the agent runs one process for the
// router, with the configuration of the service that changed last: the second one's own tunnel came up in one run of three, and
// then outlived its service. What reaches it is reported, not asserted.
import { openNeutronWorld } from "../world/neutron";
import { countsOf, listOf, NOTHING } from "../world/objects";
import { openScene, type Scene } from "../world/scene";
import { labFolder } from "../world/world";
import { pings } from "./namespaces";
import { addressOf, hubAndTwo, networkOf } from "./sides";
import { type ChangeLog, watchStatuses } from "./statuses";

const KEYS = { south: "Canary-psk-of-south-1", west: "Canary-psk-of-west-1" };
type Remote = keyof typeof KEYS;
const NUMBERS: Record<Remote, number> = { south: 2, west: 3 };
const UNTIL_ACTIVE = { waitFor: "active" };

const { layout, sideOf } = hubAndTwo();
let scene: Scene;
let log: ChangeLog;
beforeAll(async () => {
  scene = await openScene(() => openNeutronWorld(labFolder(), layout));
  log = watchStatuses(scene.world);
});
afterAll(async () => {
  await log.end();
  process.stdout.write(`two services on one router:\n${log.lines().join("\n")}\n`);
  await scene.close();
});

/** The router of the hub gets a service of its own for each remote side. */
function declare(keys: Partial<Record<Remote, string>>): void {
  const pairs = Object.entries(keys).map(([remote, psk]) => pairWith(remote as Remote, psk)); // the keys of the type
  scene.project.program(pairs.join("\n"));
}

function pairWith(remote: Remote, psk: string): string {
  const number = NUMBERS[remote];
  const common = { psk, dpd: { action: "restart", interval: 5, timeout: 15 }, ...(remote === "south" && UNTIL_ACTIVE) };
  const end = (own: number, other: number) => {
    const { router, subnet } = sideOf(own);
    return JSON.stringify({ routerId: router, localSubnetIds: [subnet], peerCidrs: [networkOf(other)], ...common });
  };
  return `
const [${remote}Address, tell${remote}] = pulumi.deferredOutput();
const hub${remote} = new vpnaas.SiteToSiteVpn("hub-${remote}", { ...${end(1, number)}, peerAddress: ${remote}Address });
const ${remote} = new vpnaas.SiteToSiteVpn("${remote}", { ...${end(number, 1)}, peerAddress: hub${remote}.service.externalV4Ip });
tell${remote}(${remote}.service.externalV4Ip);`;
}

/** Whether packets from the hub reach a remote side. */
const reaches = (remote: Remote) => pings(labFolder(), sideOf(1).router, [addressOf(1), addressOf(NUMBERS[remote])]);
const servicesOfHub = async () =>
  (await listOf(scene.world, "vpnservices")).filter(({ router_id }) => router_id === sideOf(1).router).length;

async function bringUp(what: string, keys: Partial<Record<Remote, string>>): Promise<void> {
  declare(keys);
  log.mark(what);
  await scene.up();
}

/** That packets reach the south now and for as long as the agent takes to apply a change; reports what reaches the west. */
async function expectSouthStays(): Promise<void> {
  for (let look = 1; look <= 4; look += 1) {
    expect(await reaches("south")).toBe(true);
    log.say(`the west is ${(await reaches("west")) ? "reached" : "not reached"}`);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
  }
}

test("a second service on the router is accepted, and the tunnel of the first stays", async () => {
  await bringUp("up with one service", { south: KEYS.south });
  await expectSouthStays();
  await bringUp("up with a second service on the same router", KEYS);
  expect(await servicesOfHub()).toBe(2);
  await expectSouthStays();
});

test("the first gets a new key: its tunnel stays", async () => {
  await bringUp("up with a new key for the first", { ...KEYS, south: "Another-canary-psk" });
  await expectSouthStays();
});

test("the second service goes, and the tunnel of the first stays", async () => {
  await bringUp("up without the second service", { south: "Another-canary-psk" });
  await log.until("ACTIVE", 120);
  expect(await servicesOfHub()).toBe(1);
  await expectSouthStays();
});

test("destroy leaves nothing", async () => {
  log.mark("destroy");
  await scene.project.must(["destroy", "--yes", "--skip-preview"]);
  expect(await countsOf(scene.world)).toEqual(NOTHING);
});
