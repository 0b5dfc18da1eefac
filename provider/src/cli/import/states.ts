// What the stacks of the backend manage already is not imported again: two resources would manage one object, and a destroy of
// either would delete it.

import { readPrinted, runPulumi } from "../../adapters/pulumiCommand";
import { stateIn } from "../../adapters/stackExport";
import type { StackState } from "../../core/contract";
import { reasonOf } from "../../core/errors";
import { isRecord } from "../../core/record";
import { nameIn, ownersIn } from "../../recovery";
import type { CommandEnvironment } from "../command";
import { titleOf } from "../objects";
import { mapAtOnce } from "./pulumiCli";
import type { Existing } from "./survey";

/** Which objects the user wants: `ids` those that were named one by one, `stack` what was given instead of the selected stack. */
interface Wanted {
  readonly chosen: readonly Existing[];
  readonly ids: readonly string[];
  readonly stack: string | undefined;
}

/** The objects that no resource of a stack manages; names each of the others. Rejects with a sentence for the user if none is left. */
export async function withoutManaged(
  { chosen, ids, stack }: Wanted,
  commandEnvironment: CommandEnvironment,
): Promise<Existing[]> {
  const { warn } = commandEnvironment;
  const own = await stateOf(stack, commandEnvironment).catch((error: unknown) => {
    warn(`the state of the stack is not read, so what it manages already is not omitted: ${reasonOf(error)}`);
  });
  const unowned = own === undefined ? [...chosen] : chosen.filter((each) => !isManaged(each, own, warn));
  if (unowned.length === 0)
    throw new Error("There is nothing to import: resources of this stack manage every object that was asked for");
  const states = await statesOfBackend(commandEnvironment).catch((error: unknown) => {
    warn(`the other stacks are not read, so what they manage already is not omitted: ${reasonOf(error)}`);
  });
  const left = unowned.filter(
    (each) => ![...(states ?? [])].some((state) => isManagedThere(each, state, { ids, warn })),
  );
  if (left.length > 0) return left;
  throw new Error(
    "There is nothing to import: other stacks manage every object that was asked for. Move a resource from one stack to another with " +
      "`pulumi state move`, read it with a lookup, or name it with --id to import it nevertheless",
  );
}

/** Reports which of the objects no stack of the backend knows. Rejects with a sentence if the stacks cannot be listed. */
export async function reportUnmanaged(
  existing: readonly Existing[],
  commandEnvironment: CommandEnvironment,
): Promise<void> {
  const { say } = commandEnvironment;
  const states = await statesOfBackend(commandEnvironment);
  const unknown = existing.filter((each) => ![...states.values()].some((state) => ownerOf(each, state) !== undefined));
  const among = states.size === 1 ? "the only stack" : `any of the ${states.size} stacks`;
  if (unknown.length === 0) {
    say(`Every VPN object (${existing.length}) is known to ${among} of this backend.`);
    return;
  }
  say(`${unknown.length} of ${existing.length} VPN objects are not known to ${among} of this backend:`);
  for (const each of unknown) say(`  ${titleOf(each)}`);
  say(
    "They may belong to another backend or to a person. Take one over with adoptId, or with this command and --id; delete at the " +
      "service what you do not need.",
  );
}

function isManaged(each: Existing, state: StackState, warn: (message: string) => void): boolean {
  const owner = ownerOf(each, state);
  if (owner !== undefined) warn(`${titleOf(each)} is omitted: ${nameIn(owner.path)} of this stack manages it already`);
  return owner !== undefined;
}

function isManagedThere(
  each: Existing,
  [stack, state]: readonly [string, StackState],
  { ids, warn }: Pick<Wanted, "ids"> & Pick<CommandEnvironment, "warn">,
): boolean {
  const owner = ownerOf(each, state);
  if (owner === undefined) return false;
  const manager = `${nameIn(owner.path)} of the stack ${stack}`;
  const isAskedFor = ids.includes(each.id);
  if (isAskedFor) warn(`${titleOf(each)}: ${manager} manages it, too. A destroy of either stack deletes it`);
  else warn(`${titleOf(each)} is omitted: ${manager} manages it already. Name it with --id to import it nevertheless`);
  return !isAskedFor;
}

function ownerOf({ kind, id }: Existing, state: StackState) {
  return ownersIn(state, kind).get(id.toLowerCase());
}

/** The states of all stacks of the backend, by the name of the stack. Says which cannot be read; rejects if the stacks cannot be listed. */
async function statesOfBackend(commandEnvironment: CommandEnvironment): Promise<Map<string, StackState>> {
  const names = stacksIn(await pulumi(commandEnvironment, ["stack", "ls", "--all", "--json"]));
  const states = await mapAtOnce(names, async (name): Promise<(readonly [string, StackState])[]> => {
    try {
      return [[name, await stateOf(name, commandEnvironment)]];
    } catch (error) {
      commandEnvironment.warn(
        `the state of the stack ${name} is not read, so what it manages counts as unmanaged: ${reasonOf(error)}`,
      );
      return [];
    }
  });
  return new Map(states.flat());
}

/** The state of a stack, or of the selected one. */
async function stateOf(stack: string | undefined, commandEnvironment: CommandEnvironment): Promise<StackState> {
  const args = ["stack", "export", ...(stack === undefined ? [] : ["--stack", stack])];
  return stateIn(await pulumi(commandEnvironment, args), 0);
}

function pulumi({ folder, environment }: CommandEnvironment, args: readonly string[]): Promise<string> {
  return runPulumi({ args, folder, environment });
}

function stacksIn(text: string): string[] {
  const stacks = readPrinted(text, "pulumi stack ls");
  if (!Array.isArray(stacks)) throw new Error("pulumi stack ls printed no list of stacks");
  return stacks.filter(isRecord).flatMap(({ name }) => (typeof name === "string" ? [name] : []));
}
