// PUT, GET and DELETE of a connection on the openstack dialect, from recordings of a real Neutron VPNaaS.
// Creates are in emulatorOpenstack.test.ts.
import { type Emulator, startEmulator } from "../../emulator";
import {
  call,
  connectionBody,
  connectionsPath,
  errorOf,
  inside,
  messageOf,
  settledConnection,
} from "../support/emulatorClient";

const nowhere = "11111111-2222-3333-4444-555555555555";
let emulator: Emulator;
let id: string;

beforeEach(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
  id = await settledConnection(emulator);
  emulator.setStatus(id, "ACTIVE");
});
afterEach(() => emulator.close());

function put(values: Record<string, unknown>, target = id) {
  return call(emulator, `PUT ${connectionsPath}/${target}`, { ipsec_site_connection: values });
}

test.each([
  {
    reason: "a read-only reference",
    values: { ikepolicy_id: nowhere },
    message: "Cannot update read-only attribute ikepolicy_id",
  },
  {
    reason: "the other reference",
    values: { ipsecpolicy_id: nowhere },
    message: "Cannot update read-only attribute ipsecpolicy_id",
  },
  {
    reason: "the service",
    values: { vpnservice_id: nowhere },
    message: "Cannot update read-only attribute vpnservice_id",
  },
  { reason: "the id", values: { id: nowhere }, message: "Cannot update read-only attribute id" },
  { reason: "the status", values: { status: "DOWN" }, message: "Cannot update read-only attribute status" },
  {
    reason: "the authentication mode",
    values: { auth_mode: "psk" },
    message: "Cannot update read-only attribute auth_mode",
  },
  {
    reason: "the route mode",
    values: { route_mode: "static" },
    message: "Cannot update read-only attribute route_mode",
  },
  { reason: "the project", values: { project_id: "x" }, message: "Cannot update read-only attribute tenant_id" },
  { reason: "an unknown key", values: { frobnicate: 1 }, message: "Unrecognized attribute(s) 'frobnicate'" },
  {
    reason: "a null name",
    values: { name: null },
    message: "Invalid input for name. Reason: 'None' is not a valid string.",
  },
  {
    reason: "a bad action",
    values: { dpd: { action: "x" } },
    message: "Invalid input for dpd. Reason: x is not in valid_values.",
  },
  { reason: "a small mtu", values: { mtu: 10 }, message: "ipsec_site_connection MTU 10 is too small for ipv4" },
  {
    reason: "no peer group",
    values: { peer_ep_group_id: null },
    message: "Missing endpoint group peer for IPSec site-to-site connection",
  },
])("an update of $reason is refused with 400, and nothing of it is stored", async ({ values, message }) => {
  const answer = await put({ description: "also", ...values });

  expect([answer.status, messageOf(answer)]).toEqual([400, message]);
  expect(emulator.connections.get(id)?.description).toBe("");
});

test("an accepted update answers the whole object and leaves the status as it was", async () => {
  const answer = await put({ name: "renamed", mtu: "1390", peer_cidrs: null });

  expect(answer.status).toBe(200);
  expect(inside(answer)).toMatchObject({
    id,
    name: "renamed",
    mtu: 1390,
    status: "ACTIVE",
    psk: "test-psk-1",
    peer_cidrs: [],
  });
});

test("dpd merges key by key with what is stored, and null or an empty object change nothing", async () => {
  await put({ dpd: { action: "restart", interval: 20, timeout: 60 } });
  const seen = [];
  for (const dpd of [{ interval: 25 }, { timeout: 90 }, {}, null]) seen.push(inside(await put({ dpd })).dpd);

  expect(seen).toEqual([
    { action: "restart", interval: 25, timeout: 60 },
    { action: "restart", interval: 25, timeout: 90 },
    { action: "restart", interval: 25, timeout: 90 },
    { action: "restart", interval: 25, timeout: 90 },
  ]);
  const over = await put({ dpd: { interval: 90 } });
  expect([over.status, errorOf(over)]).toEqual([400, "IPsecSiteConnectionDpdIntervalValueError"]);
  const asText = await put({ dpd: { interval: "10" } });
  expect(asText.status).toBe(500);
});

test("endpoint groups can be exchanged, but not for a missing one or one of the wrong type", async () => {
  const { seeded } = emulator;
  expect((await put({ peer_ep_group_id: seeded.secondPeerEpGroupId })).status).toBe(200);
  const missing = await put({ peer_ep_group_id: nowhere });
  expect([missing.status, errorOf(missing)]).toEqual([404, "VPNEndpointGroupNotFound"]);
  const wrong = await put({ peer_ep_group_id: seeded.localEpGroupId });
  expect([wrong.status, errorOf(wrong)]).toEqual([400, "WrongEndpointGroupType"]);
});

