// The most memory that the process of a provider has used, as Linux's /proc knows it.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Milliseconds between two looks. The kernel keeps the peak: only growth after the last look before the end is missed. */
const BEAT = 50;

/**
 * Watches for a provider process whose folder is this one; `end()` gives its peak of resident memory in bytes, or undefined.
 *
 * @param {string} folder
 */
export function watchMemory(folder) {
  let pid;
  let peak;
  const beat = setInterval(() => {
    pid ??= providerIn(folder);
    const now = pid === undefined ? undefined : peakOf(pid);
    peak = now ?? peak;
  }, BEAT);
  return {
    end() {
      clearInterval(beat);
      return peak;
    },
  };
}

function providerIn(folder) {
  try {
    return readdirSync("/proc").find((name) => /^\d+$/.test(name) && isProviderIn(folder, name));
  } catch {
    return undefined; // not Linux
  }
}

function isProviderIn(folder, pid) {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    // The launcher of the dynamic one runs a `node -e` that names the file as well.
    const isProvider =
      /^[^\0]*node\0(?:--[^\0]*\0)*[^\0]*(cmd\/dynamic-provider|pulumi-resource-vpnaas\/main\.js)/.test(command);
    return isProvider && readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false; // it has ended, or belongs to another user
  }
}

function peakOf(pid) {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
  } catch {
    return undefined;
  }
}
