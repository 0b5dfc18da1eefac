// Kinds of bad input for everything but a connection, and tags and adoptId of one: see badInputs.ts.

import type { Kind } from "../../src/core/schema";
import type { Dialect } from "../../src/settings";
import type { BadInput } from "./badInputs";

/** A mistake in the inputs of a kind. */
export interface BadInputOfKind extends BadInput {
  readonly kind: Kind;
  /** Default `otc`. */
  readonly dialect?: Dialect;
}

const SUBNETS = { type: "subnet", endpoints: ["44444444-0000-4000-8000-000000000001"] };

export const BAD_INPUTS_OF_KINDS: readonly BadInputOfKind[] = [
  {
    kind: "VpnService",
    reason: "a service without its router",
    change: { routerId: undefined },
    property: "routerId",
    says: "routerId is missing; it has to be given",
  },
  {
    kind: "VpnService",
    reason: "a name where the id of a router belongs",
    change: { routerId: "my-vpc" },
    property: "routerId",
    says: 'routerId must be a UUID, got "my-vpc"',
  },
  {
    kind: "VpnService",
    reason: "a flavor on Open Telekom Cloud",
    change: { flavorId: "5c561d9d-eaea-45f6-ae3e-08d1a7080828" },
    property: "flavorId",
    says: "flavorId is given: Open Telekom Cloud has no flavors of VPN services, omit it",
  },
  {
    kind: "VpnService",
    reason: "an output of a service given as input",
    change: { externalV4Ip: "198.51.100.1" },
    property: "",
    says: 'unknown property "externalV4Ip"; known are adminStateUp, adoptId, description, flavorId, name, routerId, subnetId, tenantId',
  },
  {
    kind: "VpnService",
    reason: "tags on a service: they cannot be written",
    change: { tags: { env: "prod" } },
    property: "",
    says: 'unknown property "tags"',
  },
  {
    kind: "IkePolicy",
    reason: "OpenStack's name of a hash on Open Telekom Cloud",
    change: { authAlgorithm: "sha256" },
    property: "authAlgorithm",
    says:
      'authAlgorithm must be one of "md5", "sha1", "sha2-256", "sha2-384", "sha2-512", got "sha256"; ' +
      'this service calls it "sha2-256" (dialect ',
  },
  {
    kind: "IkePolicy",
    dialect: "openstack",
    reason: "Open Telekom Cloud's name of a hash on OpenStack",
    change: { authAlgorithm: "sha2-512" },
    property: "authAlgorithm",
    says: 'got "sha2-512"; this service calls it "sha512" (dialect ',
  },
  {
    kind: "IpsecPolicy",
    dialect: "openstack",
    reason: "no PFS on OpenStack",
    change: { pfs: "disable" },
    property: "pfs",
    says: 'pfs must be one of "group2", "group5", "group14", ',
  },
  {
    kind: "IpsecPolicy",
    dialect: "openstack",
    reason: "a hash that OpenStack never had",
    change: { authAlgorithm: "md5" },
    property: "authAlgorithm",
    says: 'authAlgorithm must be one of "sha1", "sha256", "sha384", "sha512", "aes-xcbc", "aes-cmac", got "md5"',
  },
  {
    kind: "IpsecPolicy",
    reason: "a cipher that only OpenStack has",
    change: { encryptionAlgorithm: "aes-256-gcm-16" },
    property: "encryptionAlgorithm",
    says: 'encryptionAlgorithm must be one of "3des", "aes-128", "aes-192", "aes-256", got "aes-256-gcm-16"',
  },
  {
    kind: "IkePolicy",
    reason: "a group without its prefix",
    change: { pfs: 14 },
    property: "pfs",
    says: 'pfs must be one of "group1", "group2", "group5", "group14", "group15", "group16", "group19", "group20", "group21", "disable", got 14',
  },
  {
    kind: "IkePolicy",
    reason: "an IKE version in capitals",
    change: { ikeVersion: "V2" },
    property: "ikeVersion",
    says: 'ikeVersion must be one of "v1", "v2", got "V2"',
  },
  {
    kind: "IpsecPolicy",
    reason: "the IKE version on the policy of the other phase",
    change: { ikeVersion: "v2" },
    property: "",
    says: 'unknown property "ikeVersion"',
  },
  {
    kind: "IkePolicy",
    reason: "a lifetime below a minute",
    change: { lifetime: { value: 59 } },
    property: "lifetime",
    says: "lifetime.value must be a whole number from 60 to 604800, got 59",
  },
  {
    kind: "IkePolicy",
    reason: "a lifetime over a week on Open Telekom Cloud",
    change: { lifetime: { value: 604801 } },
    property: "lifetime",
    says: "lifetime.value must be a whole number from 60 to 604800, got 604801",
  },
  {
    kind: "IpsecPolicy",
    reason: "a lifetime in another unit",
    change: { lifetime: { units: "kilobytes", value: 3600 } },
    property: "lifetime",
    says: 'lifetime.units must be one of "seconds", got "kilobytes"',
  },
  {
    kind: "IpsecPolicy",
    reason: "a lifetime as a number",
    change: { lifetime: 3600 },
    property: "lifetime",
    says: "lifetime must be an object, got 3600",
  },
  {
    kind: "EndpointGroup",
    reason: "a group without endpoints",
    change: { endpoints: [] },
    property: "endpoints",
    says: "endpoints must be a list with at least one entry, got an empty list",
  },
  {
    kind: "EndpointGroup",
    reason: "a group without a type",
    change: { type: undefined },
    property: "type",
    says: "type is missing; it has to be given",
  },
  {
    kind: "EndpointGroup",
    reason: "a type of group that only OpenStack has",
    change: { type: "router" },
    property: "type",
    says: 'type must be one of "subnet", "cidr", got "router"',
  },
  {
    kind: "EndpointGroup",
    reason: "an endpoint twice",
    change: { endpoints: ["10.1.0.0/16", "10.1.0.0/16"] },
    property: "endpoints",
    says: 'endpoints must be a list without duplicates, got "10.1.0.0/16" twice',
  },
  {
    kind: "EndpointGroup",
    reason: "a subnet's id in a group of networks",
    change: { endpoints: ["10.1.0.0/16", "44444444-0000-4000-8000-000000000001"] },
    property: "endpoints",
    says:
      'endpoints of a group of the type "cidr" must be networks as address/prefix, such as "10.1.0.0/16", ' +
      'got "44444444-0000-4000-8000-000000000001"',
  },
  {
    kind: "EndpointGroup",
    reason: "a network in a group of subnets",
    change: { ...SUBNETS, endpoints: ["10.1.0.0/16"] },
    property: "endpoints",
    says: 'endpoints of a group of the type "subnet" must be UUIDs of subnets, got "10.1.0.0/16"',
  },
  {
    kind: "EndpointGroup",
    reason: "a network with a mask in words of old",
    change: { endpoints: ["10.1.0.0/255.255.0.0"] },
    property: "endpoints",
    says: 'must be networks as address/prefix, such as "10.1.0.0/16", got "10.1.0.0/255.255.0.0"',
  },
  {
    kind: "EndpointGroup",
    reason: "adoptId that is no id",
    change: { adoptId: "branch" },
    property: "adoptId",
    says: 'adoptId must be a UUID, got "branch"',
  },
  {
    kind: "IpsecSiteConnection",
    dialect: "openstack",
    reason: "tags on OpenStack",
    change: { tags: { env: "prod" } },
    property: "tags",
    says: "tags is given: OpenStack has no tags on VPN connections, omit it",
  },
  {
    kind: "IpsecSiteConnection",
    reason: "a key of a tag with a character that the service refuses",
    change: { tags: { "cost centre": "42" } },
    property: "tags",
    says: 'the keys of tags must be 1 to 36 characters: letters, digits, _ and -, got "cost centre"',
  },
  {
    kind: "IpsecSiteConnection",
    reason: "a key of a tag that is too long",
    change: { tags: { ["k".repeat(37)]: "42" } },
    property: "tags",
    says: "the keys of tags must be 1 to 36 characters: letters, digits, _ and -, got",
  },
  {
    kind: "IpsecSiteConnection",
    reason: "a value of a tag that is too long",
    change: { tags: { env: "v".repeat(44) } },
    property: "tags",
    says: "tags.env must be 0 to 43 characters: letters, digits, _ and -, got 44 characters",
  },
  {
    kind: "IpsecSiteConnection",
    reason: "a value of a tag that is a number",
    change: { tags: { cost: 42 } },
    property: "tags",
    says: "tags.cost must be a text of at most 43 characters, got 42",
  },
  {
    kind: "IpsecSiteConnection",
    reason: "tags as a list",
    change: { tags: ["prod"] },
    property: "tags",
    says: "tags must be an object, got a list",
  },
];
