// The words of the interruption matrix: what is interrupted, where, by what, and what was seen. Data and types only.
import type { CollectionName, Dialect, RequestFilter, WireObject } from "../../emulator";

export const SIGNALS = ["SIGINT", "SIGTERM", "SIGKILL"] as const;
export type Signal = (typeof SIGNALS)[number];

/** Who runs the resources of the programs: the dynamic provider or the native plugin. */
export type Host = "dynamic" | "plugin";

/** Which process gets the signal: the Pulumi CLI, the process of the provider, or both. */
export const TARGETS = ["cli", "provider", "both"] as const;
export type Target = (typeof TARGETS)[number];

/**
 * `received`: the server has the request and has not acted; it never does where the client goes away. `acted`: the server has
 * acted, and no one has the answer. A read changes nothing, so that it has the first moment only.
 */
export const MOMENTS = ["received", "acted"] as const;
export type Moment = (typeof MOMENTS)[number];

/** What the user runs after an interruption (after `pulumi cancel`, where a lock was left). */
export const WAYS = ["again", "refresh, then again"] as const;
export type Way = (typeof WAYS)[number];

/** A program, a change of it, and what has to be there in the end. */
export interface Story {
  readonly name: string;
  readonly dialect: Dialect;
  readonly command: "up" | "destroy";
  /** Whether as much as possible is done at the same time; otherwise one thing after the other, in a fixed order. */
  readonly isParallel: boolean;
  /** Whether the two sides of the tunnel have to negotiate what has changed. */
  readonly isRenegotiated: boolean;
  /** The program before: its `up` is done when the story begins. Undefined: nothing is there. */
  readonly before: string | undefined;
  readonly program: string;
  /** What the server holds in the end, by collection: one entry for each object, with the fields that matter. */
  readonly expected: Readonly<Record<CollectionName, readonly WireObject[]>>;
}

/** A request at which a run is interrupted: the one that follows `skip` others that fit as well, or `count` of them at the same time. */
export interface Boundary {
  /** For people, and for `--boundary`: `POST ikepolicies`, `GET vpnservices 2`. */
  readonly name: string;
  readonly match: RequestFilter;
  readonly skip: number;
  readonly count: number;
}

/** One field of the matrix. */
export interface Cell {
  readonly story: Story;
  readonly boundary: Boundary;
  readonly moment: Moment;
  readonly signal: Signal;
  readonly target: Target;
}

/** What was seen when one way was gone to the end; no problem means that it is green. */
export interface End {
  readonly way: Way;
  readonly problems: readonly string[];
}

/** What was seen when a cell was played. */
export interface Observed {
  /** How the interrupted command ended: `code 255`, `killed`. */
  readonly ended: string;
  /** What it left, in words: lock, pending operations, objects that no state knows. */
  readonly left: string;
  /** The same text for the same story and the same things left, in any run. */
  readonly situation: string;
  /** Processes that outlived the CLI. */
  readonly survivors: readonly string[];
  readonly ends: readonly End[];
  /** The cell that left the same, where its ends were taken over instead of being played again. */
  readonly sameAs?: string;
}

/** A cell that was played, as a line of JSON of the report. */
export interface Line extends Omit<Cell, "story" | "boundary">, Observed {
  /** Where in the order of all cells. */
  readonly place: number;
  readonly story: string;
  readonly boundary: string;
  readonly title: string;
}

/** A cell in one line. */
export function titleOf({ story, boundary, moment, signal, target }: Cell): string {
  return `${story.name}: ${boundary.name}, ${moment}, ${signal} to ${target}`;
}
