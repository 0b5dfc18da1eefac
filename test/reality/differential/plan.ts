// The requests that the real Neutron and the emulator have to answer alike: good, bad and refused ones, in every status.
// Saved names are fixed, and lists are sorted by name, so that the order of random ids plays no part.
import type { Caller } from "../world/world";
import { refusedCreates, refusedUpdates } from "./bodies";
import { REPORT, type Step } from "./play";

const CONNECTIONS = "/vpn/ipsec-site-connections";
const MISSING = "00000000-0000-4000-8000-000000000000";

type More = Partial<Pick<Step, "caller" | "save">>;
const get = (name: string, path: string, more: More = {}): Step => ({ name, method: "GET", path, ...more });
const remove = (name: string, path: string, more: More = {}): Step => ({ name, method: "DELETE", path, ...more });
const write =
  (method: string) =>
  (name: string, path: string, body: unknown, more: More = {}): Step => ({ name, method, path, body, ...more });
const [post, put] = [write("POST"), write("PUT")];
const report = (id: string, status: string): Step => ({ name: status, method: REPORT, path: id, body: status });

/** The least that a connection needs. */
const LEAST = {
  psk: "Canary-psk-0123456789",
  peer_address: "203.0.113.9",
  peer_id: "203.0.113.9",
  vpnservice_id: "{service}",
  ikepolicy_id: "{ike}",
  ipsecpolicy_id: "{ipsec}",
  local_ep_group_id: "{local}",
  peer_ep_group_id: "{remote}",
};
export const connection = (change: object = {}) => ({ ipsec_site_connection: { ...LEAST, ...change } });
const putConnection = (name: string, id: string, change: unknown, more: More = {}) =>
  put(name, `${CONNECTIONS}/${id}`, { ipsec_site_connection: change }, more);

const service = (change: object) => ({ vpnservice: { router_id: "{routerId}", ...change } });
const group = (type: unknown, endpoints: unknown, change: object = {}) => ({
  endpoint_group: { name: "group", type, endpoints, ...change },
});

