// What an interrupted run left at the service is gone on with by the next one, and what others may own is left alone: for every kind.
import type { Dialect } from "../emulator";
import { generatedName, STACK } from "../src/lifecycle/generatedName";
import { StateUnreadable } from "../src/lifecycle/world";
import type { Kind } from "../src/schema";
import { LIVES_ON_BOTH } from "./support/lives";
import { openStage, type Stage } from "./support/stage";

const OURS = "organization/story/dev";
const OTHERS = "organization/story/prod";

let stage: Stage;
afterEach(() => stage.close());

async function open(kind: Kind, dialect: Dialect): Promise<Stage> {
  stage = await openStage({ dialect });
  // On Open Telekom Cloud a VPC has one service.
  if (kind === "VpnService") stage.emulator.vpnservices.delete(stage.emulator.seeded.secondVpnserviceId);
  return stage;
}

/** Inputs as the SDK and `check` make them in a stack; a name that the program gives replaces the made-up one. */
function inputsIn(stack: string, kind: Kind, change: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...stage.of(kind).inputs({ name: generatedName(stack, kind, "hq"), ...change }), [STACK]: stack };
}

const createIn = (stack: string, kind: Kind, change = {}) =>
  stage.another({}, kind).create(inputsIn(stack, kind, change));
const methods = () => stage.emulator.vpnRequests().map(({ method }) => method);

describe.each(LIVES_ON_BOTH)("a $kind ($dialect)", ({ kind, dialect, stored, change }) => {
  test("that an interrupted run left is gone on with: one list, no POST", async () => {
    await open(kind, dialect);
    const left = await createIn(OURS, kind);
    stage.emulator.clearLog();
    const next = await createIn(OURS, kind);
    expect(next.id).toBe(left.id);
    expect(methods()).not.toContain("POST");
    expect(stage.said.at(-1)).toContain(`(${left.id}) was left by an interrupted run of this stack; going on with it`);
    expect(next.outs).toEqual(left.outs);
  });

  test("that the state knows is never taken: the service gets a second one, or refuses it", async () => {
    await open(kind, dialect);
    const owned = await createIn(OURS, kind);
    stage.state.add(owned.id);
    const count = stored(stage.emulator).size;
    const end = await createIn(OURS, kind).catch((error: Error) => error);
    if (end instanceof Error) expect(end.message).toMatch(/VPC\.10/);
    else expect(end.id).not.toBe(owned.id);
    expect(stored(stage.emulator).size).toBe(end instanceof Error ? count : count + 1);
  });

  test("of another stack with the same program is not taken", async () => {
    await open(kind, dialect);
    const others = await createIn(OTHERS, kind);
    const end = await createIn(OURS, kind).catch((error: Error) => error);
    if (end instanceof Error) expect(end.message).toMatch(/VPC\.10/);
    else expect(end.id).not.toBe(others.id);
  });

  test("under a name that the program gives is refused where nobody is known to own it, and nothing is sent", async () => {
    await open(kind, dialect);
    const left = await createIn(OURS, kind, { name: "main" });
    stage.emulator.clearLog();
    await expect(createIn(OURS, kind, { name: "main" })).rejects.toThrow(
      `was not created: there is one already that is the same, that nothing uses and the state of the stack does not know: ${left.id}.`,
    );
    expect(methods()).not.toContain("POST");
  });

  test("that was left is brought to what the program says by now", async () => {
    await open(kind, dialect);
    const left = await createIn(OURS, kind);
    if (kind === "VpnService") stage.emulator.setStatus(left.id, "ACTIVE");
    // What a change replaces on OpenStack is not the object that was left.
    const isReplaced = dialect === "openstack" && (kind === "IkePolicy" || kind === "IpsecPolicy");
    const news = "name" in change ? { description: "other" } : change;
    const next = await createIn(OURS, kind, news);
    expect(next.outs).toMatchObject(news);
    expect(next.id === left.id).toBe(!isReplaced);
    if (isReplaced)
      expect(stage.said.at(-1)).toContain(`(${left.id}) was left by an interrupted run of this stack, and`);
  });
});

