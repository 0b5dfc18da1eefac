// The six verbs for one definition, put together from check, diff, settle and update.
import type { Item } from "../client/collection";
import { isInUse, isPending } from "../errors";
import type { ResourceDefinition } from "../resources/definition";
import { type CheckResult, check } from "./check";
import { type Difference, diff } from "./diff";
import { isGone } from "./gone";
import { createOnce } from "./lostCreate";
import { DECLARED, outputsOf, reportIgnored, settle } from "./settle";
import { update } from "./update";
import { longerPause, PENDING_PAUSE, waitUntilGone } from "./wait";
import { fromWire, isSame, type Values } from "./wire";
import { describe, type Subject, type World } from "./world";

/** Outputs of a resource as they are kept in state. */
export type Outs = Record<string, unknown>;

/** What a read found: outputs, and inputs only where something that the program declares has drifted. */
export interface ReadResult {
  readonly outs: Outs;
  readonly inputs?: Record<string, unknown>;
}

/** The six verbs of a resource. Values are plain; unknown ones appear in `check` and `diff` only. */
export interface Handler {
  check(olds: Values, news: Values): CheckResult;
  diff(olds: Values, news: Values, oldInputs?: Values): Difference;
  create(inputs: Values): Promise<{ id: string; outs: Outs }>;
  /** Undefined means: surely gone. */
  read(id: string, props: Values): Promise<ReadResult | undefined>;
  update(id: string, olds: Values, news: Values): Promise<Outs>;
  delete(id: string, props: Values): Promise<void>;
}

/** Makes the six verbs of a definition. Errors: ApiError, InitFailedError, or Error with a sentence for the user. */
export function createHandler(definition: ResourceDefinition, world: World): Handler {
  const { settings, clock } = world;
  const known = new Set<string>();
  return {
    check: (olds, news) => check(definition, { olds, news, dialect: settings.dialect, strict: settings.strict }),
    diff: (olds, news, oldInputs) => diff(definition, { olds, news, oldInputs, dialect: settings.dialect }),
    async create(inputs) {
      const item = await createOnce({ definition, inputs, known, world });
      const id = String(item.id);
      const deadline = clock.now() + settings.createTimeout;
      const job = { definition, world, id, inputs, purpose: "created", deadline } as const;
      const settled = await settle(job, item);
      reportIgnored(job, settled, Object.keys(inputs));
      return { id, outs: outputsOf(job, settled) };
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
  };
}

async function read({ definition, world, id }: Subject, props: Values): Promise<ReadResult | undefined> {
  let item: Item;
  try {
    item = await world.collection.get(id);
  } catch (error) {
    if (await isGone(error, props, world)) return undefined;
    throw error;
  }
  const outs = fromWire(definition, item, props);
  const declared = props[DECLARED];
  if (!Array.isArray(declared)) return { outs };
  const names = declared.map(String);
  outs[DECLARED] = names;
  const hasDrifted = names.some((name) => name in outs && !isSame(definition, name, props[name], outs[name]));
  if (!hasDrifted) return { outs };
  return { outs, inputs: Object.fromEntries(names.filter((name) => name in outs).map((name) => [name, outs[name]])) };
}

// What still hangs on to an object vanishes after it on some clouds: "in use" is waited for, and named when it stays.
async function remove(subject: Subject, props: Values): Promise<void> {
  const { world, id } = subject;
  const { clock, tell, collection, settings } = world;
  const deadline = clock.now() + settings.deleteTimeout;
  for (let pause = PENDING_PAUSE; ; pause = longerPause(pause, clock)) {
    try {
      await collection.delete(id);
      break;
    } catch (error) {
      if (await isGone(error, props, world)) return;
      if (!(isInUse(error) || isPending(error)) || clock.now() >= deadline) throw error;
      await clock.sleep(Math.min(pause, deadline - clock.now()));
    }
  }
  const name = describe(subject, props.name);
  await waitUntilGone({
    read: () => collection.get(id),
    subject: name,
    purpose: "deleted",
    firstPause: 0,
    deadline,
    clock,
    tell,
  });
}
