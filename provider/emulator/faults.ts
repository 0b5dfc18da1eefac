// Faults that a test orders: which request is met, and what the client sees instead of the answer.
// server.ts carries them out on the socket.
import { fits, type RequestFilter } from "./exchange";
import type { Hold } from "./hold";

/** A fault to order. The orders are looked through as filed; the first that fits the request is used up once. */
export interface FaultOrder {
  /** Which requests; a path as string must be equal to the whole path (without query). An empty match fits all. */
  match: RequestFilter;
  /** How many fitting requests it meets (default 1; `Number.POSITIVE_INFINITY` until `clearFaults`). */
  times?: number;
  /** How many fitting requests pass before it meets one (default 0). */
  skip?: number;
  /**
   * When the server performs the request: never (`before`, the default: nothing is done, except that a delayed request
   * is performed after the delay, and a held one when it is released) or before the fault shows (`after`). `{ late }`:
   * that many milliseconds of the emulator's clock after the request arrived, whatever the client has seen by then: a gateway
   * that answers 504 and a service behind it that acts all the same. Not for `delay` and `hold`, which have a time of their own.
   */
  act?: "before" | "after" | { late: number };
  /**
   * A ready-made reply; `reset` destroys the socket without an answer; `cut` sends the headers of the whole reply and
   * half of its JSON, then destroys the socket; `silence` never answers; `delay` answers normally after milliseconds;
   * `hold` answers normally when the hold is released.
   */
  reply: FaultReply | "reset" | "cut" | "silence" | { delay: number } | { hold: Hold };
}

/** A reply that the test gives; a string body is sent as it is. */
export interface FaultReply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** The orders not used up yet. */
export interface FaultBook {
  file(order: FaultOrder): void;
  /** The order that meets the request, used up once, or `undefined`. */
  take(request: { method: string; path: string }): FaultOrder | undefined;
  clear(): void;
  /** Number of orders that can still meet a request. */
  open(): number;
}

/** An empty book. */
export function createFaultBook(): FaultBook {
  let orders: { order: FaultOrder; left: number; toSkip: number }[] = [];
  return {
    file(order) {
      if (typeof order.act === "object" && isAnsweredLater(order.reply)) {
        throw new Error("A fault that acts late needs a reply, reset, cut or silence: delay and hold say when to act.");
      }
      orders.push({ order, left: order.times ?? 1, toSkip: order.skip ?? 0 });
    },
    take(request) {
      const fitting = orders.filter(({ order, left }) => left > 0 && fits(order.match, request));
      const found = fitting.find(({ toSkip }) => toSkip <= 0);
      for (const each of fitting) each.toSkip -= 1;
      if (found === undefined) return undefined;
      found.left -= 1;
      orders = orders.filter(({ left }) => left > 0);
      return found.order;
    },
    clear() {
      orders = [];
    },
    open: () => orders.length,
  };
}

function isAnsweredLater(reply: FaultOrder["reply"]): boolean {
  return typeof reply === "object" && ("delay" in reply || "hold" in reply);
}
