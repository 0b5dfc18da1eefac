// Whose an object is: which ids belong to a resource of this run or of the state already, and whether an interrupted run of this
// stack began a creation whose end no state knows. Every way to become the owner of an existing object asks here.
import type { Item } from "../api/collection";
import { type CloudContext, type Context, StateUnreadable } from "../context";
import type { Operation, StackState, StateEntry, Values } from "../core/contract";
import type { ResourceDefinition } from "../core/definition";
import { isSameId } from "../core/meaning";
import { isRecord } from "../core/record";
import { type Kind, kindOf } from "../core/schema";
import { isSame, outputIn } from "../core/wire";
import { retryUntil } from "../waiting/retryUntil";

/** Milliseconds in which a state that cannot be read is asked for again. */
const UNREADABLE_FOR = 12_000;

/** What a program declares: the path of the resource and its inputs. */
interface Declared {
  readonly path: string;
  readonly inputs: Values;
}

type StateSource = Pick<Operation, "stateOfStack">;

/** The owners of the objects of one kind, as far as this run knows them. Ids are compared without regard to case. */
export interface Ownership {
  /** Notes that a resource owns the object: the engine has spoken of it, and the program declares it so. */
  note(id: string, declared?: Omit<Declared, "path"> & Pick<Operation, "path">): void;
  /** What the program says of the object in this run, as far as it was noted. */
  declaredAs(id: string): Declared | undefined;
  /** Whether the object is known to belong to a resource, of the state or of this run. */
  isOwned(id: string): boolean;
  /** Notes that a resource of this run owns the object: it was created or taken over. */
  take(id: string): void;
  /** Whether a resource of this run has taken it. */
  isTaken(id: string): boolean;
  /** Notes that a resource is to adopt the object; returns the path of another one that is to do so, too. */
  reserve(id: string, path: string): string | undefined;
  /** Takes `take` back. */
  release(id: string): void;
  /** Asks for the state of the stack, and notes what it owns. Rejects with the reason if it cannot be had. */
  stateFor(operation: StateSource): Promise<StackState>;
  /** The resource of the stack's state that owns the object; the state is asked for once in a run. Rejects as `stateFor`. */
  ownerOf(id: string, operation: StateSource): Promise<StateEntry | undefined>;
  /** What a run that was killed while it updated the object was to make of it. An unreadable state proves nothing: undefined. */
  killedUpdateOf(id: string, operation: StateSource): Promise<StateEntry | undefined>;
}

/** Makes the owners of a kind, none known yet. */
export function createOwnership({ token }: ResourceDefinition, { clock }: Pick<CloudContext, "clock">): Ownership {
  const kind = kindOf(token);
  const noted = new Set<string>();
  const taken = new Set<string>();
  const declared = new Map<string, Declared>();
  const reserved = new Map<string, string>();
  let owners: Promise<ReadonlyMap<string, StateEntry>> | undefined;

  async function stateFor({ stateOfStack }: StateSource): Promise<StackState> {
    const options = { clock, deadline: clock.now() + UNREADABLE_FOR };
    const mayPass = (error: unknown) => error instanceof StateUnreadable;
    const state = await retryUntil(stateOfStack, options, mayPass);
    for (const id of ownersIn(state, kind).keys()) noted.add(id);
    return state;
  }

  return {
    note(id, by) {
      noted.add(id.toLowerCase());
      if (by?.path !== undefined) declared.set(id.toLowerCase(), { path: by.path, inputs: by.inputs });
    },
    declaredAs: (id) => declared.get(id.toLowerCase()),
    isOwned: (id) => noted.has(id.toLowerCase()) || taken.has(id.toLowerCase()),
    take: (id) => void taken.add(id.toLowerCase()),
    isTaken: (id) => taken.has(id.toLowerCase()),
    reserve(id, path) {
      const first = reserved.get(id.toLowerCase()) ?? path;
      reserved.set(id.toLowerCase(), first);
      return first === path ? undefined : first;
    },
    release: (id) => void taken.delete(id.toLowerCase()),
    stateFor,
    async ownerOf(id, operation) {
      // What changes in the state during a run is what this run does, and knows.
      owners ??= stateFor(operation).then((state) => ownersIn(state, kind));
      try {
        return (await owners).get(id.toLowerCase());
      } catch (error) {
        owners = undefined;
        throw error;
      }
    },
    async killedUpdateOf(id, operation) {
      const state = await stateFor(operation).catch(() => undefined);
      if (state === undefined) return undefined;
      // The engine notes the resource as it is to become, in most versions without its id: then its URN says which one it is.
      const { urn } = ownersIn(state, kind).get(id.toLowerCase()) ?? {};
      const isOfThis = (entry: StateEntry) => (entry.id === undefined ? entry.urn === urn : isSameId(entry.id, id));
      return state.pendingUpdates.findLast((entry) => entry.kind === kind && isOfThis(entry));
    },
  };
}

