// Who does the work: Pulumi with this package, Pulumi with a provider that does nothing, and OpenTofu with its OpenStack provider.
// Each has a folder of its own, and the same few verbs. What is measured is rows.mjs's matter.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root, run } from "../../tools/lib/process.mjs";
import { watchMemory } from "./memory.mjs";
import { nothingProgram, nothingProvider, openTofuProgram, typescriptProgram, vpnaasProgram } from "./programs.mjs";

/** Seconds that one command may take. */
const LIMIT = 1800;

/** @typedef {import("../../tools/pulumi-cli.mjs").Cli} Cli */
/** @typedef {Record<string, string>} Environment */

/**
 * How a command runs: without `parallel`, as many at once as the engine takes by itself; `env`: settings of the engine;
 * `isRefreshed`: OpenTofu alone.
 *
 * @typedef {{ parallel?: number | undefined, env?: Environment, isRefreshed?: boolean }} RunOptions
 */

/**
 * Pulumi with this package, in an environment that logs in to a service.
 *
 * @param {Cli} cli
 * @param {Environment} environment
 */
export function openVpnaas(cli, environment) {
  const contestant = new PulumiContestant(cli, environment, vpnaasProgram);
  linkPackage(contestant.folder);
  return contestant.begin();
}

/**
 * The same program with the plugin of this package.
 *
 * @param {Cli} cli
 * @param {Environment} environment
 */
export async function openPlugin(cli, environment) {
  const contestant = new PulumiContestant(cli, environment, vpnaasProgram);
  linkPackage(contestant.folder);
  contestant.project(`runtime: { name: nodejs, options: { typescript: false } }\n${pluginLine}`);
  await contestant.begin();
  await contestant.config("vpnaas:plugin", "true");
  return contestant;
}

/**
 * Pulumi with one connection in YAML, run by the plugin; `bin` has the language host. `inputs`: of the connection.
 *
 * @param {Cli} cli
 * @param {Environment} environment
 * @param {{ bin: string, inputs: object }} program
 */
export function openYaml(cli, environment, { bin, inputs }) {
  const contestant = new PulumiContestant(cli, { ...environment, PATH: `${bin}:${process.env.PATH}` }, "");
  const hq = { type: "vpnaas:IpsecSiteConnection", properties: inputs };
  contestant.project(`runtime: yaml\n${pluginLine}resources: ${JSON.stringify({ hq })}\n`);
  return contestant.begin();
}

const pluginLine = `plugins: { providers: [{ name: vpnaas, path: ${JSON.stringify(join(root, "plugin"))} }] }\n`;

// The checkout as npm would install it: the language host reads every package.json below, and ours has what develops it below as well.
export function linkPackage(folder) {
  const own = join(folder, "node_modules/pulumi-vpnaas");
  mkdirSync(own);
  for (const name of ["package.json", "schema.json", "dist", "plugin"]) symlinkSync(join(root, name), join(own, name));
}

/**
 * Pulumi with a provider that does nothing, in an environment of settings; each write waits BENCH_WAIT milliseconds. `shape`:
 * inputs and outputs that it adds to those of each resource.
 *
 * @param {Cli} cli
 * @param {Environment} environment
 * @param {{ inputs: object, outputs: object }} shape
 */
export function openNothing(cli, environment, shape = { inputs: {}, outputs: {} }) {
  const contestant = new PulumiContestant(cli, environment, nothingProgram);
  const own = join(contestant.folder, "node_modules/bench-nothing");
  mkdirSync(own);
  writeFileSync(join(own, "index.js"), nothingProvider);
  writeFileSync(join(own, "shape.json"), JSON.stringify(shape));
  return contestant.begin();
}

/**
 * Pulumi with one resource of this package in a program in TypeScript, which Node gets in one of these ways: `options` of the runtime in
 * Pulumi.yaml, the file of the program, and `packages` of the benchmark's own that it needs.
 *
 * @param {Cli} cli
 * @param {Environment} environment
 * @param {{ options: string, main: string, packages?: string[] }} way
 */
