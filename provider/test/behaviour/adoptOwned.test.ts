// adoptId of an object that a resource of the stack or of this run manages already: refused before anything is sent, for every kind.

import { PATH, STACK } from "../../src/adapters/autoname";
import { StateUnreadable } from "../../src/context";
import type { Kind } from "../../src/core/schema";
import { LIVES_ON_BOTH } from "../support/lives";
import { failureOf } from "../support/rejections";
import { entryOf, openStage, type Stage } from "../support/stage";

const OURS = "organization/story/dev";

let stage: Stage;
afterEach(() => stage.close());

/** Inputs of a resource `b` of the stack that adopts the object. */
const adopting = (kind: Kind, adoptId: string, path = "::b") => ({
  ...stage.of(kind).inputs({ adoptId }),
  [STACK]: OURS,
  [PATH]: path,
});
const writes = () => stage.emulator.vpnRequests().filter(({ method }) => method !== "GET");

describe.each(LIVES_ON_BOTH)("a $kind ($dialect)", ({ kind, dialect }) => {
  let id: string;
  beforeEach(async () => {
    stage = await openStage({ dialect });
    stage.emulator.pskEcho = "clear";
    id = (await stage.another({}, kind).create(stage.of(kind).inputs())).id;
    if (stage.emulator.vpnservices.has(id)) stage.emulator.setStatus(id, "ACTIVE");
    stage.emulator.clearLog();
  });

  test.each(["as it is", "in upper case"])(
    "that the state knows, its id %s → refused by name, with nothing sent",
    async (how) => {
      stage.resources.push(entryOf({ kind, id, path: "::a" }));
      const given = how === "in upper case" ? id.toUpperCase() : id;
      const { handler } = stage.of(kind);
      const error = await failureOf(handler.create(adopting(kind, given)));
      expect(error.message).toContain(
        `${given} failed: resource a of this stack manages it; use an alias: omit adoptId, and give the new resource the option aliases: ["urn:pulumi:dev::story::pulumi-nodejs:dynamic/vpnaas:${kind}::a"]. Nothing was changed`,
      );
      expect(await handler.refusedAdoption(adopting(kind, given))).toContain(
        "resource a of this stack manages it; use an alias",
      );
      expect(stage.emulator.vpnRequests()).toEqual([]);
      // Refused, it is no one's: the next one is told the same.
      expect((await failureOf(handler.create(adopting(kind, given)))).message).toContain("resource a of this stack");
    },
  );

  test("whose id a resource of another kind has → taken over", async () => {
    const other = kind === "IkePolicy" ? "IpsecPolicy" : "IkePolicy";
    stage.resources.push(entryOf({ kind: other, id, path: "::a" }));
    expect(await stage.of(kind).handler.refusedAdoption(adopting(kind, id))).toBeUndefined();
    expect((await stage.of(kind).handler.create(adopting(kind, id))).id).toBe(id);
    expect(writes()).toEqual([]);
  });

  test("whose id is given in upper case → kept under the id of the service", async () => {
    expect((await stage.of(kind).handler.create(adopting(kind, id.toUpperCase()))).id).toBe(id);
  });

  test("that replaces itself, adoptId still given → refused", async () => {
    stage.resources.push(entryOf({ kind, id, path: "::b" }));
    const error = await failureOf(stage.of(kind).handler.create(adopting(kind, id)));
    expect(error.message).toContain("this very resource manages it, and is to be replaced. Omit adoptId");
    expect(stage.emulator.vpnRequests()).toEqual([]);
  });

  test("that a resource of another package manages → refused", async () => {
    stage.resources.push(entryOf({ id, path: "::theirs" }));
    const error = await failureOf(stage.of(kind).handler.create(adopting(kind, id)));
    expect(error.message).toContain("resource theirs of this stack manages it");
  });

  test("twice in one program → the preview says so, the update takes one", async () => {
    const { handler } = stage.of(kind);
    const [first, second] = [adopting(kind, id, "::one"), adopting(kind, id.toUpperCase(), "my:Hub::two")];
    expect(await handler.refusedAdoption(first)).toBeUndefined();
    expect(await handler.refusedAdoption(first)).toBeUndefined();
    expect(await handler.refusedAdoption(second)).toContain(
      "is given to two resources, one and two: another resource of this program manages it already",
    );
    await handler.create(first);
    expect((await failureOf(handler.create(second))).message).toContain(
      "another resource of this program manages it already",
    );
  });
});

describe("an IKE policy", () => {
  const kind = "IkePolicy";
  let id: string;
  beforeEach(async () => {
    stage = await openStage({ dialect: "openstack" });
    id = (await stage.another({}, kind).create(stage.of(kind).inputs())).id;
    stage.emulator.clearLog();
  });

  test("whose state cannot be read → the update refuses and says why, the preview says nothing yet", async () => {
    stage.stateFailures.push(...Array.from({ length: 60 }, () => new StateUnreadable("EOF")));
    expect(await stage.of(kind).handler.refusedAdoption(adopting(kind, id))).toBeUndefined();
    const error = await failureOf(stage.of(kind).handler.create(adopting(kind, id)));
    expect(error.message).toContain("whether a resource of this stack manages it already could not be found out: EOF");
    expect(stage.emulator.vpnRequests()).toEqual([]);
  });

  test("the state is asked for once, for all that adopt", async () => {
    const { handler } = stage.of(kind);
    for (const path of ["::a", "::b"])
      await handler.refusedAdoption(adopting(kind, path === "::a" ? id : "00000000-0000-4000-8000-00000000000a", path));
    await handler.create(adopting(kind, id, "::a"));
    expect(stage.questions.count).toBe(1);
  });

  test("an adoptId that is not known yet is nothing to ask about", async () => {
    expect(
      await stage.of(kind).handler.refusedAdoption(adopting(kind, "04da6b54-80e4-46f7-96ec-b56ff0331ba9")),
    ).toBeUndefined();
    expect(stage.questions.count).toBe(0);
  });

  test("of another project than that of the login → refused, with nothing sent", async () => {
    const object = stage.emulator.ikepolicies.get(id);
    const reply = { status: 200, body: { ikepolicy: { ...object, tenant_id: "f0000000000000000000000000000000" } } };
    stage.emulator.fault({ match: { method: "GET" }, reply });
    const error = await failureOf(stage.of(kind).handler.create(adopting(kind, id)));
    expect(error.message).toContain("it belongs to the project f0000000000000000000000000000000");
    expect(writes()).toEqual([]);
  });

  test("that the engine has spoken of in this run is no orphan, without a question", async () => {
    const { handler } = stage.of(kind);
    const left = await handler.create({ ...stage.of(kind).inputs({ name: "x" }), [STACK]: OURS, [PATH]: "::x" });
    const next = stage.another({}, kind);
    next.note(left.id.toUpperCase());
    expect((await next.create({ ...stage.of(kind).inputs({ name: "x" }), [STACK]: OURS, [PATH]: "::x" })).id).not.toBe(
      left.id,
    );
    expect(stage.questions.count).toBe(0);
  });

  test("that a program looks up has no owner by that", async () => {
    const { handler } = stage.of(kind);
    await handler.read(id, {});
    expect((await handler.create(adopting(kind, id))).id).toBe(id);
  });
});
