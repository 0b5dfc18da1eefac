// Finds the address of the network service in a Keystone catalog. Pure: getting the catalog is left to auth.ts.
import { isVisible } from "../../core/formats";
import type { Settings } from "../../settings";

/** Which endpoint to look for; without a region the catalog must leave no choice. */
export type CatalogChoice = Pick<Settings, "interface" | "region" | "serviceType" | "serviceName">;

interface Entry {
  interface: unknown;
  region: string | undefined;
  url: string;
}

/** The endpoint found, or a phrase that says what the catalog has instead and which setting decides. */
type CatalogResult = { endpoint: string; region: string | undefined } | { problem: string };

const LONGEST_ADDRESS = 2_000;
const MOST_NAMES = 8;
const LONGEST_NAME = 36;

/** OTC serves its classic VPN from the endpoint of type "network", as Neutron does. The first match wins. */
export function findNetworkEndpoint(catalog: unknown, choice: CatalogChoice): CatalogResult {
  if (!Array.isArray(catalog)) {
    return { problem: "it came without a service catalog: set vpnaas:endpoint to the address of the VPN API" };
  }
  const services = catalog.filter(isFields);
  const ofType = services.filter((service) => service.type === choice.serviceType);
  if (ofType.length === 0) return { problem: withoutType(services, choice.serviceType) };
  const networks = ofType.filter(({ name }) => choice.serviceName === undefined || name === choice.serviceName);
  if (networks.length === 0) {
    const names = listed(ofType.map((service) => text(service.name)));
    return {
      problem:
        `the service catalog has no service of type "${choice.serviceType}" named "${choice.serviceName}" (it has ` +
        `${names}): check network_service_name (OS_NETWORK_SERVICE_NAME)`,
    };
  }
  const endpoints = networks.flatMap((service) => entriesOf(service.endpoints));
  const reachable = endpoints.filter((endpoint) => endpoint.interface === choice.interface);
  if (reachable.length === 0) {
    const others = listed(endpoints.map((endpoint) => text(endpoint.interface)));
    const what = `no endpoint of interface "${choice.interface}" for the network service (it has ${others})`;
    return { problem: `the service catalog has ${what}: check vpnaas:interface (OS_INTERFACE)` };
  }
  return inRegion(reachable, choice.region);
}

function withoutType(services: readonly Record<string, unknown>[], type: string): string {
  const types = listed(services.map((service) => text(service.type)));
  const setting = type === "network" ? "" : ", or check network_service_type (OS_NETWORK_SERVICE_TYPE)";
  return `the service catalog has no service of type "${type}" (it has ${types}): set vpnaas:endpoint${setting}`;
}

/** The base of the API: without slashes at the end and without /v2.0, which every path brings along. */
export function baseOf(endpoint: string): string {
  return endpoint
    .trim()
    .replace(/\/+$/, "")
    .replace(/\/v2\.0$/, "")
    .replace(/\/+$/, "");
}

function inRegion(endpoints: Entry[], region: string | undefined): CatalogResult {
  const regions = new Set(endpoints.map((endpoint) => endpoint.region).filter((name) => name !== "*"));
  const names = listed([...regions]);
  if (region === undefined) {
    const [only] = endpoints;
    return regions.size <= 1 && only !== undefined
      ? addressOf(only, only.region)
      : {
          problem: `the service catalog has several regions (${names}): set vpnaas:region (OS_REGION_NAME)`,
        };
  }
  // "*" marks a service that is the same everywhere (OTC).
  const found =
    endpoints.find((endpoint) => endpoint.region === region) ?? endpoints.find((endpoint) => endpoint.region === "*");
  if (found !== undefined) {
    return addressOf(found, region);
  }
  const what = `no network endpoint in region "${region}" (it has ${names})`;
  return { problem: `the service catalog has ${what}: check vpnaas:region (OS_REGION_NAME)` };
}

/** A request to anything else would fail obscurely, or succeed without a server (data:), or carry other credentials. */
function addressOf({ url }: Entry, region: string | undefined): CatalogResult {
  const base = baseOf(url);
  const parsed = isVisible(base) && URL.canParse(base) ? new URL(base) : undefined;
  const isPlain =
    parsed !== undefined &&
    /^https?:\/\//i.test(base) &&
    `${parsed.username}${parsed.password}` === "" &&
    !/[?#]/.test(base) &&
    base.length <= LONGEST_ADDRESS;
  return isPlain
    ? { endpoint: base, region: region === "*" ? undefined : region }
    : {
        problem:
          "the service catalog gives the network service an address that is no plain http or https address: set vpnaas:endpoint",
      };
}

function entriesOf(endpoints: unknown): Entry[] {
  const items = Array.isArray(endpoints) ? endpoints.filter(isFields) : [];
  return items.flatMap(({ interface: kind, region_id: id, region: name, url }) =>
    typeof url === "string" ? [{ interface: kind, region: text(id) ?? text(name), url }] : [],
  );
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Names for a sentence, each once and only the first ones, so that what the sentence ends with is not cut off. */
export function listed(names: readonly (string | undefined)[]): string {
  const distinct = [...new Set(names.map((name) => name ?? "none"))].sort();
  const shown = distinct.slice(0, MOST_NAMES).map((name) => name.slice(0, LONGEST_NAME));
  const more = distinct.length > MOST_NAMES ? ` and ${distinct.length - MOST_NAMES} more` : "";
  return distinct.length === 0 ? "none" : `${shown.join(", ")}${more}`;
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
