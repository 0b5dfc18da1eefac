// Holds one request in mid-air until the test lets go of it, so that something else can happen exactly then.
// Whether the server has acted before that is part of the order (faults.ts).
import type { RequestEntry } from "./exchange";

/** What the server can do with a request that it holds. */
export interface HeldRequest {
  readonly entry: RequestEntry;
  /** Acts, if that is not done yet, and answers; whether the client is still connected or not. */
  answer(): void;
  /** Ends the connection. What is not done by then is never done. */
  drop(): void;
  /** Resolves when the client has gone, or has been answered. */
  readonly ended: Promise<void>;
}

/** One place to hold a request: order it with `fault({ match, act, reply: { hold } })`, await `arrived`, then let go. */
export interface Hold {
  /** Resolves once a request is held. */
  readonly arrived: Promise<RequestEntry>;
  /** Resolves when the client of the held request has gone, or has been answered. */
  readonly ended: Promise<void>;
  /** Lets the server continue with the request. Throws while none is held. */
  release(): void;
  /** Ends the connection; a request that was held before the server acted is lost. Throws while none is held. */
  drop(): void;
  /** For the server: holds this request. */
  take(held: HeldRequest): void;
}

/** Makes a hold for one request. */
export function createHold(): Hold {
  let held: HeldRequest | undefined;
  let arrive: (entry: RequestEntry) => void = () => undefined;
  let end: () => void = () => undefined;
  const arrived = new Promise<RequestEntry>((resolve) => {
    arrive = resolve;
  });
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const current = (): HeldRequest => {
    if (held === undefined) throw new Error("No request is held.");
    return held;
  };
  return {
    arrived,
    ended,
    release: () => current().answer(),
    drop: () => current().drop(),
    take(request) {
      held = request;
      void request.ended.then(end);
      arrive(request.entry);
    },
  };
}
