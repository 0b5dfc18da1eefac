// Keeps one token for everybody: gets it on first use, renews it in time and after a 401, and puts it on requests.
// How a login looks on the wire is login.ts' job, repeating a failed one retry.ts'.
import { ApiError } from "../errors";
import type { Credentials, Settings } from "../settings";
import { replyError } from "./apiErrors";
import { baseOf, findNetworkEndpoint } from "./catalog";
import type { Clock } from "./clock";
import { loginAdvice, loginRequest, PROJECT_SETTINGS } from "./login";
import type { ApiReply, ApiRequest, Send } from "./transport";

/** A token and where it is good for. */
export interface Session {
  token: string;
  /** Base of the VPN API, without slash at the end and without /v2.0. */
  endpoint: string;
  projectId: string | undefined;
  /** Milliseconds since the epoch, on the clock of this machine; undefined when nobody told. */
  expiresAt: number | undefined;
}

/** Gives out the session that all requests share. Both reject with an ApiError when the login fails. */
export interface Authenticator {
  /** The current session; logs in when there is none or when it is about to expire. */
  session(): Promise<Session>;
  /** A session after `stale` was answered with 401: with another token, unless the given token is all there is. */
  renew(stale: Session): Promise<Session>;
}

/** As keystoneauth does it: a token that lives less than this, in milliseconds, is not worth starting with. */
const MARGIN = 120_000;

/** Milliseconds: a hundred resources with a wrong password must not be a hundred attempts, which lock the account. */
const REFUSED_FOR = 30_000;

interface Held {
  session: Session;
  renewAt: number;
}

/** Logs in with the first request, one login at a time. A failed login is forgotten: the next call tries again. */
export function createAuthenticator(settings: Settings, send: Send, clock: Clock): Authenticator {
  let held: Held | undefined;
  let flight: Promise<Session> | undefined;
  let refused: { error: ApiError; until: number } | undefined;

  async function open(): Promise<Held> {
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
    async session() {
      return held !== undefined && clock.now() < held.renewAt ? held.session : login();
    },
    async renew(stale) {
      if (held?.session.token === stale.token) {
        held = undefined;
      }
      // Otherwise somebody has logged in since that request was sent: its 401 says nothing about the new token.
      return held !== undefined && clock.now() < held.renewAt ? held.session : login();
    },
  };
}

/** Wraps `send` for requests whose url is a path ("/v2.0/..."): adds endpoint and token; a 401 gets one new token. */
export function withAuth(send: Send, authenticator: Authenticator): Send {
  const sendAs = (session: Session, request: ApiRequest): Promise<ApiReply> =>
    send({
      ...request,
      url: `${baseOf(session.endpoint)}${request.url}`,
      headers: { ...request.headers, "X-Auth-Token": session.token },
    });

  return async (request) => {
    const session = await authenticator.session();
    try {
      return await sendAs(session, request);
    } catch (error) {
      if (!isRefusedToken(error)) {
        throw error;
      }
      const renewed = await authenticator.renew(session);
      if (renewed.token === session.token) {
        throw error.with({ advice: NOT_RENEWABLE });
      }
      try {
        return await sendAs(renewed, request);
      } catch (again) {
        throw isRefusedToken(again) ? again.with({ note: "also with a new token", advice: REFUSED_TWICE }) : again;
      }
    }
  };
}

const NOT_RENEWABLE =
  "The token of vpnaas:token (OS_TOKEN) cannot be renewed: issue a new one, or log in with a password or an " +
  "application credential; check also that it belongs to the cloud of vpnaas:endpoint.";

const REFUSED_TWICE =
  "The service does not trust tokens of this login: check that vpnaas:authUrl and vpnaas:endpoint belong to the same " +
  "cloud and region, and ask the operator.";

function isRefusedToken(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 401;
}

async function openSession(settings: Settings, send: Send, clock: Clock): Promise<Held> {
  const { authUrl, credentials, endpoint, scope } = settings;
  if (authUrl === undefined) {
    return ungoverned(credentials, endpoint);
  }
  const request = loginRequest(authUrl, credentials, scope);
  let reply: ApiReply;
  try {
    reply = await send(request);
  } catch (error) {
    throw isRefusedLogin(error) ? error.with({ advice: adviceFor(error, settings) }) : error;
  }
  return readSession(settings, request, reply, clock);
}

/** A token with an explicit endpoint is used as it is: nobody can be asked about it. */
function ungoverned(credentials: Credentials, endpoint: string | undefined): Held {
  if (credentials.method !== "token" || endpoint === undefined) {
    throw new Error("Cannot log in: vpnaas:authUrl (OS_AUTH_URL) is missing.");
  }
  const session = { token: credentials.token, endpoint: baseOf(endpoint), projectId: undefined, expiresAt: undefined };
  return { session, renewAt: Number.POSITIVE_INFINITY };
}

function isRefusedLogin(error: unknown): error is ApiError {
  return error instanceof ApiError && [400, 401, 403, 404].includes(error.status ?? 0);
}

/** Keystone answers 404 to the look-up of a token that it does not know; to a login that is another server's answer. */
function adviceFor(error: ApiError, { credentials, scope }: Settings): string {
  return error.status === 404 && error.method === "POST"
    ? "No Keystone v3 answers there: check vpnaas:authUrl (OS_AUTH_URL)."
    : loginAdvice(credentials, scope);
}

function readSession(settings: Settings, request: ApiRequest, reply: ApiReply, clock: Clock): Held {
  const refuse = (problem: string, advice: string): ApiError =>
    replyError(request, reply, { problem, advice, permanent: true });
  const details = fieldsOf(fieldsOf(reply.body).token);
  const given = request.method === "GET" ? request.headers?.["X-Subject-Token"] : undefined;
  const token = reply.headers["x-subject-token"] ?? given;
  if (token === undefined || token === "") {
    throw refuse(
      "it has no header X-Subject-Token",
      "Check that vpnaas:authUrl is a Keystone v3 and no proxy cuts headers.",
    );
  }
  const projectId = fieldsOf(details.project).id;
  // With such a token Neutron answers 200 and empty lists: it would look as if everything had been deleted.
  if (typeof projectId !== "string" || projectId === "") {
    throw refuse("the token is not for a project, and the VPN API needs one", `Set ${PROJECT_SETTINGS}.`);
  }
  const found =
    settings.endpoint === undefined
      ? findNetworkEndpoint(details.catalog, settings)
      : { endpoint: baseOf(settings.endpoint) };
  if ("problem" in found) {
    throw refuse(found.problem, "vpnaas:endpoint overrides the catalog.");
  }
  const { expiresAt, renewAt } = lifetimeOf(details, request, clock.now());
  return { session: { token, endpoint: found.endpoint, projectId, expiresAt }, renewAt };
}

/**
 * A new token's life is measured between the server's two instants and then counted on our clock, so that a clock that
 * goes wrong cannot cause a login with every request. A token that lives shorter than the margin is used to its end.
 */
function lifetimeOf(details: Record<string, unknown>, request: ApiRequest, now: number) {
  const expires = instantOf(details.expires_at);
  if (expires === undefined) {
    return { expiresAt: undefined, renewAt: Number.POSITIVE_INFINITY };
  }
  const issued = request.method === "POST" ? instantOf(details.issued_at) : undefined;
  const expiresAt = issued === undefined ? expires : now + (expires - issued);
  return { expiresAt, renewAt: expiresAt - now > MARGIN ? expiresAt - MARGIN : expiresAt };
}

function instantOf(value: unknown): number | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  const instant = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(instant) ? undefined : instant;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  // A cast that narrows nothing wrongly: every object can be read by string keys.
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
