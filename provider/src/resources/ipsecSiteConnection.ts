// IPsec site connection: PUT /v2.0/vpn/ipsec-site-connections/{id} is what this project started from.
import { isIP } from "node:net";
import type { ResourceDefinition } from "../core/definition";
import {
  addressOrName,
  lessThan,
  noHostBits,
  notTogether,
  oneGivenOnCreate,
  type Problem,
  type RuleContext,
  requiredTogether,
} from "../core/rules";
import { onDialects } from "../dialects";

const GROUPS = ["localEpGroupId", "peerEpGroupId"];

export const ipsecSiteConnection: ResourceDefinition = {
  token: "vpnaas:index:IpsecSiteConnection",
  title: "IPsec site connection",
  word: "connection",
  path: "/v2.0/vpn/ipsec-site-connections",
  envelope: "ipsec_site_connection",
  collection: "ipsec_site_connections",
  missing: "IPsecSiteConnectionNotFound",
  rules: [
    addressOrName("peerAddress"),
    lessThan("dpd.interval", "dpd.timeout", "s"),
    requiredTogether("localEpGroupId", "peerEpGroupId"),
    notTogether("peerCidrs", GROUPS, "peerCidrs is deprecated, omit it"),
    oneGivenOnCreate(
      ["localEpGroupId", "peerEpGroupId", "peerCidrs"],
      "localEpGroupId and peerEpGroupId are missing: a connection needs both endpoint groups (or the deprecated peerCidrs)",
    ),
    activeNeedsAdminState,
    renegotiateNeedsAdminState,
  ],
  warnings: [noHostBits("peerCidrs")],
  sameMeaning: { peerAddress: isResolvedName },
  dialects: onDialects("IpsecSiteConnection"),
};

function activeNeedsAdminState({ inputs }: RuleContext): Problem[] {
  if (inputs.waitFor !== "active" || inputs.adminStateUp !== false) return [];
  const reason = 'waitFor is "active", but adminStateUp is false: such a tunnel never comes up. Leave one of them out';
  return [{ property: "waitFor", reason }];
}

function renegotiateNeedsAdminState({ inputs }: RuleContext): Problem[] {
  if (inputs.renegotiate !== true || inputs.adminStateUp !== false) return [];
  const reason = "renegotiate is true, but adminStateUp is false: such a tunnel never negotiates. Omit one of them";
  return [{ property: "renegotiate", reason }];
}

// OpenStack stores the address that a name resolved to at the time of writing.
function isResolvedName(declared: unknown, returned: unknown): boolean {
  return isIP(String(declared)) === 0 && isIP(String(returned)) !== 0;
}
