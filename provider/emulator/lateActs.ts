// Requests that were answered before the server acts on them, as behind a gateway that gives up first.
// What a request means is the server's business; this file knows only when.

/** The acts that are still to come. */
export interface LateActs {
  /** Runs `act` that many milliseconds from now on the emulator's clock. */
  add(milliseconds: number, act: () => void): void;
  /** Runs what is due, earliest first. A clock that jumps wakes no timer, so every request asks for this first. */
  runDue(): void;
  /** Forgets all of them. */
  clear(): void;
}

/** None yet; `now` is the emulator's clock. */
export function createLateActs(now: () => number): LateActs {
  let acts: { readonly at: number; readonly act: () => void }[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const runDue = (): void => {
    const due = acts.filter(({ at }) => at <= now()).sort((a, b) => a.at - b.at);
    acts = acts.filter((each) => !due.includes(each));
    for (const { act } of due) act();
  };
  // A timer may fire before the emulator's clock shows its time (they are two clocks): then it is set again.
  const wakeAt = (at: number): void => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        runDue();
        if (now() < at) wakeAt(at);
      },
      Math.max(1, at - now()),
    );
    timers.add(timer);
  };
  return {
    add(milliseconds, act) {
      const at = now() + milliseconds;
      acts.push({ at, act });
      wakeAt(at);
    },
    runDue,
    clear() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      acts = [];
    },
  };
}
