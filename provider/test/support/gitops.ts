// The scripts of examples/gitops, run as a pipeline runs them.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { ROOT } from "./linkedFolder";

/** The folder of the example. */
export const EXAMPLE = join(ROOT, "examples/gitops");

/** What a script left. */
export interface ScriptRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program in a folder, with this environment and nothing else, to its end; any exit code is a result. */
export function runScript(command: readonly string[], cwd: string, env: Record<string, string>): Promise<ScriptRun> {
  const [program = "", ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}

/** Runs `ci/report.mjs` as it lies in the repository. */
export function runReport(args: readonly string[], cwd: string, env: Record<string, string>): Promise<ScriptRun> {
  const path = [dirname(process.execPath), process.env.PATH].join(":");
  return runScript([process.execPath, join(EXAMPLE, "ci/report.mjs"), ...args], cwd, { PATH: path, ...env });
}
