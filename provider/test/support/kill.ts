// Kills a run of the CLI as when a machine goes down: the CLI and all its children, while the service holds the answer to a request.
import { createHold, type Emulator, type Hold, type RequestFilter } from "../../emulator";
import { descendantsOf, haveEnded, signal } from "../interruptions/processes";
import type { Project } from "./pulumi";

/** Runs the CLI until the service has received all that the holds hold, and kills it then; its lock stays. Rejects where it ends before. */
export async function killDuring(project: Project, args: readonly string[], holds: readonly Hold[]): Promise<void> {
  let cli = 0;
  const onStart = (pid: number): void => {
    cli = pid;
  };
  const run = project.run(args, { onStart });
  const arrived = Promise.all(holds.map((hold) => hold.arrived));
  const early = await Promise.race([arrived.then(() => undefined), run]);
  if (early !== undefined) throw new Error(early.output);
  const others = descendantsOf(cli);
  process.kill(cli, "SIGKILL");
  for (const each of others) signal(each, "SIGKILL");
  await haveEnded(others, 10_000);
  await run;
  for (const hold of holds) {
    // As when the machine goes down: no one hears the answer.
    await hold.ended;
    hold.drop();
  }
}

/** Kills `up` when the service has acted on the request, or received it. */
export async function killLocked(
  project: Project,
  emulator: Emulator,
  match: RequestFilter,
  act: "after" | "before" = "after",
): Promise<void> {
  const hold = createHold();
  emulator.fault({ match, act, reply: { hold } });
  await killDuring(project, ["up", "--yes", "--skip-preview"], [hold]);
}

/** The same, and takes away the lock that the killed run has left. */
export async function killAt(...given: Parameters<typeof killLocked>): Promise<void> {
  await killLocked(...given);
  await given[0].must(["cancel", "--yes"]);
}
