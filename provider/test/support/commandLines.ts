// Reads the command lines of all processes of this machine, again and again: what stands there, every user can read.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A watch over command lines. */
export interface CommandLines {
  /** Ends it: every command line that was seen, once for each process. */
  stop(): readonly string[];
}

interface Process {
  readonly id: string;
  readonly parent: string;
  readonly line: string;
}

const INTERVAL = 20;

/** Watches until it is stopped: all processes, or those `below` another one, where other tests may run at the same time. */
export function watchCommandLines({ below }: { below?: number } = {}): CommandLines {
  const seen = new Map<string, string>();
  const look = () => {
    const all = new Map(processes().map((each) => [each.id, each]));
    for (const { id, parent, line } of all.values())
      if (below === undefined || isBelow(parent, String(below), all)) seen.set(`${id} ${line}`, line);
  };
  const timer = setInterval(look, INTERVAL);
  return {
    stop() {
      clearInterval(timer);
      look();
      return [...seen.values()];
    },
  };
}

function isBelow(id: string | undefined, ancestor: string, all: ReadonlyMap<string, Process>): boolean {
  if (id === undefined || id === ancestor) return id === ancestor;
  return isBelow(all.get(id)?.parent, ancestor, all);
}

function processes(): Process[] {
  if (!existsSync("/proc")) {
    const { stdout } = spawnSync("ps", ["-axww", "-o", "pid=,ppid=,command="], { encoding: "utf8" });
    const lines = [...stdout.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)];
    return lines.map(([, id = "", parent = "", line = ""]) => ({ id, parent, line }));
  }
  return readdirSync("/proc").flatMap((id) => (/^\d+$/.test(id) ? processIn(id) : []));
}

function processIn(id: string): Process[] {
  try {
    const line = readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    const [, parent = ""] = /\) \S (\d+)/.exec(readFileSync(`/proc/${id}/stat`, "utf8")) ?? [];
    return line === "" ? [] : [{ id, parent, line }];
  } catch {
    return []; // it has ended meanwhile
  }
}
