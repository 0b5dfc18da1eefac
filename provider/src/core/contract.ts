// The contract between the verbs of a resource and whoever calls them: an adapter tells here what it knows of a call, and the verbs say
// what came of it. It knows no engine and no host. Types only.

/** Inputs or outputs of a resource, under their names in the program. */
export type Values = Readonly<Record<string, unknown>>;

/** An object as it goes over the wire, without its envelope. */
export type Item = Record<string, unknown>;

/** Where an object lives, as far as it is known. */
export interface Place {
  readonly region?: string | undefined;
  readonly projectId?: string | undefined;
  /** Host (and port) of the VPN API; undefined where a region is known. */
  readonly host?: string | undefined;
}

/** One call of a verb, as the adapter knows it. */
export interface Operation {
  /** The stack, `organization/project/stack`; undefined where there is none. */
  readonly stack: string | undefined;
  /** What the URN of the resource says besides stack and kind: `parent types::logical name`. */
  readonly path: string | undefined;
  /** The name that the resource has where the program gives none. */
  readonly autoname: Autoname;
  /** Milliseconds. */
  readonly limits: Limits;
  /** Ends waits. What is under way is answered first: nothing is given up between a POST and its answer. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /**
   * What the state of the stack holds at a moment after the call. Rejects with the reason if that cannot be had, with
   * StateUnreadable where it may be had a moment later.
   */
  readonly stateOfStack: () => Promise<StackState>;
}

/** Shows the user a line; one that is `passing` is of interest only as long as the wait that it reports. */
export type Log = (message: string, manner?: { readonly passing?: boolean }) => void;

/** The auto-naming of a resource. */
interface Autoname {
  /** The names that any version gives it, that of this version first. */
  readonly names: readonly string[];
  /** Whether a name is one of them. */
  readonly has: (name: unknown) => boolean;
}

/** How long an operation may wait for the service, in milliseconds; `active`: for a tunnel to come up. */
export interface Limits {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
  readonly active: number;
  /** True: the program says it for this resource (`customTimeouts`), and `active` does not count apart. */
  readonly isOfResource?: boolean;
}

/** A resource in the state of a stack, or one whose creation the state has recorded. */
export interface StateEntry {
  readonly urn: string;
  /** What its URN says besides stack and kind: `parent types::logical name`. */
  readonly path: string;
  /** URN of its parent, where the state has one. */
  readonly parent?: string | undefined;
  /** Its kind; undefined for a resource of another package. */
  readonly kind: string | undefined;
  readonly id: string | undefined;
  /** As the state holds them; a secret is encrypted. */
  readonly inputs: Values;
  /** The names that any version gives it where the program gives none. */
  readonly autonames: readonly string[];
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

/** What the verbs leave for the next operation besides outputs: the adapter keeps it with them, and hands it back. JSON. */
export interface Memo {
  /** Names of the inputs that the program declared. */
  readonly declared?: readonly string[];
  /** Inputs that the program no longer gives, as long as the service does not have their default. */
  readonly resetting?: readonly string[];
  /**
   * True: its last change has no effect yet. Not all connections that use the object have taken it over; or a connection has not been
   * taken down and up for a new negotiation.
   */
  readonly unapplied?: boolean;
  /** Host of the API that has the object, where no region is known. */
  readonly host?: string;
}

/** What a verb leaves of an object. */
export interface Stored {
  readonly outputs: Record<string, unknown>;
  readonly memo: Memo;
}

/** An object as the state holds it; `inputs`: what the program said last, where the caller knows that. */
export interface Known {
  readonly inputs?: Values | undefined;
  readonly outputs: Values;
  readonly memo: Memo;
}

/** A change of an input, or of one part of it: `mtu`, `dpd.interval`. */
export interface Change {
  readonly path: string;
  readonly kind: "add" | "update" | "delete";
  readonly replaces: boolean;
  /** False: old and new inputs are the same, and what the service keeps differs. */
  readonly isShownByInputs: boolean;
}

/** What an update would do. */
export interface Changes {
  readonly changes: readonly Change[];
  /** Inputs that cannot be changed in place, and that the service keeps otherwise than they were sent: no changes. */
  readonly kept: readonly string[];
  /** True: an earlier change has still to get its effect, even where no input has changed. */
  readonly isUnapplied: boolean;
  /** If the object has to be replaced: delete the old one first? */
  readonly deleteFirst: boolean;
}

/** A user's mistake. `property` is empty where no input may be named: its value would be shown. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** Inputs with defaults, what is wrong with them, and what is allowed but weak. */
export interface Checked {
  readonly inputs: Record<string, unknown>;
  readonly failures: Failure[];
  readonly warnings: string[];
}

/** What a read found; inputs only where something that the program declares has drifted. */
export interface ReadResult extends Stored {
  readonly inputs?: Record<string, unknown>;
}

/** An object of the service: its id, and its outputs in the declared types. A secret is what the service shows: perhaps masked. */
export interface FoundObject {
  readonly id: string;
  readonly outs: Values;
}

/**
 * The verbs of one kind of resource. Values are plain; unknown ones appear in `check` and `diff` only. They reject with ApiError, with
 * InitFailedError where the object exists but is not usable, or with an Error whose sentence is for the user.
 */
export interface ResourceKind {
  /** `old`: the inputs of the state, undefined for what is to be created. Never throws for bad input. */
  check(old: Values | undefined, news: Values, operation: Operation): Checked;
  /** Why what is to be created cannot adopt the object that it names, as far as that can be known without asking the service. */
  refusedAdoption(inputs: Values, operation: Operation): Promise<string | undefined>;
  /** Notes that the engine has spoken of this object: it belongs to a resource of the state. */
  note(id: string): void;
  diff(id: string | undefined, old: Known, news: Values, operation: Operation): Changes;
  create(inputs: Values, operation: Operation): Promise<{ readonly id: string } & Stored>;
  /** Undefined means: surely gone. */
  read(id: string, known: Known, operation: Operation): Promise<ReadResult | undefined>;
  update(id: string, old: Known, news: Values, operation: Operation): Promise<Stored>;
  delete(id: string, old: Known, operation: Operation): Promise<void>;
  /** Every object of the kind that the login can see, whoever made it: an administrator sees those of all projects. */
  list(): Promise<FoundObject[]>;
  /** The object with this id, whoever made it. */
  lookUp(id: string): Promise<FoundObject | undefined>;
  /** ID of the project of the login, where it is known. */
  projectId(): Promise<string | undefined>;
}
