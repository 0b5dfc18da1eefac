// Finds what an interrupted run left at the service: an object that was created, but that no state came to know.
// Taken over is only what the state proves to be this stack's; what is in doubt is refused before anything is sent.

import type { Item } from "../api/collection";
import { type Context, called, describe, type Subject } from "../context";
import type { StackState, Values } from "../core/contract";
import type { ResourceDefinition } from "../core/definition";
import { onePerOf } from "../core/dialectRules";
import { reasonOf } from "../core/errors";
import { sanitizeBare } from "../core/sanitize";
import { DIALECTS, kindOf, replacingInputs } from "../core/schema";
import { compare, isSame, outputIn } from "../core/wire";
import { type Dependent, dependentsOf, nameDependents } from "../dependents";
import { isInProject, type Ownership, wasBegunBefore } from "./ownership";
import { wayToAdopt } from "./renaming";

/** What is about to be created. */
export interface Creation {
  readonly definition: ResourceDefinition;
  readonly inputs: Values;
  readonly owners: Ownership;
  readonly context: Context;
}

/** An object like the one that is about to be created, that no resource of the stack owns, and the connections that use it. */
interface Candidate extends Subject {
  readonly item: Item;
  readonly dependents: readonly Dependent[];
}

/**
 * The object among `items`, which were there before this run created any, that an interrupted run of this stack made and lost: the
 * state holds its creation as pending, it has the name and says the same in all that cannot be changed, and neither the state
 * nor a connection knows it. It is noted as taken. Rejects, so that nothing is doubled or taken from others, where that is in doubt.
 */
export async function findOrphan(creation: Creation, items: readonly Item[]): Promise<Item | undefined> {
  const { definition, inputs, context } = creation;
  if (context.stack === undefined) return undefined;
  const isAuto = context.autoname.has(inputs.name);
  const names = isAuto ? [...new Set([String(inputs.name), ...context.autoname.names])] : [String(inputs.name ?? "")];
  const immutable = replacingInputs(definition.token, context.settings.dialect).filter((name) => name !== "name");
  const isFitting = (item: Item) => agrees(definition, { inputs, item, names: immutable });
  // What has another owner by its fields alone is nothing to ask about; under a generated name it is worth a word.
  const isAlike = (item: Item) => hasName(definition, names, item) && (isAuto || isFitting(item));
  const alike = await unowned(creation, items.filter(isAlike));
  if (alike.length === 0) return undefined;
  const state = await stateOf(creation, alike);
  const candidates = await candidatesAmong(creation, alike);
  const fitting = candidates.filter(({ item }) => isFitting(item));
  const idle = fitting.filter(isIdle);
  if (idle.length > 0 && wasBegunBefore({ definition, inputs, names, immutable, path: context.path }, state))
    return claim(creation, idle);
  if (isAuto) refuseGenerated(creation, { state, candidates, fitting });
  else refuseGiven(creation, idle, state);
  return undefined;
}

function claim(creation: Creation, [found, ...others]: readonly Candidate[]): Item | undefined {
  const { inputs, owners, context } = creation;
  if (found !== undefined && others.length > 0) throw refusal(creation, several([found, ...others]));
  // Looked at last: another resource may have taken it in the meantime.
  if (found === undefined || owners.isOwned(found.id)) return undefined;
  owners.take(found.id);
  context.log(
    `${describe(found, inputs.name)} was left by an interrupted run of this stack; continuing with it. The state still holds the ` +
      "entry of the pending operation: `pulumi refresh --clear-pending-creates` clears that entry, and the object stays",
  );
  return found.item;
}

interface Seen {
  readonly state: StackState;
  readonly candidates: readonly Candidate[];
  readonly fitting: readonly Candidate[];
}

function refuseGenerated(creation: Creation, { state, candidates, fitting }: Seen): void {
  const [used] = fitting.filter((candidate) => !isIdle(candidate));
  if (used !== undefined) throw refusal(creation, lostState(used));
  if (fitting.length > 0) throw refusal(creation, identical(creation, fitting, state));
  for (const other of candidates.filter(isIdle))
    creation.context.log(`warning: ${describe(other, other.item.name)} ${NO_LONGER_FITS}`);
}

// Names need not be unique: what is in use under the same name belongs to someone else.
function refuseGiven(creation: Creation, idle: readonly Candidate[], state: StackState): void {
  const same = idle.filter(({ item }) => isWhatWasSent(creation, item));
  if (same.length > 0) throw refusal(creation, identical(creation, same, state));
}

