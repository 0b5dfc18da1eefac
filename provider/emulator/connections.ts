// The rules of ipsec-site-connections: attributes, references, DPD, PSK, addresses, states.
// Endpoint groups against peer CIDRs are in endpoints.ts, against other connections in subnetUse.ts; the status afterwards is settling.ts.
import { createHash, randomUUID } from "node:crypto";
import { tellAgent } from "./agent";
import {
  type Attribute,
  bool,
  cidrList,
  dictionary,
  isObject,
  nonNegative,
  oneOf,
  type ReadValue,
  serverOnly,
  show,
  text,
  uuid,
  uuidOrNull,
} from "./attributes";
import { checkEndpoints, localVersion } from "./endpoints";
import { commonAttributes, createdAt, type Kind, plainView, type Verb, withTags } from "./kind";
import { type Dialect, findVisible, isPending, isVisible, type State, type WireObject } from "./model";
import { checkPeerAddress } from "./peerAddress";
import { internalError, invalidValue, notFound, pendingRefusal, Refusal, ruleBroken } from "./replies";
import { begin } from "./settling";
import { refuseUsedSubnets } from "./subnetUse";

const defaultDpd = { action: "hold", interval: 30, timeout: 120 };
const dpdActions = ["hold", "clear", "restart", "restart-by-peer", "disabled"];
const largestInteger = 2 ** 31 - 1;

/** IPsec site connections. */
export const connections: Kind = {
  collection: "connections",
  path: "ipsec-site-connections",
  singular: "ipsec_site_connection",
  plural: "ipsec_site_connections",
  filters: [
    ...["id", "name", "description", "status", "tenant_id", "project_id", "admin_state_up", "psk", "mtu", "initiator"],
    ...["vpnservice_id", "ikepolicy_id", "ipsecpolicy_id", "local_ep_group_id", "peer_ep_group_id"],
    ...["peer_address", "peer_id", "local_id", "route_mode", "auth_mode"],
  ],
  sortKeys: ["id", "name", "tenant_id", "project_id"],
  attributes,
  notFound: (id) => notFound("IPsecSiteConnectionNotFound", `ipsec_site_connection ${id} not found`),
  create,
  update,
  remove,
  view,
};

function attributes(dialect: Dialect): Attribute[] {
  const reference = { post: "required", put: "refused", read: uuid } as const;
  const group = { post: "optional", put: "optional", fallback: null, read: uuidOrNull } as const;
  const free = { post: "optional", put: "optional" } as const;
  const address = text(dialect === "otc" ? 250 : 255);
  return [
    ...commonAttributes(dialect),
    ...(dialect === "openstack" ? [{ name: "local_id", ...free, fallback: "", read: text(255) }] : []),
    { name: "peer_address", post: "required", put: "optional", read: address },
    { name: "peer_id", post: "required", put: "optional", read: address },
    { name: "peer_cidrs", ...free, fallback: [], read: cidrList },
    { name: "local_ep_group_id", ...group },
    { name: "peer_ep_group_id", ...group },
    serverOnly("route_mode"),
    { name: "mtu", ...free, fallback: 1500, read: nonNegative },
    serverOnly("auth_mode"),
    { name: "psk", post: "required", put: "optional", read: dialect === "otc" ? otcPsk : text(1_000_000) },
    { name: "initiator", ...free, fallback: "bi-directional", read: oneOf(["bi-directional", "response-only"]) },
    { name: "dpd", ...free, fallback: {}, read: readDpd(dialect) },
    { name: "admin_state_up", ...free, fallback: true, read: bool },
    serverOnly("status"),
    { name: "vpnservice_id", ...reference },
    { name: "ikepolicy_id", ...reference },
    { name: "ipsecpolicy_id", ...reference },
    ...(dialect === "otc" ? otcAttributes() : []),
  ];
}

function otcAttributes(): Attribute[] {
  const order = { post: "optional", put: "optional", fallback: "", read: text(255) } as const;
  return [
    { name: "order_id", ...order },
    { name: "product_id", ...order },
    serverOnly("created_at"),
    serverOnly("tags"),
  ];
}

