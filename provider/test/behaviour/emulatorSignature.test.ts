// AK/SK on the emulator: the published examples of both forms, signed requests over HTTP, and every way to be refused.
// Tokens are in emulatorKeystone.test.ts.

import { type Emulator, startEmulator } from "../../emulator";
import type { IncomingRequest } from "../../emulator/exchange";
import { isRight, readSignature } from "../../emulator/signature";
import { type Signing, signedHeaders } from "../support/accessKeySigner";
import {
  type Answer,
  call,
  connectionBody,
  connectionsPath,
  errorOf,
  inside,
  recordOf,
} from "../support/emulatorClient";

const now = Date.UTC(2030, 0, 1);
const mainProject = "10039663455a446d8ba2cbb058b0f578";
const nothing = new Uint8Array();
let emulator: Emulator;
let clock: number;

async function start(dialect: "otc" | "openstack"): Promise<void> {
  clock = now;
  emulator = await startEmulator({ dialect, now: () => clock });
}
beforeEach(() => start("otc"));
afterEach(() => emulator.close());

function send(request: string, signing: Signing = {}, changes: Record<string, string> = {}): Promise<Answer> {
  const headers = { ...signedHeaders(emulator, request, signing), ...changes };
  return call(emulator, request, signing.body, headers);
}
const list = (signing?: Signing, changes?: Record<string, string>) => send(`GET ${connectionsPath}`, signing, changes);

function isExampleRight(request: Partial<IncomingRequest>, secretKey: string): boolean {
  const whole = { method: "GET", path: "/", query: "", headers: {}, text: "", bytes: nothing, ...request };
  const signature = readSignature(whole);
  return signature !== undefined && isRight(signature, secretKey, whole);
}

test("the example of the public signing guide (Access=) is right, and wrong after any change", () => {
  const headers = {
    host: "service.region.example.com",
    "content-type": "application/json",
    "x-sdk-date": "20191115T033655Z",
    authorization:
      "SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, " +
      "Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe",
  };
  const path = "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs";
  const query = "marker=13551d6b-755d-4757-b956-536f674975c0&limit=2";
  const example = { path, query, headers };
  const secretKey = "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc";

  expect(isExampleRight(example, secretKey)).toBe(true);
  const changed = [
    { ...example, method: "DELETE" },
    { ...example, path: `${path}s` },
    { ...example, query: "limit=2" },
    { ...example, headers: { ...headers, host: "other.region.example.com" } },
    { ...example, headers: { ...headers, "x-sdk-date": "20191115T033656Z" } },
    { ...example, bytes: Buffer.from("{}") },
    { ...example, headers: { ...headers, authorization: headers.authorization.replace(/e$/, "f") } },
  ];
  expect(changed.map((request) => isExampleRight(request, secretKey))).toEqual(changed.map(() => false));
  expect(isExampleRight(example, `${secretKey}c`)).toBe(false);
});

test.each([
  { scope: "19700101///sdk_request", value: "ec385090522c25504a5b574c7195ac56bf37081d90f74fc093a2676f906cb057" },
  { scope: "19700101//service/sdk_request", value: "1feb87f00aa9a1ff67e17b7166f9e3f599ae8e134e38817bdf3135efa5317535" },
  { scope: "19700101/region//sdk_request", value: "0fc9c2559c07ac70d086fa9bef16f34273b7886b3d1b57f5b5af8e88769f2c8e" },
  {
    scope: "19700101/region/service/sdk_request",
    value: "8bdb0e44341d71482390afe6536fa5f3ecfa6da7956ee95d1f8a60b7ab871240",
  },
])("a published signature of the form Credential=ak/$scope is right", ({ scope, value }) => {
  const authorization = `SDK-HMAC-SHA256 Credential=ak/${scope}, SignedHeaders=host;x-project-id;x-sdk-date, Signature=${value}`;
  const headers = { host: "example.com", "x-project-id": "project", "x-sdk-date": "19700101T000001Z", authorization };

  expect(isExampleRight({ headers }, "sk")).toBe(true);
  expect(isExampleRight({ headers }, "ks")).toBe(false);
});

