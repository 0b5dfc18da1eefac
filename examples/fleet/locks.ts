// The locks of stacks, as the error of Pulumi names them.
import { hostname } from "node:os";

/** `USER@HOST (pid N) at TIME` of each lock. */
export function holdersIn(message: string): string[] {
  return [
    ...new Set([...message.matchAll(/created by (\S+@\S+ \(pid \d+\) at \S+)/g)].map(([, holder = ""]) => holder)),
  ];
}

/** Whether one of them is a process that still runs on this machine: its lock is no leftover. */
export function isHeldHere(message: string): boolean {
  const found = holdersIn(message).map((holder) => /@(\S+) \(pid (\d+)\)/.exec(holder) ?? []);
  return found.some(([, host, pid]) => host === hostname() && isRunning(Number(pid)));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, but belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
