// Stores new objects and answers whether a stored object is still used by a connection.
// What a kind refuses because of that is its own matter.
import type { CollectionName, State, WireObject } from "./model";
import { countRead } from "./settling";

/** Puts the object into its collection under its id and returns it. Throws if it has no id. */
export function store(state: State, collection: CollectionName, object: WireObject): WireObject {
  if (typeof object.id !== "string") throw new Error(`An object without an id cannot be put into ${collection}.`);
  state.collections[collection].set(object.id, object);
  return object;
}

/**
 * True if any connection names the id under one of the keys. A connection that is being deleted still counts, and being
 * asked about brings its end one read nearer (see Transition.reads).
 */
export function isUsed(state: State, keys: string[], id: unknown): boolean {
  for (const connection of state.collections.connections.values()) {
    if (!keys.some((key) => connection[key] === id)) continue;
    if (state.pending.get(String(connection.id))?.action === "delete") countRead(state, String(connection.id));
    return true;
  }
  return false;
}
