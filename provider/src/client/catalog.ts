// Finds the address of the network service in a Keystone catalog. Pure: getting the catalog is left to auth.ts.

/** Which endpoint to look for; without a region the catalog must leave no choice. */
export interface CatalogChoice {
  interface: "public" | "internal" | "admin";
  region: string | undefined;
}

interface Entry {
  interface: unknown;
  region: string | undefined;
  url: string;
}

/** The endpoint found, or a phrase that says what the catalog has instead and which setting decides. */
export type CatalogResult = { endpoint: string } | { problem: string };

/** OTC serves its classic VPN from the endpoint of type "network", as Neutron does. The first match wins. */
export function findNetworkEndpoint(catalog: unknown, choice: CatalogChoice): CatalogResult {
  if (!Array.isArray(catalog)) {
    return { problem: "it came without a service catalog: set vpnaas:endpoint to the address of the VPN API" };
  }
  const services = catalog.filter(isFields);
  const networks = services.filter((service) => service.type === "network");
  if (networks.length === 0) {
    const types = listed(services.map((service) => text(service.type)));
    return { problem: `the service catalog has no service of type "network" (it has ${types}): set vpnaas:endpoint` };
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
      ? { endpoint: baseOf(only.url) }
      : {
          problem: `the service catalog has several regions (${names}): set vpnaas:region (OS_REGION_NAME)`,
        };
  }
  // "*" marks a service that is the same everywhere (OTC).
  const found =
    endpoints.find((endpoint) => endpoint.region === region) ?? endpoints.find((endpoint) => endpoint.region === "*");
  if (found !== undefined) {
    return { endpoint: baseOf(found.url) };
  }
  const what = `no network endpoint in region "${region}" (it has ${names})`;
  return { problem: `the service catalog has ${what}: check vpnaas:region (OS_REGION_NAME)` };
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

function listed(names: readonly (string | undefined)[]): string {
  const distinct = [...new Set(names.map((name) => name ?? "none"))].sort();
  return distinct.length === 0 ? "none" : distinct.join(", ");
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
