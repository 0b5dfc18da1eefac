// The type of a resource definition: where a resource lives on the wire and which rules join its fields.
// What the fields are (types, bounds, defaults, immutability) is in schema.json.

import type { Dialect } from "./contract";
import type { Rule } from "./rules";
import type { Token } from "./schema";

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
  /** Inputs that the service puts back to their documented defaults when another one is sent: sent one → those that are reset. */
  readonly resetBy?: {
    readonly inputs: Readonly<Record<string, readonly string[]>>;
    readonly dialects: readonly Dialect[];
  };
  /** Dialects whose service refuses a second object with the same value of `property`: a replacement deletes first. */
  readonly onePer?: { readonly property: string; readonly dialects: readonly Dialect[] };
  /** A pending status in which an object stays for as long as no connection refers to it: the provider does not wait for its end then. */
  readonly idleStatus?: string;
  /** Dialects whose reply to a write may show the status from before it, the pending one only some time later. */
  readonly pendingLate?: readonly Dialect[];
  /** Inputs of a connection that refer to an object of this kind. */
  readonly referencedBy?: readonly string[];
  /** Dialects where a change has an effect only once the connections that refer to the object are updated, too. */
  readonly reapplied?: readonly Dialect[];
}
