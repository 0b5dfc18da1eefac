// Creates exactly one object even if the reply to the POST is lost, in this run or an earlier one: looks for what may have been
// created before trying at all, and before trying again.
import type { Item } from "../api/collection";
import { awaitedOf, called } from "../context";
import { ApiError, isPending, isRateLimit, reasonOf, sentenceOf } from "../core/errors";
import { sanitizeBare } from "../core/sanitize";
import { toWire } from "../core/wire";
import { retryUntil } from "../waiting/retryUntil";
import type { Slot } from "../waiting/scheduler";
import { reportDuplicates, type UncertainCreate } from "./duplicates";
import { nameInTheWay } from "./inTheWay";
import { type Creation, findOrphan, isWhatWasSent, unowned } from "./orphans";
import type { Ownership } from "./ownership";

const TRIES = 3;
/** Milliseconds after a POST of unknown outcome at which the service is asked what came of it: it may act long after a gateway gave up. */
const LOOKS: readonly number[] = [2_000, 5_000, 10_000, 20_000];
/** The first look is taken, however short createTimeout is. */
const PAUSE_AT_LEAST = 2_000;
/** Milliseconds for which the look goes on while the service answers nothing: a restart takes less. */
const LOOK_FOR = 120_000;

/** What is created, and what this run knows of others of the kind. */
interface CreateOptions extends Creation {
  /** What the collection held before the first create of this run. */
  readonly earlier: () => Promise<readonly Item[]>;
  /** Creates of this run that may yet turn out to have made more than one object; added to. */
  readonly uncertain: UncertainCreate[];
}

/** The object of a create; `isOrphan`: an earlier run made it, so it may differ from the inputs. */
export interface Created {
  readonly item: Item;
  readonly isOrphan: boolean;
  /** What the service said to the POST where it made the object all the same: `503 NoVPNAgentAvailable: …`. */
  readonly answer?: string | undefined;
}

/**
 * Continues with what an interrupted run left, where orphans.ts finds it. Else POSTs and returns the new object. After a failure
 * that leaves open whether the service acted, the collection is searched, several times, for an object with the same name,
 * immutable ids and peer that no one else in this run owns: one is taken, several are an error that lists them, none means that
 * the POST is tried again. Rejects with the ApiError of the last POST. A refusal because something that the object refers to
 * is pending is waited out, until createTimeout.
 */
export async function createOnce(options: CreateOptions): Promise<Created> {
  const before = await earlierThan(options);
  await reportDuplicates(options);
  const item = await findOrphan(options, before);
  if (item !== undefined) return { item, isOrphan: true };
  try {
    return { ...(await postOnce(options, new Set(before.map(({ id }) => String(id))))), isOrphan: false };
  } catch (error) {
    throw await nameInTheWay(options, error);
  }
}

// One list serves all creates of a kind in a run. Without a stack, its contents cannot be known.
async function earlierThan({ definition, inputs, context, earlier }: CreateOptions): Promise<readonly Item[]> {
  if (context.stack === undefined) return [];
  try {
    return await earlier();
  } catch (error) {
    // A login that fails says enough.
    if (!(error instanceof ApiError) || !error.path.endsWith(definition.path)) throw error;
    const note = `${called(definition, inputs.name)} was not created, since it has to be known first whether an interrupted run left it`;
    throw error.with({ note });
  }
}

async function postOnce(options: CreateOptions, before: ReadonlySet<string>): Promise<Omit<Created, "isOrphan">> {
  const { definition, inputs, owners, context, uncertain } = options;
  const body = toWire(definition, inputs, Object.keys(inputs));
  const deadline = context.clock.now() + context.limits.create;
  for (let attempt = 1; ; attempt += 1) {
    if (attempt === 2) uncertain.push({ inputs, before });
    try {
      return { item: claim(asNew(await post(options, body), options, before), owners) };
    } catch (error) {
      // A refusal after a lost reply may only say that the first POST did succeed ("peer address already in use").
      if (attempt === 1 && !isAmbiguous(error)) throw error;
      const found = await lookSeveralTimes(options, error, { before, deadline });
      if (found !== undefined) return { item: claim(found, owners), answer: answerIn(error) };
      if (attempt < TRIES && isAmbiguous(error) && context.clock.now() < deadline) continue;
      if (attempt === 1) uncertain.push({ inputs, before });
      throw error;
    }
  }
}

interface Limits {
  /** IDs of what was there before. */
  readonly before: ReadonlySet<string>;
  /** Instant at which the last look is taken. */
  readonly deadline: number;
}