export const parts: readonly Step[] = [
  post("service on a router without gateway", "/vpn/vpnservices", service({ router_id: "{bareRouterId}" })),
  post("service on no router", "/vpn/vpnservices", service({ router_id: MISSING })),
  post(
    "service with a subnet that is not on the router",
    "/vpn/vpnservices",
    service({ subnet_id: "{lonelySubnetId}" }),
  ),
  post("service with no subnet of that id", "/vpn/vpnservices", service({ subnet_id: MISSING })),
  post("service with a bad id", "/vpn/vpnservices", service({ router_id: "x" })),
  post("service without a router", "/vpn/vpnservices", { vpnservice: {} }),
  post("service with an address", "/vpn/vpnservices", service({ external_v4_ip: "198.51.100.99" })),
  post("service with a status", "/vpn/vpnservices", service({ status: "ACTIVE" })),
  post("service of a flavor that is not there", "/vpn/vpnservices", service({ flavor_id: MISSING })),
  post("service", "/vpn/vpnservices", service({ name: "hub" }), { save: "service" }),
  post("a second service on the same router", "/vpn/vpnservices", service({ name: "again" }), { save: "again" }),
  remove("the second service", "/vpn/vpnservices/{again}"),
  get("service shown", "/vpn/vpnservices/{service}"),
  put("service changed while pending", "/vpn/vpnservices/{service}", { vpnservice: { name: "x" } }),
  put("service: other router", "/vpn/vpnservices/{service}", { vpnservice: { router_id: "{secondRouterId}" } }),
  post(
    "old service",
    "/vpn/vpnservices",
    service({ name: "old", router_id: "{secondRouterId}", subnet_id: "{subnetId}" }),
    {
      save: "old",
    },
  ),
  ...["ikepolicies", "ipsecpolicies"].flatMap(policies),
  post(
    "a policy with ah-esp",
    "/vpn/ipsecpolicies",
    { ipsecpolicy: { transform_protocol: "ah-esp" } },
    { save: "ahEsp" },
  ),
  post("local group", "/vpn/endpoint-groups", group("subnet", ["{subnetId}"]), { save: "local" }),
  post("second local group", "/vpn/endpoint-groups", group("subnet", ["{secondSubnetId}"]), { save: "local2" }),
  post("lonely group", "/vpn/endpoint-groups", group("subnet", ["{lonelySubnetId}"]), { save: "lonely" }),
  post("remote group", "/vpn/endpoint-groups", group("cidr", ["10.20.0.0/16"]), { save: "remote" }),
  post("second remote group", "/vpn/endpoint-groups", group("cidr", ["10.22.0.0/16", "10.21.0.7/24"]), {
    save: "remote2",
  }),
  post("group of IPv6", "/vpn/endpoint-groups", group("cidr", ["2001:db8::/32"]), { save: "v6" }),
  post("group of both versions", "/vpn/endpoint-groups", group("cidr", ["2001:db8::/32", "10.9.0.0/16"]), {
    save: "mixed",
  }),
  post("group of a vlan", "/vpn/endpoint-groups", group("vlan", ["100"]), { save: "vlan" }),
  post("group of a bad vlan", "/vpn/endpoint-groups", group("vlan", ["x"])),
  post("group of a router", "/vpn/endpoint-groups", group("router", ["{routerId}"]), { save: "router" }),
  post("group without endpoints", "/vpn/endpoint-groups", group("cidr", [])),
  post("group with null endpoints", "/vpn/endpoint-groups", group("cidr", null)),
  post("group with one text", "/vpn/endpoint-groups", group("cidr", "10.20.0.0/16")),
  post("group with a number", "/vpn/endpoint-groups", group("cidr", [10])),
  post("group of an unknown type", "/vpn/endpoint-groups", group("host", ["10.20.0.0/16"])),
  post("group without a type", "/vpn/endpoint-groups", { endpoint_group: { endpoints: ["10.20.0.0/16"] } }),
  // Not the same endpoint twice: Neutron tries to store it for two and a half minutes before it answers 500.
  post("group with a bad network", "/vpn/endpoint-groups", group("cidr", ["10.20.0.0/33"])),
  post("group with an address", "/vpn/endpoint-groups", group("cidr", ["10.20.0.1"])),
  post("group with a short network", "/vpn/endpoint-groups", group("cidr", ["10/8"])),
  post("group with a mask", "/vpn/endpoint-groups", group("cidr", ["10.20.0.0/255.255.0.0"])),
  post("group with a subnet that is not there", "/vpn/endpoint-groups", group("subnet", [MISSING])),
  post("group with a bad id", "/vpn/endpoint-groups", group("subnet", ["x"])),
  put("group renamed", "/vpn/endpoint-groups/{local}", { endpoint_group: { name: "local", description: "new" } }),
  put("group: other endpoints", "/vpn/endpoint-groups/{local}", {
    endpoint_group: { endpoints: ["{secondSubnetId}"] },
  }),
  put("group: nothing", "/vpn/endpoint-groups/{local}", { endpoint_group: {} }),
];

