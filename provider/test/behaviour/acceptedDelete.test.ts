// A DELETE that is answered otherwise than with 204: it is only known to be accepted, so the object counts as gone once the service says
// so. For every kind, also those without a status.
import { LIVES_ON_BOTH } from "../support/lives";
import { failureOf } from "../support/rejections";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
afterEach(() => stage.close());

const ANSWERS = [
  { answer: "200 without a body", reply: { status: 200 } },
  { answer: "200 with a body", reply: { status: 200, body: { message: "ok" } } },
  { answer: "202", reply: { status: 202 } },
];

describe.each(LIVES_ON_BOTH)("$kind on $dialect", ({ kind, dialect, path, stored }) => {
  test.each(ANSWERS)("answered with $answer and not carried out: an error, the state keeps it", async ({ reply }) => {
    stage = await openStage({ dialect }, { deleteTimeout: "30s" });
    const { id, outs } = await stage.of(kind).created();
    stage.emulator.fault({ match: { method: "DELETE", path: `${path}/${id}` }, reply });
    const { message } = await failureOf(stage.of(kind).handler.delete(id, outs));
    expect(message).toContain("was not deleted within 30 s");
    expect(stored(stage.emulator).has(id)).toBe(true);
  });

  test.each(ANSWERS)("answered with $answer and carried out later: waited for", async ({ reply }) => {
    stage = await openStage({ dialect });
    const { id, outs } = await stage.of(kind).created();
    stage.emulator.fault({ match: { method: "DELETE", path: `${path}/${id}` }, act: { late: 4_000 }, reply });
    await stage.of(kind).handler.delete(id, outs);
    expect(stored(stage.emulator).has(id)).toBe(false);
  });

  test("answered with 204: one request where the kind has no status", async () => {
    stage = await openStage({ dialect });
    const { id, outs } = await stage.of(kind).created();
    await stage.of(kind).handler.delete(id, outs);
    const [first, ...rest] = stage.exchanges();
    expect(first).toBe("DELETE 204");
    if (/Policy|Group/.test(kind)) expect(rest).toEqual([]);
  });
});
