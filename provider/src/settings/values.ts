// Turns the texts of settings into booleans, durations, addresses and paths; an unusable text becomes a problem.
import { accessSync, constants, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { type Layer, pick, type SetValue, settingOf } from "./layers";
import type { SettingProblems } from "./problems";
import { checkPlain } from "./sendable";
import { INTERFACES, type NameOfType, SETTINGS, type SettingName } from "./table";

/** The machine the settings are read on; tests bring their own. */
export interface Host {
  environment: NodeJS.ProcessEnv;
  workingDirectory: string;
  homeDirectory: string;
}

/** Which endpoint of the service catalog is used. */
export type Interface = (typeof INTERFACES)[number];

/** The values of all settings that hold no more than a boolean or a number, by name; durations are milliseconds, always above 0. */
export type PlainValues = Record<NameOfType<"boolean">, boolean> & Record<NameOfType<"duration" | "integer">, number>;

/** Each from the highest source that has it, else its default. */
export function plainValuesOf(layers: readonly Layer[], problems: SettingProblems): PlainValues {
  const entries = SETTINGS.flatMap(({ name, type, range }): [string, boolean | number][] => {
    const found = pick(layers, name) ?? defaultOf(name);
    if (type === "boolean") return [[name, booleanOf(found, problems)]];
    if (type === "duration") return [[name, durationOf(found, problems)]];
    return range === undefined ? [] : [[name, integerOf(found, range, problems)]];
  });
  // The names and types of the result are those of the table's rows.
  return Object.fromEntries(entries) as PlainValues;
}

/** The default of a setting, in the form of a value that was set. */
export function defaultOf(name: SettingName): SetValue {
  return { value: settingOf(name).default ?? "", origin: "its default", place: "its default" };
}

/** true or 1, false or 0, in any case of letters. */
function booleanOf(found: SetValue, problems: SettingProblems): boolean {
  const text = found.value.toLowerCase();
  if (text === "true" || text === "1") return true;
  if (text !== "false" && text !== "0") {
    problems.add(`${found.origin} is ${problems.quote(found.value)}. Write true or false (1 or 0).`);
  }
  return false;
}

/** One of the allowed words; a wrong word is a problem that lists them, and the first one is returned. */
export function choiceOf<Word extends string>(
  found: SetValue,
  allowed: readonly [Word, ...Word[]],
  problems: SettingProblems,
): Word {
  const match = allowed.find((word) => word === found.value);
  if (match !== undefined) return match;
  problems.add(`${found.origin} is ${problems.quote(found.value)}. Write one of: ${allowed.join(", ")}.`);
  return allowed[0];
}

/** The catalog's word for an interface, also from its old form ("publicURL"). */
export function interfaceOf(found: SetValue, problems: SettingProblems): Interface {
  const value = found.value.replace(/URL$/i, "");
  return choiceOf({ ...found, value }, INTERFACES, problems);
}

/** Milliseconds, always above 0. */
function durationOf(found: SetValue, problems: SettingProblems): number {
  const milliseconds = parseDuration(found.value);
  if (milliseconds !== undefined && milliseconds > 0 && milliseconds <= MAXIMUM_DURATION) return milliseconds;
  problems.add(
    `${found.origin} is ${problems.quote(found.value)}. Write seconds (90) or a duration such as 500ms, 90s, 10m or ` +
      "1h30m, above 0 and at most 500h.",
  );
  return 0;
}

/** A whole number in the range; the least one where it is a problem. */
function integerOf(found: SetValue, [least, most]: readonly [number, number], problems: SettingProblems): number {
  const number = /^\d+$/.test(found.value) ? Number(found.value) : Number.NaN;
  if (number >= least && number <= most) return number;
  problems.add(`${found.origin} is ${problems.quote(found.value)}. Write a whole number from ${least} to ${most}.`);
  return least;
}

/** 500 hours in milliseconds; timers of Node fire at once beyond 24.8 days, so nothing longer may reach them. */
const MAXIMUM_DURATION = 1_800_000_000;

const UNITS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

/** Milliseconds of "90" (seconds), "90s", "1h30m", "500ms" or "1.5h", rounded up; undefined for any other text. */
export function parseDuration(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return milliseconds(Number(text) * 1_000);
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    sum += Number(amount) * (UNITS.get(unit ?? "") ?? Number.NaN);
  }
  return milliseconds(sum);
}

// 0.1 * 3 and the like must not become one millisecond more, hence the rounding before the ceiling.
function milliseconds(value: number): number {
  return Math.ceil(Number(value.toFixed(6)));
}

/** Address of Keystone v3 that ends in /v3. */
export function authUrlOf(found: SetValue, problems: SettingProblems): string | undefined {
  const base = addressOf(found, problems);
  if (base === undefined) return undefined;
  if (/\/v2(\.0)?$/.test(base)) {
    problems.add(
      `${found.origin} is ${problems.quote(found.value)}, which is Keystone v2. Only v3 is supported: end it in /v3.`,
    );
    return undefined;
  }
  return base.endsWith("/v3") ? base : `${base}/v3`;
}

/** Base address of the VPN API without trailing slash and without /v2.0. */
export function endpointOf(found: SetValue, problems: SettingProblems): string | undefined {
  return addressOf(found, problems)
    ?.replace(/\/v2\.0$/, "")
    .replace(/\/+$/, "");
}

/** Absolute path of a file that exists and can be read. */
export function cacertOf(found: SetValue, host: Host, problems: SettingProblems): string | undefined {
  if (found.value.includes("-----BEGIN")) {
    problems.add(`${found.origin} holds a certificate. Write it into a file and give the path of that file.`);
    return undefined;
  }
  const path = absolutePath(found.value, host);
  try {
    if (!statSync(path).isFile()) throw new Error("not a file");
    accessSync(path, constants.R_OK);
    return path;
  } catch {
    // The text as it was written: a resolved path could break a secret into pieces that no mask knows.
    problems.add(
      `${found.origin} is ${problems.quote(found.value)}, which is not a readable file (relative paths start at ` +
        `${host.workingDirectory}). Give the path of a PEM file.`,
    );
    return undefined;
  }
}

/** Absolute form of a path: `~` is the home directory, anything relative starts at the working directory. */
export function absolutePath(path: string, host: Host): string {
  if (path === "~") return host.homeDirectory;
  if (path.startsWith("~/")) return join(host.homeDirectory, path.slice(2));
  return isAbsolute(path) ? path : resolve(host.workingDirectory, path);
}

/** An http or https address without credentials, query and trailing slash. */
function addressOf(found: SetValue, problems: SettingProblems): string | undefined {
  // URL drops line breaks and tabs without a word.
  if (!checkPlain(found, problems)) return undefined;
  const shown = problems.quote(found.value);
  if (found.value.includes("{region_name}")) {
    problems.add(`${found.origin} needs a region (${shown}). Set vpnaas:region (OS_REGION_NAME), for example eu-nl.`);
    return undefined;
  }
  if (!found.value.includes("://")) {
    problems.add(`${found.origin} is ${shown}, which has no scheme. Write the whole address, starting with https://.`);
    return undefined;
  }
  const url = URL.canParse(found.value) ? new URL(found.value) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    problems.add(`${found.origin} is ${shown}. Write an address that starts with https:// (or http://).`);
    return undefined;
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    problems.add(
      `${found.origin} is ${shown}. Remove user, password, query and fragment from the address; credentials have ` +
        "their own settings, such as vpnaas:username (OS_USERNAME) and vpnaas:password (OS_PASSWORD).",
    );
    return undefined;
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
