// Which address is taken from a Keystone catalog, and what is said when there is none. Pure.
import { baseOf, type CatalogChoice, findNetworkEndpoint } from "../../src/api/login/catalog";
import { endpoint } from "../support/keystone";

const network = (...endpoints: unknown[]) => [{ type: "network", endpoints }];
const TWO = network(endpoint("https://one.example.com", "R1"), endpoint("https://two.example.com/v2.0/", "R2"));
const PUBLIC: CatalogChoice = {
  interface: "public",
  region: undefined,
  serviceType: "network",
  serviceName: undefined,
};

describe("an address is found", () => {
  const cases: { reason: string; choice: CatalogChoice; catalog: unknown; address: string }[] = [
    {
      reason: "the only region",
      choice: PUBLIC,
      catalog: network(endpoint("https://one.example.com/")),
      address: "https://one.example.com",
    },
    {
      reason: "the region asked for, without its /v2.0",
      choice: { ...PUBLIC, region: "R2" },
      catalog: TWO,
      address: "https://two.example.com",
    },
    {
      reason: "only the old name of the region",
      choice: { ...PUBLIC, region: "R9" },
      catalog: network({ interface: "public", region: "R9", url: "https://nine.example.com" }),
      address: "https://nine.example.com",
    },
    {
      reason: "a service of all regions",
      choice: { ...PUBLIC, region: "R9" },
      catalog: network(endpoint("https://all.example.com", "*")),
      address: "https://all.example.com",
    },
    {
      reason: "another interface",
      choice: { ...PUBLIC, interface: "internal" },
      catalog: network(endpoint("https://pub.example.com"), endpoint("https://int.example.com", "R1", "internal")),
      address: "https://int.example.com",
    },
    {
      reason: "a service of another type",
      choice: { ...PUBLIC, serviceType: "network-vpn" },
      catalog: [
        ...network(endpoint("https://one.example.com")),
        { type: "network-vpn", endpoints: [endpoint("https://vpn.example.com")] },
      ],
      address: "https://vpn.example.com",
    },
    {
      reason: "the one of two services that has the name",
      choice: { ...PUBLIC, serviceName: "neutron" },
      catalog: [
        { type: "network", name: "quantum", endpoints: [endpoint("https://old.example.com")] },
        { type: "network", name: "neutron", endpoints: [endpoint("https://new.example.com")] },
      ],
      address: "https://new.example.com",
    },
    {
      reason: "entries that make no sense are passed over",
      choice: PUBLIC,
      catalog: [null, "x", ...network(null, { interface: "public" }, endpoint("https://one.example.com"))],
      address: "https://one.example.com",
    },
  ];
  test.each(cases)("$reason", ({ choice, catalog, address }) => {
    const region = choice.region ?? "R1"; // the only one that the catalogs have
    expect(findNetworkEndpoint(catalog, choice)).toEqual({ endpoint: address, region });
  });
});

describe("no address, and the setting that helps", () => {
  const cases: { reason: string; choice: CatalogChoice; catalog: unknown; says: string }[] = [
    {
      reason: "several regions and none chosen",
      choice: PUBLIC,
      catalog: TWO,
      says: "the service catalog has several regions (R1, R2): set vpnaas:region (OS_REGION_NAME)",
    },
    {
      reason: "a region that is not there",
      choice: { ...PUBLIC, region: "R3" },
      catalog: TWO,
      says: 'the service catalog has no network endpoint in region "R3" (it has R1, R2): check vpnaas:region (OS_REGION_NAME)',
    },
    {
      reason: "an interface that is not there",
      choice: { ...PUBLIC, interface: "admin" },
      catalog: TWO,
      says: 'the service catalog has no endpoint of interface "admin" for the network service (it has public): check vpnaas:interface (OS_INTERFACE)',
    },
    {
      reason: "no network service",
      choice: PUBLIC,
      catalog: [{ type: "compute", endpoints: [] }],
      says: 'the service catalog has no service of type "network" (it has compute): set vpnaas:endpoint',
    },
    {
      reason: "no service of the type asked for",
      choice: { ...PUBLIC, serviceType: "vpn" },
      catalog: TWO,
      says:
        'the service catalog has no service of type "vpn" (it has network): set vpnaas:endpoint, or check ' +
        "network_service_type (OS_NETWORK_SERVICE_TYPE)",
    },
    {
      reason: "no service of the name asked for",
      choice: { ...PUBLIC, serviceName: "neutron" },
      catalog: [{ type: "network", name: "quantum", endpoints: [] }],
      says:
        'the service catalog has no service of type "network" named "neutron" (it has quantum): check ' +
        "network_service_name (OS_NETWORK_SERVICE_NAME)",
    },
    {
      reason: "no catalog",
      choice: PUBLIC,
      catalog: undefined,
      says: "it came without a service catalog: set vpnaas:endpoint to the address of the VPN API",
    },
  ];
  test.each(cases)("$reason", ({ choice, catalog, says }) => {
    expect(findNetworkEndpoint(catalog, choice)).toEqual({ problem: says });
  });
});

test.each([
  "",
  "/network",
  "//vpc.example.com",
  "http://",
  "http:vpc.example.com",
  "http://vpc.example.com:99999",
  "ftp://vpc.example.com",
  "data:application/json,{}#",
  "https://user@vpc.example.com",
  "https://user:pa-canary@vpc.example.com",
  "https://vpc.example.com?a=b",
  "https://vpc.example.com/#f",
  "https://vpc.example.com\r\n/x",
  "https://vpc.example.com/caf\u00e9",
  `https://vpc.example.com/${"x".repeat(2_000)}`,
])("an address that no request should go to: %j", (url) => {
  expect(findNetworkEndpoint(network(endpoint(url)), PUBLIC)).toEqual({
    problem:
      "the service catalog gives the network service an address that is no plain http or https address: set vpnaas:endpoint",
  });
});

test("a long list of names is cut, so that what to do is still there", () => {
  const many = Array.from({ length: 100 }, (_, at) => endpoint("https://one.example.com", `R${at}-${"x".repeat(99)}`));
  const result = findNetworkEndpoint(network(...many), PUBLIC);
  const problem = "problem" in result ? result.problem : "";
  expect(problem).toContain("x, R12-");
  expect(problem).toContain(" and 92 more): set vpnaas:region (OS_REGION_NAME)");
  expect(problem.length).toBeLessThan(500);
});

describe("the base of an endpoint", () => {
  const cases: { reason: string; endpoint: string; base: string }[] = [
    { reason: "slashes at the end go", endpoint: "https://vpc.example.com//", base: "https://vpc.example.com" },
    {
      reason: "/v2.0 goes, since every path brings it",
      endpoint: "https://vpc.example.com/v2.0/",
      base: "https://vpc.example.com",
    },
    {
      reason: "a path before it stays",
      endpoint: "https://example.com/network/v2.0",
      base: "https://example.com/network",
    },
    { reason: "another version is none of ours", endpoint: "https://example.com/v2", base: "https://example.com/v2" },
  ];
  test.each(cases)("$reason", ({ endpoint: given, base }) => {
    expect(baseOf(given)).toBe(base);
  });
});
