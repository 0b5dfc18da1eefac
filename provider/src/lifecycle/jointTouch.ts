// One touch of a connection for both of its policies: each touch makes its tunnel negotiate again, and the engine updates the two
// side by side. What a touch is stands in reapply.ts.
import type { Clock } from "../client/clock";

/** The policies of one cloud, and what this run does with them. */
export interface JointTouch {
  /** The engine has compared the policy; `isDue`: an update will follow that its connections have to take over. */
  compared(id: string, isDue: boolean): void;
  /** Such an update begins. To be ended in any case. */
  begin(id: string): void;
  end(id: string): void;
  /** Runs `act` once for all policies that are written by then, or waits for the run that another one has begun. */
  touch(request: TouchRequest): Promise<void>;
}

/** The connection, the policy that asks, the other policy of the connection, and the touch itself. */
export interface TouchRequest {
  readonly connection: string;
  readonly policy: string;
  readonly partner: string | undefined;
  readonly act: () => Promise<void>;
}

/** Milliseconds in which an update that was announced is expected to begin. */
const BEGINS_WITHIN = 2_000;
/** Milliseconds in which the engine is expected to compare the other policy, if it is one of the program. */
const COMPARED_WITHIN = 1_000;

type Phase = "not due" | "due" | "writing" | "written";

/** Makes it, with nothing under way. */
export function createJointTouch(clock: Clock): JointTouch {
  const phases = new Map<string, Phase>();
  const listeners = new Set<() => void>();
  const running = new Map<string, { readonly policies: Set<string>; readonly done: Promise<void> }>();

  function enter(id: string, phase: Phase): void {
    phases.set(id, phase);
    for (const hear of [...listeners]) hear();
  }

  const hasLeft = (id: string, phase: Phase | undefined): Promise<void> =>
    new Promise((resolve) => {
      const hear = () => {
        if (phases.get(id) === phase) return;
        listeners.delete(hear);
        resolve();
      };
      listeners.add(hear);
      hear();
    });

  async function partnerIsWritten(id: string): Promise<void> {
    if (!phases.has(id)) await Promise.race([hasLeft(id, undefined), clock.sleep(COMPARED_WITHIN)]);
    if (phases.get(id) === "due") await Promise.race([hasLeft(id, "due"), clock.sleep(BEGINS_WITHIN)]);
    // Its PUT has a limit of its own.
    if (phases.get(id) === "writing") await hasLeft(id, "writing");
  }

  return {
    compared(id, isDue) {
      if (phases.get(id) !== "writing" && phases.get(id) !== "written") enter(id, isDue ? "due" : "not due");
    },
    begin: (id) => enter(id, "writing"),
    end(id) {
      for (const { policies } of running.values()) policies.delete(id);
      enter(id, "not due");
    },
    async touch({ connection, policy, partner, act }) {
      enter(policy, "written");
      if (partner !== undefined) await partnerIsWritten(partner);
      const other = running.get(connection);
      if (other?.policies.has(policy) === true) return other.done;
      const isWritten = (id: string | undefined): id is string => id !== undefined && phases.get(id) === "written";
      const done = act();
      running.set(connection, { policies: new Set([policy, partner].filter(isWritten)), done });
      return done;
    },
  };
}
