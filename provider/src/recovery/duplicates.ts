// After a create whose outcome was unknown for a while: the service may act on the first request after all, and then there is an
// object that no state knows. Nothing of it is deleted here: it is named to the user.
import type { Item } from "../api/collection";
import { called } from "../context";
import { sanitizeBare } from "../core/sanitize";
import type { Values } from "../core/wire";
import { type Creation, isWhatWasSent, unowned } from "./orphans";

/** A create of this run that may have made more than one object. */
export interface UncertainCreate {
  readonly inputs: Values;
  /** IDs of what was there before. */
  readonly before: ReadonlySet<string>;
}

/** Where to look for duplicates. */
export type Search = Pick<Creation, "definition" | "owners" | "context"> & {
  readonly uncertain: readonly UncertainCreate[];
};

/** Milliseconds that a create which was repeated gives the first request before it answers. */
const LAST_LOOK = 10_000;

/** As `reportDuplicates`, at the end of a create that was repeated. */
export async function reportDuplicatesLater(search: Search): Promise<void> {
  await search.context.clock.sleep(LAST_LOOK);
  return reportDuplicates(search);
}

/** Looks, where there is a doubt, and names every object that has come of such a create without an owner: once each. Never rejects. */
export async function reportDuplicates({ definition, owners, context, uncertain }: Search): Promise<void> {
  if (uncertain.length === 0) return;
  // A create of its own is what the user asked for: a look that fails is taken again with the next one.
  const items: readonly Item[] = await context.collection.list().catch(() => []);
  for (const { inputs, before } of uncertain) {
    const creation = { definition, inputs, owners, context };
    const made = items.filter((item) => !before.has(String(item.id)) && isWhatWasSent(creation, item));
    for (const { id } of await unowned(creation, made)) {
      owners.note(String(id));
      context.log(
        `warning: the reply to creating ${called(definition, inputs.name)} was lost, and the service carried it out later than it was ` +
          `looked for: it also made ${sanitizeBare(id)}, which no state knows. Delete it at the service, or take it over with adoptId`,
      );
    }
  }
}
