// Reads one cloud of clouds.yaml (secure.yaml merged over it) into a layer of settings, by the rules of openstacksdk.
// Finding and parsing the files is left to cloudsFile.ts, ranking the layer to layers.ts.
import { isRecord } from "../core/record";
import { dialectOfProfile, dialects } from "../dialects";
import { refuseMisplaced, refuseNoMapping, refuseShapes } from "./cloudShapes";
import { type CloudsFile, candidatesOf, loadFirst, type Mapping } from "./cloudsFile";
import { FIELDS, type FieldName, foundAt, type Layer, type SetValue, spreadDomain, type Where } from "./layers";
import { SettingsError } from "./problems";
import { refusedIn } from "./refusals";
import type { Host } from "./values";

/** What a cloud says, and its vendor profile: the name of one that we know, or of one that we do not know. */
export interface CloudEntry {
  readonly layer: Layer;
  readonly profile: string | undefined;
  readonly unknownProfile: string | undefined;
}

/** A piece of what makes up a cloud, and how a message names it. */
interface Part {
  readonly content: Mapping;
  readonly place: string;
}

/** Says where the value of a key ("auth.username") comes from. */
type Locate = (key: string) => Where;

/**
 * Reads the cloud that a setting names; `region` is the region that a higher source asked for.
 * Throws a SettingsError when the cloud cannot be found or read.
 */
export function readCloud(chosen: SetValue, region: SetValue | undefined, host: Host): CloudEntry {
  const parts = partsOf(chosen, host);
  const entry = mergeAll(parts);
  const profileName = scalar(entry.profile) ?? scalar(entry.cloud);
  const profile = profileOf(profileName, region?.value ?? scalar(entry.region_name));
  const where = parts.at(-1)?.place ?? "";
  const inRegion = regionOf({ entry, profile, region, where });
  const every = [
    { content: inRegion.values, place: `region ${inRegion.name} of ${where}` },
    ...parts,
    { content: profile ?? {}, place: `vendor profile ${JSON.stringify(profileName)}` },
  ];
  const locate = locator(every, where);
  const whole = mergeAll(every);
  refuseForeign(whole, locate);
  const layer = layerOf(whole, locate);
  if (inRegion.name !== undefined) {
    const found = foundAt("region", inRegion.name, locate("region_name"));
    if (found !== undefined) layer.set("region", found);
  }
  const isKnown = profile !== undefined;
  return {
    layer: spreadDomain(layer),
    profile: isKnown ? profileName : undefined,
    unknownProfile: isKnown ? undefined : profileName,
  };
}

function profileOf(name: string | undefined, region: string | undefined): Mapping | undefined {
  const dialect = dialectOfProfile(name);
  const profile = dialect && dialects[dialect].profiles.get(name ?? "");
  return profile?.inRegion?.get(region ?? "") ?? profile?.entry;
}

// What other tools follow may not be ignored here.
function refuseForeign(entry: Mapping, locate: Locate): void {
  const auth = isRecord(entry.auth) ? entry.auth : {};
  const refused = refusedIn((key) => {
    if (entry[key] !== undefined && entry[key] !== "") return { value: entry[key], origin: locate(key).origin };
    return { value: auth[key], origin: locate(`auth.${key}`).origin };
  });
  if (refused.length > 0) throw new SettingsError(refused);
}

function locator(parts: readonly Part[], otherwise: string): Locate {
  const holds = ({ content }: Part, key: string): boolean => {
    const value = key.startsWith("auth.") && isRecord(content.auth) ? content.auth[key.slice(5)] : content[key];
    return value !== undefined && value !== null;
  };
  return (key) => {
    const origin = `${key} of ${parts.find((part) => holds(part, key))?.place ?? otherwise}`;
    return { origin, place: origin };
  };
}

/** What secure.yaml and clouds.yaml say of the cloud, the stronger one first; a file that says nothing is no part. */
function partsOf(chosen: SetValue, host: Host): Part[] {
  const name = chosen.value;
  const candidates = candidatesOf("clouds", host);
  const clouds = loadFirst(candidates);
  const secure = loadFirst(candidatesOf("secure", host));
  const all = new Map([...cloudsOf(clouds), ...cloudsOf(secure)]);
  if (!all.has(name)) throw new SettingsError([notFound(chosen, [...all.keys()], clouds?.path, candidates)]);
  return [secure, clouds].flatMap((file) => {
    const place = `cloud ${JSON.stringify(name)} in ${file?.path}`;
    if (!cloudsOf(file).has(name)) return [];
    refuseNoMapping(cloudsOf(file).get(name), place);
    const content = withUnderscores(cloudsOf(file).get(name));
    refuseMisplaced(content, place);
    return [{ content, place }];
  });
}

function mergeAll(strongestFirst: readonly Part[]): Mapping {
  return strongestFirst.reduceRight<Mapping>((below, { content }) => merge(below, content), {});
}

