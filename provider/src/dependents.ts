// Which connections refer to an object: they keep it from being deleted, and some clouds apply its changes only through them.
import type { Item } from "./api/collection";
import { describe, type Subject } from "./context";
import { wireName } from "./core/wire";
import { definitions } from "./resources";

const CONNECTION = definitions["vpnaas:index:IpsecSiteConnection"];

/** A connection that refers to another object. */
export interface Dependent extends Subject {
  readonly item: Item;
}

/** The connections that refer to the object; asks the service. */
export async function dependentsOf({ definition, id, context }: Subject): Promise<Dependent[]> {
  const fields = (definition.referencedBy ?? []).map(wireName);
  if (fields.length === 0) return [];
  const items = (await context.connections.list()).filter((item) => fields.some((field) => item[field] === id));
  const ofConnections = { ...context, collection: context.connections };
  return items.map((item) => ({ definition: CONNECTION, id: String(item.id), context: ofConnections, item }));
}

/** Says which connections these are, by name: `IPsec site connection "hq" (851f…)`. */
export function nameDependents(dependents: readonly Dependent[]): string {
  const names = dependents.map((dependent) => describe(dependent, dependent.item.name));
  return names.sort().join(", ");
}
