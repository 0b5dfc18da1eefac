// What is there: every VPN object of the project, and which of them the user asked for. Only reads.

import type { Cloud } from "../../cloud";
import type { FoundObject } from "../../core/contract";
import { sanitizeBare } from "../../core/sanitize";
import { KINDS, type Kind, resourceSpec, secretInputs, tokenOf } from "../../core/schema";
import { isOfProject, projectOf } from "../../operations/lookup";
import { definitions } from "../../resources";
import { byName, compareTexts } from "../objects";

/** An object of the service, whoever made it. */
export interface Existing {
  readonly kind: Kind;
  readonly id: string;
  /** Its outputs; a secret is what the service shows, perhaps masked. */
  readonly outs: Record<string, unknown>;
}

/** What the user asked for; an empty list asks for everything. */
export interface Selection {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly kinds: readonly Kind[];
  /** Leave out what a selected connection refers to. */
  readonly only: boolean;
}

const isReferredTo = (kind: Kind) => definitions[tokenOf(kind)].referencedBy !== undefined;

/** All kinds, in the order in which a program declares them: what is referred to comes first. */
export const KINDS_IN_ORDER: readonly Kind[] = [
  ...KINDS.filter(isReferredTo),
  ...KINDS.filter((kind) => !isReferredTo(kind)),
];

/** Reads every object that the login can see: one list for each kind. In the order of the kinds, then of the names. Rejects with ApiError. */
export async function survey(cloud: Cloud): Promise<Existing[]> {
  const lists = await Promise.all(KINDS_IN_ORDER.map((kind) => listKind(cloud, kind)));
  return lists.flat();
}

/**
 * The objects that were asked for, and what the connections among them refer to. An administrator sees other projects, too:
 * their objects are taken only by id. Throws a sentence for the user if an id or name is not there, or nothing is.
 */
export function select(
  existing: readonly Existing[],
  selection: Selection,
  projectId: string | undefined,
): { chosen: Existing[]; foreign: number } {
  const { ids, names, kinds, only } = selection;
  const isOurs = (each: Existing) => isOfProject(each, projectId);
  const isAskedFor = (each: Existing) => {
    if (kinds.length > 0 && !kinds.includes(each.kind)) return false;
    if (ids.includes(each.id)) return true;
    return isOurs(each) && (names.length > 0 ? names.includes(String(each.outs.name)) : ids.length === 0);
  };
  const asked = existing.filter(isAskedFor);
  refuseMissing(asked, selection, existing);
  const wanted = new Set(asked.flatMap((each) => (only ? [each.id] : [each.id, ...idsIn(each)])));
  const chosen = existing.filter(({ id }) => wanted.has(id));
  return { chosen, foreign: existing.filter((each) => !isOurs(each) && !wanted.has(each.id)).length };
}

async function listKind(cloud: Cloud, kind: Kind): Promise<Existing[]> {
  const handler = cloud.handlerFor(tokenOf(kind));
  const found = await handler.list();
  const whole = await Promise.all(
    found.map(async (each) => (isWhole(kind, each) ? each : ((await handler.lookUp(each.id)) ?? each))),
  );
  return whole.map(({ id, outs }) => ({ kind, id, outs: inOrder(kind, outs) })).toSorted(byName);
}

// Lists whose order has no meaning, such as networks, come in any order from a service.
function inOrder(kind: Kind, outs: Record<string, unknown>): Record<string, unknown> {
  const { properties, inputProperties } = resourceSpec(tokenOf(kind));
  const entries = Object.entries(outs).map(([name, value]) => {
    const isSet = (inputProperties[name] ?? properties[name])?.uniqueItems === true;
    const texts = isSet && Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
    return [name, texts?.toSorted(compareTexts) ?? value] as const;
  });
  return Object.fromEntries(entries);
}

// A list may say less of an object than a read of it.
function isWhole(kind: Kind, { outs }: FoundObject): boolean {
  const token = tokenOf(kind);
  const secrets = secretInputs(token);
  return resourceSpec(token).required.every((name) => outs[name] !== undefined || secrets.includes(name));
}

function refuseMissing(
  asked: readonly Existing[],
  { ids, names, kinds }: Selection,
  existing: readonly Existing[],
): void {
  const missingIds = ids.filter((id) => !asked.some((each) => each.id === id));
  const missingNames = names.filter((name) => !asked.some(({ outs }) => outs.name === name));
  const missing = [
    ...missingIds.map((id) => `the id ${JSON.stringify(id)}`),
    ...missingNames.map((name) => `the name ${JSON.stringify(name)}`),
  ];
  const among = kinds.length === 0 ? "" : ` of the kind ${kinds.join(" or ")}`;
  const advice = "Correct it, or the project and region of the settings";
  const elsewhere = existing.filter(
    ({ kind, outs }) => missingNames.includes(String(outs.name)) && (kinds.length === 0 || kinds.includes(kind)),
  );
  if (elsewhere.length > 0) {
    const list = elsewhere
      .map((each) => `${each.kind} ${sanitizeBare(each.id)} (project ${sanitizeBare(projectOf(each))})`)
      .join(", ");
    const other = `other projects have ${list}: name it with --id, or log in to its project`;
    throw new Error(`There is no VPN object with ${missing.join(" and ")} in the project of the login, but ${other}`);
  }
  if (missing.length > 0) throw new Error(`There is no VPN object${among} with ${missing.join(" and ")}. ${advice}`);
  if (asked.length === 0) throw new Error(`There is no VPN object${among} in this project and region. ${advice}`);
}

function idsIn({ outs }: Existing): string[] {
  return Object.entries(outs).flatMap(([name, value]) => (isReference(name, value) ? [value] : []));
}

/** Can the property refer to another object? By rule, the name of one that does ends in `Id`. */
export function isReference(name: string, value: unknown): value is string {
  return name.endsWith("Id") && typeof value === "string";
}
