// The otc dialect of the emulator: the page's own example, the rules of the classic VPN service, its error bodies.
// Transitions of the status have a test of their own.
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
import { pageExample } from "../support/pageExample";

const nowhere = "11111111-2222-3333-4444-555555555555";
let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

function put(id: string, values: Record<string, unknown>) {
  return call(emulator, `PUT ${connectionsPath}/${id}`, { ipsec_site_connection: values });
}

test.each([true, false])("the API page's example answers as printed there (seeded: %s)", async (seed) => {
  await emulator.close();
  emulator = await startEmulator({ seed });
  emulator.pskEcho = "clear";
  emulator.transitions.update.pending = undefined;
  emulator.place("connections", structuredClone(pageExample));

  const answer = await put("851f280f-5639-4ea3-81aa-e298525ab74b", { mtu: 1200 });

  expect([answer.status, answer.body]).toEqual([200, { ipsec_site_connection: { ...pageExample, mtu: 1200 } }]);
});

test("a create answers OTC's keys: created_at, order and product, no project_id and no local_id", async () => {
  emulator.pskEcho = "clear";
  const answer = await call(emulator, `POST ${connectionsPath}`, connectionBody(emulator));

  const keys = Object.keys(pageExample).toSorted();
  expect(Object.keys(inside(answer)).toSorted()).toEqual(keys);
  expect(inside(answer).created_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/);
  const get = await call(emulator, `GET ${connectionsPath}/${String(inside(answer).id)}`);
  expect(inside(get)).toEqual({ ...inside(answer), tags: [] });
});

test.each([
  { reason: "psk of 5", changes: { psk: "12345" }, status: 400, code: "VPC.1001" },
  { reason: "psk of 129", changes: { psk: "p".repeat(129) }, status: 400, code: "VPC.1001" },
  { reason: "psk with a space", changes: { psk: "with space" }, status: 400, code: "VPC.1001" },
  { reason: "psk with ?", changes: { psk: "question?" }, status: 400, code: "VPC.1001" },
  { reason: "name of 65", changes: { name: "n".repeat(65) }, status: 400, code: "VPC.1001" },
  { reason: "empty name", changes: { name: "" }, status: 400, code: "VPC.1001" },
  { reason: "peer_id of 251", changes: { peer_id: "i".repeat(251) }, status: 400, code: "VPC.1001" },
  { reason: "local_id", changes: { local_id: "x" }, status: 400, code: "VPC.1001" },
  { reason: "project_id", changes: { project_id: "10039663455a446d8ba2cbb058b0f578" }, status: 400, code: "VPC.1001" },
  { reason: "created_at", changes: { created_at: "x" }, status: 400, code: "VPC.1001" },
  { reason: "no groups", changes: { peer_ep_group_id: undefined }, status: 400, code: "VPC.1001" },
  { reason: "CIDRs next to groups", changes: { peer_cidrs: ["10.1.0.0/24"] }, status: 400, code: "VPC.1001" },
  { reason: "dpd as text", changes: { dpd: { interval: "10" } }, status: 400, code: "VPC.1001" },
  { reason: "unknown service", changes: { vpnservice_id: nowhere }, status: 404, code: "VPC.1001" },
  { reason: "unknown policy", changes: { ipsecpolicy_id: nowhere }, status: 404, code: "VPC.1001" },
])("a create with $reason answers $status in OTC's shape", async ({ changes, status, code }) => {
  const answer = await call(emulator, `POST ${connectionsPath}`, connectionBody(emulator, changes));

  expect([answer.status, answer.body]).toEqual([status, { code, message: expect.any(String) }]);
});

test("a refused psk is quoted masked", async () => {
  const answer = await call(emulator, `POST ${connectionsPath}`, connectionBody(emulator, { psk: "my bad secret" }));

  expect(messageOf(answer)).toContain("'******'");
  expect(JSON.stringify(answer.body)).not.toContain("my bad secret");
});

