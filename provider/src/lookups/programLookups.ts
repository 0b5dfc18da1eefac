// Lookups in the process of a program: settings → cloud → search. They need HTTP and validation, so a program loads this file with its
// first lookup.
import { type Cloud, createCloud } from "../cloud";
import type { FoundObject } from "../core/contract";
import { ApiError } from "../core/errors";
import { tokenOf } from "../core/schema";
import { resolveSettings, SettingsError } from "../settings";
import { findAll, findOne, LookupError, type Query, type Searched } from "./search";

/** Plain values of settings by name; what is missing comes from `OS_*` and clouds.yaml. */
type PlainSettings = Readonly<Record<string, unknown>>;

/** How the process of a program shows things to the user. */
interface ProgramOutput {
  readonly log: (message: string) => void;
  /** Says that the service has ended in a region, unless the provider of the same run says it. */
  readonly sayEndOfLife: (message: string) => void;
  /** Makes the error that is shown as its message alone. */
  readonly userError: (message: string) => Error;
}

/** The lookups of a process. They reject with a `userError` where a user has to read the reason. */
export function createProgramLookups({ log, sayEndOfLife, userError }: ProgramOutput) {
  // One login for each set of settings. The environment is read again each time: the tests of a program start one emulator after
  // the other.
  const clouds = new Map<string, Cloud>();

  function searchedIn(plain: PlainSettings, { kind }: Query): Searched {
    const settings = resolveSettings((name) => plain[name]);
    const key = JSON.stringify(settings);
    const cloud = clouds.get(key) ?? createCloud(settings, log, { sayEndOfLife });
    clouds.set(key, cloud);
    return cloud.handlerFor(tokenOf(kind));
  }

  async function explained<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      const isForUser = error instanceof LookupError || error instanceof ApiError || error instanceof SettingsError;
      throw isForUser ? userError(error.message) : error;
    }
  }

  return {
    /** The one object that the query means. */
    findOne: (settings: PlainSettings, query: Query): Promise<FoundObject> =>
      explained(() => findOne(searchedIn(settings, query), query)),
    /** Every object that the query means. */
    findAll: (settings: PlainSettings, query: Query): Promise<FoundObject[]> =>
      explained(() => findAll(searchedIn(settings, query), query)),
  };
}
