// The machine's clock jumps, by hours, forwards or back: no wait ends early, none lasts longer, nobody logs in again and again.
import { systemClock } from "../src/client/clock";
import { openStage, type Stage } from "./support/stage";

const HOURS = 3_600_000;
const JUMPS = [
  { jump: "five hours forwards", by: 5 * HOURS },
  { jump: "five hours back", by: -5 * HOURS },
];

describe("the clock of this machine", () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  test.each(JUMPS)("set $jump, it goes on evenly for whoever waits, and only its date has changed", ({ by }) => {
    jest.useFakeTimers({ now: Date.parse("2026-03-29T00:59:59Z") });
    const [instant, date] = [systemClock.now(), systemClock.date()];
    jest.setSystemTime(date + by);
    jest.advanceTimersByTime(1_500);

    expect([systemClock.now() - instant, systemClock.date() - date]).toEqual([1_500, by + 1_500]);
  });
});

describe("a run while the clock jumps", () => {
  let stage: Stage;
  afterEach(() => stage.close());

  // The emulator's clock is another machine's: it does not jump.
  async function open(by: number, settings: Record<string, unknown> = {}): Promise<void> {
    stage = await openStage({ tokenLifetime: 24 * HOURS }, settings);
    const { clock } = stage;
    const sleep = clock.sleep.bind(clock);
    let sleeps = 0;
    clock.sleep = (milliseconds) => {
      sleeps += 1;
      if (sleeps === 2) clock.skew = by;
      return sleep(milliseconds);
    };
  }

  const logins = () => stage.emulator.requests({ method: "POST", path: "/v3/auth/tokens" }).length;

  test.each([{ jump: "not at all", by: 0 }, ...JUMPS])(
    "jumping $jump: a long wait ends when the service has done it",
    async ({ by }) => {
      await open(by);
      stage.emulator.transitions.create.reads = 8;
      const { outs } = await stage.handler.create(stage.inputs());

      expect([outs.status, stage.clock.waits.length > 3, logins()]).toEqual(["DOWN", true, 1]);
      expect(stage.emulator.vpnRequests({ method: "POST" })).toHaveLength(1);
    },
  );

  test.each([{ jump: "not at all", by: 0 }, ...JUMPS])(
    "jumping $jump: a wait without end ends with its timeout, neither before nor after",
    async ({ by }) => {
      await open(by, { createTimeout: "60s" });
      const begun = stage.clock.now();
      stage.emulator.transitions.create.hold = true;

      await expect(stage.handler.create(stage.inputs())).rejects.toThrow(
        "was not created within 60 s: its status is still PENDING_CREATE",
      );
      expect([stage.clock.now() - begun, logins()]).toEqual([60_000, 1]);
    },
  );

  test.each([
    { jump: "30 hours forwards", by: 30 * HOURS, expected: 2, reason: "the token counts as expired, once" },
    { jump: "30 hours back", by: -30 * HOURS, expected: 1, reason: "the token is used as long as it is taken" },
  ])("jumping $jump: $expected login(s), since $reason", async ({ by, expected }) => {
    await open(by);
    stage.emulator.transitions.create.reads = 8;
    await stage.handler.create(stage.inputs());

    expect(logins()).toBe(expected);
  });

  test("jumping back with a token that then ends at the service: one new login, and all goes on", async () => {
    await open(-30 * HOURS);
    const { id, outs, inputs } = await stage.created();
    stage.emulator.revokeTokens();
    const changed = { ...inputs, peerId: "branch" };
    await stage.handler.update(id, outs, changed);

    expect([stage.emulator.connections.get(id)?.peer_id, logins()]).toEqual(["branch", 1]);
  });

  test("a refused login is tried again after half a minute, however far back the clock was set", async () => {
    stage = await openStage({}, { password: "wrong" });
    const attempt = () => stage.handler.lookUp("00000000-0000-4000-8000-000000000000");
    await expect(attempt()).rejects.toThrow("401");
    stage.clock.skew = -5 * HOURS;
    await expect(attempt()).rejects.toThrow("401");
    expect(logins()).toBe(1);
    await stage.clock.sleep(30_000);
    await expect(attempt()).rejects.toThrow("401");

    expect(logins()).toBe(2);
  });
});
