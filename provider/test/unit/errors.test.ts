// Texts of errors, advice, and the questions asked about errors. No network: replies are given as values.
import { inspect } from "node:util";
import { HostInitFailure } from "../../src/adapters/dynamic/state";
import { heldBackError, httpError, networkError, notJsonError, timeoutError } from "../../src/api/http/apiErrors";
import { type ApiError, InitFailedError, isInUse, isNotFound, isPending } from "../../src/core/errors";
import { neutron, REQUEST, replyOf } from "../support/replies";

const LOGIN = { method: "POST", url: "https://iam.example.com/v3/auth/tokens", purpose: "logging in" };

test("an error says what was tried, what came back, the request id and what to do", () => {
  const body = neutron(
    "VPNStateInvalidToUpdate",
    "Invalid state PENDING_CREATE of vpnaas resource 8fd9650c for updating",
  );
  const error = httpError(REQUEST, replyOf(400, body, { "x-openstack-request-id": "req-b6e17536" }));
  expect(error.message).toBe(
    "updating ipsec_site_connection 8fd9650c: PUT /v2.0/vpn/ipsec-site-connections/8fd9650c failed: " +
      "400 VPNStateInvalidToUpdate: Invalid state PENDING_CREATE of vpnaas resource 8fd9650c for updating " +
      "(request id req-b6e17536)",
  );
  expect(error).toMatchObject({
    kind: "http",
    status: 400,
    method: "PUT",
    path: "/v2.0/vpn/ipsec-site-connections/8fd9650c",
    code: "VPNStateInvalidToUpdate",
    requestId: "req-b6e17536",
    neverSent: false,
  });
  expect("cause" in error).toBe(false);
});

test("an error without a sentence still says what kind of body came", () => {
  expect(httpError(REQUEST, replyOf(502, "")).message).toContain("failed: 502 with an empty body.");
  expect(httpError(REQUEST, replyOf(502, "<html></html>")).message).toContain("failed: 502 with a web page.");
  expect(httpError(REQUEST, replyOf(400, "{}")).message).toContain("failed: 400 with a body that says nothing");
});

test("a long sentence is cut", () => {
  const error = httpError(REQUEST, replyOf(400, neutron("X", "word ".repeat(1000))));
  expect(error.serverMessage).toHaveLength(503);
});

