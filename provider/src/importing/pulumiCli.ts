// The Pulumi CLI as this tool needs it: reads the configuration of a stack, sets a secret in it, encrypts with its key.
// Secrets go to the CLI by standard input only.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runPulumi } from "../pulumiCommand";
import { isRecord } from "../record";
import { findProject, type PulumiProject, readYaml } from "./pulumiProject";

/** The stack of a project, with its configuration as it was when it was opened. */
export interface Stack {
  /** The value of a key such as `vpnaas:region`, decrypted; undefined where it is not set. A key without `:` is the project's. */
  config(key: string): string | undefined;
  /** Every key that is set, and the project that they belong to. */
  readonly keys: readonly string[];
  readonly project: string;
  /** Sets a secret of the configuration, for the program to read. */
  setSecret(key: string, value: string): Promise<void>;
  /** The text as JSON, encrypted as the state of the stack encrypts its secrets. */
  encrypt(value: string): Promise<string>;
}

/** Which stack is meant, and where. */
export interface StackOptions {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Without it, the one that is selected in the project. */
  readonly stack: string | undefined;
  /** Path of the stack's configuration, where it does not lie beside the project. */
  readonly configFile: string | undefined;
}

// Lives in a temporary copy of the configuration only.
const SCRATCH_KEY = "vpnaas-scratch";

/** Opens the stack. Rejects with a sentence that says why there is none to open. */
export async function openStack(options: StackOptions): Promise<Stack> {
  const project = findProject(options.folder);
  if (project === undefined) throw new Error(`there is no Pulumi.yaml in ${options.folder} or above it`);
  const own = options.configFile === undefined ? [] : ["--config-file", options.configFile];
  const values = configOf(await pulumi(options, ["config", "--json", "--show-secrets", ...own]));
  const fullKey = (key: string) => (key.includes(":") ? key : `${project.name}:${key}`);
  return {
    config: (key) => values.get(fullKey(key)),
    keys: [...values.keys()],
    project: project.name,
    async setSecret(key, value) {
      await pulumi(options, ["config", "set", "--secret", "--raw", key, ...own], value);
      values.set(fullKey(key), value);
    },
    encrypt: async (value) => encrypt(await stackFile(options, project), value, { options, project }),
  };
}

// The key is derived from what the file says of it, so the secret is set in a copy, and its encrypted form is read from there.
async function encrypt(
  path: string,
  value: string,
  { options, project }: { options: StackOptions; project: PulumiProject },
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "vpnaas-import-"));
  try {
    const copy = join(folder, "Pulumi.stack.yaml");
    copyFileSync(path, copy);
    const args = ["config", "set", "--secret", "--raw", SCRATCH_KEY, "--config-file", copy];
    await pulumi(options, args, JSON.stringify(value));
    const { config } = readYaml(copy);
    const entry = isRecord(config) ? config[`${project.name}:${SCRATCH_KEY}`] : undefined;
    if (isRecord(entry) && typeof entry.secure === "string") return entry.secure;
    throw new Error("Encrypting a key failed: `pulumi config set --secret` left no encrypted value. Update Pulumi");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function stackFile(options: StackOptions, project: PulumiProject): Promise<string> {
  if (options.configFile !== undefined) return resolve(options.folder, options.configFile);
  const shown = options.stack ?? (await pulumi(options, ["stack", "--show-name"])).trim();
  const name = shown.split("/").at(-1) ?? shown;
  const paths = ["yaml", "yml", "json"].map((end) => join(project.stackFolder, `Pulumi.${name}.${end}`));
  const path = paths.find((each) => existsSync(each));
  if (path !== undefined) return path;
  throw new Error(
    `The configuration of the stack ${name} was looked for as ${paths[0]}, but it is not there. Name it with --config-file`,
  );
}

function configOf(text: string): Map<string, string> {
  const content: unknown = JSON.parse(text);
  const entries = Object.entries(isRecord(content) ? content : {});
  const values = entries.map(([key, entry]) => [key, isRecord(entry) ? entry.value : undefined] as const);
  return new Map(values.filter((each): each is readonly [string, string] => typeof each[1] === "string"));
}

function pulumi({ folder, environment, stack }: StackOptions, args: readonly string[], input = ""): Promise<string> {
  const all = [...args, ...(stack === undefined ? [] : ["--stack", stack])];
  return runPulumi({ args: all, folder, environment, input });
}
