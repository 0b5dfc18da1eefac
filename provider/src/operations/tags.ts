// Brings the tags of an object to what the program declares: only the difference, since they are written apart from its fields.
import type { Item } from "../api/collection";
import type { Tags } from "../api/tags";
import type { Subject } from "../context";
import { isRecord } from "../core/record";
import { outputIn, type Values } from "../core/wire";

type Written = Pick<Subject, "definition"> & { readonly inputs: Values };

/** Removes and sets what differs between `have` and the declared tags; without a difference nothing is sent. */
export async function writeTags({ id, context }: Subject, have: Values, declared: Values): Promise<void> {
  const owner = { id, projectId: String(have.projectId ?? "") };
  const [old, wanted] = [tagsOf(have.tags), tagsOf(declared.tags)];
  const obsolete = Object.keys(old).filter((key) => !Object.hasOwn(wanted, key));
  const changed = Object.entries(wanted).filter(([key, value]) => old[key] !== value);
  const { collection, tags } = context;
  if (obsolete.length > 0) await collection.write(id, () => tags.delete(owner, obsolete));
  if (changed.length > 0) await collection.write(id, () => tags.create(owner, Object.fromEntries(changed)));
}

/** Does the item show what `writeTags` sets and removes? Others may have tags of their own on it. */
export function showsTags({ definition, inputs }: Written, item: Item, have: Values): boolean {
  const [old, wanted, seen] = [tagsOf(have.tags), tagsOf(inputs.tags), tagsOf(outputIn(definition, item, "tags"))];
  const isSet = Object.entries(wanted).every(([key, value]) => seen[key] === value);
  return isSet && !Object.keys(old).some((key) => Object.hasOwn(seen, key) && !Object.hasOwn(wanted, key));
}

/** The item with its tags; where the service does not show them in the object itself, they are asked for. */
export async function withTags({ definition, id, context }: Subject, item: Item, isDeclared: boolean): Promise<Item> {
  if (!isDeclared || Array.isArray(item.tags)) return item;
  const projectId = outputIn(definition, item, "projectId");
  return { ...item, tags: await context.tags.list({ id, projectId: String(projectId ?? "") }) };
}

/** Outputs without the tags where `withTags` asks for them. */
export function withoutTags(outputs: Values, isDeclared: boolean): Values {
  const { tags: _, ...rest } = outputs;
  return isDeclared ? rest : outputs;
}

function tagsOf(value: unknown): Tags {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, tag]) => [key, String(tag)])) : {};
}
