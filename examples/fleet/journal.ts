// What a run has finished, so that `--resume` does only what is left. Written after each stack: a killed run loses nothing of it.
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Customer } from "./customers.ts";
import type { Command } from "./options.ts";

interface Run {
  readonly command: Command;
  /** In the order in which they are visited, the canaries first. */
  readonly names: readonly string[];
  readonly canary: number;
  /** Fingerprint of each customer that is finished. */
  readonly done: Record<string, string>;
}

export class Journal {
  readonly #file: string;
  #run: Run;

  private constructor(file: string, run: Run) {
    this.#file = file;
    this.#run = run;
  }

  /** A run that begins; it forgets the last one. */
  static begin(folder: string, run: Omit<Run, "done">): Journal {
    const journal = new Journal(join(folder, "run.json"), { ...run, done: {} });
    journal.#write();
    return journal;
  }

  /** The last run, which was not finished. */
  static resume(folder: string, command: Command): Journal {
    const file = join(folder, "run.json");
    const run = read(file);
    if (run === undefined) throw new Error("There is no unfinished run here: omit --resume.");
    if (run.command !== command)
      throw new Error(`The unfinished run is \`${run.command}\`: resume that, or omit --resume.`);
    return new Journal(file, run);
  }

  get names(): readonly string[] {
    return this.#run.names;
  }

  get canary(): number {
    return this.#run.canary;
  }

  /** Whether the run has finished this customer, and nothing has changed since. */
  isDone({ name, fingerprint }: Customer): boolean {
    return this.#run.done[name] === fingerprint;
  }

  finish({ name, fingerprint }: Customer): void {
    this.#run.done[name] = fingerprint;
    this.#write();
  }

  /** Nothing is left. */
  close(): void {
    rmSync(this.#file, { force: true });
  }

  #write(): void {
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#run));
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function read(file: string): Run | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
