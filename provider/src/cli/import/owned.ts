// What the stack owns already is not imported again: two resources would manage one object.
import { stateIn } from "../../adapters/dynamic/stackExport";
import { runPulumi } from "../../adapters/pulumiCommand";
import { reasonOf } from "../../core/errors";
import { sanitize, sanitizeBare } from "../../core/sanitize";
import { nameIn, ownersIn } from "../../recovery/ownership";
import type { CommandEnvironment } from "./commandEnvironment";
import type { Existing } from "./survey";

/**
 * The objects that no resource of the stack manages; names each of the others. `stack`: not the selected one. Rejects with a sentence
 * for the user if none is left.
 */
export async function withoutOwned(
  chosen: readonly Existing[],
  stack: string | undefined,
  { folder, environment, warn }: CommandEnvironment,
): Promise<Existing[]> {
  const args = ["stack", "export", ...(stack === undefined ? [] : ["--stack", stack])];
  const exported = await runPulumi({ args, folder, environment }).catch((error: unknown) => {
    warn(`the state of the stack is not read, so what it manages already is not omitted: ${reasonOf(error)}`);
    return undefined;
  });
  if (exported === undefined) return [...chosen];
  const state = stateIn(exported, 0);
  const left = chosen.filter((each) => {
    const { kind, id, outs } = each;
    const owner = ownersIn(state, kind).get(id.toLowerCase());
    if (owner !== undefined)
      warn(
        `${kind} ${sanitize(outs.name ?? "")} (${sanitizeBare(id)}) is omitted: ${nameIn(owner.path)} of this stack manages it already`,
      );
    return owner === undefined;
  });
  if (left.length > 0) return left;
  throw new Error("There is nothing to import: resources of this stack manage every object that was asked for");
}
