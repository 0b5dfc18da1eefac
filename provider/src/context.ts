// What an operation works with besides its inputs: settings, the collections of the service, a clock and the log.

import type { BatchedCollection } from "./api/batching/batchedCollection";
import type { TagClient } from "./api/tags";
import type { Clock } from "./core/clock";
import type { Operation, Place, Values } from "./core/contract";
import type { ResourceDefinition } from "./core/definition";
import { sanitize, sanitizeBare } from "./core/sanitize";
import type { Cause } from "./diagnosis/facts";
import type { Settings } from "./settings";
import type { JointTouch } from "./waiting/jointTouch";
import { type Awaited, type PollScheduler, shortName } from "./waiting/scheduler";

/** What the operations on one kind share: settings, the collections of the service, a clock. */
export interface CloudContext {
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
  /** What updates of policies share. */
  readonly jointTouch: JointTouch;
  /** The likely causes for which a connection with these outputs is not up; asks the service, and never rejects. */
  readonly whyDown: (connection: Values, id: string) => Promise<readonly Cause[]>;
  /** Schedules the polls of all waits on this cloud. */
  readonly scheduler: PollScheduler;
}

/** The same within one operation. */
export interface Context extends CloudContext, Operation {}

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

/** What limits how long a verb may take: what to change when it was too short. */
export function limitOn(verb: "create" | "update" | "delete", { limits }: Context): string {
  return limits.isOfResource === true ? `customTimeouts.${verb} of the resource` : `the setting vpnaas:${verb}Timeout`;
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
