// Reads of whole objects: few at once with a GET each, many from one list.
import type { Clock } from "../clock";
import type { Collection, Item } from "../collection";
import { createItemShape, type ItemShape } from "./itemShape";
import type { Lists, RequestedList } from "./lists";
import type { Sequence } from "./sequence";
import { perTick } from "./tick";

/** Reads, and how many of them are under way singly. */
export interface BatchedReads {
  /** As `get` of a collection; a list may answer that was asked for at most `age` milliseconds ago. */
  read(id: string, age: number): Promise<Item>;
  /** The GET itself. */
  get(id: string): Promise<Item>;
  /** Number of GETs under way. */
  underWay(): number;
  /** Has a list answered many within so many milliseconds? */
  wereMany(age: number): boolean;
}

/** What batching works with. */
export interface Ground {
  readonly collection: Collection;
  readonly sequence: Sequence;
  readonly clock: Clock;
  /** The lists of whole objects. */
  readonly whole: Lists;
}

/** So many at once are few, and one more for each so many objects that a list would bring along. */
const FEW = 2;
const OBJECTS_PER_GET = 500;
/** So many GETs may be spent to see what a GET shows. */
const MOST_LESSONS = 3;
/** The waves of a refresh go on within so many times the age that they allow; the next list is then asked for by the first read. */
const SAME_RUN = 2;

interface Ask {
  readonly id: string;
  readonly age: number;
  readonly resolve: (item: Promise<Item>) => void;
}

/** How many at once are few, beside a list of so many items. */
export function fewBeside(size: number): number {
  return Math.max(FEW, Math.ceil(size / OBJECTS_PER_GET));
}

/** Makes them. */
export function createBatchedReads(ground: Ground): BatchedReads {
  const { sequence, clock, whole } = ground;
  const shape = createItemShape();
  const singles = createSingleReads(ground, shape);
  let last = { asked: Number.NEGATIVE_INFINITY, answers: 0 };

  async function answer({ id }: Ask, { asked, event, items }: RequestedList): Promise<Item> {
    const [found] = await Promise.all([items, singles.lesson()]);
    const item = found?.get(id);
    // Our own write may have come in between.
    if (item === undefined || !shape.isWhole(item) || !sequence.isFresh(id, event)) return singles.get(id);
    last = { asked, answers: last.asked === asked ? last.answers + 1 : 1 };
    sequence.invalidateBefore(id, event);
    return item;
  }

  async function askTogether(asks: readonly Ask[]): Promise<void> {
    // The GET goes first: an answer that was asked for later may follow it, but not the other way round.
    singles.learnFrom(asks);
    const list = await whole.next();
    for (const ask of asks) ask.resolve(answer(ask, list));
  }

  const wereMany = (age: number) => last.answers > FEW && clock.now() - last.asked < age;

  function isMany(asks: readonly Ask[]): boolean {
    const isRun = asks.some(({ age }) => wereMany(SAME_RUN * age));
    return isRun || asks.length + singles.underWay() > fewBeside(whole.size());
  }

  const ask = perTick<Ask>((asks) => {
    const rest: Ask[] = [];
    for (const each of asks) {
      const list = whole.current(each.id, each.age);
      if (list === undefined) rest.push(each);
      else each.resolve(answer(each, list));
    }
    if (rest.length === 0) return;
    if (whole.isWorking() && isMany(rest)) void askTogether(rest);
    else for (const each of rest) each.resolve(singles.get(each.id));
  });

  return {
    read: (id, age) => new Promise((resolve) => ask({ id, age, resolve })),
    get: singles.get,
    underWay: singles.underWay,
    wereMany,
  };
}

/** GETs, and what they teach of the shape of an item. */
function createSingleReads({ collection, sequence }: Ground, shape: ItemShape) {
  let underWay = 0;
  let lesson: Promise<void> | undefined;

  async function get(id: string): Promise<Item> {
    const event = sequence.next();
    underWay += 1;
    try {
      const item = await collection.get(id);
      shape.learn(item);
      return item;
    } finally {
      // Also after a 404: a list from before it may still show the object.
      sequence.invalidateBefore(id, event);
      underWay -= 1;
    }
  }

  async function learn(asks: readonly Ask[]): Promise<void> {
    for (const { id } of asks) {
      await get(id).catch(() => undefined); // whoever wants this object is told of it
      if (shape.isKnown()) break;
    }
    lesson = undefined;
  }

  return {
    get,
    underWay: () => underWay,
    /** What a list shows is worth nothing before a GET has shown what there is to be seen. */
    learnFrom(asks: readonly Ask[]): void {
      if (!shape.isKnown()) lesson ??= learn(asks.slice(0, MOST_LESSONS));
    },
    /** Ends when the GET that is to teach has come, if one is under way. */
    lesson: () => lesson,
  };
}
