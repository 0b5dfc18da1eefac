// Keeps one session for everybody: opens it on first use, renews a token in time and after a 401, and proves requests.
// How a session is opened is left to tokenSession.ts and accessKeySession.ts, repeating a failed request to retry.ts.

import type { Clock } from "../../core/clock";
import { ApiError } from "../../core/errors";
import type { Settings } from "../../settings";
import { SECOND_FACTOR } from "../http/advice";
import type { ApiReply, ApiRequest, Send } from "../http/transport";
import { openAccessKeySession } from "./accessKeySession";
import { baseOf } from "./catalog";
import { isSignatureOutOfDate, loginAdvice, PROJECT_SETTINGS, signatureAdvice } from "./login";
import type { OpenedSession, Session } from "./session";
import { openTokenSession } from "./tokenSession";

/** Gives out the session that all requests share. Both reject with an ApiError when the login fails. */
export interface Authenticator {
  /** The current session; logs in when there is none or when it is about to expire. */
  session(): Promise<Session>;
  /** A session with another token, after a request with `stale` was refused. Rejects where there can be no other. */
  renew(stale: Session, refusal: ApiError): Promise<Session>;
  /** What to do where a new token is refused as well. */
  readonly adviceOnSecondRefusal: string;
}

/**
 * Milliseconds: a hundred resources with a wrong password must not be a hundred attempts, which lock the account. OTC
 * locks an access key for five minutes after five refusals.
 */
const REFUSED_FOR = 30_000;

/** Logs in with the first request, one login at a time. A failed login is forgotten: the next call tries again. */
export function createAuthenticator(settings: Settings, send: Send, clock: Clock): Authenticator {
  let held: OpenedSession | undefined;
  let flight: Promise<Session> | undefined;
  let refused: { error: ApiError; until: number } | undefined;

  async function open(): Promise<OpenedSession> {
    if (refused !== undefined && clock.now() < refused.until) {
      throw refused.error;
    }
    try {
      return await openSession(settings, send, clock);
    } catch (error) {
      refused = isRefusedLogin(error) ? { error, until: clock.now() + REFUSED_FOR } : undefined;
      throw error;
    }
  }

  function refuseKey(refusal: ApiError): ApiError {
    const error = refusal.with({ advice: `${signatureAdvice(refusal)} ${settings.seen}` });
    refused = { error, until: clock.now() + REFUSED_FOR };
    held = undefined;
    return error;
  }

  function login(): Promise<Session> {
    flight ??= open()
      .then((opened) => {
        held = opened;
        return opened.session;
      })
      .finally(() => {
        flight = undefined;
      });
    return flight;
  }

  return {
    adviceOnSecondRefusal:
      settings.credentials.method === "applicationCredential" ? `${ACCESS_RULES} ${REFUSED_TWICE}` : REFUSED_TWICE,
    async session() {
      return held !== undefined && clock.now() < held.renewAt ? held.session : login();
    },
    async renew(stale, refusal) {
      if (stale.sign !== undefined) {
        throw refuseKey(refusal);
      }
      if (held?.session.token === stale.token) {
        held = undefined;
      }
      // Otherwise another request has logged in since that request was sent: its 401 says nothing about the new token.
      const renewed = held !== undefined && clock.now() < held.renewAt ? held.session : await login();
      if (renewed.token === stale.token) {
        throw refusal.with({ advice: `${NOT_RENEWABLE} ${settings.seen}` });
      }
      return renewed;
    },
  };
}

/** Wraps `send` for requests whose url is a path ("/v2.0/..."): adds endpoint and proof; a 401 gets one new token. */
export function withAuth(send: Send, authenticator: Authenticator): Send {
  const sendAs = (session: Session, request: ApiRequest): Promise<ApiReply> =>
    send({ ...proven(session, request), url: `${baseOf(session.endpoint)}${request.url}` });

  return async (request) => {
    const session = await authenticator.session();
    try {
      return await sendAs(session, request);
    } catch (error) {
      if (!isRefusedProof(error, session)) {
        throw error;
      }
      const renewed = await authenticator.renew(session, error);
      try {
        return await sendAs(renewed, request);
      } catch (again) {
        throw isRefusedProof(again, renewed)
          ? again.with({ note: "also with a new token", advice: authenticator.adviceOnSecondRefusal })
          : again;
      }
    }
  };
}

const NOT_RENEWABLE =
  "The token of vpnaas:token (OS_TOKEN) cannot be renewed: issue a new one, or log in with a password or an " +
  "application credential; check also that it belongs to the cloud of vpnaas:endpoint.";

const ACCESS_RULES =
  "An application credential with access rules gets 401 for every path that they do not allow: check that its rules allow " +
  "this method and path (service network, /v2.0/vpn/**).";

const REFUSED_TWICE =
  "The service does not trust tokens of this login: check that vpnaas:authUrl and vpnaas:endpoint belong to the same " +
  "cloud and region, and ask the operator.";

/** A signed request names its project itself, since no token does. */
function proven(session: Session, request: ApiRequest): ApiRequest {
  if (session.sign === undefined) {
    return { ...request, headers: { ...request.headers, "X-Auth-Token": session.token } };
  }
  const project: Record<string, string> = session.projectId === undefined ? {} : { "X-Project-Id": session.projectId };
  return { ...request, headers: { ...request.headers, ...project }, sign: session.sign };
}

function isRefusedProof(error: unknown, session: Session): error is ApiError {
  if (!(error instanceof ApiError)) {
    return false;
  }
  return error.status === 401 || (error.status === 403 && session.sign !== undefined && isSignatureOutOfDate(error));
}

async function openSession(settings: Settings, send: Send, clock: Clock): Promise<OpenedSession> {
  const { credentials } = settings;
  try {
    return credentials.method === "accessKey"
      ? await openAccessKeySession(settings, credentials, { send, clock })
      : await openTokenSession(settings, credentials, { send, clock });
  } catch (error) {
    throw isRefusedLogin(error) ? error.with({ advice: `${adviceFor(error, settings)} ${settings.seen}` }) : error;
  }
}

function isRefusedLogin(error: unknown): error is ApiError {
  return error instanceof ApiError && [400, 401, 403, 404].includes(error.status ?? 0);
}

/** Keystone answers 404 to the look-up of a token that it does not know; to a login that is another server's answer. */
function adviceFor(error: ApiError, settings: Settings): string {
  const { credentials } = settings;
  if (error.wantsSecondFactor) return SECOND_FACTOR;
  if (error.status === 404 && (error.method === "POST" || credentials.method === "accessKey")) {
    return "No Keystone v3 answers there: check vpnaas:authUrl (OS_AUTH_URL).";
  }
  if (credentials.method !== "accessKey") {
    return loginAdvice(credentials, settings);
  }
  return error.status === 403 && !isSignatureOutOfDate(error)
    ? `The key is valid, but not for this project: check ${PROJECT_SETTINGS}, and the roles of the key's user.`
    : signatureAdvice(error);
}
