// The VPN API over the five kinds: routing below /v2.0, the check of the caller, bodies, and the verbs.
// The rules of a kind are in connections.ts, collections.ts and policies.ts; tags are in tags.ts, callers in gateway.ts.
import { isObject, readJson, readPost, readPut } from "./attributes";
import { endpointGroups, vpnservices } from "./collections";
import { connections } from "./connections";
import { decodeSegment, type IncomingRequest, type Reply } from "./exchange";
import type { Kind } from "./kind";
import { findVisible, type State, type WireObject } from "./model";
import { answerNetwork, isNetworkPath } from "./network";
import { pageOf, pick } from "./pages";
import { ikepolicies, ipsecpolicies } from "./policies";
import { isNewest, keepOldVersion, readAll, readOne } from "./replica";
import { badRequest, methodNotAllowed, notAllowed, Refusal, renderRefusal, unauthorized, unknownPath } from "./replies";
import { afterWrite, countRead, settleDue } from "./settling";
import { answerTags, isTagPath } from "./tags";

/** What the VPN API asks of the identity service and of the server it runs in. */
export interface VpnApiContext {
  readonly state: State;
  /** The scope of the caller; `undefined` without a valid token. An unscoped token has no project. */
  scopeOf(request: IncomingRequest): Scope | undefined;
  /** Where the server believes to be reached; links of lists start with it. */
  readonly publicUrl: string;
  readonly keystoneUrl: string;
}

interface Scope {
  readonly projectId: string | undefined;
  readonly mayWrite: boolean;
}

interface Call extends Scope {
  readonly kind: Kind;
  readonly request: IncomingRequest;
  readonly id: string | undefined;
}

const kinds: readonly Kind[] = [connections, vpnservices, ikepolicies, ipsecpolicies, endpointGroups];

/** Answers one request below /v2.0. */
export function answerVpnApi(context: VpnApiContext, request: IncomingRequest): Reply {
  const { state } = context;
  const scope = context.scopeOf(request);
  if (scope === undefined) return unauthorized(context.keystoneUrl);
  settleDue(state);
  const path = request.path.replace(/\/+$/, "").replace(/\.json$/, "");
  if (path === "/v2.0") return { status: 200, body: { resources: [] } };
  const { projectId, mayWrite } = scope;
  if (state.dialect === "otc" && isTagPath(path)) {
    return orRefusal(state, () => answerTags(state, request, { path, projectId, mayWrite }));
  }
  if (isNetworkPath(path)) {
    const { publicUrl } = context;
    return orRefusal(state, () => answerNetwork({ state, request, path, projectId, publicUrl }));
  }
  const match = /^\/v2\.0\/vpn\/([^/]+)(?:\/([^/]+))?$/.exec(path);
  const kind = kinds.find((candidate) => candidate.path === match?.[1]?.replaceAll("_", "-"));
  if (kind === undefined) return unknownPath(state.dialect === "openstack" && path.startsWith("/v2.0/vpn/"));
  const id = match?.[2] === undefined ? undefined : decodeSegment(match[2]);
  return orRefusal(state, () => answer(context, { kind, request, projectId, mayWrite, id }));
}

function orRefusal(state: State, act: () => Reply): Reply {
  try {
    return act();
  } catch (refusal) {
    if (refusal instanceof Refusal) return renderRefusal(refusal, state.dialect, state.errorShape);
    throw refusal;
  }
}

function answer(context: VpnApiContext, call: Call): Reply {
  const { state } = context;
  switch (call.request.method) {
    case "GET":
      return call.id === undefined ? list(context, call) : show(state, call);
    case "POST":
      return call.id === undefined ? create(state, call) : methodNotAllowed("POST");
    case "PUT":
      return update(state, call);
    case "DELETE":
      return remove(state, call);
    default:
      return methodNotAllowed(call.request.method);
  }
}