function notFound(
  { value, origin }: SetValue,
  known: string[],
  path: string | undefined,
  candidates: readonly string[],
): string {
  const asked = `The cloud ${JSON.stringify(value)}, chosen by ${origin}, was not found`;
  const unset = `or unset ${origin}`;
  if (path === undefined) {
    return `${asked}: none of these files can be read: ${candidates.join(", ")}. Create one of them, ${unset}.`;
  }
  // What is no plain name may be a whole cloud that slipped into the place of one, its password with it.
  const names = known.filter((each) => /^[\w.@ -]{1,80}$/.test(each));
  const others = known.length > names.length ? ` (and ${known.length - names.length} with odd names)` : "";
  const clouds = known.length === 0 ? "It has no clouds" : `It has the clouds ${names.join(", ")}${others}`;
  return `${asked} in ${path}. ${clouds}. Choose one of them, name another file with OS_CLIENT_CONFIG_FILE, ${unset}.`;
}

function cloudsOf(file: CloudsFile | undefined): ReadonlyMap<string, unknown> {
  const clouds = file?.content.clouds;
  refuseNoMapping(clouds, `clouds of ${file?.path}`);
  return new Map(isRecord(clouds) ? Object.entries(clouds) : []);
}

// openstacksdk reads auth-url and auth_url alike. Only `auth` is followed, and only once: YAML aliases make deep copies
// explode, and let a mapping hold itself.
function withUnderscores(value: unknown): Mapping {
  const entry = underscored(value);
  return isRecord(entry.auth) ? { ...entry, auth: underscored(entry.auth) } : entry;
}

function underscored(value: unknown): Mapping {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.replaceAll("-", "_"), inner]));
}

// `auth` is merged key by key, anything else of `over` replaces what `base` has; an empty value replaces nothing.
function merge(base: Mapping, over: Mapping): Mapping {
  const result = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = result.get(key);
    if (value === null || value === undefined || value === "") continue;
    result.set(key, key === "auth" && isRecord(below) && isRecord(value) ? merge(below, value) : value);
  }
  return Object.fromEntries(result);
}

function regionOf(options: {
  entry: Mapping;
  profile: Mapping | undefined;
  region: SetValue | undefined;
  where: string;
}): { name: string | undefined; values: Mapping } {
  const { entry, profile, region, where } = options;
  refuseShapes(entry, where);
  const listed = regionsOf(entry.regions);
  for (const [name, values] of listed) refuseShapes(values, `region ${name} of ${where}`);
  const first = (regions: ReadonlyMap<string, Mapping>) => [...regions.keys()][0];
  const name = region?.value ?? scalar(entry.region_name) ?? first(listed) ?? first(regionsOf(profile?.regions));
  // Only the cloud's own list is binding: a vendor may have opened a region since the profile was written.
  if (name !== undefined && listed.size > 0 && !listed.has(name)) {
    throw new SettingsError([
      `${region?.origin ?? `region_name of ${where}`} is ${JSON.stringify(name)}, but ${where} lists only the regions ` +
        `${[...listed.keys()].join(", ")}. Choose one of them or add the region there.`,
    ]);
  }
  return { name, values: (name === undefined ? undefined : listed.get(name)) ?? {} };
}

// A region is a name, or a mapping of `name` and `values` that replace what the cloud says.
function regionsOf(value: unknown): ReadonlyMap<string, Mapping> {
  const regions = new Map<string, Mapping>();
  for (const item of Array.isArray(value) ? value : []) {
    const name = scalar(isRecord(item) ? item.name : item);
    if (name !== undefined) regions.set(name, isRecord(item) ? withUnderscores(item.values) : {});
  }
  return regions;
}

function layerOf(entry: Mapping, locate: Locate): Map<FieldName, SetValue> {
  const layer = new Map<FieldName, SetValue>();
  for (const field of FIELDS) {
    if (field.name === "insecure" || field.name === "region") continue;
    const found = findIn(entry, field, locate);
    if (found !== undefined) layer.set(field.name, found);
  }
  const insecure = insecureOf(entry, locate);
  if (insecure !== undefined) layer.set("insecure", insecure);
  return layer;
}

// Of the same key, the one next to `auth` beats the one inside it; the key of today beats the old one.
function findIn(entry: Mapping, { name, keys }: (typeof FIELDS)[number], locate: Locate): SetValue | undefined {
  const auth = isRecord(entry.auth) ? entry.auth : {};
  for (const key of keys) {
    const found = foundAt(name, entry[key], locate(key)) ?? foundAt(name, auth[key], locate(`auth.${key}`));
    if (found !== undefined) return found;
  }
  return undefined;
}

// `verify: false` and the old `insecure: true` say the same; either of them is enough.
function insecureOf(entry: Mapping, locate: Locate): SetValue | undefined {
  const verify = foundAt("insecure", entry.verify, locate("verify"));
  const insecure = foundAt("insecure", entry.insecure, locate("insecure"));
  const words = { yes: "true", on: "true", no: "false", off: "false" };
  const plain = (text: string) => new Map(Object.entries(words)).get(text.toLowerCase()) ?? text.toLowerCase();
  const opposites = new Map([
    ["true", "false"],
    ["1", "false"],
    ["false", "true"],
    ["0", "true"],
  ]);
  const fromInsecure = insecure && { ...insecure, value: plain(insecure.value) };
  if (verify === undefined || fromInsecure?.value === "true" || fromInsecure?.value === "1") return fromInsecure;
  return { ...verify, value: opposites.get(plain(verify.value)) ?? verify.value };
}

function scalar(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
