// The clock of the machine jumps by hours while a run waits: no wait ends early, none gets endless, no one logs in again and again.
// With the real clock of the client; what the machine shows as its time is the test's.
import { type Emulator, startEmulator } from "../../emulator";
import { systemClock } from "../../src/core/clock";
import { resolveSettings } from "../../src/settings";
import { validInputs } from "../support/validInputs";
import { verbsFor } from "../support/verbs";

const HOURS = 3_600_000;

let emulator: Emulator;
let shift = 0;

beforeEach(async () => {
  shift = 0;
  const realNow = Date.now.bind(Date);
  jest.spyOn(Date, "now").mockImplementation(() => realNow() + shift);
  emulator = await startEmulator({ now: () => systemClock.now() });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await emulator.close();
});

test.each([
  { jump: 10 * HOURS, reason: "forwards" },
  { jump: -10 * HOURS, reason: "backwards" },
])("a jump $reason in the middle of a wait is not seen", async ({ jump }) => {
  emulator.transitions.create = { pending: "PENDING_CREATE", reads: 3, to: "DOWN", hold: false };
  const host = { environment: emulator.environment, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
  const config: Record<string, unknown> = { createTimeout: "20s" };
  const said: string[] = [];
  const settings = resolveSettings((name) => config[name], host);
  const handler = verbsFor(settings, { log: (line) => void said.push(line) });
  const { inputs } = handler.check({}, validInputs("IpsecSiteConnection", emulator.seeded));
  const created = handler.create(inputs);
  // After the POST, while the first pause runs.
  while (emulator.connections.size === 0) await new Promise((resolve) => setImmediate(resolve));
  shift = jump;
  const { outs } = await created;
  expect(outs.status).toBe("DOWN");
  expect(said).toEqual([]);
  expect(emulator.requests({ method: "POST", path: "/v3/auth/tokens" })).toHaveLength(1);
});

test("what the gateway reads as a date follows the clock that the machine shows; deadlines do not", () => {
  const [now, wall] = [systemClock.now(), systemClock.wallTime()];
  shift = 5 * HOURS;
  expect(systemClock.wallTime() - wall).toBeGreaterThanOrEqual(5 * HOURS);
  expect(systemClock.now() - now).toBeLessThan(HOURS);
});
