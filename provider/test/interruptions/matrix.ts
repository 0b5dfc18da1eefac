// The whole matrix: finds the boundaries of each story by playing it once without interruption, makes the cells and plays them.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Dialect, RequestEntry } from "../../emulator";
import { problemsOf } from "./look";
import {
  type Boundary,
  type Cell,
  type Host,
  type Line,
  MOMENTS,
  type Observed,
  SIGNALS,
  type Story,
  TARGETS,
  titleOf,
  WAYS,
} from "./model";
import { commandOf, type Memory, play } from "./play";
import { STORIES } from "./stories";
import { World } from "./world";

/** Which cells are wanted: a part of the name of the story or the boundary, and whole names of the others, separated by commas. */
export interface Choice {
  readonly story?: string;
  readonly boundary?: string;
  readonly signal?: string;
  readonly target?: string;
  /** With the native plugin; else with the dynamic provider. */
  readonly plugin?: boolean;
  /** Plays on from each interruption, also where another one has left the same. */
  readonly every?: boolean;
  /** After so many minutes no further cell is begun. */
  readonly minutes?: string;
  /** Continues where an earlier run of the same code stopped: what was green there is not played again. */
  readonly resume?: boolean;
}

/** Runs of the CLI that are played at the same time. More make it no faster on two cores. */
const AT_ONCE = 2;
/** What is played first, so that a part of the matrix says most. */
const FIRST = ["SIGKILL both", "SIGKILL cli", "SIGKILL provider", "SIGINT cli", "SIGTERM cli"];
/** Things that a program creates at the same time when nothing holds them back. */
const PARTS = { path: /\/vpn\/(vpnservices|ikepolicies|ipsecpolicies|endpoint-groups)$/, count: 5 };

/** Opens and keeps a world for each dialect. */
export class Worlds {
  readonly #host: Host;
  readonly #open = new Map<Dialect, World>();

  constructor(host: Host) {
    this.#host = host;
  }

  async for({ dialect }: Story): Promise<World> {
    const world = this.#open.get(dialect) ?? (await World.open(dialect, this.#host));
    this.#open.set(dialect, world);
    return world;
  }

