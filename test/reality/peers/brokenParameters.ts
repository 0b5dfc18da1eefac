// What is broken, one parameter at a time, and the cause that the log has to be explained with.

import type { LogCause } from "../../../provider/src/diagnosis/peerLogRules";
import { CLOUD, type CloudSide, DECLARED, DEVICE, SIDE } from "./tunnel";

const PROBED = { ...DECLARED, dpd: { action: "restart", interval: 2, timeout: 6 } };

/** One parameter that the two sides do not agree on. */
export interface BrokenParameter {
  readonly title: string;
  readonly cause: LogCause;
  readonly declared?: object;
  readonly side?: Partial<CloudSide>;
  readonly isCutOff?: boolean;
}

export const BROKEN: readonly BrokenParameter[] = [
  { title: "proposal of phase 1", cause: "proposal", declared: { ike: { pfs: "group5" } } },
  { title: "proposal of phase 2", cause: "proposal", declared: { ipsec: { encryptionAlgorithm: "3des" } } },
  { title: "psk", cause: "psk", side: { psk: "Another-canary-psk" } },
  { title: "id of the device", cause: "id", side: { ids: [CLOUD.address, "paris.example.com"] } },
  { title: "id of the cloud", cause: "id", side: { ids: ["cloud.example.com", DEVICE.address] } },
  { title: "networks", cause: "networks", side: { networks: ["10.30.0.0/24", "10.20.0.0/24"] } },
  { title: "address", cause: "address", declared: { gatewayAddress: "198.51.100.8" } },
  { title: "no answer after the tunnel was up", cause: "dpd", isCutOff: true },
];

/** The values of both sides with that parameter broken, for one version of IKE. */
export function brokenSides({ declared = {}, side = {} }: BrokenParameter, version: "v1" | "v2") {
  const { ike = {}, ...others } = declared as { ike?: object }; // of the list above
  return {
    declared: { ...PROBED, ...others, ike: { ...ike, ikeVersion: version } },
    cloud: { ...SIDE, ikeVersion: version === "v1" ? "ikev1" : "ikev2", ...side } as const,
  };
}
