// IKE and IPsec policies: value sets and defaults per dialect, protection while in use.
// Services and endpoint groups are in collections.ts.
import { randomUUID } from "node:crypto";
import { type Attribute, dictionary, isObject, oneOf, type ReadValue } from "./attributes";
import { commonAttributes, type Kind, missing, plainView } from "./kind";
import type { Dialect, State, WireObject } from "./model";
import { inUse, invalidValue } from "./replies";
import { isUsed, store } from "./storage";

const free = { post: "optional", put: "optional" } as const;
const policySortKeys = ["id", "name", "tenant_id", "project_id"];

/** IKE policies. */
export const ikepolicies: Kind = policyKind({
  collection: "ikepolicies",
  singular: "ikepolicy",
  noun: "IKEPolicy",
  reference: "ikepolicy_id",
  own: [
    { name: "ike_version", ...free, fallback: "v1", read: oneOf(["v1", "v2"]) },
    { name: "phase1_negotiation_mode", ...free, fallback: "main", read: oneOf(["main", "aggressive"]) },
  ],
});

/** IPsec policies. */
export const ipsecpolicies: Kind = policyKind({
  collection: "ipsecpolicies",
  singular: "ipsecpolicy",
  noun: "IPsecPolicy",
  reference: "ipsecpolicy_id",
  own: [
    { name: "transform_protocol", ...free, fallback: "esp", read: oneOf(["esp", "ah", "ah-esp"]) },
    { name: "encapsulation_mode", ...free, fallback: "tunnel", read: oneOf(["tunnel", "transport"]) },
  ],
});

function policyKind(policy: {
  collection: "ikepolicies" | "ipsecpolicies";
  singular: string;
  noun: string;
  reference: string;
  own: Attribute[];
}): Kind {
  const { collection, noun, reference } = policy;
  const refuseIfUsed = (state: State, stored: WireObject) => {
    if (!isUsed(state, [reference], stored.id)) return;
    const use = "is in use by existing IPsecSiteConnection and can't be updated or deleted";
    const message = `${noun} ${String(stored.id)} ${use}`;
    throw inUse(409, `${noun}InUse`, message);
  };
  const kind: Kind = {
    collection,
    path: collection,
    singular: policy.singular,
    plural: collection,
    filters: [
      ...policySortKeys,
      "description",
      "auth_algorithm",
      "encryption_algorithm",
      "pfs",
      ...policy.own.map((own) => own.name),
    ],
    sortKeys: policySortKeys,
    attributes: (dialect) => [...commonAttributes(dialect), ...algorithms(dialect), ...policy.own],
    notFound: missing(`${noun}NotFound`, noun),
    create: (state, values, projectId) =>
      store(state, collection, {
        id: randomUUID(),
        tenant_id: projectId,
        ...values,
        lifetime: { units: "seconds", value: 3600, ...dictionaryOf(values.lifetime) },
      }),
    update(state, stored, values) {
      // Upstream refuses every PUT on a policy in use, OTC documents it as allowed.
      if (state.dialect === "openstack") refuseIfUsed(state, stored);
      const lifetime =
        "lifetime" in values
          ? { lifetime: { ...dictionaryOf(stored.lifetime), ...dictionaryOf(values.lifetime) } }
          : {};
      Object.assign(stored, values, lifetime);
    },
    remove(state, stored) {
      refuseIfUsed(state, stored);
      state.collections[collection].delete(String(stored.id));
    },
    view: plainView,
  };
  return kind;
}

function algorithms(dialect: Dialect): Attribute[] {
  const isOtc = dialect === "otc";
  const auth = isOtc
    ? ["md5", "sha1", "sha2-256", "sha2-384", "sha2-512"]
    : ["sha1", "sha256", "sha384", "sha512", "aes-xcbc", "aes-cmac"];
  const modes = ["ccm", "gcm"].flatMap((mode) => [8, 12, 16].map((length) => `${mode}-${length}`)).concat("ctr");
  const modern = ["128", "192", "256"].flatMap((bits) => modes.map((mode) => `aes-${bits}-${mode}`));
  const encryption = ["3des", "aes-128", "aes-192", "aes-256", ...(isOtc ? [] : modern)];
  const upstreamGroups = [2, 5, ...Array.from({ length: 18 }, (_, index) => 14 + index)];
  const groups = (isOtc ? [1, 2, 5, 14, 15, 16, 19, 20, 21] : upstreamGroups).map((number) => `group${number}`);
  const value: ReadValue = (sent, attribute) => {
    // Upstream takes digits as text and stores the number.
    const seconds = !isOtc && typeof sent === "string" && /^\d+$/.test(sent) ? Number(sent) : sent;
    if (!Number.isInteger(seconds)) throw invalidValue(attribute, `'${String(seconds)}' is not an integer`);
    if (Number(seconds) < 60)
      throw invalidValue(attribute, `'${String(seconds)}' is too small - must be at least '60'`);
    if (isOtc && Number(seconds) > 604800) {
      throw invalidValue(attribute, `'${String(seconds)}' is too large - must be no larger than '604800'`);
    }
    return seconds;
  };
  const lifetime = dictionary({ units: oneOf(["seconds"]), value });
  return [
    // OTC does not document a default; its console offers SHA2-256.
    { name: "auth_algorithm", ...free, fallback: isOtc ? "sha2-256" : "sha1", read: oneOf(auth) },
    { name: "encryption_algorithm", ...free, fallback: "aes-128", read: oneOf(encryption) },
    { name: "pfs", ...free, fallback: "group5", read: oneOf(isOtc ? [...groups, "disable"] : groups) },
    { name: "lifetime", ...free, fallback: {}, read: lifetime },
  ];
}

function dictionaryOf(value: unknown): WireObject {
  return isObject(value) ? value : {};
}