async function lookSeveralTimes(options: CreateOptions, cause: unknown, limits: Limits): Promise<Item | undefined> {
  const { definition, inputs, context } = options;
  const { clock, log, scheduler } = context;
  const purpose = "known to exist or not, since the reply to its creation was lost";
  const slot = scheduler.join(awaitedOf({ definition }, inputs.name, purpose), log);
  const failed = clock.now();
  const last = Math.max(limits.deadline, failed + PAUSE_AT_LEAST);
  try {
    for (const pause of LOOKS) {
      const due = Math.min(failed + pause, last);
      // An outage may have held up the look before for longer than that.
      if (due < clock.now()) continue;
      await slot.sleepUntil(due);
      const items = (await look(options, cause, slot)).filter(({ id }) => !limits.before.has(String(id)));
      slot.status = "not found yet";
      const found = await findCreated(options, cause, items);
      if (found !== undefined || due === last) return found;
    }
    return undefined;
  } finally {
    slot.leave();
  }
}

// Upstream takes a connection on a service that is still pending; a cloud that does not is done with the service some time later.
function post({ definition, inputs, context }: CreateOptions, body: Item): Promise<Item> {
  const { collection, limits, clock, log, scheduler, signal } = context;
  const awaited = awaitedOf({ definition }, inputs.name, "created");
  const report = { slot: () => scheduler.join(awaited, log), newsOf: () => "refused as pending" };
  const deadline = clock.now() + limits.create;
  return retryUntil(() => collection.create(body), { clock, deadline, signal, report }, isPending);
}

function isAmbiguous(error: unknown): boolean {
  return error instanceof ApiError && error.effect !== "none";
}

// A reply about an object that was there before tells nothing of the one that may have been created.
function asNew(item: Item, { definition, owners }: CreateOptions, before: ReadonlySet<string>): Item {
  const id = String(item.id);
  if (!before.has(id) && !owners.isOwned(id)) return item;
  throw new ApiError({
    kind: "reply",
    method: "POST",
    path: definition.path,
    purpose: `creating ${definition.envelope}`,
    outcome: `the reply is about an object that was there before (${sanitizeBare(id)})`,
  });
}

// A reply that came is not lost: its sentence says why the object may be of no use.
function answerIn(error: unknown): string | undefined {
  if (!(error instanceof ApiError) || error.kind !== "http") return undefined;
  return [`${error.status}${error.code === undefined ? "" : ` ${error.code}`}`, error.serverMessage]
    .filter((part) => part !== undefined)
    .join(": ");
}

function claim(item: Item, owners: Ownership): Item {
  owners.take(String(item.id));
  return item;
}

// Without this look, no one would ever know of what may have been created, so an outage of the service is waited out.
async function look({ definition, inputs, context }: CreateOptions, cause: unknown, slot: Slot): Promise<Item[]> {
  const { collection, clock, limits } = context;
  const subject = called(definition, inputs.name);
  const deadline = clock.now() + Math.min(LOOK_FOR, limits.create);
  const report = { slot: () => slot, newsOf: () => "no answer" };
  try {
    return await retryUntil(() => collection.list(), { clock, deadline, report }, isPassing);
  } catch (error) {
    throw doubt(subject, cause, error);
  }
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiError) || error.permanent) return false;
  return isAmbiguous(error) || error.neverSent || isRateLimit(error);
}

function doubt(subject: string, cause: unknown, error: unknown): Error {
  return new Error(
    `${sentenceOf(cause)} It is not known whether it was created all the same, since looking for it failed too (${reasonOf(error)}). ` +
      `See at the service whether there is the ${subject}, before you run the command again: delete it there, or take it ` +
      "over with adoptId",
  );
}

async function findCreated(options: CreateOptions, cause: unknown, items: readonly Item[]): Promise<Item | undefined> {
  const { definition, inputs, context } = options;
  const candidates = await unowned(
    options,
    items.filter((item) => isWhatWasSent(options, item)),
  );
  const subject = called(definition, inputs.name);
  if (candidates.length > 1) {
    const ids = candidates.map((item) => sanitizeBare(item.id)).join(", ");
    throw new Error(
      `creating ${subject} failed (${reasonOf(cause)}), and several objects could be ` +
        `the one that was created: ${ids}. Delete those that no one needs, or name the right one with adoptId; then run the command again`,
    );
  }
  const [found] = candidates;
  if (found === undefined) return undefined;
  const answer = answerIn(cause);
  const news =
    answer === undefined
      ? `the reply to creating ${subject} was lost`
      : `creating ${subject} was answered with ${answer}`;
  context.log(`${news}; it was created as ${sanitizeBare(found.id)}, continuing with it`);
  return found;
}
