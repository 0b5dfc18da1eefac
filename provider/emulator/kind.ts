// What the generic handlers of vpnApi.ts must know about one collection, and the attributes that all collections share.
// The five kinds are in connections.ts and collections.ts.
import { type Attribute, serverOnly, text } from "./attributes";
import type { CollectionName, Dialect, State, WireObject } from "./model";
import { type Refusal, notFound as refuseNotFound } from "./replies";

/** The request that an object is shown for; replies differ a little between them. */
export type Verb = "POST" | "GET" | "LIST" | "PUT";

/** One collection of the VPN API. */
export interface Kind {
  readonly collection: CollectionName;
  /** Last part of the path, for example `ipsec-site-connections`. */
  readonly path: string;
  /** Key of the envelope of one object. */
  readonly singular: string;
  /** Key of the envelope of a list. */
  readonly plural: string;
  /** Attributes that a list can be filtered by; any other filter is ignored. */
  readonly filters: readonly string[];
  readonly sortKeys: readonly string[];
  attributes(dialect: Dialect): Attribute[];
  notFound(id: string): Refusal;
  /** Checks the read values against everything stored and stores the new object. */
  create(state: State, values: WireObject, projectId: string): WireObject;
  /** Checks the read values and changes the stored object; on a refusal nothing has changed. */
  update(state: State, stored: WireObject, values: WireObject): void;
  remove(state: State, stored: WireObject): void;
  /** The object as a reply shows it. */
  view(state: State, stored: WireObject, verb: Verb): WireObject;
}

/** Attributes with the same rules in all five collections. */
export function commonAttributes(dialect: Dialect): Attribute[] {
  const project: Attribute[] = [
    { name: "tenant_id", post: "optional", put: "refused", read: text(255) },
    // OTC: project_id is not supported in requests.
    ...(dialect === "openstack"
      ? [{ name: "project_id", post: "optional", put: "refused", read: text(255) } as const]
      : []),
  ];
  return [
    serverOnly("id"),
    ...project,
    {
      name: "name",
      post: "optional",
      put: "optional",
      fallback: "",
      read: dialect === "otc" ? text(64, 1) : text(255),
    },
    { name: "description", post: "optional", put: "optional", fallback: "", read: text(255) },
  ];
}

/** 404 in the wording of every kind but the connection. */
export function missing(type: string, noun: string): (id: string) => Refusal {
  return (id) => refuseNotFound(type, `${noun} ${id} could not be found`);
}

/** The stored object as it is, with both names of the project where the dialect shows both. */
export function plainView(state: State, stored: WireObject): WireObject {
  const shown = structuredClone(stored);
  if (state.dialect === "openstack" && "tenant_id" in shown) shown.project_id = shown.tenant_id;
  return shown;
}

/** The object with `tags` as OTC shows it: in GET and LIST, an empty list if there are none; never after a write. */
export function withTags(state: State, shown: WireObject, verb: Verb): WireObject {
  if (state.dialect !== "otc") return shown;
  const { tags = [], ...rest } = shown;
  return verb === "GET" || verb === "LIST" ? { ...rest, tags } : rest;
}

/** Time of creation as OTC writes it: no zone, microseconds. */
export function createdAt(state: State): string {
  return `${new Date(state.now()).toISOString().slice(0, 23).replace("T", " ")}000`;
}
