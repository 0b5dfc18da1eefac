// IPsec policy: phase 2. OpenStack refuses any change of a policy that a connection uses; OTC takes it, for the next negotiation.
import type { ResourceDefinition } from "../core/definition";
import { notOneOf, weakAlgorithms } from "../core/rules";
import { onDialects } from "../dialects";

export const ipsecPolicy: ResourceDefinition = {
  token: "vpnaas:index:IpsecPolicy",
  title: "IPsec policy",
  word: "ipsec",
  path: "/v2.0/vpn/ipsecpolicies",
  envelope: "ipsecpolicy",
  collection: "ipsecpolicies",
  missing: "IPsecPolicyNotFound",
  rules: [],
  warnings: [
    ...weakAlgorithms,
    notOneOf("pfs", ["disable"], "a stolen key then opens all recorded traffic; use group14 or better"),
    notOneOf("transformProtocol", ["ah"], "AH encrypts nothing; use esp"),
  ],
  referencedBy: ["ipsecpolicyId"],
  dialects: onDialects("IpsecPolicy"),
};
