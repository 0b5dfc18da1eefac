#!/usr/bin/env node
// The command pulumi-vpnaas-status: prints what run.ts says and turns its end into an exit code (arguments.ts lists them). Ctrl-C ends a watch well.
import { systemClock } from "../../core/clock";
import { reasonOf } from "../../core/errors";
import { maskOwn } from "../../core/masking/masking";
import { UsageError } from "../usageError";
import { askedVersion } from "../version";
import { readStatusArguments, STATUS_HELP, type View } from "./arguments";
import { runStatus } from "./run";

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isMisuse = error instanceof UsageError;
    const advice = isMisuse ? "\nSee pulumi-vpnaas-status --help." : "";
    process.stderr.write(`error: ${maskOwn(reasonOf(error))}${advice}\n`);
    process.exitCode = isMisuse ? 2 : 1;
  },
);

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const version = askedVersion(args);
  const given = version === undefined ? readStatusArguments(args) : undefined;
  if (given === undefined) {
    process.stdout.write(version === undefined ? STATUS_HELP : `${version}\n`);
    return 0;
  }
  const { stdout } = process;
  // Whoever reads the output has left: `| head`.
  stdout.once("error", () => process.exit());
  const code = await runStatus(given, {
    folder: process.cwd(),
    environment: process.env,
    clock: systemClock,
    signal: endOf(given.view.kind),
    screen: {
      isTerminal: stdout.isTTY === true,
      columns: () => (stdout.isTTY ? stdout.columns : 80),
      rows: () => (stdout.isTTY ? stdout.rows : Number.POSITIVE_INFINITY),
      write: (text) => void stdout.write(text),
    },
    say: (line) => void stdout.write(`${line}\n`),
    warn: (line) => void process.stderr.write(`warning: ${maskOwn(line)}\n`),
  });
  // Requests that are under way must not keep a process that has been ended.
  if (given.view.kind === "watch" || given.view.kind === "prometheus") process.exit(code);
  return code;
}

// What goes on until it is ended ends well at the first signal; the second one kills. Everything else is ended by the first.
function endOf(goesOn: View["kind"]): AbortSignal {
  const controller = new AbortController();
  if (goesOn !== "watch" && goesOn !== "prometheus") return controller.signal;
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}
