// The signal of an operation, at the contract itself: it ends waits, never what is between a write and its answer; what exists is kept.
import { createHold, type Emulator, startEmulator } from "../../emulator";
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
beforeEach(async () => {
  clock = new VirtualClock();
  cancel = new AbortController();
  emulator = await startEmulator({ dialect: "otc", now: () => clock.now() });
  const host = { environment: emulator.environment, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
  const cloud = createCloud(
    resolveSettings(() => undefined, host),
    () => undefined,
    { clock },
  );
  verbsOf = (kind) => cloud.handlerFor(tokenOf(kind));
});
afterEach(async () => {
  clock.close();
  await emulator.close();
});

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
    / was not created yet when the operation was cancelled: its status was PENDING_CREATE\. It is kept in the state\. /,
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
  expect(error.message).toContain("was not updated yet when the operation was cancelled");
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
    "was not deleted yet when the operation was cancelled: its status was PENDING_DELETE",
  );
});