const isIdle = ({ dependents }: Candidate): boolean => dependents.length === 0;

/** Could the service's `item` be what a POST of these inputs made? What is immutable on one dialect tells apart on both. */
export function isWhatWasSent({ definition, inputs }: Creation, item: Item): boolean {
  const names = [
    ...DIALECTS.flatMap((dialect) => replacingInputs(definition.token, dialect)),
    ...[onePerOf(definition) ?? []].flat(),
  ];
  return hasName(definition, [String(inputs.name ?? "")], item) && agrees(definition, { inputs, item, names });
}

// What has no name is not the same as what has any. The service may have cut blanks off its ends.
function hasName(definition: ResourceDefinition, names: readonly string[], item: Item): boolean {
  const shown = String(outputIn(definition, item, "name") ?? "");
  return names.some((name) => isSame(definition, "name", name, shown));
}

/** Is all that these inputs say of the `names` so in the service's `item`? */
export function agrees(
  definition: ResourceDefinition,
  { inputs, item, names }: { inputs: Values; item: Item; names: readonly string[] },
): boolean {
  return compare(definition, item, inputs).every(
    ({ name, declared, same }) => !names.includes(name) || declared === undefined || same === true,
  );
}

/** Those of the items that no one is known to own, in the project in which the object is made. */
export async function unowned(creation: Creation, items: readonly Item[]): Promise<Item[]> {
  const left = items.filter(({ id }) => !creation.owners.isOwned(String(id)));
  const isOurs = await Promise.all(left.map((item) => isInProject(creation, item)));
  return left.filter((_, at) => isOurs[at] === true);
}

async function candidatesAmong(
  { definition, owners, context }: Creation,
  alike: readonly Item[],
): Promise<Candidate[]> {
  const left = alike.filter(({ id }) => !owners.isOwned(String(id)));
  const subjects = left.map((item) => ({ definition, context, id: String(item.id), item }));
  return Promise.all(subjects.map(async (subject) => ({ ...subject, dependents: await dependentsOf(subject) })));
}

async function stateOf(creation: Creation, alike: readonly Item[]): Promise<StackState> {
  try {
    return await creation.owners.stateFor(creation.context);
  } catch (error) {
    const ids = alike.map(({ id }) => sanitizeBare(id)).join(", ");
    throw refusal(
      creation,
      `there is one already that is the same (${ids}), and whether the state of the stack knows it could not be found out: ` +
        `${reasonOf(error)}. If no resource of the stack is it, take it over with adoptId, or delete it`,
    );
  }
}

function refusal({ definition, inputs }: Creation, reason: string): Error {
  return new Error(`${called(definition, inputs.name)} was not created: ${reason}`);
}

const NO_LONGER_FITS =
  "has the name that this stack generates, but not what the program says, and the state of the stack does not know it. If an " +
  "interrupted run left it, no one needs it: delete it at the service";

const listed = (candidates: readonly Candidate[]): string => candidates.map(({ id }) => sanitizeBare(id)).join(", ");

function identical(creation: Creation, same: readonly Candidate[], { resources }: StackState): string {
  const { definition, context } = creation;
  const kind = kindOf(definition.token);
  const [found] = same;
  const there = `an identical, unused one already exists that is not in this stack's state: ${listed(same)}. `;
  // What a replacement creates cannot be adopted: the old object is still the resource's own.
  if (resources.some((resource) => resource.kind === kind && resource.path === context.path))
    return `${there}If an interrupted replacement left it, delete it at the service, then run the command again. ${elsewhere(creation)}`;
  return `${there}${wayToAdopt(creation, sanitizeBare(found?.id))}; if no one needs it, delete it. ${elsewhere(creation)}`;
}

function elsewhere({ inputs, context }: Creation): string {
  return `If it belongs to someone else, give this one ${context.autoname.has(inputs.name) ? "a name of its own" : "another name, or none"}`;
}

function several(idle: readonly Candidate[]): string {
  return (
    `an interrupted run began to create it, and several objects could be what it left: ${listed(idle)}. Delete those that no ` +
    "one needs, or name the right one with adoptId; then run the command again"
  );
}

function lostState(used: Candidate): string {
  return (
    `${describe(used, used.item.name)} has the name that this stack generates and is used by ${nameDependents(used.dependents)}, but the ` +
    "state of the stack does not know it. If that state was lost, take it over with adoptId or pulumi-vpnaas-import. If it " +
    "belongs to a stack of the same name in another backend, give this one a name of its own"
  );
}
