// Turns provider arguments, stack config, OS_* variables and clouds.yaml into one checked Settings object.
// It sends nothing and reads at most clouds.yaml and secure.yaml; logging in is left to api/login/auth.ts.
import { homedir } from "node:os";
import { dialects } from "../dialects";
import { type CloudEntry, readCloud } from "./cloudsYaml";
import { type Credentials, credentialsOf, type Domain, type Scope, scopeOf } from "./credentials";
import { type DialectChoice, dialectOf } from "./dialect";
import {
  type ConfigSource,
  FIELDS,
  holdsSecret,
  type Layer,
  layerOfConfig,
  layerOfEnvironment,
  loginSourcesIn,
  pick,
  pickOne,
  type SetValue,
} from "./layers";
import { SettingProblems } from "./problems";
import { refuseInEnvironment, refuseProject } from "./refusals";
import { checkPlain, checkSendable } from "./sendable";
import {
  authUrlOf,
  cacertOf,
  defaultOf,
  endpointOf,
  type Host,
  type Interface,
  interfaceOf,
  type PlainValues,
  plainValuesOf,
} from "./values";

export type { Dialect } from "../core/schema";
export type { Credentials, Domain, Scope, User } from "./credentials";
export { endOfLife } from "./dialect";
export type { ConfigSource } from "./layers";
export { SettingsError } from "./problems";
export type { Setting } from "./setting";
export { SETTINGS, type SettingName } from "./table";
export type { Host } from "./values";

/** Everything the provider needs to know about a cloud, complete and checked. */
export interface Settings extends DialectChoice, PlainValues {
  /**
   * Always ends in /v3 when given; undefined only with an explicit endpoint and either a token or an access key with a
   * projectId.
   */
  authUrl: string | undefined;
  credentials: Credentials;
  scope: Scope;
  region: string | undefined;
  interface: Interface;
  /** Which service of the catalog has the VPN API: its type and, where several are of that type, its name. */
  serviceType: string;
  serviceName: string | undefined;
  /** Explicit base of the VPN API, without trailing slash and without /v2.0. */
  endpoint: string | undefined;
  /** Absolute path of a file that exists and is readable. */
  cacert: string | undefined;
  /** A sentence: which settings of the login were found and where each was written, for errors. Holds no value. */
  seen: string;
  /** Whether the state of the stack keeps a secret of the login: a refresh or destroy runs no program, so it uses that one. */
  isLoginStored: boolean;
}

/**
 * Resolves and checks all settings. Sends nothing; reads clouds.yaml and secure.yaml, and only when a cloud is chosen.
 * Throws a SettingsError that lists every problem.
 */
export function resolveSettings(config: ConfigSource, host: Host = thisHost()): Settings {
  const problems = new SettingProblems();
  const direct = [
    layerOfConfig(config, (error) => problems.absorb(error)),
    layerOfEnvironment(host.environment),
  ] as const;
  hideSecrets(direct, problems);
  refuseInEnvironment(host.environment, problems);
  const cloud = cloudOf(direct, host, problems);
  const layers = cloud === undefined ? direct : withCloud(direct, cloud);
  hideSecrets(layers, problems);
  const seen = loginSourcesIn(layers);

  const values = checkedValues({ layers, host, cloud }, problems);
  // A cloud that cannot be read may hold whatever seems to be missing: that one problem is enough then.
  if (cloud === undefined && pick(direct, "cloud") !== undefined) problems.throwIfAny(seen);
  const fallback: Domain | undefined = dialects[values.dialect].defaultDomain;
  const credentials = credentialsOf({ layers, fallback }, problems);
  const scope = scopeOf({ layers, fallback }, credentials, problems);
  checkSendable(layers, { credentials, scope, region: values.region }, problems);
  requireAddress({ layers, credentials, scope, cloud, problems });
  problems.throwIfAny(seen);
  if (credentials === undefined) throw new Error("Credentials are missing, but no problem was reported.");
  return { ...values, credentials, scope, seen, isLoginStored: holdsSecret(direct[0]) };
}

function thisHost(): Host {
  return { environment: process.env, workingDirectory: process.cwd(), homeDirectory: homedir() };
}

function cloudOf(direct: readonly [Layer, Layer], host: Host, problems: SettingProblems): CloudEntry | undefined {
  const name = pick(direct, "cloud");
  if (name === undefined) return undefined;
  const above = isNamedInConfig(direct[0]) ? direct.slice(0, 1) : direct;
  try {
    return readCloud(name, pick(above, "region"), host);
  } catch (error) {
    problems.absorb(error);
    return undefined;
  }
}

