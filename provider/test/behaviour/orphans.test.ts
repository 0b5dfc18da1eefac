// What an interrupted run left at the service is continued with by the next one where the state proves whose it is, and what others
// may own is left alone: for every kind.
import type { Dialect } from "../../emulator";
import { earlierName, generatedName, isGenerated, PATH, STACK } from "../../src/adapters/autoname";
import { StateUnreadable } from "../../src/context";
import type { Kind } from "../../src/core/schema";
import { LIVES_ON_BOTH } from "../support/lives";
import { entryOf, openStage, type Stage } from "../support/stage";

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

/** Inputs as the SDK and `check` make them in a stack; a name that the program gives replaces the generated one. */
function inputsIn(stack: string, kind: Kind, change: Record<string, unknown> = {}): Record<string, unknown> {
  const { [PATH]: path = "::hq", ...given } = change;
  const name = generatedName(stack, kind, String(path));
  return { ...stage.of(kind).inputs({ name, ...given }), [STACK]: stack, [PATH]: path };
}

const createIn = (stack: string, kind: Kind, change = {}) =>
  stage.another({}, kind).create(inputsIn(stack, kind, change));
const methods = () => stage.emulator.vpnRequests().map(({ method }) => method);

/** Writes down that a creation with these inputs was begun, as the state of the stack holds it after the run was killed. */
function begin(kind: Kind, change: Record<string, unknown> = {}): void {
  const inputs = inputsIn(OURS, kind, change);
  stage.pending.creates.push(entryOf({ kind, path: String(inputs[PATH]), inputs }));
}

/** What a run left that was killed after the service acted. */
async function killed(kind: Kind, change: Record<string, unknown> = {}) {
  begin(kind, change);
  return createIn(OURS, kind, change);
}

