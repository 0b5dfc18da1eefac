// The five requests on one collection of the API, with its envelope put on and taken off.
// Field names and values inside of an item are left to core/wire.ts, status and waiting to the operations.
import type { Item } from "../core/contract";
import { ApiError } from "../core/errors";
import { secretsOf } from "../core/masking/masking";
import { rememberSecret } from "../core/masking/rememberedSecrets";
import { isSameId } from "../core/meaning";
import { isRecord } from "../core/record";
import { sanitize } from "../core/sanitize";
import { replyError } from "./http/apiErrors";
import { pathSegment } from "./http/segment";
import type { ApiReply, ApiRequest, Send } from "./http/transport";

export type { Item } from "../core/contract";

/** One kind of object of the API. Everything rejects with an ApiError when the service refuses or cannot be reached. */
export interface Collection {
  /** POST; the item that comes back has an id. */
  create(body: Item): Promise<Item>;
  /** GET of one item; 404 is an ApiError, too. */
  get(id: string): Promise<Item>;
  /** PUT of the given fields; the whole item comes back. */
  update(id: string, body: Item): Promise<Item>;
  /** DELETE. "done": 204, the service has nothing to add. "accepted": any other success, which may be one to come. */
  delete(id: string): Promise<"done" | "accepted">;
  /** Every item of the collection, all pages; rejects rather than return a part of them. Each has an id. */
  list(): Promise<Item[]>;
  /** The same for who concludes from what it lacks: rejects, too, where there may be more than the service shows. */
  listWhole(): Promise<Item[]>;
}

type Names = { readonly path: string; readonly collection: string };

/** More pages than this (of 2,000 items on OTC) cannot be meant: the server goes round in circles. */
const MOST_PAGES = 1000;

/**
 * Builds the collection. `path` is "/v2.0/vpn/ipsec-site-connections", `envelope` "ipsec_site_connection" (one item),
 * `collection` "ipsec_site_connections" (a list).
 */
export function createCollection(
  send: Send,
  names: { path: string; envelope: string; collection: string },
): Collection {
  const { path, envelope } = names;
  // A key that was changed at the service is a secret, too. A text of one repeated sign is a mask.
  const sendKnowing: Send = async (request) => {
    const reply = await send(request);
    for (const secret of secretsOf({ body: reply.body })) if (!/^(.)\1*$/su.test(secret)) rememberSecret(secret);
    return reply;
  };
  // A reply that tells of another object, or does not say of which, says nothing about the one that was asked for.
  const askFor = async (id: string, request: ApiRequest): Promise<Item> => {
    const reply = await sendKnowing(request);
    const item = unwrap(request, reply, envelope);
    if (isSameId(item.id, id)) return item;
    throw replyError(request, reply, {
      problem: `the reply is about another ${envelope} (${hasId(item) ? String(item.id) : "without a proper id"})`,
      advice: "Nothing of it was believed. Check what answers between here and the service, and run the command again.",
    });
  };
  const pathOf = (id: string, verb: string): string => `${path}/${checkedId(id, `${verb} ${envelope}`)}`;

  return {
    async create(body) {
      const purpose = `creating ${envelope}`;
      const request: ApiRequest = { method: "POST", url: path, body: { [envelope]: body }, purpose };
      const reply = await sendKnowing(request);
      const item = unwrap(request, reply, envelope);
      if (!hasId(item)) {
        throw replyError(request, reply, { problem: `the ${envelope} in the reply has no id` });
      }
      return item;
    },
    async get(id) {
      return askFor(id, { method: "GET", url: pathOf(id, "reading"), purpose: `reading ${envelope} ${id}` });
    },
    async update(id, body) {
      const purpose = `updating ${envelope} ${id}`;
      return askFor(id, { method: "PUT", url: pathOf(id, "updating"), body: { [envelope]: body }, purpose });
    },
    async delete(id) {
      const request: ApiRequest = {
        method: "DELETE",
        url: pathOf(id, "deleting"),
        purpose: `deleting ${envelope} ${id}`,
      };
      return (await send(request)).status === 204 ? "done" : "accepted";
    },
    list: async () => [...(await allPages(sendKnowing, names)).items],
    listWhole: () => listWhole(sendKnowing, names),
  };
}

/** The pages of a list that came, as far as they were followed. */
interface Pages {
  readonly items: readonly (Item & { id: string })[];
  readonly count: number;
  /** The last reply, and what asked for it. */
  readonly request: ApiRequest;
  readonly reply: ApiReply;
  /** A page with objects named one that had been seen: there may be more that nothing leads to. */
  readonly isCircle: boolean;
}