describe("advice", () => {
  const refused = (code: string, message: string) => Object.assign(new Error(message), { code });
  const cases: { reason: string; error: ApiError; advice: string; neverSent: boolean; permanent: boolean }[] = [
    {
      reason: "401",
      error: httpError(REQUEST, replyOf(401, "")),
      advice: "vpnaas:password",
      neverSent: false,
      permanent: false,
    },
    {
      reason: "403",
      error: httpError(REQUEST, replyOf(403, "")),
      advice: "VPN Administrator",
      neverSent: false,
      permanent: false,
    },
    {
      reason: "404",
      error: httpError(REQUEST, replyOf(404, "")),
      advice: "vpnaas:endpoint",
      neverSent: false,
      permanent: false,
    },
    {
      reason: "404 on POST",
      error: httpError({ ...REQUEST, method: "POST" }, replyOf(404, "")),
      advice: "refers to does not exist",
      neverSent: false,
      permanent: false,
    },
    {
      reason: "redirect",
      error: httpError(REQUEST, replyOf(301, "", { location: "https://new.example.com/v2.0?x=1" })),
      advice: "(it points to https://new.example.com/v2.0)",
      neverSent: false,
      permanent: false,
    },
    {
      reason: "redirect of a login",
      error: httpError(LOGIN, replyOf(301, "", { location: "https://new.example.com/v3" })),
      advice: "set vpnaas:authUrl (OS_AUTH_URL) to the final address.",
      neverSent: false,
      permanent: false,
    },
    {
      reason: "refused",
      error: networkError(REQUEST, refused("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:9")),
      advice:
        "Nothing listens there: check host and port of vpnaas:endpoint (OS_NETWORK_ENDPOINT_OVERRIDE), " +
        "the service catalog, or the proxy settings.",
      neverSent: true,
      permanent: false,
    },
    {
      reason: "a login refused",
      error: networkError(LOGIN, refused("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:9")),
      advice: "Nothing listens there: check host and port of vpnaas:authUrl (OS_AUTH_URL), or the proxy settings.",
      neverSent: true,
      permanent: false,
    },
    {
      reason: "no name",
      error: networkError(REQUEST, refused("ENOTFOUND", "getaddrinfo ENOTFOUND vpc.example.com")),
      advice: "could not be resolved",
      neverSent: true,
      permanent: false,
    },
    {
      reason: "resolver busy",
      error: networkError(REQUEST, refused("EAI_AGAIN", "getaddrinfo EAI_AGAIN vpc.example.com")),
      advice: "could not be resolved",
      neverSent: true,
      permanent: false,
    },
    {
      reason: "reset",
      error: networkError(REQUEST, refused("ECONNRESET", "read ECONNRESET")),
      advice: "Check the network",
      neverSent: false,
      permanent: false,
    },
    {
      reason: "certificate",
      error: networkError(REQUEST, refused("SELF_SIGNED_CERT_IN_CHAIN", "self-signed certificate")),
      advice: "vpnaas:cacert",
      neverSent: true,
      permanent: true,
    },
    {
      reason: "host name of the certificate",
      error: networkError(REQUEST, refused("ERR_TLS_CERT_ALTNAME_INVALID", "Host: x")),
      advice: "vpnaas:cacert",
      neverSent: true,
      permanent: true,
    },
    {
      reason: "TLS to a plain port",
      error: networkError(REQUEST, refused("EPROTO", "wrong version number")),
      advice: "http or https",
      neverSent: false,
      permanent: true,
    },
    {
      reason: "not even an error",
      error: networkError(REQUEST, "odd"),
      advice: "the connection failed",
      neverSent: false,
      permanent: false,
    },
    {
      reason: "time is up",
      error: timeoutError(REQUEST, 60_000),
      advice: "within 60 seconds. Check that https://vpc.example.com can be reached from here; vpnaas:requestTimeout",
      neverSent: false,
      permanent: false,
    },
  ];
  test.each(cases)("$reason", ({ error, advice, neverSent, permanent }) => {
    expect(error.message).toContain(advice);
    expect({ neverSent: error.neverSent, permanent: error.permanent }).toEqual({ neverSent, permanent });
  });
});

describe("Retry-After", () => {
  const cases: { reason: string; headers: Record<string, string>; wait: number | undefined }[] = [
    { reason: "seconds", headers: { "retry-after": "7" }, wait: 7_000 },
    {
      reason: "a date is compared with the reply's own clock",
      headers: { "retry-after": "Thu, 01 Jan 2026 00:00:30 GMT", date: "Thu, 01 Jan 2026 00:00:10 GMT" },
      wait: 20_000,
    },
    {
      reason: "a date that has passed",
      headers: { "retry-after": "Thu, 01 Jan 2026 00:00:00 GMT", date: "Thu, 01 Jan 2026 00:00:10 GMT" },
      wait: 0,
    },
    { reason: "rubbish", headers: { "retry-after": "soon" }, wait: undefined },
    { reason: "absent", headers: {}, wait: undefined },
  ];
  test.each(cases)("$reason", ({ headers, wait }) => {
    expect(httpError(REQUEST, replyOf(503, "", headers)).retryAfter).toBe(wait);
  });
});

