// Signatures against the two published examples of the algorithm, and what a signer puts on a request.
import { createHash, createHmac } from "node:crypto";
import { authorizationOf, canonicalRequest, createSigner } from "../../src/api/login/signing";
import { FakeClock } from "../support/loopback";

const NO_BODY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

// Huawei, "API Request Signing Guide", "Constructing a Standard Request" and the three pages after it.
const GUIDE = {
  method: "GET",
  url:
    "https://service.region.example.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs" +
    "?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0",
  headers: {
    Host: "service.region.example.com",
    "Content-Type": "application/json",
    "X-Sdk-Date": "20191115T033655Z",
  },
  text: "",
};

test("the canonical request is that of the published example", () => {
  const text = canonicalRequest(GUIDE);
  expect(text.split("\n")).toEqual([
    "GET",
    "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs/",
    "limit=2&marker=13551d6b-755d-4757-b956-536f674975c0",
    "content-type:application/json",
    "host:service.region.example.com",
    "x-sdk-date:20191115T033655Z",
    "",
    "content-type;host;x-sdk-date",
    NO_BODY,
  ]);
  const hash = createHash("sha256").update(text).digest("hex");
  expect(hash).toBe("b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a");
  // The guide continues with the form that has no scope; its signature stands or falls with the canonical request.
  const signature = createHmac("sha256", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc")
    .update(`SDK-HMAC-SHA256\n20191115T033655Z\n${hash}`)
    .digest("hex");
  expect(signature).toBe("7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe");
});

test("the whole header is that of the example in Open Telekom Cloud's JavaScript SDK", () => {
  // opentelekomcloud/oms: a request of its Go SDK to the identity service, with a key that is public there.
  const request = {
    method: "GET",
    url: "https://iam.eu-de.otc.t-systems.com/v3/projects/?name=eu-de_test_dmd",
    headers: {
      accept: "application/json",
      "user-agent": "golangsdk/2.0.0",
      host: "iam.eu-de.otc.t-systems.com",
      "x-sdk-date": "20201019T132212Z",
    },
    text: "",
  };
  const key = {
    accessKey: "A2VGRDT4L5Z7YOYSTNN9",
    secretKey: "BYBYIiF3WUZGlorXmcTEDtNjB40JTibYIEfSUWqA",
    securityToken: undefined,
  };
  expect(createHash("sha256").update(canonicalRequest(request)).digest("hex")).toBe(
    "dd15c0e284c5d389f8535440f571a773d802d951cbd3cde90bbbdefa8709ad96",
  );
  expect(authorizationOf(request, key)).toBe(
    "SDK-HMAC-SHA256 Credential=A2VGRDT4L5Z7YOYSTNN9/20201019///sdk_request, " +
      "SignedHeaders=accept;host;user-agent;x-sdk-date, " +
      "Signature=446f60d99021ad562739f1a841a242b708237d62ed5d278d882abcfea8b0428b",
  );
});

const lines: { reason: string; url: string; path: string; query: string }[] = [
  { reason: "no path at all", url: "https://h.example", path: "/", query: "" },
  { reason: "a slash at the end is not doubled", url: "https://h.example/a/", path: "/a/", query: "" },
  {
    reason: "what is encoded in the path stays encoded once, reserved characters included",
    url: "https://h.example/tags/a%2Fb%20c'(!)*~",
    path: "/tags/a%2Fb%20c%27%28%21%29%2A~/",
    query: "",
  },
  {
    reason: "a query is sorted by name, then by value, with a = also after a name without value",
    url: "https://h.example/x?name=z&fields=status&fields=id&empty&name=a%20b",
    path: "/x/",
    query: "empty=&fields=id&fields=status&name=a%20b&name=z",
  },
];
test.each(lines)("$reason", ({ url, path, query }) => {
  const [, first, second] = canonicalRequest({ method: "GET", url, headers: {}, text: "" }).split("\n");
  expect([first, second]).toEqual([path, query]);
});

test("a percent sign in an address that escapes nothing is signed as one", () => {
  const parts = { method: "GET", url: "https://h.example/100%/a%2Fb", headers: {}, text: "" };
  expect(canonicalRequest(parts).split("\n")[1]).toBe("/100%25/a%2Fb/");
});

describe("a signer", () => {
  const key = { accessKey: "AK", secretKey: "SK", securityToken: undefined };
  const put = {
    method: "PUT",
    url: "https://vpc.example.com:8443/v2.0/vpn/x",
    headers: { Accept: "application/json", "Content-Type": "application/json", "X-Project-Id": "p-1" },
    text: '{"name":"näme"}',
  };

  test("signs host with port, date, project and type of the body, and leaves out what proxies may change", () => {
    const headers = createSigner(key, new FakeClock())(put);
    expect(headers).toEqual({
      "X-Sdk-Date": "20260101T000000Z",
      Authorization: expect.stringMatching(
        /^SDK-HMAC-SHA256 Credential=AK\/20260101\/\/\/sdk_request, SignedHeaders=content-type;host;x-project-id;x-sdk-date, Signature=[0-9a-f]{64}$/,
      ),
    });
    const signed = {
      ...put,
      headers: {
        host: "vpc.example.com:8443",
        "content-type": "application/json",
        "x-project-id": "p-1",
        "x-sdk-date": "20260101T000000Z",
      },
    };
    expect(headers.Authorization).toBe(authorizationOf(signed, key));
  });

  test("sends the security token of a temporary key, and signs it", () => {
    const headers = createSigner({ ...key, securityToken: "ST" }, new FakeClock())(put);
    expect(headers["X-Security-Token"]).toBe("ST");
    expect(headers.Authorization).toContain("x-sdk-date;x-security-token, ");
  });

  test("gives another signature for another body, time or secret key", () => {
    const later = new FakeClock();
    later.time += 1_000;
    const signatures = [
      createSigner(key, new FakeClock())(put),
      createSigner(key, new FakeClock())({ ...put, text: '{"name":"name"}' }),
      createSigner(key, later)(put),
      createSigner({ ...key, secretKey: "other" }, new FakeClock())(put),
    ].map(({ Authorization }) => Authorization);
    expect(new Set(signatures).size).toBe(4);
  });
});
