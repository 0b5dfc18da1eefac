// Finds objects by id or by filters: reads the one, or lists all and compares here, since services ignore or refuse filters.
// What can be a filter is filters.ts' business, Pulumi's Outputs are those of lookups.ts.
import type { FoundObject, ResourceKind } from "../core/contract";
import { sanitizeBare, sanitizeOrNotSet } from "../core/sanitize";
import type { Kind } from "../core/schema";
import { isOfProject, projectOf } from "../operations/lookup";
import { checkFilters, disagreeing, type Filters } from "./filters";

/** What is looked for. */
export interface Query {
  readonly kind: Kind;
  /** Outputs by name, and `id`; one that is undefined is not asked for. */
  readonly filters: Filters;
  /** Names of filters whose values are secrets to the program, and stay out of messages. */
  readonly hidden: readonly string[];
}

/** What a search needs of a handler. */
export type Searched = Pick<ResourceKind, "list" | "lookUp" | "projectId">;

/** Why a search has no result, in a sentence for the user. */
export class LookupError extends Error {}

/**
 * The one object that is meant: read by its id, whatever its project, else found among all of the project. Rejects with LookupError or
 * ApiError.
 */
export async function findOne(searched: Searched, query: Query): Promise<FoundObject> {
  const filters = checked(query);
  const names = Object.keys(filters);
  if (filters.id !== undefined) return findById(searched, String(filters.id), { ...query, filters });
  if (names.length === 0) throw withoutFilters(query);
  const { own, foreign } = await listFor(searched, filters);
  const isMeant = (each: FoundObject) => disagreeing(query.kind, filters, each).length === 0;
  const [found, ...others] = own.filter(isMeant);
  const sought = { ...query, filters };
  if (found === undefined) throw refusal(sought, noneAmong(own, foreign.filter(isMeant), query));
  if (others.length > 0) throw refusal(sought, several([found, ...others], query));
  return found;
}

/** Every object of the project that agrees with all filters, in the order of the service. Rejects with LookupError or ApiError. */
export async function findAll(searched: Searched, query: Query): Promise<FoundObject[]> {
  const filters = checked(query);
  const { own } = await listFor(searched, filters);
  return own.filter((each) => disagreeing(query.kind, filters, each).length === 0);
}

// An administrator sees the objects of all projects. Those of others are meant only where the project is asked for.
async function listFor(searched: Searched, filters: Filters): Promise<{ own: FoundObject[]; foreign: FoundObject[] }> {
  const all = await searched.list();
  const project = await searched.projectId();
  const isAskedFor = filters.tenantId !== undefined || filters.projectId !== undefined;
  const isOwn = (each: FoundObject) => isAskedFor || isOfProject(each, project);
  return { own: all.filter(isOwn), foreign: all.filter((each) => !isOwn(each)) };
}

async function findById(searched: Searched, id: string, query: Query): Promise<FoundObject> {
  const { kind, filters } = query;
  const found = await searched.lookUp(id);
  if (found === undefined) {
    const advice = "It may have been deleted, or belong to another project. Correct the id, or the settings";
    throw refusal(query, `there is none with this id in the project and region of the settings. ${advice}`);
  }
  const wrong = disagreeing(kind, filters, found);
  if (wrong.length === 0) return found;
  const list = wrong.map((name) => `its ${name} is ${shown(query, name, found.outs[name])}`);
  throw refusal(query, `it exists, but ${list.join(", ")}. Correct the id, or what else was looked for`);
}

function checked(query: Query): Filters {
  const { filters, problem } = checkFilters(query.kind, query.filters);
  if (problem !== undefined) throw refusal({ ...query, filters: {} }, problem);
  return filters;
}

function refusal(query: Query, reason: string): LookupError {
  const parts = Object.entries(query.filters).map(([name, value]) => `${name} ${shown(query, name, value)}`);
  const what = parts.length === 0 ? query.kind : `${query.kind} with ${parts.join(", ")}`;
  return new LookupError(`Looking up the ${what} failed: ${reason}`);
}

// What a program computes may have come out as undefined, which would otherwise look like no filter at all.
function withoutFilters(query: Query): LookupError {
  const names = Object.keys(query.filters);
  const reason = names.length === 0 ? "nothing says which one" : `all that is given is undefined: ${names.join(", ")}`;
  return refusal({ ...query, filters: {} }, `${reason}. Give an id, a name or another output of it`);
}

function noneAmong(own: readonly FoundObject[], foreign: readonly FoundObject[], query: Query): string {
  if (foreign.length > 0) {
    const named = nameAll(foreign, (each) => `${sanitizeBare(each.id)} (project ${sanitizeBare(projectOf(each))})`);
    const where = `none is in the project of the login, but other projects have ${named}`;
    return `${where}. Give the tenantId or the id of the one that is meant, or log in to its project`;
  }
  const place = "in the project and region of the settings";
  if (own.length === 0) return `there is none at all ${place}. Correct the settings, or create one first`;
  const names = query.hidden.includes("name")
    ? ""
    : ` There are: ${namesOf(own, ({ outs }) => shown(query, "name", outs.name))}.`;
  return `none of the ${own.length} ${place} matches (exact match, case counts).${names} Correct what is looked for, or the settings`;
}

const MOST_NAMED = 10;

function several(found: readonly FoundObject[], query: Query): string {
  const named = nameAll(found, ({ id, outs }) => `${sanitizeBare(id)} (${shown(query, "name", outs.name)})`);
  return `there are ${named}. Say more about the one that is meant, or give its id`;
}

// How many, and which.
function nameAll(found: readonly FoundObject[], name: (each: FoundObject) => string): string {
  return `${found.length}: ${namesOf(found, name)}`;
}

function namesOf(found: readonly FoundObject[], name: (each: FoundObject) => string): string {
  const rest = found.length > MOST_NAMED ? ` and ${found.length - MOST_NAMED} more` : "";
  return `${found.slice(0, MOST_NAMED).map(name).join(", ")}${rest}`;
}

function shown({ hidden }: Query, name: string, value: unknown): string {
  if (hidden.includes(name)) return "[secret]";
  return sanitizeOrNotSet(value);
}
