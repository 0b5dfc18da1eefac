// Warnings about inputs, one line for each kind: the engine checks one resource after the other, so what is to be said is
// gathered for a moment, and said at the latest when the process ends.
import { writeSync } from "node:fs";
import { maskOwn } from "../core/masking/masking";

const MOMENT_MILLISECONDS = 1_500;
/** Names that a line shows; the others are counted. */
const MOST_NAMED = 3;
const STANDARD_ERROR = 2;

/** Takes warnings, and says them a moment later. */
interface Gatherer {
  /** One warning about the object with that name. What was said in this process is not said again. */
  add(name: string, warning: string): void;
}

/** Makes a gatherer of a process; `say` writes a line at once, even while the process ends. Each line begins with `word`. */
export function createGatherer(say: (line: string) => void = sayNow, word = "warning"): Gatherer {
  const told = new Set<string>();
  const waiting = new Map<string, Gathered>();
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    for (const gathered of waiting.values()) say(maskOwn(`${word}: ${lineOf(gathered)}`));
    waiting.clear();
  };
  let isListening = false;
  return {
    add(name, warning) {
      const key = JSON.stringify([name, warning]);
      if (told.has(key)) return;
      told.add(key);
      const { kind, value, ...rest } = readWarning(warning);
      const gathered = waiting.get(kind) ?? { ...rest, names: [], values: new Set<string>() };
      gathered.names.push(name);
      if (value !== undefined) gathered.values.add(value);
      waiting.set(kind, gathered);
      clearTimeout(timer);
      timer = setTimeout(flush, MOMENT_MILLISECONDS);
      if (!isListening) flushAtEnd(flush);
      isListening = true;
    },
  };
}

interface Gathered {
  readonly before: string;
  readonly after: string;
  readonly names: string[];
  readonly values: Set<string>;
}

// Warnings of one kind differ in the value at most: `mtu is 1400: …`.
function readWarning(warning: string) {
  const [, before = warning, value, after = ""] =
    /^([\w.]+ is )("(?:[^"\\]|\\.)*"|[\w.-]+)(: .*)$/s.exec(warning) ?? [];
  return { kind: JSON.stringify([before, after]), before, value, after };
}

function lineOf({ before, after, names, values }: Gathered): string {
  const text = `${before}${[...values].slice(0, MOST_NAMED).join(" or ")}${values.size > MOST_NAMED ? " or another" : ""}${after}`;
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  const named = `${names.slice(0, MOST_NAMED).join(", ")}${more}`;
  return names.length === 1 ? `${named}: ${text}` : `${names.length} objects (${named}): ${text}`;
}

// Writes a line to standard error at once, even while the process ends.
function sayNow(line: string): void {
  writeSync(STANDARD_ERROR, `${line}\n`);
}

let hasResources = false;

/** A program declares a resource: then the provider's process says what one process of a run has to say. */
export function leaveToProvider(): void {
  hasResources = true;
}

/** Says it when the program ends, unless the provider has: a lookup may come before the first resource. */
export function sayWithoutProvider(message: string): void {
  process.once("exit", () => {
    if (!hasResources) sayNow(message);
  });
}

// The engine ends its providers with a signal once the last resource is done.
function flushAtEnd(flush: () => void): void {
  process.once("exit", flush);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const isAlone = process.listenerCount(signal) === 0;
    process.once(signal, () => {
      flush();
      if (isAlone) process.kill(process.pid, signal);
    });
  }
}
