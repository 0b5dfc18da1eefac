// Endpoint group: the networks of one side. Nothing but name and description can change, and one in use cannot be deleted (400).

import type { ResourceDefinition } from "../core/definition";
import { isCidr, isIdentifier } from "../core/formats";
import { itemsAre, noHostBits, sameVersion } from "../core/rules";
import { onDialects } from "../dialects";

export const endpointGroup: ResourceDefinition = {
  token: "vpnaas:index:EndpointGroup",
  title: "endpoint group",
  word: "group",
  path: "/v2.0/vpn/endpoint-groups",
  envelope: "endpoint_group",
  collection: "endpoint_groups",
  missing: "VPNEndpointGroupNotFound",
  rules: [
    itemsAre("endpoints", isCidr, {
      property: "type",
      value: "cidr",
      wanted: 'networks as address/prefix, such as "10.1.0.0/16"',
    }),
    itemsAre("endpoints", isIdentifier, { property: "type", value: "subnet", wanted: "UUIDs of subnets" }),
  ],
  warnings: [
    sameVersion("endpoints", "a connection takes networks of one IP version only; make a group for each"),
    noHostBits("endpoints"),
  ],
  referencedBy: ["localEpGroupId", "peerEpGroupId"],
  dialects: onDialects("EndpointGroup"),
};
