// What the API tells of a connection and of the objects around it, as the causes are drawn from it. Types only.
import type { Values } from "../core/contract";

/** Outputs of another object: undefined where they are not known, null where the service has no such object. */
export type Related = Values | null | undefined;

/** A connection that is not up, and what is around it; all values are outputs. */
export interface TunnelFacts {
  readonly connection: Values;
  readonly service: Related;
  readonly ikePolicy: Related;
  readonly ipsecPolicy: Related;
  readonly localGroup: Related;
  readonly peerGroup: Related;
  /** The other connections of the service; undefined where they are not known. */
  readonly others: readonly Values[] | undefined;
  /** What the dialect refuses in these objects, in sentences. */
  readonly refused: readonly string[];
}

/** A cause by its kind: what the service says, then what only the two sides know. */
type CauseCode =
  | "admin-state"
  | "service-missing"
  | "service-error"
  | "service-idle"
  | "service-down"
  | "connection-error"
  | "connection-pending"
  | "no-address"
  | "no-networks"
  | "refused-value"
  | "unsupported-protocol"
  | "same-peer"
  | "same-networks"
  | "no-initiator"
  | "gateway"
  | "settings"
  | "not-reached"
  | "no-traffic";

/** Why a connection may not be up, with what to do; one sentence, or two. */
export interface Cause {
  readonly code: CauseCode;
  readonly sentence: string;
}
