// The sentence of a server is never lost: whatever shape it has, and also where the object was made nevertheless.
import { httpError } from "../../src/api/http/apiErrors";
import { readErrorBody } from "../../src/api/http/errorBody";
import { initFailureOf } from "../support/rejections";
import { REQUEST, replyOf } from "../support/replies";
import { openStage, type Stage } from "../support/stage";

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

test.each([
  { reason: "a list of errors", body: { errors: [{ status: "400", detail: "the mtu is too small" }] } },
  { reason: "problem+json", body: { title: "Bad Request", status: 400, detail: "the mtu is too small" } },
  { reason: "overLimit", body: { overLimit: { code: 413, message: "the mtu is too small", retryAfter: "3" } } },
  { reason: "conflictingRequest", body: { conflictingRequest: { code: 409, message: "the mtu is too small" } } },
])("$reason", ({ body }) => {
  expect(readErrorBody(JSON.stringify(body)).sentence).toBe("the mtu is too small");
});

test("413 with a time to wait is a rate limit: the same request goes out again, also a POST", async () => {
  stage = await openStage();
  const overLimit = { overLimit: { code: 413, message: "This request was rate-limited.", retryAfter: "3" } };
  const reply = { status: 413, headers: { "retry-after": "3" }, body: overLimit };
  stage.emulator.fault({ match: { method: "POST", path: /ipsec-site-connections$/ }, reply });
  const before = stage.clock.now();
  await stage.created();
  expect(stage.emulator.connections.size).toBe(1);
  expect(stage.clock.now() - before).toBeGreaterThanOrEqual(3_000);
  expect(httpError(REQUEST, replyOf(413, JSON.stringify(overLimit), { "retry-after": "3" })).message).toContain(
    "asked to slow down",
  );
  expect(httpError(REQUEST, replyOf(413, "")).message).toContain("too large");
});

test("a login that wants a second factor says so", async () => {
  stage = await openStage();
  const body = { receipt: {}, required_auth_methods: [["password", "totp"]] };
  const reply = { status: 401, headers: { "openstack-auth-receipt": "gAAAAABsecret" }, body };
  stage.emulator.fault({ match: { method: "POST", path: "/v3/auth/tokens" }, times: 9, reply });
  const error: unknown = await stage.handler.list().catch((reason: unknown) => reason);
  expect(String(error)).toContain("second factor");
  expect(String(error)).toContain("vpnaas:applicationCredentialId");
  expect(String(error)).not.toContain("gAAAA");
});

test("a 401 on one path with an application credential names its access rules", async () => {
  stage = await openStage();
  const { OS_APPLICATION_CREDENTIAL_ID: id, OS_APPLICATION_CREDENTIAL_SECRET: secret } =
    stage.emulator.environmentFor("applicationCredential");
  const login = { applicationCredentialId: id, applicationCredentialSecret: secret };
  stage.emulator.fault({ match: { method: "GET", path: /\/v2\.0\// }, times: 9, reply: { status: 401 } });
  const error: unknown = await stage
    .another(login)
    .list()
    .catch((reason: unknown) => reason);
  expect(String(error)).toContain("access rules");
});

test("a service that was refused and stands in ERROR all the same: its sentence, and the way out", async () => {
  stage = await openStage({ dialect: "openstack", seed: false });
  const { emulator, of } = stage;
  const set = emulator.vpnservices.set.bind(emulator.vpnservices);
  emulator.vpnservices.set = (id, service) => set(id, Object.assign(service, { status: "ERROR" }));
  const message = "No VPN agent available for router.";
  const body = { NeutronError: { type: "NoVPNAgentAvailable", message, detail: "" } };
  emulator.fault({
    match: { method: "POST", path: "/v2.0/vpn/vpnservices" },
    act: "after",
    reply: { status: 503, body },
  });
  const error = await initFailureOf(of("VpnService").created());
  expect(error.message).toContain("503 NoVPNAgentAvailable: No VPN agent available for router");
  expect(error.message).toContain("deleteBeforeReplace: true");
  expect(error.message).toContain("pulumi up --replace URN");
  expect(stage.said.join("\n")).not.toContain("was lost");
  expect(emulator.vpnservices.has(error.id)).toBe(true);
});
