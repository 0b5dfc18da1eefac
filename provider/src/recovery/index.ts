// The one entry to recovery: the verbs of a kind learn here whose an object is, and create through it.
import type { CloudContext } from "../context";
import type { ResourceDefinition } from "../core/definition";
import { memoize } from "../core/memoize";
import { type Created, createOnce } from "./createOnce";
import { reportDuplicatesLater, type UncertainCreate } from "./duplicates";
import type { Creation } from "./orphans";
import { createOwnership, type Ownership } from "./ownership";

export type { Creation } from "./orphans";
export { isInProject, nameIn, type Ownership, ownersIn, wasBegunBefore } from "./ownership";

/** What the verbs of one kind share on one cloud. */
export interface Recovery {
  readonly owners: Ownership;
  /**
   * Hands `finish` the one object of a creation: a new one, or what an interrupted run left. Rejects as `createOnce`. Where a reply
   * was lost on the way, the service is looked at once more at the end, and every object that no one owns is named.
   */
  create<T>(creation: Creation, finish: (created: Created) => Promise<T>): Promise<T>;
}

/** Makes the recovery of a kind; nothing is known yet. */
export function createRecovery(definition: ResourceDefinition, cloud: CloudContext): Recovery {
  const owners = createOwnership(definition, cloud);
  const uncertain: UncertainCreate[] = [];
  const earlier = memoize(() => cloud.collection.list());
  return {
    owners,
    async create(creation, finish) {
      const uncertainBefore = uncertain.length;
      const created = await createOnce({ ...creation, uncertain, earlier });
      try {
        return await finish(created);
      } finally {
        if (uncertain.length > uncertainBefore) await reportDuplicatesLater({ ...creation, uncertain });
      }
    },
  };
}
