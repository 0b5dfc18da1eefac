// The namespaces of routers, which only the L3 agent sees: a ping from inside one, and what runs there.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

/** Runs a command where the L3 agent of the lab runs; rejects unless it succeeds. */
export async function besideAgent(folder: string, command: readonly string[]): Promise<string> {
  const { pid } = JSON.parse(readFileSync(join(folder, "run/agent-l3.pid"), "utf8")) as { pid: number }; // tools/lib/daemons.mjs
  // The process that we started only waits; its child is the first one in the namespaces.
  const inner = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0] ?? "";
  const { stdout } = await promisify(execFile)("nsenter", ["-t", inner, "-m", "-p", ...command]);
  return stdout;
}

/** Whether packets from an address on one router reach an address behind another. */
export async function pings(folder: string, routerId: string, [from, to]: readonly [string, string]): Promise<boolean> {
  const ping = ["ip", "netns", "exec", `qrouter-${routerId}`, "ping", "-c", "3", "-W", "2", "-I", from, to];
  return besideAgent(folder, ping).then(
    () => true,
    () => false,
  );
}
