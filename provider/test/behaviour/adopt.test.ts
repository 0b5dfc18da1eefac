// adoptId: an object that exists is taken over instead of one being created; verified first, then one PUT of the differences.
import { PATH, STACK } from "../../src/adapters/autoname";
import { LIVES, LIVES_ON_BOTH } from "../support/lives";
import { failureOf, initFailureOf } from "../support/rejections";
import { settleAtOnce } from "../support/settleAtOnce";
import { type Cast, entryOf, openStage, type Stage } from "../support/stage";
import { validInputs } from "../support/validInputs";

const NOBODY = "00000000-0000-4000-8000-000000000000";

let stage: Stage;
afterEach(() => stage.close());

/** An object that someone else made with the inputs of the kind and a change, at rest. */
async function someoneElses(cast: Cast, change: Record<string, unknown> = {}): Promise<string> {
  const { kind } = LIVES.find((life) => stage.of(life.kind).handler === cast.handler) ?? { kind: undefined };
  const { id } = await stage.another({}, kind).create(cast.inputs(change));
  if (stage.emulator.vpnservices.has(id)) stage.emulator.setStatus(id, "ACTIVE");
  stage.emulator.clearLog();
  return id;
}

describe.each(LIVES_ON_BOTH)("a $kind ($dialect)", ({ kind, dialect, path, envelope, ...life }) => {
  let cast: Cast;
  beforeEach(async () => {
    stage = await openStage({ dialect });
    stage.emulator.pskEcho = "clear";
    settleAtOnce(stage.emulator);
    cast = stage.of(kind);
  });
  const posts = () => stage.emulator.vpnRequests({ method: "POST" });
  const isPolicyOfOpenstack = kind.endsWith("Policy") && dialect === "openstack";

  test("as the program says it → taken over, nothing written", async () => {
    const adoptId = await someoneElses(cast);
    const inputs = cast.inputs({ adoptId });
    const { id, outs } = await cast.handler.create(inputs);
    expect(id).toBe(adoptId);
    expect(new Set(stage.exchanges())).toEqual(new Set(["GET 200"]));
    const { adoptId: _, ...declared } = inputs;
    expect(outs).toMatchObject(declared);
    expect(outs).not.toHaveProperty("adoptId");
    expect(outs.__inputs).toEqual(Object.keys(inputs).sort());
    expect(stage.said[0]).toBe(`${titleOf(kind)} "${inputs.name}" (${id}) exists; taking it over`);
    expect(cast.handler.diff(outs, inputs, inputs).changes).toBe(false);
    expect(await cast.handler.read(id, outs)).toEqual({ outs });
  });

  test("different in what can change → one PUT of the difference (a policy of OpenStack is refused)", async () => {
    const adoptId = await someoneElses(cast);
    const inputs = cast.inputs({ ...life.change, adoptId });
    if (isPolicyOfOpenstack) {
      const error = await failureOf(cast.handler.create(inputs));
      expect(error.message).toContain("lifetime is {");
      expect(stage.exchanges()).toEqual(["GET 200"]);
      return;
    }
    const { outs } = await cast.handler.create(inputs);
    const writes = stage.traffic().filter(({ method }) => method !== "GET");
    expect(writes).toEqual([{ method: "PUT", path: `${path}/${adoptId}`, body: { [envelope]: life.put } }]);
    expect(life.stored(stage.emulator).get(adoptId)).toMatchObject(life.put);
    expect(cast.handler.diff(outs, inputs, inputs).changes).toBe(false);
  });

  test("different in what cannot change → refused, each field named, nothing sent", async () => {
    const adoptId = await someoneElses(cast);
    for (const { change, replaces, only } of life.replacing.filter(
      ({ only }) => only === undefined || only === dialect,
    )) {
      stage.emulator.clearLog();
      const error = await failureOf(cast.handler.create(cast.inputs({ ...change(stage.emulator.seeded), adoptId })));
      expect(error.message).toMatch(
        /^Adopting the .* failed: it differs in what cannot be changed in place: .*\. Nothing was changed\. Correct the program, or omit adoptId to create a new one$/,
      );
      for (const name of replaces)
        expect([only, error.message]).toEqual([only, expect.stringContaining(`${name} is `)]);
      expect(stage.exchanges()).toEqual(["GET 200"]);
    }
  });

  test("not there → an error that says where it was looked for; nothing is created", async () => {
    const error = await failureOf(cast.handler.create(cast.inputs({ adoptId: NOBODY })));
    expect(error.message).toContain(
      `${NOBODY} failed: there is none with this id in the project and region of the settings. Correct adoptId, or omit it`,
    );
    expect(posts()).toEqual([]);
  });

  test("twice in one program → the second is refused", async () => {
    const adoptId = await someoneElses(cast);
    await cast.handler.create(cast.inputs({ adoptId }));
    stage.emulator.clearLog();
    const error = await failureOf(cast.handler.create(cast.inputs({ adoptId })));
    expect(error.message).toContain("another resource of this program manages it already");
    expect(stage.emulator.log).toEqual([]);
  });

  test("twice at the same time → one of them is refused", async () => {
    const adoptId = await someoneElses(cast);
    const both = await Promise.allSettled([1, 2].map(() => cast.handler.create(cast.inputs({ adoptId }))));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("removing, adding or changing adoptId afterwards is no change", async () => {
    const adoptId = await someoneElses(cast);
    const inputs = cast.inputs({ adoptId });
    const { outs } = await cast.handler.create(inputs);
    const { adoptId: _, ...without } = inputs;
    for (const [olds, news] of [
      [inputs, without],
      [without, inputs],
      [inputs, { ...inputs, adoptId: NOBODY }],
    ] as const) {
      expect(cast.handler.diff(outs, news, olds)).toMatchObject({ changes: false, replaces: [] });
      expect(cast.handler.check(olds, news)).toMatchObject({ failures: [], warnings: [] });
    }
  });

  test("it does not exist and no one can say so (403) → that error, nothing created", async () => {
    const reply = { status: 403, body: { code: "VPC.1017", message: "no permission" } };
    stage.emulator.fault({ match: { method: "GET", path: `${path}/${NOBODY}` }, reply });
    const error = await failureOf(cast.handler.create(cast.inputs({ adoptId: NOBODY })));
    expect(error.message).toContain("no permission");
    expect(posts()).toEqual([]);
  });

  test("a drift of an adopted one gives inputs with the adoptId that the program declares", async () => {
    const adoptId = await someoneElses(cast);
    const inputs = cast.inputs({ adoptId });
    const { id, outs } = await cast.handler.create(inputs);
    Object.assign(life.stored(stage.emulator).get(id) ?? {}, life.drift.wire);
    expect((await cast.handler.read(id, outs))?.inputs).toEqual({ ...inputs, ...life.drift.input });
  });
});

describe("an adopted policy that a connection uses", () => {
  test.each(["IkePolicy", "IpsecPolicy"] as const)("%s: without a difference, no tunnel is touched", async (kind) => {
    stage = await openStage();
    const adoptId = await someoneElses(stage.of(kind));
    await stage.created({ [kind === "IkePolicy" ? "ikepolicyId" : "ipsecpolicyId"]: adoptId });
    await stage.of(kind).handler.create(stage.of(kind).inputs({ adoptId }));
    expect(stage.exchanges()).toEqual(["GET 200"]);
  });

  // The run that was killed had sent the PUT, and not yet updated the connection.
  test.each([
    { given: "this adoption", path: "::phase", adopted: (id: string) => id.toUpperCase(), puts: 1 },
    { given: "the adoption of another resource", path: "::other", adopted: (id: string) => id, puts: 0 },
    { given: "the creation of a new one", path: "::phase", adopted: () => undefined, puts: 0 },
    { given: "the adoption of another object", path: "::phase", adopted: () => NOBODY, puts: 0 },
  ])("after a run that was killed in $given: updates of its connection: $puts", async ({ path, adopted, puts }) => {
    for (const kind of ["IkePolicy", "IpsecPolicy"] as const) {
      stage = await openStage();
      settleAtOnce(stage.emulator);
      const cast = stage.of(kind);
      const adoptId = await someoneElses(cast);
      await stage.created({ [kind === "IkePolicy" ? "ikepolicyId" : "ipsecpolicyId"]: adoptId });
      const inputs = cast.inputs({ adoptId });
      stage.pending.creates.push(entryOf({ kind, path, inputs: { ...inputs, adoptId: adopted(adoptId) } }));
      await cast.handler.create({ ...inputs, [STACK]: "organization/story/dev", [PATH]: "::phase" });
      expect(stage.emulator.vpnRequests({ method: "PUT" }).map(({ body }) => body)).toEqual(
        Array.from({ length: puts }, () => ({ ipsec_site_connection: { admin_state_up: true } })),
      );
      if (kind === "IkePolicy") await stage.close();
    }
  });
});

describe("a replacement of what was adopted", () => {
  test.each(LIVES_ON_BOTH)(
    "is refused at check while adoptId is given: $kind ($dialect)",
    async ({ kind, dialect, ...life }) => {
      stage = await openStage({ dialect });
      const { handler, inputs } = stage.of(kind);
      const olds = inputs({ adoptId: NOBODY });
      for (const { change, replaces, only } of life.replacing) {
        if (only !== undefined && only !== dialect) continue;
        const news = { ...validInputs(kind, stage.emulator.seeded), adoptId: NOBODY, ...change(stage.emulator.seeded) };
        const { failures } = handler.check(olds, news);
        expect(failures).toEqual([
          {
            property: "adoptId",
            reason: expect.stringMatching(/replaces the .*: take adoptId out, so that a new one is/),
          },
        ]);
        for (const name of replaces) expect(failures[0]?.reason).toContain(name);
        const { adoptId: _, ...without } = news;
        expect(handler.check(olds, without).failures).toEqual([]);
        expect(handler.check({}, news).failures).toEqual([]);
      }
    },
  );
});

describe("the psk of an adopted connection", () => {
  test.each([
    ["clear", []],
    ["masked", [{ psk: "Canary-psk-0123456789" }]],
    ["altered", [{ psk: "Canary-psk-0123456789" }]],
    ["missing", [{ psk: "Canary-psk-0123456789" }]],
  ] as const)("%s in the answer → sent only if it may be another", async (echo, sent) => {
    stage = await openStage();
    stage.emulator.pskEcho = echo;
    const adoptId = await someoneElses(stage);
    const { outs } = await stage.handler.create(stage.inputs({ adoptId }));
    const bodies = stage.emulator.requests({ method: "PUT" }).map(({ body }) => body);
    expect(bodies).toEqual(sent.map((body) => ({ ipsec_site_connection: body })));
    expect(outs.psk).toBe("Canary-psk-0123456789");
  });

  test("another one in clear → sent, and never shown", async () => {
    stage = await openStage({ dialect: "openstack" });
    const adoptId = await someoneElses(stage, { psk: "Somebody-elses-psk" });
    const inputs = stage.inputs({ adoptId });
    await stage.handler.create(inputs);
    expect(stage.emulator.connections.get(adoptId)?.psk).toBe("Canary-psk-0123456789");
    expect(stage.said.join()).not.toMatch(/Canary|Somebody/);
  });
});

describe("tags of an adopted connection", () => {
  test.each([false, true])("only the difference is written (shown in the object: %j)", async (isShown) => {
    stage = await openStage();
    stage.emulator.pskEcho = "clear";
    const adoptId = await someoneElses(stage, { tags: { same: "1", old: "2" } });
    const { tags: _, ...rest } = stage.emulator.connections.get(adoptId) ?? {};
    const reply = { status: 200, body: { ipsec_site_connection: rest } };
    if (!isShown) stage.emulator.fault({ match: { method: "GET", path: new RegExp(`${adoptId}$`) }, reply });
    await stage.handler.create(stage.inputs({ adoptId, tags: { same: "1", new: "3" } }));
    expect(stage.emulator.requests({ method: "POST", path: /tags/ }).map(({ body }) => body)).toEqual([
      { action: "delete", tags: [{ key: "old" }] },
      { action: "create", tags: [{ key: "new", value: "3" }] },
    ]);
    expect(stage.emulator.requests({ method: "PUT" })).toEqual([]);
  });
});

test("an adoption that fails after its PUT keeps the object in the state; it can be gone on with", async () => {
  stage = await openStage();
  const adoptId = await someoneElses(stage);
  stage.emulator.transitions.update.to = "ERROR";
  const inputs = stage.inputs({ adoptId, peerId: "branch" });
  const error = await initFailureOf(stage.handler.create(inputs));
  expect(error.id).toBe(adoptId);
  stage.emulator.setStatus(adoptId, "DOWN");
  stage.emulator.clearLog();
  await stage.handler.update(adoptId, error.properties, inputs);
  expect(stage.exchanges()).toEqual(["GET 200"]);
});

test("an adoption that was refused may be tried again once the program is right", async () => {
  stage = await openStage();
  const adoptId = await someoneElses(stage);
  const wrong = { adoptId, ikepolicyId: stage.emulator.seeded.secondIkepolicyId };
  await failureOf(stage.handler.create(stage.inputs(wrong)));
  const reply = { status: 403, body: { code: "VPC.1017", message: "no permission" } };
  stage.emulator.fault({ match: { method: "PUT" }, reply });
  await failureOf(stage.handler.create(stage.inputs({ adoptId })));
  expect((await stage.handler.create(stage.inputs({ adoptId }))).id).toBe(adoptId);
});

const TITLES = {
  IpsecSiteConnection: "IPsec site connection",
  VpnService: "VPN service",
  IkePolicy: "IKE policy",
  IpsecPolicy: "IPsec policy",
  EndpointGroup: "endpoint group",
} as const;

function titleOf(kind: keyof typeof TITLES): string {
  return TITLES[kind];
}
