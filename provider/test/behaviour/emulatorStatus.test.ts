// The life of a status in the emulator: pending after a write, reads, holding, timing, both dialects' defaults.
// Values and refusals of single fields are tested per dialect.
import { type Emulator, startEmulator } from "../../emulator";
import { call, connectionBody, connectionsPath, errorOf, inside, recordOf } from "../support/emulatorClient";

let emulator: Emulator;
let clock: number;

async function start(dialect: "otc" | "openstack", pendingRefusal: 400 | 409 = 400): Promise<void> {
  clock = Date.UTC(2030, 0, 1);
  emulator = await startEmulator({ dialect, pendingRefusal, now: () => clock });
}
afterEach(() => emulator.close());

async function create(changes: Record<string, unknown> = {}) {
  return inside(await call(emulator, `POST ${connectionsPath}`, connectionBody(emulator, changes)));
}
async function read(id: unknown): Promise<unknown> {
  const answer = await call(emulator, `GET ${connectionsPath}/${String(id)}`);
  return answer.status === 200 ? inside(answer).status : answer.status;
}
function put(id: unknown, values: Record<string, unknown> = { mtu: 1400 }) {
  return call(emulator, `PUT ${connectionsPath}/${String(id)}`, { ipsec_site_connection: values });
}
function remove(id: unknown) {
  return call(emulator, `DELETE ${connectionsPath}/${String(id)}`);
}

test("otc: create, update and delete each stay pending for one read", async () => {
  await start("otc");
  const { id, status } = await create();
  const seen = [status, await read(id), await read(id)];
  seen.push(inside(await put(id)).status, await read(id), await read(id));
  seen.push((await remove(id)).status, (await remove(id)).status, await read(id), await read(id));

  expect(seen).toEqual([
    ...["PENDING_CREATE", "PENDING_CREATE", "DOWN"],
    ...["PENDING_UPDATE", "PENDING_UPDATE", "DOWN"],
    ...[204, 204, "PENDING_DELETE", 404],
  ]);
});

test("openstack: only a create is pending, an update keeps the status, a delete is done at once", async () => {
  await start("openstack");
  const { id, status } = await create();
  const seen = [status, await read(id), await read(id)];
  emulator.setStatus(String(id), "ACTIVE");
  seen.push(inside(await put(id)).status, await read(id), (await remove(id)).status, await read(id));

  expect(seen).toEqual(["PENDING_CREATE", "PENDING_CREATE", "DOWN", "ACTIVE", "ACTIVE", 204, 404]);
});

test.each([
  { reason: "no read", reads: 0, seen: ["PENDING_CREATE", "ACTIVE", "ACTIVE"] },
  { reason: "two reads", reads: 2, seen: ["PENDING_CREATE", "PENDING_CREATE", "PENDING_CREATE"] },
])("a transition of $reason shows $seen", async ({ reads, seen }) => {
  await start("otc");
  Object.assign(emulator.transitions.create, { reads, to: "ACTIVE" });
  const { id, status } = await create();

  expect([status, await read(id), await read(id)]).toEqual(seen);
  expect(await read(id)).toBe("ACTIVE");
});

test("a create without a pending phase answers the end at once, also an ERROR", async () => {
  await start("otc");
  emulator.transitions.create = { pending: undefined, reads: 0, to: "ERROR", hold: false };

  expect((await create()).status).toBe("ERROR");
});

test("a list counts as one read of each object on it, whatever fields it asks for", async () => {
  await start("otc");
  await create();
  await create({ peer_address: "203.0.113.11" });
  const seen = [];
  for (let round = 0; round < 2; round += 1) {
    const { body } = await call(emulator, `GET ${connectionsPath}?fields=status`);
    seen.push(recordOf(body).ipsec_site_connections);
  }

  expect(seen).toEqual([
    [{ status: "PENDING_CREATE" }, { status: "PENDING_CREATE" }],
    [{ status: "DOWN" }, { status: "DOWN" }],
  ]);
});

test("a held transition ends only when it is settled, with its own or the given status", async () => {
  await start("otc");
  emulator.transitions.create.hold = true;
  const first = await create();
  const second = await create({ peer_address: "203.0.113.11" });
  const seen = [await read(first.id), await read(first.id), await read(second.id)];
  emulator.settle(String(first.id));
  emulator.settle(String(second.id), "ERROR");
  seen.push(await read(first.id), await read(second.id));

  expect(seen).toEqual(["PENDING_CREATE", "PENDING_CREATE", "PENDING_CREATE", "DOWN", "ERROR"]);
  expect(() => emulator.settle("nothing")).toThrow("nothing");
});