test("every character that the page allows in a psk is accepted", async () => {
  const psk = "~`!@#$%^()-_+=[]{}|\\,./:;aZ09";
  const id = await settledConnection(emulator, { psk });

  expect(emulator.connections.get(id)?.psk).toBe(psk);
});

test.each([
  { echo: "clear", shown: "test-psk-1" },
  { echo: "masked", shown: "******" },
  { echo: "missing", shown: undefined },
  { echo: "altered", shown: "64 hexadecimal digits" },
] as const)("psk in replies can be $echo", async ({ echo, shown }) => {
  emulator.pskEcho = echo;
  const id = await settledConnection(emulator);
  const answer = inside(await call(emulator, `GET ${connectionsPath}/${id}`));

  if (echo === "altered") expect(answer.psk).toMatch(/^[0-9a-f]{64}$/);
  else expect(answer.psk).toBe(shown);
  expect(emulator.connections.get(id)?.psk).toBe("test-psk-1");
});

test.each([
  { reason: "another psk", values: { psk: "another-psk" }, dpd: { action: "hold", interval: 30, timeout: 120 } },
  { reason: "the same psk", values: { psk: "test-psk-1" }, dpd: { action: "restart", interval: 15, timeout: 45 } },
  {
    reason: "psk and dpd",
    values: { psk: "another-psk", dpd: { interval: 20 } },
    dpd: { action: "restart", interval: 20, timeout: 45 },
  },
  { reason: "something else", values: { mtu: 1400 }, dpd: { action: "restart", interval: 15, timeout: 45 } },
])("after a PUT of $reason dpd is $dpd", async ({ values, dpd }) => {
  const id = await settledConnection(emulator, { dpd: { action: "restart", interval: 15, timeout: 45 } });

  expect(inside(await put(id, values)).dpd).toEqual(dpd);
});

test("a PUT that changes psk keeps dpd when the reset is switched off", async () => {
  emulator.resetDpdOnPsk = false;
  const id = await settledConnection(emulator, { dpd: { action: "restart" } });

  expect(inside(await put(id, { psk: "another-psk" })).dpd).toEqual({ action: "restart", interval: 30, timeout: 120 });
});

test("a peer address serves one connection until that is gone, and only inside its project", async () => {
  const id = await settledConnection(emulator);
  const other = await settledConnection(emulator, { peer_address: "203.0.113.11" });
  emulator.place("connections", { ...pageExample, id: nowhere, tenant_id: "another", peer_address: "203.0.113.12" });

  const create = await call(emulator, `POST ${connectionsPath}`, connectionBody(emulator));
  const move = await put(other, { peer_address: "203.0.113.10" });
  const elsewhere = await call(
    emulator,
    `POST ${connectionsPath}`,
    connectionBody(emulator, { peer_address: "203.0.113.12" }),
  );
  expect([create.status, errorOf(create), move.status, errorOf(move)]).toEqual([400, "VPC.1004", 400, "VPC.1004"]);
  expect(elsewhere.status).toBe(201);

  await call(emulator, `DELETE ${connectionsPath}/${id}`);
  const statuses = [];
  for (let attempt = 0; attempt < 2; attempt += 1) {
    statuses.push((await call(emulator, `POST ${connectionsPath}`, connectionBody(emulator))).status);
  }
  // The first attempt still meets the connection that is being deleted.
  expect(statuses).toEqual([400, 201]);
});

test("a connection may be sent its own peer address again", async () => {
  const id = await settledConnection(emulator);

  expect((await put(id, { peer_address: "203.0.113.10" })).status).toBe(200);
});

test("a remote subnet equal to the local one is VPC.1016, one connection over the quota VPC.1003", async () => {
  emulator.endpointGroups.set(nowhere, { id: nowhere, type: "cidr", endpoints: ["10.10.0.0/24"] });
  const equal = await call(
    emulator,
    `POST ${connectionsPath}`,
    connectionBody(emulator, { peer_ep_group_id: nowhere }),
  );
  expect([equal.status, errorOf(equal)]).toEqual([400, "VPC.1016"]);

  await emulator.close();
  emulator = await startEmulator({ connectionQuota: 0 });
  const over = await call(emulator, `POST ${connectionsPath}`, connectionBody(emulator));
  expect([over.status, errorOf(over)]).toEqual([400, "VPC.1003"]);
});

