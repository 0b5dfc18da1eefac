// The order of what happens to the objects of a collection: which answer may know what about which object.
// An answer knows all that had happened when it was asked for, whenever it comes.

/** The events of a collection, numbered. */
export interface Knowledge {
  /** A new event: its number is larger than all before. */
  next(): number;
  /** The object was written, or somebody was told what was asked for at this event: nobody is told less from now on. */
  raise(id: string, event: number): void;
  /** May an answer that was asked for at this event speak about the object? */
  suffices(id: string, event: number): boolean;
}

/** Makes one without events. */
export function createKnowledge(): Knowledge {
  let events = 0;
  const least = new Map<string, number>();
  return {
    next() {
      events += 1;
      return events;
    },
    raise(id, event) {
      least.set(id, Math.max(event, least.get(id) ?? 0));
    },
    suffices: (id, event) => event >= (least.get(id) ?? 0),
  };
}
