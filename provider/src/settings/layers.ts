// Reads each source of settings into one layer of plain texts, and picks values by rank.
// The layer of clouds.yaml comes from cloudsYaml.ts; what a text means is up to values.ts and credentials.ts.
import { SettingsError } from "./problems";
import { type Field, type Setting, UNOFFERED, type UnofferedName } from "./setting";
import { SETTINGS, type SettingName } from "./table";

/** Value of `vpnaas:<name>` from provider arguments or stack config; undefined when unset. */
export type ConfigSource = (name: string) => unknown;

/** Anything a layer can hold. */
export type FieldName = SettingName | UnofferedName;

/** A value that was set, never empty. */
export interface SetValue {
  readonly value: string;
  /** The spelling that was used, for messages: `OS_AUTH_URL`. */
  readonly origin: string;
  /** Where it was written, unless the spelling is a variable: `stack configuration or provider argument`. */
  readonly place: string | undefined;
}

/** The spelling of a value in its source, and the place to look for it; the same for sources that are files. */
export type Where = Pick<SetValue, "origin" | "place">;

/** What one source says; a source that sets nothing is an empty map. */
export type Layer = ReadonlyMap<FieldName, SetValue>;

/** A setting as a layer sees it, or a word of another tool. */
type NamedField = Field & { readonly name: FieldName };

/** All fields that the sources are asked for. */
export const FIELDS: readonly NamedField[] = [...SETTINGS, ...UNOFFERED];

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

/** A value as any source gave it; undefined when unset or empty. Throws a SettingsError for a list or an object. */
export function foundAt(name: FieldName, raw: unknown, { origin, place }: Where): SetValue | undefined {
  if (raw === undefined || raw === null) return undefined;
  const offered = SETTINGS.find((setting) => setting.name === name);
  const isText =
    typeof raw === "string" || typeof raw === "boolean" || (typeof raw === "number" && Number.isFinite(raw));
  if (!isText)
    throw new SettingsError([`${origin} is not a single text, number or boolean. Write one plain value there.`]);
  // Where spaces cannot be part of a value, they are slips of copying.
  const value = offered?.isVerbatim === true ? String(raw) : String(raw).trim();
  return value === "" ? undefined : { value, origin, place };
}

/** What provider arguments and stack config say; a value of the wrong shape goes to `onError`. */
export function layerOfConfig(config: ConfigSource, onError: (error: unknown) => void): Layer {
  const layer = new Map<FieldName, SetValue>();
  // Words of other tools have no business in our namespace.
  for (const { name } of SETTINGS) {
    try {
      const where = { origin: `vpnaas:${name}`, place: "stack configuration or provider argument" };
      const found = foundAt(name, config(name), where);
      if (found !== undefined) layer.set(name, found);
    } catch (error) {
      onError(error);
    }
  }
  return spreadDomain(layer);
}

/** What the OS_* variables say; of several spellings the first one that is not empty. */
export function layerOfEnvironment(environment: NodeJS.ProcessEnv): Layer {
  const layer = new Map<FieldName, SetValue>();
  for (const field of FIELDS) {
    for (const variable of field.environment) {
      const found = foundAt(field.name, environment[variable], { origin: variable, place: undefined });
      if (found === undefined) continue;
      layer.set(field.name, found);
      break;
    }
  }
  return spreadDomain(layer);
}

/** Lets domainName or domainId stand for the domains of user and project where the same source names none. */
export function spreadDomain(layer: Map<FieldName, SetValue>): Layer {
  for (const owner of ["user", "project"] as const) {
    if (layer.has(`${owner}DomainId`) || layer.has(`${owner}DomainName`)) continue;
    const id = layer.get("domainId");
    const name = layer.get("domainName");
    if (id !== undefined) layer.set(`${owner}DomainId`, id);
    else if (name !== undefined) layer.set(`${owner}DomainName`, name);
  }
  return layer;
}

/** Whether a secret of the login stands in the stack configuration or a provider argument, which the state of the stack keeps. */
export function holdsSecret(config: Layer): boolean {
  return FIELDS.some(({ name, secret }) => secret === true && config.has(name));
}

/** The value of the highest layer that has one. */
export function pick(layers: readonly Layer[], name: FieldName): SetValue | undefined {
  return layers.find((layer) => layer.has(name))?.get(name);
}

/**
 * For settings that exclude each other (id or name): the value of the highest layer that has any of them; inside that
 * layer the order of `names` decides. So a projectName in stack config is not overruled by an id in the environment.
 */
export function pickOne<Name extends FieldName>(
  layers: readonly Layer[],
  names: readonly Name[],
): { name: Name; found: SetValue } | undefined {
  for (const layer of layers) {
    for (const name of names) {
      const found = layer.get(name);
      if (found !== undefined) return { name, found };
    }
  }
  return undefined;
}

/**
 * For the error of a login that fails: a sentence with every setting that speaks of the login, each from the source that wins. Names
 * and places, no values.
 */
export function loginSourcesIn(layers: readonly Layer[]): string {
  const texts: string[] = [];
  const spreads = [pick(layers, "domainName"), pick(layers, "domainId")];
  for (const { name, environment, isOutsideLogin } of FIELDS) {
    const found = isOutsideLogin === true ? undefined : pick(layers, name);
    // A domain that stands for those of user and project was written once, so it is told once, under its own name.
    const isSpread = name !== "domainName" && name !== "domainId" && spreads.includes(found);
    if (found === undefined || isSpread) continue;
    const isOffered = SETTINGS.some((setting) => setting.name === name);
    const title = isOffered ? `vpnaas:${name}` : (environment[0] ?? name);
    texts.push(found.place === undefined ? found.origin : `${title} (${found.place})`);
  }
  return texts.length === 0 ? "No login settings were found." : `Seen: ${texts.join(", ")}.`;
}
