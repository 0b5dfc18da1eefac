// Plays one cell: interrupts a run at its boundary, and then does what a user would do, each way from the same situation.
import { createHash } from "node:crypto";
import { createHold, type Hold } from "../../emulator";
import type { Run } from "../support/pulumi";
import { fingerprintOf, leftBy, problemsOf } from "./look";
import type { Cell, End, Observed, Story, Way } from "./model";
import { descendantsOf, haveEnded, type Process, processOf, signal } from "./processes";
import type { World } from "./world";

/** Milliseconds that a run may take until its boundary, and from the signal to its end. */
const LIMIT = 60_000;

/** What was seen so far in each situation: the title of the cell that was there first, and how it ended. */
export type Memory = Map<string, { readonly title: string; readonly ends: readonly End[] }>;

/** What is to be done with a cell after the interruption. With a memory, a situation that was met before is not played on again. */
export interface PlayOptions {
  readonly ways: readonly Way[];
  readonly memory?: Memory;
  readonly title: string;
}

/** Plays a cell. Rejects only if the boundary was not reached. */
export async function play(world: World, cell: Cell, { ways, memory, title }: PlayOptions): Promise<Observed> {
  const { story } = cell;
  world.restore(await world.beginning(story.before));
  world.project.program(story.program);
  const interrupted = await interrupt(world, cell);
  const leaks = world.leaks().map((name) => `the ${name} can be read after the interruption`);
  const situation = createHash("sha256")
    .update(`${story.name} ${fingerprintOf(world)}`)
    .digest("hex");
  const seen = { ...interrupted.report, left: leftBy(world), situation };
  const known = memory?.get(situation);
  if (known !== undefined && leaks.length === 0 && interrupted.problems.length === 0)
    return { ...seen, ends: known.ends, sameAs: known.title };
  const saved = world.save();
  const ends: End[] = [];
  const quiet = new Set<string>();
  for (const way of ways) {
    if (ends.length > 0) world.restore(saved);
    const problems = await goOn(world, { story, way, quiet });
    ends.push({ way, problems: [...interrupted.problems, ...leaks, ...problems] });
  }
  world.forget(saved);
  memory?.set(situation, { title, ends });
  return { ...seen, ends };
}

/** The command whose run is the story. */
export function commandOf({ command, isParallel }: Story): string[] {
  return [command, "--yes", "--skip-preview", "--parallel", isParallel ? "16" : "1"];
}

interface Interrupted {
  readonly report: Pick<Observed, "ended" | "survivors">;
  readonly problems: readonly string[];
}

async function interrupt(world: World, cell: Cell): Promise<Interrupted> {
  const { story, boundary, moment } = cell;
  const holds = Array.from({ length: boundary.count }, () => createHold());
  const act = moment === "acted" ? "after" : "before";
  for (const hold of holds) world.emulator.fault({ match: boundary.match, skip: boundary.skip, act, reply: { hold } });
  let cli: Process | undefined;
  const running = world.run(commandOf(story), (pid) => {
    cli = processOf(pid);
  });
  await reach(holds, running, boundary.name);
  if (cli === undefined) throw new Error("the CLI has ended before its boundary");
  const others = descendantsOf(cli.pid);
  await strike(cell, { holds, cli, others });
  if (moment === "acted") for (const { arrived } of holds) world.noteDone(await arrived);
  const hasEnded = await haveEnded([cli], LIMIT);
  // As when the machine goes down: what outlives the CLI has finished the request that was under way, and nothing else.
  const survivors = await endAll(hasEnded ? others : [cli, ...others]);
  const run = await running;
  const ended = run.code === -1 ? "killed" : `code ${run.code}`;
  return { report: { ended, survivors }, problems: hasEnded ? [] : [`the CLI did not end within ${LIMIT / 1000} s`] };
}

async function reach(holds: readonly Hold[], running: Promise<Run>, name: string): Promise<void> {
  const timer = new AbortController();
  const first = await Promise.race([
    Promise.all(holds.map(({ arrived }) => arrived)).then(() => "arrived" as const),
    running,
    new Promise<"late">((resolve) => {
      const timeout = setTimeout(() => resolve("late"), LIMIT);
      timer.signal.addEventListener("abort", () => clearTimeout(timeout));
    }),
  ]);
  timer.abort();
  if (first === "arrived") return;
  throw new Error(`the run never came to ${name}${first === "late" ? "" : `:\n${first.output}`}`);
}

