// The six verbs for one definition, put together from check, diff, create, update and delete.

import type { Item } from "../client/collection";
import { InitFailedError } from "../errors";
import { memoize } from "../memoize";
import { rememberPublic, rememberSecret } from "../rememberedSecrets";
import type { ResourceDefinition } from "../resources/definition";
import { resourceSpec, secretInputs } from "../schema";
import { adopt, bringToInputs, refusedAdoption } from "./adopt";
import type { CheckResult } from "./check";
import { type Context, called, describe, type Subject } from "./context";
import { type CreateOptions, createOnce } from "./createOnce";
import { type Difference, type DiffRequest, diff, UNAPPLIED, unshownChanges } from "./diff";
import { reportDuplicatesLater, type UncertainCreate } from "./duplicates";
import { type FoundObject, listObjects, lookUp } from "./lookup";
import { createOwnership } from "./ownership";
import { placeInSettings, placeOutputs, refuseElsewhere } from "./place";
import { type ReadResult, read } from "./read";
import { needsReapply } from "./reapply";
import { remove } from "./remove";
import { type Job, outputsOf, reportIgnored, settle } from "./settle";
import { settleWithTags, update } from "./update";
import type { Values } from "./wire";

/** Outputs of a resource as they are kept in state. */
export type Outs = Record<string, unknown>;

/** The six verbs of a resource, and two ways to look at what is there. Values are plain; unknown ones appear in `check` and `diff` only. */
export interface Handler {
  check(olds: Values, news: Values): CheckResult;
  /** Why what is to be created cannot adopt the object that it names, as far as that can be known without asking the service. */
  refusedAdoption(inputs: Values): Promise<string | undefined>;
  /** Notes that the engine has spoken of this object: it belongs to a resource of the state. */
  note(id: string): void;
  /** `oldInputs`: what the program said last, where the caller knows it. */
  diff(olds: Values, news: Values, oldInputs?: Values, id?: string): Difference;
  create(inputs: Values): Promise<{ id: string; outs: Outs }>;
  /** Undefined means: surely gone. */
  read(id: string, props: Values): Promise<ReadResult | undefined>;
  update(id: string, olds: Values, news: Values, oldInputs?: Values): Promise<Outs>;
  delete(id: string, props: Values): Promise<void>;
  /** Every object of the kind that the login can see, whoever made it: an administrator sees those of all projects. */
  list(): Promise<FoundObject[]>;
  /** The object with this id, whoever made it. */
  lookUp(id: string): Promise<FoundObject | undefined>;
  /** ID of the project of the login, where it is known. */
  projectId(): Promise<string | undefined>;
}

/** Makes the six verbs of a definition. Errors: ApiError, InitFailedError, or Error with a sentence for the user. */
export function createHandler(definition: ResourceDefinition, context: Context): Handler {
  const { settings, clock } = context;
  const owners = createOwnership(definition, context);
  const uncertain: UncertainCreate[] = [];
  const creating: Creating = {
    ...{ definition, context, owners, uncertain },
    earlier: memoize(() => context.collection.list()),
  };
  const subjectOf = (id: string): Subject => ({ definition, context, id });

  return {
    check(olds, news) {
      rememberProgram(definition, news);
      // A plain require: a refresh or a destroy never checks, and need not load the validation.
      const { check }: typeof import("./check") = require("./check");
      const { dialect, dialectRemark, strict } = settings;
      return check(definition, { olds, news, dialect, dialectRemark, strict });
    },
    refusedAdoption: (inputs) => refusedAdoption({ inputs, owners }),
    note: owners.note,
    diff(olds, news, oldInputs, id) {
      context.jointTouch.hear();
      rememberState(definition, olds);
      rememberProgram(definition, news);
      if (id !== undefined) owners.note(id, news);
      // A preview sends nothing: it compares what the settings say themselves.
      refuseElsewhere(called(definition, olds.name), olds, placeInSettings(settings));
      return compare({ definition, context, id }, { olds, news, oldInputs, dialect: settings.dialect });
    },
    async create(inputs) {
      rememberProgram(definition, inputs);
      return placed(context, () => createOrAdopt(creating, inputs));
    },
    async read(id, props) {
      rememberState(definition, props);
      // A program's lookup (`get`) gives nothing, and makes nobody an owner.
      if (Object.keys(props).length > 0) owners.note(id);
      await refuseOtherPlace(subjectOf(id), props);
      return read(subjectOf(id), props, owners);
    },
    async update(id, olds, news, oldInputs) {
      rememberState(definition, olds);
      rememberProgram(definition, news);
      owners.note(id);
      await refuseOtherPlace(subjectOf(id), olds);
      const deadline = clock.now() + settings.updateTimeout;
      const job: Job = { ...subjectOf(id), inputs: news, purpose: "updated", deadline };
      return (await placed(context, async () => ({ outs: await update(job, { olds, oldInputs }) }))).outs;
    },
    async delete(id, props) {
      rememberState(definition, props);
      owners.note(id);
      await refuseOtherPlace(subjectOf(id), props);
      await remove(subjectOf(id), props);
    },
    list: () => listObjects(definition, context),
    lookUp: (id) => lookUp(definition, context, id),
    projectId: context.projectId,
  };
}

