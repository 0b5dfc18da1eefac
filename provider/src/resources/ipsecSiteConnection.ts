// IPsec site connection: PUT /v2.0/vpn/ipsec-site-connections/{id} is what this project started from.
import { isIP } from "node:net";
import type { ResourceDefinition } from "../core/definition";
import {
  lessThan,
  noHostBits,
  notFilled,
  notGiven,
  notTogether,
  onDialect,
  oneGivenOnCreate,
  oneOf,
  openstackName,
  type Problem,
  plainPrefixes,
  type RuleContext,
  requiredTogether,
} from "../core/rules";

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
    openstackName,
    plainPrefixes("peerCidrs"),
    lessThan("dpd.interval", "dpd.timeout", "s"),
    requiredTogether("localEpGroupId", "peerEpGroupId"),
    notTogether("peerCidrs", GROUPS, "peerCidrs is deprecated, omit it"),
    oneGivenOnCreate(
      ["localEpGroupId", "peerEpGroupId", "peerCidrs"],
      "localEpGroupId and peerEpGroupId are missing: a connection needs both endpoint groups (or the deprecated peerCidrs)",
    ),
    activeNeedsAdminState,
    onDialect("otc", notGiven("localId", "Open Telekom Cloud takes the address of the VPN service, omit it")),
    onDialect("openstack", notGiven("tags", "OpenStack has no tags on VPN connections, omit it")),
  ],
  warnings: [
    noHostBits("peerCidrs"),
    onDialect(
      "otc",
      oneOf("mtu", [1500], "the manual of Open Telekom Cloud allows only 1500 (its own example uses 1200)"),
    ),
    onDialect("otc", oneOf("adminStateUp", [true], "Open Telekom Cloud supports only true")),
    onDialect("otc", notFilled("description", "Open Telekom Cloud reserves this field for its own components")),
    onDialect(
      "otc",
      oneOf(
        "dpd.action",
        ["clear", "hold", "restart", "restart-by-peer"],
        "Open Telekom Cloud keeps dead peer detection on",
      ),
    ),
  ],
  sameMeaning: { peerAddress: isResolvedName },
  // Upstream keeps the stored values, whatever is sent.
  resetBy: { inputs: { psk: ["dpd"] }, dialects: ["otc"] },
  // The reply in the manual's own example of a PUT shows the old status.
  pendingLate: ["otc"],
  onePer: { property: "peerAddress", dialects: ["otc"] },
};

function activeNeedsAdminState({ inputs }: RuleContext): Problem[] {
  if (inputs.waitFor !== "active" || inputs.adminStateUp !== false) return [];
  const reason = 'waitFor is "active", but adminStateUp is false: such a tunnel never comes up. Leave one of them out';
  return [{ property: "waitFor", reason }];
}

// OpenStack stores the address that a name resolved to at the time of writing.
function isResolvedName(declared: unknown, returned: unknown): boolean {
  return isIP(String(declared)) === 0 && isIP(String(returned)) !== 0;
}
