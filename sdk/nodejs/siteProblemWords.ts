// Sentences about the arguments of SiteToSiteVpn that several files need.
import { loadMessages } from "../../provider/src";
import { NOT_KNOWN } from "./knownValues";

/** Names of all properties: the types make the compiler refuse a list that misses one. */
export type PropertyNames<Args> = Readonly<Record<keyof Args, true>>;

// A program in JavaScript or a site from a JSON file has no compiler that finds these.
export function unknownIn(
  given: Readonly<Record<string, unknown>>,
  known: Readonly<Record<string, unknown>>,
  path: string,
): string[] {
  const names = Object.keys(given).filter((name) => !Object.hasOwn(known, name) && given[name] !== undefined);
  return names.map((name) => loadMessages().unknownProperty(`${path}${name}`, Object.keys(known)));
}

/** Of what has to be known when the program runs. */
export function plainlyWanted(name: string, value: unknown): string {
  const later = "an output or a promise: only the values in it may be that";
  return `${name} must be a plain object, got ${value === NOT_KNOWN ? later : shown(value)}`;
}

/** What kind of value it is. */
export function shown(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