test.each(["Credential", "Access"] as const)(
  "a connection lives its life with requests signed as %s=",
  async (form) => {
    const body = JSON.stringify(connectionBody(emulator, { name: "B\u00fcro" }));
    const created = await send(`POST ${connectionsPath}`, { form, body });
    const item = `${connectionsPath}/${String(inside(created).id)}`;
    emulator.settle(String(inside(created).id));
    const put = await send(`PUT ${item}`, { form, body: '{"ipsec_site_connection":{"mtu":1400}}' });
    const listed = await send(`GET ${connectionsPath}?limit=5&fields=name&fields=id`, {
      form,
      query: "fields=id&fields=name&limit=5",
    });
    const deleted = await send(`DELETE ${item}`, { form });

    expect([created.status, put.status, listed.status, deleted.status]).toEqual([201, 200, 200, 204]);
    expect([inside(created).tenant_id, inside(put).mtu]).toEqual([mainProject, 1400]);
    expect(emulator.log[0]?.headers.authorization).toMatch(/^SDK-HMAC-SHA256 (Credential|Access)=EMULATORPERMANENTKEY/);
  },
);

test.each([
  { reason: "sent as +", path: "?name=two+words&limit=1" },
  { reason: "sent as %20", path: "?name=two%20words&limit=1" },
])("a space in the query is signed as %20 when it is $reason", async ({ path }) => {
  expect((await send(`GET ${connectionsPath}${path}`, { query: "limit=1&name=two%20words" })).status).toBe(200);
});

test("the bytes of a body are what is signed, not a text made of them", async () => {
  const body = new Uint8Array([0xff, 0xfe]);
  const headers = signedHeaders(emulator, `POST ${connectionsPath}`, { body });
  const response = await fetch(emulator.url + connectionsPath, { method: "POST", headers, body });

  // Not JSON, but rightly signed.
  expect(response.status).toBe(400);
});

const unreadable = "verify aksk signature fail, the header Authorization cannot be read";

test.each<{ reason: string; signing?: Signing; changes?: Record<string, string>; message: string }>([
  {
    reason: "an unknown access key",
    signing: { key: { accessKey: "NOSUCHKEY", secretKey: "x" } },
    message: "Get secretKey failed,ak:NOSUCHKEY,err:ak not exist",
  },
  {
    reason: "a wrong secret key",
    signing: { key: { accessKey: "EMULATORPERMANENTKEY", secretKey: "wrong" } },
    message: "verify aksk signature fail",
  },
  { reason: "the signature of another query", signing: { query: "a=b" }, message: "verify aksk signature fail" },
  {
    reason: "a header that was changed on the way",
    changes: { "x-project-id": "2b3c4d5e6f708192a3b4c5d6e7f80910" },
    message: "verify aksk signature fail",
  },
  {
    reason: "no host among the signed headers",
    signing: { names: ["x-project-id", "x-sdk-date"] },
    message: "verify aksk signature fail, the header host is not signed",
  },
  {
    reason: "no date among the signed headers",
    signing: { names: ["host"] },
    message: "verify aksk signature fail, the header x-sdk-date is not signed",
  },
  {
    reason: "a signed header that is not there",
    signing: { names: ["content-md5", "host", "x-sdk-date"] },
    message: "verify aksk signature fail, the signed header content-md5 is missing",
  },
  {
    reason: "unsorted header names",
    signing: { names: ["x-sdk-date", "host"] },
    message: "verify aksk signature fail",
  },
  {
    reason: "another form of date",
    signing: { date: "2030-01-01T00:00:00Z" },
    message: "verify aksk signature fail, x-sdk-date is not of the form YYYYMMDDTHHMMSSZ",
  },
  {
    reason: "a scope of another day",
    signing: { scope: "20291231///sdk_request" },
    message: "verify aksk signature fail, the credential scope does not fit",
  },
  {
    reason: "a scope with another ending",
    signing: { scope: "20300101///aws4_request" },
    message: "verify aksk signature fail, the credential scope does not fit",
  },
  {
    reason: "no project where there are two",
    signing: { headers: {} },
    message: "the account has several projects and the header X-Project-Id is missing",
  },
  { reason: "a header without a signature", changes: { authorization: "SDK-HMAC-SHA256" }, message: unreadable },
  {
    reason: "another algorithm",
    changes: { authorization: `SDK-HMAC-SM3 Access=a, SignedHeaders=b, Signature=${"0".repeat(64)}` },
    message: unreadable,
  },
  {
    reason: "a security token with a permanent key",
    signing: { headers: { "x-project-id": mainProject, "x-security-token": "some" } },
    message: "the security token is missing, unknown or expired",
  },
])("$reason is refused by the gateway, also next to a good token", async ({ signing, changes = {}, message }) => {
  const token = { "x-auth-token": emulator.credentials.scopedToken() };
  const answer = await list(signing, { ...token, ...changes });

  expect([answer.status, answer.body]).toEqual([
    401,
    {
      error_code: "APIGW.0301",
      error_msg: `Incorrect IAM authentication information: ${message}`,
      request_id: expect.any(String),
    },
  ]);
});

