// A create that Open Telekom Cloud refuses because of an object that is there: finds it, says whose it is, and which one way out
// applies. What cannot be found out leaves the server's sentence and the general advice as they are.
import type { Item } from "../api/collection";
import { describe } from "../context";
import { isEqual } from "../core/compare";
import { onePerOf } from "../core/dialectRules";
import { ApiError, reasonOf } from "../core/errors";
import { maskOwn } from "../core/masking/masking";
import { isSameId, meaningOf } from "../core/meaning";
import { resourceSpec } from "../core/schema";
import { outputIn } from "../core/wire";
import { agrees, type Creation } from "./orphans";
import { isInProject, nameIn } from "./ownership";
import { byComponent, wayToAdopt, wayToRename } from "./renaming";

/** How the object behind a code of the service is found, and what is said of it. */
interface Search {
  readonly find: (creation: Creation) => Promise<readonly Item[]>;
  /** The inputs that keep two objects apart. */
  readonly names: (creation: Creation) => readonly string[];
  /** What it has in common with what is to be created. */
  readonly common: (creation: Creation) => string;
  /** What the program may choose instead. */
  readonly other: (creation: Creation) => string;
}

const GROUPS = ["localEpGroupId", "peerEpGroupId"] as const;

const SAME_PROPERTY: Search = {
  find: withSameProperty,
  names: ({ definition }) => [onePerOf(definition) ?? ""],
  common: ({ definition }) => `has the same ${onePerOf(definition)}`,
  other: ({ definition }) => `another ${onePerOf(definition)}`,
};

const SEARCHES: Readonly<Record<string, Search>> = {
  "VPC.1004": SAME_PROPERTY,
  "VPC.1018": {
    find: (creation) => sharing(creation, ["peerEpGroupId", "localEpGroupId"]),
    names: () => GROUPS,
    common: () => "joins some of these subnets",
    other: () => "other subnets",
  },
  "VPC.1021": {
    find: (creation) => sharing(creation, ["peerEpGroupId"]),
    names: () => GROUPS,
    common: () => "reaches some of these remote subnets",
    other: () => "other remote subnets",
  },
  "VPC.1026": SAME_PROPERTY,
};

/** The error of a refused create; where an object is in the way, with its name and id, its owner, and the way out. Never rejects. */
export async function nameInTheWay(creation: Creation, error: unknown): Promise<unknown> {
  if (!(error instanceof ApiError) || error.kind !== "http") return error;
  const search = SEARCHES[error.code ?? ""];
  const item = search && (await firstFound(creation, search).catch(() => undefined));
  if (search === undefined || item === undefined) return error;
  const { definition, context } = creation;
  const id = String(item.id);
  const there = `${describe({ definition, context, id }, item.name)} ${search.common(creation)}`;
  // With a note, the general advice stays, which has all ways out.
  const note = (rest: string) => error.with({ note: maskOwn(`in the way: ${there}${rest}`) });
  try {
    const way = await wayOut(creation, item, search);
    return way === undefined ? note("") : error.with({ advice: maskOwn(`In the way: ${there}${way}`) });
  } catch (failure) {
    return note(`; whether this stack holds it is not known: ${reasonOf(failure)}`);
  }
}

async function firstFound(creation: Creation, { find }: Search): Promise<Item | undefined> {
  for (const item of await find(creation)) if (await isInProject(creation, item)) return item;
  return undefined;
}

// Whose it is and what helps; undefined where no stack is known. Rejects where its state cannot be had.
async function wayOut(creation: Creation, item: Item, search: Search): Promise<string | undefined> {
  const { context, owners } = creation;
  const id = String(item.id);
  const path = String(context.path);
  const other = search.other(creation);
  if (owners.declaredAs(id) === undefined && context.stack === undefined) return undefined;
  const owner = owners.declaredAs(id) === undefined ? await owners.ownerOf(id, context) : undefined;
  // The engine may have spoken of it in the meantime.
  const declared = owners.declaredAs(id);
  const ownPath = declared?.path ?? owner?.path;
  if (ownPath === path)
    return `. This run replaces it: give ${nameIn(path)} the option deleteBeforeReplace: true${byComponent(path)}`;
  if (declared !== undefined) {
    const isKept = agrees(creation.definition, { inputs: declared.inputs, item, names: search.names(creation) });
    const way = isKept ? `. Give one of the two ${other}` : ", which is to change: run `pulumi up` again";
    return `: resource ${nameIn(ownPath)} of this program${way}`;
  }
  if (owner === undefined) return foreign(creation, id, other);
  const resource = `: resource ${nameIn(ownPath)} of this stack.`;
  // An alias does not lead from one package to another.
  return owner.kind === undefined
    ? `${resource} Give one of the two ${other}`
    : `${resource} ${wayToRename(owner, path)}`;
}

function foreign(creation: Creation, id: string, other: string): string {
  return `; it is not in this stack's state. ${wayToAdopt(creation, id)}; if no one needs it, delete it; or choose ${other}`;
}

async function withSameProperty({ definition, inputs, context }: Creation): Promise<readonly Item[]> {
  const property = onePerOf(definition) ?? "";
  const spec = resourceSpec(definition.token).inputProperties[property];
  if (spec === undefined) return [];
  const items = await context.collection.list();
  return items.filter((item) => isEqual(spec, inputs[property], outputIn(definition, item, property)));
}

/** Connections of the same service that share an endpoint with each of these groups of what is to be created. */
async function sharing({ definition, inputs, context }: Creation, names: readonly string[]): Promise<readonly Item[]> {
  const [connections, groups] = await Promise.all([context.connections.list(), context.endpointGroups.list()]);
  const endpointsOf = (id: unknown): string[] => {
    const endpoints = groups.find((group) => isSameId(group.id, id))?.endpoints;
    return Array.isArray(endpoints) ? endpoints.map((endpoint) => meaningOf(String(endpoint), "endpoint")) : [];
  };
  return connections.filter((item) => {
    const ofItem = (name: string) => outputIn(definition, item, name);
    const isPair = GROUPS.every((name) => isSameId(ofItem(name), inputs[name]));
    if (isPair || !isSameId(ofItem("vpnserviceId"), inputs.vpnserviceId)) return false;
    return names.every((name) => {
      const used = endpointsOf(ofItem(name));
      return endpointsOf(inputs[name]).some((endpoint) => used.includes(endpoint));
    });
  });
}
