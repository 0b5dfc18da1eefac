// A stage for lifecycle tests: an emulator over real HTTP, a clock that jumps instead of waiting, and everything that was said.
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import type { Handler, Outs } from "../../src/lifecycle/handler";
import { createCloud } from "../../src/provider";
import { resolveSettings } from "../../src/settings";
import { PSK } from "./connection";
import { FakeClock } from "./loopback";

export interface Stage {
  readonly emulator: Emulator;
  readonly handler: Handler;
  readonly clock: FakeClock;
  readonly said: string[];
  /** Valid inputs that refer to the seeded objects, with defaults filled in as `check` does. */
  inputs(change?: Record<string, unknown>): Record<string, unknown>;
  /** Creates a connection and forgets the requests of it. */
  created(change?: Record<string, unknown>): Promise<{ id: string; inputs: Record<string, unknown>; outs: Outs }>;
  /** Another handler with settings of its own, as another run would have it. */
  another(settings?: Record<string, unknown>): Handler;
  close(): Promise<void>;
}

export async function openStage(options: EmulatorOptions = {}, settings: Record<string, unknown> = {}): Promise<Stage> {
  const clock = new FakeClock();
  const said: string[] = [];
  const emulator = await startEmulator({ now: () => clock.now(), ...options });
  const another = (own: Record<string, unknown> = {}): Handler => {
    const config: Record<string, unknown> = { dialect: emulator.dialect, ...settings, ...own };
    const host = { environment: emulator.environment, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
    const cloud = createCloud(
      resolveSettings((name) => config[name], host),
      (message) => said.push(message),
      clock,
    );
    return cloud.handlerFor("vpnaas:index:IpsecSiteConnection");
  };
  const handler = another();
  const inputsOf = (change: Record<string, unknown> = {}): Record<string, unknown> => {
    const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId } = emulator.seeded;
    const ids = { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId };
    const news = { name: "hq", psk: PSK, peerAddress: "203.0.113.9", peerId: "203.0.113.9", ...ids, ...change };
    const { inputs, failures } = handler.check({}, news);
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
    return inputs;
  };
  return {
    emulator,
    handler,
    clock,
    said,
    another,
    inputs: inputsOf,
    async created(change) {
      const inputs = inputsOf(change);
      const made = await handler.create(inputs);
      emulator.clearLog();
      return { ...made, inputs };
    },
    close: () => emulator.close(),
  };
}