test("a body that is not the signed one is refused, and nothing is created", async () => {
  const request = `POST ${connectionsPath}`;
  const headers = signedHeaders(emulator, request, { body: JSON.stringify(connectionBody(emulator)) });
  const answer = await call(emulator, request, connectionBody(emulator, { name: "another" }), headers);

  expect([answer.status, recordOf(answer.body).error_code, emulator.connections.size]).toEqual([401, "APIGW.0301", 0]);
});

test.each([
  { off: -900_000, status: 200 },
  { off: 900_000, status: 200 },
  { off: -901_000, status: 401 },
  { off: 901_000, status: 401 },
])("a clock that is $off ms off answers $status", async ({ off, status }) => {
  const answer = await list({ at: now + off });

  expect(answer.status).toBe(status);
  if (status === 401) expect(recordOf(answer.body).error_msg).toMatch(/signature expired$/);
});

test("a temporary key needs its security token, signed or not, and ends after 24 hours", async () => {
  const { temporaryKey: key } = emulator;
  const token = { "x-security-token": key.securityToken };
  const project = { "x-project-id": mainProject };
  const statuses = [
    await list({ key, headers: { ...project, ...token } }),
    await list({ key }, token),
    await list({ key }),
    await list({ key, headers: { ...project, "x-security-token": "another" } }),
  ].map(({ status }) => status);
  clock += 24 * 3_600_000 - 1000;
  statuses.push((await list({ key, at: clock }, token)).status);
  clock += 1000;
  statuses.push((await list({ key, at: clock }, token)).status);

  expect(statuses).toEqual([200, 200, 401, 401, 200, 401]);
});

test("the only project of an account is implied, and that of another account is 403", async () => {
  const { otherAccessKey: key } = emulator;
  const created = await send(`POST ${connectionsPath}`, { body: JSON.stringify(connectionBody(emulator)) });
  const own = await list({ key, headers: {} });
  const foreign = await list({ key });

  expect(created.status).toBe(201);
  expect([own.status, own.body]).toEqual([200, { ipsec_site_connections: [] }]);
  expect([foreign.status, recordOf(foreign.body).error_code]).toEqual([403, "APIGW.0302"]);
});

test("projects and the catalog are found with a signature as with a token", async () => {
  const named = "GET /v3/projects?name=vpn-project";
  const signed = await send(named, { headers: {} });
  const byToken = await call(emulator, named);
  const all = await send("GET /v3/projects", { headers: {} });
  const none = await send("GET /v3/projects?name=nope", { headers: {} });
  const wrong = await send(named, { headers: {}, key: { ...emulator.accessKey, secretKey: "wrong" } });
  const catalog = await send("GET /v3/auth/catalog");
  const unscoped = await send("GET /v3/auth/catalog", { headers: {} });
  const names = (answer: Answer) => [recordOf(answer.body).projects].flat().map((project) => recordOf(project).name);

  expect(recordOf(signed.body).projects).toEqual([
    {
      id: mainProject,
      name: "vpn-project",
      domain_id: "default",
      parent_id: "default",
      description: "",
      enabled: true,
      is_domain: false,
      links: { self: `${emulator.authUrl}/projects/${mainProject}` },
    },
  ]);
  expect(byToken.body).toEqual(signed.body);
  expect([names(all), names(none)]).toEqual([["vpn-project", "eu-de"], []]);
  expect([wrong.status, recordOf(wrong.body).error_code]).toEqual([401, "APIGW.0301"]);
  expect([catalog.status, unscoped.status]).toEqual([200, 403]);
  expect(recordOf(catalog.body).catalog).toEqual([
    expect.objectContaining({ type: "network" }),
    expect.objectContaining({ type: "identity" }),
  ]);
  expect((await call(emulator, named, undefined, {})).status).toBe(401);
});

test("the openstack dialect knows no signatures and asks for a token", async () => {
  await emulator.close();
  await start("openstack");
  const answers = [await list(), await send("GET /v3/projects?name=vpn-project")];

  expect(answers.map(({ status, body }) => [status, recordOf(recordOf(body).error).title])).toEqual([
    [401, "Unauthorized"],
    [401, "Unauthorized"],
  ]);
});

test("a signed request meets ordered faults, and is refused like any other where it breaks a rule", async () => {
  emulator.fault({ match: { path: connectionsPath }, reply: { status: 503 } });
  const failed = await list();
  const refused = await send(`POST ${connectionsPath}`, { body: '{"ipsec_site_connection":{}}' });

  expect([failed.status, refused.status, errorOf(refused)]).toEqual([503, 400, "VPC.1001"]);
});
