// Decides which failed requests are sent again, how often and how far apart.
// A POST that may have been processed is never repeated here: that is left to the lifecycle, which can look first.
import { ApiError } from "../errors";
import type { Clock } from "./clock";
import type { ApiRequest, Send } from "./transport";

const MOST_TRIES = 6;
/** No try starts later than this after the first one. Milliseconds, as all below. */
const LONGEST_TOTAL = 120_000;
const FIRST_BACKOFF = 500;
const LONGEST_BACKOFF = 20_000;
/** A server may ask for more with Retry-After, but not for more than this. */
const LONGEST_WAIT = 60_000;
/** Spreads out the requests that were all held back until the same instant. */
const SPREAD = 250;
const PASSING_STATUS: ReadonlySet<number | undefined> = new Set([408, 429, 500, 502, 503, 504]);

/**
 * Wraps `send` so that passing failures are repeated. Rejects with the last ApiError, which then says how many tries
 * it took. A 429 or 503 holds back every request of this wrapper, not only the one that met it.
 */
export function withRetry(send: Send, clock: Clock): Send {
  let notBefore = 0;

  async function holdBack(deadline: number): Promise<void> {
    // Others may extend the pause meanwhile; the deadline keeps a request from waiting for ever without being sent.
    for (let now = clock.now(); now < notBefore && now < deadline; now = clock.now()) {
      await clock.sleep(Math.min(notBefore, deadline) - now + clock.random() * SPREAD);
    }
  }

  return async (request) => {
    const started = clock.now();
    const deadline = started + LONGEST_TOTAL;
    for (let tries = 1; ; tries++) {
      await holdBack(deadline);
      try {
        return await send(request);
      } catch (error) {
        if (!(error instanceof ApiError)) {
          throw error;
        }
        const now = clock.now();
        const wait = Math.min(waitAfter(error, tries, clock), Math.max(0, deadline - now));
        const isBusy = error.status === 429 || error.status === 503;
        if (isBusy) {
          notBefore = Math.max(notBefore, now + wait);
        }
        if (!isRepeatable(request, error) || tries >= MOST_TRIES || now >= deadline) {
          throw tries === 1 ? error : error.with({ note: effortOf(tries, now - started) });
        }
        if (!isBusy) {
          await clock.sleep(wait);
        }
      }
    }
  };
}

function isRepeatable(request: ApiRequest, error: ApiError): boolean {
  if (error.permanent) {
    return false;
  }
  // Nobody has processed it: a refused connection, or 429, which is said before any work is done.
  if (error.neverSent || error.status === 429) {
    return true;
  }
  if (request.method === "POST" && request.repeatable !== true) {
    return false;
  }
  switch (error.kind) {
    case "network":
    case "timeout":
      return true;
    case "reply":
      return request.method === "GET" || request.repeatable === true;
    case "http":
      return PASSING_STATUS.has(error.status);
  }
}

/** Exponential backoff with full jitter, or what the server asks for when that is longer. */
function waitAfter(error: ApiError, tries: number, clock: Clock): number {
  const backoff = clock.random() * Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (tries - 1));
  return Math.min(LONGEST_WAIT, Math.max(backoff, error.retryAfter ?? 0));
}

function effortOf(tries: number, milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `after ${tries} tries in ${seconds} ${seconds === 1 ? "second" : "seconds"}`;
}
