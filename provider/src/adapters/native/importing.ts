// The inputs of an object that is taken over by its id alone: what a program has to say so that the next preview shows no change.

import type { Checked, Values } from "../../core/contract";
import { type Kind, resetValues, tokenOf } from "../../core/schema";
import { isSame } from "../../core/wire";
import { checkedWithoutSecrets, type Surroundings, statable } from "../../operations/statable";
import { definitions } from "../../resources";

/**
 * What differs from the service's defaults, and the defaults that a check adds: the engine stores them as they are, and would otherwise
 * name the latter with the next change.
 */
export function importedInputs(
  kind: Kind,
  outs: Values,
  { check, ...surroundings }: Surroundings & { readonly check: (inputs: Values) => Checked },
): Record<string, unknown> {
  const token = tokenOf(kind);
  const definition = definitions[token];
  const defaults = resetValues(token);
  const stated = Object.entries(statable(kind, outs, surroundings)).filter(
    ([name, value]) => !(name in defaults) || !isSame(definition, name, defaults[name], value),
  );
  const inputs = { name: outs.name ?? "", ...Object.fromEntries(stated) };
  return checkedWithoutSecrets(kind, inputs, check).inputs;
}
