// How messages name a setting. The list of settings is table.ts.
import type { Setting } from "./setting";
import { SETTINGS, type SettingName } from "./table";

/** The offered setting of that name. */
export function settingOf(name: SettingName): Setting {
  const setting = SETTINGS.find((candidate) => candidate.name === name);
  if (setting === undefined) throw new Error(`There is no setting "${name}" in the table of settings.`);
  return setting;
}

/** How a user writes a setting, for messages: `vpnaas:authUrl (OS_AUTH_URL)`. */
export function labelOf(name: SettingName): string {
  const variable = settingOf(name).environment[0];
  return variable === undefined ? `vpnaas:${name}` : `vpnaas:${name} (${variable})`;
}
