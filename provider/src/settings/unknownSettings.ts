// Finds settings that are not read, because their names are misspelt, and says what was probably meant. Names only, never values.
import { nearestOf } from "../core/nearest";
import { sanitize } from "../core/sanitize";
import { PROGRAM_SETTINGS, SETTINGS } from "./table";

/** Names that a source has, whatever stands behind them. */
export interface GivenNames {
  /** Keys of a configuration, such as `vpnaas:region`; those of other namespaces are not looked at. */
  readonly keys?: readonly string[];
  /** The project that the configuration belongs to: its own keys have its name before them. */
  readonly project?: string | undefined;
  /** Arguments of a provider, without a prefix. */
  readonly provider?: { readonly name: string; readonly args: readonly string[] };
  readonly environment?: NodeJS.ProcessEnv;
}

const NAMESPACE = "vpnaas:";
const VARIABLE = "VPNAAS_";

/** A sentence with all settings that are unknown; undefined where there is none. */
export function unknownSettings({ keys = [], project, provider, environment = {} }: GivenNames): string | undefined {
  const found = [
    ...keys.filter((key) => key.startsWith(NAMESPACE)).flatMap((key) => unknownKey(key, project)),
    ...(provider?.args ?? []).flatMap((name) => unknownArgument(name, provider?.name ?? "")),
    ...Object.keys(environment)
      .filter((name) => name.startsWith(VARIABLE))
      .flatMap(unknownVariable),
  ];
  if (found.length === 0) return undefined;
  const [subject, verb] = found.length === 1 ? ["setting is", "has"] : ["settings are", "have"];
  return `${found.length} ${subject} unknown and ${verb} no effect: ${found.join("; ")}. docs/configuration.md of the package lists the settings`;
}

const NAMES: readonly string[] = SETTINGS.map(({ name }) => name);
const OF_PROGRAM = PROGRAM_SETTINGS.map(({ name }) => name);
const KEYS = [...NAMES, ...OF_PROGRAM];
const VARIABLES = SETTINGS.flatMap(({ environment }) => environment);

function unknownKey(key: string, project: string | undefined): string[] {
  const name = key.slice(NAMESPACE.length);
  if (KEYS.includes(name)) return [];
  const meant = nearestOf(name, KEYS);
  // The program of a project called vpnaas has keys of its own there.
  if (meant === undefined && project === "vpnaas") return [];
  return [`${shown(key)}${hint(meant && `${NAMESPACE}${meant}`)}`];
}

function unknownArgument(name: string, provider: string): string[] {
  if (NAMES.includes(name)) return [];
  // It holds for a whole stack, whatever its providers are.
  const meant = OF_PROGRAM.includes(name) ? `${NAMESPACE}${name}` : nearestOf(name, NAMES);
  return [`the argument ${shown(name)} of the provider ${sanitize(provider)}${hint(meant)}`];
}

// Most settings are read from variables of OpenStack's tools: who writes VPNAAS_REGION means OS_REGION_NAME.
function unknownVariable(variable: string): string[] {
  if (VARIABLES.includes(variable)) return [];
  const name = nearestOf(variable.slice(VARIABLE.length), KEYS);
  const setting = SETTINGS.find((each) => each.name === name);
  const meant = setting?.environment[0] ?? (name && `${NAMESPACE}${name}`);
  return [`the environment variable ${shown(variable)}${hint(meant)}`];
}

function hint(meant: string | undefined): string {
  return meant === undefined ? "" : ` (did you mean ${meant}?)`;
}

function shown(name: string): string {
  return /^[\w:.-]{1,80}$/.test(name) ? name : sanitize(name);
}
