// Secrets that come back by other ways than a sentence of the API: redirects, proxies, settings, tokens of others in any encoding. And what a
// secret that shares a piece with a word of the API must not change.
import http from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { readPrinted } from "../../src/adapters/pulumiCommand";
import { createGatherer } from "../../src/adapters/warnings";
import { httpError, networkError } from "../../src/api/http/apiErrors";
import { createTransport } from "../../src/api/http/transport";
import { maskForeign } from "../../src/core/masking/masking";
import { rememberSecret } from "../../src/core/masking/rememberedSecrets";
import { sanitizeBare } from "../../src/core/sanitize";
import { rejectionOf, withoutProxies } from "../support/loopback";
import { neutron, REQUEST, replyOf } from "../support/replies";
import { errorOf, makeHost, removeHosts } from "../support/settingsHost";
import { openStage } from "../support/stage";

afterAll(removeHosts);

describe("the target of a redirect shows no user and no password", () => {
  test.each([
    { location: "//user:hunter-2@host.example/x", shown: "...@host.example/x" },
    { location: "user:hunter-2@host.example/x", shown: "...@host.example/x" },
    { location: "https:user:hunter-2@host.example/x", shown: "...@host.example/x" },
    { location: "/\\user:hunter-2@host.example/x", shown: "...@host.example/x" },
    { location: "https://user:hunter-2%40host.example/x", shown: "https://user:.../x" },
    { location: "https://user:hunter/2@host.example/x", shown: "...@host.example/x" },
    { location: "ftp://user:hunter-2@host.example/x", shown: "ftp://host.example/x" },
    { location: "https://host.example:8443/x", shown: "https://host.example:8443/x" },
    { location: "/v2.0/other", shown: "/v2.0/other" },
  ])("$location", ({ location, shown }) => {
    const { message } = httpError(REQUEST, replyOf(302, "", { location }));
    expect(message).toContain(`302 with an empty body (it points to ${shown}). Redirects`);
  });
});

describe("a token of anyone, however it is encoded", () => {
  const each = (text: string, say: (code: number) => string) =>
    [...text].map((sign) => say(sign.charCodeAt(0))).join("");
  const tokens = {
    fernet: `gAAAAABl${"Zx_9-k".repeat(5)}==`,
    jwt: "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4",
    cms: `MIIC${"0aB1cD2e".repeat(12)}`,
  };
  const ways = [
    { way: "percent", encode: (text: string) => each(text, (code) => `%${code.toString(16)}`) },
    { way: "entities", encode: (text: string) => each(text, (code) => `&#${code};`) },
    { way: "base64", encode: (text: string) => Buffer.from(text).toString("base64") },
    { way: "hexadecimal", encode: (text: string) => Buffer.from(text).toString("hex") },
    { way: "\\u", encode: (text: string) => each(text, (code) => `\\u00${code.toString(16)}`) },
    { way: "letter by letter", encode: (text: string) => [...text].join(" ") },
    { way: "marks that no one sees", encode: (text: string) => [...text].join("\u200b") },
    { way: "tags", encode: (text: string) => text.replace(/(.{3})/g, "$1<wbr>") },
    { way: "cut off", encode: (text: string) => text.slice(0, 22) },
  ];
  test.each(Object.entries(tokens).flatMap(([kind, token]) => ways.map((way) => ({ kind, token, ...way }))))(
    "$kind: $way",
    ({ token, encode }) => {
      const said = neutron("X", `The value ${encode(token)} is odd`);
      expect(httpError(REQUEST, replyOf(400, said)).serverMessage).toBe("The value [masked] is odd");
    },
  );

  test.each([
    { text: "tokengAAAAABlZx9k-1 is odd", shown: "token[masked] is odd" },
    { text: "Access=AKIA0123456789ABCDEF is locked", shown: "Access=[masked] is locked" },
    {
      text: "SDK-HMAC-SHA256 Access=AKIA0123456789ABCDEF, SignedHeaders=host, Signature=0123456789abcdef",
      shown: "SDK-HMAC-SHA256 Access=[masked], SignedHeaders=host, Signature=[masked]",
    },
    { text: "bad Signature%3D0123456789abcdef", shown: "bad [masked]" },
    { text: "went by //user:hunter2@host.example/x", shown: "went by //[masked]@host.example/x" },
    { text: "went by https://user:hun/ter2@host.example/x", shown: "went by https://[masked]@host.example/x" },
  ])("$text", ({ text, shown }) => {
    expect(maskForeign(text)).toBe(shown);
  });

  test.each([
    "MIIKONOS-SITE-2031-NORTH is taken",
    "no access: 10.20.30.0/24 overlaps",
    "see https://host.example:8443/x@y",
    "the mail of admin@host.example is odd",
  ])("but not: %s", (text) => {
    expect(maskForeign(text)).toBe(text);
  });
});

