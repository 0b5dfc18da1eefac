// Whether the engine will find the plugin, told while the program runs: its own error does not say that the package holds it.
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { NATIVE_PACKAGE, projectFileAbove } from "../../../provider/src";
import { folderOfProgram } from "./ownPlace";
import { userError } from "./userError";

const PACKAGE = "pulumi-vpnaas";
const PROGRAM = "pulumi-resource-vpnaas";
const SUFFIXES = process.platform === "win32" ? [".exe", ".cmd"] : [""];

let isFound = false;

/** Throws where the engine has no plugin to run; the first resource of a program calls this. */
export function requirePlugin(): void {
  if (isFound) return;
  // Unit tests run no engine.
  const folder = folderOfProgram();
  const problem = folder === undefined ? undefined : pluginProblem(folder, process.env);
  if (problem !== undefined) throw userError(problem);
  isFound = true;
}

/** Why the engine finds no plugin for a program in `folder`, and what to do. */
export function pluginProblem(folder: string, environment: NodeJS.ProcessEnv): string | undefined {
  const file = projectFileAbove(folder);
  if (file === undefined) return undefined; // an inline program without a folder: only the engine knows
  const mention = mentionIn(projectIn(file));
  if (mention !== undefined) {
    const { path = "" } = mention;
    const place = resolve(dirname(file), path);
    if (path === "" || hasProgram(place)) return undefined;
    return `${file} names the folder ${path} for the plugin, but there is no ${PROGRAM} in ${place}. ${cureFor(folder, file)}`;
  }
  if (isInstalled(environment) || isOnPath(environment) || isAttached(environment)) return undefined;
  return `vpnaas:plugin is true, but Pulumi does not know where the plugin is. ${cureFor(folder, file)}`;
}

function cureFor(folder: string, file: string): string {
  const path = pluginFolderFor(folder, dirname(file));
  return (
    `Write into ${file}:\n\n` +
    `plugins:\n  providers:\n    - name: ${NATIVE_PACKAGE}\n      path: ${path}\n\n` +
    "That is the plugin in this package. Else install one (docs/plugin.md of the package), or go back to the dynamic provider: " +
    "`pulumi config rm vpnaas:plugin`"
  );
}

/** The folder of the plugin as a program in `folder` sees it: a path that stays the same when the package is updated. */
function pluginFolderFor(folder: string, base: string): string {
  const own = realpathSync(join(packageFolder(), "plugin"));
  const linked = foldersAbove(folder)
    .map((each) => join(each, "node_modules", PACKAGE, "plugin"))
    .find((each) => existsSync(each) && realpathSync(each) === own);
  const path = relative(base, linked ?? own);
  return isAbsolute(path) ? path : path.split(sep).join("/");
}

function foldersAbove(folder: string): string[] {
  return dirname(folder) === folder ? [folder] : [folder, ...foldersAbove(dirname(folder))];
}

// As it was built, or as its sources lie.
function packageFolder(): string {
  const found = foldersAbove(__dirname).find((each) => existsSync(join(each, "plugin", PROGRAM)));
  if (found === undefined) throw new Error(`The package ${PACKAGE} has no folder plugin above ${__dirname}`);
  return found;
}

function projectIn(file: string): unknown {
  try {
    // A plain require: most programs use the dynamic provider.
    const { parse }: typeof import("yaml") = require("yaml");
    return parse(readFileSync(file, "utf8"));
  } catch {
    return undefined; // the engine has read it
  }
}

/** What a project file says of the plugin. */
interface Mention {
  /** The folder, as it is written there; undefined for a source from which the engine installs. */
  readonly path: string | undefined;
}

// `plugins.providers[].path`, or the newer `packages`, whose values may be paths.
function mentionIn(project: unknown): Mention | undefined {
  const { plugins, packages } = Object(project);
  const providers: unknown = Object(plugins).providers;
  const own = Array.isArray(providers) ? providers.find((each) => Object(each).name === NATIVE_PACKAGE) : undefined;
  const path: unknown = Object(own).path;
  if (typeof path === "string") return { path };
  const source: unknown = Object(packages)[NATIVE_PACKAGE];
  if (source === undefined) return undefined;
  return {
    path: typeof source === "string" && /^\.{1,2}[\\/]|^[\\/]|^[A-Za-z]:[\\/]/.test(source) ? source : undefined,
  };
}

function hasProgram(folder: string): boolean {
  return SUFFIXES.some((suffix) => existsSync(join(folder, PROGRAM + suffix)));
}

function isInstalled({ PULUMI_HOME: home = join(homedir(), ".pulumi") }: NodeJS.ProcessEnv): boolean {
  try {
    const names = readdirSync(join(home, "plugins"));
    return names.some(
      (name) => name.startsWith(`resource-${NATIVE_PACKAGE}-v`) && hasProgram(join(home, "plugins", name)),
    );
  } catch {
    return false;
  }
}

function isOnPath({ PATH = "", PULUMI_IGNORE_AMBIENT_PLUGINS: isIgnored = "" }: NodeJS.ProcessEnv): boolean {
  return !/^(1|true)$/i.test(isIgnored) && PATH.split(delimiter).some((folder) => folder !== "" && hasProgram(folder));
}

// A plugin that a developer has started already.
function isAttached({ PULUMI_DEBUG_PROVIDERS: attached = "" }: NodeJS.ProcessEnv): boolean {
  return attached.split(",").some((each) => each.startsWith(`${NATIVE_PACKAGE}:`));
}
