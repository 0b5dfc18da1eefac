// The half of a lookup that needs HTTP and validation, so lookups.ts loads it with the first one: settings → cloud → search.
// How objects are found is search.ts' business.
import * as pulumi from "@pulumi/pulumi";
import { type Cloud, createCloud } from "../cloud";
import type { FoundObject } from "../core/contract";
import { ApiError } from "../core/errors";
import { tokenOf } from "../core/schema";
import { findAll, findOne, LookupError, type Query, type Searched } from "../lookups/search";
import { resolveSettings, SettingsError } from "../settings";
import { sayWithoutProvider } from "./endOfLife";
import { userError } from "./userError";

/** Plain values of settings by name; what is missing comes from `OS_*` and clouds.yaml. */
type PlainSettings = Readonly<Record<string, unknown>>;

/** The one object that the query means. What a user has to read rejects with a RunError, which has no stack. */
export function findOneIn(settings: PlainSettings, query: Query): Promise<FoundObject> {
  return explained(() => findOne(searchedIn(settings, query), query));
}

/** Every object that the query means; rejects as `findOneIn`. */
export function findAllIn(settings: PlainSettings, query: Query): Promise<FoundObject[]> {
  return explained(() => findAll(searchedIn(settings, query), query));
}

async function explained<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const isForUser = error instanceof LookupError || error instanceof ApiError || error instanceof SettingsError;
    throw isForUser ? userError(error.message) : error;
  }
}

const SURROUNDINGS = { sayEndOfLife: sayWithoutProvider };

// One login for each set of settings in a process. The environment is read again each time: the tests of a program start
// one emulator after the other.
const clouds = new Map<string, Cloud>();

function searchedIn(plain: PlainSettings, { kind }: Query): Searched {
  const settings = resolveSettings((name) => plain[name]);
  const key = JSON.stringify(settings);
  const cloud = clouds.get(key) ?? createCloud(settings, (message) => void pulumi.log.info(message), SURROUNDINGS);
  clouds.set(key, cloud);
  return cloud.handlerFor(tokenOf(kind));
}
