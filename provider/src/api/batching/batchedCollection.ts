// Answers what many want to know of one collection at the same time from one list, and few from a GET each. Who waits for what, and
// when it is looked at again, is the business of operations/ and waiting/; nothing depends on a list being there.
//
// An answer from a list could be wrong in three ways, and is then left to a GET of the object itself:
// 1. the list was asked for before our last write on the object, or before an answer that was given already (sequence.ts);
// 2. the list lacks the object: only the service's word on this very id means that it is gone;
// 3. the list shows less of the object than its reader needs (`isEnough`).
import type { Clock } from "../../core/clock";
import type { Collection, Item } from "../collection";
import { createLists, type RequestedList } from "./lists";
import { createSequence } from "./sequence";

/** A collection whose reads are batched. No answer is older than our last write on the object, or than an earlier answer. */
export interface BatchedCollection extends Collection {
  /** As `get`; where many read at once, a list may answer that was asked for at most `age` milliseconds ago. */
  read(id: string, options: ReadOptions): Promise<Item>;
  /** Does what writes on the object by another path, such as that of its tags: no answer is older than that, either. */
  write<T>(id: string, act: () => Promise<T>): Promise<T>;
}

interface ReadOptions {
  /** Milliseconds. */
  readonly age: number;
  /** Does the item, as a list shows it, say all that the reader needs? `read`: what a GET has shown last of any object, if one has. */
  readonly isEnough: (item: Item, read: Item | undefined) => boolean;
}

/** Milliseconds for which a list may answer a poll: less than the shortest pause between two of them. */
export const POLL_AGE = 250;
/** The same for reads that follow no write, such as those of a refresh, which come in waves. */
export const REFRESH_AGE = 2_000;

/** So many at once are few, and one more for each so many objects that a list would bring along. */
const FEW = 2;
const OBJECTS_PER_GET = 500;
/** The waves of a refresh go on within so many times the age that they allow; the next list is then asked for by the first read. */
const SAME_RUN = 2;

interface Ask extends ReadOptions {
  readonly id: string;
  readonly resolve: (item: Promise<Item>) => void;
}

/** Batches the reads of a collection. Every write on its objects has to go through it. */
export function createBatchedCollection(collection: Collection, clock: Clock): BatchedCollection {
  const sequence = createSequence();
  const lists = createLists(() => collection.list(), clock, sequence);
  let underWay = 0;
  let lastRead: Item | undefined;
  let last = { asked: Number.NEGATIVE_INFINITY, answers: 0 };

  async function get(id: string): Promise<Item> {
    const event = sequence.next();
    underWay += 1;
    try {
      lastRead = await collection.get(id);
      return lastRead;
    } finally {
      // Also after a 404: a list from before it may still show the object.
      sequence.invalidateBefore(id, event);
      underWay -= 1;
    }
  }

  async function answer({ id, isEnough }: Ask, { asked, event, items }: RequestedList): Promise<Item> {
    const item = (await items)?.get(id);
    if (item === undefined || !isEnough(item, lastRead) || !sequence.isFresh(id, event)) return get(id);
    last = { asked, answers: last.asked === asked ? last.answers + 1 : 1 };
    sequence.invalidateBefore(id, event);
    return item;
  }

  function isMany(asks: readonly Ask[]): boolean {
    const isRun = asks.some(({ age }) => last.answers > FEW && clock.now() - last.asked < SAME_RUN * age);
    return isRun || asks.length + underWay > Math.max(FEW, Math.ceil(lists.size() / OBJECTS_PER_GET));
  }

  const ask = perTick<Ask>((asks) => {
    const rest: Ask[] = [];
    for (const each of asks) {
      const list = lists.current(each.id, each.age);
      if (list === undefined) rest.push(each);
      else each.resolve(answer(each, list));
    }
    const list = rest.length > 0 && lists.isWorking() && isMany(rest) ? lists.next() : undefined;
    for (const each of rest)
      each.resolve(list === undefined ? get(each.id) : list.then((requested) => answer(each, requested)));
  });

  async function write<T>(id: string, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } finally {
      // Also after a failure: the service may have acted.
      sequence.invalidateBefore(id, sequence.next());
    }
  }

  return {
    create: (body) => collection.create(body),
    get,
    update: (id, body) => write(id, () => collection.update(id, body)),
    delete: (id) => write(id, () => collection.delete(id)),
    list: () => collection.list(),
    listWhole: () => collection.listWhole(),
    read: (id, options) => new Promise((resolve) => ask({ id, ...options, resolve })),
    write,
  };
}

// Hands over to `serve` what was asked in one turn of the event loop, so that those who ask together are answered together.
function perTick<T>(serve: (asked: T[]) => void): (ask: T) => void {
  let asked: T[] = [];
  return (ask) => {
    asked.push(ask);
    if (asked.length > 1) return;
    // After all timers and replies of this turn.
    setImmediate(() => {
      const together = asked;
      asked = [];
      serve(together);
    });
  };
}
