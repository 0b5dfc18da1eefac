// Runs the Pulumi CLI without questions, and finds a project as it does. What it prints on its standard output is never shown: it may hold secrets.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where and how the CLI runs. */
interface PulumiCommand {
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** What it reads on its standard input: the only way by which a secret may go to it. */
  readonly input?: string;
  /** The program; without it, the first `pulumi` on the PATH. */
  readonly program?: string | undefined;
  /** Milliseconds after which it is ended; without it, never. */
  readonly timeLimit?: number;
}

/** Path of the project file in the folder or in the nearest one above it, as the CLI looks for it; undefined where there is none. */
export function projectFileAbove(folder: string): string | undefined {
  const path = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].map((name) => join(folder, name)).find(existsSync);
  if (path !== undefined) return path;
  return dirname(folder) === folder ? undefined : projectFileAbove(dirname(folder));
}

/** There is no CLI to run. */
export class CommandMissing extends Error {
  constructor() {
    super("the command pulumi is not on the PATH");
    this.name = "CommandMissing";
  }
}

/** The CLI did not end within its time limit. */
export class CommandTooSlow extends Error {
  constructor(what: string, timeLimit: number) {
    super(`${what} did not end within ${timeLimit / 1000} s`);
    this.name = "CommandTooSlow";
  }
}

/** Resolves to what the CLI printed. Rejects with a sentence that holds its complaint, with CommandMissing where there is no CLI. */
export function runPulumi({
  args,
  folder,
  environment,
  input = "",
  program = "pulumi",
  timeLimit,
}: PulumiCommand): Promise<string> {
  const all = [...args, "--non-interactive", "--color", "never"];
  const what = `pulumi ${args.slice(0, args[0] === "config" && args[1] === "set" ? 2 : 1).join(" ")}`;
  return new Promise((resolve, reject) => {
    const child = spawn(program, all, { cwd: folder, env: environment, stdio: ["pipe", "pipe", "pipe"] });
    let isTooSlow = false;
    const end = (): void => {
      isTooSlow = child.kill("SIGKILL");
    };
    const timer = timeLimit === undefined ? undefined : setTimeout(end, timeLimit);
    let [output, complaint] = ["", ""];
    child.stdout.setEncoding("utf8");
    child.stderr.setEncoding("utf8");
    child.stdout.on("data", (chunk: string) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk: string) => {
      complaint += chunk;
    });
    // A CLI that ends without reading says why on its own.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    child.once("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(error.code === "ENOENT" ? new CommandMissing() : new Error(`${what} failed: ${error.message}`));
    });
    child.once("close", (code) => {
      clearTimeout(timer);
      if (code === 0) resolve(output);
      else if (isTooSlow && timeLimit !== undefined) reject(new CommandTooSlow(what, timeLimit));
      else reject(new Error(`${what} failed: ${firstLine(complaint)}`));
    });
  });
}

/** What the CLI printed, as JSON. Throws a sentence that holds nothing of it. */
export function readPrinted(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser quotes what it cannot read.
    throw new Error(`${what} printed something other than JSON`);
  }
}

function firstLine(complaint: string): string {
  const lines = complaint.split("\n").map((line) => line.trim());
  const line = lines.find((each) => each.startsWith("error:")) ?? lines.find((each) => each !== "");
  return (line ?? "it said nothing").replace(/^error:\s*/, "");
}
