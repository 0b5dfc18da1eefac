// What the causes in a peer's log mean, and what to do.
import type { LogCause } from "./peerLogRules";

/** A sentence for each cause, without its full stop. */
export const SENTENCES: Readonly<Record<LogCause, string>> = {
  proposal:
    "The two sides have no proposal in common: give the peer the algorithms and groups of the IKE policy (phase 1) and of the IPsec policy (phase 2)",
  psk: "The pre-shared keys differ: set the same psk on both sides, without a blank or a line break at its end",
  id: "A gateway calls itself other than the other one expects: what the peer is must be peerId, and what it expects must be localId or the external address",
  authentication:
    "The other side refused the authentication: it has another psk, or expects another id. Let it begin once: then this log says which",
  networks:
    "The networks differ: those that the peer has as its own must be the cloud's peer networks, and the other way round",
  address:
    "A gateway spoke to the peer from an address, or with an IKE version, that no connection of the peer has: compare peerAddress, the external address and ikeVersion",
  "no-answer":
    "The other gateway does not answer: compare its address, and allow UDP 500 and 4500 (and ESP) on the way in both directions",
  dpd: "The tunnel was up, and then the other gateway answered no more (dead peer detection): look at the way between the two, or whether it was restarted",
  established: "The log ends with a tunnel that is up: no line after it says what is wrong",
};
