// Checks the keys of a cloud that choose a region or a profile, which are read before anything else.
import { isRecord } from "../record";
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
    !isRecord(item) || item.values === undefined || item.values === null || isRecord(item.values);
  const isEmpty = regions === undefined || regions === null || regions === "";
  if (!isEmpty && !(Array.isArray(regions) && regions.every((item) => isNamed(item) && isPlain(item)))) {
    problems.push(`regions of ${where} is not a list of names, or of mappings with name and values. Correct it there.`);
  }
  if (problems.length > 0) throw new SettingsError(problems);
}

function isName(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
