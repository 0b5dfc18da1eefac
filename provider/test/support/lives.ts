// What is different in the life of each kind, written out by hand: bodies on the wire, what changes in place, what replaces.
import type { Dialect, Emulator, Seeded } from "../../emulator";
import type { Kind } from "../../src/core/schema";
import { PSK } from "./connection";

type Values = Record<string, unknown>;

/** A change that cannot be made in place. */
export interface Replacing {
  readonly change: (seeded: Seeded) => Values;
  readonly replaces: readonly string[];
  /** Dialects whose service refuses the new object next to the old one. */
  readonly deletesFirst: readonly Dialect[];
  /** The only dialect where it replaces; without it, on both. */
  readonly only?: Dialect;
}

/** The life of one kind. */
export interface Life {
  readonly kind: Kind;
  readonly path: string;
  readonly envelope: string;
  readonly stored: (emulator: Emulator) => Map<string, Values>;
  /** The body of the POST for the least that a program can say. */
  readonly body: (seeded: Seeded, dialect: Dialect) => Values;
  /** Status after the create; undefined where the kind has none. */
  readonly status: string | undefined;
  /** A change in place, and the body of its PUT. */
  readonly change: Values;
  readonly put: Values;
  /** A change in place of another field by hand: under its wire name, and as an input. */
  readonly drift: { readonly wire: Values; readonly input: Values };
  /** A change by hand of something that the program does not declare. */
  readonly undeclared: { readonly wire: Values; readonly output: Values };
  readonly replacing: readonly Replacing[];
}

const policyBody = (dialect: Dialect): Values => ({
  auth_algorithm: dialect === "otc" ? "sha2-256" : "sha256",
  encryption_algorithm: "aes-256",
  pfs: "group14",
  lifetime: { units: "seconds", value: 3600 },
});
const PROJECT: Replacing = {
  change: () => ({ tenantId: "98b32953de02430eb8ce89dc6e8c60b6" }),
  replaces: ["tenantId"],
  deletesFirst: [],
};
const described = { wire: { description: "by hand" }, output: { description: "by hand" } };
const always = ["otc", "openstack"] as const;
const otcOnly = ["otc"] as const;
const replacesPolicy = (change: Values): Replacing => ({
  change: () => change,
  replaces: Object.keys(change),
  deletesFirst: [],
  only: "openstack",
});

/** Policies share all but two fields. */
const policy = {
  status: undefined,
  change: { lifetime: { value: 7200 } },
  put: { lifetime: { units: "seconds", value: 7200 } },
  drift: { wire: { encryption_algorithm: "aes-128" }, input: { encryptionAlgorithm: "aes-128" } },
  undeclared: described,
} as const;
const policyReplacing: readonly Replacing[] = [
  PROJECT,
  ...[{ lifetime: { value: 7200 } }, { name: "other" }, { description: "new" }, { pfs: "group19" }].map(replacesPolicy),
  replacesPolicy({ authAlgorithm: "sha512", encryptionAlgorithm: "aes-128" }),
];

