// The configuration of the device on the other side of a connection, from the values that a program declares the connection with.
import * as pulumi from "@pulumi/pulumi";
import { loadPeer } from "../../provider/src";
import type { PeerConfigurationArgs } from "./resources.generated";
import { userError } from "./runtime/userError";
import type { PeerSetup } from "./siteToSiteVpnArgs.generated";

/** Stands for the gateway while a preview does not know its address (RFC 5737). */
const STAND_IN = "192.0.2.1";

/**
 * Renders the configuration of the device on the other side of a connection: files, the commands that load them, and advice. The
 * result is a secret, since the pre-shared key is in it. It asks no service. An algorithm that the format has no word for is an
 * error of the preview.
 *
 * ```ts
 * const peer = vpnaas.peerConfiguration({
 *   format: "strongswan-swanctl",
 *   gatewayAddress: service.externalV4Ip,
 *   localCidrs: ["10.10.0.0/24"],
 *   peerAddress: "203.0.113.9",
 *   peerCidrs: ["10.20.0.0/16"],
 *   psk: config.requireSecret("psk"),
 *   ike: { pfs: "group19" },
 * });
 * export const files = peer.files;
 * ```
 */
export function peerConfiguration(args: PeerConfigurationArgs): pulumi.Output<PeerSetup> {
  const { gatewayAddress, ...others } = args;
  const checked = pulumi.output(others).apply((values) => {
    rendered({ ...values, gatewayAddress: STAND_IN });
    return values;
  });
  const setup = pulumi
    .all([checked, gatewayAddress])
    .apply(([values, address]) => rendered({ ...values, gatewayAddress: address }));
  return pulumi.secret(setup);
}

function rendered(values: Readonly<Record<string, unknown>>): PeerSetup {
  const { PeerProblem, renderPeer } = loadPeer();
  const { format, ...declared } = values;
  try {
    return renderPeer(format, declared) as PeerSetup; // its format is one of schema.json, as a test compares
  } catch (error) {
    throw error instanceof PeerProblem ? userError(error.message) : error;
  }
}