function policies(collection: string): Step[] {
  const singular = collection.replace(/ies$/, "y");
  const [path, short] = [`/vpn/${collection}`, collection === "ikepolicies" ? "ike" : "ipsec"];
  const body = (change: object) => ({ [singular]: change });
  const bad: [string, object][] = [
    ["an unknown algorithm", { auth_algorithm: "sha2-256" }],
    ["an old group", { pfs: "group1" }],
    ["a short lifetime", { lifetime: { value: 59 } }],
    ["a lifetime as text", { lifetime: { value: "3600" } }],
    ["a lifetime in kilobytes", { lifetime: { units: "kilobytes", value: 4608000 } }],
    ["an unknown part of the lifetime", { lifetime: { seconds: 60 } }],
    ["a lifetime of null", { lifetime: null }],
    ["a lifetime that is a number", { lifetime: 3600 }],
    ["a long name", { name: "n".repeat(256) }],
    ["a name of null", { name: null }],
    ["a name that is a number", { name: 7 }],
    ["an unknown field", { colour: "blue" }],
    ["an own id", { id: MISSING }],
    ["somebody else's project", { tenant_id: "98b32953de02430eb8ce89dc6e8c60b6" }],
  ];
  return [
    post(`${short}: defaults`, path, body({ name: short }), { save: short }),
    ...["group14", "group19", "group31"].map((pfs) => post(`${short}: ${pfs}`, path, body({ pfs }))),
    ...["aes-256-ctr", "aes-256-gcm-16"].map((cipher) =>
      post(`${short}: ${cipher}`, path, body({ encryption_algorithm: cipher })),
    ),
    ...["sha512", "aes-xcbc"].map((hash) => post(`${short}: ${hash}`, path, body({ auth_algorithm: hash }))),
    post(`${short}: part of a lifetime`, path, body({ lifetime: { value: 60 } }), { save: `${short}Spare` }),
    ...bad.map(([what, change], index) =>
      post(`${short}: ${what}`, path, body(change), { save: `${short}Bad${index}` }),
    ),
    put(`${short}: a field`, `${path}/{${short}Spare}`, body({ lifetime: { value: 7200 }, description: "new" })),
    put(`${short}: nothing`, `${path}/{${short}Spare}`, body({})),
    put(`${short}: a bad value`, `${path}/{${short}Spare}`, body({ pfs: "group99" })),
    put(`${short}: the id`, `${path}/{${short}Spare}`, body({ id: MISSING })),
    remove(`${short}: removed`, `${path}/{${short}Spare}`),
    get(`${short}: gone`, `${path}/{${short}Spare}`),
    put(`${short}: changed when gone`, `${path}/{${short}Spare}`, body({ name: "x" })),
    remove(`${short}: removed when gone`, `${path}/{${short}Spare}`),
  ];
}

const creates: readonly Step[] = [
  ...refusedCreates.map(([name, change], index) =>
    post(name, CONNECTIONS, connection(change), { save: `bad${index}` }),
  ),
  ...Object.keys(LEAST).map((key) =>
    post(`without ${key}`, CONNECTIONS, connection({ [key]: undefined }), { save: `no_${key}` }),
  ),
  post("the least", CONNECTIONS, connection({ name: "least" }), { save: "hq" }),
  get("the least, shown", `${CONNECTIONS}/{hq}`),
  post("old style without networks", CONNECTIONS, connection(OLD()), {}),
  post("old style", CONNECTIONS, connection({ ...OLD(), name: "old", peer_cidrs: ["10.40.0.7/24", "10.30.0.0/16"] }), {
    save: "legacy",
  }),
  post("old style, one text", CONNECTIONS, connection({ ...OLD(), name: "text", peer_cidrs: "10.50.0.0/16" }), {
    save: "text",
  }),
  post(
    "old style, twice the same",
    CONNECTIONS,
    connection({ ...OLD(), peer_cidrs: ["10.40.0.0/16", "10.40.0.0/16"] }),
  ),
  post("old style, a bad network", CONNECTIONS, connection({ ...OLD(), peer_cidrs: ["10.40.0.0/33"] })),
  post("old service with groups", CONNECTIONS, connection({ vpnservice_id: "{old}" })),
  get("old style, shown", `${CONNECTIONS}/{legacy}`),
  get("what the bad ones left behind", `${CONNECTIONS}?fields=name&sort_key=name&sort_dir=asc`),
];

function OLD() {
  return { vpnservice_id: "{old}", local_ep_group_id: undefined, peer_ep_group_id: undefined };
}

