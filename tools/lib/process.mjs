// Runs other programs for the tools: with Node 22 of this repository first on PATH, in a process group of their own
// that is ended with us, and with one line of output per step. Knows nothing of what is run.
import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's top folder, absolute. */
export const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");

const localBin = join(root, "node_modules", ".bin");
/** @type {Set<number>} */
const groups = new Set();
/** @type {string | undefined} */
let stopSignal;
let stopsAsked = 0;
let listening = false;

/** PATH with this repository's node_modules/.bin first; `without` gives the user's own PATH instead. */
export const paths = {
  ours: [localBin, ...userPath()].join(delimiter),
  without: userPath().join(delimiter),
};

/** Whether Ctrl-C or a signal has stopped us: then no other way is tried. */
export function wasStopped() {
  return stopSignal !== undefined;
}

/** Prints one line on stderr: stdout belongs to answers that scripts read. @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** The time since `startedAt` (from Date.now()), as text with its unit. @param {number} startedAt */
export function since(startedAt) {
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Reports what begins, every 30 s that it still runs, and how long it took; resolves or rejects as `work` does.
 *
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} work
 */
export async function step(title, work) {
  const startedAt = Date.now();
  say(`${title} …`);
  const beat = setInterval(() => say(`${title} … still running after ${since(startedAt)}`), 30_000);
  try {
    const result = await work();
    say(`${title}: done in ${since(startedAt)}`);
    return result;
  } finally {
    clearInterval(beat);
  }
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {Record<string, string | undefined>} [env] added to ours; undefined takes a variable away
 * @property {number} [limitSeconds]
 * @property {boolean} [show] the program writes to our own stdout and stderr instead of being collected
 * @property {((text: string, stream: "stdout" | "stderr") => void) | undefined} [hear] gets each piece of text as it arrives
 */

/**
 * Runs a program to its end. Rejects if it cannot be started or after a signal to stop, so that nothing else is tried
 * after Ctrl-C.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<{ code: number | null, signal: string | null, stdout: string, stderr: string }>}
 */
export async function run(command, args, options = {}) {
  listenForStop();
  if (stopSignal) throw new Error(`Stopped by ${stopSignal}.`);
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    // The compiler would leave its compile cache in the machine's temporary folder.
    env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1", PATH: paths.ours, ...options.env },
    stdio: options.show ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
    // A group of its own: a time limit or Ctrl-C then reaches the grandchildren too (npm, curl, the Go compiler).
    detached: true,
  });
  const result = { code: null, signal: null, stdout: "", stderr: "" };
  child.stdout?.setEncoding("utf8").on("data", (text) => {
    result.stdout += text;
    options.hear?.(text, "stdout");
  });
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    result.stderr += text;
    options.hear?.(text, "stderr");
  });
  const group = child.pid;
  let limit;
  if (group !== undefined) {
    groups.add(group);
    if (options.limitSeconds) limit = setTimeout(() => signalGroup(group, "SIGKILL"), options.limitSeconds * 1000);
  }
  try {
    await new Promise((resolve, reject) => {
      child.once("error", (error) => reject(new Error(`Could not start ${command}: ${error.message}`)));
      child.once("close", (code, signal) => resolve(Object.assign(result, { code, signal })));
    });
  } finally {
    clearTimeout(limit);
    if (group !== undefined) groups.delete(group);
  }
  if (stopSignal) throw new Error(`Stopped by ${stopSignal}.`);
  return result;
}

/**
 * Like `run`, but rejects unless the program ends with 0; the error carries the last lines that it wrote.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 */
export async function mustRun(command, args, options = {}) {
  const result = await run(command, args, options);
  if (result.code === 0) return result;
  const how = result.code === null ? `was ended by ${result.signal}` : `ended with code ${result.code}`;
  const last = `${result.stdout}\n${result.stderr}`.trim().split("\n").slice(-25).join("\n");
  throw new Error(`${[command, ...args].join(" ")} ${how}${last ? `:\n${last}` : "."}`);
}

/**
 * Calls `main` if the file `url` (import.meta.url) is the program that was started; an error becomes a line and code 1.
 *
 * @param {string} url
 * @param {(args: string[]) => unknown} main
 */
export async function runAsProgram(url, main) {
  if (process.argv[1] === undefined || fileURLToPath(url) !== realpathSync(process.argv[1])) return;
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    say(messageOf(error));
    process.exitCode = 1;
  }
}

/** What was thrown, in words. @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** The code of a system error, such as "ENOENT". @param {unknown} error */
export function codeOf(error) {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function userPath() {
  return (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "" && folder !== localBin);
}

function listenForStop() {
  if (listening) return;
  listening = true;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      // A second one comes from a user who does not want to wait for a tidy end. Programs know that (Pulumi then ends its
      // plugins and itself at once, and could not after a SIGKILL); whoever asks a third time gets it.
      const forward = stopsAsked < 2 ? signal : "SIGKILL";
      stopsAsked += 1;
      stopSignal = signal;
      if (groups.size === 0) process.exit(130);
      for (const group of groups) signalGroup(group, forward);
    });
  }
}

function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
  } catch {
    // It ended in the meantime.
  }
}
