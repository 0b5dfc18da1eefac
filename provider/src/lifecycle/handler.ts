// The six verbs for one definition, put together from check, diff, create, update and delete.
import type { Item } from "../client/collection";
import { REFRESH_AGE } from "../client/statusBoard";
import type { ResourceDefinition } from "../resources/definition";
import { resourceSpec } from "../schema";
import { adopt } from "./adopt";
import type { CheckResult } from "./check";
import { changedInputs, type Difference, diff } from "./diff";
import { isGone } from "./gone";
import { type Found, listAll, lookUp } from "./lookup";
import { createOnce } from "./lostCreate";
import { needsReapply } from "./reapply";
import { remove } from "./remove";
import { DECLARED, type Job, outputsOf, reportIgnored, settle } from "./settle";
import { withTags } from "./tags";
import { settleWithTags, update } from "./update";
import { fromWire, isSame, type Values } from "./wire";
import { called, type Subject, type World } from "./world";

/** Outputs of a resource as they are kept in state. */
export type Outs = Record<string, unknown>;

/** What a read found: outputs, and inputs only where something that the program declares has drifted. */
export interface ReadResult {
  readonly outs: Outs;
  readonly inputs?: Record<string, unknown>;
}

/** The six verbs of a resource, and two ways to look at what is there. Values are plain; unknown ones appear in `check` and `diff` only. */
export interface Handler {
  check(olds: Values, news: Values): CheckResult;
  diff(olds: Values, news: Values, oldInputs?: Values): Difference;
  create(inputs: Values): Promise<{ id: string; outs: Outs }>;
  /** Undefined means: surely gone. */
  read(id: string, props: Values): Promise<ReadResult | undefined>;
  update(id: string, olds: Values, news: Values): Promise<Outs>;
  delete(id: string, props: Values): Promise<void>;
  /** Every object of the kind in the project, whoever made it. */
  list(): Promise<Found[]>;
  /** The object with this id, whoever made it. */
  lookUp(id: string): Promise<Found | undefined>;
}

/** Makes the six verbs of a definition. Errors: ApiError, InitFailedError, or Error with a sentence for the user. */
export function createHandler(definition: ResourceDefinition, world: World): Handler {
  const { settings, clock } = world;
  const known = new Set<string>();
  return {
    check(olds, news) {
      // A plain require: a refresh or a destroy never checks, and need not load the validation.
      const { check }: typeof import("./check") = require("./check");
      return check(definition, { olds, news, dialect: settings.dialect, strict: settings.strict });
    },
    diff(olds, news, oldInputs) {
      const difference = diff(definition, { olds, news, oldInputs, dialect: settings.dialect });
      if (difference.changes !== false && difference.replaces.length === 0)
        announceReapply({ definition, world }, olds, news);
      return difference;
    },
    async create(inputs) {
      if (typeof inputs.adoptId === "string") {
        const id = inputs.adoptId;
        const deadline = clock.now() + settings.updateTimeout;
        return { id, outs: await adopt({ definition, world, id }, { inputs, known, deadline }) };
      }
      const item = await createOnce({ definition, inputs, known, world });
      const id = String(item.id);
      const deadline = clock.now() + settings.createTimeout;
      return { id, outs: await finishCreate({ definition, world, id, inputs, purpose: "created", deadline }, item) };
    },
    async read(id, props) {
      known.add(id);
      return read({ definition, world, id }, props);
    },
    async update(id, olds, news) {
      known.add(id);
      const deadline = clock.now() + settings.updateTimeout;
      return update({ definition, world, id, inputs: news, purpose: "updated", deadline }, olds);
    },
    delete: (id, props) => remove({ definition, world, id }, props),
    list: () => listAll(definition, world),
    lookUp: (id) => lookUp(definition, world, id),
  };
}

// A preview cannot know which connections these are without asking, but it can say that they will be touched.
function announceReapply(subject: Pick<Subject, "definition" | "world">, olds: Values, news: Values): void {
  const { definition, world } = subject;
  if (!needsReapply(subject, changedInputs(definition, olds, news))) return;
  world.tell(
    `${called(definition, olds.name)}: the connections that use it will be updated too, their tunnels negotiate again`,
  );
}

async function finishCreate(job: Job, item: Item): Promise<Outs> {
  const hasTags = Object.keys(job.inputs.tags ?? {}).length > 0;
  const settled = await (hasTags ? settleWithTags(job, item, {}) : settle(job, item));
  const { properties } = resourceSpec(job.definition.token);
  reportIgnored(
    job,
    settled,
    Object.keys(job.inputs).filter((name) => name in properties),
  );
  return outputsOf(job, settled);
}

async function read(subject: Subject, props: Values): Promise<ReadResult | undefined> {
  const { definition, world, id } = subject;
  const declared = props[DECLARED];
  const names = Array.isArray(declared) ? declared.map(String) : [];
  let item: Item;
  try {
    item = await world.collection.read(id, REFRESH_AGE);
  } catch (error) {
    if (await isGone(error, props, subject)) return undefined;
    throw error;
  }
  // Outside of the above: that the tags are not found says nothing about the object.
  const outs = fromWire(definition, await withTags(subject, item, names.includes("tags")), props);
  if (!Array.isArray(declared)) return { outs };
  outs[DECLARED] = names;
  const hasDrifted = names.some((name) => name in outs && !isSame(definition, name, props[name], outs[name]));
  if (!hasDrifted) return { outs };
  const inputs = Object.fromEntries(names.filter((name) => name in outs).map((name) => [name, outs[name]]));
  return { outs, inputs: names.includes("adoptId") ? { ...inputs, adoptId: id } : inputs };
}
