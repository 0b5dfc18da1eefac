#!/usr/bin/env node
// The command pulumi-vpnaas-status; arguments.ts lists its exit codes. Ctrl-C ends a watch well.
import { systemClock } from "../../core/clock";
import { runCommand } from "../command";
import { readStatusArguments, STATUS_HELP, type View } from "./arguments";
import { runStatus } from "./run";

void runCommand({
  name: "pulumi-vpnaas-status",
  help: STATUS_HELP,
  read: readStatusArguments,
  async run(given, environment) {
    const { stdout } = process;
    // Whoever reads the output has left: `| head`.
    stdout.once("error", () => process.exit());
    const code = await runStatus(given, {
      ...environment,
      clock: systemClock,
      signal: endOf(given.view.kind),
      screen: {
        isTerminal: stdout.isTTY === true,
        columns: () => (stdout.isTTY ? stdout.columns : 80),
        rows: () => (stdout.isTTY ? stdout.rows : Number.POSITIVE_INFINITY),
        write: (text) => void stdout.write(text),
      },
      // Each text of the service is masked where it is put into a line.
      say: (line) => void stdout.write(`${line}\n`),
    });
    // Requests that are under way must not keep a process that has been ended.
    if (given.view.kind === "watch" || given.view.kind === "prometheus") process.exit(code);
    process.exitCode = code;
  },
});

// What goes on until it is ended ends well at the first signal; the second one kills. Everything else is ended by the first.
function endOf(goesOn: View["kind"]): AbortSignal {
  const controller = new AbortController();
  if (goesOn !== "watch" && goesOn !== "prometheus") return controller.signal;
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}
