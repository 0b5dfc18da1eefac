// Who may log in: users, projects, the application credential, access keys, and the tokens in circulation.
// The HTTP side of Keystone is keystone.ts.
import { randomBytes } from "node:crypto";

/** An identity domain. */
export interface Domain {
  readonly id: string;
  readonly name: string;
}

/** A project that tokens can be scoped to. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly domain: Domain;
}

/** A user with the projects that the user may enter. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly password: string;
  readonly domain: Domain;
  readonly projects: readonly Project[];
  /** The role in all of them; a reader may change nothing. */
  readonly role: "member" | "reader";
}

/** An application credential; its project is implied. */
export interface ApplicationCredential {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly user: User;
  readonly project: Project;
}

/** A pair of keys that signs requests, so that no login is needed. A temporary pair has a security token and an end. */
export interface AccessKey {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken: string | undefined;
  /** Milliseconds on the emulator's clock; `undefined` for a permanent pair. */
  readonly expiresAt: number | undefined;
  readonly user: User;
}

/** What stands behind a token. Times are milliseconds on the emulator's clock. */
export interface Grant {
  readonly user: User;
  readonly project: Project | undefined;
  readonly method: "password" | "token" | "application_credential";
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** The known people and the issued tokens. */
export interface Identity {
  readonly users: readonly User[];
  readonly projects: readonly Project[];
  readonly applicationCredentials: readonly ApplicationCredential[];
  readonly accessKeys: readonly AccessKey[];
  isPassword(user: User, password: unknown): boolean;
  changePassword(user: User, password: string): void;
  /** Issues a token that ends after the set lifetime, or at `expiresAt` if that is sooner. */
  issue(grant: Pick<Grant, "user" | "project" | "method"> & { expiresAt?: number }): { token: string; grant: Grant };
  /** The grant behind a token that is neither unknown, revoked nor expired. */
  grantOf(token: string | undefined): Grant | undefined;
  revoke(token: string): boolean;
  revokeAll(): void;
}

/** An identity store in which no one is logged in yet. */
export function createIdentity(options: {
  users: readonly User[];
  applicationCredentials: readonly ApplicationCredential[];
  accessKeys: readonly AccessKey[];
  lifetime: () => number;
  now: () => number;
}): Identity {
  const tokens = new Map<string, Grant>();
  const changed = new Map<string, string>();
  const { users, applicationCredentials, accessKeys, lifetime, now } = options;
  return {
    users,
    projects: [...new Set(users.flatMap((user) => user.projects))],
    applicationCredentials,
    accessKeys,
    isPassword: ({ id, password: first }, password) => password === (changed.get(id) ?? first),
    changePassword: ({ id }, password) => void changed.set(id, password),
    issue({ user, project, method, expiresAt }) {
      const issuedAt = now();
      const latest = issuedAt + lifetime();
      const grant = { user, project, method, issuedAt, expiresAt: Math.min(latest, expiresAt ?? latest) };
      const token = `gAAAAA${randomBytes(48).toString("base64url")}`;
      tokens.set(token, grant);
      return { token, grant };
    },
    grantOf(token) {
      const grant = token === undefined ? undefined : tokens.get(token);
      return grant !== undefined && grant.expiresAt > now() ? grant : undefined;
    },
    revoke: (token) => tokens.delete(token),
    revokeAll: () => tokens.clear(),
  };
}
