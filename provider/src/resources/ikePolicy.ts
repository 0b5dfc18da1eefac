// IKE policy: phase 1. OpenStack refuses any change of a policy that a connection uses; OTC takes it, for the next negotiation.
import type { ResourceDefinition } from "../core/definition";
import { oneOf, weakAlgorithms } from "../core/rules";
import { onDialects } from "../dialects";

export const ikePolicy: ResourceDefinition = {
  token: "vpnaas:index:IkePolicy",
  title: "IKE policy",
  word: "ike",
  path: "/v2.0/vpn/ikepolicies",
  envelope: "ikepolicy",
  collection: "ikepolicies",
  missing: "IKEPolicyNotFound",
  rules: [],
  warnings: [
    ...weakAlgorithms,
    oneOf("phase1NegotiationMode", ["main"], "aggressive mode shows identities unencrypted; use main, or IKEv2"),
  ],
  referencedBy: ["ikepolicyId"],
  dialects: onDialects("IkePolicy"),
};
