// Decides which failed requests are sent again, how often and how far apart.
// A POST that may have been processed is never repeated here: that is left to recovery, which can look first.

import type { Clock } from "../../core/clock";
import type { Log } from "../../core/contract";
import { ApiError, isRateLimit } from "../../core/errors";
import { heldBackError } from "./apiErrors";
import { pauseAfterTries } from "./backoff";
import { createRateLimiter, type Permit, type RateLimiterOptions, REPORT_EVERY } from "./rateLimiter";
import type { ApiRequest, Send } from "./transport";

const MOST_TRIES = 6;
/** Refusals of one request (429, 503) while others get through, which say little about it: they only cost time. */
const MOST_REFUSALS = 50;
/** Time that a request may take with its tries and the pauses between them, queueing aside. Milliseconds, as all below. */
const LONGEST_TOTAL = 120_000;
const BACKOFF = { first: 500, longest: 20_000 };
/** A server may ask for more with Retry-After, but not for more than this. */
const LONGEST_WAIT = 60_000;

/**
 * Wraps `send` so that passing failures are repeated. Rejects with the last ApiError, which then says how many tries
 * it took. A 429 or 503 holds back every request of this wrapper, not only the one that met it, and slows them down.
 * `log` reports every ten seconds what takes long.
 */
export function withRetry(send: Send, clock: Clock, options: RateLimiterOptions = {}): Send {
  const limiter = createRateLimiter(clock, options);
  const report = reporterOf(clock, options.log);
  return async (request) => {
    const effort: Effort = { asked: clock.now(), spent: 0, tries: 0, strikes: 0, last: undefined };
    for (;;) {
      const permit = await limiter.permit(effort.asked, request.method === "GET" ? "read" : "write");
      if (permit === undefined) throw effort.last?.with({ note: noteOf(effort, clock) }) ?? heldBackError(request);
      const sent = clock.now();
      try {
        const reply = await send(request);
        permit.answered();
        return reply;
      } catch (error) {
        if (!(error instanceof ApiError)) {
          permit.failed();
          throw error;
        }
        const isCrowded = isBusy(error) && limiter.hasAnsweredSince(sent);
        effort.tries += 1;
        effort.strikes += isCrowded ? 0 : 1;
        effort.spent += clock.now() - sent;
        effort.last = error;
        const wait = Math.min(waitAfter(error, effort.strikes, clock), Math.max(0, LONGEST_TOTAL - effort.spent));
        giveBack(permit, error, wait);
        if (!isRepeatable(request, error) || isExhausted(effort)) {
          throw effort.tries === 1 ? error : error.with({ note: noteOf(effort, clock) });
        }
        if (!isBusy(error)) {
          effort.spent += wait;
          report(effort, error, wait);
          await clock.sleep(wait);
        }
      }
    }
  };
}

/** What one request has cost so far. Times in milliseconds. */
interface Effort {
  /** Instant at which it was first to be sent. */
  readonly asked: number;
  /** With tries, and with pauses of its own. */
  spent: number;
  tries: number;
  /** Tries that count: not those that met a limit while others got through. */
  strikes: number;
  last: ApiError | undefined;
}

function isBusy(error: ApiError): boolean {
  return isRateLimit(error) || error.status === 503;
}

function isExhausted({ strikes, tries, spent }: Effort): boolean {
  return strikes >= MOST_TRIES || tries >= MOST_REFUSALS || spent >= LONGEST_TOTAL;
}

function giveBack(permit: Permit, error: ApiError, wait: number): void {
  if (isBusy(error)) permit.refused(wait, error.status);
  else if (error.kind === "http" || error.kind === "reply") permit.answered();
  else permit.failed();
}

function isRepeatable(request: ApiRequest, error: ApiError): boolean {
  if (error.permanent) {
    return false;
  }
  // The service has not processed it: a refused connection, or 429, which is said before any work is done.
  if (error.neverSent || isRateLimit(error)) {
    return true;
  }
  if (request.method === "POST" && request.repeatable !== true) {
    return false;
  }
  switch (error.effect) {
    case "unknown":
      return true;
    case "done":
      return request.method === "GET" || request.repeatable === true;
    case "none":
      return false;
  }
}

/** Exponential backoff with full jitter, or what the server asks for when that is longer. */
function waitAfter(error: ApiError, strikes: number, clock: Clock): number {
  const pause = clock.random() * pauseAfterTries(strikes, BACKOFF);
  return Math.min(LONGEST_WAIT, Math.max(pause, error.retryAfter ?? 0));
}

// In an outage many requests are sent again at the same time: one of them speaks for all.
function reporterOf(clock: Clock, log: Log | undefined) {
  let reported = Number.NEGATIVE_INFINITY;
  return ({ asked, tries }: Effort, { status, method, path }: ApiError, wait: number): void => {
    const now = clock.now();
    // Rather a little early than after the pause.
    if (log === undefined || now + wait - Math.max(asked, reported) < REPORT_EVERY) return;
    reported = now;
    const news = status === undefined ? "no answer" : `answer ${status}`;
    const seconds = Math.round((now - asked) / 1000);
    const since = seconds > 0 ? ` for ${seconds} s` : "";
    log(`${news}${since}: ${method} ${path} is sent again, ${tries === 1 ? "1 try" : `${tries} tries`} so far`, {
      passing: true,
    });
  };
}

function noteOf({ tries, asked }: Effort, clock: Clock): string {
  const seconds = Math.round((clock.now() - asked) / 1000);
  return `after ${tries} tries in ${seconds} ${seconds === 1 ? "second" : "seconds"}`;
}
