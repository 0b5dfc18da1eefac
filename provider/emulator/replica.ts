// What reads show while they lag behind writes, as those of a replicated database do: objects as they were before.
// Writes, references and refusals always see the newest state.
import { type CollectionName, findReadable, isReadable, type State, type WireObject } from "./model";

/** Call after a write; `before` is a copy of the object as it was, `undefined` where the write made it. */
export function keepOldVersion(
  state: State,
  collection: CollectionName,
  { id, before }: { id: string; before: WireObject | undefined },
): void {
  if (state.readLag <= 0) return;
  const versions = state.oldVersions[collection];
  const version = { until: state.now() + state.readLag, object: before };
  versions.set(id, [...(versions.get(id) ?? []), version]);
}

/** The object as a read shows it; `undefined` where the read finds none. */
export function readOne(
  state: State,
  collection: CollectionName,
  { id, projectId }: { id: string; projectId: string | undefined },
): WireObject | undefined {
  const old = oldVersionOf(state, collection, id.toLowerCase());
  if (old === undefined) return findReadable(state, collection, { id, projectId });
  return old.object !== undefined && isReadable(state, old.object, projectId) ? old.object : undefined;
}

/** All objects of a collection as a list shows them to a project. */
export function readAll(state: State, collection: CollectionName, projectId: string | undefined): WireObject[] {
  const objects = state.collections[collection];
  const ids = new Set([...objects.keys(), ...state.oldVersions[collection].keys()]);
  return [...ids].flatMap((id) => {
    const old = oldVersionOf(state, collection, id);
    const object = old === undefined ? objects.get(id) : old.object;
    return object !== undefined && isReadable(state, object, projectId) ? [object] : [];
  });
}

/** Whether the object is what the server holds now, and not what reads still show. */
export function isNewest(state: State, collection: CollectionName, object: WireObject): boolean {
  return state.collections[collection].get(String(object.id)) === object;
}

// The oldest that reads still show; what they do not show any more is forgotten.
function oldVersionOf(
  state: State,
  collection: CollectionName,
  id: string,
): { readonly object: WireObject | undefined } | undefined {
  const versions = state.oldVersions[collection].get(id);
  if (versions === undefined) return undefined;
  const now = state.now();
  const left = versions.filter(({ until }) => until > now);
  if (left.length === 0) state.oldVersions[collection].delete(id);
  else state.oldVersions[collection].set(id, left);
  return left[0];
}
