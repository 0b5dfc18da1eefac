// Kills a run of the CLI as when a machine goes down: the CLI and all its children, while the service holds the answer to a request.
import { createHold, type Emulator, type RequestFilter } from "../../emulator";
import { descendantsOf, haveEnded, signal } from "../interruptions/processes";
import type { Project } from "./pulumi";

/** Runs `up` until the service has acted on the request, or received it, and kills it then; its lock stays. Rejects where the run ends before that. */
export async function killLocked(
  project: Project,
  emulator: Emulator,
  match: RequestFilter,
  act: "after" | "before" = "after",
): Promise<void> {
  const hold = createHold();
  emulator.fault({ match, act, reply: { hold } });
  let cli = 0;
  const onStart = (pid: number): void => {
    cli = pid;
  };
  const run = project.run(["up", "--yes", "--skip-preview"], { onStart });
  const early = await Promise.race([hold.arrived.then(() => undefined), run]);
  if (early !== undefined) throw new Error(early.output);
  const others = descendantsOf(cli);
  process.kill(cli, "SIGKILL");
  for (const each of others) signal(each, "SIGKILL");
  await haveEnded(others, 10_000);
  await run;
  // As when the machine goes down: no one hears the answer.
  await hold.ended;
  hold.drop();
}

/** The same, and takes away the lock that the killed run has left. */
export async function killAt(...given: Parameters<typeof killLocked>): Promise<void> {
  await killLocked(...given);
  await given[0].must(["cancel", "--yes"]);
}
