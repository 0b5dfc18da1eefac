// The words of the fault matrix: where a fault strikes, how long it lasts, and how an operation may end. Data and types only.
// What the faults are stands in networkFaults.ts and serviceFaults.ts, what is expected in the expected*.ts.
import type { Dialect } from "../../../emulator";
import type { Kind } from "../../../src/core/schema";
import type { Life } from "../../support/lives";
import type { Stage } from "../../support/stage";
import type { Gate } from "./gate";

/** The request of an operation that a fault strikes: the one that gives it its name, the list before it, or a read that follows. */
export const MOMENTS = [
  "create, looking first",
  "create",
  "create, reading back",
  "read",
  "update",
  "update, reading back",
  "delete",
  "delete, until gone",
] as const;
export type Moment = (typeof MOMENTS)[number];

/** The most requests to the VPN API that an operation may take under any fault that strikes at the moment. */
export const MOST_REQUESTS: Readonly<Record<Moment, number>> = {
  "create, looking first": 6,
  create: 51,
  "create, reading back": 38,
  read: 7,
  update: 29,
  "update, reading back": 37,
  delete: 17,
  "delete, until gone": 38,
};

/** `once` is a passing fault (of one or three requests); `for good` strikes every further request that it fits. */
export type Lasting = "once" | "for good";

/**
 * How an operation ends, and what the state then holds:
 * `done` the outputs; `kept` fails, the state has id and all outputs; `nothing` a create that failed, nothing anywhere;
 * `old` fails, the state stays as it was; `gone` a delete that fails although the object is gone, the state still has it; `later` a success that says that the change is not made yet;
 * `left` a create that failed and left an object: no state knows it, but the next run finds it.
 */
export const OUTCOMES = ["done", "kept", "nothing", "old", "gone", "later", "left"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Everything that a fault may take hold of. */
export interface Scene {
  readonly stage: Stage;
  readonly gate: Gate;
  readonly life: Life;
  readonly moment: Moment;
  readonly lasting: Lasting;
  /** Id of the object that is there already; empty before a create. */
  readonly id: string;
}

/** A fault: settings of the provider that meets it, and what is done to the server right before the operation. */
export interface Fault {
  readonly name: string;
  readonly settings?: (scene: Pick<Scene, "gate" | "stage">) => Record<string, unknown>;
  readonly arrange: (scene: Scene) => void | Promise<void>;
}

/** Who carries the operations out: the dynamic provider or the native plugin. The outcomes are the same. */
export type Host = "dynamic" | "plugin";

/** One field of the matrix. */
export interface Cell {
  readonly kind: Kind;
  readonly dialect: Dialect;
  readonly fault: string;
  readonly lasting: Lasting;
  readonly moment: Moment;
  readonly reason: string;
  readonly expected: Outcome;
}

/** The operation that a moment is part of. */
export function verbOf(moment: Moment): "create" | "read" | "update" | "delete" {
  const [verb = ""] = moment.split(",");
  return verb === "create" || verb === "update" || verb === "delete" ? verb : "read";
}

/** Whether a moment is a read that follows a write. */
export function isAfterwards(moment: Moment): boolean {
  return moment.includes(",") && !isLookingFirst(moment);
}

/** Whether a moment is the look for what an interrupted run may have left. */
export function isLookingFirst(moment: Moment): boolean {
  return moment === "create, looking first";
}
