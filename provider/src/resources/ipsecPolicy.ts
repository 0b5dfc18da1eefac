// IPsec policy: phase 2. OpenStack refuses any change of a policy that a connection uses; OTC takes it, for the next negotiation.
import type { ResourceDefinition } from "../core/definition";
import { notOneOf, onDialect, oneOf, openstackName, weakAlgorithms } from "../core/rules";

export const ipsecPolicy: ResourceDefinition = {
  token: "vpnaas:index:IpsecPolicy",
  title: "IPsec policy",
  word: "ipsec",
  path: "/v2.0/vpn/ipsecpolicies",
  envelope: "ipsecpolicy",
  collection: "ipsecpolicies",
  missing: "IPsecPolicyNotFound",
  rules: [openstackName],
  warnings: [
    ...weakAlgorithms,
    notOneOf("pfs", ["disable"], "a stolen key then opens all recorded traffic; use group14 or better"),
    notOneOf("transformProtocol", ["ah"], "AH encrypts nothing; use esp"),
    onDialect(
      "openstack",
      notOneOf("transformProtocol", ["ah-esp"], "the usual agents refuse it when a connection uses it"),
    ),
    onDialect("otc", oneOf("encapsulationMode", ["tunnel"], "the manual of Open Telekom Cloud knows only tunnel")),
  ],
  referencedBy: ["ipsecpolicyId"],
  reapplied: ["otc"],
};
