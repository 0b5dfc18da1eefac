// Where an object lives, and where the settings lead: what another region, project or host answers says nothing about it.

import type { Known, Place, Stored } from "../core/contract";
import { Refused } from "../core/errors";
import { isSameId } from "../core/meaning";
import { sanitizeBare } from "../core/sanitize";
import type { Settings } from "../settings";

/** The place that a session works in. */
export function placeOf({ region, projectId, endpoint }: { endpoint: string } & Omit<Place, "host">): Place {
  return { region, projectId, host: region === undefined ? hostOf(endpoint) : undefined };
}

/** Where the settings lead as far as they say it themselves, without a login. */
export function placeInSettings({ region, scope, endpoint }: Pick<Settings, "region" | "scope" | "endpoint">): Place {
  const projectId = scope !== undefined && "projectId" in scope ? scope.projectId : undefined;
  return { region, projectId, host: region === undefined && endpoint !== undefined ? hostOf(endpoint) : undefined };
}

/** The same with where the object was made; its project is in what the service shows. */
export function withPlace<T extends Stored>(stored: T, { region, host }: Place): T {
  if (region !== undefined) return { ...stored, outputs: { ...stored.outputs, region } };
  return host === undefined ? stored : { ...stored, memo: { ...stored.memo, host } };
}

/**
 * Throws where the object lives in another place than the settings lead to. Only like is compared with like, and
 * only what both sides know.
 */
export function refuseElsewhere(subject: string, known: Known, leads: Place): void {
  const lives = { region: textOf(known.outputs.region), projectId: ownProjectOf(known), host: textOf(known.memo.host) };
  const other = OTHERS.find(({ name }) => isOther(lives[name], leads[name]));
  if (other === undefined) return;
  const { name, title, settings } = other;
  const home = sanitizeBare(lives[name]);
  throw new Refused(
    `${subject} lives in ${title}${home}, the settings lead to ${sanitizeBare(leads[name])}. Nothing was sent. ` +
      `Set ${settings} back to ${home}. To move it on purpose, destroy it first, or declare a new one with a ` +
      "vpnaas.Provider for the other place and then remove this one",
  );
}

const OTHERS = [
  { name: "region", title: "", settings: "vpnaas:region (OS_REGION_NAME)" },
  { name: "projectId", title: "project ", settings: "vpnaas:projectId (OS_PROJECT_ID), or the login," },
  { name: "host", title: "", settings: "vpnaas:endpoint (OS_NETWORK_ENDPOINT_OVERRIDE)" },
] as const;

function isOther(lives: string | undefined, leads: string | undefined): boolean {
  // A region or a host is spelled in one way only, an id of a project in several.
  return lives !== undefined && leads !== undefined && lives !== leads && !isSameId(lives, leads);
}

/** Who names a project in the program works in it with the login of another one, as an administrator. */
export function namesProject({ memo }: Known): boolean {
  return memo.declared?.includes("tenantId") ?? false;
}

function ownProjectOf(known: Known): string | undefined {
  if (namesProject(known)) return undefined;
  return textOf(known.outputs.projectId) ?? textOf(known.outputs.tenantId);
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined;
}
