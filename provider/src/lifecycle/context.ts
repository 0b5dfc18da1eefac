// What an operation works with besides its inputs: settings, the collections of the service, a clock and the log.

import type { BatchedCollection } from "../client/batching/batchedCollection";
import type { Clock } from "../client/clock";
import type { TagClient } from "../client/tags";
import type { ResourceDefinition } from "../resources/definition";
import { sanitize, sanitizeBare } from "../sanitize";
import type { Settings } from "../settings";
import type { JointTouch } from "./jointTouch";
import type { Place } from "./place";
import { type Awaited, type PollScheduler, shortName } from "./pollScheduler";

/** Settings, the collections of the service, a clock and the log; tests give it their own. */
export interface Context {
  readonly settings: Settings;
  readonly collection: BatchedCollection;
  /** The connections of the project: they refer to all other kinds. */
  readonly connections: BatchedCollection;
  /** The endpoint groups of the project: what connections join. */
  readonly endpointGroups: BatchedCollection;
  readonly tags: TagClient;
  /** ID of the project of the login, where it is known. */
  readonly projectId: () => Promise<string | undefined>;
  /** Where the settings lead; logs in. */
  readonly place: () => Promise<Place>;
  readonly clock: Clock;
  /**
   * What the state of a stack (`organization/project/stack`) holds at a moment after the call. Rejects with the reason if that
   * cannot be had, with StateUnreadable where it may be had a moment later.
   */
  readonly stateOfStack: (stack: string) => Promise<StackState>;
  /** What updates of policies share. */
  readonly jointTouch: JointTouch;
  /** Schedules the polls of all waits on this cloud. */
  readonly scheduler: PollScheduler;
  /** Shows the user a line. */
  readonly log: (message: string) => void;
}

/** A resource in the state of a stack, or one whose creation the state has recorded. */
export interface StateEntry {
  readonly urn: string;
  /** What its URN says beyond stack and kind: `parent types::logical name`. */
  readonly path: string;
  /** URN of its parent, where the state has one. */
  readonly parent?: string | undefined;
  /** Its kind; undefined for a resource of another package. */
  readonly kind: string | undefined;
  readonly id: string | undefined;
  /** As the state holds them; a secret is encrypted. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What the state of a stack holds. */
export interface StackState {
  readonly resources: readonly StateEntry[];
  /** Creations that were begun and whose end the state does not know: in this run, or in one that was killed. */
  readonly pendingCreates: readonly StateEntry[];
  /** The same of updates. */
  readonly pendingUpdates: readonly StateEntry[];
  /** Whether this run has written the state already, so that a creation of its own that is under way stands among the pending ones. */
  readonly isOfThisRun: boolean;
}

/** The state could not be read, which may pass. */
export class StateUnreadable extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StateUnreadable";
  }
}

/** One existing object of a definition. */
export interface Subject {
  readonly definition: ResourceDefinition;
  readonly context: Context;
  readonly id: string;
}

/** What people call something that has no id yet, or whose id does not matter: `IKE policy "hq"`. */
export function called({ title }: ResourceDefinition, name: unknown): string {
  return `${title} ${sanitize(name ?? "")}`;
}

/** What people call a subject: `IPsec site connection "hq" (851f…)`. */
export function describe({ definition, id }: Subject, name: unknown): string {
  return `${definition.title} ${typeof name === "string" && name !== "" ? `${sanitize(name)} ` : ""}(${sanitizeBare(id)})`;
}

/** How a wait for a subject is reported; one that is about to be created has no id. */
export function awaitedOf(
  { definition, id }: { definition: ResourceDefinition; id?: string },
  name: unknown,
  purpose: string,
): Awaited {
  const object = id === undefined ? definition.title : `${definition.title} ${sanitizeBare(id)}`;
  return { name: shortName(name, id), object, purpose };
}