export const LIVES: readonly Life[] = [
  {
    kind: "IpsecSiteConnection",
    path: "/v2.0/vpn/ipsec-site-connections",
    envelope: "ipsec_site_connection",
    stored: ({ connections }) => connections,
    body: ({ vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId }) => ({
      name: "hq",
      psk: PSK,
      initiator: "bi-directional",
      admin_state_up: true,
      peer_address: "203.0.113.9",
      peer_id: "203.0.113.9",
      local_ep_group_id: localEpGroupId,
      peer_ep_group_id: peerEpGroupId,
      vpnservice_id: vpnserviceId,
      ikepolicy_id: ikepolicyId,
      ipsecpolicy_id: ipsecpolicyId,
    }),
    status: "DOWN",
    change: { peerId: "branch.example.com" },
    put: { peer_id: "branch.example.com" },
    drift: { wire: { initiator: "response-only" }, input: { initiator: "response-only" } },
    undeclared: { wire: { mtu: 1400 }, output: { mtu: 1400 } },
    replacing: [
      { ...PROJECT, deletesFirst: otcOnly },
      {
        change: ({ secondVpnserviceId }) => ({ vpnserviceId: secondVpnserviceId }),
        replaces: ["vpnserviceId"],
        deletesFirst: otcOnly,
      },
      {
        change: ({ secondIkepolicyId, secondIpsecpolicyId }) => ({
          ikepolicyId: secondIkepolicyId,
          ipsecpolicyId: secondIpsecpolicyId,
          peerAddress: "198.51.100.7",
        }),
        replaces: ["ikepolicyId", "ipsecpolicyId"],
        deletesFirst: [],
      },
    ],
  },
  {
    kind: "VpnService",
    path: "/v2.0/vpn/vpnservices",
    envelope: "vpnservice",
    stored: ({ vpnservices }) => vpnservices,
    body: ({ spareRouterId }) => ({ name: "hub", router_id: spareRouterId, admin_state_up: true }),
    status: "PENDING_CREATE",
    change: { description: "of the north" },
    put: { description: "of the north" },
    drift: { wire: { name: "by hand" }, input: { name: "by hand" } },
    undeclared: described,
    replacing: [
      { ...PROJECT, deletesFirst: otcOnly },
      { change: ({ subnetId }) => ({ subnetId }), replaces: ["subnetId"], deletesFirst: otcOnly },
      {
        change: ({ secondRouterId }) => ({ routerId: secondRouterId, name: "moved" }),
        replaces: ["routerId"],
        deletesFirst: [],
      },
      {
        change: () => ({ flavorId: "66666666-0000-4000-8000-000000000001" }),
        replaces: ["flavorId"],
        deletesFirst: [],
        only: "openstack",
      },
    ],
  },
  {
    ...policy,
    kind: "IkePolicy",
    path: "/v2.0/vpn/ikepolicies",
    envelope: "ikepolicy",
    stored: ({ ikepolicies }) => ikepolicies,
    body: (_, dialect) => ({
      name: "phase-1",
      ...policyBody(dialect),
      ike_version: "v2",
      phase1_negotiation_mode: "main",
    }),
    replacing: [...policyReplacing, replacesPolicy({ ikeVersion: "v1", phase1NegotiationMode: "aggressive" })],
  },
  {
    ...policy,
    kind: "IpsecPolicy",
    path: "/v2.0/vpn/ipsecpolicies",
    envelope: "ipsecpolicy",
    stored: ({ ipsecpolicies }) => ipsecpolicies,
    body: (_, dialect) => ({
      name: "phase-2",
      ...policyBody(dialect),
      transform_protocol: "esp",
      encapsulation_mode: "tunnel",
    }),
    replacing: [...policyReplacing, replacesPolicy({ transformProtocol: "ah", encapsulationMode: "transport" })],
  },
  {
    kind: "EndpointGroup",
    path: "/v2.0/vpn/endpoint-groups",
    envelope: "endpoint_group",
    stored: ({ endpointGroups }) => endpointGroups,
    body: () => ({ name: "branch", type: "cidr", endpoints: ["10.30.0.0/24", "10.31.0.0/24"] }),
    status: undefined,
    change: { name: "branch-2", description: "new" },
    put: { name: "branch-2", description: "new" },
    drift: { wire: { name: "by hand" }, input: { name: "by hand" } },
    undeclared: described,
    replacing: [
      PROJECT,
      { change: () => ({ endpoints: ["10.30.0.0/24"] }), replaces: ["endpoints"], deletesFirst: [] },
      {
        change: ({ subnetId }) => ({ type: "subnet", endpoints: [subnetId] }),
        replaces: ["type", "endpoints"],
        deletesFirst: [],
      },
    ],
  },
];

/** Each life on each dialect, for `describe.each`. */
export const LIVES_ON_BOTH: readonly (Life & { dialect: Dialect })[] = LIVES.flatMap((life) =>
  always.map((dialect) => ({ ...life, dialect })),
);
