// The values of all settings that hold no more than a boolean or a duration: they follow from the table of settings alone.
import { type Layer, pick, type SetValue } from "./layers";
import type { SettingProblems } from "./problems";
import { labelOf, settingOf } from "./spelling";
import { type NameOfType, SETTINGS, type SettingName } from "./table";
import { booleanOf, durationOf } from "./values";

/** By name; durations are milliseconds, always above 0. */
export type PlainValues = Record<NameOfType<"boolean">, boolean> & Record<NameOfType<"duration">, number>;

/** Each from the highest source that has it, else its default. */
export function plainValuesOf(layers: readonly Layer[], problems: SettingProblems): PlainValues {
  const entries = SETTINGS.flatMap(({ name, type }) => {
    if (type !== "boolean" && type !== "duration") return [];
    const found = pick(layers, name) ?? defaultOf(name);
    return [[name, type === "boolean" ? booleanOf(found, problems) : durationOf(found, problems)]];
  });
  // The names and types of the result are those of the table's rows.
  return Object.fromEntries(entries) as PlainValues;
}

/** The default of a setting, in the form of a value that was set. */
export function defaultOf(name: SettingName): SetValue {
  return { value: settingOf(name).default ?? "", origin: "its default", label: labelOf(name), place: "its default" };
}
