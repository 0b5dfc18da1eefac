// The objects that no state knows: what an interrupted run or a person left. Reads the states of all stacks of the backend.
import { idsIn } from "../../adapters/dynamic/stackExport";
import { readPrinted, runPulumi } from "../../adapters/pulumiCommand";
import { reasonOf } from "../../core/errors";
import { isRecord } from "../../core/record";
import { sanitize, sanitizeBare } from "../../core/sanitize";
import type { CommandEnvironment } from "./commandEnvironment";
import type { Existing } from "./survey";

/** Says which of the objects no stack of the backend knows. Rejects with a sentence if the stacks cannot be listed. */
export async function reportUnmanaged(
  existing: readonly Existing[],
  commandEnvironment: CommandEnvironment,
): Promise<void> {
  const { say, warn } = commandEnvironment;
  const stacks = stacksIn(await pulumi(commandEnvironment, ["stack", "ls", "--all", "--json"]));
  const known = new Set<string>();
  for (const stack of stacks) {
    try {
      for (const id of idsIn(await pulumi(commandEnvironment, ["stack", "export", "--stack", stack]))) known.add(id);
    } catch (error) {
      warn(`the state of the stack ${stack} is not read, so what it knows is listed, too: ${reasonOf(error)}`);
    }
  }
  const unknown = existing.filter(({ id }) => !known.has(id));
  const among = stacks.length === 1 ? "the only stack" : `any of the ${stacks.length} stacks`;
  if (unknown.length === 0) {
    say(`Every VPN object (${existing.length}) is known to ${among} of this backend.`);
    return;
  }
  say(`${unknown.length} of ${existing.length} VPN objects are not known to ${among} of this backend:`);
  for (const { kind, id, outs } of unknown) say(`  ${kind} ${sanitize(outs.name ?? "")} ${sanitizeBare(id)}`);
  say(
    "They may belong to another backend or to a person. Take one over with adoptId, or with this command and --id; delete at the " +
      "service what you do not need.",
  );
}

function pulumi({ folder, environment }: CommandEnvironment, args: readonly string[]): Promise<string> {
  return runPulumi({ args, folder, environment });
}

function stacksIn(text: string): string[] {
  const stacks = readPrinted(text, "pulumi stack ls");
  if (!Array.isArray(stacks)) throw new Error("pulumi stack ls printed no list of stacks");
  return stacks.filter(isRecord).flatMap(({ name }) => (typeof name === "string" ? [name] : []));
}
