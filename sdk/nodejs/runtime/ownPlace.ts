// Where Pulumi's provider process finds this package: it loads it for itself, from the folder of the program, while the program
// may have got another copy, or got it through a package of its own.
import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parentOf, projectFileAbove } from "../../../provider/src";
import { userError } from "./userError";

const REQUIRED = "pulumi-vpnaas/provider";

const INLINE =
  "In an inline program of the Automation API that folder is its workDir, a temporary one if none is given: give the folder in which " +
  "pulumi-vpnaas is installed as workDir, or as main of its projectSettings.";

let isLookedAt = false;

/** Throws, or warns, where the provider would run other code than this; the first resource of a program calls this. */
export function comparePlaces(): void {
  if (isLookedAt) return;
  isLookedAt = true;
  const folder = folderOfProgram();
  // From here, Node finds this copy of the package.
  const found = folder === undefined ? undefined : placeProblem(folder, require.resolve(REQUIRED));
  if (found === undefined) return;
  const problem = isRunByCli() ? found : { ...found, sentence: `${found.sentence} ${INLINE}` };
  if (problem.isFatal) throw userError(problem.sentence);
  void pulumi.log.warn(problem.sentence);
}

/** The folder of the program, from which providers are found; undefined where none is run, as in unit tests. */
export function folderOfProgram(): string | undefined {
  return isRunByCli() ? process.cwd() : folderOfCliBelow();
}

function isRunByCli(): boolean {
  return /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run[\\/]/.test(require.main?.filename ?? "");
}

/** What is wrong with a program in `folder` whose own code of the provider is the file `own`. */
export function placeProblem(folder: string, own: string): { isFatal: boolean; sentence: string } | undefined {
  const cure = `Make pulumi-vpnaas a dependency in the package.json of the program in ${folder}`;
  const found = resolvedFrom(folder);
  if (found === undefined) {
    const sentence =
      `The program uses pulumi-vpnaas from ${own}, but Pulumi's provider process looks for ${REQUIRED} from ${folder} ` +
      `and does not find it. ${cure}, and install it there.`;
    return { isFatal: true, sentence };
  }
  if (found === realpathSync(own)) return undefined;
  const sentence =
    `There are two copies of pulumi-vpnaas: the program uses ${own}, Pulumi's provider process uses ${found}. ` +
    `${cure} in the version that every other package asks for, so that one copy is installed (\`npm dedupe\`).`;
  return { isFatal: false, sentence };
}

// The provider process looks in the folders node_modules only, never in the package that the program itself is.
function resolvedFrom(folder: string): string | undefined {
  try {
    return realpathSync(createRequire(join(folder, "node_modules", "program.js")).resolve(REQUIRED));
  } catch {
    return undefined;
  }
}

// The folder in which the Pulumi CLI that this process has started looks for packages, if there is exactly one such CLI: an inline
// program of the Automation API runs above the CLI, perhaps in another folder. Only Linux shows it.
function folderOfCliBelow(): string | undefined {
  const folders = new Set(childrenOf(process.pid).flatMap((id) => folderOf(id) ?? []));
  const [folder, ...others] = folders;
  return others.length === 0 ? folder : undefined;
}

function childrenOf(parent: number): string[] {
  try {
    return readdirSync("/proc").filter((id) => /^\d+$/.test(id) && isChild(Number(id), parent));
  } catch {
    return [];
  }
}

function isChild(id: number, parent: number): boolean {
  try {
    return parentOf(id) === parent;
  } catch {
    return false; // it has ended
  }
}

// `main` of the project is where its plugins run.
function folderOf(id: string): string | undefined {
  try {
    const words = readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0");
    if (!words.includes("auto.inline")) return undefined;
    const file = projectFileAbove(readlinkSync(`/proc/${id}/cwd`));
    if (file === undefined) return undefined;
    // A plain require: few programs are inline ones.
    const { parse }: typeof import("yaml") = require("yaml");
    const project: unknown = parse(readFileSync(file, "utf8"));
    const main: unknown = Object(project).main;
    return resolve(dirname(file), typeof main === "string" ? main : "");
  } catch {
    return undefined;
  }
}
