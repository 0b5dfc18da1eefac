// The scripts of examples/gitops, run as a pipeline runs them.
import { spawn } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Emulator } from "../../emulator";
import type { ExampleStage } from "./examples";
import type { ForgeStub } from "./forgeStub";
import { ROOT } from "./linkedFolder";
import type { Project } from "./pulumi";

/** The folder of the example. */
export const EXAMPLE = join(ROOT, "examples/gitops");

/** The key of each site; no output may hold it. */
export const PSK = "Canary-psk-0123456789";

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

/** The example in a repository whose pipeline runs at a forge: the stack `dev` with the settings of `Pulumi.prod.yaml`. */
export class Pipeline {
  readonly project: Project;
  readonly #emulator: Emulator;
  readonly #forge: ForgeStub;
  /** Everything that the scripts printed. */
  printed = "";

  constructor(project: Project, emulator: Emulator, forge: ForgeStub) {
    this.project = project;
    this.#emulator = emulator;
    this.#forge = forge;
  }

  /** Copies the example, makes its stack, and gives each site a key. */
  static async open(stage: ExampleStage, emulator: Emulator, forge: ForgeStub): Promise<Pipeline> {
    const project = await stage.open("gitops", { ...emulator.environment, PULUMI_NODEJS_TRANSPILE_ONLY: "true" });
    const [ofDev, ofProd] = ["dev", "prod"].map((stack) => join(project.folder, `Pulumi.${stack}.yaml`));
    if (ofDev === undefined || ofProd === undefined) throw new Error("two names");
    appendFileSync(ofDev, readFileSync(ofProd));
    const sites = ["berlin", "lisbon", "paris"].flatMap((site) => ["--secret", `psks.${site}=${PSK}`]);
    await project.must(["config", "set-all", "--path", ...sites]);
    return new Pipeline(project, emulator, forge);
  }

  /** Runs one of `ci/*.sh` as a job does. */
  async job(script: string, { args = [], env = {} }: { args?: string[]; env?: Record<string, string> } = {}) {
    this.#emulator.clearLog();
    const given = { ...this.project.environment, ...this.#forge.environment, PULUMI_STACK: "dev", ...env };
    const run = await runScript(["sh", `ci/${script}.sh`, ...args], this.project.folder, given);
    this.printed += run.stdout + run.stderr;
    return run;
  }

  /** Changes sites.json. */
  edit(change: (sites: Record<string, Record<string, unknown>>) => void): void {
    const sites = JSON.parse(readFileSync(join(this.project.folder, "sites.json"), "utf8"));
    change(sites);
    this.project.write("sites.json", JSON.stringify(sites));
  }

  /** Each file of the backend with its time: what wrote nothing leaves them as they are. */
  backend(): string[] {
    const folder = join(this.project.folder, "backend");
    const files = readdirSync(folder, { recursive: true, withFileTypes: true });
    return files.map(
      (file) => `${join(file.parentPath, file.name)} ${statSync(join(file.parentPath, file.name)).mtimeMs}`,
    );
  }
}