export function openTypescript(cli, environment, { options, main, packages = [] }) {
  const contestant = new PulumiContestant(cli, environment, "");
  const { folder } = contestant;
  rmSync(join(folder, "index.js"));
  const compiled = main.endsWith(".js");
  writeFileSync(join(folder, main), compiled ? transpiled(typescriptProgram) : typescriptProgram);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "bench", main }));
  contestant.project(`runtime: { name: nodejs, options: ${options} }\n`);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [main] }));
  linkPackage(folder);
  const modules = [
    ...["typescript", "@types"].map((name) => join("node_modules", name)),
    ...packages.map((name) => join("bench/node_modules", name)),
  ];
  for (const path of modules) symlinkSync(join(root, path), join(folder, "node_modules", path.split("/").at(-1) ?? ""));
  return contestant.begin();
}

// As `pulumi new typescript` writes it, but for what TypeScript no longer takes.
const compilerOptions = { strict: true, target: "es2022", module: "nodenext", types: ["node"], skipLibCheck: true };

function transpiled(text) {
  const options = { ...compilerOptions, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
  return ts.transpileModule(text, { compilerOptions: options }).outputText;
}

/** OpenTofu, from the folder that has it and its provider. @param {string} bin @param {Environment} environment */
export function openTofu(bin, environment) {
  return new TofuContestant(bin, environment);
}

class Contestant {
  constructor() {
    mkdirSync(join(root, ".tmp"), { recursive: true });
    this.folder = mkdtempSync(join(root, ".tmp/bench-"));
    // Also where Ctrl-C ends the process at once.
    this.forget = () => rmSync(this.folder, { recursive: true, force: true });
    process.once("exit", this.forget);
  }

  /**
   * What is to be there from now on.
   *
   * @param {ReturnType<typeof import("./work.mjs").workOf>} work
   */
  give(work) {
    writeFileSync(join(this.folder, "work.json"), JSON.stringify(work));
  }

  /**
   * Runs a command that has to succeed; `memory` in bytes, of the process of the provider at most.
   *
   * @param {string} program
   * @param {string[]} args
   * @param {Environment} env
   */
  async measure(program, args, env) {
    const memory = watchMemory(this.folder);
    const startedAt = performance.now();
    const { code, stdout, stderr } = await run(program, args, { cwd: this.folder, env, limitSeconds: LIMIT });
    const seconds = (performance.now() - startedAt) / 1000;
    const result = { seconds, memory: memory.end(), text: stdout };
    if (code === 0) return result;
    throw new Error(`${program} ${args.join(" ")} ended with ${code}:\n${`${stdout}\n${stderr}`.slice(-2000)}`);
  }

  close() {
    process.off("exit", this.forget);
    this.forget();
  }
}

class PulumiContestant extends Contestant {
  #program;
  #env;

  constructor(cli, environment, program) {
    super();
    this.#program = join(cli.bin, "pulumi");
    for (const name of ["backend", "tmp", "home", "node_modules/@pulumi"])
      mkdirSync(join(this.folder, name), { recursive: true });
    symlinkSync(join(root, "node_modules/@pulumi/pulumi"), join(this.folder, "node_modules/@pulumi/pulumi"));
    this.project("runtime: { name: nodejs, options: { typescript: false } }\n");
    writeFileSync(join(this.folder, "package.json"), '{ "name": "bench", "main": "index.js" }');
    writeFileSync(join(this.folder, "index.js"), program);
    this.#env = {
      PATH: `${join(root, "node_modules/.bin")}:${cli.bin}:${process.env.PATH}`,
      HOME: this.folder,
      TMPDIR: join(this.folder, "tmp"),
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(this.folder, "backend")}`,
      PULUMI_CONFIG_PASSPHRASE: "correct horse",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      ...environment,
    };
  }

  async begin() {
    await this.#pulumi(["stack", "init", "dev"]);
    return this;
  }

  /** Writes Pulumi.yaml, without its name. @param {string} text */
  project(text) {
    writeFileSync(join(this.folder, "Pulumi.yaml"), `name: bench\n${text}`);
  }

  /** @param {string} key @param {string} value */
  async config(key, value) {
    await this.#pulumi(["config", "set", key, value]);
  }

  /** @param {RunOptions} options */
  up({ parallel, env } = {}) {
    return this.#pulumi(["up", "--yes", "--skip-preview", ...slots(parallel)], env);
  }

  emptyTemporaryFolder() {
    for (const name of readdirSync(join(this.folder, "tmp")))
      rmSync(join(this.folder, "tmp", name), { recursive: true, force: true });
  }

  preview() {
    return this.#pulumi(["preview"]);
  }

  /** @param {RunOptions} options */
  refresh({ parallel } = {}) {
    return this.#pulumi(["refresh", "--yes", "--skip-preview", ...slots(parallel)]);
  }

  /** A refresh that changes nothing. @param {RunOptions} options */
  drift({ parallel } = {}) {
    return this.#pulumi(["refresh", "--preview-only", ...slots(parallel)]);
  }

  /** @param {RunOptions} options */
  destroy({ parallel } = {}) {
    return this.#pulumi(["destroy", "--yes", "--skip-preview", ...slots(parallel)]);
  }

  /** Bytes of the state file, of the text that stands for a dynamic provider in it, and the number of resources. */
  state() {
    const { text, resources } = this.#stateFile();
    const own = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
    const texts = own.flatMap(({ inputs }) => inputs?.__provider ?? []);
    return {
      bytes: text.length,
      provider: Math.max(0, ...texts.map((each) => Buffer.byteLength(each))),
      resources: own.length,
    };
  }

  /** Inputs and outputs of the last resource in the state, without secrets and without the text of its provider. */
  shape() {
    const { inputs, outputs } = this.#stateFile().resources.at(-1);
    const open = ({ psk: _psk, __provider: _text, ...rest }) => rest;
    return { inputs: open(inputs), outputs: open(outputs) };
  }

  #stateFile() {
    const text = readFileSync(join(this.folder, "backend/.pulumi/stacks/bench/dev.json"), "utf8");
    return { text, resources: JSON.parse(text).checkpoint.latest.resources };
  }

  /** @param {string[]} args @param {Environment} env */
  #pulumi(args, env = {}) {
    return this.measure(this.#program, [...args, "--non-interactive", "--color", "never"], { ...this.#env, ...env });
  }
}

function slots(parallel) {
  return parallel === undefined ? [] : ["--parallel", String(parallel)];
}

class TofuContestant extends Contestant {
  #program;
  #env;

  constructor(bin, environment) {
    super();
    this.#program = join(bin, "tofu");
    // Taken from the folder as it is: nothing is downloaded, and `init` has nothing to do.
    const overrides = `"terraform-provider-openstack/openstack" = ${JSON.stringify(bin)}`;
    const settings = join(this.folder, "tofu.rc");
    writeFileSync(settings, `provider_installation {\n  dev_overrides {\n    ${overrides}\n  }\n  direct {}\n}\n`);
    writeFileSync(join(this.folder, "main.tf"), openTofuProgram);
    this.#env = { TF_CLI_CONFIG_FILE: settings, CHECKPOINT_DISABLE: "1", HOME: this.folder, ...environment };
  }

  /** @param {RunOptions} options */
  up({ parallel, isRefreshed = true } = {}) {
    return this.#tofu(["apply", ...(isRefreshed ? [] : ["-refresh=false"])], parallel);
  }

  /** @param {RunOptions} options */
  refresh({ parallel } = {}) {
    return this.#tofu(["apply", "-refresh-only"], parallel);
  }

  /** @param {RunOptions} options */
  destroy({ parallel } = {}) {
    return this.#tofu(["destroy"], parallel);
  }

  #tofu(args, parallel) {
    const more = parallel === undefined ? [] : [`-parallelism=${parallel}`];
    return this.measure(this.#program, [...args, "-auto-approve", "-no-color", "-input=false", ...more], this.#env);
  }

  state() {
    return { bytes: statSync(join(this.folder, "terraform.tfstate")).size };
  }
}
