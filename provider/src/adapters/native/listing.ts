// Lists a kind for the engine (`pulumi do … list`): the objects that agree with a query, in pages where the engine asks for them.

import type { FoundObject } from "../../core/contract";
import { tokenOf } from "../../core/schema";
import { hasUnknown } from "../../core/unknown";
import { findAll } from "../../lookups/search";
import { orStopped } from "../../waiting/poll";
import { unpack } from "./bags";
import { queryOf } from "./functions";
import { messages, type ProviderMessages } from "./rpc";
import { kindNamed } from "./urn";
import type { Desk } from "./work";

/** Lists the objects of a kind that agree with the query: ids and names, a page of them where pages are asked for. */
export async function listResources(
  desk: Desk,
  request: ProviderMessages.ListRequest,
): Promise<ProviderMessages.ListResponse[]> {
  const kind = kindNamed(request.getToken());
  const asked = unpack(request.getQuery());
  if (hasUnknown(asked.values)) return [notYetKnown()];
  const page = pageIn(request);
  const searched = desk.configuration.resolved().cloud.handlerFor(tokenOf(kind));
  const found = await orStopped(findAll(searched, queryOf(kind, asked)), desk.connection.signal);
  const ordered = found.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const left = ordered.filter(({ id }) => id > page.after).slice(0, page.left);
  const shown = left.slice(0, page.size);
  const more = shown.length < left.length ? [continuation(page.listed + shown.length, shown.at(-1)?.id ?? "")] : [];
  return [...shown.map(listed), ...more];
}

interface Page {
  /** How many were listed before, and the id of the last of them. */
  readonly listed: number;
  readonly after: string;
  readonly left: number;
  readonly size: number;
}

// In the order of ids, a page begins behind the last one also where objects have come and gone since.
function pageIn(request: ProviderMessages.ListRequest): Page {
  const token = request.getContinuationToken();
  const [, count = "0", after = ""] = /^(\d+):(.+)$/s.exec(token) ?? [];
  if (token !== "" && after === "") throw new Error(`${JSON.stringify(token)} is no continuation token of this plugin`);
  const [limit, size] = [request.getLimit(), request.getPageSize()];
  const left = limit > 0 ? Math.max(0, limit - Number(count)) : Number.POSITIVE_INFINITY;
  return { listed: Number(count), after, left, size: size > 0 ? size : Number.POSITIVE_INFINITY };
}

function listed({ id, outs }: FoundObject): ProviderMessages.ListResponse {
  const result = new messages.ListResponse.Result();
  result.setId(id);
  result.setName(typeof outs.name === "string" ? outs.name : "");
  const answer = new messages.ListResponse();
  answer.setResult(result);
  return answer;
}

function continuation(count: number, last: string): ProviderMessages.ListResponse {
  const more = new messages.ListResponse.Continuation();
  more.setContinuationToken(`${count}:${last}`);
  const answer = new messages.ListResponse();
  answer.setContinuation(more);
  return answer;
}

function notYetKnown(): ProviderMessages.ListResponse {
  const answer = new messages.ListResponse();
  answer.setComputed(new messages.ListResponse.Computed());
  return answer;
}
