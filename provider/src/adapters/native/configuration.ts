// The configuration of a provider, from its arguments or from the stack's settings, and the cloud that it leads to.

import { isDeepStrictEqual } from "node:util";
import { type Cloud, createCloud } from "../../cloud";
import type { Failure, Log, Values } from "../../core/contract";
import { memoize } from "../../core/memoize";
import { hasUnknown } from "../../core/unknown";
import { resolveSettings, SETTINGS, type Settings, SettingsError } from "../../settings";
import { unknownSettings } from "../../settings/unknownSettings";
import { type Secrets, secretNames } from "./bags";

const PREFIX = "vpnaas:";
/** What the engine itself adds to the arguments of a provider. */
const OF_ENGINE: readonly string[] = ["version", "pluginDownloadURL", "pluginChecksums"];

/** Where secrets are among the arguments, whether the program marks them or not. */
export const SECRET_SETTINGS: Secrets = secretNames(
  SETTINGS.filter(({ secret }) => secret === true).map(({ name }) => name),
);

/** A cloud and the settings that have led to it. */
export interface ResolvedCloud {
  readonly cloud: Cloud;
  readonly settings: Settings;
}

/** The configuration of this process: it arrives once as a rule, and is resolved on first use and again after a failure. */
export interface Configuration {
  /** Warns of what is unknown. `provider`: its name. */
  configure(args: Values, provider: string): void;
  resolved(): ResolvedCloud;
}

/** Makes it, with what the environment says until more arrives. */
export function createConfiguration(log: Log): Configuration {
  let args: Values = {};
  const source = () =>
    memoize(() => {
      const settings = resolveSettings((name) => args[name]);
      return { settings, cloud: createCloud(settings, log) };
    });
  let resolved = source();
  return {
    configure(given, provider) {
      args = settingsIn(given);
      resolved = source();
      const names = Object.keys(args);
      const isDefault = /^(default(_.*)?)?$/.test(provider);
      const own = isDefault
        ? { keys: names.map((name) => `${PREFIX}${name}`) }
        : { provider: { name: provider, args: names } };
      const warning = unknownSettings({ ...own, environment: process.env });
      if (warning !== undefined) log(`warning: ${warning}`);
    },
    resolved: () => resolved(),
  };
}

/** What is wrong with the arguments of a provider. None is named as a property: the engine would print its value, perhaps a secret. */
export function failuresOfArguments(args: Values): Failure[] {
  // Only once all of them are known can be said whether they lead to a login.
  if (hasUnknown(args)) return [];
  const settings = settingsIn(args);
  try {
    resolveSettings((name) => settings[name]);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return [{ property: "", reason: error.message }];
    throw error;
  }
}

/** Are these the arguments of a dynamic provider? */
export function isOfDynamicProvider(args: Values): boolean {
  return Object.keys(args).some((name) => name.startsWith(PREFIX));
}

/** Names of the settings in which the arguments differ. */
export function changedSettings(olds: Values, news: Values): string[] {
  const [before, after] = [settingsIn(olds), settingsIn(news)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  // A generated SDK hands `true` over as a text.
  const textOf = (value: unknown) => (typeof value === "boolean" || typeof value === "number" ? String(value) : value);
  return names.filter((name) => !isDeepStrictEqual(textOf(before[name]), textOf(after[name]))).sort();
}

// The arguments of a dynamic provider have the names of the stack's configuration, and next to them all else that stands there.
function settingsIn(args: Values): Record<string, unknown> {
  const entries = Object.entries(args).flatMap(([key, value]) => {
    const name = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key;
    const isForeign = name.includes(":") || name.startsWith("__") || OF_ENGINE.includes(name);
    return isForeign ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}
