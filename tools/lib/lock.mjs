// One piece of work at a time, over processes, by a file. Leaves it to the work to be atomic: two processes that both
// take over a lock left behind by a dead one would only do the same work twice.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimes, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { codeOf, say } from "./process.mjs";

const beatMilliseconds = 10_000;
const staleMilliseconds = 60_000;

/**
 * Does `work` while holding the lock file; waits, and reports that once, while another living process holds it.
 *
 * @template T
 * @param {string} file
 * @param {string} what
 * @param {() => Promise<T>} work
 */
export async function withLock(file, what, work) {
  await acquire(file, what);
  const release = () => rmSync(file, { force: true });
  const beat = setInterval(() => utimes(file, new Date(), new Date(), () => {}), beatMilliseconds);
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.removeListener("exit", release);
    release();
  }
}

/**
 * Gives a finished folder its name, so that it is seen whole or not at all; one that was there before stays.
 *
 * @param {string} stage
 * @param {string} folder
 */
export function moveIntoPlace(stage, folder) {
  try {
    renameSync(stage, folder);
  } catch (error) {
    if (codeOf(error) !== "ENOTEMPTY" && codeOf(error) !== "EEXIST") throw error;
    rmSync(stage, { recursive: true, force: true });
  }
}

async function acquire(file, what) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${hostname()} ${process.pid}`);
  try {
    for (let isReported = false; !take(mine, file); isReported = true) {
      if (isStale(file)) rmSync(file, { force: true });
      else if (!isReported) say(`${what}: another run does it already, waiting for it (lock: ${file}) …`);
      await pause(300);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

// A link, not an exclusive create: the lock must never be seen without its content.
function take(mine, file) {
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

// Dead if its process is gone, or, for a holder on another machine with the same cache, if it no longer beats.
function isStale(file) {
  try {
    const [host, pid] = readFileSync(file, "utf8").split(" ");
    if (Date.now() - statSync(file).mtimeMs > staleMilliseconds) return true;
    return host === hostname() && !isAlive(Number(pid));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
