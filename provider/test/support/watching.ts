// pulumi-vpnaas-status in the process of a test: an emulator with connections, a folder, and what the command said.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, type EmulatorOptions, startEmulator, type WireObject } from "../../emulator";
import { readStatusArguments } from "../../src/cli/status/arguments";
import { runStatus } from "../../src/cli/status/run";
import { systemClock } from "../../src/core/clock";
import { placeConnection } from "./importing";

/** What a run of the command left. */
export interface StatusRun {
  readonly code: number;
  readonly said: string;
  readonly warned: string;
}

/** A run that goes on until it is ended. */
export interface OpenRun {
  readonly said: string[];
  readonly warned: string[];
  /** What was drawn. */
  readonly written: string[];
  readonly ended: Promise<number>;
  end(): Promise<number>;
}

export interface WatchingStage {
  readonly emulator: Emulator;
  readonly folder: string;
  /** Runs the command to its end. */
  status(...args: string[]): Promise<StatusRun>;
  /** Starts it; `isTerminal`: whether it draws. */
  start(args: readonly string[], options?: { readonly isTerminal: boolean }): OpenRun;
  close(): Promise<void>;
}

/** Id of the connection with that number. */
export function connectionId(number: number): string {
  return `aaaaaaaa-0000-4000-8000-00000000000${number}`;
}

/** Puts a connection in place, with a number for its id and its peer. */
export function placeNumbered(emulator: Emulator, number: number, change: WireObject = {}): void {
  const address = `203.0.113.${number}`;
  const own = { id: connectionId(number), name: `hub-${number}`, peer_address: address, peer_id: address };
  placeConnection(emulator, { ...own, status: "ACTIVE", initiator: "bi-directional", ...change });
}

export async function openWatching(options: EmulatorOptions = {}): Promise<WatchingStage> {
  const emulator = await startEmulator(options);
  const folder = mkdtempSync(join(tmpdir(), "vpnaas-watching-"));
  const environment = { ...emulator.environment, HOME: folder, PATH: "/nonexistent", VPNAAS_DIALECT: emulator.dialect };
  const start: WatchingStage["start"] = (args, { isTerminal } = { isTerminal: false }) => {
    const given = readStatusArguments(args);
    if (given === undefined) throw new Error("help was asked for");
    const [said, warned, written]: [string[], string[], string[]] = [[], [], []];
    const controller = new AbortController();
    const ended = runStatus(given, {
      ...{ folder, environment, clock: systemClock, signal: controller.signal },
      screen: { isTerminal, columns: () => 80, rows: () => 24, write: (text) => void written.push(text) },
      say: (line) => void said.push(line),
      warn: (line) => void warned.push(line),
    });
    ended.catch(() => undefined);
    const end = () => {
      controller.abort();
      return ended;
    };
    return { said, warned, written, ended, end };
  };
  return {
    emulator,
    folder,
    start,
    async status(...args) {
      const run = start(args);
      const code = await run.ended;
      return { code, said: run.said.join("\n"), warned: run.warned.join("\n") };
    },
    async close() {
      rmSync(folder, { recursive: true, force: true });
      await emulator.close();
    },
  };
}

/** Waits until the condition holds. */
export async function until(holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 15_000; !holds(); await new Promise((resolve) => setTimeout(resolve, 20)))
    if (Date.now() > deadline) throw new Error(`It did not happen: ${holds}`);
}
