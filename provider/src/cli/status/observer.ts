// Looks at the connections of a project: one list for all who ask at the same time, and since when each status has been seen.
import type { Cloud } from "../../cloud";
import type { Clock } from "../../core/clock";
import type { FoundObject, Values } from "../../core/contract";
import { rememberPublic } from "../../core/masking/rememberedSecrets";
import { sanitize } from "../../core/sanitize";
import { type Kind, tokenOf } from "../../core/schema";
import { isOfProject } from "../../operations/lookup";
import { byName } from "../objects";
import { shownText } from "./text";

/** A connection as a look has found it. */
export interface ConnectionView {
  readonly id: string;
  readonly name: string;
  readonly peer: string;
  readonly status: string;
  readonly service: { readonly id: string; readonly name: string };
  /** When this process first saw the status, in milliseconds since the epoch: the service does not tell when it began. */
  readonly since: number;
  /** All its outputs; they hold the key. */
  readonly outs: Values;
}

export interface Observer {
  /** The connections now, in the order of their names. Rejects with ApiError. */
  look(): Promise<ConnectionView[]>;
}

/** Makes it; sends nothing yet. */
export function createObserver(cloud: Cloud, clock: Pick<Clock, "wallTime">): Observer {
  const seen = new Map<string, { status: string; since: number }>();
  const services = new Map<string, string>();
  let underWay: Promise<ConnectionView[]> | undefined;

  // The names of services are asked for only where a connection has one that is new.
  async function learnServices(connections: readonly FoundObject[]): Promise<void> {
    const ids = connections.map(({ outs }) => String(outs.vpnserviceId ?? ""));
    if (ids.every((id) => services.has(id))) return;
    const found = await objectsOf(cloud, "VpnService");
    for (const { id, outs } of found) services.set(id, String(outs.name ?? ""));
    for (const id of ids) if (!services.has(id)) services.set(id, "");
  }

  function viewOf({ id, outs }: FoundObject): ConnectionView {
    const status = String(outs.status ?? "");
    const known = seen.get(id);
    const since = known?.status === status ? known.since : clock.wallTime();
    seen.set(id, { status, since });
    const serviceId = String(outs.vpnserviceId ?? "");
    const service = { id: serviceId, name: services.get(serviceId) ?? "" };
    // A name that shares a piece with a key is still shown.
    for (const name of [outs.name, service.name]) rememberPublic(name);
    return { id, outs, status, since, service, name: String(outs.name ?? ""), peer: String(outs.peerAddress ?? "") };
  }

  async function look(): Promise<ConnectionView[]> {
    const connections = await objectsOf(cloud, "IpsecSiteConnection");
    await learnServices(connections);
    const views = connections.map(viewOf).toSorted(byName);
    const ids = new Set(views.map(({ id }) => id));
    for (const id of seen.keys()) if (!ids.has(id)) seen.delete(id);
    return views;
  }

  return {
    look() {
      underWay ??= look().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
  };
}

/** The objects of a kind in the project of the login: an administrator's list holds those of others, too. */
export async function objectsOf(cloud: Cloud, kind: Kind): Promise<FoundObject[]> {
  const all = await cloud.handlerFor(tokenOf(kind)).list();
  const project = await cloud.projectId();
  return all.filter((each) => isOfProject(each, project));
}

/** The views whose name or id is among the wanted ones; all where none is. */
export function chosenOf(views: readonly ConnectionView[], wanted: readonly string[]): ConnectionView[] {
  return views.filter(({ id, name }) => wanted.length === 0 || wanted.includes(id) || wanted.includes(name));
}

/** The same; throws where no connection has one of the names or ids. */
export function wantedOf(views: readonly ConnectionView[], wanted: readonly string[]): ConnectionView[] {
  const missing = missingAmong(views, wanted);
  if (missing !== undefined) throw new Error(missing);
  return chosenOf(views, wanted);
}

/** The sentence about the first wanted name or id that no connection has. */
export function missingAmong(views: readonly ConnectionView[], wanted: readonly string[]): string | undefined {
  const missing = wanted.find((each) => chosenOf(views, [each]).length === 0);
  if (missing === undefined) return undefined;
  const known = views.map(({ name, id }) => shownText(name === "" ? id : name)).join(", ");
  const among = known === "" ? "There is no connection at all" : `There are: ${known}`;
  return `There is no connection with the name or id ${sanitize(missing)} in the project and region of the settings. ${among}`;
}