/**
 * The resources of a state that manage objects of the kind, by the id in lower case. The same id of another kind is another object; a
 * resource of another package may manage this very one.
 */
export function ownersIn({ resources }: StackState, kind: Kind): ReadonlyMap<string, StateEntry> {
  const own = resources.filter((entry) => entry.kind === kind || entry.kind === undefined);
  return new Map(own.flatMap((entry) => (entry.id === undefined ? [] : [[entry.id.toLowerCase(), entry]])));
}

/** The logical name in the path of a resource. */
export function nameIn(path: unknown): string {
  return String(path).split("::").slice(1).join("::");
}

/** The types of the parents in the path of a resource, outermost first. */
export function parentsIn(path: unknown): string[] {
  return String(path).split("::", 1).join().split("$");
}

/** Whether the object is in the project in which a resource of these inputs is made, as far as that is known. Sends nothing but a login. */
export async function isInProject(
  { definition, inputs, context }: Pick<Begun, "definition" | "inputs"> & { context: Pick<Context, "projectId"> },
  item: Item,
): Promise<boolean> {
  const owner = outputIn(definition, item, "tenantId");
  const wanted = inputs.tenantId ?? (await context.projectId());
  return typeof owner !== "string" || owner === "" || typeof wanted !== "string" || isSameId(owner, wanted);
}

/** What a creation asks about: its inputs, and the names under which an earlier run may have begun it. */
interface Begun {
  readonly definition: ResourceDefinition;
  readonly inputs: Values;
  readonly names: readonly string[];
  readonly path: string | undefined;
  /** Names of the inputs that cannot be changed in place. */
  readonly immutable: readonly string[];
}

/**
 * Whether a run of this stack that was killed had begun to create just this: the state holds a creation of the same kind, name
 * and immutable inputs that is not this run's own, and no resource that is its outcome. This proves whose a fitting object is.
 */
export function wasBegunBefore(begun: Begun, state: StackState): boolean {
  const { definition, path } = begun;
  const kind = kindOf(definition.token);
  const alike = state.pendingCreates.filter((entry) => entry.kind === kind && isAlike(begun, entry));
  // The engine writes down the creation that is asking before it calls the provider: of its URN there is one more.
  const own = state.isOfThisRun ? 1 : 0;
  return [...Map.groupBy(alike, ({ urn }) => urn).values()].some((entries) => {
    const [entry] = entries;
    if (entry === undefined || entries.length <= own) return false;
    const isOfThis = path === undefined || entry.path === path;
    return isOfThis && !state.resources.some((resource) => isOutcome(begun, entry, resource));
  });
}

function isAlike({ definition, inputs, names, immutable }: Begun, entry: StateEntry): boolean {
  if (!names.includes(String(entry.inputs.name ?? ""))) return false;
  return immutable.every(
    (name) => inputs[name] === undefined || isEqual(definition, name, inputs[name], entry.inputs[name]),
  );
}

// The engine keeps the entry of a killed run, also after a run that continued with its object: then it proves nothing any more.
function isOutcome({ definition, immutable }: Begun, entry: StateEntry, resource: StateEntry): boolean {
  if (resource.urn !== entry.urn) return false;
  const { inputs, autonames } = resource;
  const hasName = [inputs.name, ...autonames].includes(entry.inputs.name);
  return hasName && immutable.every((name) => isEqual(definition, name, entry.inputs[name], inputs[name]));
}

// A secret is encrypted in an export, differently each time: that says nothing.
function isEqual(definition: ResourceDefinition, name: string, left: unknown, right: unknown): boolean {
  return left === right || isEncrypted(left) || isEncrypted(right) || isSame(definition, name, left, right);
}

function isEncrypted(value: unknown): boolean {
  return isRecord(value) && typeof value.ciphertext === "string";
}
