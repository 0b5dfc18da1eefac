// Processes that outlive the program that starts them: each known by a file with its id and start time, its output in a log,
// and ended by that id alone.
import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** @typedef {{ command: string, args: string[], env: Record<string, string> }} Program */

/**
 * Starts a program in a process group of its own, with its output at the end of `<folder>/log/<name>.log`.
 *
 * @param {string} folder
 * @param {string} name
 * @param {Program} program
 */
export function startProcess(folder, name, { command, args, env }) {
  const log = openSync(join(folder, "log", `${name}.log`), "a");
  const child = spawn(command, args, { cwd: folder, env, detached: true, stdio: ["ignore", log, log] });
  closeSync(log);
  child.once("error", (error) => process.stderr.write(`${name}: ${error.message}\n`));
  if (child.pid === undefined) throw new Error(`${name}: ${command} could not be started.`);
  child.unref();
  writeFileSync(pidFile(folder, name), JSON.stringify({ pid: child.pid, startedAt: startTimeOf(child.pid) }));
}

/**
 * The id of the process with this name, or undefined if it does not run.
 *
 * @param {string} folder
 * @param {string} name
 */
export function runningPid(folder, name) {
  if (!existsSync(pidFile(folder, name))) return undefined;
  const { pid, startedAt } = JSON.parse(readFileSync(pidFile(folder, name), "utf8"));
  // The time tells our process from a later one with the same number.
  return startedAt !== undefined && startTimeOf(pid) === startedAt ? pid : undefined;
}

/**
 * Asks the process to end, insists after 20 seconds, and ends what is left of its group.
 *
 * @param {string} folder
 * @param {string} name
 * @param {NodeJS.Signals} signal
 */
export async function stopProcess(folder, name, signal = "SIGTERM") {
  const pid = runningPid(folder, name);
  if (pid !== undefined) {
    process.kill(pid, signal);
    for (let tries = 0; tries < 200 && runningPid(folder, name) !== undefined; tries += 1) await pause(100);
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // Nothing of the group is left.
    }
  }
  rmSync(pidFile(folder, name), { force: true });
}

/** Names of the processes that have been started and not stopped. @param {string} folder */
export function knownProcesses(folder) {
  const run = join(folder, "run");
  const files = existsSync(run) ? readdirSync(run) : [];
  return files.filter((file) => file.endsWith(".pid")).map((file) => file.slice(0, -".pid".length));
}

/**
 * Resolves once `isReady` does to true; rejects when the process has ended or the time is over.
 *
 * @param {string} folder
 * @param {string} name
 * @param {{ seconds: number, isReady: () => Promise<boolean> }} until
 */
export async function untilReady(folder, name, { seconds, isReady }) {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await pause(100)) {
    if (await isReady().catch(() => false)) return;
    if (runningPid(folder, name) === undefined) throw new Error(`${name} has ended: see ${lastLines(folder, name)}`);
  }
  throw new Error(`${name} was not ready after ${seconds} s: see ${lastLines(folder, name)}`);
}

function lastLines(folder, name) {
  const file = join(folder, "log", `${name}.log`);
  return `${file}\n${readFileSync(file, "utf8").trimEnd().split("\n").slice(-12).join("\n")}`;
}

function pidFile(folder, name) {
  return join(folder, "run", `${name}.pid`);
}

// Field 22 of /proc/PID/stat, counted after the name in brackets, which may hold spaces; a zombie counts as ended.
function startTimeOf(pid) {
  try {
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return state === "Z" || state === "X" ? undefined : fields[18];
  } catch {
    return undefined;
  }
}
