// The examples as the tests run them: a copy with the packages linked in, on a stack `dev`, with an emulator for each cloud.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator";
import { linkedFolder, ROOT } from "./linkedFolder";
import { type KeySource, Project } from "./pulumi";

/** Opens examples and emulators for them, and closes all of them at the end. */
export class ExampleStage {
  readonly #emulators: Emulator[] = [];
  readonly #projects: Project[] = [];

  async start(options: EmulatorOptions = {}): Promise<Emulator> {
    const emulator = await startEmulator(options);
    this.#emulators.push(emulator);
    return emulator;
  }

  /** A copy of the example with the packages linked in, as in a workspace, and with its own project's stack `dev`. */
  async open(name: string, environment: Record<string, string>, keySource?: KeySource): Promise<Project> {
    const folder = linkedFolder(["typescript"]);
    mkdirSync(join(folder, "node_modules/@types"));
    symlinkSync(join(ROOT, "node_modules/@types/node"), join(folder, "node_modules/@types/node"));
    const source = join(ROOT, "examples", name);
    cpSync(source, folder, { recursive: true });
    const project = await Project.in(folder, environment, keySource);
    this.#projects.push(project);
    return project;
  }

  async close(): Promise<void> {
    for (const project of this.#projects) project.close();
    for (const emulator of this.#emulators) await emulator.close();
  }
}

/** Arguments of `pulumi config set-all` for plain values. */
export function plain(settings: readonly (readonly [string, string])[]): string[] {
  return settings.flatMap(([name, value]) => ["--plaintext", `${name}=${value}`]);
}

/** What the TypeScript compiler says of the project in a folder; empty where all is well. */
export function typeErrors(folder: string): string {
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, "-p", folder, "--noEmit"]);
  return `${stdout}${stderr}`;
}

/** Method, path and body of everything but reads that an emulator was asked for. */
export function writesTo(emulator: Emulator): unknown[] {
  const writes = emulator.vpnRequests().filter(({ method }) => method !== "GET");
  return writes.map(({ method, path, body }) => [method, path, body]);
}
