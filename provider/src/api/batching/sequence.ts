// The order of what happens to the objects of a collection: which answer may know what about which object.
// An answer knows all that had happened when it was asked for, whenever it comes.

/** The events of a collection, numbered. */
export interface Sequence {
  /** A new event: its number is larger than all before. */
  next(): number;
  /** The object was written, or an answer that was asked for at this event was given: older answers do not count from now on. */
  invalidateBefore(id: string, event: number): void;
  /** May an answer that was asked for at this event speak about the object? */
  isFresh(id: string, event: number): boolean;
}

/** Makes one without events. */
export function createSequence(): Sequence {
  let events = 0;
  const least = new Map<string, number>();
  return {
    next() {
      events += 1;
      return events;
    },
    invalidateBefore(id, event) {
      least.set(id, Math.max(event, least.get(id) ?? 0));
    },
    isFresh: (id, event) => event >= (least.get(id) ?? 0),
  };
}
