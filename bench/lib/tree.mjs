// The most memory of everything that this process has started, without itself, as Linux's /proc knows it: proportional shares, so
// that what several processes share counts once.
import { readdirSync, readFileSync } from "node:fs";

/** Milliseconds between two looks: a peak between them is missed. */
const BEAT = 250;

/** Watches; `end()` gives the peak in bytes, or undefined where nothing was seen. */
export function watchTree() {
  let peak = 0;
  const beat = setInterval(() => {
    peak = Math.max(peak, shareOfChildren());
  }, BEAT);
  return {
    end() {
      clearInterval(beat);
      return peak === 0 ? undefined : peak;
    },
  };
}

function shareOfChildren() {
  return descendants().reduce((sum, pid) => sum + shareOf(pid), 0);
}

function descendants() {
  const parents = new Map(processes().map((pid) => [pid, parentOf(pid)]));
  const isBelow = (pid) => {
    for (let each = parents.get(pid); each !== undefined; each = parents.get(each))
      if (each === process.pid) return true;
    return false;
  };
  return [...parents.keys()].filter(isBelow);
}

function processes() {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return []; // not Linux
  }
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined; // it has ended
  }
}

function shareOf(pid) {
  try {
    const kibibytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1];
    return Number(kibibytes ?? 0) * 1024;
  } catch {
    return 0; // it has ended, or belongs to another user
  }
}
