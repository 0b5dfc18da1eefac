// Takes over an object that exists already, instead of creating one: verified first, then brought to what the program says.
import { isNotFound } from "../errors";
import { replacingInputs, secretInputs } from "../schema";
import { changedInputs } from "./diff";
import { update } from "./update";
import { fromWire, type Values } from "./wire";
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
export async function adopt(
  subject: Subject,
  { inputs, known, deadline }: AdoptOptions,
): Promise<Record<string, unknown>> {
  const { definition, world, id } = subject;
  if (known.has(id)) throw refusal(subject, "another resource of this program manages it already");
  const olds = await readAs(subject, inputs);
  const replacing = replacingInputs(definition.token, world.settings.dialect);
  const fixed = changedInputs(definition, olds, inputs).filter((name) => replacing.includes(name));
  if (fixed.length > 0) {
    const list = fixed.map((name) => `${name} is ${shown(olds[name])}, the program says ${shown(inputs[name])}`);
    throw refusal(subject, `it differs in what cannot be changed in place: ${list.join("; ")}`);
  }
  known.add(id);
  world.tell(`${describe(subject, olds.name)} exists; taking it over`);
  return update({ definition, world, id, inputs, purpose: "updated", deadline }, olds);
}

// A psk that comes back as declared is surely the same; any other answer may be masked and says nothing, so it is sent.
async function readAs({ definition, world, id }: Subject, inputs: Values): Promise<Record<string, unknown>> {
  try {
    const item = await world.collection.get(id);
    const outs = fromWire(definition, item, inputs);
    for (const name of secretInputs(definition.token)) if (item[name] !== inputs[name]) delete outs[name];
    return outs;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const place = "in the project and region of the settings. Correct adoptId, or leave it out to create one";
    throw new Error(
      `Adopting the ${definition.title} ${id} failed: there is none with this id ${place}. ${error.message}`,
    );
  }
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
