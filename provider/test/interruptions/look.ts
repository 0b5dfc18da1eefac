// Looks at what there is: compares what the server holds with what the state knows and what the story expects, and gives what an
// interruption left a text that is the same for the same situation.
import type { CollectionName, WireObject } from "../../emulator";
import type { Story } from "./model";
import type { Objects, World } from "./world";

interface StateEntry {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom?: boolean;
  readonly delete?: boolean;
}

interface Checkpoint {
  readonly resources: readonly StateEntry[];
  readonly pending: readonly { readonly type: string; readonly resource: StateEntry }[];
}

/** What the state file says. An emptied one has neither list. */
export function checkpointOf(world: World): Checkpoint {
  const file = JSON.parse(world.project.stateText()) as {
    checkpoint: { latest?: { resources?: StateEntry[]; pending_operations?: Checkpoint["pending"] } };
  };
  const { resources = [], pending_operations: pending = [] } = file.checkpoint.latest ?? {};
  return {
    resources: resources.filter(({ type }) => /^(pulumi-nodejs:dynamic\/vpnaas|vpnaas:index):/.test(type)),
    pending,
  };
}

/** What is wrong in the end, one sentence each. */
export function problemsOf(world: World, story: Story): string[] {
  const { resources } = checkpointOf(world);
  const known = new Set(resources.map(({ id }) => id));
  const objects = world.objects();
  const all = Object.values(objects).flat();
  const there = new Set(all.map(({ id }) => id));
  const lost = entriesOf(objects).filter(([, { id }]) => !known.has(String(id)));
  const missing = resources.filter(({ id }) => !there.has(id));
  return [
    ...lost.map(([name, object]) => `lost: no state knows an object in ${name} (${String(object.name)})`),
    ...missing.map(({ urn }) => `the state has ${nameOf(urn)}, the server does not`),
    ...resources.filter((each) => each.delete === true).map(({ urn }) => `${nameOf(urn)} is still to be deleted`),
    ...entriesOf(story.expected).flatMap(([name, wanted]) => differences(name, wanted, objects[name])),
    ...numbers(objects, story.expected),
    ...untouched(world).map((name) => `${name} was not updated after its policy`),
    ...(story.isRenegotiated ? unnegotiated(world) : []),
  ];
}

// After the last change of what both sides agree on, the connection has to be taken down and up.
function unnegotiated(world: World): string[] {
  const states = world
    .requests()
    .filter((request) => request.method === "PUT" && world.isDone(request))
    .map(({ body }) => (body as { ipsec_site_connection: WireObject }).ipsec_site_connection); // only connections are updated there
  const since = states.slice(states.findLastIndex((fields) => "peer_id" in fields));
  const isTaken = since.findLastIndex((fields) => fields.admin_state_up === false) > 0;
  return isTaken ? [] : ["the two sides have not negotiated what has changed"];
}

// On Open Telekom Cloud a connection takes a changed policy over with an update of its own.
function untouched(world: World): string[] {
  if (world.emulator.dialect !== "otc") return [];
  const puts = world.requests().filter((request) => request.method === "PUT" && world.isDone(request));
  const lastOf = (id: unknown) => puts.findLastIndex(({ path }) => path.endsWith(`/${String(id)}`));
  return world
    .objects()
    .connections.filter(({ id, ikepolicy_id, ipsecpolicy_id }) =>
      [ikepolicy_id, ipsecpolicy_id].some((policy) => lastOf(policy) > lastOf(id)),
    )
    .map(({ name }) => String(name));
}

function numbers(objects: Objects, expected: Objects): string[] {
  const names = Object.keys(objects) as CollectionName[]; // exactly the keys of that type
  return names
    .filter((name) => objects[name].length !== expected[name].length)
    .map((name) => `${objects[name].length} objects in ${name}, not ${expected[name].length}`);
}

function differences(collection: CollectionName, wanted: WireObject, objects: readonly WireObject[]): string[] {
  const isWanted = (object: WireObject) =>
    Object.entries(wanted).every(([name, value]) => JSON.stringify(object[name]) === JSON.stringify(value));
  if (objects.some(isWanted)) return [];
  const { psk: _, ...shown } = wanted;
  return [`nothing in ${collection} is as the program says: ${JSON.stringify(shown)}`];
}

function entriesOf(objects: Objects): [CollectionName, WireObject][] {
  const entries = Object.entries(objects) as [CollectionName, readonly WireObject[]][]; // exactly the keys of that type
  return entries.flatMap(([name, list]) => list.map((object): [CollectionName, WireObject] => [name, object]));
}

function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** What an interruption left, for people. */
export function leftBy(world: World): string {
  const { resources, pending } = checkpointOf(world);
  const known = new Set(resources.map(({ id }) => id));
  const lost = entriesOf(world.objects()).filter(([, { id }]) => !known.has(String(id)));
  const there = new Set(entriesOf(world.objects()).map(([, { id }]) => id));
  const gone = resources.filter(({ id }) => !there.has(id));
  const parts = [
    ...(world.isLocked() ? ["a lock"] : []),
    ...pending.map(({ type, resource }) => `${type} ${nameOf(resource.urn)}`),
    ...lost.map(([name]) => `unknown to the state: ${name}`),
    ...gone.map(({ urn }) => `gone at the server: ${nameOf(urn)}`),
  ];
  return parts.length === 0 ? "nothing" : parts.join("; ");
}

/** The same text for the same situation: ids by order, without times, ciphertexts and suffixes of names. */
export function fingerprintOf(world: World): string {
  const objects = entriesOf(world.objects()).map(([name, object]) => ({ name, ...object }));
  const latest = (JSON.parse(world.project.stateText()) as { checkpoint: { latest?: Record<string, unknown> } })
    .checkpoint.latest;
  const text = JSON.stringify({
    lock: world.isLocked(),
    untouched: untouched(world),
    resources: latest?.resources,
    pending: latest?.pending_operations,
    objects,
  });
  const ids = new Map<string, string>();
  return text
    .replace(/"ciphertext":"[^"]*"/g, '"ciphertext":""')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?/g, "TIME")
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
      if (!ids.has(id)) ids.set(id, `ID${ids.size}`);
      return ids.get(id) ?? id;
    })
    .replace(/-[0-9a-f]{7,8}(?=")/g, "-SUFFIX");
}
