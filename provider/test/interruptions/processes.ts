// The processes of a run of the CLI, as /proc shows them: found by descent, told apart by what they run, ended by id.
import { readdirSync, readFileSync } from "node:fs";

/** A process; the time of its start tells it from a later one with the same id. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly startedAt: string;
  /** What it is: `provider`, `program`, `language host`, or the name of its executable. */
  readonly role: string;
}

const ROLES: readonly [RegExp, string][] = [
  [/^\S*node .*@pulumi\/pulumi\/cmd\/dynamic-provider/, "provider"],
  [/^\S*node .*\/cmd\/pulumi-resource-vpnaas\/main\.js/, "provider"],
  [/^\S*node .*@pulumi\/pulumi\/cmd\/run/, "program"],
  [/pulumi-language-nodejs/, "language host"],
  [/pulumi-resource-pulumi-nodejs/, "shell of the provider"],
];

/** All processes that descend from this one, without itself. */
export function descendantsOf(pid: number): Process[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processOf(Number(name)) ?? []);
  const found = new Set([pid]);
  // A child may be listed before its parent: go over the list until nothing is added.
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const each of all) if (found.has(each.parent)) found.add(each.pid);
  }
  return all.filter((each) => each.pid !== pid && found.has(each.pid));
}

/** Undefined where there is none, or only its exit status is left. */
export function processOf(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name stands in parentheses and may hold spaces; state, parent, … follow, the start is the 22nd field.
    const [state = "", parent = "", ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z" || state === "X") return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
    const role = ROLES.find(([pattern]) => pattern.test(command))?.[1] ?? name;
    return { pid, parent: Number(parent), startedAt: fields[17] ?? "", role };
  } catch {
    return undefined;
  }
}

/** Whether it still runs. */
export function isAlive({ pid, startedAt }: Process): boolean {
  return processOf(pid)?.startedAt === startedAt;
}

/** Sends a signal, unless it has ended. */
export function signal(each: Process, name: NodeJS.Signals): void {
  if (!isAlive(each)) return;
  try {
    process.kill(each.pid, name);
  } catch {
    // It ended in this moment.
  }
}

/** Resolves to true once all have ended, to false after that many milliseconds. */
export async function haveEnded(processes: readonly Process[], limit: number): Promise<boolean> {
  const deadline = performance.now() + limit;
  while (processes.some(isAlive)) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return true;
}
