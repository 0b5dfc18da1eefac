// A Pulumi project in a temporary folder, driven with the real CLI on a file backend of its own.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { KINDS, type Kind } from "../../src/core/schema";
import { isEmptyStackKnown, keepEmptyStack, putEmptyStack } from "./emptyStack";
import { linkedFolder, ROOT } from "./linkedFolder";
import { VAULT_PROVIDER, vaultEnvironment } from "./vault";

/** What a run of the CLI left: exit code, what it printed (both streams in order of arrival), and each stream alone. */
export interface Run {
  readonly code: number;
  readonly output: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** The lines that were printed, each stream alone: where the two meet, one may break a line of the other. */
export function linesOf({ stdout, stderr }: Run): string[] {
  return [stdout, stderr].flatMap((text) => text.split("\n"));
}

/** How a run differs from the usual one. */
export interface RunOptions {
  readonly env?: Record<string, string>;
  /** Called with everything printed so far, whenever something is; to send signals at the right moment. */
  readonly onOutput?: (output: string, signal: (name: NodeJS.Signals) => void) => void;
  /** Called with the id of the process once it runs. */
  readonly onStart?: (pid: number) => void;
}

/** A resource as `pulumi stack export --show-secrets` shows it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly initErrors?: string[];
  readonly sourcePosition?: string;
}

/** A step of `pulumi preview --json`. */
export interface PreviewStep {
  readonly op: string;
  readonly urn: string;
  readonly diffReasons?: string[];
  readonly replaceReasons?: string[];
  readonly detailedDiff?: Record<string, { kind: string }>;
}

/** Where the key to the secrets of a stack comes from: a passphrase is what users begin with, but takes a second of each command. */
export type KeySource = "vault" | "passphrase";

/** Any kind, dynamic or native; neither a component nor a provider. */
const KIND = `(${KINDS.join("|")})`;

export class Project {
  readonly folder: string;
  readonly #env: Record<string, string>;

  /** Makes the project and its stack `dev`. `extra`: packages to link next to ours. */
  static async open(
    emulator: Pick<Emulator, "environment"> | undefined,
    extra: readonly string[] = [],
    keySource: KeySource = "vault",
  ): Promise<Project> {
    const project = new Project(emulator?.environment ?? {}, linkedFolder(extra));
    await project.#start(keySource);
    return project;
  }

  /** A project in a folder where the package is installed already; a Pulumi.yaml that lies there stays. */
  static async in(
    folder: string,
    environment: Record<string, string>,
    keySource: KeySource = "vault",
  ): Promise<Project> {
    const project = new Project(environment, folder);
    await project.#start(keySource);
    return project;
  }

  private constructor(environment: Record<string, string>, folder: string) {
    const bin = process.env.VPNAAS_PULUMI_BIN;
    if (bin === undefined) throw new Error("VPNAAS_PULUMI_BIN is not set: run these tests with `make cli`");
    this.folder = folder;
    this.#env = {
      PATH: [join(ROOT, "node_modules/.bin"), bin, process.env.PATH].join(":"),
      PULUMI: join(bin, "pulumi"),
      HOME: folder,
      TMPDIR: join(folder, "tmp"),
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
      PULUMI_CONFIG_PASSPHRASE: "correct horse",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      NODE_COMPILE_CACHE: join(ROOT, ".tmp/compile-cache"), // saves a quarter of each run
      ...environment,
    };
  }

  async #start(keySource: KeySource): Promise<void> {
    for (const name of ["backend", "tmp", "home"]) mkdirSync(join(this.folder, name), { recursive: true });
    const text = "name: story\nruntime: { name: nodejs, options: { typescript: false } }\n";
    if (existsSync(join(this.folder, "Pulumi.yaml"))) return this.init("dev", keySource);
    this.write("Pulumi.yaml", text);
    if (keySource !== "vault") return this.init("dev", keySource);
    if (isEmptyStackKnown()) {
      Object.assign(this.#env, await vaultEnvironment());
      putEmptyStack(this.folder);
    } else {
      await this.init("dev", keySource);
      keepEmptyStack(this.folder);
    }
  }

