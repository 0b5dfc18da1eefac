// PUT, GET and DELETE of a connection on the openstack dialect, as far as emulatorRecordings.test.ts does not have them.
// Creates are in emulatorOpenstack.test.ts.
import { type Emulator, startEmulator } from "../../emulator";
import {
  call,
  connectionBody,
  connectionsPath,
  errorOf,
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
    reason: "the other reference",
    values: { ipsecpolicy_id: nowhere },
    message: "Cannot update read-only attribute ipsecpolicy_id",
  },
  { reason: "the project", values: { project_id: "x" }, message: "Cannot update read-only attribute tenant_id" },
])("an update of $reason is refused with 400, and nothing of it is stored", async ({ values, message }) => {
  const answer = await put({ description: "also", ...values });

  expect([answer.status, messageOf(answer)]).toEqual([400, message]);
  expect(emulator.connections.get(id)?.description).toBe("");
});

test("PUT on the collection answers 404 with its own sentence", async () => {
  const answer = await call(emulator, `PUT ${connectionsPath}`, '{"ipsec_site_connection":{}}');

  expect([answer.status, answer.body]).toEqual([
    404,
    {
      NeutronError: {
        type: "IPsecSiteConnectionNotFound",
        message: "ipsec_site_connection None not found",
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
