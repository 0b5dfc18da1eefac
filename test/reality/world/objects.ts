// What stories ask of any world: lists, changes by hand, counts. Everything goes through the API.
import { COLLECTIONS, type Collection, type Wire, type World } from "./world";

const singular = (collection: Collection): string =>
  collection.replaceAll("-", "_").replace(/ies$/, "y").replace(/s$/, "");

/** All objects of the project in a collection. */
export async function listOf(world: World, collection: Collection): Promise<Wire[]> {
  const { body } = await must(world, "GET", `/vpn/${collection}`);
  return body[collection.replaceAll("-", "_")] as Wire[]; // that is what a list holds
}

/** How many there are of each kind. */
export async function countsOf(world: World): Promise<Record<Collection, number>> {
  const lists = await Promise.all(COLLECTIONS.map(async (each) => [each, (await listOf(world, each)).length]));
  return Object.fromEntries(lists);
}

export const NOTHING: Record<Collection, number> = {
  vpnservices: 0,
  ikepolicies: 0,
  ipsecpolicies: 0,
  "endpoint-groups": 0,
  "ipsec-site-connections": 0,
};

/** The only object of a collection. */
export async function onlyOne(world: World, collection: Collection): Promise<Wire & { id: string }> {
  const found = await listOf(world, collection);
  const [object] = found;
  if (object === undefined || found.length > 1) throw new Error(`There are ${found.length} ${collection}, not one.`);
  return { ...object, id: String(object.id) };
}

/** What a user does by hand, outside of Pulumi. */
export async function createByHand(world: World, collection: Collection, values: Wire): Promise<string> {
  const { body } = await must(world, "POST", `/vpn/${collection}`, { [singular(collection)]: values });
  return String((body[singular(collection)] as Wire).id); // the object in its envelope
}

export async function changeByHand(world: World, collection: Collection, id: string, values: Wire): Promise<void> {
  await must(world, "PUT", `/vpn/${collection}/${id}`, { [singular(collection)]: values });
}

export async function removeByHand(world: World, collection: Collection, id: string): Promise<void> {
  await must(world, "DELETE", `/vpn/${collection}/${id}`);
}

/** Everything that a connection refers to, made by hand; the ids under their wire names. */
export async function partsByHand(world: World): Promise<Record<string, string>> {
  const { routerId, subnetId } = world.network;
  const safe = { auth_algorithm: "sha256", encryption_algorithm: "aes-256", pfs: "group14" };
  const make = (collection: Collection, values: Wire) => createByHand(world, collection, values);
  return {
    vpnservice_id: await make("vpnservices", { name: "hub", router_id: routerId }),
    ikepolicy_id: await make("ikepolicies", { name: "ike", ike_version: "v2", ...safe }),
    ipsecpolicy_id: await make("ipsecpolicies", { name: "ipsec", ...safe }),
    local_ep_group_id: await make("endpoint-groups", { name: "local", type: "subnet", endpoints: [subnetId] }),
    peer_ep_group_id: await make("endpoint-groups", { name: "remote", type: "cidr", endpoints: ["10.20.0.0/16"] }),
  };
}

/** Waits until a connection has left what is pending. */
export async function settled(world: World, id: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { body } = await must(world, "GET", `/vpn/ipsec-site-connections/${id}?fields=status`);
    const { status } = body.ipsec_site_connection as Wire;
    if (!String(status).startsWith("PENDING")) return String(status);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Connection ${id} is still pending.`);
}

async function must(world: World, method: string, path: string, body?: unknown): Promise<{ body: Wire }> {
  const answer = await world.send(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return { body: answer.body ?? {} };
}