  /** Makes a stack, and selects it. */
  async init(stack: string, keySource: KeySource = "vault"): Promise<void> {
    if (keySource === "vault") Object.assign(this.#env, await vaultEnvironment());
    await this.must(["stack", "init", stack, "--secrets-provider", keySource === "vault" ? VAULT_PROVIDER : keySource]);
  }

  /** The environment for programs that call the CLI themselves: it comes first on the path. */
  get environment(): Record<string, string> {
    return { ...this.#env, PATH: `${process.env.VPNAAS_PULUMI_BIN}:${this.#env.PATH}` };
  }

  /** Takes a variable out of the environment of all further commands. */
  unset(name: string): void {
    delete this.#env[name];
  }

  /** Writes a file of the project. */
  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** Makes the program: lines of JavaScript that see `pulumi` and `vpnaas`. */
  program(text: string): void {
    const head = 'const pulumi = require("@pulumi/pulumi");\nconst vpnaas = require("pulumi-vpnaas");\n';
    this.write("index.js", `${head}${text}\n`);
    this.write("package.json", '{ "name": "story", "main": "index.js" }');
  }

  async config(key: string, value: string, isSecret = false): Promise<void> {
    const run = await this.run(["config", "set", ...(isSecret ? ["--secret"] : []), key, value]);
    if (run.code !== 0) throw new Error(run.output);
  }

  /** Runs the CLI to its end; any exit code is a result. */
  run(args: readonly string[], { env = {}, onOutput, onStart }: RunOptions = {}): Promise<Run> {
    return new Promise((resolve, reject) => {
      const pulumi = this.#env.PULUMI ?? "";
      const options = { cwd: this.folder, env: { ...this.#env, ...env } };
      const child = spawn(pulumi, [...args, "--non-interactive", "--color", "never"], {
        ...options,
        stdio: ["ignore", "pipe", "pipe"],
      });
      if (child.pid !== undefined) onStart?.(child.pid);
      let [output, stdout, stderr] = ["", "", ""];
      const hear = (chunk: Buffer, isStdout: boolean): void => {
        output += chunk.toString();
        if (isStdout) stdout += chunk.toString();
        else stderr += chunk.toString();
        onOutput?.(output, (name) => child.kill(name));
      };
      child.stdout.on("data", (chunk: Buffer) => hear(chunk, true));
      child.stderr.on("data", (chunk: Buffer) => hear(chunk, false));
      child.once("error", reject);
      child.once("close", (code) => resolve({ code: code ?? -1, output, stdout, stderr }));
    });
  }

  /** Runs a command that has to succeed and returns what it printed. */
  async must(args: readonly string[], options: RunOptions = {}): Promise<string> {
    const run = await this.run(args, options);
    if (run.code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${run.code}:\n${run.output}`);
    return run.output;
  }

  /** Runs a command that has to fail and returns what it printed, on one line: the terminal may break a sentence at any blank. */
  async fails(args: readonly string[]): Promise<string> {
    const { code, output } = await this.run(args);
    if (code === 0) throw new Error(`pulumi ${args.join(" ")} did not fail:\n${output}`);
    return output.replace(/\s+/g, " ");
  }

  up(...args: string[]): Promise<string> {
    return this.must(["up", "--yes", "--skip-preview", ...args]);
  }

  /** The steps of a preview, without those of the stack itself and of providers: of one kind, or of `every` one. */
  async preview(kind: Kind | "every" = "IpsecSiteConnection"): Promise<PreviewStep[]> {
    const run = await this.run(["preview", "--json"]);
    if (run.code !== 0) throw new Error(run.output);
    const { steps } = JSON.parse(run.stdout) as { steps: PreviewStep[] };
    const wanted = new RegExp(`\\bvpnaas:(index:)?${kind === "every" ? KIND : kind}::`);
    return steps.filter(({ urn }) => wanted.test(urn));
  }

  /** The state with secrets decrypted: of one kind, or of `every` one. */
  async state(kind: Kind | "every" = "IpsecSiteConnection"): Promise<StateResource[]> {
    const run = await this.run(["stack", "export", "--show-secrets"]);
    const { deployment } = JSON.parse(run.stdout) as { deployment: { resources?: StateResource[] } };
    const wanted = new RegExp(`\\bvpnaas:(index:)?${kind === "every" ? KIND : kind}$`);
    return (deployment.resources ?? []).filter(({ type }) => wanted.test(type));
  }

  /** The state file as it lies on the disk, with the history next to it. */
  stateText(): string {
    const path = join(this.folder, "backend/.pulumi/stacks/story/dev.json");
    return readFileSync(path, "utf8");
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The source of an object literal with the inputs of a connection to the emulator's seeded objects. */
export function inputsOf(emulator: Emulator, change: Record<string, unknown> = {}): Record<string, unknown> {
  const { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId } = emulator.seeded;
  const ids = { vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId };
  return { psk: "Canary-psk-0123456789", peerAddress: "203.0.113.9", peerId: "203.0.113.9", ...ids, ...change };
}

/** One line of a program: a connection `hq` with these inputs and, as source text, these options. */
export function declare(inputs: Record<string, unknown>, options = "{}", name = "hq"): string {
  return `const ${name.replaceAll("-", "_")} = new vpnaas.IpsecSiteConnection(${JSON.stringify(name)}, ${JSON.stringify(inputs)}, ${options});`;
}