  async close(): Promise<void> {
    for (const world of this.#open.values()) await world.close();
  }
}

/** Plays the chosen cells and writes each as a line of JSON to the file; the first line holds their number. */
export async function playMatrix(choice: Choice, file: string): Promise<void> {
  const host = choice.plugin === true ? "plugin" : "dynamic";
  const groups = Array.from({ length: AT_ONCE }, () => new Worlds(host));
  try {
    const cells: Cell[] = [];
    for (const story of STORIES.filter(({ name }) => name.includes(choice.story ?? ""))) {
      const [worlds = new Worlds(host)] = groups;
      cells.push(...cellsOf(story, await boundariesOf(await worlds.for(story), story)).filter(isChosen(choice)));
    }
    const before = choice.resume === true ? greenIn(file) : [];
    const lines = [{ cells: cells.length }, ...before].map((line) => `${JSON.stringify(line)}\n`);
    writeFileSync(file, lines.join(""));
    const memory: Memory | undefined = choice.every === true ? undefined : memoryOf(before);
    const done = new Set(before.map(({ title }) => title));
    const rest = byWeight(cells).filter(([, cell]) => !done.has(titleOf(cell)));
    const waiting = createQueue(choice.minutes, rest);
    await Promise.all(groups.map((worlds) => work(worlds, waiting, { memory, file })));
  } finally {
    for (const worlds of groups) await worlds.close();
  }
}

function greenIn(file: string): Line[] {
  if (!existsSync(file)) return [];
  const [, ...lines] = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines
    .map((line) => JSON.parse(line) as Line) // written below
    .filter(({ ends }) => ends.every(({ problems }) => problems.length === 0));
}

function memoryOf(lines: readonly Line[]): Memory {
  return new Map(lines.filter(({ sameAs }) => sameAs === undefined).map((line) => [line.situation, line]));
}

function byWeight(cells: readonly Cell[]): [number, Cell][] {
  const weight = ({ signal, target }: Cell) => FIRST.toReversed().indexOf(`${signal} ${target}`);
  return [...cells.entries()].sort(([, one], [, other]) => weight(other) - weight(one));
}

interface Queue {
  /** The next cell to play, if possible of a story that no one else is at: its neighbours often leave the same. */
  next(before: Cell | undefined): [number, Cell] | undefined;
}

function createQueue(minutes: string | undefined, cells: [number, Cell][]): Queue {
  const end = minutes === undefined ? Number.POSITIVE_INFINITY : performance.now() + Number(minutes) * 60_000;
  const busy = new Set<Story>();
  return {
    next(before) {
      if (before !== undefined) busy.delete(before.story);
      if (performance.now() >= end) return undefined;
      const free = cells.findIndex(([, { story }]) => !busy.has(story));
      const [next] = cells.splice(Math.max(0, free), 1);
      if (next !== undefined) busy.add(next[1].story);
      return next;
    },
  };
}

async function work(
  worlds: Worlds,
  queue: Queue,
  { memory, file }: { memory: Memory | undefined; file: string },
): Promise<void> {
  for (let next = queue.next(undefined); next !== undefined; next = queue.next(next[1])) {
    const [place, cell] = next;
    const { story, boundary, ...rest } = cell;
    const title = titleOf(cell);
    const options = { ways: WAYS, title, ...(memory === undefined ? {} : { memory }) };
    const seen = await play(await worlds.for(story), cell, options).catch(brokenOff);
    const line: Line = { place, story: story.name, boundary: boundary.name, ...rest, title, ...seen };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  }
}

function brokenOff(error: unknown): Observed {
  const problem = `broke off: ${error instanceof Error ? error.message : String(error)}`;
  return { ended: "", left: "", situation: "", survivors: [], ends: [{ way: "again", problems: [problem] }] };
}

function isChosen({ boundary, signal, target }: Choice): (cell: Cell) => boolean {
  const among = (chosen: string | undefined, name: string) => chosen === undefined || chosen.split(",").includes(name);
  return (cell) =>
    cell.boundary.name.includes(boundary ?? "") && among(signal, cell.signal) && among(target, cell.target);
}

function cellsOf(story: Story, boundaries: readonly Boundary[]): Cell[] {
  const moments = ({ name }: Boundary) => MOMENTS.filter((each) => each === "received" || !/^(GET|login)/.test(name));
  return boundaries.flatMap((boundary) =>
    moments(boundary).flatMap((moment) =>
      TARGETS.flatMap((target) => SIGNALS.map((signal) => ({ story, boundary, moment, signal, target }))),
    ),
  );
}

/** Plays a story to its end and takes each of its requests for a boundary. Rejects if it does not end well. */
async function boundariesOf(world: World, story: Story): Promise<Boundary[]> {
  if (story.isParallel) {
    return [
      { name: "POST all parts at once", match: { method: "POST", path: PARTS.path }, skip: 0, count: PARTS.count },
    ];
  }
  world.restore(await world.beginning(story.before));
  world.project.program(story.program);
  const { code, output } = await world.run(commandOf(story));
  const problems = problemsOf(world, story);
  if (code !== 0 || problems.length > 0)
    throw new Error([`${story.name} fails by itself`, ...problems, output].join("\n"));
  const seen = new Map<string, number>();
  return world.emulator.log.map((entry) => {
    const key = `${entry.method} ${kindOf(entry)}`;
    const skip = seen.get(key) ?? 0;
    seen.set(key, skip + 1);
    const path = entry.path.startsWith("/v3/") ? entry.path : new RegExp(`/vpn/${kindOf(entry)}`);
    const name = entry.path.startsWith("/v3/") ? "login" : key;
    return { name: skip === 0 ? name : `${name} ${skip + 1}`, match: { method: entry.method, path }, skip, count: 1 };
  });
}

function kindOf({ path }: RequestEntry): string {
  return path.split("/")[3] ?? path;
}
