// What comes late in the emulator: a create behind an error, reads behind a write, a pending phase after a reply.
// Other faults and statuses are tested in emulatorFaults.test.ts and emulatorStatus.test.ts.
import { createHold, type Emulator, startEmulator } from "../../emulator";
import { call, connectionBody, connectionsPath, inside, recordOf } from "../support/emulatorClient";

let emulator: Emulator;
let clock: number;

async function start(dialect: "otc" | "openstack" = "otc"): Promise<void> {
  clock = Date.UTC(2030, 0, 1);
  emulator = await startEmulator({ dialect, now: () => clock });
}
afterEach(() => emulator.close());

const create = () => call(emulator, `POST ${connectionsPath}`, connectionBody(emulator));
const get = (id: unknown) => call(emulator, `GET ${connectionsPath}/${String(id)}`);
const put = (id: unknown, values: object) =>
  call(emulator, `PUT ${connectionsPath}/${String(id)}`, { ipsec_site_connection: values });
const remove = (id: unknown) => call(emulator, `DELETE ${connectionsPath}/${String(id)}`);
async function names(): Promise<unknown[]> {
  const { ipsec_site_connections: items } = recordOf((await call(emulator, `GET ${connectionsPath}`)).body);
  return Array.isArray(items) ? items.map((item) => recordOf(item).name) : [];
}

describe("a request that the server acts on late", () => {
  test.each([
    { reply: { status: 504 }, end: 504 },
    { reply: "reset", end: "failed" },
    { reply: "cut", end: "failed" },
  ] as const)("is answered first ($end), and its effect is there after that time", async ({ reply, end }) => {
    await start();
    emulator.fault({ match: { method: "POST" }, act: { late: 3_000 }, reply });
    const seen = await create().then(
      ({ status }) => status,
      () => "failed",
    );
    const stored = [await names()];
    clock += 2_999;
    stored.push(await names());
    clock += 1;
    stored.push(await names());

    expect(seen).toBe(end);
    expect(stored).toEqual([[], [], ["conn"]]);
  });

  test("is acted on without another request, too", async () => {
    emulator = await startEmulator();
    emulator.fault({ match: { method: "POST" }, act: { late: 20 }, reply: { status: 504 } });
    await create();
    while (emulator.connections.size === 0) await new Promise((resolve) => setTimeout(resolve, 5));

    expect(emulator.log.map(({ method, status }) => `${method} ${status}`)).toEqual(["POST 504"]);
  });

  test("is acted on when the clock is there, although a timer fired before", async () => {
    await start();
    emulator.fault({ match: { method: "POST" }, act: { late: 20 }, reply: { status: 504 } });
    await create();
    clock += 19;
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = emulator.connections.size;
    clock += 1;
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect([before, emulator.connections.size]).toEqual([0, 1]);
  });

  test("has no reply that says by itself when it is given", async () => {
    await start();
    const order = (reply: { delay: number } | { hold: ReturnType<typeof createHold> }) => () =>
      emulator.fault({ match: {}, act: { late: 1 }, reply });

    expect(order({ delay: 1 })).toThrow("A fault that acts late needs a reply, reset, cut or silence");
    expect(order({ hold: createHold() })).toThrow("A fault that acts late needs a reply, reset, cut or silence");
  });
});