// Who names a cloud in the configuration means that cloud, whatever openrc the shell has loaded: then OS_* only fills gaps.
function withCloud([config, environment]: readonly [Layer, Layer], { layer }: CloudEntry): readonly Layer[] {
  return isNamedInConfig(config) ? [config, layer, environment] : [config, environment, layer];
}

function isNamedInConfig(config: Layer): boolean {
  return config.get("cloud") !== undefined;
}

function hideSecrets(layers: readonly Layer[], problems: SettingProblems): void {
  for (const layer of layers) {
    for (const { name, secret } of FIELDS) {
      const found = layer.get(name);
      if (secret && found !== undefined) problems.hide(found.value);
    }
  }
}

function checkedValues(
  { layers, host, cloud }: { layers: readonly Layer[]; host: Host; cloud: CloudEntry | undefined },
  problems: SettingProblems,
): Omit<Settings, "credentials" | "scope" | "seen" | "isLoginStored"> {
  const region = pick(layers, "region");
  const networkRegion = pickOne(layers, ["networkRegion", "region"])?.found;
  const writtenUrl = pick(layers, "authUrl");
  const authUrlFound = withRegion(writtenUrl, region, problems);
  const endpointFound = withRegion(pick(layers, "endpoint"), region, problems);
  const authUrl = authUrlFound && authUrlOf(authUrlFound, problems);
  const endpoint = endpointFound && endpointOf(endpointFound, problems);
  // A profile says nothing about an address that another source gives.
  const profile = writtenUrl === cloud?.layer.get("authUrl") ? cloud?.profile : undefined;
  const cacert = pick(layers, "cacert");
  return {
    ...dialectOf(layers, { authUrl, endpoint, profile }, problems),
    authUrl,
    region: networkRegion?.value,
    interface: interfaceOf(
      pickOne(layers, ["networkInterface", "interface"])?.found ?? defaultOf("interface"),
      problems,
    ),
    serviceType: pick(layers, "networkServiceType")?.value ?? "network",
    serviceName: pick(layers, "networkServiceName")?.value,
    endpoint,
    cacert: cacert && cacertOf(cacert, host, problems),
    ...plainValuesOf(layers, problems),
  };
}

// Addresses of vendor profiles hold a placeholder for the region; where no region is known, the check says so.
function withRegion(
  address: SetValue | undefined,
  region: SetValue | undefined,
  problems: SettingProblems,
): SetValue | undefined {
  if (address === undefined || region === undefined || !address.value.includes(REGION)) return address;
  // Of "example.com/" the placeholder of a host would make another host, which then gets the password.
  if (!/^[\w-]+(\.[\w-]+)*$/.test(region.value)) {
    if (checkPlain(region, problems)) {
      problems.add(
        `${region.origin} is ${problems.quote(region.value)}, and it stands in the address of ${address.origin}: write ` +
          "the name of a region of letters, digits, hyphens and dots, for example eu-nl.",
      );
    }
    return undefined;
  }
  return { ...address, value: address.value.replaceAll(REGION, region.value) };
}

const REGION = "{region_name}";

// Only who needs neither a new token nor the look-up of project and endpoint can do without the identity service.
function requireAddress(options: {
  layers: readonly Layer[];
  credentials: Credentials | undefined;
  scope: Scope;
  cloud: CloudEntry | undefined;
  problems: SettingProblems;
}): void {
  const { layers, credentials, scope, cloud, problems } = options;
  if (pick(layers, "authUrl") !== undefined) return;
  const isProven =
    credentials?.method === "token" ||
    (credentials?.method === "accessKey" && scope !== undefined && "projectId" in scope);
  if (isProven && pick(layers, "endpoint") !== undefined) {
    if (credentials.method === "token") refuseProject(layers, problems);
    return;
  }
  const profile = cloud?.unknownProfile;
  const hint =
    profile === undefined
      ? ""
      : ` The cloud names the vendor profile ${problems.quote(profile)}, which this provider does not know; ` +
        "write its address into auth.auth_url.";
  problems.add(
    "The address of the identity service is missing: set vpnaas:authUrl (OS_AUTH_URL), for example " +
      `https://iam.eu-nl.otc.t-systems.com/v3, or choose a cloud of clouds.yaml with vpnaas:cloud (OS_CLOUD).${hint}`,
  );
}
