// How a program says that a resource under a new name is the one that the state has under another. Pure.

import type { StateEntry } from "../core/contract";
import { nameIn, parentsIn } from "./ownership";

/** Type of the component, as it stands in URNs. */
export const SITE_TO_SITE_VPN = "vpnaas:index:SiteToSiteVpn";

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
  if (parents.at(-1) === SITE_TO_SITE_VPN) return wayInComponent(old, now) ?? `${isNewName} ${rename}`;
  return `${isNewName} give ${now} the option ${aliasOf(before)}, or ${rename}`;
}

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
