// The two batch calls and the read of the tag API, which only Open Telekom Cloud has, and only for connections.
// Which tags are to be written is left to operations/tags.ts.

import { isRecord } from "../core/record";
import { sanitize } from "../core/sanitize";
import { replyError } from "./http/apiErrors";
import { pathSegment } from "./http/segment";
import type { Send } from "./http/transport";

/** Tags by their keys. */
export type Tags = Readonly<Record<string, string>>;

/** The tags of one connection. Everything rejects with an ApiError when the service refuses or cannot be reached. */
export interface TagClient {
  /** Adds tags; one with the same key gets the new value. Done again, it changes nothing. */
  create(owner: TagOwner, tags: Tags): Promise<void>;
  /** Removes tags by key; what is not there does not matter. */
  delete(owner: TagOwner, keys: readonly string[]): Promise<void>;
  /** As the service lists them: `[{ key, value }]`. */
  list(owner: TagOwner): Promise<unknown[]>;
}

/** A connection, by its id and that of its project. */
interface TagOwner {
  readonly projectId: string;
  readonly id: string;
}

/** Most tags in one call, by the manual. */
const CHUNK = 10;

/** Builds the client. */
export function createTagClient(send: Send): TagClient {
  const act = async (owner: TagOwner, action: "create" | "delete", tags: readonly object[]): Promise<void> => {
    for (let start = 0; start < tags.length; start += CHUNK) {
      const body = { action, tags: tags.slice(start, start + CHUNK) };
      const purpose = `${action === "create" ? "setting" : "removing"} tags of ipsec_site_connection ${owner.id}`;
      // Both actions are idempotent, so an answer that got lost is no reason to stop.
      await send({ method: "POST", url: `${pathOf(owner)}/action`, body, purpose, repeatable: true });
    }
  };
  return {
    create: (owner, tags) =>
      act(
        owner,
        "create",
        Object.entries(tags).map(([key, value]) => ({ key, value })),
      ),
    delete: (owner, keys) =>
      act(
        owner,
        "delete",
        keys.map((key) => ({ key })),
      ),
    async list(owner) {
      const request = {
        method: "GET",
        url: pathOf(owner),
        purpose: `reading tags of ipsec_site_connection ${owner.id}`,
      } as const;
      const reply = await send(request);
      const tags = isRecord(reply.body) ? reply.body.tags : undefined;
      if (!Array.isArray(tags)) throw replyError(request, reply, { problem: 'the reply has no list "tags"' });
      return tags;
    },
  };
}

function pathOf({ projectId, id }: TagOwner): string {
  const [project, connection] = [pathSegment(projectId), pathSegment(id)];
  if (project === undefined || connection === undefined) {
    const owner = `${sanitize(id)} of the project ${sanitize(projectId)}`;
    throw new Error(
      `the tags of ipsec_site_connection ${owner} cannot be asked for: that is not an id; nothing was sent`,
    );
  }
  return `/v2.0/${project}/ipsec-site-connections/${connection}/tags`;
}
