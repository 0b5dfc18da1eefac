// The verbs of one definition, put together from check, diff, create, read, update and delete.

import type { Item } from "../api/collection";
import { type CloudContext, type Context, called, describe, type Subject } from "../context";
import type { Changes, Known, Operation, ResourceKind, Stored, Values } from "../core/contract";
import type { ResourceDefinition } from "../core/definition";
import { changedNames, type DiffRequest, diff } from "../core/diff";
import { InitFailedError } from "../core/errors";
import { maskOwn } from "../core/masking/masking";
import { rememberPublic, rememberSecret } from "../core/masking/rememberedSecrets";
import { openInputs, resourceSpec, secretInputs } from "../core/schema";
import { type Creation, createRecovery, type Recovery } from "../recovery";
import { orStopped, STOPPED, WaitEnded } from "../waiting/poll";
import { adopt, bringToInputs, refusedAdoption } from "./adopt";
import { listObjects, lookUp } from "./lookup";
import { type Job, storedOf } from "./outputs";
import { placeInSettings, refuseElsewhere, withPlace } from "./place";
import { read } from "./read";
import { needsReapply } from "./reapply";
import { remove } from "./remove";
import { needsRenegotiation } from "./renegotiate";
import { reportIgnored, settle } from "./settle";
import { settleWithTags, update } from "./update";

const AGAIN = "run the command again";

/** Makes the verbs of a definition, for all operations on one cloud. */
export function createHandler(definition: ResourceDefinition, cloud: CloudContext): ResourceKind {
  const { settings, clock } = cloud;
  const recovery = createRecovery(definition, cloud);
  const { owners } = recovery;
  const subjectOf = (id: string, operation: Operation): Subject => ({
    definition,
    context: within(cloud, operation),
    id,
  });

  return {
    check(old, news, { autoname }) {
      rememberProgram(definition, news);
      // A plain require: a refresh or a destroy never checks, and need not load the validation.
      const { check }: typeof import("../core/check") = require("../core/check");
      const { dialect, dialectRemark, strict } = settings;
      const isAutonamed = autoname.has(news.name);
      return check(definition, { olds: old ?? {}, news, dialect, dialectRemark, strict, isAutonamed });
    },
    refusedAdoption: (inputs, operation) => refusedAdoption(inputs, owners, operation),
    note: owners.note,
    diff(id, old, news, operation) {
      cloud.jointTouch.hear();
      rememberSecrets(definition, old.outputs);
      rememberProgram(definition, news);
      const { path } = operation;
      if (id !== undefined) owners.note(id, { path, inputs: news });
      // A preview sends nothing: it compares what the settings say themselves.
      refuseElsewhere(called(definition, old.outputs.name), old, placeInSettings(settings));
      const isAutonamed = operation.autoname.has(news.name);
      const request = { old, news, dialect: settings.dialect, isAutonamed };
      return compare({ definition, context: within(cloud, operation), id }, request);
    },
    async create(inputs, operation) {
      rememberProgram(definition, inputs);
      const context = within(cloud, operation);
      return placed(context, () => createOrAdopt(recovery, { definition, owners, context, inputs }));
    },
    async read(id, known, operation) {
      rememberSecrets(definition, known.outputs);
      // A program's lookup (`get`) gives nothing, and makes no resource an owner.
      const isKnown = Object.keys(known.outputs).length > 0;
      if (isKnown) owners.note(id);
      const subject = subjectOf(id, operation);
      await refuseOtherPlace(subject, known);
      const found = await unlessStopped(subject, known, () => read(subject, { known, owners }));
      return isKnown || found === undefined ? found : withPlace(found, await subject.context.place());
    },
    async update(id, old, news, operation) {
      rememberSecrets(definition, old.outputs);
      rememberProgram(definition, news);
      owners.note(id);
      const subject = subjectOf(id, operation);
      await refuseOtherPlace(subject, old);
      const deadline = clock.now() + operation.limits.update;
      const job: Job = { ...subject, inputs: news, purpose: "updated", deadline };
      return explainingStop(() => placed(subject.context, () => update(job, old)));
    },
    async delete(id, old, operation) {
      rememberSecrets(definition, old.outputs);
      owners.note(id);
      const subject = subjectOf(id, operation);
      await refuseOtherPlace(subject, old);
      await explainingStop(() => remove(subject, old));
    },
    list: () => listObjects(definition, cloud),
    lookUp: (id) => lookUp(definition, cloud, id),
    projectId: cloud.projectId,
  };
}

// Whatever is said may quote what the service shows.
function within(cloud: CloudContext, operation: Operation): Context {
  return { ...cloud, ...operation, log: (message, manner) => operation.log(maskOwn(message), manner) };
}

async function createOrAdopt(recovery: Recovery, creation: Creation): Promise<{ id: string } & Stored> {
  const { definition, inputs, context, owners } = creation;
  const { clock, limits, path } = context;
  const own = (id: string) => owners.note(id, { path, inputs });
  if (typeof inputs.adoptId === "string") {
    const id = inputs.adoptId;
    const deadline = clock.now() + limits.update;
    const adopted = await adopt({ definition, context, id }, { inputs, owners, deadline });
    own(adopted.id);
    return adopted;
  }
  return recovery.create(creation, async ({ item, isOrphan, answer }) => {
    const id = String(item.id);
    own(id);
    const deadline = clock.now() + limits.create;
    const job: Job = { definition, context, id, inputs, purpose: "created", deadline, answer };
    return { id, ...(await (isOrphan ? bringToInputs(job, item) : finishCreate(job, item))) };
  });
}