interface Struck {
  readonly holds: readonly Hold[];
  readonly cli: Process;
  readonly others: readonly Process[];
}

async function strike({ signal: name, target }: Cell, { holds, cli, others }: Struck): Promise<void> {
  const provider = others.find(({ role }) => role === "provider");
  if (provider === undefined) throw new Error("there is no process of the provider");
  const killed = target === "cli" ? [cli] : target === "provider" ? [provider] : [cli, provider];
  for (const each of killed) signal(each, name);
  // A request whose client has gone is lost, unless the server has acted on it. Who heard a signal may also go on waiting for it.
  const mayBeGone = target !== "cli" ? provider : undefined;
  if (mayBeGone !== undefined && (await haveEnded([mayBeGone], 2_000))) {
    await Promise.all(holds.map(({ ended }) => ended));
    for (const hold of holds) hold.drop();
    return;
  }
  if (name === "SIGKILL") await haveEnded([cli], LIMIT);
  for (const hold of holds) hold.release();
  await Promise.all(holds.map(({ ended }) => ended));
}

async function endAll(processes: readonly Process[]): Promise<string[]> {
  const alive = processes.filter((each) => processOf(each.pid)?.startedAt === each.startedAt);
  for (const each of alive) signal(each, "SIGKILL");
  await haveEnded(alive, LIMIT);
  return alive.map(({ role }) => role).sort();
}

interface GoingOn {
  readonly story: Story;
  readonly way: Way;
  /** Ends in which a preview had nothing to name: it is not asked again about the same one. */
  readonly quiet: Set<string>;
}

async function goOn(world: World, { story, way, quiet }: GoingOn): Promise<string[]> {
  const problems: string[] = [];
  // The way before may have led through an adoptId.
  world.project.program(story.program);
  const must = async (args: readonly string[]): Promise<void> => {
    const run = await world.run(args);
    if (run.code !== 0) problems.push(`pulumi ${args.join(" ")}: ${errorsIn(run.output)}`);
  };
  if (world.isLocked()) await must(["cancel", "--yes"]);
  if (way === "refresh, then again") await must(["refresh", "--yes", "--skip-preview", "--clear-pending-creates"]);
  // Said where the state holds nothing of the update that was interrupted.
  if (/update the\s+connections that use it by hand/.test(world.printed)) world.updateConnections();
  problems.push(...(await untilDone(world, story)));
  problems.push(...problemsOf(world, story));
  const end = fingerprintOf(world);
  if (story.command === "up" && problems.length === 0 && !quiet.has(end)) {
    await must(["preview", "--expect-no-changes"]);
    if (problems.length === 0) quiet.add(end);
  }
  return [...problems, ...world.leaks().map((name) => `the ${name} can be read`)];
}

/** Most refusals that a user follows: one for each object of a story. */
const MOST_REFUSALS = 8;

// Where nothing proves whose an object is, the command says what to do: the user adopts it, or deletes what a replacement left.
async function untilDone(world: World, { command, program }: Story): Promise<string[]> {
  let text = program;
  for (let refusals = 0; ; refusals += 1) {
    const { code, output } = await world.run([command, "--yes", "--skip-preview"]);
    if (code === 0) return [];
    const [, name = "", id = "", advice = ""] = REFUSAL.exec(output) ?? [];
    if (id === "" || refusals === MOST_REFUSALS) return [`pulumi ${command}: ${errorsIn(output)}`];
    if (advice.startsWith("To manage")) text = text.replace(`("${name}", {`, `("${name}", { adoptId: "${id}",`);
    else world.remove(id);
    world.project.program(text);
  }
}

const REFUSAL =
  /"(\S+?)(?:-[0-9a-f]{7})?" was not created: an identical, unused one already exists that is not in this stack's state: (\S+)\. (To manage|If an interrupted)/;

// `error: update failed` is said of the stack, and comes first as often as last.
function errorsIn(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  const errors = lines.filter((line) => /^error: /.test(line) && !/^error: (update|preview) failed$/.test(line));
  return errors.length > 0 ? errors.join(" ") : output;
}