/** Goes from page to page; a page may be empty at the end, and ids that move between pages are taken once. */
async function allPages(send: Send, names: Names): Promise<Pages> {
  const found = new Map<string, Item & { id: string }>();
  const seen = new Set<string>();
  let url = names.path;
  for (;;) {
    const { request, reply, items } = await page(send, names, url);
    for (const item of items) {
      found.set(item.id, item);
    }
    seen.add(url);
    const next = items.length === 0 ? undefined : nextPage(request, reply, names);
    const isCircle = next !== undefined && seen.has(next);
    if (next === undefined || isCircle) {
      return { items: [...found.values()], count: seen.size, request, reply, isCircle };
    }
    if (seen.size >= MOST_PAGES) {
      throw replyError(request, reply, { problem: `the list has no end after ${MOST_PAGES} pages`, permanent: true });
    }
    url = next;
  }
}

/** A service that cuts a list without a word shows more behind its last object. One that refuses to look there knows no pages. */
async function listWhole(send: Send, names: Names): Promise<Item[]> {
  const { items, count, request, reply, isCircle } = await allPages(send, names);
  const last = items.at(-1);
  const known = new Set(items.map(({ id }) => id));
  const isCut =
    isCircle || (count === 1 && last !== undefined && (await behind(last)).some(({ id }) => !known.has(id)));
  if (isCut)
    throw replyError(request, reply, { problem: "the list is cut: there is more than it shows", permanent: true });
  return [...items];

  async function behind({ id }: { id: string }): Promise<readonly { id: string }[]> {
    const url = `${names.path}?limit=${items.length}&marker=${encodeURIComponent(id)}`;
    try {
      return (await page(send, names, url)).items;
    } catch (error) {
      if (error instanceof ApiError && error.kind === "http" && error.status === 400) return [];
      throw error;
    }
  }
}

async function page(send: Send, names: Names, url: string) {
  const request: ApiRequest = { method: "GET", url, purpose: `listing ${names.collection}` };
  const reply = await send(request);
  return { request, reply, items: itemsOf(request, reply, names.collection) };
}

function itemsOf(request: ApiRequest, reply: ApiReply, collection: string): (Item & { id: string })[] {
  const items = isRecord(reply.body) ? reply.body[collection] : undefined;
  if (!Array.isArray(items)) {
    throw replyError(request, reply, { problem: `the reply has no list "${collection}"` });
  }
  if (!items.every((item): item is Item & { id: string } => isRecord(item) && hasId(item))) {
    throw replyError(request, reply, { problem: `an entry of "${collection}" in the reply has no id` });
  }
  return items;
}

/** The next page on our own host: OTC's links name hosts that only exist inside. Another path would be another list. */
function nextPage(request: ApiRequest, reply: ApiReply, names: Names): string | undefined {
  const links = isRecord(reply.body) ? reply.body[`${names.collection}_links`] : undefined;
  const next = Array.isArray(links) ? links.find((link) => isRecord(link) && link.rel === "next") : undefined;
  const href = isRecord(next) && typeof next.href === "string" ? next.href : undefined;
  if (href === undefined) {
    return undefined;
  }
  const base = `http://own-host.invalid${names.path}`;
  const target = URL.canParse(href, base) ? new URL(href, base) : undefined;
  if (target?.pathname.replace(/\/$/, "").endsWith(names.path) !== true) {
    throw replyError(request, reply, { problem: `its next page is not a page of ${names.path}`, permanent: true });
  }
  return `${names.path}${target.search}`;
}

function unwrap(request: ApiRequest, reply: ApiReply, envelope: string): Item {
  const item = isRecord(reply.body) ? reply.body[envelope] : undefined;
  if (!isRecord(item)) {
    throw replyError(request, reply, {
      problem: `the reply has no object "${envelope}"`,
      advice: "Check that vpnaas:endpoint names the VPN API.",
    });
  }
  return item;
}

/** An empty id, or one that is a step in a path, would aim the request at the whole collection. */
function checkedId(id: string, purpose: string): string {
  const segment = typeof id === "string" ? pathSegment(id) : undefined;
  if (segment === undefined) throw new Error(`${purpose}: ${sanitize(id)} is not an id; nothing was sent`);
  return segment;
}

// An id has to fit into a path, a state and a sentence; services use UUIDs, so this leaves much room.
function hasId(item: Item): boolean {
  return typeof item.id === "string" && /^[!-~]{1,255}$/.test(item.id) && pathSegment(item.id) !== undefined;
}