function compare(
  { definition, context, id }: Omit<Subject, "id"> & { id: string | undefined },
  request: DiffRequest,
): Changes {
  const { old } = request;
  const difference = diff(definition, request);
  const changed = changedNames(difference.changes);
  const hasChanges = changed.length > 0 || difference.isUnapplied;
  const isDue = hasChanges && needsReapply({ definition, context }, changed, old);
  if (definition.dialects[request.dialect].isReapplied && id !== undefined) context.jointTouch.compared(id, isDue);
  if (difference.changes.some(({ replaces }) => replaces)) return difference;
  const job = { definition, context, inputs: request.news };
  const isRenegotiated = hasChanges && needsRenegotiation(job, changed, old);
  const when = old.memo.unapplied === true ? "still" : "now";
  const subject = called(definition, old.outputs.name);
  const unshown = changedNames(difference.changes.filter(({ isShownByInputs }) => !isShownByInputs));
  announce(context, {
    subject,
    unshown,
    kept: difference.kept,
    reapplied: isDue ? when : "no",
    renegotiated: isRenegotiated ? when : "no",
  });
  return difference;
}

/** Does something follow an update, and is it a change of this run or of an earlier one that it follows? */
type Follows = "no" | "now" | "still";

interface Announcement {
  readonly subject: string;
  /** Inputs whose change the inputs of the program do not show. */
  readonly unshown: readonly string[];
  /** Those that cannot be changed in place, which stay as the service keeps them. */
  readonly kept: readonly string[];
  readonly reapplied: Follows;
  readonly renegotiated: Follows;
}

// What a preview cannot show among the inputs. Which connections use a policy it cannot know without asking.
function announce({ log }: Context, { subject, unshown, kept, reapplied, renegotiated }: Announcement): void {
  if (kept.length > 0)
    log(
      `${subject}: the service keeps another ${kept.join(", ")} than it was sent. That cannot be changed in place, and a replacement ` +
        "would get the same, so it stays",
    );
  if (unshown.length > 0)
    log(`${subject}: the service keeps another ${unshown.join(", ")} than it was sent; an update sends it again`);
  if (reapplied === "now")
    log(`${subject}: the connections that use it will be updated too, their tunnels negotiate again`);
  if (reapplied === "still")
    log(
      `${subject}: an earlier change has not reached every connection that uses it; they will be updated, their tunnels negotiate again`,
    );
  if (renegotiated === "now")
    log(`${subject}: its tunnel will be taken down and up, so that the two sides negotiate again`);
  if (renegotiated === "still")
    log(
      `${subject}: after an earlier change its tunnel was not taken down; it will be taken down and up, so that the two sides negotiate again`,
    );
}

async function refuseOtherPlace(subject: Subject, known: Known): Promise<void> {
  const { context } = subject;
  const name = describe(subject, known.outputs.name);
  // The settings first: the catalog need not have the region that they name.
  refuseElsewhere(name, known, placeInSettings(context.settings));
  refuseElsewhere(name, known, await unlessStopped(subject, known, context.place));
}

// Nothing has been written yet, so that there is no answer to wait for.
function unlessStopped<T>(subject: Subject, { outputs }: Known, act: () => Promise<T>): Promise<T> {
  const sentence = `${describe(subject, outputs.name)}: ${STOPPED}. It stays in the state as it was: ${AGAIN}`;
  return orStopped(act(), subject.context.signal, sentence);
}

// What a wait says when it is ended; where something was written, the state keeps that with advice of its own.
async function explainingStop<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof WaitEnded && error.isCancelled)
      throw new Error(`${error.message}. It stays in the state: ${AGAIN}`);
    throw error;
  }
}

// Where it lives belongs to what is kept, also of an object that is not usable yet. It is asked for first: a login that fails once the
// object exists must not take it out of the state.
async function placed<T extends Stored>(context: Context, act: () => Promise<T>): Promise<T> {
  const place = await context.place();
  try {
    return withPlace(await act(), place);
  } catch (error) {
    if (error instanceof InitFailedError) error.stored = withPlace(error.stored, place);
    throw error;
  }
}

// What a state holds besides its secrets may come from the service, which may have put a piece of one into a name.
function rememberSecrets({ token }: ResourceDefinition, values: Values): void {
  for (const name of secretInputs(token)) rememberSecret(values[name]);
}

// What a program says: its secrets are masked in every text, all else stays readable, even where it shares a piece with one.
function rememberProgram(definition: ResourceDefinition, values: Values): void {
  rememberSecrets(definition, values);
  for (const name of openInputs(definition.token)) for (const text of [values[name]].flat()) rememberPublic(text);
}

async function finishCreate(job: Job, item: Item): Promise<Stored> {
  const hasTags = Object.keys(job.inputs.tags ?? {}).length > 0;
  const fields = Object.keys(job.inputs);
  const settled = await (hasTags ? settleWithTags(job, { reply: item, fields }, {}) : settle(job, item, fields));
  const { properties } = resourceSpec(job.definition.token);
  reportIgnored(
    job,
    settled,
    Object.keys(job.inputs).filter((name) => name in properties),
  );
  return storedOf(job, settled);
}
