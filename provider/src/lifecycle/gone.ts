// Decides whether a 404 really means that an object is gone: taking it for gone makes the engine forget and recreate it.
import { type ApiError, isNotFound } from "../errors";
import type { Values } from "./wire";
import type { World } from "./world";

/**
 * True if the object is gone, false if the error is no 404. Rejects where a 404 proves nothing: another project is logged in
 * than the one that owns the object, or the address does not serve this collection at all.
 */
export async function isGone(error: unknown, props: Values, world: World): Promise<boolean> {
  if (!isNotFound(error)) return false;
  await refuseOtherProject(error, props, world);
  // The service names what it did not find. Anything else may be a gateway or a wrong address that knows nothing of VPNs.
  if (!/NotFound$/.test(error.code ?? "") && !(await canList(world))) {
    throw new Error(
      `${error.message}. The whole collection cannot be listed there either, so this does not mean that the object is gone: ` +
        "check vpnaas:endpoint and vpnaas:region",
    );
  }
  return true;
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

async function canList({ collection }: World): Promise<boolean> {
  try {
    await collection.list();
    return true;
  } catch {
    return false; // the caller reports the 404, which is what the user asked about
  }
}
