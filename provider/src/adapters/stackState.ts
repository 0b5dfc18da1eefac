// Which objects the state of a stack knows: asked of the CLI that runs this provider, since the engine does not tell a provider.
import { readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { reasonOf } from "../errors";
import { StateUnreadable } from "../lifecycle/world";
import { CommandMissing, runPulumi } from "../pulumiCommand";
import { isRecord } from "../record";

/**
 * IDs of all resources in the state of `organization/project/stack`. Rejects with CommandMissing where there is no CLI, else with
 * StateUnreadable: the run that wants to know rewrites the state meanwhile, so that in a backend of files it is cut off or empty for moments.
 */
export async function idsInState(stack: string): Promise<ReadonlySet<string>> {
  const args = ["stack", "export", "--stack", stack];
  try {
    return new Set(
      idsIn(await runPulumi({ args, folder: process.cwd(), environment: process.env, program: cliAbove() })),
    );
  } catch (error) {
    throw error instanceof CommandMissing ? error : new StateUnreadable(reasonOf(error));
  }
}

/** IDs of the resources in what `pulumi stack export` prints. Throws if that is not the state of a stack. */
export function idsIn(text: string): string[] {
  const exported: unknown = JSON.parse(text);
  const deployment = isRecord(exported) ? exported.deployment : undefined;
  if (!isRecord(deployment)) throw new Error("pulumi stack export printed no state");
  const resources = Array.isArray(deployment.resources) ? deployment.resources : [];
  return resources.filter(isRecord).flatMap(({ id }) => (typeof id === "string" ? [id] : []));
}

const MOST_GENERATIONS = 6;

// The very program that started this process need not be the first on the PATH, nor on it at all. Linux shows who it is.
function cliAbove(): string | undefined {
  let id = process.ppid;
  for (let generation = 0; generation < MOST_GENERATIONS && id > 1; generation += 1) {
    try {
      const program = readlinkSync(`/proc/${id}/exe`);
      if (basename(program) === "pulumi") return program;
      id = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${id}/stat`, "utf8"))?.[1]);
    } catch {
      return undefined;
    }
  }
  return undefined;
}
