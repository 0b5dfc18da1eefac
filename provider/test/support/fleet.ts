// Many connections that are there already, one cloud, a clock that jumps when nothing is under way, and counts of what was asked.
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { dynamicVerbs, type Handler, type Outs } from "../../src/adapters/dynamic/verbs";
import { createCloud } from "../../src/cloud";
import { resolveSettings } from "../../src/settings";
import { validInputs } from "./validInputs";
import { VirtualClock } from "./virtualClock";

type Inputs = Record<string, unknown>;

/** One connection as the state has it. */
export interface Member {
  readonly id: string;
  readonly inputs: Inputs;
  readonly outs: Outs;
}

export interface Fleet {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  readonly said: string[];
  readonly handler: Handler;
  readonly members: readonly Member[];
  /** Inputs that differ from those of the member in one field. */
  changed(member: Member, peerId?: string): Inputs;
  /** How many requests of each sort there were: `PUT`, `GET` (of one), `list` (each page counts). */
  counts(): Record<string, number>;
  close(): Promise<void>;
}

export interface FleetOptions extends EmulatorOptions {
  /** How long each transition takes; undefined: none has a pending phase. */
  readonly milliseconds?: number | undefined;
  /** Seed of the chance in the clock. */
  readonly chance?: number;
}

/** Puts `size` connections in place. */
export async function openFleet(size: number, options: FleetOptions = {}): Promise<Fleet> {
  const { milliseconds, chance, ...rest } = options;
  const clock = new VirtualClock(chance);
  const said: string[] = [];
  const emulator = await startEmulator({ now: () => clock.now(), ...rest });
  const host = { environment: emulator.environment, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
  const settings = resolveSettings((name) => (name === "dialect" ? emulator.dialect : undefined), host);
  const log = (message: string) => void said.push(message);
  const open = () => dynamicVerbs("IpsecSiteConnection", createCloud(settings, log, { clock }), { log });
  // As another run would have made them: this one has seen nothing yet.
  const members = await place(size, emulator, open());
  const handler = open();
  for (const [verb, transition] of Object.entries(emulator.transitions)) {
    transition.milliseconds = milliseconds;
    transition.pending = milliseconds === undefined ? undefined : `PENDING_${verb.toUpperCase()}`;
  }
  emulator.clearLog();
  return {
    emulator,
    clock,
    said,
    handler,
    members,
    changed: ({ inputs }, peerId = "branch.example.com") => ({ ...inputs, peerId }),
    counts: () => countsOf(emulator),
    async close() {
      clock.close();
      await emulator.close();
    },
  };
}

// One is created; the others are copies of it, in the service as in the state.
async function place(size: number, emulator: Emulator, handler: Handler): Promise<Member[]> {
  const { inputs } = handler.check({}, validInputs("IpsecSiteConnection", emulator.seeded));
  const { id, outs } = await handler.create(inputs);
  const stored = emulator.connections.get(id) ?? {};
  emulator.connections.delete(id);
  return Array.from({ length: size }, (_, number) => {
    const copy = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
    const name = `hq-${number}`;
    emulator.place("connections", { ...stored, id: copy, name });
    return { id: copy, inputs: { ...inputs, name }, outs: { ...outs, name } };
  });
}

function countsOf(emulator: Emulator): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { method, path } of emulator.vpnRequests()) {
    const isList = method === "GET" && path.endsWith("s");
    const sort = isList ? "list" : method;
    counts[sort] = (counts[sort] ?? 0) + 1;
  }
  return counts;
}
