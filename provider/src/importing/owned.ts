// What the stack owns already is not imported again: two resources would manage one object.
import { stateIn } from "../adapters/stackState";
import { reasonOf } from "../errors";
import { runPulumi } from "../pulumiCommand";
import { textLiteral } from "./literal";
import type { Surroundings } from "./surroundings";
import type { Existing } from "./survey";

/**
 * The objects that no resource of the stack manages; names each of the others. `stack`: not the selected one. Rejects with a sentence
 * for the user if none is left.
 */
export async function withoutOwned(
  chosen: readonly Existing[],
  stack: string | undefined,
  { folder, environment, warn }: Surroundings,
): Promise<Existing[]> {
  const args = ["stack", "export", ...(stack === undefined ? [] : ["--stack", stack])];
  const exported = await runPulumi({ args, folder, environment }).catch((error: unknown) => {
    warn(`the state of the stack is not read, so what it manages already is not omitted: ${reasonOf(error)}`);
    return undefined;
  });
  if (exported === undefined) return [...chosen];
  const { resources } = stateIn(exported, 0);
  const left = chosen.filter((each) => {
    const { kind, id, outs } = each;
    const isOf = (resource: (typeof resources)[number]) => resource.kind === undefined || resource.kind === kind;
    const owner = resources.find((resource) => resource.id?.toLowerCase() === id.toLowerCase() && isOf(resource));
    if (owner !== undefined)
      warn(
        `${kind} ${textLiteral(String(outs.name ?? ""))} (${id}) is omitted: ${owner.path.split("::").slice(1).join("::")} of this stack manages it already`,
      );
    return owner === undefined;
  });
  if (left.length > 0) return left;
  throw new Error("There is nothing to import: resources of this stack manage every object that was asked for");
}