// The character set of the API page; OTC quotes a masked value in the error.
const otcPsk: ReadValue = (value, attribute) => {
  if (typeof value === "string" && /^[A-Za-z0-9~`!@#$%^()\-_+=[\]{}|\\,./:;]{6,128}$/.test(value)) return value;
  throw invalidValue(attribute, "'******' is not 6 to 128 of the allowed characters");
};

function readDpd(dialect: Dialect): ReadValue {
  // Neutron checks the number inside a text but keeps the text.
  const seconds: ReadValue = (value, attribute) => {
    const isDigits = dialect === "openstack" && typeof value === "string" && /^\d+$/.test(value);
    // A fraction passes as well, and the database rounds it.
    if (dialect === "openstack" && typeof value === "number" && value >= 0) return Math.round(value);
    if (!isDigits && !Number.isInteger(value)) throw invalidValue(attribute, `'${show(value)}' is not an integer`);
    if (Number(value) < 0) throw invalidValue(attribute, `'${show(value)}' should be non-negative`);
    return value;
  };
  return dictionary({ action: oneOf(dpdActions), interval: seconds, timeout: seconds });
}

function create(state: State, values: WireObject, projectId: string): WireObject {
  const dpd: WireObject = { ...defaultDpd, ...dictionaryOf(values.dpd) };
  checkReferences(state, values, projectId);
  const merged: WireObject = {
    ...values,
    id: randomUUID(),
    tenant_id: projectId,
    auth_mode: "psk",
    route_mode: "static",
    dpd: { action: dpd.action, interval: Number(dpd.interval), timeout: Number(dpd.timeout) },
    ...(state.dialect === "otc" ? { created_at: createdAt(state) } : {}),
  };
  check(state, merged, values);
  checkQuota(state, projectId);
  checkLimits(state, merged, values);
  begin(state, "create", merged);
  state.collections.connections.set(String(merged.id), merged);
  return merged;
}

function update(state: State, stored: WireObject, values: WireObject): void {
  const changes: WireObject = { ...values };
  if ("dpd" in values) {
    const { interval, timeout } = dictionaryOf(values.dpd);
    // Numbers as text pass upstream's validation and break its database layer.
    if (typeof interval === "string" || typeof timeout === "string") throw internalError();
    changes.dpd = { ...dictionaryOf(stored.dpd), ...dictionaryOf(values.dpd) };
  } else if ("psk" in values && values.psk !== stored.psk && state.resetDpdOnPsk) {
    changes.dpd = { ...defaultDpd };
  }
  const merged = { ...stored, ...changes };
  check(state, merged, values);
  if (isPending(stored)) throw pendingRefusal(state.pendingRefusal, String(stored.id), String(stored.status));
  checkLimits(state, merged, values);
  // check() may have put the resolved address in place of a name.
  if ("peer_address" in changes) changes.peer_address = merged.peer_address;
  Object.assign(stored, changes);
  tellAgent(state, stored);
  if (Object.keys(values).length > 0) begin(state, "update", stored);
}

function remove(state: State, stored: WireObject): void {
  if (state.pending.get(String(stored.id))?.action === "delete") return;
  begin(state, "delete", stored);
}

function view(state: State, stored: WireObject, verb: Verb): WireObject {
  const shown = plainView(state, stored);
  if (state.pskEcho === "missing") delete shown.psk;
  else if (state.pskEcho === "masked") shown.psk = "******";
  else if (state.pskEcho === "altered") shown.psk = createHash("sha256").update(String(stored.psk)).digest("hex");
  if (state.dialect === "openstack" && Array.isArray(shown.peer_cidrs)) {
    // Seen on a real server: sorted in GET, in the order of a Python set after a PUT.
    const sorted = shown.peer_cidrs.toSorted();
    shown.peer_cidrs = verb === "PUT" ? sorted.reverse() : sorted;
  }
  return withTags(state, shown, verb);
}

/** Checks the connection as it would be stored; `values` are the parts that came with this request. */
function check(state: State, merged: WireObject, values: WireObject): void {
  checkEndpoints(state, merged, values);
  if (state.dialect === "otc") refuseUsedSubnets(state, merged);
  const dpd = dictionaryOf(merged.dpd);
  if (Number(dpd.timeout) <= Number(dpd.interval)) {
    const message = "ipsec_site_connection dpd_timeout is equal to or less than dpd_interval";
    throw ruleBroken("IPsecSiteConnectionDpdIntervalValueError", message);
  }
  checkSmallestMtu(state, merged);
  if ("peer_address" in values) checkPeerAddress(state, merged);
  if (state.dialect === "otc") checkLimits(state, merged, values);
}

/** The limits of the database, which shows them as a bare 500 in a stock Neutron: text columns of 255 and no 4-byte UTF-8. */
function checkLimits({ dialect }: State, { mtu }: WireObject, { psk, name, description }: WireObject): void {
  if (Number(mtu) > largestInteger)
    throw dialect === "openstack" ? internalError() : invalidValue("mtu", `'${mtu}' is too large`);
  const texts = [psk, name, description].filter((value) => typeof value === "string");
  if (texts.some((value) => value.length > 255 || /[\u{10000}-\u{10ffff}]/u.test(value)))
    throw dialect === "openstack" ? internalError() : invalidValue("name", "characters are not allowed");
}

function checkReferences(state: State, values: WireObject, projectId: string): void {
  const isThere = (collection: "vpnservices" | "ikepolicies" | "ipsecpolicies", id: unknown) =>
    findVisible(state, collection, { id: String(id), projectId }) !== undefined;
  const missing = (type: string, noun: string, id: unknown) =>
    state.dialect === "openstack" && noun !== "IKEPolicy"
      ? internalError()
      : notFound(type, `${noun} ${String(id)} could not be found`);
  const { vpnservice_id: service, ikepolicy_id: ike, ipsecpolicy_id: ipsec } = values;
  if (!isThere("vpnservices", service)) throw missing("VPNServiceNotFound", "VPNService", service);
  if (!isThere("ikepolicies", ike)) throw missing("IKEPolicyNotFound", "IKEPolicy", ike);
  if (!isThere("ipsecpolicies", ipsec)) throw missing("IPsecPolicyNotFound", "IPsecPolicy", ipsec);
  const policy = state.collections.ipsecpolicies.get(String(ipsec));
  // Accepted by the policy, refused by the swan drivers; the recorded server says 500.
  if (state.dialect === "openstack" && policy?.transform_protocol === "ah-esp") throw internalError();
}

function checkSmallestMtu(state: State, merged: WireObject): void {
  const mtu = Number(merged.mtu);
  const version = localVersion(state, merged);
  // 0 skips the check, as seen on a real server.
  if (mtu === 0 || mtu >= (version === 6 ? 1280 : 68)) return;
  const message = `ipsec_site_connection MTU ${mtu} is too small for ipv${version}`;
  throw ruleBroken("IPsecSiteConnectionMtuError", message);
}

function checkQuota(state: State, projectId: string): void {
  const own = [...state.collections.connections.values()].filter((object) => isVisible(state, object, projectId));
  if (own.length < state.connectionQuota) return;
  const message = "Quota exceeded for resources: ['ipsec_site_connection'].";
  throw new Refusal(state.dialect === "otc" ? 400 : 409, "OverQuota", { message, code: "VPC.1003" });
}

function dictionaryOf(value: unknown): WireObject {
  return isObject(value) ? { ...value } : {};
}
