// The signal of an operation, at the contract itself: it ends waits, never what is between a write and its answer; what exists is kept.
import { createHold, type Dialect, type Emulator, startEmulator } from "../../emulator";
import { createCloud } from "../../src/cloud";
import type { Known, Operation, ResourceKind, Values } from "../../src/core/contract";
import { InitFailedError } from "../../src/core/errors";
import { type Kind, tokenOf } from "../../src/core/schema";
import { resolveSettings } from "../../src/settings";
import { withoutProxies } from "../support/loopback";
import { failureOf } from "../support/rejections";
import { validInputs } from "../support/validInputs";
import { VirtualClock } from "../support/virtualClock";

let emulator: Emulator;
let clock: VirtualClock;
let cancel: AbortController;
let verbsOf: (kind: Kind) => ResourceKind;

beforeAll(withoutProxies);
beforeEach(() => open("otc"));
afterEach(close);

async function open(dialect: Dialect): Promise<void> {
  clock = new VirtualClock();
  cancel = new AbortController();
  emulator = await startEmulator({ dialect, now: () => clock.now() });
  const host = { environment: emulator.environment, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
  const cloud = createCloud(
    resolveSettings(() => undefined, host),
    () => undefined,
    { clock },
  );
  verbsOf = (kind) => cloud.handlerFor(tokenOf(kind));
}

async function close(): Promise<void> {
  clock.close();
  await emulator.close();
}

const MINUTES = { create: 600_000, update: 600_000, delete: 600_000, active: 300_000 };

function operation(): Operation {
  return {
    ...{ stack: undefined, path: undefined, autoname: { names: [], has: () => false } },
    ...{ limits: MINUTES, signal: cancel.signal, log: () => undefined },
    stateOfStack: () => Promise.reject(new Error("there is no stack here")),
  };
}

function inputsOf(kind: Kind, change: Values = {}): Values {
  return verbsOf(kind).check(undefined, validInputs(kind, emulator.seeded, change), operation()).inputs;
}

/** Cancels once the service has answered two reads that show this status: then the first one was looked at. */
async function cancelOnceSeen(status: string): Promise<void> {
  const isSeen = ({ method, replyBody }: { method: string; replyBody: unknown }) =>
    method === "GET" && JSON.stringify(replyBody ?? null).includes(`"${status}"`);
  while (emulator.log.filter(isSeen).length < 2) await new Promise((resolve) => setImmediate(resolve));
  cancel.abort();
}

async function created(change: Values = {}): Promise<{ id: string; known: Known }> {
  const inputs = inputsOf("IpsecSiteConnection", change);
  const { id, ...stored } = await verbsOf("IpsecSiteConnection").create(inputs, operation());
  emulator.clearLog();
  return { id, known: { inputs, ...stored } };
}

const forever = (verb: "create" | "update" | "delete", pending: string) =>
  Object.assign(emulator.transitions[verb], { pending, hold: true });

test("while a create waits: the id and the outputs are kept, and the message says so", async () => {
  forever("create", "PENDING_CREATE");
  const creating = failureOf(verbsOf("IpsecSiteConnection").create(inputsOf("IpsecSiteConnection"), operation()));
  await cancelOnceSeen("PENDING_CREATE");
  const error = await creating;
  const [id] = [...emulator.connections.keys()];
  expect(error).toBeInstanceOf(InitFailedError);
  expect(error).toMatchObject({ id });
  expect((error as InitFailedError).stored.outputs).toMatchObject({
    status: "PENDING_CREATE",
    peerId: "203.0.113.9",
  }); // asserted above
  expect(error.message).toMatch(
    / was not created yet \(its status was PENDING_CREATE\); stopped waiting because Pulumi was asked to stop\. It is kept in the state\. /,
  );
});

test("while an update waits: the same, with what was sent", async () => {
  const { id, known } = await created();
  forever("update", "PENDING_UPDATE");
  const news = { ...known.inputs, mtu: 1400 };
  const updating = failureOf(verbsOf("IpsecSiteConnection").update(id, known, news, operation()));
  await cancelOnceSeen("PENDING_UPDATE");
  const error = await updating;
  expect(error).toBeInstanceOf(InitFailedError);
  expect((error as InitFailedError).stored.outputs).toMatchObject({ mtu: 1400 }); // asserted above
  expect(error.message).toContain(
    "was not updated yet (its status was PENDING_UPDATE); stopped waiting because Pulumi was asked to stop",
  );
});

test("between the POST and its answer it is not looked at until the answer is there", async () => {
  const hold = createHold();
  emulator.fault({ match: { method: "POST", path: /ipsec-site-connections/ }, act: "after", reply: { hold } });
  const creating = failureOf(verbsOf("IpsecSiteConnection").create(inputsOf("IpsecSiteConnection"), operation()));
  await hold.arrived;
  cancel.abort();
  let isOver = false;
  void creating.then(() => {
    isOver = true;
  });
  for (let turns = 0; turns < 100; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(isOver).toBe(false);
  hold.release();
  const error = await creating;
  expect(error).toMatchObject({ name: "InitFailedError", id: [...emulator.connections.keys()][0] });
  expect(emulator.requests({ method: "POST", path: /ipsec-site-connections/ })).toHaveLength(1);
});

test("what is final with the answer is created all the same", async () => {
  cancel.abort();
  const { id, outputs } = await verbsOf("IkePolicy").create(inputsOf("IkePolicy"), operation());
  expect(emulator.ikepolicies.has(id)).toBe(true);
  expect(outputs.pfs).toBe("group14");
});

test("while a read is sent again and again it ends the wait at once", async () => {
  forever("create", "PENDING_CREATE");
  const reply = { status: 503, body: { message: "busy" } };
  emulator.fault({ match: { method: "GET", path: /ipsec-site-connections/ }, times: Number.POSITIVE_INFINITY, reply });
  const creating = failureOf(verbsOf("IpsecSiteConnection").create(inputsOf("IpsecSiteConnection"), operation()));
  while (emulator.requests({ method: "GET", path: /ipsec-site-connections/ }).length < 2)
    await new Promise((resolve) => setImmediate(resolve));
  const before = clock.now();
  cancel.abort();
  expect(await creating).toMatchObject({ name: "InitFailedError" });
  expect(clock.now() - before).toBeLessThan(60_000);
});

test("while a delete waits until the object is gone: an error, so that the state keeps it", async () => {
  const { id, known } = await created();
  forever("delete", "PENDING_DELETE");
  const deleting = failureOf(verbsOf("IpsecSiteConnection").delete(id, known, operation()));
  await cancelOnceSeen("PENDING_DELETE");
  expect((await deleting).message).toContain(
    "was not deleted yet (its status was PENDING_DELETE); stopped waiting because Pulumi was asked to stop. It stays in the state: run the command again",
  );
});

/** A policy of that kind, with a connection that uses it. */
async function usedPolicy(): Promise<{ id: string; known: Known }> {
  const inputs = inputsOf("IkePolicy");
  const { id, ...stored } = await verbsOf("IkePolicy").create(inputs, operation());
  await created({ ikepolicyId: id });
  return { id, known: { inputs, ...stored } };
}

test("while a policy waits for the other policy of a connection: the change is kept, and what it owes the connection", async () => {
  const { id, known } = await usedPolicy();
  const { ipsecpolicyId } = emulator.seeded;
  const partner = { inputs: {}, outputs: { name: "p", pfs: "group14" }, memo: {} };
  const other = { ...inputsOf("IpsecPolicy"), name: "p", pfs: "group19" };
  const hold = createHold();
  emulator.fault({ match: { method: "PUT", path: /ipsecpolicies/ }, act: "before", reply: { hold } });
  const writing = failureOf(verbsOf("IpsecPolicy").update(ipsecpolicyId, partner, other, operation()));
  await hold.arrived;
  const updating = failureOf(verbsOf("IkePolicy").update(id, known, { ...known.inputs, pfs: "group19" }, operation()));
  while (emulator.requests({ method: "GET", path: /ipsec-site-connections/ }).length < 1)
    await new Promise((resolve) => setImmediate(resolve));
  cancel.abort();
  const error = await updating;
  expect(error).toBeInstanceOf(InitFailedError);
  expect((error as InitFailedError).stored).toMatchObject({ outputs: { pfs: "group19" }, memo: { unapplied: true } }); // asserted above
  expect(error.message).toMatch(
    /was changed, but a connection did not take it over: .*stopped waiting because Pulumi was asked to stop\. It is kept in the state\. Run `pulumi up` again: it updates the connections that use it$/,
  );
  expect(emulator.requests({ method: "PUT", path: /ipsec-site-connections/ })).toEqual([]);
  hold.release();
  await writing;
});

test("a delete that is refused because something uses the object: an error, once", async () => {
  const { id, known } = await usedPolicy();
  const deleting = failureOf(verbsOf("IkePolicy").delete(id, known, operation()));
  while (emulator.requests({ method: "DELETE" }).length < 1) await new Promise((resolve) => setImmediate(resolve));
  cancel.abort();
  expect((await deleting).message).toMatch(
    /stopped waiting because Pulumi was asked to stop\. It stays in the state: run the command again$/,
  );
  expect(emulator.requests({ method: "DELETE" }).length).toBeLessThanOrEqual(2);
});

test("while a refresh reads again and again: the object stays as it was", async () => {
  const { id, known } = await created();
  const reply = { status: 503, body: { message: "busy" } };
  emulator.fault({ match: { method: "GET", path: /ipsec-site-connections/ }, times: Number.POSITIVE_INFINITY, reply });
  const reading = failureOf(verbsOf("IpsecSiteConnection").read(id, known, operation()));
  while (emulator.requests({ method: "GET" }).length < 1) await new Promise((resolve) => setImmediate(resolve));
  cancel.abort();
  expect((await reading).message).toMatch(
    /: stopped waiting because Pulumi was asked to stop\. It stays in the state as it was: /,
  );
});

test("limits of the resource itself count for the tunnel, too, and are named", async () => {
  const own: Operation = { ...operation(), limits: { ...MINUTES, create: 20_000, isOfResource: true } };
  const inputs = inputsOf("IpsecSiteConnection", { waitFor: "active" });
  const before = clock.now();
  const { message } = await failureOf(verbsOf("IpsecSiteConnection").create(inputs, own));
  expect(clock.now() - before).toBeLessThan(30_000);
  expect(message).toContain("(the limit is customTimeouts.create of the resource)");
});

test("while a tunnel is to be down for a new negotiation: it is up again, and the negotiation stays due", async () => {
  await close();
  await open("openstack");
  emulator.transitions.create.to = "ACTIVE";
  emulator.agent.reportsAfter = 100_000;
  const { id, known } = await created({ renegotiate: true });
  const news = { ...known.inputs, psk: "Canary-psk-9876543210" };
  const updating = failureOf(verbsOf("IpsecSiteConnection").update(id, known, news, operation()));
  await cancelOnceSeen("ACTIVE");
  const error = await updating;
  expect((error as InitFailedError).stored.memo).toMatchObject({ unapplied: true }); // asserted by the access
  expect(error.message).toContain("was not down (DOWN) yet (its status was ACTIVE); stopped waiting because Pulumi");
  expect(error.message).toMatch(
    /It is kept in the state, and is up\. Run `pulumi up` again: it takes the tunnel down and up$/,
  );
  const sent = emulator.requests({ method: "PUT" }).map(({ body }) => JSON.stringify(body));
  expect(sent.slice(1)).toEqual([false, true].map((up) => `{"ipsec_site_connection":{"admin_state_up":${up}}}`));
});
