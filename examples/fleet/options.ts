// What the command line says.
import { parseArgs } from "node:util";

export const COMMANDS = ["preview", "up", "refresh", "drift", "destroy"] as const;

export type Command = (typeof COMMANDS)[number];

export interface Options {
  readonly command: Command;
  /** How many stacks are under way at once. */
  readonly atOnce: number;
  /** The customers that were asked for; undefined for all. */
  readonly only: readonly string[] | undefined;
  /** How many customers go first; the others follow once these have succeeded. */
  readonly canary: number;
  readonly isResumed: boolean;
  readonly isUnlocking: boolean;
  readonly isClearing: boolean;
  readonly markdown: string | undefined;
  readonly json: string | undefined;
}

export const USAGE = `node fleet.ts COMMAND [options]

  preview    what \`up\` would change
  up         create and update
  refresh    read what is there into the states
  drift      what was changed outside of Pulumi; changes nothing
  destroy    delete everything, and the stacks; needs --only or --all

  --at-once K      stacks under way at once (default 4)
  --only a,b       these customers alone
  --all            every customer (destroy)
  --canary N       the first N customers first, the others if they succeed
  --resume         continue the last run: only customers that it did not finish
  --unlock         remove the locks of killed runs, if no other run is at work
  --clear-pending-creates
                   refresh: end the warning about pending operations
  --markdown FILE, --json FILE
                   write the table there as well

Ends with 0, with 7 if \`drift\` found some, with 1 after a failure.
`;

const TEXT = { type: "string" } as const;
const FLAG = { type: "boolean", default: false } as const;

/** Throws an error that names what is wrong. */
export function optionsOf(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...{ "at-once": TEXT, only: TEXT, canary: TEXT, markdown: TEXT, json: TEXT },
      ...{ all: FLAG, resume: FLAG, unlock: FLAG, "clear-pending-creates": FLAG },
    },
  });
  const [command, ...others] = positionals;
  if (!isCommand(command) || others.length > 0) throw new Error(`Give one of: ${COMMANDS.join(", ")}.`);
  const { only, all, resume } = values;
  if (command === "destroy" && !resume && (only === undefined) === !all)
    throw new Error("destroy needs --only a,b or --all.");
  if (resume && (only !== undefined || values.canary !== undefined))
    throw new Error("--resume continues the last run with its own --only and --canary: omit them.");
  const names = only?.split(",").filter((name) => name !== "");
  if (names?.length === 0) throw new Error("--only names no customer: give --only a,b or omit it.");
  return {
    command,
    atOnce: numberOf("--at-once", values["at-once"] ?? "4", { least: 1, most: 64 }),
    only: names,
    canary: numberOf("--canary", values.canary ?? "0", { least: 0, most: Number.MAX_SAFE_INTEGER }),
    isResumed: resume,
    isUnlocking: values.unlock,
    isClearing: values["clear-pending-creates"],
    markdown: values.markdown,
    json: values.json,
  };
}

function isCommand(word: string | undefined): word is Command {
  return COMMANDS.some((command) => command === word);
}

function numberOf(option: string, text: string, { least, most }: { least: number; most: number }): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new Error(`${option} is ${text}: give a whole number${most === 64 ? " from 1 to 64" : ""}.`);
}
