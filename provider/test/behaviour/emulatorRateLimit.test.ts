// The emulator's limit on requests a second, by its own clock.
import { startEmulator } from "../../emulator";
import { call, connectionsPath } from "../support/emulatorClient";
import { FakeClock } from "../support/loopback";

test.each([
  { reason: "with Retry-After", retryAfter: 2, header: "2" },
  { reason: "without it", retryAfter: undefined, header: null },
])("what comes above the limit within one second is refused with 429, $reason", async ({ retryAfter, header }) => {
  const clock = new FakeClock();
  const emulator = await startEmulator({ now: () => clock.now(), rateLimit: { perSecond: 2, retryAfter } });
  const list = () => call(emulator, `GET ${connectionsPath}`);
  const answers = [await list(), await list(), await list(), await list()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429, 429]);
  expect(answers[2]?.headers.get("retry-after")).toBe(header);
  clock.time += 1000;
  expect((await list()).status).toBe(200);
  emulator.rateLimit = undefined;
  expect([(await list()).status, (await list()).status]).toEqual([200, 200]);
  await emulator.close();
});

test("a refused request does nothing, and uses up no ordered fault", async () => {
  const emulator = await startEmulator({ rateLimit: { perSecond: 0 } });
  emulator.fault({ match: {}, reply: { status: 500 } });
  expect((await call(emulator, `POST ${connectionsPath}`, {})).status).toBe(429);
  expect([emulator.openFaults(), emulator.connections.size]).toEqual([1, 0]);
  await emulator.close();
});

test("connections of clients are counted", async () => {
  const emulator = await startEmulator();
  expect(emulator.sockets).toEqual({ open: 0, most: 0 });
  await call(emulator, `GET ${connectionsPath}`);
  expect(emulator.sockets.most).toBeGreaterThanOrEqual(1);
  await emulator.close();
});
