// The two halves of one HTTP exchange as the rules see them, and the entry that the log keeps of it.
// Sockets stay in server.ts.

/** A request whose body has been read completely. */
export interface IncomingRequest {
  readonly method: string;
  /** Path without host and query, still percent-encoded. */
  readonly path: string;
  /** Query without the question mark, as sent. */
  readonly query: string;
  readonly headers: Record<string, string>;
  /** Body as sent, as text; empty when there was none. */
  readonly text: string;
  /** The same body byte for byte, which is what a signature covers. */
  readonly bytes: Uint8Array;
}

/** What is to be answered; a body that is not a string is sent as JSON, `undefined` sends no body. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** One request in the log. Nothing is masked, because tests assert exact bodies: never print an entry. */
export interface RequestEntry {
  readonly method: string;
  /** Path without host and query. */
  readonly path: string;
  /** Query as sent, without the question mark; empty when there was none. */
  readonly query: string;
  /** Header names in lower case. */
  readonly headers: Record<string, string>;
  /** Parsed JSON body; the text when it is not JSON; `undefined` when there was none. */
  readonly body: unknown;
  /** Arrival on the emulator's clock, milliseconds since 1970. */
  readonly at: number;
  /** Status that was sent; 0 while unanswered and for a connection that was reset or left silent. */
  status: number;
  /** Body that was sent (for a cut reply: the whole body that was meant). */
  replyBody: unknown;
  replyHeaders: Record<string, string>;
  /** Kind of the ordered fault that answered, if one did. */
  fault: "reply" | "reset" | "cut" | "silence" | "delay" | "hold" | undefined;
}

/** Which log entries or requests are meant; a string is compared with the whole path, a RegExp is searched in it. */
export interface RequestFilter {
  method?: string;
  path?: string | RegExp;
}

/** True if the request fits every given part of the filter. */
export function fits(filter: RequestFilter, request: { method: string; path: string }): boolean {
  if (filter.method !== undefined && filter.method.toUpperCase() !== request.method) return false;
  if (filter.path === undefined) return true;
  if (typeof filter.path === "string") return filter.path === request.path;
  // search() ignores lastIndex, so that a RegExp with the g flag fits every time.
  return request.path.search(filter.path) !== -1;
}

/** One part of a path without its percent-encoding; as it is where that is broken. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
