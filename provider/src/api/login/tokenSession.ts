// Opens a session with a token: logs in to Keystone, or looks a given token up, and reads the reply.
// How long it is kept and who shares it is auth.ts' job, how a login looks on the wire login.ts'.

import type { Clock } from "../../core/clock";
import type { ApiError } from "../../core/errors";
import { isVisible } from "../../core/formats";
import { rememberSecret } from "../../core/masking/rememberedSecrets";
import { isSameId } from "../../core/meaning";
import { isRecord } from "../../core/record";
import type { Settings } from "../../settings";
import { replyError } from "../http/apiErrors";
import type { ApiReply, ApiRequest, Send } from "../http/transport";
import { baseOf, findNetworkEndpoint } from "./catalog";
import { loginRequest, PROJECT_SETTINGS, type TokenCredentials } from "./login";
import type { OpenedSession } from "./session";

/** As keystoneauth does it: a token that lives less than this, in milliseconds, is not worth starting with. */
const MARGIN = 120_000;

/** Milliseconds. A life that is shorter, or over, is a mistake of a date or a clock, and would mean a login for every request. */
const SHORTEST = 10_000;

/** Logs in. Rejects with an ApiError when Keystone refuses, or when its token is of no use for the VPN API. */
export async function openTokenSession(
  settings: Settings,
  credentials: TokenCredentials,
  { send, clock }: { send: Send; clock: Clock },
): Promise<OpenedSession> {
  const { authUrl, scope } = settings;
  if (authUrl === undefined) {
    return ungoverned(credentials, settings);
  }
  const request = loginRequest(authUrl, credentials, scope);
  return readSession(settings, request, await send(request), clock);
}

/** A token with an explicit endpoint is used as it is: there is no Keystone to ask about it. */
function ungoverned(credentials: TokenCredentials, { endpoint, region }: Settings): OpenedSession {
  if (credentials.method !== "token" || endpoint === undefined) {
    throw new Error("Cannot log in: vpnaas:authUrl (OS_AUTH_URL) is missing.");
  }
  const base = baseOf(endpoint);
  const session = { token: credentials.token, endpoint: base, region, projectId: undefined };
  return { session, renewAt: Number.POSITIVE_INFINITY };
}

function readSession(settings: Settings, request: ApiRequest, reply: ApiReply, clock: Clock): OpenedSession {
  const refuse = (problem: string, advice: string): ApiError =>
    replyError(request, reply, { problem, advice, permanent: true });
  const details = fieldsOf(fieldsOf(reply.body).token);
  const given = request.method === "GET" ? request.headers?.["X-Subject-Token"] : undefined;
  const issued = readToken(reply.headers["x-subject-token"] ?? given);
  if ("problem" in issued) {
    throw refuse(issued.problem, "Check that vpnaas:authUrl is a Keystone v3 and no proxy changes headers.");
  }
  const { token } = issued;
  rememberSecret(token);
  const projectId = fieldsOf(details.project).id;
  // With such a token Neutron answers 200 and empty lists: it would look as if everything had been deleted.
  if (typeof projectId !== "string" || projectId === "") {
    const holder = details.domain === undefined ? "not for a project" : "for a domain and not for a project";
    throw refuse(`the token is ${holder}, and the VPN API needs one`, `Set ${PROJECT_SETTINGS}. ${settings.seen}`);
  }
  const other = otherProject(settings, details.project);
  if (other !== undefined) {
    throw refuse(`the token is for ${other}`, `${OWN_PROJECT} ${settings.seen}`);
  }
  const found =
    settings.endpoint === undefined
      ? findNetworkEndpoint(details.catalog, settings)
      : { endpoint: baseOf(settings.endpoint), region: settings.region };
  if ("problem" in found) {
    throw refuse(found.problem, "vpnaas:endpoint overrides the catalog.");
  }
  const session = { token, endpoint: found.endpoint, region: found.region, projectId };
  return { session, renewAt: renewalOf(details, request, clock) };
}

const OWN_PROJECT =
  "An application credential works in its own project only: use one of that project, or unset vpnaas:projectId " +
  "(OS_PROJECT_ID) and vpnaas:projectName (OS_PROJECT_NAME).";

/** What is wrong with the project of the token, where Keystone was not asked for the one that the settings name. */
function otherProject({ credentials, scope }: Settings, given: unknown): string | undefined {
  if (credentials.method !== "applicationCredential" || scope === undefined) return undefined;
  const project = fieldsOf(given);
  if ("projectId" in scope) {
    return isSameId(project.id, scope.projectId)
      ? undefined
      : `project ${project.id}, and the settings ask for ${scope.projectId}`;
  }
  const domain = fieldsOf(project.domain);
  const isInDomain = Object.entries(scope.domain ?? {}).every(([key, value]) => isSameName(domain[key], value));
  if (isSameName(project.name, scope.projectName) && isInDomain) return undefined;
  const inDomain = isInDomain ? "" : " of another domain";
  return `project ${JSON.stringify(project.name)}, and the settings ask for ${JSON.stringify(scope.projectName)}${inDomain}`;
}

/** Most databases of Keystone find "default" where the name is "Default". */
function isSameName(given: unknown, wanted: string): boolean {
  return typeof given !== "string" || given.toLowerCase() === wanted.toLowerCase();
}

/** A header that comes twice arrives as one, joined by commas, which stand in no token. */
function readToken(header: string | undefined): { token: string } | { problem: string } {
  const tokens = new Set((header ?? "").split(",").map((token) => token.trim()));
  tokens.delete("");
  const [token, another] = tokens;
  if (token === undefined) {
    return { problem: "it has no header X-Subject-Token" };
  }
  if (another !== undefined) {
    return { problem: "it has several tokens in the header X-Subject-Token" };
  }
  return isVisible(token)
    ? { token }
    : { problem: "its header X-Subject-Token holds characters that stand in no token" };
}

/**
 * A new token's life is measured between the server's two instants and then counted on our clock, so that a clock that
 * goes wrong cannot cause a login with every request. A token that lives shorter than the margin is used to its end, one
 * whose life cannot be right until a 401.
 */
function renewalOf(details: Record<string, unknown>, request: ApiRequest, clock: Clock): number {
  const now = clock.now();
  const expires = instantOf(details.expires_at);
  if (expires === undefined) return Number.POSITIVE_INFINITY;
  const issued = request.method === "POST" ? instantOf(details.issued_at) : undefined;
  const life = expires - (issued ?? clock.wallTime());
  if (life < SHORTEST) return Number.POSITIVE_INFINITY;
  return now + (life > MARGIN ? life - MARGIN : life);
}

function instantOf(value: unknown): number | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  const instant = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(instant) ? undefined : instant;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
