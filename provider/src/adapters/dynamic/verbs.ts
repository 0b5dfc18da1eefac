// The verbs of a kind with the values of the dynamic host: hidden values among inputs and outputs, no old inputs for a read, and three
// answers to "has it changed?".

import type { Cloud } from "../../cloud";
import type { Changes, Checked, FoundObject, Known, Operation, StackState, Values } from "../../core/contract";
import { changedNames } from "../../core/diff";
import { InitFailedError } from "../../core/errors";
import { type Kind, tokenOf } from "../../core/schema";
import { bare, PROVIDER } from "../hidden";
import { HostInitFailure, hiddenInputs, knownFrom, originIn, outsFrom } from "./state";

/** Outputs of a resource as they are kept in state. */
export type Outs = Record<string, unknown>;

/** The answer to "what would an update do?". */
interface Difference {
  /** Names of the inputs that an update would send: what changed, in the order of schema.json. */
  readonly changed: readonly string[];
  /** False: nothing. True: something that the inputs alone do not show. Undefined: the engine names the inputs that differ. */
  readonly changes: boolean | undefined;
  /** Changed inputs that cannot be updated in place. */
  readonly replaces: string[];
  /** If the object has to be replaced: delete the old one first? */
  readonly deleteBeforeReplace: boolean;
}

/** The verbs of a resource, and two ways to look at what is there, with hidden values. */
export interface Handler {
  check(olds: Values, news: Values): Checked;
  refusedAdoption(inputs: Values): Promise<string | undefined>;
  note(id: string): void;
  /** `oldInputs`: what the program said last, where the caller knows it. */
  diff(olds: Values, news: Values, oldInputs?: Values, id?: string): Difference;
  create(inputs: Values): Promise<{ id: string; outs: Outs }>;
  /** Undefined means: surely gone. Inputs only where something that the program declares has drifted. */
  read(
    id: string,
    props: Values,
  ): Promise<{ readonly outs: Outs; readonly inputs?: Record<string, unknown> } | undefined>;
  update(id: string, olds: Values, news: Values, oldInputs?: Values): Promise<Outs>;
  delete(id: string, props: Values): Promise<void>;
  list(): Promise<FoundObject[]>;
  lookUp(id: string): Promise<FoundObject | undefined>;
  projectId(): Promise<string | undefined>;
}

/** What surrounds the calls of a process. */
interface HostProcess {
  readonly log: (message: string) => void;
  /** The state of the stack `organization/project/stack`. Without it, nothing like what exists already can be created. */
  readonly stateOfStack?: (stack: string) => Promise<StackState>;
}

// The dynamic host never cancels.
const NEVER = new AbortController().signal;

/** The verbs of a kind on a cloud. */
export function dynamicVerbs(kind: Kind, cloud: Cloud, host: HostProcess): Handler {
  const verbs = cloud.handlerFor(tokenOf(kind));
  const { note, list, lookUp, projectId } = verbs;
  const operation = (values: Values): Operation => operationOf(values, { kind, cloud, host });
  return {
    ...{ note, list, lookUp, projectId },
    check(olds, news) {
      const isNew = Object.keys(olds).every((name) => name === PROVIDER);
      const checked = verbs.check(isNew ? undefined : bare(olds), bare(news), operation(news));
      // Only a create asks for the hidden ones: another place in the program is no change.
      return { ...checked, inputs: { ...checked.inputs, ...hiddenInputs(isNew ? news : olds) } };
    },
    refusedAdoption: (inputs) => verbs.refusedAdoption(bare(inputs), operation(inputs)),
    diff: (olds, news, oldInputs, id) =>
      differenceOf(verbs.diff(id, knownFrom(olds, oldInputs), bare(news), operation(news))),
    async create(inputs) {
      const { id, ...stored } = await keepingHidden(inputs, () => verbs.create(bare(inputs), operation(inputs)));
      return { id, outs: outsFrom(stored, inputs) };
    },
    async read(id, props) {
      const found = await verbs.read(id, knownFrom(props), operation(props));
      if (found === undefined) return undefined;
      const { inputs, ...stored } = found;
      const outs = outsFrom(stored, props);
      return inputs === undefined ? { outs } : { outs, inputs: { ...inputs, ...hiddenInputs(props) } };
    },
    async update(id, olds, news, oldInputs) {
      const known: Known = knownFrom(olds, oldInputs);
      const stored = await keepingHidden(news, () => verbs.update(id, known, bare(news), operation(news)));
      return outsFrom(stored, news);
    },
    delete: (id, props) => verbs.delete(id, knownFrom(props), operation(props)),
  };
}

function operationOf(
  values: Values,
  { kind, cloud, host }: { kind: Kind; cloud: Cloud; host: HostProcess },
): Operation {
  const origin = originIn(values, kind);
  const stateOfStack = async (): Promise<StackState> => {
    if (origin.stack === undefined || host.stateOfStack === undefined) throw new Error("there is no stack here");
    return host.stateOfStack(origin.stack);
  };
  return { ...origin, limits: cloud.limits, signal: NEVER, log: host.log, stateOfStack };
}

function differenceOf({ changes, isUnapplied, deleteFirst }: Changes): Difference {
  const isShown = changes.some(({ isShownByInputs }) => isShownByInputs);
  return {
    changed: changedNames(changes),
    changes: changes.length === 0 ? isUnapplied : isShown ? undefined : true,
    replaces: changedNames(changes.filter(({ replaces }) => replaces)),
    deleteBeforeReplace: deleteFirst,
  };
}

async function keepingHidden<T>(source: Values, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof InitFailedError ? new HostInitFailure(error, source) : error;
  }
}
