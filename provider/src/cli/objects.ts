// How the commands order and name the objects of a service.
import type { FoundObject } from "../core/contract";
import { sanitize, sanitizeBare } from "../core/sanitize";
import type { Kind } from "../core/schema";

/** Compares texts as a reader counts: site-2 comes before site-10. */
export const { compare: compareTexts } = new Intl.Collator("en", { numeric: true });

/** Compares by name, and by id where the names are equal: the order never depends on the service. */
export function byName(one: FoundObject, other: FoundObject): number {
  return compareTexts(String(one.outs.name ?? ""), String(other.outs.name ?? "")) || (one.id < other.id ? -1 : 1);
}

/** What a line calls an object: `VpnService "hub" (851f…)`. */
export function titleOf({ kind, id, outs }: FoundObject & { readonly kind: Kind }): string {
  return `${kind} ${sanitize(outs.name ?? "")} (${sanitizeBare(id)})`;
}