test("a remote subnet serves one connection of a service, unless two connections share both groups", async () => {
  const { seeded } = emulator;
  const groups = [
    { id: nowhere, type: "cidr", endpoints: ["10.30.0.0/24", "10.20.0.0/24"] },
    { id: "22222222-2222-3333-4444-555555555555", type: "cidr", endpoints: ["10.30.0.0/24"] },
  ];
  for (const group of groups) emulator.place("endpointGroups", group);
  const first = await settledConnection(emulator);
  const attempt = async (changes: Record<string, unknown>) => {
    const body = connectionBody(emulator, { peer_address: "203.0.113.11", ...changes });
    const answer = await call(emulator, `POST ${connectionsPath}`, body);
    emulator.connections.delete(String(inside(answer).id));
    return [answer.status, errorOf(answer)];
  };
  const free = [201, ""];

  expect(await attempt({})).toEqual(free);
  expect(await attempt({ peer_ep_group_id: nowhere })).toEqual([400, "VPC.1018"]);
  expect(await attempt({ local_ep_group_id: seeded.secondLocalEpGroupId })).toEqual([400, "VPC.1021"]);
  expect(await attempt({ peer_ep_group_id: groups[1]?.id })).toEqual(free);
  expect(await attempt({ peer_ep_group_id: nowhere, vpnservice_id: seeded.secondVpnserviceId })).toEqual(free);

  const second = await settledConnection(emulator, { peer_address: "203.0.113.11", peer_ep_group_id: groups[1]?.id });
  const taken = await put(second, { peer_ep_group_id: nowhere });
  expect([taken.status, errorOf(taken)]).toEqual([400, "VPC.1018"]);
  await call(emulator, `DELETE ${connectionsPath}/${first}`);
  const statuses = [];
  for (let attempts = 0; attempts < 2; attempts += 1) {
    statuses.push((await put(second, { peer_ep_group_id: nowhere })).status);
  }
  // The first attempt still meets the connection that is being deleted.
  expect(statuses).toEqual([400, 200]);
});

test("an active/standby pair can move to a wider group, one connection after the other", async () => {
  const wider = { id: nowhere, type: "cidr", endpoints: ["10.20.0.0/24", "10.30.0.0/24"] };
  emulator.place("endpointGroups", wider);
  const pair = [await settledConnection(emulator), await settledConnection(emulator, { peer_address: "203.0.113.11" })];
  const answers = [];
  for (const id of pair) answers.push(await put(id, { peer_ep_group_id: nowhere }));

  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
});

test.each([
  { shape: "code", body: { code: "VPC.1001", message: `ipsec_site_connection ${nowhere} not found` } },
  {
    shape: "neutron",
    body: {
      NeutronError: {
        type: "IPsecSiteConnectionNotFound",
        message: `ipsec_site_connection ${nowhere} not found`,
        detail: "",
      },
    },
  },
  {
    shape: "wrapped",
    body: {
      error_msg: `{"NeutronError":{"type":"IPsecSiteConnectionNotFound","message":"ipsec_site_connection ${nowhere} not found","detail":""}}`,
    },
  },
  {
    shape: "gateway",
    body: {
      error_code: "APIGW.0101",
      error_msg: `ipsec_site_connection ${nowhere} not found`,
      request_id: expect.any(String),
    },
  },
] as const)("a 404 can have the shape $shape", async ({ shape, body }) => {
  emulator.errorShape = shape;
  const answer = await call(emulator, `GET ${connectionsPath}/${nowhere}`);

  expect([answer.status, answer.body]).toEqual([404, body]);
  expect(answer.headers.get("x-openstack-request-id")).toMatch(/^req-[0-9a-f-]{36}$/);
});
