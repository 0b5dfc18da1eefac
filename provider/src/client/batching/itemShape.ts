// Which keys a GET shows of the objects of a collection, to tell whether a list says as much of them.
import { isRecord } from "../../record";
import type { Item } from "../collection";

/** What is known of the keys. */
export interface ItemShape {
  /** Takes in the reply to a GET. */
  learn(item: Item): void;
  /** Has any reply been taken in? */
  isKnown(): boolean;
  /** Does the item have every key that any GET has shown? Never, while none is known. */
  isWhole(item: Item): boolean;
}

/** Makes one that knows nothing. */
export function createItemShape(): ItemShape {
  const known = new Set<string>();
  return {
    learn(item) {
      for (const key of keysOf(item)) known.add(key);
    },
    isKnown: () => known.size > 0,
    isWhole(item) {
      const keys = keysOf(item);
      return known.size > 0 && [...known].every((key) => keys.has(key));
    },
  };
}

// Also the keys of parts, such as those of `dpd`.
function keysOf(item: Item): Set<string> {
  const keys = Object.keys(item);
  const parts = keys.flatMap((key) => {
    const part = item[key];
    return isRecord(part) ? Object.keys(part).map((name) => `${key}.${name}`) : [];
  });
  return new Set([...keys, ...parts]);
}
