// Creates exactly one object even if the reply to the POST is lost, in this run or an earlier one: looks for what may have been
// created before trying at all, and before trying again.
import type { Item } from "../client/collection";
import { ApiError, isPending, reasonOf } from "../errors";
import type { ResourceDefinition } from "../resources/definition";
import { STACK } from "./generatedName";
import { findLeftover, isWhatWasSent } from "./leftover";
import { persist } from "./wait";
import { toWire, type Values } from "./wire";
import { called, type World } from "./world";

const TRIES = 3;
const PAUSE_BEFORE_LOOK = 2_000;
/** Milliseconds for which the look goes on while the service answers nothing: a restart takes less. */
const LOOK_FOR = 120_000;
const MAYBE_DONE: ReadonlySet<number | undefined> = new Set([408, 500, 502, 503, 504]);

/** `known`: ids that belong to other resources of this run; the new id is added to it. */
export interface CreateOptions {
  readonly definition: ResourceDefinition;
  readonly inputs: Values;
  readonly known: Set<string>;
  readonly world: World;
  /** What the collection held before the first create of this run. */
  readonly earlier: () => Promise<readonly Item[]>;
}

/** The object of a create; `isLeftover`: an earlier run made it, so it may differ from the inputs. */
export interface Created {
  readonly item: Item;
  readonly isLeftover: boolean;
}

/**
 * Goes on with what an interrupted run left, where leftover.ts finds it. Else POSTs and returns the new object. After a failure that leaves open whether the service acted, the collection is searched for
 * an object with the same name, immutable ids and peer that nobody else in this run owns: one is gone on with, several are an
 * error that lists them, none means that the POST is tried again. Rejects with the ApiError of the last POST. A refusal because
 * something that the object refers to is pending is waited out, until createTimeout.
 */
export async function createOnce(options: CreateOptions): Promise<Created> {
  const before = await earlierThan(options);
  const item = await findLeftover(options, before);
  if (item !== undefined) return { item, isLeftover: true };
  return { item: await postOnce(options, new Set(before.map(({ id }) => String(id)))), isLeftover: false };
}

// One list serves all creates of a kind in a run. Without a stack, nothing could be told of what it holds.
async function earlierThan({ definition, inputs, earlier }: CreateOptions): Promise<readonly Item[]> {
  if (inputs[STACK] === undefined) return [];
  try {
    return await earlier();
  } catch (error) {
    // A login that fails says enough.
    if (!(error instanceof ApiError) || !error.path.endsWith(definition.path)) throw error;
    const note = `${called(definition, inputs.name)} was not created, since it has to be known first whether an interrupted run left it`;
    throw error.with({ note });
  }
}

async function postOnce(options: CreateOptions, before: ReadonlySet<string>): Promise<Item> {
  const { definition, inputs, known, world } = options;
  const body = toWire(definition, inputs, Object.keys(inputs));
  for (let attempt = 1; ; attempt += 1) {
    try {
      return claim(await post(world, body), known);
    } catch (error) {
      // A refusal after a lost reply may only say that the first POST did succeed ("peer address already in use").
      if (attempt === 1 && !isAmbiguous(error)) throw error;
      await world.clock.sleep(PAUSE_BEFORE_LOOK);
      const since = (await look(options, error)).filter(({ id }) => !before.has(String(id)));
      const found = findCreated(options, error, since);
      if (found !== undefined) return claim(found, known);
      if (attempt === TRIES || !isAmbiguous(error)) throw error;
    }
  }
}

// Upstream takes a connection on a service that is still pending; a cloud that does not is done with the service some time later.
function post({ collection, settings, clock }: World, body: Item): Promise<Item> {
  const deadline = clock.now() + settings.createTimeout;
  return persist(() => collection.create(body), { clock, deadline }, isPending);
}

function isAmbiguous(error: unknown): boolean {
  if (!(error instanceof ApiError) || error.neverSent) return false;
  return error.kind !== "http" || MAYBE_DONE.has(error.status);
}

function claim(item: Item, known: Set<string>): Item {
  known.add(String(item.id));
  return item;
}

// Without this look nobody would ever know of what may have been created, so an outage of the service is waited out.
async function look({ definition, inputs, world }: CreateOptions, cause: unknown): Promise<Item[]> {
  const { collection, clock, settings, tell } = world;
  const subject = called(definition, inputs.name);
  const deadline = clock.now() + Math.min(LOOK_FOR, settings.createTimeout);
  const mayPass = (error: unknown) => {
    const isOutage = isPassing(error);
    if (isOutage)
      tell(`waiting for the service to say whether ${subject} was created: the reply to its creation was lost`);
    return isOutage;
  };
  try {
    return await persist(() => collection.list(), { clock, deadline }, mayPass);
  } catch (error) {
    throw doubt(subject, cause, error);
  }
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiError) || error.permanent) return false;
  return isAmbiguous(error) || error.neverSent || error.status === 429;
}

function doubt(subject: string, cause: unknown, error: unknown): Error {
  return new Error(
    `${reasonOf(cause).replace(/\.$/, "")}. It is not known whether it was created all the same, since looking for it failed too (${reasonOf(error)}). ` +
      `See at the service whether there is the ${subject}, before you run the command again: delete it there, or take it ` +
      "over with adoptId",
  );
}

function findCreated(
  { definition, inputs, known, world }: CreateOptions,
  cause: unknown,
  items: readonly Item[],
): Item | undefined {
  const candidates = items.filter((item) => !known.has(String(item.id)) && isWhatWasSent(definition, inputs, item));
  const subject = called(definition, inputs.name);
  if (candidates.length > 1) {
    const ids = candidates.map((item) => item.id).join(", ");
    throw new Error(
      `creating ${subject} failed (${reasonOf(cause)}), and several objects could be ` +
        `the one that was created: ${ids}. Delete those that nobody needs, then run the command again`,
    );
  }
  const [found] = candidates;
  if (found !== undefined)
    world.tell(`the reply to creating ${subject} was lost; it was created as ${found.id}, going on with it`);
  return found;
}
