// The Pulumi CLI that runs this process: which program it is, where it runs and with which environment. Linux shows it; elsewhere
// the folder of the project is the best guess.
import { existsSync, readFileSync, readlinkSync } from "node:fs";
import { basename, dirname } from "node:path";
import { projectFileAbove } from "./pulumiCommand";

/** How to run the CLI as the one above does. */
export interface CliAbove {
  /** Undefined: the first one on the PATH. */
  readonly program: string | undefined;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The stack that its arguments name; undefined where they name none. */
  readonly stackFlag: string | undefined | "unknown";
}

const MOST_GENERATIONS = 8;

/** Finds the CLI among the ancestors of this process. */
export function cliAbove(): CliAbove {
  let id = process.ppid;
  for (let generation = 0; generation < MOST_GENERATIONS && id > 1; generation += 1) {
    try {
      const program = readlinkSync(`/proc/${id}/exe`).replace(/ \(deleted\)$/, "");
      if (basename(program) === "pulumi")
        return {
          program: existsSync(program) ? program : undefined,
          // A relative backend, and the project of an inline program, are found from there only.
          folder: readlinkSync(`/proc/${id}/cwd`),
          environment: environmentOf(id),
          stackFlag: stackFlagIn(textsIn(`/proc/${id}/cmdline`)),
        };
      id = parentOf(id);
    } catch {
      break;
    }
  }
  const project = projectFileAbove(process.cwd());
  const folder = project === undefined ? process.cwd() : dirname(project);
  return { program: undefined, folder, environment: process.env, stackFlag: "unknown" };
}

/** The id of the process that has started this one. Throws where that is not shown, or where it has ended. */
export function parentOf(id: number): number {
  return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${id}/stat`, "utf8"))?.[1]);
}

// The provider's own environment lacks what a program sets for the CLI only, and may have more than the CLI.
function environmentOf(id: number): NodeJS.ProcessEnv {
  const pairs = textsIn(`/proc/${id}/environ`).map(
    (line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)] as const,
  );
  return Object.fromEntries(pairs.filter(([name]) => name !== ""));
}

/** The stack that the arguments of a CLI name: the last one counts. */
export function stackFlagIn(args: readonly string[]): string | undefined {
  const named = args.flatMap((arg, at) => {
    if (arg === "--stack" || arg === "-s") return args[at + 1] ?? [];
    return /^(?:--stack=|-s=?)(.+)$/.exec(arg)?.[1] ?? [];
  });
  return named.at(-1);
}

function textsIn(path: string): string[] {
  return readFileSync(path, "utf8").split("\0");
}
