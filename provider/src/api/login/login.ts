// Writes the login requests of Keystone v3, and says in words who logs in where and what to check when it fails. Pure:
// tokenSession.ts sends them.
import type { ApiError } from "../../core/errors";
import type { Credentials, Domain, Scope, Settings, User } from "../../settings";
import { shownUrl } from "../http/apiErrors";
import type { ApiRequest } from "../http/transport";

/** Credentials that Keystone gives a token for; requests are signed with the others. */
export type TokenCredentials = Exclude<Credentials, { method: "accessKey" }>;

/** The setting that a project scope needs, in both spellings, for error texts. */
export const PROJECT_SETTINGS =
  "vpnaas:projectId (OS_PROJECT_ID), or vpnaas:projectName (OS_PROJECT_NAME) with vpnaas:projectDomainName " +
  "(OS_PROJECT_DOMAIN_NAME)";

/** The request that gets a token, or looks a given one up. It is `repeatable`, since it creates nothing. */
export function loginRequest(authUrl: string, credentials: TokenCredentials, scope: Scope): ApiRequest {
  const url = `${authUrl}/auth/tokens`;
  const purpose = `logging in ${whoIs(credentials)} at ${shownUrl(authUrl)}${whereTo(credentials, scope)}`;
  if (credentials.method === "token" && scope === undefined) {
    const headers = { "X-Auth-Token": credentials.token, "X-Subject-Token": credentials.token };
    return { method: "GET", url, headers, purpose };
  }
  // Keystone refuses a scope together with an application credential: the credential implies its project.
  const isScoped = scope !== undefined && credentials.method !== "applicationCredential";
  const auth = { identity: identityOf(credentials), ...(isScoped ? { scope: scopeOf(scope) } : {}) };
  return { method: "POST", url, body: { auth }, repeatable: true, purpose };
}

// A refresh or destroy runs no program, so it logs in with the settings that the last `pulumi up` has left in the state.
const ROTATED =
  " After a rotation in the configuration or the program, `pulumi refresh` and `pulumi destroy` still use what the last " +
  "`pulumi up` stored in the state: give them --run-program.";

/** What to check when Keystone refuses these credentials. */
export function loginAdvice(
  credentials: TokenCredentials,
  { scope, isLoginStored }: Pick<Settings, "scope" | "isLoginStored">,
): string {
  return `${whatToCheck(credentials, scope)}${isLoginStored ? ROTATED : ""}`;
}

function whatToCheck(credentials: TokenCredentials, scope: Scope): string {
  switch (credentials.method) {
    case "password":
      return (
        "Check user name, password and domain of the user (vpnaas:username, vpnaas:password, vpnaas:userDomainName; " +
        `OS_USERNAME, OS_PASSWORD, OS_USER_DOMAIN_NAME) and the project: ${PROJECT_SETTINGS}. Keystone gives ` +
        "the same answer when the project does not exist or the user has no role in it."
      );
    case "applicationCredential":
      return (
        "Check vpnaas:applicationCredentialId (or its name with the user) and vpnaas:applicationCredentialSecret " +
        "(OS_APPLICATION_CREDENTIAL_ID, OS_APPLICATION_CREDENTIAL_SECRET), and that the credential has not expired."
      );
    case "token":
      return (
        "The token of vpnaas:token (OS_TOKEN) has expired, was revoked, or is not from this cloud: issue a new one. " +
        (scope === undefined ? "" : "Some clouds refuse to exchange a token that has a project: leave the project out.")
      ).trim();
  }
}

/** What to check when a signed request is refused. Sources: the FAQ of OTC's API Gateway, Huawei's signing guide. */
export function signatureAdvice(refusal: ApiError): string {
  const clock = "Check the clock of this machine: a signature whose date is more than 15 minutes off is refused. ";
  return (
    `${isSignatureOutOfDate(refusal) ? clock : ""}Check vpnaas:accessKey and vpnaas:secretKey (OS_ACCESS_KEY, ` +
    "OS_SECRET_KEY), that the key is still active, and for a temporary key that it has not expired and that " +
    "vpnaas:securityToken (OS_SECURITY_TOKEN) belongs to it. " +
    (isSignatureOutOfDate(refusal) ? "" : clock) +
    "A key that was refused five times in a row is locked for five minutes."
  );
}

/** Whether the gateway speaks of the date of a signature: a wrong clock is the likely cause then. */
export function isSignatureOutOfDate({ code, serverMessage }: ApiError): boolean {
  return /expir|x-sdk-date|clock|skew|timestamp|not yet/i.test(`${code ?? ""} ${serverMessage ?? ""}`);
}

function identityOf(credentials: TokenCredentials): Record<string, unknown> {
  switch (credentials.method) {
    case "password":
      return {
        methods: ["password"],
        password: { user: { ...userOf(credentials.user), password: credentials.password } },
      };
    case "token":
      return { methods: ["token"], token: { id: credentials.token } };
    case "applicationCredential": {
      const { credential, secret } = credentials;
      const named =
        "id" in credential ? { id: credential.id } : { name: credential.name, user: userOf(credential.user) };
      return { methods: ["application_credential"], application_credential: { ...named, secret } };
    }
  }
}

function userOf(user: User): Record<string, unknown> {
  return "id" in user ? { id: user.id } : { name: user.name, ...domainOf(user.domain) };
}

function scopeOf(scope: NonNullable<Scope>): Record<string, unknown> {
  const project =
    "projectId" in scope ? { id: scope.projectId } : { name: scope.projectName, ...domainOf(scope.domain) };
  return { project };
}

/** Without a domain the key is omitted: OTC then takes the user's own. */
function domainOf(domain: Domain | undefined): Record<string, unknown> {
  return domain === undefined ? {} : { domain };
}

function whoIs(credentials: TokenCredentials): string {
  switch (credentials.method) {
    case "password":
      return `as ${named(credentials.user)}`;
    case "token":
      return "with the given token";
    case "applicationCredential": {
      const { credential } = credentials;
      const whose = "id" in credential ? credential.id : `"${credential.name}" of ${named(credential.user)}`;
      return `with application credential ${whose}`;
    }
  }
}

function named(user: User): string {
  return "id" in user ? `user ${user.id}` : `user "${user.name}"${inDomain(user.domain)}`;
}

function inDomain(domain: Domain | undefined): string {
  if (domain === undefined) {
    return "";
  }
  return "id" in domain ? ` (domain ${domain.id})` : ` (domain "${domain.name}")`;
}

function whereTo(credentials: TokenCredentials, scope: Scope): string {
  if (scope === undefined || credentials.method === "applicationCredential") {
    return "";
  }
  return "projectId" in scope
    ? ` to project ${scope.projectId}`
    : ` to project "${scope.projectName}"${inDomain(scope.domain)}`;
}
