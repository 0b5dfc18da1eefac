// Keystone v3 over HTTP: discovery, tokens, the catalog and the projects of the caller.
// Users, projects and tokens are kept by identity.ts; who calls is found out by gateway.ts.
import { randomBytes } from "node:crypto";
import { isObject } from "./attributes";
import type { IncomingRequest, Reply } from "./exchange";
import type { Caller } from "./gateway";
import type { ApplicationCredential, Domain, Grant, Identity, Project, User } from "./identity";
import type { Dialect, WireObject } from "./model";

/** What Keystone tells about its surroundings. */
export interface KeystoneContext {
  readonly identity: Identity;
  readonly dialect: Dialect;
  readonly authUrl: string;
  /** URL of the network service of each region, without version. */
  readonly endpoints: ReadonlyMap<string, string>;
  callerOf(request: IncomingRequest): Caller | undefined;
}

class AuthFailure extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404,
    message: string,
  ) {
    super(message);
  }
}

const titles = { 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found" };
const notAuthenticated = "The request you have made requires authentication.";
const malformed =
  "The server could not comply with the request since it is either malformed or otherwise incorrect. The client is " +
  "assumed to be in error.";

/** Answers one request for `/` or below `/v3`. */
export function answerKeystone(context: KeystoneContext, request: IncomingRequest): Reply {
  const path = request.path.replace(/\/+$/, "");
  try {
    return answer(context, request, path);
  } catch (failure) {
    if (!(failure instanceof AuthFailure)) throw failure;
    const { status, message } = failure;
    const headers: Record<string, string> = { vary: "X-Auth-Token" };
    if (status === 401) headers["www-authenticate"] = `Keystone uri="${context.authUrl}"`;
    return { status, headers, body: { error: { code: status, message, title: titles[status] } } };
  }
}

function answer(context: KeystoneContext, request: IncomingRequest, path: string): Reply {
  const headers = { vary: "X-Auth-Token" };
  const call = `${request.method} ${path}`;
  if (call === "GET " || call === "GET /v3") return discovery(context, path);
  if (call === "POST /v3/auth/tokens") return login(context, request);
  const caller = context.callerOf(request);
  if (caller === undefined) throw new AuthFailure(401, notAuthenticated);
  if (call === "GET /v3/projects") return { status: 200, headers, body: projectList(context, caller, request) };
  if (call === "GET /v3/auth/catalog") {
    if (caller.project === undefined)
      throw new AuthFailure(403, "You are not authorized to perform the requested action.");
    const links = { self: `${context.authUrl}/auth/catalog` };
    return { status: 200, headers, body: { catalog: catalog(context), links } };
  }
  const subject = request.headers["x-subject-token"];
  const grant = context.identity.grantOf(subject);
  if (path !== "/v3/auth/tokens") throw new AuthFailure(404, "The resource could not be found.");
  if (grant === undefined || subject === undefined) throw new AuthFailure(404, "Failed to validate token");
  if (request.method === "DELETE") {
    context.identity.revoke(subject);
    return { status: 204, headers };
  }
  const withSubject = { ...headers, "x-subject-token": subject };
  return { status: 200, headers: withSubject, body: tokenBody(context, grant, request) };
}

function discovery(context: KeystoneContext, path: string): Reply {
  const version = {
    id: "v3.14",
    status: "stable",
    updated: "2020-04-07T00:00:00Z",
    links: [{ rel: "self", href: `${context.authUrl}/` }],
    "media-types": [{ base: "application/json", type: "application/vnd.openstack.identity-v3+json" }],
  };
  const headers = { vary: "X-Auth-Token" };
  if (path === "/v3") return { status: 200, headers, body: { version } };
  const redirect = { ...headers, location: `${context.authUrl}/` };
  return { status: 300, headers: redirect, body: { versions: { values: [version] } } };
}

// A user without a role in the domain sees the own projects only; of the filters, `name` and `domain_id` are known.
function projectList(context: KeystoneContext, caller: Caller, request: IncomingRequest): WireObject {
  const self = `${context.authUrl}/projects`;
  const query = new URLSearchParams(request.query);
  const isWanted = (filter: string, value: string) => (query.get(filter) ?? value) === value;
  const wanted = caller.user.projects.filter(
    ({ name, domain }) => isWanted("name", name) && isWanted("domain_id", domain.id),
  );
  const projects = wanted.map(({ id, name, domain }) => ({
    id,
    name,
    domain_id: domain.id,
    parent_id: domain.id,
    description: "",
    enabled: true,
    is_domain: false,
    links: { self: `${self}/${id}` },
  }));
  return { projects, links: { self, next: null, previous: null } };
}

function login(context: KeystoneContext, request: IncomingRequest): Reply {
  const { identity } = context;
  const auth = objectAt(parse(request.text), "auth");
  const proof = prove(context, objectAt(auth, "identity"));
  const isCredential = proof.method === "application_credential";
  if (isCredential && auth.scope !== undefined) {
    throw new AuthFailure(401, "Application credentials cannot request a scope.");
  }
  const project = isCredential ? proof.project : findScope(context, proof.user, auth.scope);
  const { token, grant } = identity.issue({ ...proof, project });
  const headers = { vary: "X-Auth-Token", "x-subject-token": token };
  return { status: 201, headers, body: tokenBody(context, grant, request) };
}

type Proof = Pick<Grant, "user" | "method" | "project"> & { expiresAt?: number };

function prove(context: KeystoneContext, identityPart: WireObject): Proof {
  const methods = identityPart.methods;
  if (!Array.isArray(methods) || methods.length === 0) {
    throw new AuthFailure(400, `Expecting to find methods in identity. ${malformed}`);
  }
  const method: unknown = methods[0];
  if (method === "password") {
    const sent = objectAt(objectAt(identityPart, "password"), "user");
    const user = findUser(context.identity, sent);
    if (user === undefined || !context.identity.isPassword(user, sent.password))
      throw new AuthFailure(401, notAuthenticated);
    return { user, method, project: undefined };
  }
  if (method === "token") {
    const grant = context.identity.grantOf(String(objectAt(identityPart, "token").id));
    if (grant === undefined) throw new AuthFailure(401, notAuthenticated);
    return { user: grant.user, method, project: undefined, expiresAt: grant.expiresAt };
  }
  if (method === "application_credential") {
    const credential = findCredential(context.identity, objectAt(identityPart, "application_credential"));
    if (credential === undefined) throw new AuthFailure(401, notAuthenticated);
    return { user: credential.user, method, project: credential.project };
  }
  throw new AuthFailure(401, "Attempted to authenticate with an unsupported method.");
}

function findUser(identity: Identity, sent: WireObject): User | undefined {
  if (typeof sent.id === "string") return identity.users.find((user) => user.id === sent.id);
  const domain = objectAt(sent, "domain");
  return identity.users.find((user) => user.name === sent.name && isDomain(user.domain, domain));
}

function findCredential(identity: Identity, sent: WireObject): ApplicationCredential | undefined {
  const isSecret = (known: ApplicationCredential) => known.secret === sent.secret;
  const known = identity.applicationCredentials;
  if (typeof sent.id === "string") return known.find((credential) => credential.id === sent.id && isSecret(credential));
  const user = findUser(identity, objectAt(sent, "user"));
  return known.find((candidate) => candidate.name === sent.name && candidate.user === user && isSecret(candidate));
}

function findScope(context: KeystoneContext, user: User, scope: unknown): Project | undefined {
  if (scope === undefined || scope === "unscoped") return undefined;
  if (!isObject(scope)) throw new AuthFailure(400, `Expecting to find valid scope in auth. ${malformed}`);
  // OTC lets the project win where both are named; Keystone refuses.
  if (Object.keys(scope).length > 1 && context.dialect === "openstack") throw new AuthFailure(400, malformed);
  if (!("project" in scope)) return undefined;
  const sent = objectAt(scope, "project");
  const project = user.projects.find((candidate) => isProject(context.dialect, candidate, sent));
  if (project === undefined) throw new AuthFailure(401, notAuthenticated);
  return project;
}

function isProject(dialect: Dialect, project: Project, sent: WireObject): boolean {
  if (typeof sent.id === "string") return project.id === sent.id;
  if (project.name !== sent.name) return false;
  // OTC's samples name a project without its domain; Keystone needs it.
  if (dialect === "otc" && sent.domain === undefined) return true;
  return isDomain(project.domain, objectAt(sent, "domain"));
}

function isDomain(domain: Domain, sent: WireObject): boolean {
  return typeof sent.id === "string" ? domain.id === sent.id : domain.name === sent.name;
}

function tokenBody(context: KeystoneContext, grant: Grant, request: IncomingRequest): WireObject {
  const { id, name, domain } = grant.user;
  const token: WireObject = {
    methods: [grant.method],
    user: { domain, id, name, password_expires_at: null },
    audit_ids: [randomBytes(16).toString("base64url")],
    expires_at: timestamp(grant.expiresAt),
    issued_at: timestamp(grant.issuedAt),
  };
  if (grant.project !== undefined) {
    token.project = grant.project;
    token.is_domain = false;
    token.roles = [{ id: "83462a97d7494cd4b431add614b6acc8", name: grant.user.role }];
    if (!new URLSearchParams(request.query).has("nocatalog")) token.catalog = catalog(context);
  }
  return { token };
}

function catalog({ endpoints, authUrl }: KeystoneContext): WireObject[] {
  const service = (type: string, name: string, urlIn: (endpoint: string) => string) => ({
    id: `${type}-service`,
    type,
    name,
    endpoints: [...endpoints].flatMap(([region, endpoint], at) =>
      ["internal", "public", "admin"].map((face) => {
        const id = `${type}-${face}${at === 0 ? "" : `-${region}`}`;
        return { id, interface: face, region_id: region, region, url: urlIn(endpoint) };
      }),
    ),
  });
  return [service("network", "neutron", (endpoint) => endpoint), service("identity", "keystone", () => authUrl)];
}

function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("Z", "000Z");
}

function parse(text: string): WireObject {
  try {
    const body: unknown = JSON.parse(text);
    if (isObject(body)) return body;
  } catch {
    // Falls through to the same refusal as for a body that is not an object.
  }
  throw new AuthFailure(400, `Expecting to find valid JSON request body. ${malformed}`);
}

function objectAt(parent: WireObject, key: string): WireObject {
  const value = parent[key];
  if (isObject(value)) return value;
  throw new AuthFailure(400, `Expecting to find ${key} in the request. ${malformed}`);
}
