// The Pulumi CLI as this tool needs it: reads the configuration of a stack, sets secrets in it, encrypts with its key.
// Secrets go to the CLI by standard input only, one to each run of it: no command of it takes several that way. Where
// passphrase.ts can encrypt, most of these runs are spared.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readPrinted, runPulumi } from "../../adapters/pulumiCommand";
import { rememberSecret } from "../../core/masking/rememberedSecrets";
import { isRecord } from "../../core/record";
import { passphraseEncrypter } from "./passphrase";
import { addEncrypted, encryptedValue, findProject, type PulumiProject } from "./pulumiProject";

/** The stack of a project, with its configuration as it was when it was opened. */
export interface Stack {
  /** The value of a key such as `vpnaas:region`, decrypted; undefined where it is not set. A key without `:` is the project's. */
  config(key: string): string | undefined;
  /** Every key that is set, and the project that they belong to. */
  readonly keys: readonly string[];
  readonly project: string;
  /** Sets secrets of the configuration, for the program to read. */
  setSecrets(values: ReadonlyMap<string, string>, done: Done): Promise<void>;
  /** The texts as JSON, encrypted as the state of the stack encrypts its secrets, under the same keys. */
  encrypt(texts: ReadonlyMap<string, string>, done: Done): Promise<Map<string, string>>;
}

/** Called each time that one more of many is done. */
export type Done = () => void;

/** Which stack is meant, and where. */
interface StackOptions {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Without it, the one that is selected in the project. */
  readonly stack: string | undefined;
  /** Path of the stack's configuration, where it does not lie next to the project. */
  readonly configFile: string | undefined;
}

// Lives in temporary copies of the configuration only.
const SCRATCH_KEY = "vpnaas-scratch";
// Each run of the CLI derives the key again, for most of a second on one core; a backend of many cores gets no crowd of requests.
const RUNS_AT_ONCE = Math.min(8, Math.max(2, availableParallelism()));

/** Opens the stack. Rejects with a sentence that says why there is none to open. */
export async function openStack(options: StackOptions): Promise<Stack> {
  const project = findProject(options.folder);
  if (project === undefined) throw new Error(`there is no Pulumi.yaml in ${options.folder} or above it`);
  const values = configOf(await pulumi(options, ["config", "--json", "--show-secrets", ...configFile(options)]));
  const fullKey = (key: string) => (key.includes(":") ? key : `${project.name}:${key}`);
  return {
    config: (key) => values.get(fullKey(key)),
    keys: [...values.keys()],
    project: project.name,
    async setSecrets(secrets, done) {
      await setSecrets(new Map([...secrets].map(([key, value]) => [fullKey(key), value])), { options, project, done });
      for (const [key, value] of secrets) values.set(fullKey(key), value);
    },
    encrypt(texts, done) {
      const json = [...texts].map(([key, text]) => [key, JSON.stringify(text)] as const);
      return encrypt(new Map(json), { options, project, done });
    },
  };
}

interface Work {
  readonly options: StackOptions;
  readonly project: PulumiProject;
  readonly done: Done;
}

// The first one is set by the CLI in the file itself, which makes the file and its key if they are not there yet. The others are
// encrypted at the same time, each in a copy, and added together: two runs of the CLI on one file would overwrite each other.
async function setSecrets(secrets: ReadonlyMap<string, string>, work: Work): Promise<void> {
  const { options, project, done } = work;
  const [first, ...others] = secrets;
  if (first === undefined) return;
  await pulumi(options, ["config", "set", "--secret", "--raw", first[0], ...configFile(options)], first[1]);
  done();
  if (others.length === 0) return;
  addEncrypted(await stackFile(options, project), await encrypt(new Map(others), work));
  const now = configOf(await pulumi(options, ["config", "--json", "--show-secrets", ...configFile(options)]));
  const wrong = others.filter(([key, value]) => now.get(key) !== value).map(([key]) => key);
  if (wrong.length > 0)
    throw new Error(
      `The CLI reads other values from the configuration than were set: ${wrong.join(", ")}. Set them by hand: pulumi config set --secret`,
    );
}

async function encrypt(texts: ReadonlyMap<string, string>, work: Work): Promise<Map<string, string>> {
  const path = await stackFile(work.options, work.project);
  const own = await passphraseEncrypter(path, work.options.environment);
  if (own === undefined) return encryptWithCli(texts, path, work);
  const encrypted = [...texts].map(([key, text]) => {
    work.done();
    return [key, own(text)] as const;
  });
  return new Map(encrypted);
}

/** Encrypts all texts for the stack, several at the same time. */
async function encryptWithCli(
  texts: ReadonlyMap<string, string>,
  path: string,
  work: Work,
): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "vpnaas-import-"));
  try {
    const encrypted = await mapAtOnce([...texts], async ([key, text], worker) => {
      const encryptedText = await encryptIn(join(folder, `Pulumi.${worker}.yaml`), { path, text, work });
      work.done();
      return [key, encryptedText] as const;
    });
    return new Map(encrypted);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What `act` makes of each item, in the order of the items: several runs of the CLI at the same time, each with the number of its
 * worker. Rejects with a failure once all that were begun have ended.
 */
export async function mapAtOnce<Item, Result>(
  items: readonly Item[],
  act: (item: Item, worker: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const left = items.entries();
  const work = async (_: unknown, worker: number) => {
    // All workers take from one iterator, so each item is taken once.
    for (const [at, item] of left) results.set(at, await act(item, worker));
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(RUNS_AT_ONCE, items.length) }, work));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return [...results].sort(([one], [other]) => one - other).map(([, result]) => result);
}

// The key is derived from what the file says of it, so the secret is set in a copy, and its encrypted form is read from there.
async function encryptIn(
  copy: string,
  { path, text, work: { options, project } }: { path: string; text: string; work: Work },
): Promise<string> {
  copyFileSync(path, copy);
  await pulumi(options, ["config", "set", "--secret", "--raw", SCRATCH_KEY, "--config-file", copy], text);
  const encrypted = encryptedValue(copy, `${project.name}:${SCRATCH_KEY}`);
  if (encrypted !== undefined) return encrypted;
  throw new Error("Encrypting a key failed: `pulumi config set --secret` left no encrypted value. Update Pulumi");
}

function configFile({ configFile: path }: StackOptions): string[] {
  return path === undefined ? [] : ["--config-file", path];
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
  const content = readPrinted(text, "pulumi config");
  const entries = Object.entries(isRecord(content) ? content : {});
  for (const [, entry] of entries) if (isRecord(entry) && entry.secret === true) rememberSecret(entry.value);
  const values = entries.map(([key, entry]) => [key, isRecord(entry) ? entry.value : undefined] as const);
  return new Map(values.filter((each): each is readonly [string, string] => typeof each[1] === "string"));
}

function pulumi({ folder, environment, stack }: StackOptions, args: readonly string[], input = ""): Promise<string> {
  const all = [...args, ...(stack === undefined ? [] : ["--stack", stack])];
  return runPulumi({ args: all, folder, environment, input });
}