describe("an IKE policy on openstack", () => {
  const kind = "IkePolicy";

  test("one list serves all creates of a run", async () => {
    await open(kind, "openstack");
    const handler = stage.another({}, kind);
    const names = ["a", "b", "c"].map((base) => generatedName(OURS, kind, base));
    await Promise.all(names.map((name) => handler.create(inputsIn(OURS, kind, { name }))));
    expect(methods().sort()).toEqual(["GET", "POST", "POST", "POST"]);
  });

  test("what one resource of a run has taken is not taken by another of the same name", async () => {
    await open(kind, "openstack");
    const left = await createIn(OURS, kind);
    const handler = stage.another({}, kind);
    const [first, second] = await Promise.all([
      handler.create(inputsIn(OURS, kind)),
      handler.create(inputsIn(OURS, kind)),
    ]);
    expect([first.id, second.id].filter((id) => id === left.id)).toHaveLength(1);
    expect(first.id).not.toBe(second.id);
  });

  test("several that interrupted runs left are listed, and nothing is sent", async () => {
    await open(kind, "openstack");
    const first = await createIn(OURS, kind);
    stage.state.add(first.id);
    const second = await createIn(OURS, kind);
    stage.state.clear();
    stage.emulator.clearLog();
    await expect(createIn(OURS, kind)).rejects.toThrow(/interrupted runs left several of it: .*Delete all but one/);
    await expect(createIn(OURS, kind)).rejects.toThrow(second.id);
    expect(methods()).not.toContain("POST");
  });

  test("what a connection uses is never taken: under a name of this stack it is an error that says whose it may be", async () => {
    await open(kind, "openstack");
    const { id } = await createIn(OURS, kind);
    await stage.of("IpsecSiteConnection").created({ ikepolicyId: id });
    await expect(createIn(OURS, kind)).rejects.toThrow(
      /has the name that this stack gives and is used by IPsec site connection .* but the state of the stack does not know it/,
    );
  });

  test("what a connection uses under a name that the program gives is somebody else's: a second one is made", async () => {
    await open(kind, "openstack");
    const { id } = await createIn(OURS, kind, { name: "main" });
    await stage.of("IpsecSiteConnection").created({ ikepolicyId: id });
    expect((await createIn(OURS, kind, { name: "main" })).id).not.toBe(id);
  });

  test("without an answer about the state nothing is taken and nothing is sent", async () => {
    await open(kind, "openstack");
    const { id } = await createIn(OURS, kind);
    stage.stateFailures.push(new Error("there is no CLI"));
    stage.emulator.clearLog();
    await expect(createIn(OURS, kind)).rejects.toThrow(
      `was not created: there is one already that is the same (${id}), and whether the state of the stack knows it could not be found out: there is no CLI.`,
    );
    expect(methods()).not.toContain("POST");
    expect(stage.clock.waits).toEqual([]);
  });

  test("a state that cannot be read for moments is asked for again", async () => {
    await open(kind, "openstack");
    const { id } = await createIn(OURS, kind);
    stage.stateFailures.push(new StateUnreadable("EOF"), new StateUnreadable("EOF"));
    expect((await createIn(OURS, kind)).id).toBe(id);
    expect(stage.clock.waits.slice(0, 2)).toEqual([500, 750]);
  });

  test("a state that stays unreadable for 12 s is refused with the last reason", async () => {
    await open(kind, "openstack");
    await createIn(OURS, kind);
    const started = stage.clock.now();
    stage.stateFailures.push(...Array.from({ length: 20 }, (_, at) => new StateUnreadable(`EOF ${at + 1}`)));
    stage.emulator.clearLog();
    await expect(createIn(OURS, kind)).rejects.toThrow("could not be found out: EOF 8.");
    expect(stage.clock.now() - started).toBe(12_000);
    expect(methods()).not.toContain("POST");
  });

  test("a list that fails creates nothing; the next create asks again", async () => {
    await open(kind, "openstack");
    const handler = stage.another({}, kind);
    stage.emulator.fault({ match: { method: "GET" }, reply: { status: 403 } });
    await expect(handler.create(inputsIn(OURS, kind))).rejects.toThrow(
      /403.*was not created, since it has to be known first/,
    );
    await handler.create(inputsIn(OURS, kind));
    expect(methods()).toEqual(["GET", "GET", "POST"]);
  });

  test("a lost reply is not looked for among what was there before this run", async () => {
    await open(kind, "openstack");
    const others = await createIn(OURS, kind, { name: "main" });
    stage.state.add(others.id);
    stage.emulator.fault({ match: { method: "POST" }, reply: "reset" });
    const made = await createIn(OURS, kind, { name: "main" });
    expect(made.id).not.toBe(others.id);
  });
});

describe("the stack that inputs tell of", () => {
  test("comes with a create, stays what it was, and no drift takes it away", async () => {
    await open("IkePolicy", "openstack");
    const { handler } = stage.of("IkePolicy");
    const { inputs } = handler.check({}, { name: "main", [STACK]: OURS });
    expect(inputs).toMatchObject({ [STACK]: OURS });
    const { id, outs } = await handler.create(inputs);
    stage.emulator.ikepolicies.set(id, { ...stage.emulator.ikepolicies.get(id), name: "by hand" });
    const drifted = await handler.read(id, outs);
    expect(drifted?.inputs).toMatchObject({ name: "by hand", [STACK]: OURS });
    // After a rename of the stack, and for what was imported or made by an older version.
    const renamed = { name: "main", [STACK]: OTHERS };
    expect(handler.check(inputs, renamed).inputs).toEqual(inputs);
    expect(handler.check({ name: "main" }, renamed).inputs).not.toHaveProperty(STACK);
  });

  test("names what exists as it was, but what replaces it anew", async () => {
    await open("IkePolicy", "openstack");
    const { handler } = stage.of("IkePolicy");
    const madeUp = { name: generatedName(OURS, "IkePolicy", "hq"), [STACK]: OURS };
    expect(handler.check({ name: "main" }, madeUp).inputs.name).toBe("main");
    expect(handler.check({}, madeUp).inputs.name).toBe(madeUp.name);
    expect(handler.check({ name: madeUp.name }, { name: "main", [STACK]: OURS }).inputs.name).toBe("main");
    expect(handler.diff({ name: "main" }, madeUp).changes).toBe(false);
    expect(handler.diff({ name: "main" }, { name: "other" }).replaces).toEqual(["name"]);
  });
});

test("a made-up name has at most 64 characters, and no half ones", () => {
  expect(generatedName(OURS, "IkePolicy", "a".repeat(80))).toMatch(/^a{56}-[0-9a-f]{7}$/);
  expect(generatedName(OURS, "IkePolicy", `${"a".repeat(55)}💡`)).toMatch(/^a{55}-[0-9a-f]{7}$/);
  expect(generatedName(OURS, "IkePolicy", "a")).not.toBe(generatedName(OURS, "IpsecPolicy", "a"));
});
