// Refuses settings of a login that other tools follow and this provider does not: ignored, they would let it log in somewhere else.
// The names are those of keystoneauth and openstacksdk, as variables and as keys of a cloud.
import type { SettingProblems } from "./problems";

interface Refused {
  /** The key inside `auth` of a cloud, or beside it; the variable is the same in capitals, with OS_ before it. */
  readonly key: string;
  /** What it asks for, and what to do instead. */
  readonly reason: string;
  /** Values that ask for nothing out of the ordinary. */
  readonly harmless?: RegExp;
}

const CERTIFICATE =
  "a client certificate, which this provider does not present. Remove it, or use an address that needs none";
const FEDERATED =
  "a federated login, which this provider does not know. Log in with a password, a token or an application credential";

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
    harmless: /^v?3(\.\d+)?$/i,
  },
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
  for (const { key, reason, harmless } of REFUSED) {
    const variable = `OS_${key.toUpperCase()}`;
    const value = environment[variable]?.trim() ?? "";
    if (value !== "" && harmless?.test(value) !== true) problems.add(`${variable} asks for ${reason}.`);
  }
}

/** Sentences for each such key of a cloud; `find` gives what stands under a key, and where. */
export function refusedIn(find: (key: string) => { value: unknown; origin: string } | undefined): string[] {
  return REFUSED.flatMap(({ key, reason, harmless }) => {
    const found = find(key);
    if (found === undefined || found.value === null || found.value === undefined || found.value === "") return [];
    const isHarmless = typeof found.value === "string" && harmless?.test(found.value.trim()) === true;
    return isHarmless ? [] : [`${found.origin} asks for ${reason}.`];
  });
}
