// Answers what many want to know of one collection at the same time from one list, and few from a GET each.
// Who waits for what, and when it is looked at again, is the lifecycle's business; nothing depends on a list being there.
import type { Clock } from "./clock";
import type { Collection, Item } from "./collection";
import { gather } from "./gather";
import { createKnowledge } from "./knowledge";
import { createSharedReads, fewBeside, type Ground, type SharedReads } from "./sharedReads";
import { createSnapshots, type Snapshot, type Snapshots } from "./snapshots";

/** A collection that can be looked at together. No answer is older than our last write on the object, or than an earlier answer. */
export interface SharedCollection extends Collection {
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

/** Puts the board in front of a collection. Every write on its objects has to go through it. */
export function createBoard(collection: Collection, clock: Clock): SharedCollection {
  const knowledge = createKnowledge();
  const whole = createSnapshots(() => collection.list(), clock, knowledge);
  const ground: Ground = { collection, knowledge, clock, whole };
  const reads = createSharedReads(ground);

  async function write<T>(id: string, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } finally {
      // Also after a failure: the service may have acted.
      knowledge.raise(id, knowledge.next());
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

function createGlance({ collection, knowledge, clock, whole }: Ground, reads: SharedReads): SharedCollection["glance"] {
  const brief = createSnapshots(() => collection.list(FIELDS), clock, knowledge);
  /** False once a list came without the status, or with all that there is: a whole list serves better then. */
  let isUseful = true;

  const listsNow = () => (reads.wereMany(SETTLING) && whole.isWorking() ? whole : brief);

  async function answer({ id }: Glance, { event, items }: Snapshot, isBrief: boolean): Promise<string | undefined> {
    const item = (await items)?.get(id);
    if (item === undefined || !knowledge.suffices(id, event)) return undefined;
    if (isBrief && (!("status" in item) || Object.keys(item).length > FIELDS.length)) isUseful = false;
    if (!("status" in item)) return undefined;
    knowledge.raise(id, event);
    return typeof item.status === "string" ? item.status : "";
  }

  async function askTogether(glances: readonly Glance[], lists: Snapshots): Promise<void> {
    const snapshot = await lists.next();
    for (const glance of glances) glance.resolve(answer(glance, snapshot, lists === brief));
  }

  const ask = gather<Glance>((glances) => {
    const lists = listsNow();
    const rest: Glance[] = [];
    for (const glance of glances) {
      const snapshot = lists.current(glance.id, POLL_AGE);
      if (snapshot === undefined) rest.push(glance);
      else glance.resolve(answer(glance, snapshot, lists === brief));
    }
    const isWorth = lists.isWorking() && rest.length + reads.underWay() > fewBeside(lists.size());
    if (isWorth) void askTogether(rest, lists);
    else for (const { resolve } of rest) resolve(undefined);
  });

  return async (id) => (isUseful ? new Promise((resolve) => ask({ id, resolve })) : undefined);
}
