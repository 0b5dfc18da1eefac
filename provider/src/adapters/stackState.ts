// Which objects the state of a stack knows: asked of the CLI that runs this provider, since the engine does not tell a provider.
import { readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runPulumi } from "../pulumiCommand";
import { isRecord } from "../record";

/** Milliseconds before the state is asked for again. */
const PAUSES = [100, 200, 400, 800, 1600, 3200, 6400];

/**
 * IDs of all resources in the state of `organization/project/stack`. Rejects with a sentence if the CLI does not say, after the last
 * of the pauses.
 */
export async function idsInState(stack: string, pauses: readonly number[] = PAUSES): Promise<ReadonlySet<string>> {
  const args = ["stack", "export", "--stack", stack];
  const program = cliAbove();
  const ask = async () =>
    new Set(idsIn(await runPulumi({ args, folder: process.cwd(), environment: process.env, program })));
  // The run that wants to know rewrites the state meanwhile: in a backend of files, it is cut off or empty for moments.
  for (const pause of pauses) {
    try {
      return await ask();
    } catch {
      await sleep(pause);
    }
  }
  return ask();
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