test("while pending every update is refused with 400, a bad value and a read-only key are named first", async () => {
  emulator.setStatus(id, "PENDING_DELETE");
  const answers = [await put({ name: "x" }), await put({}), await put({ mtu: 10 }), await put({ status: "x" })];

  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  expect(answers.map(errorOf)).toEqual([
    "VPNStateInvalidToUpdate",
    "VPNStateInvalidToUpdate",
    "IPsecSiteConnectionMtuError",
    "HTTPBadRequest",
  ]);
  expect(answers.slice(0, 1).map(messageOf)).toEqual([
    `Invalid state PENDING_DELETE of vpnaas resource ${id} for updating`,
  ]);
});

test("a connection in ERROR can be updated and stays in ERROR", async () => {
  emulator.setStatus(id, "ERROR");

  expect(inside(await put({ name: "in-error" }))).toMatchObject({ name: "in-error", status: "ERROR" });
});

test.each([
  { reason: "a missing id", request: `GET ${connectionsPath}/${nowhere}`, named: nowhere },
  { reason: "a malformed id", request: `GET ${connectionsPath}/not-a-uuid`, named: "not-a-uuid" },
  {
    reason: "PUT on the collection",
    request: `PUT ${connectionsPath}`,
    named: "None",
    body: '{"ipsec_site_connection":{}}',
  },
  { reason: "DELETE on the collection", request: `DELETE ${connectionsPath}`, named: "None" },
])("$reason answers 404 with its own sentence", async ({ request, named, body }) => {
  const answer = await call(emulator, request, body);

  expect([answer.status, answer.body]).toEqual([
    404,
    {
      NeutronError: {
        type: "IPsecSiteConnectionNotFound",
        message: `ipsec_site_connection ${named} not found`,
        detail: "",
      },
    },
  ]);
});

test("the id is found in upper case, below underscores and with a suffix", async () => {
  const upper = await call(emulator, `GET ${connectionsPath}/${id.toUpperCase()}?fields=id`);
  const underscore = await call(emulator, `GET /v2.0/vpn/ipsec_site_connections/${id}.json?fields=id&fields=nope`);

  expect(upper.body).toEqual({ ipsec_site_connection: { id } });
  expect(underscore.body).toEqual({ ipsec_site_connection: { id } });
});

test("PATCH and HEAD are not allowed, HEAD without a body", async () => {
  const patch = await call(emulator, `PATCH ${connectionsPath}/${id}`, { ipsec_site_connection: { name: "x" } });
  const head = await call(emulator, `HEAD ${connectionsPath}/${id}`);

  expect([patch.status, errorOf(patch)]).toEqual([405, "HTTPMethodNotAllowed"]);
  expect([head.status, head.body]).toEqual([405, ""]);
});

test("a delete with a body is refused; without one it answers 204 in any status, and the object is gone", async () => {
  emulator.setStatus(id, "PENDING_UPDATE");
  const refused = await call(emulator, `DELETE ${connectionsPath}/${id}`, "{}");
  const first = await call(emulator, `DELETE ${connectionsPath}/${id}`);
  const again = await call(emulator, `DELETE ${connectionsPath}/${id}`);

  expect([refused.status, first.status, first.body, again.status]).toEqual([400, 204, "", 404]);
  expect(errorOf(again)).toBe("IPsecSiteConnectionNotFound");
});

test("another project sees nothing: list empty, GET, PUT and DELETE 404, its references 500", async () => {
  const headers = { "x-auth-token": emulator.otherCredentials.scopedToken() };
  const item = `${connectionsPath}/${id}`;
  const list = await call(emulator, `GET ${connectionsPath}`, undefined, headers);
  const statuses = [];
  for (const method of ["GET", "DELETE"])
    statuses.push((await call(emulator, `${method} ${item}`, undefined, headers)).status);
  statuses.push((await call(emulator, `PUT ${item}`, { ipsec_site_connection: { name: "x" } }, headers)).status);
  statuses.push((await call(emulator, `POST ${connectionsPath}`, connectionBody(emulator), headers)).status);

  expect(list.body).toEqual({ ipsec_site_connections: [] });
  expect(statuses).toEqual([404, 404, 404, 500]);
});