test("a timed transition ends by the emulator's clock, not by reads", async () => {
  await start("otc");
  emulator.transitions.create.milliseconds = 1500;
  const { id } = await create();
  const seen = [await read(id), await read(id)];
  clock += 1499;
  seen.push(await read(id));
  clock += 1;
  seen.push(await read(id));

  expect(seen).toEqual(["PENDING_CREATE", "PENDING_CREATE", "PENDING_CREATE", "DOWN"]);
});

test("a delete that fails keeps the object with the status of its transition", async () => {
  await start("otc");
  emulator.transitions.delete.to = "ERROR";
  const { id } = await create();
  await remove(id);

  expect([await read(id), await read(id), await read(id)]).toEqual(["PENDING_DELETE", "ERROR", "ERROR"]);
});

test.each([400, 409] as const)("otc: a PUT while pending is refused with %s as told", async (status) => {
  await start("otc", status);
  const { id } = await create();
  const answer = await put(id);

  expect([answer.status, errorOf(answer)]).toEqual([status, "VPNStateInvalidToUpdate"]);
});

// Seen on a real server, by generated requests: what only its database refuses comes after the state.
test("openstack: a PUT while pending is refused as such, even where the database would not take its values", async () => {
  await start("openstack");
  const { id } = await create();
  for (const values of [{ mtu: 2 ** 31 }, { psk: "p".repeat(256) }]) {
    const answer = await put(id, values);
    expect([answer.status, errorOf(answer)]).toEqual([400, "VPNStateInvalidToUpdate"]);
  }
  await read(id);
  expect((await put(id, { mtu: 2 ** 31 })).status).toBe(500);
});

test("otc: an empty PUT changes nothing and starts no transition", async () => {
  await start("otc");
  emulator.transitions.create.pending = undefined;
  const { id } = await create();

  expect(inside(await put(id, {})).status).toBe("DOWN");
});

test("otc: a connection that is administratively down becomes FROZEN", async () => {
  await start("otc");
  const { id } = await create({ admin_state_up: false });

  expect([await read(id), await read(id)]).toEqual(["PENDING_CREATE", "FROZEN"]);
});

test("a service is served at once when its first connection has no pending phase", async () => {
  await start("otc");
  emulator.transitions.create.pending = undefined;
  await create();

  expect(emulator.vpnservices.get(emulator.seeded.vpnserviceId)?.status).toBe("ACTIVE");
});

test("otc: a PUT of a service shows no PENDING_UPDATE unless told, and then for as many reads as told", async () => {
  await start("otc");
  const path = `/v2.0/vpn/vpnservices/${emulator.seeded.vpnserviceId}`;
  const update = (values: object) => call(emulator, `PUT ${path}`, { vpnservice: values });
  const status = async () => inside(await call(emulator, `GET ${path}`), "vpnservice").status;
  emulator.setStatus(emulator.seeded.vpnserviceId, "ACTIVE");
  const plain = inside(await update({ name: "one" }), "vpnservice").status;
  Object.assign(emulator.serviceTransitions.update, { pending: "PENDING_UPDATE", reads: 2 });
  const empty = inside(await update({}), "vpnservice").status;
  const told = inside(await update({ name: "two" }), "vpnservice").status;
  const refused = await update({ name: "three" });

  expect([plain, empty, told]).toEqual(["ACTIVE", "ACTIVE", "PENDING_UPDATE"]);
  expect([refused.status, errorOf(refused)]).toEqual([400, "VPNStateInvalidToUpdate"]);
  expect([await status(), await status(), await status()]).toEqual(["PENDING_UPDATE", "PENDING_UPDATE", "ACTIVE"]);
  expect((await update({ name: "four" })).status).toBe(200);
});

test("a service stays PENDING_CREATE and refuses updates until its first connection has settled", async () => {
  await start("openstack");
  const path = `/v2.0/vpn/vpnservices/${emulator.seeded.vpnserviceId}`;
  const before = await call(emulator, `PUT ${path}`, { vpnservice: { name: "x" } });
  const { id } = await create();
  await read(id);
  const after = await call(emulator, `PUT ${path}`, { vpnservice: { name: "x" } });

  expect([before.status, errorOf(before)]).toEqual([400, "VPNStateInvalidToUpdate"]);
  expect([after.status, inside(after, "vpnservice").status]).toEqual([200, "ACTIVE"]);
});
