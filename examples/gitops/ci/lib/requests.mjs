// Sends a request to a forge: waits where the forge asks for patience, and tries again where nothing can happen twice.

/** Longest wait in all, in seconds; a forge that wants more is an error. */
const PATIENCE = 120;
/** Seconds before each further try, where the forge does not name a time. */
const PAUSES = [1, 4, 15];

/**
 * @typedef {{ method: string, url: string, headers: Headers, body?: unknown }} Call
 */

/** A call that failed. `isUnknown`: it may have been done all the same. */
export class CallError extends Error {
  /**
   * @param {string} message
   * @param {{ status?: number, isUnknown?: boolean, wait?: number | undefined }} facts
   */
  constructor(message, { status = 0, isUnknown = false, wait }) {
    super(message);
    this.status = status;
    this.isUnknown = isUnknown;
    /** Seconds after which the same call may be sent again; undefined for never. */
    this.wait = wait;
  }
}

/**
 * Sends the call, and gives what the reply holds.
 *
 * @param {Call} call
 * @returns {Promise<any>}
 */
export async function send(call) {
  let waited = 0;
  for (let tries = 0; ; tries += 1) {
    try {
      return await sendOnce(call, PAUSES[tries]);
    } catch (error) {
      if (!(error instanceof CallError) || error.wait === undefined) throw error;
      waited += error.wait;
      if (waited > PATIENCE) throw new CallError(`${error.message} (asks to wait ${error.wait} s)`, error);
      await pause(error.wait);
    }
  }
}

/** @param {number} seconds */
export function pause(seconds) {
  return new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
}

/**
 * @param {Call} call
 * @param {number | undefined} next seconds before another try; undefined after the last one
 */
async function sendOnce({ method, url, headers, body }, next) {
  const what = `${method} ${new URL(url).pathname}`;
  // A POST that may have been done is not sent again; who called can look.
  const unsure = method === "POST" ? { isUnknown: true } : { wait: next };
  // Redirects are not followed: another host is not to get the token, and a POST would turn into a GET.
  const init = { method, headers, redirect: /** @type {const} */ ("manual"), signal: AbortSignal.timeout(60_000) };
  let reply;
  let text;
  try {
    reply = await fetch(url, body === undefined ? init : { ...init, body: JSON.stringify(body) });
    text = await reply.text();
  } catch (error) {
    throw new CallError(`${what}: ${reasonOf(error)}`, unsure);
  }
  if (reply.ok) return parsed(text, what);
  throw refusalOf(reply, { what, text, next, unsure });
}

/**
 * @param {Response} reply
 * @param {{ what: string, text: string, next: number | undefined, unsure: { isUnknown?: boolean, wait?: number | undefined } }} given
 */
function refusalOf(reply, { what, text, next, unsure }) {
  const { status, headers } = reply;
  const message = `${what}: ${status} ${sentenceIn(text)}`;
  if (status >= 300 && status < 400)
    return new CallError(`${message} (redirects to ${headers.get("location")})`, { status });
  if (isLimited(reply, text))
    return new CallError(message, { status, wait: next === undefined ? undefined : waitOf(headers) });
  return new CallError(message, status >= 500 ? { status, ...unsure } : { status });
}

/** @param {unknown} error */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/**
 * @param {string} text
 * @param {string} what
 */
function parsed(text, what) {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new CallError(`${what}: the reply is no JSON: is the address that of the API?`, {});
  }
}

/**
 * What a refusal says: the message of the forge, or the beginning of whatever came.
 *
 * @param {string} text
 */
function sentenceIn(text) {
  try {
    const { message, error } = JSON.parse(text);
    const said = message ?? error ?? text;
    return (typeof said === "string" ? said : JSON.stringify(said)).slice(0, 500);
  } catch {
    return text.slice(0, 500);
  }
}

/**
 * Whether the forge only asks to slow down. GitHub says so with 403 as well.
 *
 * @param {Response} reply
 * @param {string} text
 */
function isLimited({ status, headers }, text) {
  if (status === 429) return true;
  const isSaid = headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0" || /rate limit/i.test(text);
  return status === 403 && isSaid;
}

/**
 * Seconds: as the forge says; else a minute, as GitHub wants it.
 *
 * @param {Headers} headers
 */
function waitOf(headers) {
  const after = headers.get("retry-after") ?? "";
  if (/^\d+$/.test(after)) return Number(after);
  const reset = headers.get("x-ratelimit-reset") ?? headers.get("ratelimit-reset") ?? 0;
  const time = after === "" ? 1000 * Number(reset) : Date.parse(after);
  const seconds = Math.ceil((time - Date.now()) / 1000);
  return seconds > 0 ? seconds : 60;
}
