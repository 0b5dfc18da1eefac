// The agent behind the emulator's openstack API, as the drivers of Neutron VPNaaS have it: when a tunnel is down, and up again.
import { type Emulator, startEmulator } from "../../emulator";
import { call, connectionBody, connectionsPath } from "../support/emulatorClient";
import { FakeClock } from "../support/loopback";

let emulator: Emulator;
let clock: FakeClock;
beforeEach(async () => {
  clock = new FakeClock();
  emulator = await startEmulator({ dialect: "openstack", now: () => clock.now() });
  emulator.transitions.create.to = "ACTIVE";
  emulator.agent = { reportsAfter: 20_000, negotiatesIn: 30_000, drives: "strongswan" };
});
afterEach(() => emulator.close());

async function make(name: string): Promise<string> {
  const { body } = await call(emulator, `POST ${connectionsPath}`, connectionBody(emulator, { name }));
  const { id } = (body as { ipsec_site_connection: { id: string } }).ipsec_site_connection; // the envelope of the API
  await statusOf(id);
  return id;
}

async function put(id: string, ipsec_site_connection: object): Promise<string> {
  const { body } = await call(emulator, `PUT ${connectionsPath}/${id}`, { ipsec_site_connection });
  return (body as { ipsec_site_connection: { status: string } }).ipsec_site_connection.status; // the same
}

async function statusOf(id: string): Promise<string> {
  const { body } = await call(emulator, `GET ${connectionsPath}/${id}`);
  return (body as { ipsec_site_connection: { status: string } }).ipsec_site_connection.status; // the same
}

const DOWN = { admin_state_up: false };
const UP = { admin_state_up: true };

test("taken down: the reply and reads say ACTIVE until it reports; taken up: DOWN until both sides have negotiated", async () => {
  const id = await make("hq");
  expect(await put(id, DOWN)).toBe("ACTIVE");
  clock.time += 19_999;
  expect(await statusOf(id)).toBe("ACTIVE");
  clock.time += 1;
  expect(await statusOf(id)).toBe("DOWN");
  expect(await put(id, UP)).toBe("DOWN");
  clock.time += 49_999;
  expect(await statusOf(id)).toBe("DOWN");
  clock.time += 1;
  expect(await statusOf(id)).toBe("ACTIVE");
});

test("down and up before it looks are nothing to it; nor is a new key", async () => {
  const id = await make("hq");
  await put(id, { psk: "another-key" });
  await put(id, DOWN);
  await put(id, UP);
  for (const milliseconds of [20_000, 40_000, 60_000]) {
    clock.time += milliseconds;
    expect(await statusOf(id)).toBe("ACTIVE");
  }
});

test("where neither side initiates it stays DOWN", async () => {
  emulator.agent.negotiatesIn = undefined;
  const id = await make("hq");
  await put(id, DOWN);
  clock.time += 20_000;
  await put(id, UP);
  clock.time += 600_000;
  expect(await statusOf(id)).toBe("DOWN");
});

test.each([
  ["strongswan", "ACTIVE"],
  ["libreswan", "DOWN"],
] as const)("one of two connections of a service: with %s it is %s", async (drives, status) => {
  emulator.agent.drives = drives;
  const [one, other] = [await make("one"), await make("other")];
  await put(one, DOWN);
  clock.time += 20_000;
  expect([await statusOf(one), await statusOf(other)]).toEqual([status, "ACTIVE"]);
});

test("both of them: with strongSwan each is DOWN once the last one is", async () => {
  const [one, other] = [await make("one"), await make("other")];
  await put(one, DOWN);
  clock.time += 20_000;
  expect(await statusOf(one)).toBe("ACTIVE");
  await put(other, DOWN);
  clock.time += 20_000;
  expect([await statusOf(one), await statusOf(other)]).toEqual(["DOWN", "DOWN"]);
});
