// Valid inputs of a connection, to start from in tests.

export const PSK = "Canary-psk-0123456789";

/** Inputs that pass every check on both dialects; the ids mean nothing. */
export const VALID: Readonly<Record<string, unknown>> = {
  name: "hq",
  psk: PSK,
  peerAddress: "203.0.113.9",
  peerId: "203.0.113.9",
  vpnserviceId: "5c561d9d-eaea-45f6-ae3e-08d1a7080828",
  ikepolicyId: "9b00d6b0-6c93-4ca5-9747-b8ade7bb514f",
  ipsecpolicyId: "e6e23d0c-9519-4d52-8ea4-5b1f96d857b1",
  localEpGroupId: "3e1815dd-e212-43d0-8f13-b494fa553e68",
  peerEpGroupId: "9ad5a7e0-6dac-41b4-b20d-a7b8645fddf1",
};

/** What the API calls each input that can be changed in place; written out, so that a slip in the naming rule is found. */
export const WIRE: Readonly<Record<string, string>> = {
  name: "name",
  description: "description",
  psk: "psk",
  initiator: "initiator",
  adminStateUp: "admin_state_up",
  peerAddress: "peer_address",
  peerId: "peer_id",
  localId: "local_id",
  localEpGroupId: "local_ep_group_id",
  peerEpGroupId: "peer_ep_group_id",
  mtu: "mtu",
  dpd: "dpd",
};
