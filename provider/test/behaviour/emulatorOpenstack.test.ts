// Creates that the openstack dialect refuses: status, type and sentence are those recorded from a real Neutron VPNaaS.
// What is accepted is in emulatorCreate.test.ts, the otc dialect in emulatorOtc.test.ts.
import { type Emulator, startEmulator } from "../../emulator";
import { call, connectionBody, connectionsPath, errorOf, messageOf } from "../support/emulatorClient";

const nowhere = "11111111-2222-3333-4444-555555555555";
const internal = "Request Failed: internal server error while processing your request.";
let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
});
afterEach(() => emulator.close());

interface Refused {
  reason: string;
  changes: (emulator: Emulator) => Record<string, unknown>;
  status: number;
  type: string;
  message: string;
}

function bad(reason: string, changes: Record<string, unknown>, message: string, type = "HTTPBadRequest"): Refused {
  return { reason, changes: () => changes, status: 400, type, message };
}

function failing(reason: string, changes: Record<string, unknown>): Refused {
  return { reason, changes: () => changes, status: 500, type: "HTTPInternalServerError", message: internal };
}

function required(key: string): Refused {
  return bad(
    `${key} is required`,
    { [key]: undefined },
    `Failed to parse request. Required attribute '${key}' not specified`,
  );
}

const refusedCreates: Refused[] = [
  ...["psk", "peer_address", "peer_id", "vpnservice_id", "ikepolicy_id", "ipsecpolicy_id"].map(required),
  bad("name null", { name: null }, "Invalid input for name. Reason: 'None' is not a valid string."),
  bad("psk number", { psk: 12345678 }, "Invalid input for psk. Reason: '12345678' is not a valid string."),
  bad("psk null", { psk: null }, "Invalid input for psk. Reason: 'None' is not a valid string."),
  bad("local_id null", { local_id: null }, "Invalid input for local_id. Reason: 'None' is not a valid string."),
  bad(
    "malformed id",
    { ikepolicy_id: "not-a-uuid" },
    "Invalid input for ikepolicy_id. Reason: 'not-a-uuid' is not a valid UUID.",
  ),
  bad(
    "long text",
    { description: "d".repeat(300) },
    `Invalid input for description. Reason: '${"d".repeat(300)}' exceeds maximum length of 255.`,
  ),
  bad("enum", { initiator: "sometimes" }, "Invalid input for initiator. Reason: sometimes is not in valid_values."),
  bad(
    "not a boolean",
    { admin_state_up: "maybe" },
    "Invalid input for operation: 'maybe' cannot be converted to boolean.",
    "InvalidInput",
  ),
  bad("mtu null", { mtu: null }, "Invalid input for operation: 'None' is not an integer.", "InvalidInput"),
  bad("mtu negative", { mtu: -1 }, "Invalid input for mtu. Reason: '-1' should be non-negative."),
  bad("mtu 67", { mtu: 67 }, "ipsec_site_connection MTU 67 is too small for ipv4", "IPsecSiteConnectionMtuError"),
  bad(
    "mtu 67, which is looked at before the peer address",
    { mtu: 67, peer_address: "2001:db8::1" },
    "ipsec_site_connection MTU 67 is too small for ipv4",
    "IPsecSiteConnectionMtuError",
  ),
  bad("dpd negative", { dpd: { interval: -5 } }, "Invalid input for dpd. Reason: '-5' should be non-negative."),
  bad("dpd action", { dpd: { action: "explode" } }, "Invalid input for dpd. Reason: explode is not in valid_values."),
  bad("dpd key", { dpd: { val: 1 } }, "Invalid input for dpd. Reason: Unexpected keys supplied: val."),
  bad(
    "timeout below interval",
    { dpd: { interval: 30, timeout: 20 } },
    "ipsec_site_connection dpd_timeout is equal to or less than dpd_interval",
    "IPsecSiteConnectionDpdIntervalValueError",
  ),
  bad(
    "interval over the default timeout",
    { dpd: { interval: 120 } },
    "ipsec_site_connection dpd_timeout is equal to or less than dpd_interval",
    "IPsecSiteConnectionDpdIntervalValueError",
  ),
  bad("unknown key", { frobnicate: true }, "Unrecognized attribute(s) 'frobnicate'"),
  bad("status sent", { status: "ACTIVE" }, "Attribute 'status' not allowed in POST"),
  bad("auth_mode sent", { auth_mode: "psk" }, "Attribute 'auth_mode' not allowed in POST"),
  bad("id sent", { id: nowhere }, "Attribute 'id' not allowed in POST"),
  bad(
    "foreign project",
    { project_id: "other" },
    "Specifying 'project_id' or 'tenant_id' other than the authenticated project in request requires admin or advsvc privileges",
  ),
  bad(
    "unresolvable peer",
    { peer_address: "no-such-host.invalid" },
    "Peer address no-such-host.invalid cannot be resolved",
    "VPNPeerAddressNotResolved",
  ),
  {
    ...bad("no IPv6 outside", { peer_address: "2001:db8::1" }, "", "ExternalNetworkHasNoSubnet"),
    message: "Router's 55555555-0000-4000-8000-000000000001 external network has no IPv6 subnet",
  },
  bad(
    "no groups",
    { local_ep_group_id: undefined, peer_ep_group_id: undefined },
    "Missing endpoint groups local and peer for IPSec site-to-site connection",
    "MissingRequiredEndpointGroup",
  ),
  {
    ...bad("swapped groups", {}, "", "WrongEndpointGroupType"),
    changes: ({ seeded }) => ({ local_ep_group_id: seeded.peerEpGroupId, peer_ep_group_id: seeded.localEpGroupId }),
    message: "Endpoint group 9ad5a7e0-6dac-41b4-b20d-a7b8645fddf1 type is 'cidr' and should be 'subnet'",
  },
  {
    ...bad("unknown group", { local_ep_group_id: nowhere }, `Endpoint group ${nowhere} could not be found`),
    status: 404,
    type: "VPNEndpointGroupNotFound",
  },
  {
    ...bad("unknown IKE policy", { ikepolicy_id: nowhere }, `IKEPolicy ${nowhere} could not be found`),
    status: 404,
    type: "IKEPolicyNotFound",
  },
  failing("unknown service", { vpnservice_id: nowhere }),
  failing("unknown IPsec policy", { ipsecpolicy_id: nowhere }),
  failing("psk over 255", { psk: "p".repeat(256) }),
  failing("4-byte UTF-8", { name: "vpn-\u{1f511}" }),
  failing("mtu over 2^31", { mtu: 2 ** 31 }),
];

