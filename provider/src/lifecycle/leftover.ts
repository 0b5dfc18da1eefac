// Finds what an interrupted run left at the service: an object that was created, but that no state came to know.
// Taken over is only what nobody else can own; what is in doubt is refused before anything is sent.
import type { Item } from "../client/collection";
import { reasonOf } from "../errors";
import type { ResourceDefinition } from "../resources/definition";
import { kindOf, replacingInputs } from "../schema";
import { isMadeUp, STACK } from "./generatedName";
import { type Holder, holdersOf, nameHolders } from "./holders";
import { persist } from "./wait";
import { isSame, outputIn, type Values } from "./wire";
import { called, describe, StateUnreadable, type Subject, type World } from "./world";

/** Milliseconds in which a state that cannot be read is asked for again. */
const UNREADABLE_FOR = 12_000;

/** What is about to be created; `known` are the ids that belong to resources of this run. */
export interface Creation {
  readonly definition: ResourceDefinition;
  readonly inputs: Values;
  readonly known: Set<string>;
  readonly world: World;
}

/** An object like the one that is about to be created, and which connections use it. */
interface Stranger extends Subject {
  readonly item: Item;
  readonly holders: readonly Holder[];
}

/**
 * The object among `items`, which were there before this run created any, that an earlier run of this stack made and lost: it has
 * the name that only this stack gives, says the same in all that cannot be changed, and neither the state nor a connection
 * knows it. Its id is added to `known`. Rejects, so that nothing is doubled or taken from others, where that is in doubt.
 */
export async function findLeftover(creation: Creation, items: readonly Item[]): Promise<Item | undefined> {
  const { definition, inputs, known } = creation;
  const stack = inputs[STACK];
  if (typeof stack !== "string") return undefined;
  const isOurs = isMadeUp(inputs, kindOf(definition.token));
  const isAlike = (item: Item) =>
    isOurs ? hasSameName(definition, inputs, item) : isWhatWasSent(definition, inputs, item);
  const alike = items.filter((item) => !known.has(String(item.id)) && isAlike(item));
  if (alike.length === 0) return undefined;
  const strangers = await strangersAmong(creation, stack, alike);
  if (isOurs) return claim(creation, strangers);
  const idle = strangers.filter(isIdle);
  // Names need not be unique: what is in use under the same name is somebody else's.
  if (idle.length > 0) throw refusal(creation, givenName(idle));
  return undefined;
}

function claim(creation: Creation, strangers: readonly Stranger[]): Item | undefined {
  const { definition, inputs, known, world } = creation;
  const immutable = replacingInputs(definition.token, world.settings.dialect);
  const fitting = strangers.filter(({ item }) => agrees(definition, { inputs, item, names: immutable }));
  const [used] = fitting.filter((stranger) => !isIdle(stranger));
  if (used !== undefined) throw refusal(creation, lostState(used));
  for (const other of strangers.filter((stranger) => isIdle(stranger) && !fitting.includes(stranger)))
    world.tell(`warning: ${describe(other, inputs.name)} ${NO_LONGER_FITS}`);
  const [found, ...others] = fitting;
  if (others.length > 0) throw refusal(creation, several(fitting));
  // Looked at last: another resource may have taken it in the meantime.
  if (found === undefined || known.has(found.id)) return undefined;
  known.add(found.id);
  world.tell(`${describe(found, inputs.name)} was left by an interrupted run of this stack; going on with it`);
  return found.item;
}

const isIdle = ({ holders }: Stranger): boolean => holders.length === 0;

/** Could the service's `item` be what a POST of these inputs made? What is immutable on one dialect tells apart on both. */
export function isWhatWasSent(definition: ResourceDefinition, inputs: Values, item: Item): boolean {
  const names = [
    ...replacingInputs(definition.token, "otc"),
    ...replacingInputs(definition.token, "openstack"),
    ...(definition.onePer ? [definition.onePer.property] : []),
  ];
  return hasSameName(definition, inputs, item) && agrees(definition, { inputs, item, names });
}

// What has no name is not the same as what has any.
function hasSameName(definition: ResourceDefinition, inputs: Values, item: Item): boolean {
  return (inputs.name ?? "") === (outputIn(definition, item, "name") ?? "");
}

function agrees(
  definition: ResourceDefinition,
  { inputs, item, names }: { inputs: Values; item: Item; names: readonly string[] },
): boolean {
  const isAsSent = (name: string) => isSame(definition, name, inputs[name], outputIn(definition, item, name));
  return names.every((name) => inputs[name] === undefined || isAsSent(name));
}

async function strangersAmong(creation: Creation, stack: string, alike: readonly Item[]): Promise<Stranger[]> {
  const { definition, world } = creation;
  const owned = await idsInState(creation, stack, alike);
  const subjects = alike.map((item) => ({ definition, world, id: String(item.id), item }));
  const unknown = subjects.filter(({ id }) => !owned.has(id));
  return Promise.all(unknown.map(async (subject) => ({ ...subject, holders: await holdersOf(subject) })));
}

async function idsInState(creation: Creation, stack: string, alike: readonly Item[]): Promise<ReadonlySet<string>> {
  const { world } = creation;
  const deadline = world.clock.now() + UNREADABLE_FOR;
  const mayPass = (error: unknown) => error instanceof StateUnreadable;
  try {
    return await persist(() => world.idsInState(stack), { clock: world.clock, deadline }, mayPass);
  } catch (error) {
    const ids = alike.map(({ id }) => id).join(", ");
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
  "was left by an interrupted run of this stack, and is not what the program says by now: nobody needs it, delete it at the service";

const listed = (strangers: readonly Stranger[]): string => strangers.map(({ id }) => id).join(", ");

function givenName(idle: readonly Stranger[]): string {
  return (
    `there is one already that is the same, that nothing uses and the state of the stack does not know: ${listed(idle)}. ` +
    "If an interrupted run left it, take it over with adoptId, or delete it. If it is somebody else's, give this one another " +
    "name, or none: under a name of its own, Pulumi tells the two cases apart by itself"
  );
}

function several(idle: readonly Stranger[]): string {
  return `interrupted runs left several of it: ${listed(idle)}. Delete all but one, then run the command again`;
}

function lostState(used: Stranger): string {
  return (
    `${describe(used, used.item.name)} has the name that this stack gives and is used by ${nameHolders(used.holders)}, but the ` +
    "state of the stack does not know it. If that state was lost, take it over with adoptId or pulumi-vpnaas-import. If it " +
    "belongs to a stack of the same name in another backend, give this one a name of its own"
  );
}