/** What the creates of one definition share. */
type Creating = Omit<CreateOptions, "inputs">;

async function createOrAdopt(creating: Creating, inputs: Values): Promise<{ id: string; outs: Outs }> {
  const { definition, context, owners, uncertain } = creating;
  const { clock, settings } = context;
  if (typeof inputs.adoptId === "string") {
    const id = inputs.adoptId;
    const deadline = clock.now() + settings.updateTimeout;
    const adopted = await adopt({ definition, context, id }, { inputs, owners, deadline });
    owners.note(adopted.id, inputs);
    return adopted;
  }
  const uncertainBefore = uncertain.length;
  const { item, isOrphan, answer } = await createOnce({ ...creating, inputs });
  const id = String(item.id);
  owners.note(id, inputs);
  const deadline = clock.now() + settings.createTimeout;
  const job: Job = { definition, context, id, inputs, purpose: "created", deadline, answer };
  try {
    return { id, outs: await (isOrphan ? bringToInputs(job, item) : finishCreate(job, item)) };
  } finally {
    if (uncertain.length > uncertainBefore) await reportDuplicatesLater({ definition, owners, context, uncertain });
  }
}

function compare({ definition, context, id }: Omit<Subject, "id"> & { id: string | undefined }, request: DiffRequest) {
  const { olds } = request;
  const difference = diff(definition, request);
  const { changed, changes, replaces } = difference;
  const isDue = changes !== false && needsReapply({ definition, context }, changed, olds);
  if (definition.reapplied !== undefined && id !== undefined) context.jointTouch.compared(id, isDue);
  if (replaces.length > 0) return difference;
  const reapplied = !isDue ? "no" : olds[UNAPPLIED] === true ? "still" : "now";
  announce(context, {
    subject: called(definition, olds.name),
    reapplied,
    unshown: unshownChanges(definition, request, changed),
  });
  return difference;
}

interface Announcement {
  readonly subject: string;
  /** Inputs whose change the inputs of the program do not show. */
  readonly unshown: readonly string[];
  readonly reapplied: "no" | "now" | "still";
}

// What a preview cannot show among the inputs. Which connections use a policy it cannot know without asking.
function announce({ log }: Context, { subject, unshown, reapplied }: Announcement): void {
  if (unshown.length > 0)
    log(`${subject}: the service keeps another ${unshown.join(", ")} than it was sent; an update sends it again`);
  if (reapplied === "now")
    log(`${subject}: the connections that use it will be updated too, their tunnels negotiate again`);
  if (reapplied === "still")
    log(
      `${subject}: an earlier change has not reached every connection that uses it; they will be updated, their tunnels negotiate again`,
    );
}

async function refuseOtherPlace(subject: Subject, props: Values): Promise<void> {
  const { context } = subject;
  const name = describe(subject, props.name);
  // The settings first: the catalog need not have the region that they name.
  refuseElsewhere(name, props, placeInSettings(context.settings));
  refuseElsewhere(name, props, await context.place());
}

// Where it lives belongs to the outputs, also to those of an object that is not usable yet. It is asked for first: a login that
// fails once the object exists must not take it out of the state.
async function placed<T extends { readonly outs: Outs }>(context: Context, act: () => Promise<T>): Promise<T> {
  const place = placeOutputs(await context.place());
  try {
    const done = await act();
    return { ...done, outs: { ...done.outs, ...place } };
  } catch (error) {
    if (error instanceof InitFailedError) Object.assign(error.properties, place);
    throw error;
  }
}

// What a state holds beside its secrets may come from the service, which may have put a piece of one into a name.
function rememberState({ token }: ResourceDefinition, values: Values): void {
  for (const name of secretInputs(token)) rememberSecret(values[name]);
}

// What a program says: its secrets are masked in every text, all else stays readable, even where it shares a piece with one.
function rememberProgram(definition: ResourceDefinition, values: Values): void {
  rememberState(definition, values);
  const { token } = definition;
  const secrets = secretInputs(token);
  for (const name of Object.keys(resourceSpec(token).inputProperties))
    if (!secrets.includes(name)) for (const text of [values[name]].flat()) rememberPublic(text);
}

async function finishCreate(job: Job, item: Item): Promise<Outs> {
  const hasTags = Object.keys(job.inputs.tags ?? {}).length > 0;
  const fields = Object.keys(job.inputs);
  const settled = await (hasTags ? settleWithTags(job, { reply: item, fields }, {}) : settle(job, item, fields));
  const { properties } = resourceSpec(job.definition.token);
  reportIgnored(
    job,
    settled,
    Object.keys(job.inputs).filter((name) => name in properties),
  );
  return outputsOf(job, settled);
}
