// Takes over an object that exists already, instead of creating one: verified first, then brought to what the program says.
import type { Item } from "../api/collection";
import { describe, type Subject } from "../context";
import type { Memo, Operation, StateEntry, Stored, Values } from "../core/contract";
import type { ResourceDefinition } from "../core/definition";
import { replacesHereOnly } from "../core/dialectRules";
import { changedInputs, isGiven, replacingChanges, wantsRenegotiation } from "../core/diff";
import { InitFailedError, isBareNotFound, isNotFound, reasonOf } from "../core/errors";
import { sanitizeBare, sanitizeOrNotSet } from "../core/sanitize";
import { secretInputs } from "../core/schema";
import { isUnknown } from "../core/unknown";
import { compare, outputIn, outputsOf, wireName } from "../core/wire";
import { isInProject, nameIn, type Ownership, wasBegunBefore } from "../recovery";
import { type Job, storedOf } from "./outputs";
import { settle } from "./settle";
import { withTags } from "./tags";
import { update } from "./update";

/** What a create is given; `owners` notes the adopted object as taken. */
interface AdoptOptions {
  readonly inputs: Values;
  readonly owners: Ownership;
  readonly deadline: number;
}

/** An object that was taken over, under the id that the service gives it. */
type Adopted = { readonly id: string } & Stored;

/**
 * Updates the object to the inputs with one PUT of the differences; never creates. Rejects, with nothing sent, if it does not
 * exist, belongs to another resource already, or differs in what cannot be changed in place.
 */
export async function adopt(subject: Subject, options: AdoptOptions): Promise<Adopted> {
  const { owners } = options;
  if (owners.isTaken(subject.id)) throw refusal(subject, "another resource of this program manages it already");
  const isSeen = owners.isOwned(subject.id);
  // Before anything is waited for: the engine creates resources side by side.
  owners.take(subject.id);
  try {
    const reason = await ownedBy(subject, isSeen, owners);
    if (reason !== undefined) throw refusal(subject, reason);
    return await takeOver(subject, options);
  } catch (error) {
    // What is kept in the state stays taken.
    if (!(error instanceof InitFailedError)) owners.release(subject.id);
    throw error;
  }
}

/** Why the object cannot be adopted: which resource of the stack manages it. Asks for the state; rejects with a sentence if that cannot be had. */
async function ownedBy({ context, id }: Subject, isSeen: boolean, owners: Ownership): Promise<string | undefined> {
  if (context.stack === undefined) return isSeen ? "another resource of this program manages it already" : undefined;
  try {
    const owner = await owners.ownerOf(id, context);
    return owner === undefined ? undefined : managedBy(owner, context);
  } catch (error) {
    return `whether a resource of this stack manages it already could not be found out: ${reasonOf(error)}`;
  }
}

/** What a preview can say of `adoptId`: the reason why the adoption would be refused. Sends nothing to the service; never rejects. */
export async function refusedAdoption(
  { adoptId }: Values,
  owners: Ownership,
  operation: Operation,
): Promise<string | undefined> {
  const { path = "" } = operation;
  if (typeof adoptId !== "string" || isUnknown(adoptId)) return undefined;
  const rival = owners.reserve(adoptId, path);
  if (rival !== undefined)
    return `adoptId ${adoptId} is given to two resources, ${nameIn(rival)} and ${nameIn(path)}: another resource of this program manages it already`;
  if (operation.stack === undefined) return undefined;
  // A state that cannot be read is the business of the update, which refuses then.
  const owner = await owners.ownerOf(adoptId, operation).catch(() => undefined);
  return owner === undefined ? undefined : `adoptId ${adoptId} cannot be taken over: ${managedBy(owner, operation)}`;
}

function managedBy({ urn, path }: StateEntry, operation: Operation): string {
  if (path === operation.path)
    return "this very resource manages it, and is to be replaced. Omit adoptId, so that the replacement is a new object";
  return (
    `resource ${nameIn(path)} of this stack manages it; use an alias: omit adoptId, and give the new resource the option ` +
    `aliases: [${JSON.stringify(urn)}]`
  );
}