describe("questions about errors", () => {
  const of = (status: number, type: string, message = "") =>
    httpError(REQUEST, replyOf(status, neutron(type, message)));
  const cases: { reason: string; error: unknown; answers: string[] }[] = [
    { reason: "not found", error: of(404, "IPsecSiteConnectionNotFound"), answers: ["notFound"] },
    { reason: "pending, as Neutron says it", error: of(400, "VPNStateInvalidToUpdate"), answers: ["pending"] },
    {
      reason: "pending, the sentence in another code",
      error: of(400, "VPC.1002", "Invalid state PENDING_UPDATE of x"),
      answers: ["pending"],
    },
    { reason: "pending, as a conflict", error: of(409, "Conflict", "status is PENDING_UPDATE"), answers: ["pending"] },
    { reason: "policy in use", error: of(409, "IKEPolicyInUse"), answers: ["inUse"] },
    { reason: "endpoint group in use is 400", error: of(400, "EndpointGroupInUse"), answers: ["inUse"] },
    { reason: "in use, said in words", error: of(409, "VPC.9", "the resource is in use"), answers: ["inUse"] },
    { reason: "over quota", error: of(409, "OverQuota", "Quota exceeded"), answers: [] },
    { reason: "a bad value", error: of(400, "HTTPBadRequest", "pending is not in valid_values"), answers: [] },
    { reason: "gone for a moment", error: of(503, "x", "pending"), answers: [] },
    { reason: "no ApiError", error: Object.assign(new Error("x"), { status: 404 }), answers: [] },
  ];
  test.each(cases)("$reason", ({ error, answers }) => {
    const given = { notFound: isNotFound(error), pending: isPending(error), inUse: isInUse(error) };
    expect(
      Object.entries(given)
        .filter(([, yes]) => yes)
        .map(([name]) => name),
    ).toEqual(answers);
  });
});

describe("what a failed request has done", () => {
  const said = (status: number, headers = {}) => httpError(REQUEST, replyOf(status, "", headers)).effect;

  test.each([408, 500, 502, 503, 504, 507, 520, 522, 524, 529, 599])(
    "behind %d, the service may have acted",
    (status) => {
      expect(said(status)).toBe("unknown");
    },
  );

  test.each([301, 400, 401, 403, 404, 409, 413, 422, 429, 501, 505])("%d is a refusal", (status) => {
    expect(said(status)).toBe("none");
  });

  test("a time to wait changes nothing about it", () => {
    expect([said(413, { "retry-after": "5" }), said(503, { "retry-after": "5" })]).toEqual(["none", "unknown"]);
  });

  test("without a reply it is open, unless the request never left", () => {
    const lost = (code: string) => networkError(REQUEST, { code, message: code }).effect;
    expect([lost("ECONNRESET"), lost("ECONNREFUSED"), lost("ENOTFOUND")]).toEqual(["unknown", "none", "none"]);
    expect(timeoutError(REQUEST, 60_000).effect).toBe("unknown");
    expect(heldBackError(REQUEST).effect).toBe("none");
  });

  test("a success is done, whatever its body is worth", () => {
    expect(notJsonError(REQUEST, replyOf(200, "<html>")).effect).toBe("done");
  });
});

test("an added note stands before the advice, and better advice replaces it", () => {
  const error = httpError(REQUEST, replyOf(401, ""))
    .with({ note: "after 2 tries" })
    .with({ note: "also so", advice: "Ask." });
  expect(error.message).toBe(
    "updating ipsec_site_connection 8fd9650c: PUT /v2.0/vpn/ipsec-site-connections/8fd9650c failed: " +
      "401 with an empty body; after 2 tries; also so. Ask.",
  );
});

test("an init failure carries what the dynamic host reads, and does not print the outputs", () => {
  const stored = { outputs: { psk: "psk-canary", status: "ERROR" }, memo: {} };
  const inner = new InitFailedError({ message: "it is in ERROR", id: "8fd9650c", stored, reasons: [] });
  const error = new HostInitFailure(inner, {});
  expect(error).toBeInstanceOf(Error);
  expect({ id: error.id, properties: error.properties, reasons: error.reasons }).toEqual({
    id: "8fd9650c",
    properties: { psk: "psk-canary", status: "ERROR" },
    reasons: ["it is in ERROR"],
  });
  expect(`${inspect(error)}${JSON.stringify(error)}${error.stack}`).not.toContain("psk-canary");
});
