// What the commands share: how a command line is read, where a command runs, and how it ends.
import { reasonOf } from "../core/errors";
import { maskOwn } from "../core/masking/masking";
import { askedVersion } from "./version";

/** A command line that was not understood; the message says what to write instead. */
export class UsageError extends Error {}

/** Where a command runs, and how it speaks: never a secret. */
export interface CommandEnvironment {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** What the user asked for. */
  readonly say: (line: string) => void;
  /** What the user should know besides that. */
  readonly warn: (line: string) => void;
}

interface Command<Given> {
  readonly name: string;
  readonly help: string;
  /** Undefined where help is asked for. Throws a UsageError. */
  readonly read: (args: readonly string[]) => Given | undefined;
  /** Rejects with a sentence for the user. */
  readonly run: (given: Given, environment: CommandEnvironment) => Promise<void>;
}

/** Runs the command of this process, and turns its end into an exit code: 1 where it failed, 2 where it was misused. */
export async function runCommand<Given>({ name, help, read, run }: Command<Given>): Promise<void> {
  try {
    const args = process.argv.slice(2);
    const version = askedVersion(args);
    const given = version === undefined ? read(args) : undefined;
    if (given === undefined) process.stdout.write(version === undefined ? help : `${version}\n`);
    else await run(given, processEnvironment());
  } catch (error) {
    const isMisuse = error instanceof UsageError;
    const advice = isMisuse ? `\nSee ${name} --help.` : "";
    process.stderr.write(`error: ${maskOwn(reasonOf(error))}${advice}\n`);
    process.exitCode = isMisuse ? 2 : 1;
  }
}

function processEnvironment(): CommandEnvironment {
  return {
    folder: process.cwd(),
    environment: process.env,
    say: (line) => void process.stdout.write(`${maskOwn(line)}\n`),
    warn: (line) => void process.stderr.write(`warning: ${maskOwn(line)}\n`),
  };
}

/** A kind of option: with a text, with a text and repeatable, without; and the one that asks for help. */
export const [TEXT, TEXTS, FLAG, HELP_FLAG] = [
  { type: "string" },
  { type: "string", multiple: true },
  { type: "boolean" },
  { type: "boolean", short: "h" },
] as const;

/** What `parse` reads with parseArgs, whose errors are sentences about the option. Throws a UsageError. */
export function understood<Parsed>(parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(reasonOf(error));
  }
}

/** The settings among the options, by their names. */
export function settingsIn({
  cloud,
  region,
  dialect,
}: {
  cloud?: string;
  region?: string;
  dialect?: string;
}): Record<string, string> {
  const given = Object.entries({ cloud, region, dialect });
  return Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
