// Decides whether a 404 really means that an object is gone: taking it for gone makes the engine forget and recreate it.
import type { Item } from "../client/collection";
import { type ApiError, isNotFound, reasonOf } from "../errors";
import type { Values } from "./wire";
import type { Subject, World } from "./world";

/**
 * True if the object is gone, false if the error is no 404. Rejects where a 404 proves nothing: another project is logged in
 * than the one that owns the object, the address does not serve this collection at all, or the collection still lists the object.
 */
export async function isGone(error: unknown, props: Values, subject: Subject): Promise<boolean> {
  if (!isNotFound(error)) return false;
  await refuseOtherProject(error, props, subject.world);
  // The service names the kind of object that it did not find, and "HTTPNotFound" is none. Anything else may be a gateway or a
  // wrong address that knows nothing of VPNs.
  if (/(?<!^HTTP)NotFound$/.test(error.code ?? "") || (await listed(error, subject)) === undefined) return true;
  throw new Error(
    `${error.message}. But the service still lists the object, so it is not gone: perhaps a gateway answered. ` +
      "Run the command again",
  );
}

/** The object as the collection lists it, undefined where it does not. `error`: a 404 that proves nothing, for the message. */
export async function listed(error: ApiError, { id, world }: Subject): Promise<Item | undefined> {
  const items = await world.collection.list().catch((reason: unknown) => {
    // The 404 is reported, which is what the user asked about.
    throw new Error(
      `${error.message}. The whole collection cannot be listed there either (${reasonOf(reason)}), so this does not ` +
        "mean that the object is gone: check vpnaas:endpoint and vpnaas:region",
    );
  });
  return items.find((item) => item.id === id);
}

async function refuseOtherProject(error: ApiError, props: Values, world: World): Promise<void> {
  const owner = props.projectId ?? props.tenantId;
  const project = await world.projectId();
  if (project === undefined || typeof owner !== "string" || owner === "" || owner === project) return;
  throw new Error(
    `${error.message}. It belongs to project ${owner}, but the login is for project ${project}, which cannot see it: ` +
      "check vpnaas:projectId and vpnaas:projectName",
  );
}
