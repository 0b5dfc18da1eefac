// Upstream Neutron VPNaaS, and every cloud that no other dialect claims.
import { notGiven, notOneOf, plainName, plainPrefixes, threeBytesEach } from "../core/rules";
import type { DialectFacts } from "./facts";
import { marksIdentities } from "./neutronIdentities";

const REMOVED = "OpenStack refuses it from release 2026.2 on";
const TEXTS = threeBytesEach(["name", "description"]);
const remarks = { authAlgorithm: REMOVED, encryptionAlgorithm: REMOVED };

export const openstack: DialectFacts = {
  hosts: [],
  profiles: new Map(),
  defaultDomain: { id: "default" },
  // Declared, a text that appears later shows as drift, and the line that is removed later asks for the empty text that is there.
  emptyTexts: ["description", "localId"],
  kinds: {
    IpsecSiteConnection: {
      rules: [
        plainName,
        plainPrefixes("peerCidrs"),
        notGiven("tags", "OpenStack has no tags on VPN connections, omit it"),
      ],
      warnings: [threeBytesEach(["name", "description", "psk", "peerId", "localId"]), marksIdentities],
      // Of dpd, mtu and initiator a side needs no agreement; a policy that is in use cannot be changed here, only replaced.
      negotiated: ["psk", "peerAddress", "peerId", "localId", "localEpGroupId", "peerEpGroupId", "peerCidrs"],
    },
    VpnService: { rules: [plainName], warnings: [TEXTS] },
    IkePolicy: { rules: [plainName], warnings: [TEXTS], remarks },
    IpsecPolicy: {
      rules: [plainName],
      warnings: [
        notOneOf("transformProtocol", ["ah-esp"], "the usual agents refuse it when a connection uses it"),
        TEXTS,
      ],
      remarks,
    },
    EndpointGroup: { rules: [plainName, plainPrefixes("endpoints")], warnings: [TEXTS] },
  },
};
