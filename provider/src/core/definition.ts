// The type of a resource definition: where a resource lives on the wire and which rules join its fields.
// What the fields are (types, bounds, defaults, immutability) is in schema.json.

import type { Rule } from "./rules";
import type { Dialect, Token } from "./schema";

/** Everything the operations have to know about a resource besides schema.json. */
export interface ResourceDefinition {
  readonly token: Token;
  /** What people call one of it, as it stands in messages. */
  readonly title: string;
  /** The same as one word of letters, for an imported object whose own name makes no variable. */
  readonly word: string;
  /** Path of the collection below the endpoint. */
  readonly path: string;
  /** Key that wraps one object in requests and replies. */
  readonly envelope: string;
  /** Key that wraps a list of objects in replies. */
  readonly collection: string;
  /** The code by which the service says that it has no such object of this kind. */
  readonly missing: string;
  /** Rules over several fields; each problem fails the check. */
  readonly rules: readonly Rule[];
  /** Values that the service may not honour, or that are weak: each problem is a warning, and fails the check only under `strict`. */
  readonly warnings: readonly Rule[];
  /** Inputs for which a differing value in the service's reply can still mean the same. */
  readonly sameMeaning?: Readonly<Record<string, (declared: unknown, returned: unknown) => boolean>>;
  /** A pending status in which an object stays for as long as no connection refers to it: the provider does not wait for its end then. */
  readonly idleStatus?: string;
  /** Inputs of a connection that refer to an object of this kind. */
  readonly referencedBy?: readonly string[];
  readonly dialects: Readonly<Record<Dialect, KindOnDialect>>;
}

/** What is true of a kind on one dialect only. */
export interface KindOnDialect {
  /** As in the definition, besides the rules that it has. */
  readonly rules?: readonly Rule[];
  readonly warnings?: readonly Rule[];
  /** What is added to a warning of the definition about a property. */
  readonly remarks?: Readonly<Record<string, string>>;
  /** Inputs that an import does not state: the service returns them, but does not want to be given them. */
  readonly unstated?: readonly string[];
  /** Inputs that the service puts back to their documented defaults when another one is sent: sent one → those that are reset. */
  readonly resetBy?: Readonly<Record<string, readonly string[]>>;
  /** The service refuses a second object with the same value of this property: a replacement deletes first. */
  readonly onePer?: string;
  /** The reply to a write may show the status from before it, the pending one only some time later. */
  readonly isPendingLate?: boolean;
  /** A change has an effect only once the connections that refer to the object are updated, too. */
  readonly isReapplied?: boolean;
  /**
   * Inputs that the two sides of a tunnel agree on when they negotiate: one that is established keeps the old values after a change.
   * Given where the object can be taken down and up again, so that they negotiate again.
   */
  readonly negotiated?: readonly string[];
}
