// Runs a program to its end and hears all that it says; it belongs to the process group of the tests, so that Ctrl-C ends it as well.
import { spawn } from "node:child_process";

export interface Ended {
  readonly code: number;
  /** Both streams in the order of arrival. */
  readonly output: string;
}

interface Where {
  readonly cwd: string;
  /** The whole environment of the program. */
  readonly env: Readonly<Record<string, string>>;
}

/** Any exit code is a result. */
export function shell([command = "", ...args]: readonly string[], { cwd, env }: Where): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? -1, output }));
  });
}

/** The same for what has to succeed; resolves to what it said. */
export async function mustShell(command: readonly string[], where: Where): Promise<string> {
  const { code, output } = await shell(command, where);
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code}:\n${output}`);
  return output.trim();
}
