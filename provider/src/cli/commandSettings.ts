// Where a command that asks the service has its settings from: its options, the configuration of a stack, OS_* variables, clouds.yaml.
import { homedir } from "node:os";
import { reasonOf } from "../core/errors";
import { resolveSettings, type Settings } from "../settings";
import { unknownSettings } from "../settings/unknownSettings";
import type { CommandEnvironment } from "./command";
import { openStack, type Stack } from "./import/pulumiCli";

/** What a command line says of it. */
interface SettingSource {
  /** Settings that were given, by the part after `vpnaas:`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly stack: string | undefined;
  readonly configFile: string | undefined;
}

/** The stack; undefined, with a warning, where there is none to read: the other sources of settings may still say enough. */
export async function commandStack(
  { stack, configFile }: SettingSource,
  { folder, environment, warn }: CommandEnvironment,
): Promise<Stack | undefined> {
  try {
    return await openStack({ folder, environment, stack, configFile });
  } catch (error) {
    const reason = reasonOf(error);
    if (stack !== undefined || configFile !== undefined)
      throw new Error(`Reading the configuration of the stack failed: ${reason}`);
    warn(`the configuration of a stack is not read: ${reason}`);
    return undefined;
  }
}

/** The settings. Throws a SettingsError. */
export function commandSettings(
  { settings }: SettingSource,
  stack: Stack | undefined,
  { folder, environment, warn }: CommandEnvironment,
): Settings {
  const unknown = unknownSettings({ ...stack, environment });
  if (unknown !== undefined) warn(unknown);
  const host = { environment, workingDirectory: folder, homeDirectory: environment.HOME ?? homedir() };
  return resolveSettings((name) => settings[name] ?? stack?.config(`vpnaas:${name}`), host);
}
