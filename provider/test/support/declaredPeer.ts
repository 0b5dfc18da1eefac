// A connection as the other side is rendered from it.
import { type RenderedPeer, renderPeer } from "../../src/peer/renderPeer";

const DECLARED = {
  name: "hub-paris",
  gatewayAddress: "198.51.100.7",
  localCidrs: ["10.10.0.0/24"],
  peerAddress: "203.0.113.9",
  peerCidrs: ["10.20.0.0/16"],
  psk: "Canary-psk-0123456789",
};

/** The configuration for it, with some values declared otherwise. */
export function rendered(format: string, declared: object = {}): RenderedPeer {
  return renderPeer(format, { ...DECLARED, ...declared });
}
