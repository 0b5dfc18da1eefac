// Decides which credentials and which project scope the layers of settings describe; what is missing becomes a problem.
// Logging in with them is left to api/login/auth.ts.
import { type FieldName, type Layer, labelOf, pick, pickOne, type SetValue } from "./layers";
import type { SettingProblems } from "./problems";
import { refuseDomainScope } from "./refusals";

/** A Keystone domain, by id or by name. */
export type Domain = { id: string } | { name: string };

/** A Keystone user: by id, or by name inside a domain (no domain: Open Telekom Cloud finds it by itself). */
export type User = { id: string } | { name: string; domain: Domain | undefined };

/** How the provider proves who it is. */
export type Credentials =
  | { method: "password"; password: string; user: User }
  | { method: "token"; token: string }
  | { method: "applicationCredential"; secret: string; credential: { id: string } | { name: string; user: User } }
  | { method: "accessKey"; accessKey: string; secretKey: string; securityToken: string | undefined };

/** The project to work in; undefined when none was given. An application credential has to be for it already. */
export type Scope = { projectId: string } | { projectName: string; domain: Domain | undefined } | undefined;

type Method = Credentials["method"];

const METHOD_TITLES: Readonly<Record<Method, string>> = {
  password: "a password",
  token: "a token",
  applicationCredential: "an application credential",
  accessKey: "an access key",
};

// The plugins of keystoneauth that mean one of our methods; aksk is the word of Open Telekom Cloud's Go SDK.
const AUTH_TYPES: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["password", "password"],
  ["v3password", "password"],
  ["token", "token"],
  ["v3token", "token"],
  ["v3applicationcredential", "applicationCredential"],
  ["aksk", "accessKey"],
]);

const CHOICES =
  `set ${labelOf("username")} and ${labelOf("password")}, or ${labelOf("applicationCredentialId")} and ` +
  `${labelOf("applicationCredentialSecret")}, or ${labelOf("token")}, or ${labelOf("accessKey")} and ` +
  `${labelOf("secretKey")}, or choose a cloud of clouds.yaml with ${labelOf("cloud")}`;

/** The layers, and the domain of a user or project that has none in them. */
interface LoginSources {
  readonly layers: readonly Layer[];
  readonly fallback: Domain | undefined;
}

/** The credentials of the highest layer that mentions any, completed from lower ones; undefined after a problem. */
export function credentialsOf(sources: LoginSources, problems: SettingProblems): Credentials | undefined {
  const chosen = chooseMethod(sources.layers, problems);
  return chosen && complete(chosen, sources, problems);
}

/**
 * The project to ask a token for. Keystone takes none with an application credential, which has its own: that has to be
 * the project given here, unless a lower source gives it, which then speaks of another login.
 */
export function scopeOf(
  { layers, fallback }: LoginSources,
  credentials: Credentials | undefined,
  problems: SettingProblems,
): Scope {
  const isImplied = credentials?.method === "applicationCredential";
  const above = isImplied ? layers.slice(0, layers.findIndex(hasApplicationCredential) + 1) : layers;
  const project = pickOne(above, ["projectId", "projectName"]);
  if (project === undefined) {
    if (credentials?.method === "password" || credentials?.method === "token") refuseDomainScope(layers, problems);
    return undefined;
  }
  if (project.name === "projectId") return { projectId: project.found.value };
  const isAccessKey = credentials?.method === "accessKey";
  const otherwise = isImplied || isAccessKey ? undefined : fallback;
  return { projectName: project.found.value, domain: domainOf({ layers, fallback: otherwise }, "project") };
}

function hasApplicationCredential(layer: Layer): boolean {
  return mentionedIn(layer).some(({ method }) => method === "applicationCredential");
}

interface Chosen {
  readonly method: Method;
  /** The spelling that made the choice, for messages. */
  readonly because: string;
}

function chooseMethod(layers: readonly Layer[], problems: SettingProblems): Chosen | undefined {
  const isOtherLogin = ({ method }: Chosen) => method !== "accessKey";
  const hasOtherLogin = layers.flatMap(mentionedIn).some(isOtherLogin);
  for (const layer of layers) {
    // OS_ACCESS_KEY and the ak of a cloud often serve the object storage alone (otcextensions uses them for nothing
    // else), so with another login they do not count; vpnaas:accessKey, in the first layer, does.
    const isShared = hasOtherLogin && layer !== layers[0] && !isAskedFor(layer, layers);
    const mentioned = isShared ? mentionedIn(layer).filter(isOtherLogin) : mentionedIn(layer);
    const [first, second] = mentioned;
    if (first === undefined) continue;
    const type = layer.get("authType") ?? (second === undefined ? undefined : pick(layers, "authType"));
    if (type !== undefined) {
      const method = AUTH_TYPES.get(type.value.toLowerCase());
      if (method !== undefined) return { method, because: type.origin };
      problems.add(unsupported(type, problems));
      return undefined;
    }
    if (second === undefined) return first;
    const titles = mentioned.map(({ method, because }) => `${METHOD_TITLES[method]} (${because})`).join(" and ");
    problems.add(
      `The same source gives ${titles}, and only one of them can be used. Unset the others; to keep all of them, ` +
        "name the one to use with OS_AUTH_TYPE (auth_type in clouds.yaml): password, token, v3applicationcredential or " +
        "aksk.",
    );
    return undefined;
  }
  const type = pick(layers, "authType");
  if (type !== undefined && !AUTH_TYPES.has(type.value.toLowerCase())) problems.add(unsupported(type, problems));
  else problems.add(`No credentials were found: ${CHOICES}.`);
  return undefined;
}

