// Creates that the openstack dialect accepts, and what it stores of them, as far as emulatorRecordings.test.ts does not have it.
// Refused creates are in emulatorOpenstack.test.ts.
import { type Emulator, startEmulator } from "../../emulator";
import { call, connectionBody, connectionsPath, inside, messageOf, settledConnection } from "../support/emulatorClient";

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
});
afterEach(() => emulator.close());

test.each([
  {
    reason: "a name that resolves",
    changes: { peer_address: "gw.example.com" },
    key: "peer_address",
    stored: "203.0.113.9",
  },
  {
    reason: "own tenant",
    changes: { tenant_id: "10039663455a446d8ba2cbb058b0f578" },
    key: "tenant_id",
    stored: "10039663455a446d8ba2cbb058b0f578",
  },
])("a create with $reason stores $stored", async ({ changes, key, stored }) => {
  const answer = await call(emulator, `POST ${connectionsPath}`, connectionBody(emulator, changes));

  expect(answer.status).toBe(201);
  expect(inside(answer)[key]).toEqual(stored);
});

test("a service with a subnet takes peer CIDRs, keeps host bits, and lists them in another order after a PUT", async () => {
  const changes = {
    vpnservice_id: emulator.seeded.legacyVpnserviceId,
    local_ep_group_id: undefined,
    peer_ep_group_id: undefined,
  };
  const refusals = [
    {},
    { peer_cidrs: ["10.40.0.0/33"] },
    { peer_cidrs: ["10.42.0.0/24", "10.42.0.0/24"] },
    {
      peer_cidrs: ["10.40.0.0/24"],
      peer_ep_group_id: emulator.seeded.peerEpGroupId,
    },
  ];
  const messages = [];
  for (const refusal of refusals) {
    const body = connectionBody(emulator, { ...changes, ...refusal });
    messages.push(messageOf(await call(emulator, `POST ${connectionsPath}`, body)));
  }
  expect(messages).toEqual([
    "Missing peer CIDRs for IPsec site-to-site connection",
    "Invalid input for peer_cidrs. Reason: '10.40.0.0/33' is not a valid IP subnet.",
    "Invalid input for peer_cidrs. Reason: Duplicate items in the list: '10.42.0.0/24'.",
    "Endpoint group peer cannot be specified, when VPN Service has subnet specified",
  ]);

  const id = await settledConnection(emulator, { ...changes, peer_cidrs: ["10.40.0.7/24"] });
  expect(emulator.connections.get(id)?.peer_cidrs).toEqual(["10.40.0.7/24"]);
  const cidrs = ["10.60.0.0/24", "10.41.0.0/24", "10.61.0.0/24"];
  const put = await call(emulator, `PUT ${connectionsPath}/${id}`, { ipsec_site_connection: { peer_cidrs: cidrs } });
  const get = await call(emulator, `GET ${connectionsPath}/${id}`);
  expect(inside(put).peer_cidrs).toEqual(["10.61.0.0/24", "10.60.0.0/24", "10.41.0.0/24"]);
  expect(inside(get).peer_cidrs).toEqual(["10.41.0.0/24", "10.60.0.0/24", "10.61.0.0/24"]);
});
