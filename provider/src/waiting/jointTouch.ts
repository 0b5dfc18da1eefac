// One touch of a connection for both of its policies: each touch makes its tunnel negotiate again, and the engine updates the two
// side by side. What a touch is stands in reapply.ts.
import type { Clock } from "../core/clock";
import type { Log } from "../core/contract";
import { STOPPED } from "./poll";
import { type Awaited, type PollScheduler, unlessAborted } from "./scheduler";

/** The policies of one cloud, and what this run does with them. */
export interface JointTouch {
  /** The engine has compared or updated something. */
  hear(): void;
  /** The engine has compared the policy; `isDue`: an update will follow that its connections have to take over. */
  compared(id: string, isDue: boolean): void;
  /** Such an update begins. To be ended in any case. */
  begin(id: string): void;
  end(id: string): void;
  /**
   * Runs `act` once for all policies that are written by then, or waits for the run that another one has begun. Rejects with a
   * sentence where the other policy is not written by the deadline, or at the signal.
   */
  touch(request: TouchRequest): Promise<void>;
}

/** The connection, the policy that asks, the other policy of the connection, and the touch itself. */
export interface TouchRequest {
  readonly connection: string;
  readonly policy: string;
  readonly partner: string | undefined;
  /** What people call the connection, and how a wait for the partner is reported. */
  readonly subject: string;
  readonly awaited: Awaited;
  readonly log: Log;
  /** Ends the waits. */
  readonly signal: AbortSignal;
  /** Instant (milliseconds on the clock) at which waiting for the partner ends. */
  readonly deadline: number;
  /** What it follows from. */
  readonly limit: string;
  readonly act: () => Promise<void>;
}

/**
 * Whether the other policy is one of this run only the engine knows: not with `--target`, nor if it belongs to another stack. As long
 * as the engine goes on comparing and updating, it may still come; not once nothing was heard for so many milliseconds.
 */
const QUIET = 500;
/** Milliseconds after the begin of an update in which the one of the other policy is expected to begin, however busy the engine is. */
const BEGINS_WITHIN = 5_000;
/** Milliseconds between two looks at what a wait is reported by. */
const BEAT = 500;

type Phase = "not due" | "due" | "writing" | "written";

interface Until {
  /** Instant at which the wait ends in any case. */
  readonly latest: number;
  readonly signal: AbortSignal;
}

/** Makes it, with nothing under way. */
export function createJointTouch(clock: Clock, scheduler: PollScheduler): JointTouch {
  const phases = createPhases(clock);
  let heard = clock.now();
  const begun = new Map<string, number>();
  const running = new Map<string, { readonly policies: Set<string | undefined>; readonly done: Promise<void> }>();

  // Where all that the engine updates at a time wait for each other, it has no room to go on: one gives up, then there is.
  async function whileEngineIsBusy(id: string, phase: Phase | undefined, { latest, signal }: Until): Promise<void> {
    while (phases.of(id) === phase && !signal.aborted) {
      const until = Math.min(latest, heard + QUIET);
      if (clock.now() >= until) {
        heard = clock.now();
        return;
      }
      await unlessAborted(phases.leaves(id, phase, until), signal);
    }
  }

  async function partnerIsWritten(partner: string, request: TouchRequest): Promise<void> {
    const { policy, subject, awaited, deadline, limit, signal } = request;
    const since = begun.get(policy) ?? clock.now();
    const until = { latest: since + BEGINS_WITHIN, signal };
    await whileEngineIsBusy(partner, undefined, until);
    // It is waited for once; should it be compared all the same, it counts again.
    if (phases.of(partner) === undefined) phases.enter(partner, "not due");
    await whileEngineIsBusy(partner, "due", until);
    if (phases.of(partner) !== "writing") return;
    const slot = scheduler.join(awaited, request.log);
    slot.status = "other policy busy";
    const left = phases.leaves(partner, "writing", Number.POSITIVE_INFINITY);
    try {
      while (phases.of(partner) === "writing" && clock.now() < deadline && !signal.aborted)
        await Promise.race([left, slot.sleepUntil(Math.min(deadline, clock.now() + BEAT), signal)]);
    } finally {
      slot.status = undefined; // what still sleeps has nothing to report
      slot.leave();
    }
    if (phases.of(partner) !== "writing" || signal.aborted) return;
    const age = `after ${Math.round((clock.now() - since) / 1000)} s (the limit is ${limit})`;
    throw new Error(`${subject}: its other policy (${partner}) was still being changed ${age}`);
  }

  return {
    hear() {
      heard = clock.now();
    },
    compared(id, isDue) {
      if (phases.of(id) !== "writing" && phases.of(id) !== "written") phases.enter(id, isDue ? "due" : "not due");
    },
    begin(id) {
      heard = clock.now();
      begun.set(id, clock.now());
      phases.enter(id, "writing");
    },
    end(id) {
      heard = clock.now();
      for (const { policies } of running.values()) policies.delete(id);
      phases.enter(id, "not due");
    },
    async touch(request) {
      const { connection, policy, partner, subject, signal, act } = request;
      phases.enter(policy, "written");
      if (partner !== undefined) await partnerIsWritten(partner, request);
      if (signal.aborted) throw new Error(`${subject}: ${STOPPED}`);
      const other = running.get(connection);
      if (other?.policies.has(policy) === true) return other.done;
      const done = act();
      const policies = [policy, partner].filter((id) => id !== undefined && phases.of(id) === "written");
      running.set(connection, { policies: new Set(policies), done });
      return done;
    },
  };
}

/** What is known of each policy, by id. */
function createPhases(clock: Clock) {
  const phases = new Map<string, Phase>();
  const listeners = new Set<() => void>();
  return {
    of: (id: string): Phase | undefined => phases.get(id),

    enter(id: string, phase: Phase): void {
      phases.set(id, phase);
      for (const hear of [...listeners]) hear();
    },

    /** Resolves once the policy is in another phase than this one, or at that instant. */
    async leaves(id: string, phase: Phase | undefined, until: number): Promise<void> {
      if (phases.get(id) !== phase || clock.now() >= until) return;
      let hear = () => {};
      const left = new Promise<void>((resolve) => {
        hear = () => {
          if (phases.get(id) !== phase) resolve();
        };
        listeners.add(hear);
      });
      await (until === Number.POSITIVE_INFINITY ? left : Promise.race([left, clock.sleep(until - clock.now())]));
      listeners.delete(hear);
    },
  };
}
