// Takes over an object that exists already, instead of creating one: verified first, then brought to what the program says.
import type { Item } from "../client/collection";
import { InitFailedError, isNotFound } from "../errors";
import type { ResourceDefinition } from "../resources/definition";
import { replacingInputs, secretInputs } from "../schema";
import { replacesHereOnly } from "./dialectRules";
import { changedInputs } from "./diff";
import { type Job, outputsOf, settle } from "./settle";
import { withTags } from "./tags";
import { update } from "./update";
import { fromWire, type Values, wireName } from "./wire";
import { describe, type Subject } from "./world";

/** What a create is given: `known` are the ids that belong to resources of this run; the adopted one is added to it. */
export interface AdoptOptions {
  readonly inputs: Values;
  readonly known: Set<string>;
  readonly deadline: number;
}

/**
 * Updates the object to the inputs with one PUT of the differences and returns its outputs; never creates. Rejects, with nothing
 * sent, if it does not exist, belongs to another resource already, or differs in what cannot be changed in place.
 */
export async function adopt(subject: Subject, options: AdoptOptions): Promise<Record<string, unknown>> {
  const { known } = options;
  if (known.has(subject.id)) throw refusal(subject, "another resource of this program manages it already");
  // Before anything is waited for: the engine creates resources side by side.
  known.add(subject.id);
  try {
    return await takeOver(subject, options);
  } catch (error) {
    // What is kept in the state stays taken.
    if (!(error instanceof InitFailedError)) known.delete(subject.id);
    throw error;
  }
}

async function takeOver(subject: Subject, { inputs, deadline }: AdoptOptions): Promise<Record<string, unknown>> {
  const { definition, world } = subject;
  const item = await find(subject, inputs);
  const olds = asDeclared(definition, item, inputs);
  const replacing = replacingInputs(definition.token, world.settings.dialect);
  const fixed = changedInputs(definition, olds, inputs).filter((name) => replacing.includes(name));
  if (fixed.length > 0) {
    const { dialect, dialectRemark } = world.settings;
    const remark = replacesHereOnly(definition.token, dialect, fixed) ? ` (${dialectRemark})` : "";
    const list = fixed.map((name) => `${name} is ${shown(olds[name])}, the program says ${shown(inputs[name])}`);
    throw refusal(subject, `it differs in what cannot be changed in place: ${list.join("; ")}${remark}`);
  }
  world.tell(`${describe(subject, olds.name)} exists; taking it over`);
  return bringToInputs({ ...subject, inputs, purpose: "updated", deadline }, item);
}

/** Makes an existing object, as it was read, what the inputs of the job say; nothing is sent where nothing differs. */
export async function bringToInputs(job: Job, item: Item): Promise<Record<string, unknown>> {
  const olds = asDeclared(job.definition, item, job.inputs);
  const isSame = changedInputs(job.definition, olds, job.inputs).length === 0;
  return isSame ? outputsOf(job, await settle(job, item)) : update(job, olds);
}

async function find(subject: Subject, inputs: Values): Promise<Item> {
  const { definition, world, id } = subject;
  try {
    return await withTags(subject, await world.collection.get(id), inputs.tags !== undefined);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const place = "in the project and region of the settings. Correct adoptId, or leave it out to create one";
    throw new Error(
      `Adopting the ${definition.title} ${id} failed: there is none with this id ${place}. ${error.message}`,
    );
  }
}

// In the program's words where they mean the same; but what the service has not set is not as the program says.
// A psk that comes back as declared is surely the same; any other answer may be masked and says nothing, so it is sent.
function asDeclared(definition: ResourceDefinition, item: Item, inputs: Values): Record<string, unknown> {
  const isSet = fromWire(definition, item, {});
  for (const name of secretInputs(definition.token)) if (item[wireName(name)] === inputs[name]) isSet[name] = true;
  const outs = fromWire(definition, item, inputs);
  return Object.fromEntries(Object.entries(outs).filter(([name]) => name in isSet));
}

function refusal(subject: Subject, reason: string): Error {
  return new Error(
    `Adopting the ${subject.definition.title} ${subject.id} failed: ${reason}. Nothing was changed. ` +
      "Correct the program, or leave adoptId out to create a new one",
  );
}

function shown(value: unknown): string {
  return value === undefined ? "not set" : JSON.stringify(value);
}
