// Checks the keys of a cloud that choose a region or a profile, which are read before anything else.
import { isRecord } from "../core/record";
import type { Mapping } from "./cloudsFile";
import { SettingsError } from "./problems";

/** Throws for forms that openstacksdk does not know: a value that is passed over would lead to another region. */
export function refuseShapes(entry: Mapping, where: string): void {
  const problems = ["region_name", "profile", "cloud"].flatMap((key) => {
    const value = entry[key];
    const isSingle = value === undefined || value === null || typeof value === "string";
    return isSingle ? [] : [`${key} of ${where} is not a single text. Write one plain value there.`];
  });
  const regions = entry.regions;
  const isNamed = (item: unknown) => isName(isRecord(item) ? item.name : item);
  const isPlain = (item: unknown) =>
    !isRecord(item) || (hasOnly(item, ["name", "values"]) && isMappingOrEmpty(item.values));
  const isEmpty = regions === undefined || regions === null || regions === "";
  if (!isEmpty && !(Array.isArray(regions) && regions.every((item) => isNamed(item) && isPlain(item)))) {
    const form = "a list of names, or of mappings with name and values and nothing else";
    problems.push(`regions of ${where} is not ${form}. Correct it there.`);
  }
  if (problems.length > 0) throw new SettingsError(problems);
  refuseNoMapping(entry, where);
}

/** Throws for a cloud, or a login in it, that is something else than a mapping: what it says would be lost. */
export function refuseNoMapping(entry: unknown, place: string): void {
  const auth = isRecord(entry) ? entry.auth : undefined;
  const problems = [
    ...(isMappingOrEmpty(entry) ? [] : [`${place} is not a mapping. Write its settings below it.`]),
    ...(isMappingOrEmpty(auth) ? [] : [`auth of ${place} is not a mapping. Write the parts of the login below it.`]),
  ];
  if (problems.length > 0) throw new SettingsError(problems);
}

/** Throws for keys that only count next to `auth` and stand in it. */
export function refuseMisplaced({ auth }: Mapping, place: string): void {
  if (!isRecord(auth)) return;
  const problems = BESIDE_AUTH.filter((key) => auth[key] !== undefined).map(
    (key) => `auth.${key} of ${place} has no effect there. Write ${key} next to auth, not in it.`,
  );
  if (problems.length > 0) throw new SettingsError(problems);
}

const BESIDE_AUTH = ["region_name", "regions", "profile", "cloud", "verify", "insecure"];

function isMappingOrEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || isRecord(value);
}

function hasOnly(item: Mapping, keys: readonly string[]): boolean {
  return Object.keys(item).every((key) => keys.includes(key));
}

function isName(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
