// A reply that lacks what the kind always has, or what was sent, is not taken as whole: the object is read.
import { LIVES_ON_BOTH } from "../support/lives";
import { failureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
afterEach(() => stage.close());

const WITHOUT_STATUS = LIVES_ON_BOTH.filter(({ status }) => status === undefined);

describe.each(WITHOUT_STATUS)("$kind on $dialect", ({ kind, dialect, path, envelope, stored }) => {
  test.each([
    { reason: "holds the id alone", keep: ["id"] },
    { reason: "lacks the project", lack: ["tenant_id", "project_id"] },
  ])("a reply to a POST that $reason: the object is read", async ({ keep, lack }) => {
    stage = await openStage({ dialect });
    const { id, outs } = await stage.of(kind).created({ name: "first" });
    const stand = { ...stored(stage.emulator).get(id), id: "88888888-0000-4000-8000-000000000008", name: "second" };
    const entries = Object.entries(stand).filter(([key]) => keep?.includes(key) ?? !lack?.includes(key));
    stored(stage.emulator).set(stand.id, stand);
    const body = { [envelope]: Object.fromEntries(entries) };
    stage.emulator.fault({ match: { method: "POST", path }, reply: { status: 201, body } });
    const second = await stage.of(kind).handler.create(stage.of(kind).inputs({ name: "second" }));
    expect(stage.exchanges()).toEqual(["POST 201", "GET 200"]);
    const { tenantId, projectId } = outs;
    expect(second.outs).toMatchObject({ name: "second", tenantId, projectId });
  });

  test.each(["POST", "PUT"] as const)(
    "a reply to a %s that contradicts what was sent: the object is read",
    async (method) => {
      stage = await openStage({ dialect });
      const { handler, inputs, created } = stage.of(kind);
      const first = await created({ name: "first" });
      const old = { ...stored(stage.emulator).get(first.id) };
      const news = inputs({ name: "second" });
      const id = method === "PUT" ? first.id : "88888888-0000-4000-8000-000000000008";
      if (method === "POST") stored(stage.emulator).set(id, { ...old, id, name: "second" });
      const [act, status] = method === "PUT" ? (["after", 200] as const) : (["before", 201] as const);
      const body = { [envelope]: { ...old, id } };
      stage.emulator.fault({ match: { method }, act, reply: { status, body } });
      const outs =
        method === "PUT" ? await handler.update(id, first.outs, news, first.inputs) : (await handler.create(news)).outs;
      expect(stage.exchanges()).toEqual([`${method} ${status}`, "GET 200"]);
      expect(outs.name).toBe("second");
      expect(stage.said).toEqual([]);
      expect(handler.diff(outs, news, news).changed).toEqual([]);
    },
  );

  test("a reply to a PUT that lacks what was sent: the object is read, and what is not kept is told", async () => {
    stage = await openStage({ dialect });
    const { id, inputs, outs } = await stage.of(kind).created({ name: "first" });
    const { description: _, ...shown } = { ...stored(stage.emulator).get(id) };
    const reply = { status: 200, body: { [envelope]: shown } };
    stage.emulator.fault({ match: { method: "PUT", path: `${path}/${id}` }, reply });
    const news = { ...inputs, description: "of the north" };
    const updated = await stage.of(kind).handler.update(id, outs, news, inputs);
    expect(stage.exchanges()).toEqual(["PUT 200", "GET 200"]);
    expect(updated.description).toBe("");
    expect(stage.said.join()).toContain('the service accepted description "of the north" but keeps ""');
  });

  test("a reply to a GET that lacks fields: what the state has is kept, and nothing has drifted", async () => {
    stage = await openStage({ dialect });
    const { id, outs } = await stage.of(kind).created({ description: "of the north" });
    const reply = { status: 200, body: { [envelope]: { id } } };
    stage.emulator.fault({ match: { method: "GET", path: `${path}/${id}` }, reply });
    expect(await stage.of(kind).handler.read(id, outs)).toEqual({ outs });
  });
});

describe.each(LIVES_ON_BOTH)("$kind on $dialect", ({ kind, dialect, path, envelope, stored }) => {
  test("a reply without an id is about nothing: the read and the update fail, the state stays", async () => {
    stage = await openStage({ dialect });
    const { id, inputs, outs } = await stage.of(kind).created();
    const rest = { ...stored(stage.emulator).get(id), id: undefined };
    for (const item of [rest, { ...rest, id: 7 }]) {
      const reply = { status: 200, body: { [envelope]: item } };
      stage.emulator.clearFaults();
      for (const method of ["GET", "PUT"])
        stage.emulator.fault({ match: { method, path: `${path}/${id}` }, times: Number.POSITIVE_INFINITY, reply });
      const sentence = `the reply is about another ${envelope} (without a proper id)`;
      expect((await failureOf(stage.of(kind).handler.read(id, outs))).message).toContain(sentence);
      const news = { ...inputs, description: "of the south" };
      expect((await failureOf(stage.of(kind).handler.update(id, outs, news, inputs))).message).toContain(sentence);
    }
  });

  test("a reply to a POST without an id goes the way of a lost one: its object is found", async () => {
    stage = await openStage({ dialect });

    const post = { method: "POST", path };
    stage.emulator.fault({ match: post, act: "after", reply: { status: 201, body: { [envelope]: { name: "hq" } } } });
    const { id } = await stage.of(kind).handler.create(stage.of(kind).inputs());
    expect(stored(stage.emulator).has(id)).toBe(true);
    expect(stage.emulator.requests(post)).toHaveLength(1);
  });
});

describe.each([
  {
    kind: "IpsecSiteConnection",
    name: "dpd",
    given: { action: "restart", interval: 10, timeout: 40 },
    kept: ["action"],
  },
  { kind: "IkePolicy", name: "lifetime", given: { units: "seconds", value: 7200 }, kept: ["units"] },
  { kind: "IpsecPolicy", name: "lifetime", given: { units: "seconds", value: 7200 }, kept: [] },
] as const)("$name of $kind", ({ kind, name, given, kept }) => {
  test.each(["otc", "openstack"] as const)(
    "a reply that lacks a part says nothing of that part (%s)",
    async (dialect) => {
      stage = await openStage({ dialect });
      const { id, outs, inputs } = await stage.of(kind).created({ [name]: given });
      const life = LIVES_ON_BOTH.find((each) => each.kind === kind);
      const whole = { ...life?.stored(stage.emulator).get(id) };
      const parts = Object.fromEntries(kept.map((part) => [part, (given as Record<string, unknown>)[part]]));
      const reply = { status: 200, body: { [life?.envelope ?? ""]: { ...whole, [name]: parts } } };
      stage.emulator.fault({ match: { method: "GET", path: `${life?.path}/${id}` }, reply });
      const found = await stage.of(kind).handler.read(id, outs);
      expect([found?.outs[name], found?.inputs]).toEqual([given, undefined]);
      expect(stage.emulator.openFaults()).toBe(0);
      expect(stage.of(kind).handler.diff(outs, inputs, inputs).changed).toEqual([]);
    },
  );
});
