// Whether an update has reached the packets. Without `renegotiate` a tunnel keeps its old key, although the service says ACTIVE; with it
// the two sides negotiate again, which a ping at ten packets per second proves, and counts what it costs.
import { openNeutronWorld } from "../world/neutron";
import { countsOf, NOTHING } from "../world/objects";
import { openScene, type Scene } from "../world/scene";
import { labFolder } from "../world/world";
import { pings } from "./namespaces";
import { type Counted, startPing } from "./packets";
import { addressOf, hubAndTwo, networkOf } from "./sides";
import { type ChangeLog, watchStatuses } from "./statuses";

const KEYS = ["Canary-psk-0123456789", "Another-canary-psk-1", "A-third-canary-psk-22"] as const;
const WRONG = ["Wrong-canary-psk-0001", "Wrong-canary-psk-0002"] as const;
const DPD = { action: "restart", interval: 5, timeout: 15 };
const ENDS = [addressOf(1), addressOf(2)] as const;

const { layout, sideOf } = hubAndTwo();
let scene: Scene;
let log: ChangeLog;
beforeAll(async () => {
  scene = await openScene(() => openNeutronWorld(labFolder(), layout));
  // The agent reports more often here than in a cloud.
  await scene.project.config("vpnaas:activeTimeout", "150s");
  log = watchStatuses(scene.world);
});
afterAll(async () => {
  await log.end();
  process.stdout.write(`renegotiation:\n${log.lines().join("\n")}\n`);
  await scene.close();
});

/** The keys of both ends, what the end at the hub is given besides, and whether the hub has a second connection. */
interface Program {
  readonly hub: string;
  readonly south: string;
  readonly given?: Record<string, unknown>;
  readonly west?: string;
}

/** The hub gets its key once the other end has its own: that is the order in which a new key costs least. */
function declare({ hub, south, given = {}, west }: Program): void {
  const end = (own: number, more: object) =>
    JSON.stringify({ routerId: sideOf(own).router, localSubnetIds: [sideOf(own).subnet], dpd: DPD, ...more });
  const remote = (number: number, more: object) => JSON.stringify({ peerCidrs: [networkOf(number)], ...more });
  const toWest = west === undefined ? "" : `west: { ...${remote(3, { psk: west })}, peerAddress: westAddress },`;
  const atWest = `
const westSide = new vpnaas.SiteToSiteVpn("west", {
  ...${end(3, { peerCidrs: [networkOf(1)], psk: west })}, peerAddress: hub.service.externalV4Ip });
tellWest(westSide.service.externalV4Ip);`;
  scene.project.program(`
const [southAddress, tellSouth] = pulumi.deferredOutput();
const [westAddress, tellWest] = pulumi.deferredOutput();
const [hubKey, tellHubKey] = pulumi.deferredOutput();
const hub = new vpnaas.SiteToSiteVpn("hub", {
  ...${end(1, {})},
  connections: {
    south: { ...${remote(2, { waitFor: "active", ...given })}, peerAddress: southAddress, psk: hubKey },
    ${toWest}
  },
});
const south = new vpnaas.SiteToSiteVpn("south", {
  ...${end(2, { peerCidrs: [networkOf(1)], psk: south })}, peerAddress: hub.service.externalV4Ip });
tellSouth(south.service.externalV4Ip);
tellHubKey(south.connectionId.apply(() => ${JSON.stringify(hub)}));${west === undefined ? "" : atWest}`);
}

const isConnected = () => pings(labFolder(), sideOf(1).router, ENDS);

/** What a command costs while packets go from the south to the hub. */
async function counting(act: () => Promise<unknown>): Promise<Counted> {
  const pinging = startPing(labFolder(), sideOf(2).router, [addressOf(2), addressOf(1)]);
  const failure = await act().then(
    () => undefined,
    (error: unknown) => error,
  );
  // Until packets are answered again, so that the gap is all of it.
  for (let tries = 0; failure === undefined && !(await isConnected()) && tries < 30; tries += 1);
  const counted = await pinging.end();
  log.say(`${counted.lost} of ${counted.sent} packets lost, ${counted.gap} s without an answer`);
  if (failure !== undefined) throw failure;
  return counted;
}

test("a tunnel comes up", async () => {
  declare({ hub: KEYS[0], south: KEYS[0] });
  log.mark("up");
  await scene.project.up();
  expect(await isConnected()).toBe(true);
});

test("a new key at both ends in one up: the new negotiation is there when it ends, and the packets lost are counted", async () => {
  declare({ hub: KEYS[1], south: KEYS[1], given: { renegotiate: true } });
  log.mark("up with a new key at both ends, with renegotiate at the hub");
  const { lost, sent } = await counting(() => scene.project.up());
  expect(await isConnected()).toBe(true);
  expect(lost).toBeGreaterThan(0); // else nothing was taken down
  expect(lost).toBeLessThan(sent);
  await scene.quiet();
});

test("without it, a wrong key at one end: up says ACTIVE, and packets go through with the old key", async () => {
  declare({ hub: WRONG[0], south: KEYS[1] });
  log.mark("up with a wrong key, without renegotiate");
  const { lost } = await counting(() => scene.up());
  await new Promise((resolve) => setTimeout(resolve, 30_000));
  expect(await isConnected()).toBe(true);
  expect(lost).toBeLessThan(10);
});

test("with it, a wrong key is an error, and no packet goes through", async () => {
  declare({ hub: WRONG[1], south: KEYS[1], given: { renegotiate: true } });
  log.mark("up with a wrong key, with renegotiate");
  const output = await scene.fails(["up", "--yes", "--skip-preview"]);
  expect(output).toContain("was not up (ACTIVE) within 150 s: its status is still DOWN");
  expect(output).toContain("The new negotiation begins only with traffic");
  expect(await isConnected()).toBe(false);
});

// Software that runs its own ESP starts no negotiation for a packet, and the driver starts one only when it starts the process. So the agent
// ends it first.
test("the right key again, switched off and on: ACTIVE, and packets go through", async () => {
  declare({ hub: KEYS[1], south: KEYS[1], given: { adminStateUp: false, waitFor: "settled" } });
  log.mark("off, with the right key");
  await scene.project.up();
  await new Promise((resolve) => setTimeout(resolve, 30_000));
  declare({ hub: KEYS[1], south: KEYS[1], given: { renegotiate: true } });
  log.mark("on");
  await counting(() => scene.project.up());
  expect(await isConnected()).toBe(true);
  await scene.quiet();
});

test("beside another connection of the service strongSwan keeps the tunnel: the error names that one, and nothing is lost", async () => {
  declare({ hub: KEYS[1], south: KEYS[1], west: KEYS[1], given: { renegotiate: true } });
  log.mark("up with a second connection of the hub");
  await scene.project.up();
  declare({ hub: KEYS[2], south: KEYS[2], west: KEYS[1], given: { renegotiate: true } });
  log.mark("up with a new key for the first one");
  const output = await scene.fails(["up", "--yes", "--skip-preview"]);
  expect(output).toContain("was not down (DOWN) within 180 s: its status is still ACTIVE");
  expect(output).toMatch(/other connections that are up \(IPsec site connection "hub-west/);
  expect(await isConnected()).toBe(true);
});

test("destroy leaves nothing", async () => {
  log.mark("destroy");
  await scene.project.must(["destroy", "--yes", "--skip-preview"]);
  expect(await countsOf(scene.world)).toEqual(NOTHING);
});
