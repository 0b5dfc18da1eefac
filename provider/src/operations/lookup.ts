// Objects as the service has them, whoever made them: for lookups and for taking over what exists.
import type { Item } from "../api/collection";
import type { CloudContext } from "../context";
import type { FoundObject } from "../core/contract";
import type { ResourceDefinition } from "../core/definition";
import { isBareNotFound, isNotFound } from "../core/errors";
import { rememberSecret } from "../core/masking/rememberedSecrets";
import { isSameId } from "../core/meaning";
import { secretInputs } from "../core/schema";
import { compare, outputsOf, wireName } from "../core/wire";

/** Every object of the kind that the login can see, all pages, in the order of the service. Rejects with ApiError. */
export async function listObjects(
  definition: ResourceDefinition,
  { collection, place }: CloudContext,
): Promise<FoundObject[]> {
  const items = await collection.list();
  const { region } = await place();
  return items.map((item) => asFound(definition, String(item.id), { item, region }));
}

/** The object with this id, undefined where there is none. Rejects with ApiError. */
export async function lookUp(
  definition: ResourceDefinition,
  { collection, place }: CloudContext,
  id: string,
): Promise<FoundObject | undefined> {
  try {
    return asFound(definition, id, { item: await collection.get(id), region: (await place()).region });
  } catch (error) {
    if (!isNotFound(error)) throw error;
    // Where the whole API is not there, the list says so: it would look as if only this object were missing.
    if (isBareNotFound(error)) await collection.list();
    return undefined;
  }
}

/** ID of the project that the object belongs to, where the service says it. */
export function projectOf({ outs }: Pick<FoundObject, "outs">): unknown {
  return outs.tenantId ?? outs.projectId;
}

/** Does the object belong to this project, as far as both are known? */
export function isOfProject(found: Pick<FoundObject, "outs">, projectId: string | undefined): boolean {
  const owner = projectOf(found);
  return projectId === undefined || owner === undefined || isSameId(owner, projectId);
}

function asFound(
  definition: ResourceDefinition,
  id: string,
  { item, region }: { item: Item; region: string | undefined },
): FoundObject {
  const outs: Record<string, unknown> = {
    ...outputsOf(compare(definition, item, {})),
    ...(region === undefined ? {} : { region }),
  };
  for (const name of secretInputs(definition.token)) {
    const value = item[wireName(name)];
    if (typeof value !== "string") continue;
    outs[name] = value.toWellFormed();
    rememberSecret(value);
  }
  return { id, outs };
}
