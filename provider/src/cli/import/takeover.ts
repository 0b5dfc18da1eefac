// From objects of the service to what their takeover consists of: names, inputs, outputs, and what the program has to say.
// Sends nothing. How that is written down is importFile.ts' and program.ts' job.
import { isDeepStrictEqual } from "node:util";
import { dynamicVerbs } from "../../adapters/dynamic/verbs";
import { DECLARED } from "../../adapters/hidden";
import type { Cloud } from "../../cloud";
import { rememberPublic } from "../../core/masking/rememberedSecrets";
import { inputsOutsideBody, type Kind, resourceSpec, secretInputs, tokenOf } from "../../core/schema";
import type { Values } from "../../core/wire";
import { checkedWithoutSecrets, type Surroundings, statable } from "../../operations/statable";
import { type Names, nameAll } from "./names";
import type { Existing } from "./survey";

/** One object with all that is needed to take it over. Only `outs` may hold a secret: what the service shows for it. */
export interface Takeover extends Existing, Names {
  /** What the program has to say; the rest follows from defaults. */
  readonly stated: Values;
  /** The inputs that the program comes to, as the state holds them. */
  readonly inputs: Values;
  /** The outputs as the state holds them. */
  readonly outputs: Values;
  /** Inputs that the provider refuses, in sentences. */
  readonly refused: readonly string[];
}

/** Where the objects are, and whose rules apply there. */
interface Origin extends Surroundings {
  readonly cloud: Cloud;
}

/** Prepares the takeover of all objects, in the same order. */
export function prepare(existing: readonly Existing[], origin: Origin): Takeover[] {
  const names = nameAll(existing);
  // They stand in commands that the user has to run, which no masking may break.
  for (const { pskKey } of names) rememberPublic(pskKey);
  return existing.map((each, at) => {
    const own = names[at];
    if (own === undefined) throw new Error("There are fewer names than objects.");
    return takeover(each, own, origin);
  });
}

function takeover(each: Existing, names: Names, origin: Origin): Takeover {
  const verbs = dynamicVerbs(each.kind, origin.cloud, { log: () => undefined });
  const check = (news: Values) => checkedWithoutSecrets(each.kind, news, (all) => verbs.check({}, all));
  const { inputs, failures } = check({ name: each.outs.name ?? "", ...statable(each.kind, each.outs, origin) });
  return {
    ...each,
    ...names,
    stated: statedOf(each.kind, inputs, check({}).inputs),
    inputs,
    outputs: outputsOf(each, inputs),
    refused: failures.map(({ reason }) => reason),
  };
}

// A name is stated even where the program would come to it: it is what the object is found by. A policy is stated in full, so
// that the program shows what a tunnel is protected with, whatever the defaults of a later version are.
function statedOf(kind: Kind, inputs: Values, defaults: Values): Values {
  if (kind === "IkePolicy" || kind === "IpsecPolicy") return inputs;
  const isStated = (name: string, value: unknown) => name === "name" || !isDeepStrictEqual(value, defaults[name]);
  return Object.fromEntries(Object.entries(inputs).filter(([name, value]) => isStated(name, value)));
}

// As a create leaves them: what the service does not show is as declared, and a read is told what that was.
function outputsOf({ kind, outs }: Existing, inputs: Values): Values {
  const token = tokenOf(kind);
  const secrets = secretInputs(token);
  const outside = inputsOutsideBody(token);
  const { properties } = resourceSpec(token);
  const declared = Object.entries(inputs).filter(([name]) => name in properties && !outside.includes(name));
  const shown = Object.entries(outs).filter(([name]) => !secrets.includes(name));
  return { ...Object.fromEntries([...declared, ...shown]), [DECLARED]: Object.keys(inputs).sort() };
}