test.each(refusedCreates)("a create with $reason answers $status $type and stores nothing", async (row) => {
  const answer = await call(emulator, `POST ${connectionsPath}`, connectionBody(emulator, row.changes(emulator)));

  expect([answer.status, errorOf(answer), messageOf(answer)]).toEqual([row.status, row.type, row.message]);
  expect(emulator.connections.size).toBe(0);
});

test.each([
  {
    reason: "cut off",
    body: '{"ipsec_site_connection": {"name": "x",',
    type: "MalformedRequestBody",
    message: "Malformed request body: Cannot understand JSON.",
  },
  {
    reason: "trailing comma",
    body: '{"ipsec_site_connection": {"mtu": 1200,}}',
    type: "MalformedRequestBody",
    message: "Malformed request body: Cannot understand JSON.",
  },
  { reason: "empty", body: "", type: "HTTPBadRequest", message: "Resource body required" },
  {
    reason: "wrong wrapper",
    body: '{"ipsec-site-connection": {}}',
    type: "HTTPBadRequest",
    message: "Unable to find 'ipsec_site_connection' in request body",
  },
  { reason: "array", body: "[1, 2]", type: "HTTPBadRequest", message: "Body contains invalid data" },
  {
    reason: "bulk",
    body: '{"ipsec_site_connections": []}',
    type: "HTTPBadRequest",
    message: "Bulk operation not supported",
  },
])("a body that is $reason is refused", async ({ body, type, message }) => {
  const answer = await call(emulator, `POST ${connectionsPath}`, body);

  expect([answer.status, errorOf(answer), messageOf(answer)]).toEqual([400, type, message]);
});
