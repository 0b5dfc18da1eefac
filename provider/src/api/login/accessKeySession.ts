// Opens a session with an access key: finds out the project and the address of the VPN API with signed requests.
// There is no token; how a request is signed is signing.ts' job.

import type { Clock } from "../../core/clock";
import type { ApiError } from "../../core/errors";
import { isVisible } from "../../core/formats";
import { isRecord } from "../../core/record";
import type { Scope, Settings } from "../../settings";
import { replyError, shownUrl } from "../http/apiErrors";
import type { ApiReply, ApiRequest, Send } from "../http/transport";
import { baseOf, findNetworkEndpoint, listed } from "./catalog";
import { PROJECT_SETTINGS } from "./login";
import type { OpenedSession, Session } from "./session";
import { type AccessKey, createSigner } from "./signing";

/**
 * Opens it. Sends nothing when projectId and endpoint are given. Rejects with an ApiError when a look-up is refused or
 * finds nothing.
 */
export async function openAccessKeySession(
  settings: Settings,
  key: AccessKey,
  { send, clock }: { send: Send; clock: Clock },
): Promise<OpenedSession> {
  const sign = createSigner(key, clock);
  const sendSigned: Send = (request) => send({ ...request, sign });
  const refuse: Refuse = (request, reply, words) =>
    replyError(withKey(request, key), reply, { ...words, permanent: true });
  const projectId = await findProject(settings, sendSigned, refuse);
  const found = await findEndpoint(settings, projectId, { send: sendSigned, refuse });
  return { session: { sign, ...found, projectId }, renewAt: Number.POSITIVE_INFINITY };
}

type Refuse = (request: ApiRequest, reply: ApiReply, words: { problem: string; advice: string }) => ApiError;

/** The proof comes in at the moment of sending: without the key an error would not know what to mask. */
function withKey(request: ApiRequest, { accessKey, securityToken }: AccessKey): ApiRequest {
  const temporary = securityToken === undefined ? {} : { "X-Security-Token": securityToken };
  return { ...request, headers: { ...request.headers, Authorization: accessKey, ...temporary } };
}

/** On OTC the main project of a region is named like the region, so a region alone is enough. */
async function findProject(settings: Settings, send: Send, refuse: Refuse): Promise<string> {
  const { authUrl, scope, region, seen } = settings;
  if (scope !== undefined && "projectId" in scope) {
    return scope.projectId;
  }
  const name = scope?.projectName ?? region;
  if (authUrl === undefined || name === undefined) {
    throw new Error("Cannot find the project of the access key: vpnaas:authUrl and vpnaas:projectName are missing.");
  }
  const url = `${authUrl}/projects?name=${encodeURIComponent(name)}`;
  const purpose = `looking up project "${name}" with the access key at ${shownUrl(authUrl)}`;
  const request: ApiRequest = { method: "GET", url, purpose };
  const reply = await send(request);
  const ids = idsOf(reply.body, name, scope);
  const [id] = ids;
  const refuseProject = (problem: string): ApiError =>
    refuse(request, reply, { problem, advice: `Set ${PROJECT_SETTINGS}. ${seen}` });
  if (id === undefined) {
    throw refuseProject(`the account of this access key has no project "${name}"`);
  }
  if (ids.length > 1) {
    throw refuseProject(`there are several projects "${name}" (${listed(ids)})`);
  }
  if (!isVisible(id)) {
    throw refuseProject(`the id of project "${name}" holds characters that stand in no id`);
  }
  return id;
}

/** The service may ignore the filter by name, and knows no filter that would tell domains of the same name apart. */
function idsOf(body: unknown, name: string, scope: Scope): string[] {
  const projects: unknown[] = isRecord(body) && Array.isArray(body.projects) ? body.projects : [];
  const domain = scope !== undefined && "projectName" in scope ? scope.domain : undefined;
  const domainId = domain !== undefined && "id" in domain ? domain.id : undefined;
  return projects.flatMap((project) => {
    if (!isRecord(project) || typeof project.id !== "string" || project.name !== name) return [];
    return domainId === undefined || project.domain_id === domainId ? [project.id] : [];
  });
}

async function findEndpoint(
  settings: Settings,
  projectId: string,
  { send, refuse }: { send: Send; refuse: Refuse },
): Promise<Pick<Session, "endpoint" | "region">> {
  const { authUrl, endpoint, region } = settings;
  if (endpoint !== undefined) {
    return { endpoint: baseOf(endpoint), region };
  }
  if (authUrl === undefined) {
    throw new Error("Cannot find the VPN API: vpnaas:authUrl (OS_AUTH_URL) is missing.");
  }
  const purpose = `reading the service catalog with the access key at ${shownUrl(authUrl)}`;
  const headers = { "X-Project-Id": projectId };
  const request: ApiRequest = { method: "GET", url: `${authUrl}/auth/catalog`, headers, purpose };
  const reply: ApiReply = await send(request);
  const found = findNetworkEndpoint(isRecord(reply.body) ? reply.body.catalog : undefined, settings);
  if ("problem" in found) {
    const advice = "vpnaas:endpoint overrides the catalog.";
    throw refuse(request, reply, { problem: found.problem, advice });
  }
  return found;
}