describe("proxies of the environment", () => {
  const ask = () =>
    createTransport({ requestTimeout: 5_000, insecure: false })({ method: "GET", url: "http://vpc.example.invalid/x" });
  afterEach(withoutProxies);

  test("one that echoes its credentials: in clear, encoded, or as they are sent", async () => {
    const server = http.createServer(({ headers }, reply) => {
      const sent = String(headers["proxy-authorization"]);
      const clear = Buffer.from(sent.slice("Basic ".length), "base64").toString();
      reply.writeHead(407, { "Proxy-Authenticate": sent }).end(`no ${sent} ${clear} ${clear.slice(-9)} here`);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo; // a server that listens on a port has one
    withoutProxies();
    process.env.http_proxy = `http://branch:Hunter%2FZw-27@127.0.0.1:${port}`;
    const error = await rejectionOf(ask());
    server.close();
    server.closeAllConnections();
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/hunter|zw-27|SHVudGVy/i);
    expect(error).toMatchObject({
      status: 407,
      serverMessage: expect.stringMatching(/^no Basic \[masked\] (branch:)?\[masked\].* here$/),
    });
  });

  test("a password that breaks its URL is no host to be named", async () => {
    withoutProxies();
    process.env.http_proxy = "http://Hunter-Zw-27/rest@127.0.0.1:9";
    const error = (await rejectionOf(ask())) as Error; // the transport rejects with nothing else
    expect(error.message).toContain("getaddrinfo ENOTFOUND [masked]");
    expect(inspect(error)).not.toMatch(/hunter/i);
  });
});

test("a certificate whose names are a token and a piece of a key", () => {
  const names = "DNS:gAAAAABlZx9k-1.example, DNS:Hunter-Zw.example, DNS:vpc.example.com";
  const cause = { code: "ERR_TLS_CERT_ALTNAME_INVALID", message: `Host: x. is not in the cert's altnames: ${names}` };
  const { message } = networkError({ ...REQUEST, body: { psk: "Hunter-Zw-27" } }, cause);
  expect(message).toMatch(/altnames: DNS:\[masked\]\S* \[masked\]\S* DNS:vpc\.example\.com \(/);
  expect(message).not.toMatch(/gAAAA|hunter/i);
});

describe("settings: a password in the place of something else", () => {
  const PASSWORD = "Hunter-Zw-27!";
  const LOGIN = {
    OS_AUTH_URL: "https://iam.example/v3",
    OS_USERNAME: "alice",
    OS_PASSWORD: PASSWORD,
    OS_PROJECT_NAME: "p",
  };
  const yaml = (text: string) => ({ "project/clouds.yaml": text });
  test.each([
    { place: "the cloud", environment: { ...LOGIN, OS_CLOUD: PASSWORD }, files: {} },
    {
      place: "the cloud, next to others",
      environment: { ...LOGIN, OS_CLOUD: PASSWORD },
      files: yaml("clouds: {a: {}}"),
    },
    {
      place: "a region",
      environment: { ...LOGIN, OS_CLOUD: "a", OS_REGION_NAME: PASSWORD },
      files: yaml("clouds: {a: {regions: [x]}}"),
    },
    {
      place: "an address that is cut off",
      environment: { ...LOGIN, OS_AUTH_URL: "https://alice:Hunter-Zw-27" },
      files: {},
    },
    {
      place: "an address whose sign is encoded",
      environment: { ...LOGIN, OS_AUTH_URL: "https://alice:Hunter-Zw-27%40iam.example/v3" },
      files: {},
    },
    {
      place: "a tag of YAML",
      environment: { OS_CLOUD: "a" },
      files: yaml(`clouds: {a: {auth: {password: !${PASSWORD} x, password: y}}}`),
    },
    {
      place: "an alias of YAML",
      environment: { OS_CLOUD: "a" },
      files: yaml(`clouds: {a: {auth: {password: *Hunter-Zw-27}}}`),
    },
    {
      place: "a text that never ends",
      environment: { OS_CLOUD: "a" },
      files: yaml(`clouds:\n  a:\n    auth:\n      password: "${PASSWORD}\n`),
    },
    { place: "the whole login", environment: { OS_CLOUD: "a" }, files: yaml(`clouds: {a: {auth: "${PASSWORD}"}}`) },
    {
      place: "JSON that is cut off",
      environment: { OS_CLOUD: "a" },
      files: { "project/clouds.json": `{"clouds": {"a": {"auth": {"password": "${PASSWORD}` },
    },
  ])("$place", ({ environment, files }) => {
    expect(errorOf({}, makeHost(environment, files)).message).not.toMatch(/hunter-zw/i);
  });
});

test("what the CLI of Pulumi printed is not quoted where it is no JSON", () => {
  expect(() => readPrinted('Hunter-Zw-27 {"a": 1}', "pulumi config")).toThrow(
    new Error("pulumi config printed something other than JSON"),
  );
});

test("a warning about an object whose name is its key", () => {
  rememberSecret("Hunter-Name-27");
  const lines: string[] = [];
  jest.useFakeTimers();
  createGatherer((line) => lines.push(line)).add("Hunter-Name-27", 'dpd.action is "hold": odd');
  jest.runAllTimers();
  jest.useRealTimers();
  expect(lines).toEqual(['warning: [masked]: dpd.action is "hold": odd']);
});

describe("a key that shares a piece with a code of the API changes nothing of what is done", () => {
  test.each([
    { psk: "VPNState-2031-key", code: "VPNStateInvalidToUpdate" },
    { psk: "IPsecSiteConnection-9", code: "IPsecSiteConnectionNotFound" },
    { psk: "EndpointGroup-2031", code: "EndpointGroupInUse" },
  ])("$code", ({ psk, code }) => {
    const error = httpError({ ...REQUEST, body: { psk } }, replyOf(400, neutron(code, "no")));
    expect(error.code).toBe(code);
  });

  test("an update that is refused as pending is sent again", async () => {
    const stage = await openStage({ dialect: "openstack" });
    const { id, inputs, outs } = await stage.created({ psk: "VPNState-2031-key", name: "office" });
    const body = neutron("VPNStateInvalidToUpdate", "Invalid state of it");
    stage.emulator.fault({ match: { method: "PUT" }, reply: { status: 400, body } });
    await stage.handler.update(id, outs, { ...inputs, mtu: 1400 }, inputs);
    await stage.close();
    expect(stage.exchanges().filter((exchange) => exchange.startsWith("PUT"))).toEqual(["PUT 400", "PUT 200"]);
  });
});

test("an id is shown, unless a key holds all of it", () => {
  rememberSecret("key-0f9d7c1e-0001-4000-8000-000000000001-a");
  expect(sanitizeBare("0f9d7c1e-0001-4000-8000-000000000002")).toBe("0f9d7c1e-0001-4000-8000-000000000002");
  expect(sanitizeBare("0f9d7c1e-0001-4000-8000-000000000001")).toBe("[masked]");
});
