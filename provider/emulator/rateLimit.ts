// A limit on requests a second, as a gateway in front of the API has one: what is above it is refused with 429, unread.
// Vpn-api.md knows of such limits but not of their numbers, so there is none unless a test asks for it.
import type { Reply } from "./exchange";

/** A limit; what comes above it within one second of the emulator's clock is refused. */
export interface RateLimit {
  readonly perSecond: number;
  /** Value of the header Retry-After, in seconds; none unless it is given. */
  readonly retryAfter?: number | undefined;
}

/** Counts requests against a limit: gives the refusal for a request that arrives at that instant, or `undefined`. */
export function createRateLimiter(now: () => number): (limit: RateLimit | undefined) => Reply | undefined {
  let second = 0;
  let served = 0;
  return (limit) => {
    if (limit === undefined) return undefined;
    const current = Math.floor(now() / 1000);
    if (current !== second) [second, served] = [current, 0];
    if (served >= limit.perSecond) return refusalOf(limit);
    served += 1;
    return undefined;
  };
}

function refusalOf({ retryAfter }: RateLimit): Reply {
  const body = { error_code: "APIGW.0308", error_msg: "The throttling threshold has been reached." };
  return { status: 429, ...(retryAfter === undefined ? {} : { headers: { "Retry-After": String(retryAfter) } }), body };
}
