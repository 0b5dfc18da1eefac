// Refuses a domain and a project that a login would pass over: without a project, and with a token that is used as it is.
import { type Layer, pickOne } from "./layers";
import type { SettingProblems } from "./problems";
import { labelOf } from "./spelling";

/** keystoneauth asks for a token of the domain then. Without a scope Keystone would choose the user's default project. */
export function refuseDomainScope(layers: readonly Layer[], problems: SettingProblems): void {
  const domain = pickOne(layers, ["domainId", "domainName"]);
  // Our own setting asks for no scope: it is documented as the domain of user and project.
  if (domain === undefined || domain.found.origin === `vpnaas:${domain.name}`) return;
  problems.add(
    `${domain.found.origin} without a project asks for a login to a whole domain, but VPN resources belong to a project. ` +
      `Set ${labelOf("projectId")} or ${labelOf("projectName")}; a domain of the user alone is ` +
      `${labelOf("userDomainId")} or ${labelOf("userDomainName")}.`,
  );
}

/** Without the identity service, a token can be neither exchanged nor asked for its project. */
export function refuseProject(layers: readonly Layer[], problems: SettingProblems): void {
  const project = pickOne(layers, ["projectId", "projectName"])?.found;
  if (project === undefined) return;
  problems.add(
    `${project.origin} has no effect on a token without the address of the identity service: the token is used in its own ` +
      `project. Set ${labelOf("authUrl")}, or unset ${project.origin}.`,
  );
}