/** The same updates in a status: each refused or taken, and what is stored afterwards. */
const updatesIn = (status: string): Step[] => [
  report("{hq}", status),
  putConnection(`${status}: name`, "{hq}", { name: `in ${status}` }),
  putConnection(`${status}: nothing`, "{hq}", {}),
  putConnection(`${status}: bad mtu`, "{hq}", { mtu: 67 }),
  putConnection(`${status}: the status`, "{hq}", { status: "ACTIVE" }),
  putConnection(`${status}: psk and dpd`, "{hq}", { psk: `Canary-in-${status}`, dpd: { interval: 25 } }),
  get(`${status}: shown`, `${CONNECTIONS}/{hq}`),
  get(`${status}: its service`, "/vpn/vpnservices/{service}"),
  remove(`${status}: its policy`, "/vpn/ikepolicies/{ike}"),
  put(`${status}: its service changed`, "/vpn/vpnservices/{service}", { vpnservice: { description: status } }),
];

const updates: readonly Step[] = [
  ...["PENDING_CREATE", "PENDING_UPDATE", "PENDING_DELETE", "ERROR", "DOWN", "ACTIVE"].flatMap(updatesIn),
  ...refusedUpdates.flatMap(([name, change]) => [
    putConnection(name, "{hq}", change),
    get(`${name}: stored`, `${CONNECTIONS}/{hq}`),
  ]),
  report("{legacy}", "DOWN"),
  putConnection("old style: other networks", "{legacy}", { peer_cidrs: ["10.60.0.0/16"] }),
  putConnection("old style: no networks", "{legacy}", { peer_cidrs: [] }),
  putConnection("old style: a group", "{legacy}", { peer_ep_group_id: "{remote}" }),
  put("policy in use", "/vpn/ikepolicies/{ike}", { ikepolicy: { name: "x" } }),
  put("IPsec policy in use", "/vpn/ipsecpolicies/{ipsec}", { ipsecpolicy: { lifetime: { value: 7200 } } }),
  put("group in use", "/vpn/endpoint-groups/{remote}", { endpoint_group: { name: "remote" } }),
  put("service in use", "/vpn/vpnservices/{service}", { vpnservice: { admin_state_up: false } }),
  put("service in use, up again", "/vpn/vpnservices/{service}", { vpnservice: { admin_state_up: true } }),
  putConnection("what is not there", MISSING, { name: "x" }),
  putConnection("what is not there, with a bad field", MISSING, { status: "x" }),
  putConnection("a bad id", "not-an-id", { name: "x" }),
];

const raw = (name: string, body: string): Step => post(name, CONNECTIONS, body);
const bodies: readonly Step[] = [
  raw("no JSON", "{"),
  raw("an empty body", ""),
  raw("an array", "[]"),
  raw("a text", '"x"'),
  raw("null", "null"),
  raw("another envelope", '{"connection": {}}'),
  raw("an envelope of null", '{"ipsec_site_connection": null}'),
  raw("an envelope of a list", '{"ipsec_site_connection": []}'),
  raw("several at once", '{"ipsec_site_connections": [{}]}'),
  put("no JSON in a change", `${CONNECTIONS}/{hq}`, "{"),
  put("a change without envelope", `${CONNECTIONS}/{hq}`, { name: "x" }),
  { name: "PATCH", method: "PATCH", path: `${CONNECTIONS}/{hq}`, body: connection() },
  put("PUT on the collection", CONNECTIONS, connection()),
  remove("DELETE on the collection", CONNECTIONS),
  post("POST on an object", `${CONNECTIONS}/{hq}`, connection()),
  get("another spelling of the path", "/vpn/ipsec_site_connections/{hq}?fields=name"),
  get("a slash at the end", `${CONNECTIONS}/?name=nobody`),
  get("with .json", `${CONNECTIONS}.json?name=nobody`),
  get("a path that is not there", "/vpn/tunnels"),
  get("shown: a bad id", `${CONNECTIONS}/not-an-id`),
  get("an id that is not there", `${CONNECTIONS}/${MISSING}`),
];

