// Answers what many want to know of one collection at the same time from one list, and few from a GET each.
// Who waits for what, and when it is looked at again, is the lifecycle's business; nothing depends on a list being there.
import type { Clock } from "../clock";
import type { Collection, Item } from "../collection";
import { createLists, type Lists, type RequestedList } from "./lists";
import { type BatchedReads, createBatchedReads, fewBeside, type Ground } from "./reads";
import { createSequence } from "./sequence";
import { perTick } from "./tick";

/** A collection that can be looked at together. No answer is older than our last write on the object, or than an earlier answer. */
export interface BatchedCollection extends Collection {
  /**
   * As `get`; where many read at once, a list may answer that was asked for at most `age` milliseconds ago. What a list lacks,
   * or shows less of than a GET does, is asked for with a GET: a 404 is always the word of the service on this very id.
   */
  read(id: string, age: number): Promise<Item>;
  /** The status, empty where there is none, if many ask at once and a list of statuses tells it; undefined: read it. Never rejects. */
  glance(id: string): Promise<string | undefined>;
  /** Does what writes on the object by another path, such as that of its tags: no answer is older than that, either. */
  write<T>(id: string, act: () => Promise<T>): Promise<T>;
}

/** Milliseconds for which a list may answer somebody who polls: less than the shortest pause between two looks. */
export const POLL_AGE = 250;
/** The same for reads that follow no write, such as those of a refresh, which come in waves. */
export const REFRESH_AGE = 2_000;

const FIELDS = ["id", "status"];
/** Milliseconds after many were found settled in which more are to be expected: a whole list then saves the second request. */
const SETTLING = 1_500;

/** Batches the reads of a collection. Every write on its objects has to go through it. */
export function createBatchedCollection(collection: Collection, clock: Clock): BatchedCollection {
  const sequence = createSequence();
  const whole = createLists(() => collection.list(), clock, sequence);
  const ground: Ground = { collection, sequence, clock, whole };
  const reads = createBatchedReads(ground);

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
    get: reads.get,
    update: (id, body) => write(id, () => collection.update(id, body)),
    delete: (id) => write(id, () => collection.delete(id)),
    list: (fields) => collection.list(fields),
    listWhole: () => collection.listWhole(),
    read: reads.read,
    glance: createGlance(ground, reads),
    write,
  };
}

interface Glance {
  readonly id: string;
  readonly resolve: (status: string | undefined | Promise<string | undefined>) => void;
}

function createGlance(
  { collection, sequence, clock, whole }: Ground,
  reads: BatchedReads,
): BatchedCollection["glance"] {
  const brief = createLists(() => collection.list(FIELDS), clock, sequence);
  /** False once a list came without the status, or with all that there is: a whole list serves better then. */
  let isUseful = true;

  const listsNow = () => (reads.wereMany(SETTLING) && whole.isWorking() ? whole : brief);

  async function answer(
    { id }: Glance,
    { event, items }: RequestedList,
    isBrief: boolean,
  ): Promise<string | undefined> {
    const item = (await items)?.get(id);
    if (item === undefined || !sequence.isFresh(id, event)) return undefined;
    if (isBrief && (!("status" in item) || Object.keys(item).length > FIELDS.length)) isUseful = false;
    if (!("status" in item)) return undefined;
    sequence.invalidateBefore(id, event);
    return typeof item.status === "string" ? item.status : "";
  }

  async function askTogether(glances: readonly Glance[], lists: Lists): Promise<void> {
    const list = await lists.next();
    for (const glance of glances) glance.resolve(answer(glance, list, lists === brief));
  }

  const ask = perTick<Glance>((glances) => {
    const lists = listsNow();
    const rest: Glance[] = [];
    for (const glance of glances) {
      const list = lists.current(glance.id, POLL_AGE);
      if (list === undefined) rest.push(glance);
      else glance.resolve(answer(glance, list, lists === brief));
    }
    const isWorth = lists.isWorking() && rest.length + reads.underWay() > fewBeside(lists.size());
    if (isWorth) void askTogether(rest, lists);
    else for (const { resolve } of rest) resolve(undefined);
  });

  return async (id) => (isUseful ? new Promise((resolve) => ask({ id, resolve })) : undefined);
}
