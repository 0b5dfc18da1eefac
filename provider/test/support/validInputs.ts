// What a program says at least about each kind, with the ids of the emulator's seeded objects; no check has filled in defaults.
import type { Seeded } from "../../emulator";
import type { Kind } from "../../src/core/schema";
import { PSK } from "./connection";

type Inputs = Record<string, unknown>;

const INPUTS: Readonly<Record<Kind, (seeded: Seeded) => Inputs>> = {
  IpsecSiteConnection: ({ vpnserviceId, ikepolicyId, ipsecpolicyId, localEpGroupId, peerEpGroupId }) => ({
    name: "hq",
    psk: PSK,
    peerAddress: "203.0.113.9",
    peerId: "203.0.113.9",
    vpnserviceId,
    ikepolicyId,
    ipsecpolicyId,
    localEpGroupId,
    peerEpGroupId,
  }),
  VpnService: ({ spareRouterId }) => ({ name: "hub", routerId: spareRouterId }),
  IkePolicy: () => ({ name: "phase-1" }),
  IpsecPolicy: () => ({ name: "phase-2" }),
  EndpointGroup: () => ({ name: "branch", type: "cidr", endpoints: ["10.30.0.0/24", "10.31.0.0/24"] }),
};

/** Inputs of a kind that the emulator accepts, with a change. */
export function validInputs(kind: Kind, seeded: Seeded, change: Inputs = {}): Inputs {
  return { ...INPUTS[kind](seeded), ...change };
}
