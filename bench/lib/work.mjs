// The work that every contestant is given: one VPN service, its policies and endpoint groups, and any number of connections.
// A version of it differs from another in one field of each connection.
import { seeded } from "../../dist/provider/emulator/seed.js";

/**
 * `{ count, peerId, hub, connections }`: what is to be there, with `version` in the peer id of each connection.
 *
 * @param {number} count
 * @param {number} version
 */
export function workOf(count, version) {
  const { routerId, subnetId } = seeded;
  const connections = Array.from({ length: count }, (_, number) => ({
    name: `branch-${number}`,
    peerAddress: `203.${Math.floor(number / 62_500)}.${Math.floor(number / 250) % 250}.${(number % 250) + 1}`,
    peerId: `branch-${number}.v${version}.example.com`,
    psk: `Bench-psk-${String(number).padStart(6, "0")}`,
  }));
  return { hub: { routerId, subnetId, remote: "10.20.0.0/16" }, connections };
}
