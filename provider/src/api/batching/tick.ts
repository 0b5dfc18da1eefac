// Collects what is asked for in one turn of the event loop, so that those who ask together can be answered together.

/** Hands over to `serve` what was asked since the last time; each asks once, and a lone one waits for less than a millisecond. */
export function perTick<T>(serve: (asked: T[]) => void): (ask: T) => void {
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
