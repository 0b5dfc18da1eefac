// One kind of list of a collection, asked for at most once at a time and shared by all who want one.
// When a list is worth it and what it may answer is left to batchedCollection.ts.
import type { Clock } from "../../core/clock";
import type { Item } from "../collection";
import type { Sequence } from "./sequence";

/** A list that was asked for. */
export interface RequestedList {
  /** The event at which it was asked for. */
  readonly event: number;
  /** The same as an instant on `Clock.now`. */
  readonly asked: number;
  /** Items by id; undefined where the list failed. Never rejects. */
  readonly items: Promise<ReadonlyMap<string, Item> | undefined>;
}

/** The lists of one kind. */
export interface Lists {
  /** The newest list that may speak about the object and is at most `age` milliseconds old; it may be under way. */
  current(id: string, age: number): RequestedList | undefined;
  /** A list that is asked for from now on: at once, or when the one that is under way has come. */
  next(): Promise<RequestedList>;
  /** False for a while after a list has failed. */
  isWorking(): boolean;
  /** Number of items of the last list that came. */
  size(): number;
}

/** Milliseconds without a list after one has failed. */
const REST = 60_000;

/** Makes the lists that `list` asks for. */
export function createLists(list: () => Promise<Item[]>, clock: Clock, sequence: Sequence): Lists {
  let newest: RequestedList | undefined;
  let isUnderWay = false;
  let queued: Promise<RequestedList> | undefined;
  let size = 0;
  let restsUntil = 0;

  async function fetch(): Promise<ReadonlyMap<string, Item> | undefined> {
    isUnderWay = true;
    try {
      const found = await list();
      size = found.length;
      return new Map(found.map((item) => [String(item.id), item]));
    } catch {
      // Those who wait ask for their object alone, and tell of the failure if that fails, too.
      restsUntil = clock.now() + REST;
      return undefined;
    } finally {
      isUnderWay = false;
    }
  }

  function ask(): RequestedList {
    newest = { event: sequence.next(), asked: clock.now(), items: fetch() };
    return newest;
  }

  async function askAfter({ items }: RequestedList): Promise<RequestedList> {
    await items;
    queued = undefined;
    return ask();
  }

  return {
    current(id, age) {
      const isFresh = newest !== undefined && (isUnderWay || clock.now() - newest.asked <= age);
      return isFresh && newest !== undefined && sequence.isFresh(id, newest.event) ? newest : undefined;
    },
    async next() {
      if (!isUnderWay || newest === undefined) return ask();
      queued ??= askAfter(newest);
      return queued;
    },
    isWorking: () => clock.now() >= restsUntil,
    size: () => size,
  };
}
