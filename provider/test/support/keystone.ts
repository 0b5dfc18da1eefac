// A small Keystone for the tests of the login: it answers what each test tells it to, and counts.
import type { ServerResponse } from "node:http";
import type { Settings } from "../../src/settings";
import { type Loopback, type Seen, sendJson, startLoopback } from "./loopback";

/** What the next logins get; a test changes the parts it is about. */
export interface Plan {
  /** Tokens are called token-1, token-2, …; a look-up has the looked-up token in the reply's header, as in Keystone. */
  status: number;
  issuedAt: string | undefined;
  expiresAt: string | undefined;
  project: unknown;
  /** Stands in a token for a domain, instead of a project. */
  domain?: unknown;
  catalog: unknown;
  headers: Record<string, string>;
  /** Overrules the answer. */
  answer: ((reply: ServerResponse, seen: Seen) => void) | undefined;
}

/** A catalog entry as Keystone writes it. */
export function endpoint(url: string, region = "R1", kind = "public") {
  return { id: "e", interface: kind, region_id: region, region, url };
}

/** The plan of a Keystone that is content: a token for an hour, one region, a catalog with the given address. */
export function contentPlan(url: string): Plan {
  return {
    status: 201,
    issuedAt: "2026-01-01T00:00:00.000000Z",
    expiresAt: "2026-01-01T01:00:00.000000Z",
    project: { id: "p-1", name: "office", domain: { id: "default" } },
    catalog: [
      { type: "identity", endpoints: [endpoint("http://127.0.0.1:1/v3")] },
      { type: "network", endpoints: [endpoint("http://internal.invalid", "R1", "internal"), endpoint(url)] },
    ],
    headers: {},
    answer: undefined,
  };
}

/** Starts it; every login counts the tokens up. */
export async function startKeystone(plan: () => Plan): Promise<Loopback> {
  let count = 0;
  return startLoopback((reply, seen) => {
    const { status, issuedAt, expiresAt, project, domain, catalog, headers, answer } = plan();
    if (answer !== undefined) {
      answer(reply, seen);
    } else if (status > 299) {
      const message = "The request you have made requires authentication.";
      sendJson(reply, status, { error: { code: status, title: "Unauthorized", message } }, headers);
    } else {
      count += 1;
      const token = seen.method === "GET" ? String(seen.headers["x-subject-token"]) : `token-${count}`;
      const body = {
        token: { methods: ["password"], issued_at: issuedAt, expires_at: expiresAt, project, domain, catalog },
      };
      sendJson(reply, seen.method === "GET" ? 200 : status, body, { "X-Subject-Token": token, ...headers });
    }
  });
}

/** Settings for a login with a password; a test changes the parts it is about. */
export function settingsFor(keystone: string, changes: Partial<Settings> = {}): Settings {
  return {
    authUrl: `${keystone}/v3`,
    credentials: {
      method: "password",
      password: "password-canary",
      user: { name: "vpnlab", domain: { name: "Default" } },
    },
    scope: { projectName: "office", domain: { name: "Default" } },
    region: undefined,
    interface: "public",
    serviceType: "network",
    serviceName: undefined,
    endpoint: undefined,
    cacert: undefined,
    insecure: false,
    dialect: "openstack",
    dialectRemark: "dialect openstack, set by vpnaas:dialect",
    strict: false,
    maxRequests: 64,
    requestTimeout: 5_000,
    createTimeout: 60_000,
    updateTimeout: 60_000,
    deleteTimeout: 60_000,
    activeTimeout: 60_000,
    seen: "Seen: OS_PASSWORD.",
    isLoginStored: false,
    ...changes,
  };
}
