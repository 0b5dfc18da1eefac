// Refuses settings of a login that other tools follow and this provider does not: ignored, they would let it log in somewhere else.
// The names are those of keystoneauth, openstacksdk, python-openstackclient and gophertelekomcloud, as variables and as keys of a cloud.
import { type Layer, labelOf, pickOne } from "./layers";
import type { SettingProblems } from "./problems";

interface Refused {
  /** The key inside `auth` of a cloud, or next to it; the variable is the same in capitals, with OS_ before it. */
  readonly key: string;
  /** What it asks for, and what to do instead. */
  readonly reason: string;
  /** Values that ask for nothing out of the ordinary. */
  readonly accepted?: RegExp;
}

const CERTIFICATE =
  "a client certificate, which this provider does not present. Remove it, or use an address that needs none";
const FEDERATED =
  "a federated login, which this provider does not know. Log in with a password, a token or an application credential";

const ADDRESS =
  "one address for every service, but the identity service and the network service have their own. Unset it; " +
  "vpnaas:endpoint (OS_NETWORK_ENDPOINT_OVERRIDE) is the address of the VPN API";
const AGENCY =
  "a login through an agency of another account, which this provider does not do. Unset it, and log in with a user of that account";
const REMOTE =
  "a login to another cloud by way of this one, which this provider does not do. Unset it, and log in to that cloud directly";

const REFUSED: readonly Refused[] = [
  {
    key: "trust_id",
    reason:
      "a login in the scope of a trust, which this provider does not ask for. Use an application credential of the project",
  },
  {
    key: "system_scope",
    reason:
      "a login to the whole system, but VPN resources belong to a project. Unset it, and set vpnaas:projectId (OS_PROJECT_ID)",
  },
  {
    key: "identity_api_version",
    reason: "another version of the identity service. Only v3 is supported: unset it, or write 3",
    accepted: /^v?3(\.\d+)?$/i,
  },
  {
    key: "network_api_version",
    reason: "another version of the network service. Only v2 has VPN resources: unset it, or write 2",
    accepted: /^v?2(\.\d+)?$/i,
  },
  { key: "endpoint", reason: ADDRESS },
  { key: "endpoint_override", reason: ADDRESS },
  { key: "service_endpoint", reason: ADDRESS },
  { key: "url", reason: ADDRESS },
  { key: "agency_name", reason: AGENCY },
  { key: "agency_domain_name", reason: AGENCY },
  { key: "delegated_project", reason: AGENCY },
  { key: "service_provider", reason: REMOTE },
  { key: "remote_project_id", reason: REMOTE },
  { key: "remote_project_name", reason: REMOTE },
  {
    key: "passcode",
    reason: "a one-time password (second factor), which this provider does not send. Use an application credential",
  },
  {
    key: "auth_methods",
    reason: "a login with several factors, which this provider does not do. Use an application credential",
  },
  { key: "identity_provider", reason: FEDERATED },
  { key: "protocol", reason: FEDERATED },
  {
    key: "service_token",
    reason: "a login with a service token, which this provider does not send. Set vpnaas:token (OS_TOKEN)",
  },
  { key: "cert", reason: CERTIFICATE },
  { key: "key", reason: CERTIFICATE },
];

/** Adds a problem for each such variable that is set. */
export function refuseInEnvironment(environment: NodeJS.ProcessEnv, problems: SettingProblems): void {
  for (const { key, reason, accepted } of REFUSED) {
    const variable = `OS_${key.toUpperCase()}`;
    const value = environment[variable]?.trim() ?? "";
    if (value !== "" && accepted?.test(value) !== true) problems.add(`${variable} asks for ${reason}.`);
  }
}

/** Sentences for each such key of a cloud; `find` gives what stands under a key, and where. */
export function refusedIn(find: (key: string) => { value: unknown; origin: string } | undefined): string[] {
  return REFUSED.flatMap(({ key, reason, accepted }) => {
    const found = find(key);
    if (found === undefined || found.value === null || found.value === undefined || found.value === "") return [];
    const isAccepted = typeof found.value === "string" && accepted?.test(found.value.trim()) === true;
    return isAccepted ? [] : [`${found.origin} asks for ${reason}.`];
  });
}

/**
 * Refuses a domain without a project: keystoneauth asks for a token of the domain then. Without a scope Keystone would choose the
 * user's default project.
 */
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

/** Refuses a project next to a token without the identity service: such a token can be neither exchanged nor asked for its project. */
export function refuseProject(layers: readonly Layer[], problems: SettingProblems): void {
  const project = pickOne(layers, ["projectId", "projectName"])?.found;
  if (project === undefined) return;
  problems.add(
    `${project.origin} has no effect on a token without the address of the identity service: the token is used in its own ` +
      `project. Set ${labelOf("authUrl")}, or unset ${project.origin}.`,
  );
}
