// The whole run of pulumi-vpnaas-import: settings, login, survey, keys, two files, and what the user has to do next.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createCloud } from "../../cloud";
import type { Settings } from "../../settings";
import { isPluginWanted } from "../../settings/pluginSetting";
import type { CommandEnvironment } from "../command";
import { commandSettings, commandStack } from "../commandSettings";
import type { Arguments } from "./arguments";
import { importFile } from "./importFile";
import { program } from "./program";
import { sealPsks } from "./psk";
import type { Stack } from "./pulumiCli";
import { report } from "./report";
import { reportUnmanaged, withoutManaged } from "./states";
import { select, survey } from "./survey";
import { prepare } from "./takeover";

const FILES = { import: "import.json", program: "vpn.ts" } as const;

/** Writes the two files and says what comes next, or lists what no state knows. Rejects with a sentence for the user; neither file has been written then. */
export async function run(given: Arguments, commandEnvironment: CommandEnvironment): Promise<void> {
  const out = resolve(commandEnvironment.folder, given.out);
  if (!given.force && !given.unmanaged) refuseExisting(out);
  const stack = await commandStack(given, commandEnvironment);
  const settings = settingsOf(given, stack, commandEnvironment);
  const cloud = createCloud(settings, commandEnvironment.warn);
  const [existing, projectId] = [await survey(cloud), await cloud.projectId()];
  const { chosen, foreign } = select(existing, given.selection, projectId);
  if (foreign > 0) {
    const objects = foreign === 1 ? "1 object of other projects is" : `${foreign} objects of other projects are`;
    commandEnvironment.warn(`${objects} omitted; name one with --id to take it`);
  }
  if (given.unmanaged) return reportUnmanaged(chosen, commandEnvironment);
  const wanted = { chosen, ids: given.selection.ids, stack: given.stack };
  const unmanaged = stack === undefined ? chosen : await withoutManaged(wanted, commandEnvironment);
  const takeovers = prepare(unmanaged, { cloud, dialect: settings.dialect, projectId });
  const psks = await sealPsks(takeovers, {
    form: given.pskForm,
    fromService: given.pskFromService,
    dialect: settings.dialect,
    dialectRemark: settings.dialectRemark,
    stack,
    stackName: given.stack,
    say: commandEnvironment.say,
    warn: commandEnvironment.warn,
  });
  const isNative = isPluginWanted(stack?.config("vpnaas:plugin")) === true;
  mkdirSync(out, { recursive: true });
  write(join(out, FILES.import), importFile(takeovers, { psks, isNative }), 0o600);
  write(join(out, FILES.program), program(takeovers), 0o644);
  report(takeovers, { given, commandEnvironment, stack, files: FILES });
}

function refuseExisting(out: string): void {
  const there = Object.values(FILES).filter((name) => existsSync(join(out, name)));
  if (there.length === 0) return;
  throw new Error(
    `${there.join(" and ")} exist${there.length === 1 ? "s" : ""} already in ${out}. Move them away, choose another folder (--out), or overwrite them (--force)`,
  );
}

function settingsOf(given: Arguments, stack: Stack | undefined, commandEnvironment: CommandEnvironment): Settings {
  const { settings } = given;
  const missing = Object.entries(settings).filter(([name, value]) => stack?.config(`vpnaas:${name}`) !== value);
  if (stack !== undefined && missing.length > 0) {
    const commands = missing.map(([name, value]) => `pulumi config set vpnaas:${name} ${value}`);
    commandEnvironment.warn(`the program needs the same settings as this command: ${commands.join("; ")}`);
  }
  return commandSettings(given, stack, commandEnvironment);
}

// A file that is there already would keep its mode, or be a link to another one.
function write(path: string, text: string, mode: number): void {
  rmSync(path, { force: true });
  writeFileSync(path, text, { mode, flag: "wx" });
}
