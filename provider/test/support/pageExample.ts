// The connection of the example in the API page "Updating an IPsec VPN connection", as it is before the update.
import type { WireObject } from "../../emulator";

export const pageExample: WireObject = {
  status: "DOWN",
  psk: "secret",
  initiator: "bi-directional",
  name: "vpnconnection1",
  admin_state_up: true,
  tenant_id: "10039663455a446d8ba2cbb058b0f578",
  auth_mode: "psk",
  peer_cidrs: [],
  mtu: 1500,
  peer_ep_group_id: "9ad5a7e0-6dac-41b4-b20d-a7b8645fddf1",
  ikepolicy_id: "9b00d6b0-6c93-4ca5-9747-b8ade7bb514f",
  vpnservice_id: "5c561d9d-eaea-45f6-ae3e-08d1a7080828",
  dpd: { action: "hold", interval: 30, timeout: 120 },
  route_mode: "static",
  ipsecpolicy_id: "e6e23d0c-9519-4d52-8ea4-5b1f96d857b1",
  local_ep_group_id: "3e1815dd-e212-43d0-8f13-b494fa553e68",
  peer_address: "172.24.4.233",
  peer_id: "172.24.4.233",
  id: "851f280f-5639-4ea3-81aa-e298525ab74b",
  description: "New description",
  order_id: "",
  product_id: "",
  created_at: "2020-08-05 12:39:35.921257",
};