describe.each(LIVES_ON_BOTH)("a $kind ($dialect)", ({ kind, dialect, stored, change, path }) => {
  const list = path.split("/").at(-1)?.replaceAll("-", "_") ?? "";

  test.each(["generated", "given"])(
    "that a killed run left under a %s name is continued with: no POST",
    async (name) => {
      await open(kind, dialect);
      const change = name === "given" ? { name: "main" } : {};
      const left = await killed(kind, change);
      stage.emulator.clearLog();
      const next = await createIn(OURS, kind, change);
      expect(next.id).toBe(left.id);
      expect(methods()).not.toContain("POST");
      expect(stage.said.at(-1)).toContain(
        `(${left.id}) was left by an interrupted run of this stack; continuing with it`,
      );
      expect(stage.said.at(-1)).toContain(
        "`pulumi refresh --clear-pending-creates` clears that entry, and the object stays",
      );
      expect(next.outs).toEqual(left.outs);
      expect(stage.questions.count).toBe(1);
    },
  );

  test("that no pending creation proves to be this stack's is refused under a generated name, too, and nothing is sent", async () => {
    await open(kind, dialect);
    const others = await createIn(OURS, kind);
    stage.emulator.clearLog();
    await expect(createIn(OURS, kind)).rejects.toThrow(
      `an identical, unused one already exists that is not in this stack's state: ${others.id}. To manage it here, set adoptId: "${others.id}"; if no one needs it, delete it.`,
    );
    expect(methods()).not.toContain("POST");
    expect(stage.emulator.openFaults()).toBe(0);
  });

  test("of another project is no candidate, whoever may see it", async () => {
    await open(kind, dialect);
    const left = await killed(kind);
    const object = stored(stage.emulator).get(left.id);
    const item = { ...object, tenant_id: "f0000000000000000000000000000000" };
    // An administrator's list shows all projects.
    stage.emulator.fault({ match: { method: "GET", path }, reply: { status: 200, body: { [list]: [item] } } });
    stored(stage.emulator).delete(left.id);
    expect((await createIn(OURS, kind)).id).not.toBe(left.id);
    expect(stage.questions.count).toBe(0);
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

  test("under a name that the program gives is refused where no one is known to own it, and nothing is sent", async () => {
    await open(kind, dialect);
    const left = await createIn(OURS, kind, { name: "main" });
    stage.emulator.clearLog();
    await expect(createIn(OURS, kind, { name: "main" })).rejects.toThrow(
      `was not created: an identical, unused one already exists that is not in this stack's state: ${left.id}.`,
    );
    expect(methods()).not.toContain("POST");
  });

  test("that was left is brought to what the program says now", async () => {
    await open(kind, dialect);
    const left = await killed(kind);
    if (kind === "VpnService") stage.emulator.setStatus(left.id, "ACTIVE");
    // What a change replaces on OpenStack is not the object that was left.
    const isReplaced = dialect === "openstack" && (kind === "IkePolicy" || kind === "IpsecPolicy");
    const news = "name" in change ? { description: "other" } : change;
    const next = await createIn(OURS, kind, news);
    expect(next.outs).toMatchObject(news);
    expect(next.id === left.id).toBe(!isReplaced);
    if (isReplaced)
      expect(stage.said.at(-1)).toContain(
        `(${left.id}) has the name that this stack generates, but not what the program says`,
      );
  });
});

describe("an IKE policy on openstack", () => {
  const kind = "IkePolicy";

  test("one list serves all creates of a run", async () => {
    await open(kind, "openstack");
    const handler = stage.another({}, kind);
    await Promise.all(["a", "b", "c"].map((name) => handler.create(inputsIn(OURS, kind, { [PATH]: `::${name}` }))));
    expect(methods().sort()).toEqual(["GET", "POST", "POST", "POST"]);
  });

  test("what one resource of a run has taken is not taken by another of the same name", async () => {
    await open(kind, "openstack");
    const left = await killed(kind);
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
    begin(kind);
    await expect(createIn(OURS, kind)).rejects.toThrow(
      /an interrupted run began to create it, and several objects could be what it left: .*Delete those that no one needs/,
    );
    await expect(createIn(OURS, kind)).rejects.toThrow(second.id);
    expect(methods()).not.toContain("POST");
  });

  test("what a connection uses is never taken: under a name of this stack it is an error that says whose it may be", async () => {
    await open(kind, "openstack");
    const { id } = await createIn(OURS, kind);
    await stage.of("IpsecSiteConnection").created({ ikepolicyId: id });
    await expect(createIn(OURS, kind)).rejects.toThrow(
      /has the name that this stack generates and is used by IPsec site connection .* but the state of the stack does not know it/,
    );
  });

  test("what a connection uses under a name that the program gives is someone else's: a second one is made", async () => {
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
    const { id } = await killed(kind);
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

describe("a pending creation", () => {
  const kind = "IkePolicy";
  beforeEach(() => open(kind, "openstack"));

  test("that is this run's own proves nothing; one more of the same URN does", async () => {
    const { id } = await killed(kind);
    stage.pending.isOfThisRun = true;
    await expect(createIn(OURS, kind)).rejects.toThrow(`already exists that is not in this stack's state: ${id}`);
    begin(kind);
    expect((await createIn(OURS, kind)).id).toBe(id);
  });

  test("of another resource of the stack proves nothing, however alike", async () => {
    const { id } = await killed(kind, { name: "main" });
    const change = { name: "main", [PATH]: "my:Hub::hq" };
    await expect(createIn(OURS, kind, change)).rejects.toThrow(
      `already exists that is not in this stack's state: ${id}`,
    );
  });

  test.each([
    ["kind", { kind: "IpsecPolicy" as const }],
    ["name", { change: { name: "other" } }],
    ["immutable input", { change: { name: "main", pfs: "group15" } }],
  ])(
    "of another %s proves nothing",
    async (_, { kind: begun = kind, change = { name: "main" } }: { kind?: Kind; change?: object }) => {
      const { id } = await createIn(OURS, kind, { name: "main" });
      const inputs = { ...inputsIn(OURS, kind, { name: "main" }), ...change };
      stage.pending.creates.push(entryOf({ kind: begun, inputs }));
      await expect(createIn(OURS, kind, { name: "main" })).rejects.toThrow(`not in this stack's state: ${id}`);
    },
  );

  test("proves nothing once the state has its outcome: another's twin is not taken in a replacement", async () => {
    const twin = await killed(kind);
    const outcome = entryOf({ kind, id: "ffffffff-0000-4000-8000-000000000001", inputs: inputsIn(OURS, kind) });
    stage.resources.push(outcome);
    await expect(createIn(OURS, kind)).rejects.toThrow(
      `not in this stack's state: ${twin.id}. If an interrupted replacement left it, delete it at the service, then run the command again. If it belongs to someone else, give this one a name of its own`,
    );
    // What the resource has become since is another thing: the entry may be that of a replacement that was killed.
    stage.resources.splice(0, 1, { ...outcome, inputs: { ...outcome.inputs, pfs: "group15" } });
    expect((await createIn(OURS, kind)).id).toBe(twin.id);
  });

  test("with encrypted inputs is compared by the others", async () => {
    const { id } = await createIn(OURS, kind);
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };
    stage.pending.creates.push(
      entryOf({ kind, inputs: { ...inputsIn(OURS, kind), description: secret, pfs: secret } }),
    );
    expect((await createIn(OURS, kind)).id).toBe(id);
  });

  test("of version 0.1.0, with its name, is continued with, and the object keeps that name", async () => {
    const child = { [PATH]: "my:Hub::hq" };
    const name = earlierName(OURS, kind, "hq");
    const { id } = await killed(kind, { ...child, name });
    const { outs } = await createIn(OURS, kind, child);
    expect(stage.emulator.ikepolicies.get(id)?.name).toBe(name);
    expect(outs.name).toBe(name);
    const { handler } = stage.of(kind);
    const { inputs } = handler.check(inputsIn(OURS, kind, child), inputsIn(OURS, kind, child));
    expect(inputs.name).not.toBe(name);
    expect(handler.diff(outs, inputs, inputsIn(OURS, kind, child)).changes).toBe(false);
  });
});

describe("the stack that inputs tell of", () => {
  test("comes with a create, stays what it was, and no drift takes it away", async () => {
    await open("IkePolicy", "openstack");
    const { handler } = stage.of("IkePolicy");
    const { inputs } = handler.check({}, { name: "main", [STACK]: OURS, [PATH]: "::hq" });
    expect(inputs).toMatchObject({ [STACK]: OURS, [PATH]: "::hq" });
    const { id, outs } = await handler.create(inputs);
    stage.emulator.ikepolicies.set(id, { ...stage.emulator.ikepolicies.get(id), name: "by hand" });
    const drifted = await handler.read(id, outs);
    expect(drifted?.inputs).toMatchObject({ name: "by hand", [STACK]: OURS });
    // After a rename of the stack, and for what was imported or made by an older version.
    const renamed = { name: "main", [STACK]: OTHERS, [PATH]: "::other" };
    expect(handler.check(inputs, renamed).inputs).toEqual(inputs);
    expect(handler.check({ name: "main" }, renamed).inputs).toEqual(
      expect.not.objectContaining({ [STACK]: OTHERS, [PATH]: "::other" }),
    );
  });

  test("names what exists as it was, and what replaces it by the new rule", async () => {
    await open("IkePolicy", "openstack");
    const { handler } = stage.of("IkePolicy");
    const generated = { name: generatedName(OURS, "IkePolicy", "::hq"), [STACK]: OURS, [PATH]: "::hq" };
    expect(handler.check({ name: "main" }, generated).inputs.name).toBe("main");
    expect(handler.check({}, generated).inputs.name).toBe(generated.name);
    expect(handler.check({ name: generated.name }, { name: "main", [STACK]: OURS }).inputs.name).toBe("main");
    expect(handler.diff({ name: "main" }, generated).changes).toBe(false);
    expect(handler.diff({ name: "main" }, { name: "other" }).replaces).toEqual(["name"]);
  });
});

describe("a generated name", () => {
  test("has at most 64 characters, and no half ones", () => {
    expect(generatedName(OURS, "IkePolicy", `::${"a".repeat(80)}`)).toMatch(/^a{56}-[0-9a-f]{7}$/);
    expect(generatedName(OURS, "IkePolicy", `::${"a".repeat(55)}💡`)).toMatch(/^a{55}-[0-9a-f]{7}$/);
  });

  test.each([
    [
      "logical names that agree in the first 56 characters",
      "IkePolicy",
      `::${"a".repeat(56)}b`,
      "IkePolicy",
      `::${"a".repeat(56)}c`,
    ],
    ["children of two types of parents", "IkePolicy", "my:Hub::ike", "IkePolicy", "my:Site::ike"],
    ["a child and a resource without a parent", "IkePolicy", "my:Hub::ike", "IkePolicy", "::ike"],
    ["parents in another order", "IkePolicy", "my:A$my:B::ike", "IkePolicy", "my:B$my:A::ike"],
    ["two kinds", "IkePolicy", "::a", "IpsecPolicy", "::a"],
  ] as const)("is another one for %s", (_, kind, path, otherKind, otherPath) => {
    expect(generatedName(OURS, kind, path)).not.toBe(generatedName(OURS, otherKind, otherPath));
    expect(generatedName(OURS, kind, path)).not.toBe(generatedName(OTHERS, kind, path));
  });

  test("of version 0.1.0 in a state is no opinion, with what that version wrote next to it", () => {
    const inputs = { name: earlierName(OURS, "IkePolicy", "hq"), [STACK]: OURS };
    expect(isGenerated(inputs, "IkePolicy")).toBe(true);
    expect(isGenerated({ ...inputs, name: "main" }, "IkePolicy")).toBe(false);
    expect(isGenerated({ name: inputs.name }, "IkePolicy")).toBe(false);
  });
});
