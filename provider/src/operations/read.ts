// Reads an object back: what the state is to hold of it, and what of the program's inputs has drifted.

import { REFRESH_AGE } from "../api/batching/batchedCollection";
import type { Item } from "../api/collection";
import type { Subject } from "../context";
import type { Known, Memo, ReadResult } from "../core/contract";
import { type Comparison, compare, differs, outputsOf, showsAll } from "../core/wire";
import type { Ownership } from "../recovery";
import { isGone } from "./gone";
import { isLeftUnapplied } from "./reapply";
import { isLeftUnnegotiated } from "./renegotiate";
import { withoutTags, withTags } from "./tags";

/** What a read needs: the object as the state holds it, and who owns what. */
interface ReadOptions {
  readonly known: Known;
  readonly owners: Ownership;
}

/** Reads the object; undefined: it is surely gone. Rejects with ApiError. */
export async function read(subject: Subject, { known, owners }: ReadOptions): Promise<ReadResult | undefined> {
  const { definition, context, id } = subject;
  const { outputs: olds, memo } = known;
  const { declared } = memo;
  // What the state does not have yet may be what a list does not show.
  const hasTags = declared?.includes("tags") ?? false;
  const needed = withoutTags(olds, hasTags);
  const isEnough = (seen: Item, read?: Item) =>
    Object.keys(olds).length > 0 && showsAll(definition, needed, { item: seen, read });
  let item: Item;
  try {
    item = await context.collection.read(id, { age: REFRESH_AGE, isEnough });
  } catch (error) {
    if (await isGone(error, known, subject)) return undefined;
    throw error;
  }
  // Outside of the above: that the tags are not found says nothing about the object.
  const whole = await withTags(subject, item, hasTags);
  const comparisons = compare(definition, whole, olds);
  const outputs = outputsOf(comparisons);
  const seen = { known, comparisons, owners };
  const isUnapplied = (await isLeftUnapplied(subject, seen)) || (await isLeftUnnegotiated(subject, seen));
  const stored = { outputs, memo: memoNow(memo, comparisons, isUnapplied) };
  const hasDrifted = declared?.some((name) => comparisons.some((each) => each.name === name && differs(each)));
  if (declared === undefined || hasDrifted !== true) return stored;
  const inputs = Object.fromEntries(declared.filter((name) => name in outputs).map((name) => [name, outputs[name]]));
  return { ...stored, inputs: declared.includes("adoptId") ? { ...inputs, adoptId: id } : inputs };
}

// What an update could not put back to its default is still to be put back, unless that was done at the service.
function memoNow(memo: Memo, comparisons: readonly Comparison[], isUnapplied: boolean): Memo {
  const { resetting: _, unapplied: __, ...rest } = memo;
  const open = outputsOf(comparisons.filter(({ isDefault }) => !isDefault));
  const resetting = (memo.resetting ?? []).filter((name) => name in open);
  return {
    ...rest,
    ...(resetting.length > 0 ? { resetting } : {}),
    ...(isUnapplied ? { unapplied: true } : {}),
  };
}
