// Creates that the openstack dialect refuses and that no recording holds: status, type and sentence are Neutron's.
// The others are in emulatorRecordings.test.ts, what is accepted in emulatorCreate.test.ts, the otc dialect in emulatorOtc.test.ts.
import { type Emulator, startEmulator } from "../../emulator";
import { call, connectionBody, connectionsPath, errorOf, messageOf } from "../support/emulatorClient";

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
});
afterEach(() => emulator.close());

interface Refused {
  reason: string;
  changes: Record<string, unknown>;
  status: number;
  type: string;
  message: string;
}

function bad(reason: string, changes: Record<string, unknown>, message: string, type = "HTTPBadRequest"): Refused {
  return { reason, changes, status: 400, type, message };
}

const refusedCreates: Refused[] = [
  bad(
    "malformed id",
    { ikepolicy_id: "not-a-uuid" },
    "Invalid input for ikepolicy_id. Reason: 'not-a-uuid' is not a valid UUID.",
  ),
  bad(
    "mtu 67, which is looked at before the peer address",
    { mtu: 67, peer_address: "2001:db8::1" },
    "ipsec_site_connection MTU 67 is too small for ipv4",
    "IPsecSiteConnectionMtuError",
  ),
  bad(
    "foreign project",
    { project_id: "other" },
    "Specifying 'project_id' or 'tenant_id' other than the authenticated project in request requires admin or advsvc privileges",
  ),
  bad(
    "no groups",
    { local_ep_group_id: undefined, peer_ep_group_id: undefined },
    "Missing endpoint groups local and peer for IPSec site-to-site connection",
    "MissingRequiredEndpointGroup",
  ),
  {
    ...{ reason: "4-byte UTF-8", changes: { name: "vpn-\u{1f511}" }, status: 500, type: "HTTPInternalServerError" },
    message: "Request Failed: internal server error while processing your request.",
  },
];

test.each(refusedCreates)("a create with $reason answers $status $type and stores nothing", async (row) => {
  const answer = await call(emulator, `POST ${connectionsPath}`, connectionBody(emulator, row.changes));

  expect([answer.status, errorOf(answer), messageOf(answer)]).toEqual([row.status, row.type, row.message]);
  expect(emulator.connections.size).toBe(0);
});

test("a body that is array is refused", async () => {
  const answer = await call(emulator, `POST ${connectionsPath}`, "[1, 2]");

  expect([answer.status, errorOf(answer), messageOf(answer)]).toEqual([
    400,
    "HTTPBadRequest",
    "Body contains invalid data",
  ]);
});
