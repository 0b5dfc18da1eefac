// Finding connections by their tags and name: the request of resource_instances/action and its reply.
// The other calls of the tag API are in tags.ts.
import { isObject } from "./attributes";
import type { WireObject } from "./model";
import { badRequest, invalidValue } from "./replies";

interface Wanted {
  readonly key: string;
  /** Any of these; empty: any value at all. */
  readonly values: readonly string[];
}

/** The body of the reply: the page of connections that fit all keys and matches (`filter`), or their number (`count`). */
export function searchByTags(visible: WireObject[], sent: WireObject): WireObject {
  const { action } = sent;
  if (action !== "filter" && action !== "count") throw invalidValue("action", `'${String(action)}' is not allowed`);
  const wanted = readWanted(sent.tags);
  const name = readName(sent.matches);
  const found = visible.filter((connection) => isMatch(connection, wanted, name));
  if (action === "count") return { total_count: found.length };
  const limit = readNumber(sent.limit ?? 1000, { name: "limit", least: 1, most: 1000 });
  const offset = readNumber(sent.offset ?? 0, { name: "offset", least: 0, most: Number.MAX_SAFE_INTEGER });
  const resources = found.slice(offset, offset + limit).map((connection) => ({
    resource_id: connection.id,
    resource_name: connection.name ?? "",
    resource_detail: null,
    tags: listOf(connection.tags),
  }));
  return { resources, total_count: found.length };
}

function readWanted(sent: unknown): Wanted[] {
  const list = sent === undefined ? [] : sent;
  if (!Array.isArray(list) || list.length > 10) throw invalidValue("tags", "it is not a list of at most 10 keys");
  const wanted = list.map((item: unknown): Wanted => {
    const { key, values } = isObject(item) ? item : {};
    if (typeof key !== "string" || key === "") throw invalidValue("key", "it is missing or empty");
    if (!Array.isArray(values) || values.length > 10) {
      throw invalidValue("values", "it is not a list of at most 10 values");
    }
    if (new Set(values).size < values.length) throw invalidValue("values", "a value is there twice");
    return { key, values: values.map(String) };
  });
  if (new Set(wanted.map(({ key }) => key)).size < wanted.length) throw invalidValue("tags", "a key is there twice");
  return wanted;
}

function readName(sent: unknown): string | undefined {
  const list = sent === undefined ? [] : sent;
  if (!Array.isArray(list)) throw invalidValue("matches", "it is not a list");
  const [match]: unknown[] = list;
  if (match === undefined) return undefined;
  if (isObject(match) && match.key === "resource_name" && typeof match.value === "string") return match.value;
  throw badRequest("matches takes the key resource_name and a value only");
}

// The table says Integer, the sample sends text.
function readNumber(sent: unknown, bounds: { name: string; least: number; most: number }): number {
  const { name, least, most } = bounds;
  const number = typeof sent === "string" && /^\d+$/.test(sent) ? Number(sent) : sent;
  if (typeof number === "number" && Number.isInteger(number) && number >= least && number <= most) return number;
  throw invalidValue(name, `'${String(sent)}' is not an integer from ${least} to ${most}`);
}

function isMatch(connection: WireObject, wanted: Wanted[], name: string | undefined): boolean {
  if (name !== undefined && connection.name !== name) return false;
  const tags = listOf(connection.tags);
  return wanted.every(({ key, values }) =>
    tags.some((tag) => tag.key === key && (values.length === 0 || values.includes(String(tag.value)))),
  );
}

function listOf(tags: unknown): WireObject[] {
  const list: unknown[] = Array.isArray(tags) ? tags : [];
  return list.filter(isObject);
}
