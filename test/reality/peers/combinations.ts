// Every combination of algorithms that a policy of either dialect and a format know, as tunnels for one file.

import { PeerProblem, type RenderedPeer, renderPeer } from "../../../provider/src/peer/renderPeer";
import schema from "../../../schema.json";

const BASE = {
  gatewayAddress: "198.51.100.7",
  localCidrs: ["10.10.0.0/24", "10.11.0.0/24"],
  peerAddress: "203.0.113.9",
  peerId: "paris.example.com",
  peerCidrs: ["10.20.0.0/16"],
  psk: "Canary-psk-0123456789",
};

type Policy = Readonly<Record<string, string>>;

const valuesOf = (name: "EncryptionAlgorithm" | "AuthAlgorithm" | "Pfs") =>
  schema.types[`vpnaas:index:${name}`].enum
    // Two names of one algorithm are one.
    .filter((entry) => !("x-equivalent" in entry) || !entry.value.startsWith("sha2-"))
    .map(({ value }) => value);

const ALL: readonly Policy[] = valuesOf("EncryptionAlgorithm").flatMap((encryptionAlgorithm) =>
  valuesOf("AuthAlgorithm").flatMap((authAlgorithm) =>
    valuesOf("Pfs").map((pfs) => ({ encryptionAlgorithm, authAlgorithm, pfs })),
  ),
);

/** What a format has a word for, phase by phase. */
export interface Combinations {
  readonly ike: readonly Policy[];
  readonly ipsec: readonly Policy[];
  /** As many tunnels as it takes that each combination of either phase is in one. */
  readonly peers: readonly RenderedPeer[];
}

export function combinations(format: string, ikeVersion: "v1" | "v2"): Combinations {
  const usual = { ikeVersion };
  const ike = ALL.filter((policy) => rendered(format, { ike: { ...policy, ikeVersion } }) !== undefined);
  const ipsec = ALL.filter((policy) => rendered(format, { ike: usual, ipsec: policy }) !== undefined);
  const count = ike.length === 0 ? 0 : Math.max(ike.length, ipsec.length);
  const peers = Array.from({ length: count }, (_, at) => {
    const policies = { ike: { ...ike[at % ike.length], ikeVersion }, ipsec: ipsec[at % ipsec.length] };
    return renderPeer(format, { ...BASE, name: `c${at}`, ...policies });
  });
  return { ike, ipsec, peers };
}

function rendered(format: string, policies: object): RenderedPeer | undefined {
  try {
    return renderPeer(format, { ...BASE, ...policies });
  } catch (error) {
    if (error instanceof PeerProblem) return undefined;
    throw error;
  }
}