function unsupported(type: SetValue, problems: SettingProblems): string {
  return (
    `${type.origin} is ${problems.quote(type.value)}, a kind of login that this provider does not know. It logs in with ` +
    `password, token, v3applicationcredential or aksk: ${CHOICES}.`
  );
}

// A user name may belong to an application credential given by name, so it speaks for a password only without one.
function mentionedIn(layer: Layer): Chosen[] {
  const found = (method: Method, names: readonly FieldName[]): Chosen[] => {
    const first = pickOne([layer], names);
    return first === undefined ? [] : [{ method, because: first.found.origin }];
  };
  const byCredential = found("applicationCredential", [
    "applicationCredentialId",
    "applicationCredentialName",
    "applicationCredentialSecret",
  ]);
  const userNames: FieldName[] = byCredential.length > 0 ? [] : ["username", "userId"];
  const byKey = found("accessKey", ["accessKey", "secretKey"]);
  return [...found("token", ["token"]), ...byCredential, ...found("password", ["password", ...userNames]), ...byKey];
}

function isAskedFor(layer: Layer, layers: readonly Layer[]): boolean {
  const type = layer.get("authType") ?? pick(layers, "authType");
  return AUTH_TYPES.get(type?.value.toLowerCase() ?? "") === "accessKey";
}

function complete(chosen: Chosen, sources: LoginSources, problems: SettingProblems): Credentials | undefined {
  const needs = new Needs(chosen, sources, problems);
  if (chosen.method === "token") {
    const token = needs.one("token");
    return token === undefined ? undefined : { method: "token", token };
  }
  if (chosen.method === "password") {
    const user = needs.user();
    const password = needs.one("password");
    return user === undefined || password === undefined ? undefined : { method: "password", password, user };
  }
  if (chosen.method === "accessKey") return needs.accessKey();
  const credential = needs.applicationCredential();
  const secret = needs.one("applicationCredentialSecret");
  if (credential === undefined || secret === undefined) return undefined;
  return { method: "applicationCredential", secret, credential };
}

/** Looks up the parts of one login and reports each that is missing, with the reason why it is needed. */
class Needs {
  private readonly layers: readonly Layer[];

  constructor(
    private readonly chosen: Chosen,
    private readonly sources: LoginSources,
    private readonly problems: SettingProblems,
  ) {
    this.layers = sources.layers;
  }

  one(name: "token" | "password" | "applicationCredentialSecret" | "accessKey" | "secretKey"): string | undefined {
    const found = pick(this.layers, name);
    if (found === undefined) this.missing(labelOf(name));
    return found?.value;
  }

  user(): User | undefined {
    const user = pickOne(this.layers, ["userId", "username"]);
    if (user === undefined) return this.missing(`${labelOf("username")} or ${labelOf("userId")}`);
    if (user.name === "userId") return { id: user.found.value };
    return { name: user.found.value, domain: domainOf(this.sources, "user") };
  }

  applicationCredential(): { id: string } | { name: string; user: User } | undefined {
    const credential = pickOne(this.layers, ["applicationCredentialId", "applicationCredentialName"]);
    if (credential === undefined) {
      return this.missing(`${labelOf("applicationCredentialId")} or ${labelOf("applicationCredentialName")}`);
    }
    if (credential.name === "applicationCredentialId") return { id: credential.found.value };
    const user = this.user();
    return user === undefined ? undefined : { name: credential.found.value, user };
  }

  accessKey(): Credentials | undefined {
    const accessKey = this.one("accessKey");
    const secretKey = this.one("secretKey");
    if (pickOne(this.layers, ["projectId", "projectName", "networkRegion", "region"]) === undefined) {
      this.missing(
        `${labelOf("projectId")} or ${labelOf("projectName")}, or ${labelOf("region")} for the main project of a region`,
      );
      return undefined;
    }
    if (accessKey === undefined || secretKey === undefined) return undefined;
    // One left over in a lower source belongs to another key, and would make a good key fail.
    const holder = this.layers.findIndex((layer) => layer.has("secretKey"));
    const securityToken = pick(this.layers.slice(0, holder + 1), "securityToken")?.value;
    return { method: "accessKey", accessKey, secretKey, securityToken };
  }

  private missing(what: string): undefined {
    const { method, because } = this.chosen;
    const title = METHOD_TITLES[method];
    const lower = this.layers.flatMap(mentionedIn).find((other) => other.method !== method);
    const instead =
      lower === undefined
        ? ""
        : `; or unset ${because} to log in with ${METHOD_TITLES[lower.method]} (${lower.because})`;
    this.problems.add(`${because} asks to log in with ${title}, but a part is missing. Set ${what}${instead}.`);
    return undefined;
  }
}

function domainOf({ layers, fallback }: LoginSources, owner: "user" | "project"): Domain | undefined {
  const domain =
    pickOne(layers, [`${owner}DomainId`, `${owner}DomainName`]) ??
    pickOne(layers, ["defaultDomain", "defaultDomainName"]);
  if (domain === undefined) return fallback;
  return domain.name.endsWith("Name") ? { name: domain.found.value } : { id: domain.found.value };
}