const callers: readonly Step[] = (["nobody", "stranger", "unscoped", "other", "reader"] as const).flatMap(
  (caller: Caller) => [
    get(`${caller}: list`, `${CONNECTIONS}?fields=name&sort_key=name&sort_dir=asc`, { caller }),
    get(`${caller}: show`, `${CONNECTIONS}/{hq}?fields=name`, { caller }),
    putConnection(`${caller}: change`, "{hq}", { description: caller }, { caller }),
    post(`${caller}: create`, "/vpn/ikepolicies", { ikepolicy: { name: caller } }, { caller, save: `by_${caller}` }),
    remove(`${caller}: remove`, "/vpn/endpoint-groups/{mixed}", { caller }),
  ],
);

const lists: readonly Step[] = [
  "name=least",
  "name=in%20ACTIVE&name=old",
  "name=old&status=DOWN",
  "status=ACTIVE&status=DOWN",
  "name=",
  "admin_state_up=False",
  "admin_state_up=true",
  "colour=blue",
  "limit=1",
  "limit=2",
  "limit=0",
  "limit=-1",
  "limit=x",
  `limit=2&marker=${MISSING}`,
  "limit=2&marker={hq}",
  "name=old&name=text&page_reverse=true&limit=1",
  "sort_key=psk&sort_dir=asc",
  "sort_key=colour&sort_dir=asc",
  "sort_key=name&sort_dir=up",
  "fields=colour",
  "name=old&name=text&fields=dpd",
  "mtu=1500",
  "peer_address=203.0.113.9",
  "peer_cidrs=10.30.0.0/16",
].map((query) => {
  const sorted = query.includes("sort_") ? query : `${query}&sort_key=name&sort_dir=desc`;
  return get(`list: ${query}`, `${CONNECTIONS}?${sorted}${query.includes("fields") ? "" : "&fields=name"}`);
});

const half: readonly Step[] = [
  get("list: a sort key without direction", `${CONNECTIONS}?sort_key=name&fields=name`),
  get("groups: sorted", "/vpn/endpoint-groups?sort_key=name&sort_dir=asc"),
  get("groups: by type", "/vpn/endpoint-groups?type=subnet&name=local&fields=name"),
  get("services: by router", "/vpn/vpnservices?router_id={routerId}&fields=name"),
  get("policies: by algorithm", "/vpn/ikepolicies?lifetime=x&pfs=group14&fields=pfs"),
];

const ends: readonly Step[] = [
  ...["/vpn/vpnservices/{service}", "/vpn/ikepolicies/{ike}", "/vpn/ipsecpolicies/{ipsec}"].map((path) =>
    remove(`in use: ${path}`, path),
  ),
  remove("in use: local group", "/vpn/endpoint-groups/{local}"),
  remove("in use: remote group", "/vpn/endpoint-groups/{remote}"),
  { ...remove("with a body", `${CONNECTIONS}/{text}`), body: "{}" },
  remove("pending", `${CONNECTIONS}/{text}`),
  get("gone at once", `${CONNECTIONS}/{text}`),
  remove("settled", `${CONNECTIONS}/{hq}`),
  remove("again", `${CONNECTIONS}/{hq}`),
  putConnection("changed when gone", "{hq}", { name: "x" }),
  remove("service removed", "/vpn/vpnservices/{service}"),
  get("service gone", "/vpn/vpnservices/{service}"),
  remove("no such service", `/vpn/vpnservices/${MISSING}`),
  remove("group", "/vpn/endpoint-groups/{local}"),
  get("group gone", "/vpn/endpoint-groups/{local}"),
];

export const PLAN: readonly Step[] = [
  ...[...parts, ...creates, ...updates, ...bodies, ...callers, ...lists, ...half, ...ends],
];