function list(context: VpnApiContext, call: Call): Reply {
  const { state } = context;
  const { kind, request } = call;
  const query = new URLSearchParams(request.query);
  const visible = readAll(state, kind.collection, call.projectId);
  const page = pageOf(state, kind, visible, { query, self: context.publicUrl + request.path });
  const body: WireObject = {
    [kind.plural]: page.items.map((object) => pick(kind.view(state, object, "LIST"), query)),
  };
  if (page.links !== undefined && page.links.length > 0) body[`${kind.plural}_links`] = page.links;
  for (const object of page.items) countShown(state, kind, object);
  return { status: 200, body };
}

function show(state: State, call: Call): Reply {
  const object = find(state, call, readOne);
  const body = envelope(state, call.kind, { object, verb: "GET" });
  const query = new URLSearchParams(call.request.query);
  countShown(state, call.kind, object);
  return { status: 200, body: { [call.kind.singular]: pick(body, query) } };
}

function create(state: State, call: Call): Reply {
  const { kind, projectId } = call;
  const sent = readEnvelope(call);
  checkRole(call, "create");
  if (projectId === undefined) {
    throw badRequest("Running without keystone AuthN requires that tenant_id is specified");
  }
  const values = withoutProject(readPost(kind.attributes(state.dialect), sent, projectId));
  const object = kind.create(state, values, projectId);
  keepOldVersion(state, kind.collection, { id: String(object.id), before: undefined });
  const body = envelope(state, kind, { object, verb: "POST" });
  afterWrite(state, String(object.id));
  return { status: 201, body: { [kind.singular]: body } };
}

function update(state: State, call: Call): Reply {
  const { kind } = call;
  // Upstream reads the body before it looks for the object, so that a bad body hides a missing id.
  const values = readPut(kind.attributes(state.dialect), readEnvelope(call));
  const object = find(state, call);
  checkRole(call, "update");
  const before = structuredClone(object);
  kind.update(state, object, values);
  keepOldVersion(state, kind.collection, { id: String(object.id), before });
  const body = envelope(state, kind, { object, verb: "PUT" });
  afterWrite(state, String(object.id));
  return { status: 200, body: { [kind.singular]: body } };
}

function remove(state: State, call: Call): Reply {
  if (call.request.text !== "") throw badRequest("Request body is not supported in DELETE.");
  const object = find(state, call);
  checkRole(call, "delete");
  const before = structuredClone(object);
  call.kind.remove(state, object);
  keepOldVersion(state, call.kind.collection, { id: String(object.id), before });
  afterWrite(state, String(object.id));
  return { status: 204 };
}

// Neutron looks at the role only where the object is there, so a reader sees what is missing.
function checkRole({ kind, mayWrite }: Call, verb: "create" | "update" | "delete"): void {
  if (!mayWrite) throw notAllowed(`${verb}_${kind.singular}`);
}

// What reads still show of an earlier version brings no pending phase nearer to its end.
function countShown(state: State, kind: Kind, object: WireObject): void {
  if (isNewest(state, kind.collection, object)) countRead(state, String(object.id));
}

function find(state: State, call: Call, look: typeof findVisible = findVisible): WireObject {
  const { kind, id, projectId } = call;
  const object = id === undefined ? undefined : look(state, kind.collection, { id, projectId });
  if (object === undefined) throw kind.notFound(id ?? "None");
  return object;
}

function envelope(state: State, kind: Kind, shown: { object: WireObject; verb: "GET" | "POST" | "PUT" }): WireObject {
  return kind.view(state, shown.object, shown.verb);
}

function readEnvelope({ kind, request }: Call): WireObject {
  const body = readJson(request.text);
  if (kind.plural in body) throw badRequest("Bulk operation not supported");
  const sent = body[kind.singular];
  if (sent === undefined || sent === null) throw badRequest(`Unable to find '${kind.singular}' in request body`);
  if (!isObject(sent)) throw badRequest(`Object '${kind.singular}' contains invalid data`);
  return sent;
}

function withoutProject(values: WireObject): WireObject {
  const { tenant_id: _tenant, project_id: _project, ...rest } = values;
  return rest;
}