async function takeOver(wanted: Subject, { inputs, owners, deadline }: AdoptOptions): Promise<Adopted> {
  const { definition, context } = wanted;
  const item = await find(wanted, inputs);
  // The program may spell it in another case.
  const subject = { ...wanted, id: String(item.id) };
  const olds = asDeclared(definition, item, inputs);
  const { dialect, dialectRemark } = context.settings;
  const isAutonamed = context.autoname.has(inputs.name);
  const fixed = replacingChanges(definition, { olds, news: inputs, isAutonamed, dialect });
  if (fixed.length > 0) {
    const remark = replacesHereOnly(definition.token, dialect, fixed) ? ` (${dialectRemark})` : "";
    const list = fixed.map(
      (name) => `${name} is ${sanitizeOrNotSet(olds[name])}, the program says ${sanitizeOrNotSet(inputs[name])}`,
    );
    throw refusal(subject, `it differs in what cannot be changed in place: ${list.join("; ")}${remark}`);
  }
  if (!(await isInProject({ definition, inputs, context }, item)))
    throw refusal(
      subject,
      `it belongs to the project ${sanitizeBare(outputIn(definition, item, "tenantId"))}, and a resource of this program would be made in another one`,
    );
  context.log(`${describe(subject, olds.name)} exists; taking it over`);
  const job: Job = { ...subject, inputs, purpose: "updated", deadline };
  const memo = { unapplied: await wasKilledBefore(job, owners) };
  return { id: subject.id, ...(await bringToInputs(job, item, memo)) };
}

// A run that was killed during this very adoption may have changed the object already, without what has to follow.
async function wasKilledBefore({ definition, context, inputs }: Job, owners: Ownership): Promise<boolean> {
  const { stack, path, settings } = context;
  const { dialect } = settings;
  const isFollowed = definition.dialects[dialect].isReapplied || wantsRenegotiation(definition, { inputs, dialect });
  if (stack === undefined || !isFollowed) return false;
  const begun = { definition, inputs, names: [String(inputs.name)], immutable: ["adoptId"], path };
  // An unreadable state proves nothing.
  return owners.stateFor(context).then(
    (state) => wasBegunBefore(begun, state),
    () => false,
  );
}

/** Makes an existing object, as it was read, what the inputs of the job say; nothing is sent where nothing differs or is still due. */
export async function bringToInputs(job: Job, item: Item, memo: Memo = {}): Promise<Stored> {
  const olds = asDeclared(job.definition, item, job.inputs);
  const isAutonamed = job.context.autoname.has(job.inputs.name);
  const isSame = changedInputs(job.definition, { olds, news: job.inputs, isAutonamed }).length === 0;
  const isDone = isSame && memo.unapplied !== true;
  return isDone ? storedOf(job, await settle(job, item)) : update(job, { outputs: olds, memo });
}

async function find(subject: Subject, inputs: Values): Promise<Item> {
  const { definition, context, id } = subject;
  try {
    return await withTags(subject, await context.collection.get(id), inputs.tags !== undefined);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    // Rejects with the reason where the whole API is not there.
    if (isBareNotFound(error)) await context.collection.list();
    const place = "in the project and region of the settings. Correct adoptId, or omit it to create a new one";
    throw new Error(
      `Adopting the ${definition.title} ${id} failed: there is none with this id ${place}. ${error.message}`,
    );
  }
}

// In the program's words where they mean the same; but what the service has not set is not as the program says.
// A psk that comes back as declared is surely the same; any other answer may be masked and says nothing, so it is sent.
function asDeclared(definition: ResourceDefinition, item: Item, inputs: Values): Record<string, unknown> {
  const isEchoed = (name: string) =>
    secretInputs(definition.token).includes(name) && item[wireName(name)] === inputs[name];
  const comparisons = compare(definition, item, inputs);
  return outputsOf(comparisons.filter(({ name, returned }) => isGiven(returned) || isEchoed(name)));
}

function refusal(subject: Subject, reason: string): Error {
  return new Error(
    `Adopting the ${subject.definition.title} ${subject.id} failed: ${reason}. Nothing was changed. ` +
      "Correct the program, or omit adoptId to create a new one",
  );
}