describe.each(["otc", "openstack"] as const)("reads that lag behind writes (%s)", (dialect) => {
  beforeEach(async () => {
    await start(dialect);
    for (const transition of Object.values(emulator.transitions)) transition.pending = undefined;
  });

  test("show an object as it was before a PUT, in GET and LIST, while the reply of the PUT is new", async () => {
    const { id } = inside(await create());
    emulator.readLag = 4_000;
    const reply = inside(await put(id, { name: "new" }));
    const seen = [inside(await get(id)).name, await names()];
    clock += 3_999;
    seen.push(inside(await get(id)).name, await names());
    clock += 1;
    seen.push(inside(await get(id)).name, await names());

    expect(reply.name).toBe("new");
    expect(seen).toEqual(["conn", ["conn"], "conn", ["conn"], "new", ["new"]]);
  });

  test("find a new object late, and a removed one still", async () => {
    emulator.readLag = 4_000;
    const { id } = inside(await create());
    const seen: unknown[] = [(await get(id)).status, await names()];
    clock += 4_000;
    seen.push((await get(id)).status, await names());
    await remove(id);
    seen.push((await get(id)).status, await names(), (await remove(id)).status);
    clock += 4_000;
    seen.push((await get(id)).status, await names());

    expect(seen).toEqual([404, [], 200, ["conn"], 200, ["conn"], 404, 404, []]);
  });

  test("show one write after the other, each with its lag", async () => {
    const { id } = inside(await create());
    emulator.readLag = 4_000;
    await put(id, { name: "second" });
    clock += 1_000;
    await put(id, { name: "third" });
    const seen = [inside(await get(id)).name];
    clock += 3_000;
    seen.push(inside(await get(id)).name);
    clock += 1_000;
    seen.push(inside(await get(id)).name);

    expect(seen).toEqual(["conn", "second", "third"]);
  });

  test("end no pending phase that they do not show", async () => {
    Object.assign(emulator.transitions.update, { pending: "PENDING_UPDATE", reads: 1 });
    const { id, status } = inside(await create());
    emulator.readLag = 4_000;
    await put(id, { name: "new" });
    const seen = [inside(await get(id)).status, inside(await get(id)).status];
    clock += 4_000;
    seen.push(inside(await get(id)).status, inside(await get(id)).status);

    expect(seen).toEqual([status, status, "PENDING_UPDATE", "DOWN"]);
  });
});

describe("a pending phase that begins late", () => {
  test("after a PUT: reply and reads show the old status until then, and then count as ever", async () => {
    await start();
    emulator.transitions.create.pending = undefined;
    emulator.transitions.update = { pending: "PENDING_UPDATE", reads: 1, to: "ERROR", hold: false, beginsAfter: 800 };
    const { id } = inside(await create());
    const seen = [inside(await put(id, { mtu: 1400 })).status, inside(await get(id)).status];
    clock += 799;
    seen.push(inside(await get(id)).status);
    clock += 1;
    for (let read = 0; read < 3; read += 1) seen.push(inside(await get(id)).status);

    expect(seen).toEqual(["DOWN", "DOWN", "DOWN", "PENDING_UPDATE", "ERROR", "ERROR"]);
  });

  test("after a create there is no status until then; a timed end is counted from the write", async () => {
    await start();
    Object.assign(emulator.transitions.create, { beginsAfter: 800, milliseconds: 2_000 });
    const reply = inside(await create());
    const seen = [reply.status, inside(await get(reply.id)).status];
    clock += 800;
    seen.push(inside(await get(reply.id)).status);
    clock += 1_200;
    seen.push(inside(await get(reply.id)).status);

    expect(seen).toEqual([null, null, "PENDING_CREATE", "DOWN"]);
  });

  test("of a service, and of an object that is removed before it begins", async () => {
    await start();
    emulator.setStatus(emulator.seeded.vpnserviceId, "ACTIVE");
    const path = `/v2.0/vpn/vpnservices/${emulator.seeded.vpnserviceId}`;
    emulator.serviceTransitions.update = { ...emulator.serviceTransitions.update, pending: "PENDING_UPDATE" };
    emulator.serviceTransitions.update.beginsAfter = 800;
    const status = async () => inside(await call(emulator, `GET ${path}`), "vpnservice").status;
    await call(emulator, `PUT ${path}`, { vpnservice: { name: "one" } });
    const seen = [await status()];
    clock += 800;
    seen.push(await status(), await status());
    await call(emulator, `PUT ${path}`, { vpnservice: { name: "two" } });
    seen.push((await call(emulator, `DELETE ${path}`)).status);
    clock += 800;
    seen.push((await call(emulator, `GET ${path}`)).status);

    expect(seen).toEqual(["ACTIVE", "PENDING_UPDATE", "ACTIVE", 204, 404]);
  });
});
