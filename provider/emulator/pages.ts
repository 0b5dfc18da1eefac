// Lists as Neutron makes them: filters, sorting, pages with links, and `fields`.
// Knows nothing of single kinds beyond the tables in kind.ts.
import { show } from "./attributes";
import type { Kind } from "./kind";
import type { State, WireObject } from "./model";
import { badRequest, Refusal } from "./replies";

/** The part of a list that one reply holds, and its links (`undefined` for a list without pages). */
export interface Page {
  readonly items: WireObject[];
  readonly links: { rel: "next" | "previous"; href: string }[] | undefined;
}

/** What was asked of a list; `self` is the URL of the request without its query, as the server sees itself. */
export interface ListRequest {
  readonly query: URLSearchParams;
  readonly self: string;
}

/** What a list can be filtered and sorted by. */
export type ListRules = Pick<Kind, "filters" | "sortKeys">;

const ownParameters = ["fields", "limit", "marker", "page_reverse", "sort_key", "sort_dir"];

/** Filters, sorts and cuts the given objects. Throws a {@link Refusal} for a bad limit, sort or, where the emulator refuses filters, filter. */
export function pageOf(state: State, kind: ListRules, visible: WireObject[], request: ListRequest): Page {
  const { query } = request;
  const filters = [...new Set(query.keys())].filter((key) => !ownParameters.includes(key));
  if (state.refuseFilters && filters.length > 0) {
    throw badRequest(`[${filters.map((key) => `'${key}'`).join(", ")}] is invalid attribute for filtering`);
  }
  const limit = readLimit(state, query);
  const matching = visible.filter((object) => filters.every((key) => isMatch(kind, object, { key, query })));
  const sorted = sort(kind, matching, query);
  if (limit === undefined) return { items: sorted, links: undefined };
  const isReverse = /^true$/i.test(query.get("page_reverse") ?? "");
  const items = cut(sorted, { limit, isReverse, marker: query.get("marker") });
  return { items, links: linksOf(items, request, { limit, isReverse }) };
}

/** The object with only the wanted fields, if any are wanted; unknown fields are dropped silently. */
export function pick(object: WireObject, query: URLSearchParams): WireObject {
  const fields = query.getAll("fields").filter((field) => field !== "");
  if (fields.length === 0) return object;
  return Object.fromEntries(Object.entries(object).filter(([key]) => fields.includes(key)));
}

function readLimit(state: State, query: URLSearchParams): number | undefined {
  const sent = query.get("limit");
  if (sent !== null && !/^\d+$/.test(sent)) {
    const message = `Bad limit request: Limit must be an integer 0 or greater and not '${sent}'.`;
    throw new Refusal(400, "BadRequest", { message, code: "VPC.1001" });
  }
  const wanted = Number(sent ?? 0) || undefined;
  if (state.pageSize === undefined) return wanted;
  return Math.min(wanted ?? state.pageSize, state.pageSize);
}

// A key that is not a column filters nothing; repeated keys are OR, different keys AND.
function isMatch(kind: ListRules, object: WireObject, filter: { key: string; query: URLSearchParams }): boolean {
  if (!kind.filters.includes(filter.key)) return true;
  const stored = object[filter.key === "project_id" ? "tenant_id" : filter.key];
  const wanted = filter.query.getAll(filter.key);
  if (typeof stored === "boolean") return wanted.some((value) => value.toLowerCase() === String(stored));
  return wanted.includes(show(stored ?? ""));
}

function sort(kind: ListRules, objects: WireObject[], query: URLSearchParams): WireObject[] {
  const keys = query.getAll("sort_key");
  const directions = query.getAll("sort_dir");
  if (keys.length !== directions.length) throw badRequest("The number of sort_keys and sort_dirs must be same");
  const bad = keys.find((key) => !kind.sortKeys.includes(key));
  if (bad !== undefined) throw badRequest(`'${bad}' is an invalid attribute for sort keys`);
  if (directions.some((direction) => !["asc", "desc"].includes(direction))) {
    const shown = directions.map((direction) => `'${direction}'`).join(", ");
    throw badRequest(`[${shown}] is invalid value for sort_dirs, valid value is 'asc' and 'desc'`);
  }
  const order = [
    ...keys.map((key, index) => ({ key, isDown: directions[index] === "desc" })),
    { key: "id", isDown: false },
  ];
  return objects.toSorted((left, right) => {
    for (const { key, isDown } of order) {
      const [first, second] = [String(left[key] ?? ""), String(right[key] ?? "")];
      if (first !== second) return first < second === isDown ? 1 : -1;
    }
    return 0;
  });
}

// An unknown marker gives an empty page, not an error (seen on a real server).
function cut(sorted: WireObject[], page: { limit: number; isReverse: boolean; marker: string | null }): WireObject[] {
  const { limit, isReverse, marker } = page;
  if (marker === null) return isReverse ? sorted.slice(-limit) : sorted.slice(0, limit);
  const at = sorted.findIndex((object) => object.id === marker);
  if (at === -1) return [];
  return isReverse ? sorted.slice(Math.max(0, at - limit), at) : sorted.slice(at + 1, at + 1 + limit);
}

// Upstream offers `next` for every full page, so that the last page may be empty; `previous` even on the first.
function linksOf(
  items: WireObject[],
  request: ListRequest,
  page: { limit: number; isReverse: boolean },
): Page["links"] {
  const link = (rel: "next" | "previous", marker: unknown) => {
    const query = new URLSearchParams(request.query);
    query.delete("marker");
    query.delete("page_reverse");
    if (typeof marker === "string") query.append("marker", marker);
    if (rel === "previous") query.append("page_reverse", "True");
    return { rel, href: `${request.self}?${query.toString()}` };
  };
  const isShort = items.length < page.limit;
  const links: { rel: "next" | "previous"; href: string }[] = [];
  if (!isShort || page.isReverse) links.push(link("next", items.at(-1)?.id));
  if (!isShort || !page.isReverse) links.push(link("previous", items[0]?.id));
  return links;
}
