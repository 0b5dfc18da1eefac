// A small load: many connections at once, against a service that answers 429 above a rate and takes its time. On a clock that jumps,
// since a busy machine sends too few in a second to meet the limit.
// `make load` does the same with a thousand, a stricter limit and a process of its own.
import { type Emulator, type RateLimit, startEmulator } from "../../emulator";
import type { Handler, Outs } from "../../src/adapters/dynamic/verbs";
import { resolveSettings } from "../../src/settings";
import { withoutProxies } from "../support/loopback";
import { validInputs } from "../support/validInputs";
import { verbsFor } from "../support/verbs";
import { VirtualClock } from "../support/virtualClock";

const COUNT = 60;
const numbers = Array.from({ length: COUNT }, (_, number) => number);

let emulator: Emulator;
let clock: VirtualClock;
let handler: Handler;

beforeAll(withoutProxies);
afterEach(async () => {
  clock.close();
  await emulator.close();
});

async function open({
  rateLimit,
  given = {},
}: {
  rateLimit?: RateLimit;
  given?: Record<string, unknown>;
}): Promise<void> {
  clock = new VirtualClock();
  emulator = await startEmulator({ now: () => clock.now(), ...(rateLimit === undefined ? {} : { rateLimit }) });
  for (const transition of Object.values(emulator.transitions)) transition.milliseconds = 300;
  const host = { environment: emulator.environment, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
  const settings = resolveSettings((name) => given[name], host);
  handler = verbsFor(settings, { clock });
}

function inputsOf(number: number, name: string) {
  const peerAddress = `203.0.113.${number + 1}`;
  const given = { ...validInputs("IpsecSiteConnection", emulator.seeded), name, peerAddress, peerId: peerAddress };
  return handler.check({}, given).inputs;
}

const names = () => [...emulator.connections.values()].map(({ name }) => String(name)).sort();

test.each([
  { reason: "with Retry-After", retryAfter: 1 },
  { reason: "without it", retryAfter: undefined },
])(
  "60 connections at once, 429 above 40 requests a second $reason: each is made, changed and removed once",
  async ({ retryAfter }) => {
    await open({ rateLimit: { perSecond: 40, retryAfter } });
    const made = await Promise.all(numbers.map((number) => handler.create(inputsOf(number, `a-${number}`))));
    expect(names()).toEqual(numbers.map((number) => `a-${number}`).sort());
    const change = async ({ id, outs }: { id: string; outs: Outs }, number: number) =>
      handler.update(id, outs, inputsOf(number, `b-${number}`));
    const changed = await Promise.all(made.map(change));
    expect(names()).toEqual(numbers.map((number) => `b-${number}`).sort());
    await Promise.all(made.map(({ id }, number) => handler.delete(id, changed[number] ?? {})));
    expect(names()).toEqual([]);

    const refused = emulator.requests().filter(({ status }) => status === 429).length;
    expect(refused).toBeGreaterThan(0);
    // Together they slow down, so few run into the limit; each for itself would run into it again and again.
    expect(refused).toBeLessThan(emulator.log.length / 4);
    expect(emulator.requests({ method: "POST" }).filter(({ status }) => status === 201)).toHaveLength(COUNT + 1);
    expect(emulator.sockets.most).toBeLessThanOrEqual(64);
  },
);

test.each([{ maxRequests: 1 }, { maxRequests: 8 }])(
  "60 connections at once with maxRequests $maxRequests: never more are under way at the service",
  async ({ maxRequests }) => {
    await open({ given: { maxRequests } });
    const made = await Promise.all(numbers.map((number) => handler.create(inputsOf(number, `a-${number}`))));
    expect(emulator.sockets.most).toBe(maxRequests);
    await Promise.all(made.map(({ id, outs }) => handler.delete(id, outs)));
    expect(emulator.sockets.most).toBe(maxRequests);
    expect(names()).toEqual([]);
  },
);
