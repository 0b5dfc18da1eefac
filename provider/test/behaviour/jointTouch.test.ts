// Both policies of a connection changed in one run on Open Telekom Cloud: its tunnel negotiates once for both, and a touch that failed
// is made up for by the next run.
import type { Clock } from "../../src/core/clock";
import type { Kind } from "../../src/core/schema";
import { createJointTouch } from "../../src/waiting/jointTouch";
import { createPollScheduler } from "../../src/waiting/scheduler";
import { FakeClock } from "../support/loopback";
import { failureOf, initFailureOf } from "../support/rejections";
import { settleAtOnce } from "../support/settleAtOnce";
import { entryOf, openStage, type Stage } from "../support/stage";
import { VirtualClock } from "../support/virtualClock";

const ITEM = { path: /^\/v2\.0\/vpn\/ipsec-site-connections\// };
const TOUCH = { ipsec_site_connection: { admin_state_up: true } };
const KINDS = ["IkePolicy", "IpsecPolicy"] as const satisfies readonly Kind[];
/** The hidden inputs of the SDK. */
const OF_STACK = { __stack: "organization/story/dev", __path: "::policy" };
const FOREVER = Number.POSITIVE_INFINITY;

/** A policy as the state has it. */
interface Policy {
  readonly kind: (typeof KINDS)[number];
  readonly id: string;
  readonly inputs: Record<string, unknown>;
  readonly outs: Record<string, unknown>;
  readonly hasFailed: boolean;
}

let stage: Stage<VirtualClock>;
let policies: Policy[];

async function open(settings: Record<string, unknown> = {}, ofStack: Record<string, unknown> = {}): Promise<void> {
  stage = await openStage({}, settings, new VirtualClock());
  settleAtOnce(stage.emulator);
  policies = [];
  for (const kind of KINDS) policies.push({ kind, ...(await stage.of(kind).created(ofStack)), hasFailed: false });
  const [ikepolicyId, ipsecpolicyId] = policies.map(({ id }) => id);
  await stage.created({ ikepolicyId, ipsecpolicyId, name: "hq" });
}
afterEach(async () => {
  stage?.clock.close();
  await stage?.close();
});

/** The bodies of the touches that the service accepted since the last call. */
function touches(): unknown[] {
  const made = stage.emulator.requests({ method: "PUT", ...ITEM }).filter(({ status }) => status === 200);
  stage.emulator.clearLog();
  return made.map(({ body }) => body);
}

/** What a run does, as the engine does it: compares one policy after the other, then updates what differs or has failed, each `apart` ms later. */
function begin(change: Record<string, unknown>, apart = 0): Promise<Record<string, unknown>>[] {
  const handlers = stage.anotherRun();
  return policies.map(async ({ kind, id, inputs, outs, hasFailed }, at) => {
    const news = { ...inputs, ...change };
    const { changes } = handlers(kind).diff(outs, news, inputs, id);
    if (changes === false && !hasFailed) return outs;
    await stage.clock.sleep(at * apart);
    return handlers(kind).update(id, outs, news, inputs);
  });
}

/** A run, and the touches that it made. */
async function up(change: Record<string, unknown>, apart?: number): Promise<unknown[]> {
  const updates = begin(change, apart);
  policies = await Promise.all(
    policies.map(async (policy, at) => ({
      ...policy,
      inputs: { ...policy.inputs, ...change },
      outs: await (updates[at] ?? {}),
      hasFailed: false,
    })),
  );
  return touches();
}

/** A run in which both fail behind their own PUT; returns what they say. */
async function failingUp(change: Record<string, unknown>): Promise<string[]> {
  const errors = await Promise.all(begin(change).map(initFailureOf));
  policies = policies.map((policy, at) => ({
    ...policy,
    inputs: { ...policy.inputs, ...change },
    outs: errors[at]?.properties ?? {},
    hasFailed: true,
  }));
  return errors.map(({ message }) => message);
}

/** What a preview of the program as it stands says, and whether it shows an update of each policy. */
function preview(): { said: string[]; changes: (boolean | undefined)[] } {
  const handlers = stage.anotherRun();
  stage.said.length = 0;
  const changes = policies.map(({ kind, id, inputs, outs }) => handlers(kind).diff(outs, inputs, inputs, id).changes);
  return { said: stage.said.splice(0), changes };
}

async function refresh(): Promise<void> {
  const handlers = stage.anotherRun();
  policies = await Promise.all(
    policies.map(async (policy) => {
      const found = await handlers(policy.kind).read(policy.id, policy.outs);
      // The engine forgets the failure of an object that can be read.
      return { ...policy, outs: found?.outs ?? {}, inputs: { ...policy.inputs, ...found?.inputs }, hasFailed: false };
    }),
  );
}

function fail(times = FOREVER): void {
  const reply = { status: 500, body: { code: "VPC.1001", message: "not now" } };
  stage.emulator.fault({ match: { method: "PUT", ...ITEM }, times, reply });
}

test("one touch serves both", async () => {
  await open();
  expect(await up({ pfs: "group19" })).toEqual([TOUCH]);
});

test("the engine begins the second update some time after it has announced it: one touch", async () => {
  await open();
  expect(await up({ pfs: "group19" }, 400)).toEqual([TOUCH]);
});

test("one after the other each has its own", async () => {
  await open();
  const handlers = stage.anotherRun();
  for (const { kind, id, inputs, outs } of policies) {
    handlers(kind).diff(outs, { ...inputs, pfs: "group19" }, inputs, id);
    await handlers(kind).update(id, outs, { ...inputs, pfs: "group19" }, inputs);
  }
  expect(touches()).toEqual([TOUCH, TOUCH]);
});

describe("a second policy that the service does not take", () => {
  const PENDING = { status: 409, body: { code: "VPC.1", message: "the policy is in PENDING_UPDATE" } };
  const REPORT =
    /^other policy busy (\d+) s: hq \(IPsec site connection [\w-]+\), waiting until it is ready for an update$/;
  const refuseIpsec = (times: number) =>
    stage.emulator.fault({ match: { method: "PUT", path: /ipsecpolicies/ }, times, reply: PENDING });
  const reports = () => stage.said.flatMap((line) => REPORT.exec(line)?.[1] ?? []);

  test("is waited for with a report every ten seconds, then one touch serves both", async () => {
    await open();
    refuseIpsec(9);
    expect(await up({ pfs: "group19" })).toEqual([TOUCH]);
    expect(reports()).toEqual(["10", "20", "30"]);
  });

  test("until the timeout of the first: an error that keeps it, and says which policy is in the way", async () => {
    await open({ updateTimeout: "30s" });
    refuseIpsec(FOREVER);
    const [ike, ipsec] = begin({ pfs: "group19" }, 400);
    const error = await initFailureOf(ike ?? Promise.resolve());
    await failureOf(ipsec ?? Promise.resolve());
    const [policy, other] = policies;
    const connection = [...stage.emulator.connections.keys()].at(-1);
    expect(error.id).toBe(policy?.id);
    expect(error.properties).toMatchObject({ pfs: "group19", __unapplied: true });
    expect(error.message).toBe(
      `IKE policy "phase-1" (${policy?.id}) was changed, but a connection did not take it over: ` +
        `IPsec site connection "hq" (${connection}): its other policy (${other?.id}) was still being changed after 30 s ` +
        "(the limit is the setting vpnaas:updateTimeout). It is kept in the state. See at the service what is wrong with the " +
        "connection, then run `pulumi up` again: it updates the connections that use it again",
    );
    expect(reports()).toEqual(["10", "20"]);
    expect(touches()).toEqual([]);
  });
});

describe("a policy whose partner is never compared", () => {
  const openWith = (clock: Clock) => {
    const touch = createJointTouch(clock, createPollScheduler(clock));
    /** How long the touch of a connection waits. */
    const waitOf = async (connection: string, partner: string) => {
      const before = clock.now();
      const awaited = { name: connection, object: connection, purpose: "ready" };
      const request = {
        connection,
        policy: "ike",
        partner,
        subject: connection,
        awaited,
        log: () => undefined,
        signal: new AbortController().signal,
        limit: "",
      };
      await touch.touch({ ...request, deadline: before + 60_000, act: async () => undefined });
      return clock.now() - before;
    };
    touch.begin("ike");
    return { touch, waitOf };
  };

  test("waits until nothing was heard of the engine for half a second, and once for each partner", async () => {
    const clock = new FakeClock();
    const { waitOf } = openWith(clock);
    clock.time += 400;
    expect(await waitOf("north", "ipsec")).toBe(100);
    expect(await waitOf("south", "ipsec")).toBe(0);
  });

  test("waits for five seconds at most, counted from its own update", async () => {
    const clock = new FakeClock();
    const { touch, waitOf } = openWith(clock);
    const { sleep } = clock;
    clock.sleep = async (milliseconds) => {
      await sleep.call(clock, Math.min(milliseconds, 200));
      touch.hear();
    };
    expect(await waitOf("north", "ipsec")).toBe(5_000);
    expect(await waitOf("south", "other")).toBe(0);
  });

  test("of many that wait for an engine without room one gives up at a time", async () => {
    const clock = new VirtualClock();
    const { waitOf } = openWith(clock);
    expect(await Promise.all([waitOf("north", "one"), waitOf("south", "two")])).toEqual([500, 1_000]);
    clock.close();
  });
});

describe("a touch that failed", () => {
  test("is told by both; the next run makes one, the third none", async () => {
    await open();
    fail();
    for (const message of await failingUp({ pfs: "group19" })) expect(message).toContain("not now");
    expect(touches()).toEqual([]);
    stage.emulator.clearFaults();
    expect(await up({}, 400)).toEqual([TOUCH]);
    expect(await up({})).toEqual([]);
  });

  test.each([
    { beside: "nothing else", change: {} },
    { beside: "a change that needs none", change: { description: "of the north" } },
  ])("is made up for after a refresh, too, beside $beside", async ({ change }) => {
    await open();
    fail();
    await failingUp({ pfs: "group19" });
    stage.emulator.clearFaults();
    await refresh();
    touches();
    expect(await up(change)).toEqual([TOUCH]);
    expect(await up({})).toEqual([]);
  });

  test("stays due as long as it fails", async () => {
    await open();
    fail();
    await failingUp({ pfs: "group19" });
    await failingUp({});
    stage.emulator.clearFaults();
    touches();
    expect(await up({})).toEqual([TOUCH]);
  });

  test("is shown by the next preview, and no longer once it is made", async () => {
    await open();
    fail();
    await failingUp({ pfs: "group19" });
    stage.emulator.clearFaults();
    await refresh();
    const owed =
      "an earlier change has not reached every connection that uses it; they will be updated, their tunnels negotiate again";
    const [ike, ipsec] = policies.map(({ outs }) => outs.name);
    expect(preview()).toEqual({
      said: [`IKE policy "${ike}": ${owed}`, `IPsec policy "${ipsec}": ${owed}`],
      changes: [true, true],
    });
    await up({});
    expect(preview()).toEqual({ said: [], changes: [false, false] });
  });

  test("in a state that has only the failure, as earlier versions wrote it, is made up for", async () => {
    await open();
    fail();
    await failingUp({ pfs: "group19" });
    stage.emulator.clearFaults();
    touches();
    policies = policies.map(({ outs: { __unapplied: _, ...outs }, ...policy }) => ({ ...policy, outs }));
    expect(await up({})).toEqual([TOUCH]);
    policies = policies.map((policy) => ({ ...policy, hasFailed: false }));
    expect(await up({})).toEqual([]);
  });
});

describe("a change that a refresh finds", () => {
  /** At the service, and in the program that follows. */
  const changeTo = async (change: Record<string, unknown>) => {
    const { lifetime, ...rest } = change;
    const drift = lifetime === undefined ? rest : { ...rest, lifetime: { units: "seconds", ...Object(lifetime) } };
    for (const collection of [stage.emulator.ikepolicies, stage.emulator.ipsecpolicies])
      for (const policy of collection.values()) Object.assign(policy, drift);
    stage.said.length = 0;
    await refresh();
    policies = policies.map((policy) => ({ ...policy, inputs: { ...policy.inputs, ...change } }));
  };
  // The engine notes the resource as it is to become, and gives it no id yet.
  const kill = () => {
    stage.pending.updates = policies.map(({ kind }) => entryOf({ kind, path: "::policy" }));
    stage.resources.push(...policies.map(({ kind, id }) => entryOf({ kind, path: "::policy", id: id.toUpperCase() })));
  };

  test("after a run that was killed behind its PUTs: shown by the next preview, and touched once", async () => {
    await open({}, OF_STACK);
    kill();
    await changeTo({ lifetime: { value: 7200 } });
    expect(stage.said).toEqual([]);
    expect(preview().changes).toEqual([true, true]);
    stage.pending.updates = [];
    await refresh();
    expect(await up({})).toEqual([TOUCH]);
    expect(preview()).toEqual({ said: [], changes: [false, false] });
  });

  test("of someone else: the user is told what the connections need; nothing is sent", async () => {
    await open({}, OF_STACK);
    await changeTo({ pfs: "group20", lifetime: { value: 7200 } });
    const [ike, ipsec] = policies.map(({ id }) => id);
    const told =
      "pfs, lifetime changed at the service. Should the program follow, update the connections that use it by hand, if that is " +
      "not done: on this cloud they take a policy over only with an update of their own";
    expect(stage.said).toEqual([
      `IKE policy "phase-1" (${ike}): ${told}`,
      `IPsec policy "phase-2" (${ipsec}): ${told}`,
    ]);
    expect(preview()).toEqual({ said: [], changes: [false, false] });
  });

  test("while the state cannot be read: the same", async () => {
    await open({}, OF_STACK);
    kill();
    stage.stateFailures.push(new Error("no"), new Error("no"));
    await changeTo({ pfs: "group20" });
    expect(stage.said).toHaveLength(2);
    expect(preview().changes).toEqual([false, false]);
  });

  test("of a description concerns no connection, and the state is not asked for", async () => {
    await open({}, OF_STACK);
    kill();
    const { count } = stage.questions;
    await changeTo({ description: "by hand" });
    expect(stage.said).toEqual([]);
    expect(preview().changes).toEqual([false, false]);
    expect(stage.questions.count).toBe(count);
  });
});
