// How a client gets in: the credentials of the seeded users, and the variables for each way to log in.
// Who is seeded stands in seed.ts; what is made of a login is up to keystone.ts and gateway.ts.
import type { Identity, User } from "./identity";
import type { Dialect } from "./model";
import { accessKey, applicationCredential, mainUser } from "./seed";

/** What a client needs to log in. */
export interface Credentials {
  readonly userId: string;
  readonly username: string;
  readonly password: string;
  readonly userDomainName: string;
  readonly userDomainId: string;
  readonly projectName: string;
  readonly projectId: string;
  readonly projectDomainName: string;
  readonly applicationCredentialId: string;
  readonly applicationCredentialName: string;
  readonly applicationCredentialSecret: string;
  /** A new token scoped to the project, without a request. */
  scopedToken(): string;
  /** A new token without a scope, without a request. */
  unscopedToken(): string;
}

/** A pair of keys that signs requests. */
export interface KeyPair {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** A pair of keys that needs its security token in every request. */
export interface TemporaryKeyPair extends KeyPair {
  readonly securityToken: string;
}

/** The ways to log in that {@link environmentFor} knows. */
export type LoginMethod = "password" | "token" | "applicationCredential" | "accessKey" | "temporaryKey";

/** Where the emulator is, as far as a login has to know. */
export interface LoginPlace {
  readonly identity: Identity;
  readonly url: string;
  readonly region: string;
  readonly dialect: Dialect;
  readonly temporaryKey: TemporaryKeyPair;
}

/**
 * The `OS_*` variables with which the main user gets into the main project, and the dialect, which 127.0.0.1 does not show;
 * `token` issues a new token.
 */
export function environmentFor(place: LoginPlace, method: LoginMethod): Record<string, string> {
  const { url, region, dialect, identity, temporaryKey } = place;
  const credentials = credentialsOf(identity, mainUser);
  const reach = { OS_AUTH_URL: `${url}/v3`, OS_REGION_NAME: region, VPNAAS_DIALECT: dialect };
  const project = { OS_PROJECT_NAME: credentials.projectName, OS_PROJECT_DOMAIN_NAME: credentials.projectDomainName };
  const keys = (pair: KeyPair) => ({ OS_ACCESS_KEY: pair.accessKey, OS_SECRET_KEY: pair.secretKey });
  switch (method) {
    case "password":
      return {
        ...reach,
        ...project,
        OS_USERNAME: credentials.username,
        OS_PASSWORD: credentials.password,
        OS_USER_DOMAIN_NAME: credentials.userDomainName,
      };
    case "token":
      return { ...reach, ...project, OS_AUTH_TYPE: "v3token", OS_TOKEN: credentials.scopedToken() };
    case "applicationCredential":
      return {
        ...reach,
        OS_AUTH_TYPE: "v3applicationcredential",
        OS_APPLICATION_CREDENTIAL_ID: credentials.applicationCredentialId,
        OS_APPLICATION_CREDENTIAL_SECRET: credentials.applicationCredentialSecret,
      };
    case "accessKey":
      return { ...reach, OS_PROJECT_NAME: credentials.projectName, ...keys(accessKey) };
    case "temporaryKey":
      return {
        ...reach,
        OS_PROJECT_NAME: credentials.projectName,
        ...keys(temporaryKey),
        OS_SECURITY_TOKEN: temporaryKey.securityToken,
      };
  }
}

/** The credentials of a user, for the first of the user's projects. */
export function credentialsOf(identity: Identity, user: User): Credentials {
  const [project] = user.projects;
  const issue = (scope: User["projects"][number] | undefined) =>
    identity.issue({ user, project: scope, method: "password" }).token;
  return {
    userId: user.id,
    username: user.name,
    password: user.password,
    userDomainName: user.domain.name,
    userDomainId: user.domain.id,
    projectName: project?.name ?? "",
    projectId: project?.id ?? "",
    projectDomainName: project?.domain.name ?? "",
    applicationCredentialId: applicationCredential.id,
    applicationCredentialName: applicationCredential.name,
    applicationCredentialSecret: applicationCredential.secret,
    scopedToken: () => issue(project),
    unscopedToken: () => issue(undefined),
  };
}
