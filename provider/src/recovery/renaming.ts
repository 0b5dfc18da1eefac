// How a program says that a resource is the object that is there: under another name in the state, or not in it. Pure.

import type { Subject } from "../context";
import type { StateEntry } from "../core/contract";
import { kindOf } from "../core/schema";
import { nameIn, parentsIn } from "./ownership";

/** Type of the component, as it stands in URNs. */
const SITE_TO_SITE_VPN = "vpnaas:index:SiteToSiteVpn";

const STANDBY = "-standby";

/** The sentence for the resource of the state and the new path: aliases, `formerly` of a site, or `pulumi state rename`. */
export function wayToRename(old: StateEntry, path: string): string {
  const [before, now] = [nameIn(old.path), nameIn(path)];
  const isNewName = `If ${now} is its new name,`;
  const rename = `run \`pulumi state rename '${old.urn}' ${now}\``;
  const parents = parentsIn(path);
  if (parentsIn(old.path).join() !== parents.join())
    return `${isNewName} give ${now} the option aliases: [${JSON.stringify(old.urn)}]`;
  // Only the component itself can give its children an alias.
  if (isInComponent(path)) return wayInComponent(old, now) ?? `${isNewName} ${rename}`;
  return `${isNewName} give ${now} the option ${aliasOf(before)}, or ${rename}`;
}

/** The sentence for an object that no state knows, and the resource at the path that is to manage it. */
export function wayToAdopt(
  { definition, context: { path = "" } }: Pick<Subject, "definition" | "context">,
  id: string,
): string {
  const way = `To manage it here, set adoptId: "${id}"${byComponent(path)}`;
  // The only part that the component can use without managing it.
  const isService = isInComponent(path) && kindOf(definition.token) === "VpnService";
  return isService ? `${way}, or use it as it is: vpnserviceId: "${id}" instead of routerId` : way;
}

/** How an option or input reaches the resource at the path: the component hands it to no child. */
export function byComponent(path: string): string {
  return isInComponent(path) ? ", by a transformation of its component" : "";
}

const isInComponent = (path: string): boolean => parentsIn(path).at(-1) === SITE_TO_SITE_VPN;

function wayInComponent({ path, parent = "" }: StateEntry, now: string): string | undefined {
  const component = nameIn(parent.split("::").slice(2).join("::"));
  const before = nameIn(path).slice(component.length);
  if (component === "" || !nameIn(path).startsWith(`${component}-`)) return undefined;
  if (now.startsWith(`${component}-`)) return wayOfSite(before.slice(1), now.slice(component.length + 1));
  if (!now.endsWith(before)) return undefined;
  // The refused run has put the component into the state under its new name: children inherit an alias only from a parent that
  // the engine finds under it.
  const renamed = now.slice(0, -before.length);
  return (
    `If ${renamed} is the new name of the component ${component}, put the name ${component} back and run \`pulumi up\`; then give ` +
    `${renamed} the option ${aliasOf(component)}`
  );
}

// The standby of a site has its aliases from the site's own entry.
function wayOfSite(before: string, now: string): string | undefined {
  if (before.endsWith(STANDBY) !== now.endsWith(STANDBY)) return undefined;
  const siteOf = (name: string) => (name.endsWith(STANDBY) ? name.slice(0, -STANDBY.length) : name);
  const former = JSON.stringify(siteOf(before));
  return `If ${siteOf(now)} is the new name of the site ${siteOf(before)}, give its entry formerly: ${former}`;
}

function aliasOf(name: string): string {
  return `aliases: [{ name: ${JSON.stringify(name)} }]`;
}
