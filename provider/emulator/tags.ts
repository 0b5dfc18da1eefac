// Tags of connections on Open Telekom Cloud: the calls of one connection and those over a whole project.
// Tags are kept with the connection, as the list that its GET and LIST show; how to find by tags is in tagSearch.ts.
import { isObject, readJson } from "./attributes";
import { connections } from "./connections";
import { decodeSegment, type IncomingRequest, type Reply } from "./exchange";
import { findVisible, isVisible, type State, type WireObject } from "./model";
import { badRequest, invalidValue, methodNotAllowed, notAllowed, notFound, Refusal, unknownPath } from "./replies";
import { searchByTags } from "./tagSearch";

// One tag as it travels and as it is stored.
interface Tag {
  readonly key: string;
  readonly value: string;
}

const mostTags = 10;
const projectPath = /^\/v2\.0\/(?!vpn\/)([^/]+)\/ipsec-site-connections\/(.+)$/;

/** True for a path of the tag API. */
export function isTagPath(path: string): boolean {
  return projectPath.test(path);
}

/** Answers one request of the tag API. Throws a {@link Refusal}. A read of tags settles no transition. */
export function answerTags(
  state: State,
  request: IncomingRequest,
  place: { path: string; projectId: string | undefined; mayWrite: boolean },
): Reply {
  const [, pathProject, rest = ""] = projectPath.exec(place.path) ?? [];
  if (pathProject !== place.projectId) {
    const message = `The caller has no access to the project ${String(pathProject)}`;
    throw new Refusal(403, "PolicyNotAuthorized", { message });
  }
  const visible = [...state.collections.connections.values()].filter((object) =>
    isVisible(state, object, place.projectId),
  );
  const call = `${request.method} ${rest}`;
  if (call === "GET tags") return { status: 200, body: { tags: valuesByKey(visible) } };
  if (call === "POST resource_instances/action") {
    return { status: 200, body: searchByTags(visible, readJson(request.text)) };
  }
  const [id = "", noun, last, ...more] = rest.split("/");
  if (noun !== "tags" || more.length > 0) {
    return ["tags", "resource_instances/action"].includes(rest) ? methodNotAllowed(request.method) : unknownPath(false);
  }
  const connection = findVisible(state, "connections", { id: decodeSegment(id), projectId: place.projectId });
  if (connection === undefined) throw connections.notFound(id);
  if (!place.mayWrite && request.method !== "GET") throw notAllowed("update_ipsec_site_connection_tags");
  return answerForOne(connection, request, last);
}

function tagsOf(connection: WireObject): Tag[] {
  const stored: unknown[] = Array.isArray(connection.tags) ? connection.tags : [];
  return stored.filter(isObject).map(({ key, value }) => ({ key: String(key), value: String(value ?? "") }));
}

// The pages do not name the status of the three writes; clients take any 2xx.
function answerForOne(connection: WireObject, request: IncomingRequest, last: string | undefined): Reply {
  const { method, text } = request;
  if (method === "GET" && last === undefined) return { status: 200, body: { tags: tagsOf(connection) } };
  if (method === "POST" && last === undefined) {
    put(connection, [readTag(readJson(text).tag)]);
    return { status: 204 };
  }
  if (method === "POST" && last === "action") {
    act(connection, readJson(text));
    return { status: 204 };
  }
  if (method !== "DELETE" || last === undefined) return methodNotAllowed(method);
  const key = decodeSegment(last);
  if (!tagsOf(connection).some((tag) => tag.key === key))
    throw notFound("TagNotFound", `Tag ${key} could not be found`);
  drop(connection, [key]);
  return { status: 204 };
}

function act(connection: WireObject, sent: WireObject): void {
  const { action, tags } = sent;
  if (action !== "create" && action !== "delete") throw invalidValue("action", `'${String(action)}' is not allowed`);
  if (!Array.isArray(tags) || tags.length === 0) throw badRequest("The list tags is missing or empty");
  if (tags.length > mostTags) throw invalidValue("tags", `${tags.length} tags are more than ${mostTags}`);
  if (action === "delete") {
    drop(connection, tags.map(readKey));
    return;
  }
  const added = tags.map(readTag);
  const keys = new Set(added.map(({ key }) => key));
  if (keys.size < added.length) throw invalidValue("tags", "a key is there twice");
  put(connection, added);
}

function put(connection: WireObject, added: Tag[]): void {
  const keys = added.map(({ key }) => key);
  connection.tags = [...tagsOf(connection).filter(({ key }) => !keys.includes(key)), ...added];
}

function drop(connection: WireObject, keys: string[]): void {
  connection.tags = tagsOf(connection).filter(({ key }) => !keys.includes(key));
}

function readTag(sent: unknown): Tag {
  const { key, value } = isObject(sent) ? sent : {};
  if (typeof key !== "string" || !/^[A-Za-z0-9_-]{1,36}$/.test(key)) {
    throw invalidValue("key", "it is not 1 to 36 letters, digits, '-' and '_'");
  }
  if (typeof value !== "string" || !/^[A-Za-z0-9_-]{0,43}$/.test(value)) {
    throw invalidValue("value", "it is not at most 43 letters, digits, '-' and '_'");
  }
  return { key, value };
}

// A delete checks no characters and needs no value.
function readKey(sent: unknown): string {
  const { key } = isObject(sent) ? sent : {};
  if (typeof key === "string" && key !== "") return key;
  throw invalidValue("key", "it is missing or empty");
}

function valuesByKey(visible: WireObject[]): { key: string; values: string[] }[] {
  const values = new Map<string, Set<string>>();
  for (const { key, value } of visible.flatMap(tagsOf)) {
    values.set(key, (values.get(key) ?? new Set()).add(value));
  }
  return [...values].map(([key, found]) => ({ key, values: [...found] }));
}
