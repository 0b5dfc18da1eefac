// No secret in an error, however it is printed: each way to log in with each kind of failure, of Keystone and of the VPN API.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { inspect } from "node:util";
import { type Emulator, startEmulator } from "../../emulator";
import { PSK } from "../support/connection";
import { FAILURES, type Failure, startEchoServer } from "../support/echoServer";
import { FakeClock, type Loopback, rejectionOf, withoutProxies } from "../support/loopback";
import { makeHost, removeHosts, resolve } from "../support/settingsHost";
import { validInputs } from "../support/validInputs";
import { verbsFor } from "../support/verbs";
import { WAYS, type Way } from "../support/waysToLogIn";

const clock = new FakeClock();
let emulator: Emulator;
let echo: Loopback;
let failure: Failure = "a conflict";

beforeAll(async () => {
  withoutProxies();
  clock.time = Date.now();
  emulator = await startEmulator({ now: () => clock.now() });
  echo = await startEchoServer(() => failure);
});
afterAll(async () => {
  removeHosts();
  await Promise.all([emulator.close(), echo.close()]);
});
beforeEach(() => {
  // Some tests start a process with a clock of its own, and a signature of another time would be refused.
  clock.time = Date.now();
  emulator.clearLog();
  echo.seen.length = 0;
});

/** Every secret that has been on its way: those of the login, tokens that were issued, signatures, the psk. */
function secrets(): string[] {
  const { password, applicationCredentialSecret } = emulator.credentials;
  const { accessKey, temporaryKey } = emulator;
  const fixed = [password, applicationCredentialSecret, accessKey.accessKey, accessKey.secretKey];
  const temporary = [temporaryKey.accessKey, temporaryKey.secretKey, temporaryKey.securityToken];
  const requests = [...emulator.log, ...echo.seen].flatMap(({ headers }) => [
    headers["x-auth-token"],
    headers["x-subject-token"],
    /Signature=(\w+)/.exec(headers.authorization ?? "")?.[1],
  ]);
  const issued = emulator.log.map(({ replyHeaders }) => replyHeaders["x-subject-token"]);
  const all = [PSK, ...fixed, ...temporary, ...requests, ...issued];
  return [...new Set(all.filter((secret) => secret !== undefined).map(String))].filter((secret) => secret !== "");
}

function printed(error: unknown): string {
  const shown = error instanceof Error ? [error.message, error.stack, JSON.stringify({ ...error })] : [];
  const inspected = inspect(error, { depth: 12, showHidden: true, maxStringLength: null });
  return [...shown, String(error), JSON.stringify(error), inspect(error), inspected].join("\n");
}

function expectNoSecret(text: string): void {
  for (const secret of secrets()) {
    for (const spelling of [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")]) {
      // Not `toContain`: a failing test would print the secret's whole commandEnvironment.
      expect(text.includes(spelling) ? `shows ${spelling.slice(0, 12)}…` : "shows nothing").toBe("shows nothing");
    }
  }
}

function cloudFor(way: Way, more: Record<string, string>) {
  const { config = {}, environment = {}, files = {} } = way.written(emulator);
  const texts = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      text.replaceAll(emulator.authUrl, more.authUrl ?? emulator.authUrl),
    ]),
  );
  const host = makeHost(
    { ...environment, ...(more.authUrl === undefined ? {} : { OS_AUTH_URL: more.authUrl }) },
    texts,
  );
  const settings = resolve({ ...config, requestTimeout: "60ms", ...more }, host);
  const said: string[] = [];
  return { handler: verbsFor(settings, { clock, log: (line) => void said.push(line) }), said };
}

const failures = Object.keys(FAILURES) as Failure[]; // the keys of a constant
// A request without an answer takes its whole time, again and again, and its error is the same for all: two ways are enough.
const isSlow = (kind: Failure, index: number): boolean => kind === "silence" && index % 7 !== 0;
const cells = WAYS.flatMap((way, index) =>
  failures.filter((kind) => !isSlow(kind, index)).map((kind) => ({ name: way.way, kind, way })),
);

test.each(cells)("$name; the VPN API fails with $kind", async ({ way, kind }) => {
  failure = kind;
  const { handler, said } = cloudFor(way, { endpoint: echo.url });
  const error = await rejectionOf(handler.create(validInputs("IpsecSiteConnection", emulator.seeded)));
  expect(echo.seen.length).toBeGreaterThan(0);
  expectNoSecret(`${printed(error)}\n${said.join("\n")}`);
});

const asking = cells.filter(({ way }) => !way.way.includes("only the VPN API"));
test.each(asking)("$name; Keystone fails with $kind", async ({ way, kind }) => {
  failure = kind;
  const { handler, said } = cloudFor(way, { authUrl: `${echo.url}/v3` });
  const error = await rejectionOf(handler.create(validInputs("IpsecSiteConnection", emulator.seeded)));
  expect(echo.seen.length).toBeGreaterThan(0);
  expect(emulator.log).toEqual([]);
  expectNoSecret(`${printed(error)}\n${said.join("\n")}`);
});

// The built package in a process of its own, as no one can see an unhandled rejection from within.
const SCRIPT = `
const { createCloud } = require(${JSON.stringify(join(__dirname, "../../../dist/provider/src/cloud.js"))});
const { dynamicVerbs } = require(${JSON.stringify(join(__dirname, "../../../dist/provider/src/adapters/dynamic/verbs.js"))});
const { resolveSettings } = require(${JSON.stringify(join(__dirname, "../../../dist/provider/src/settings/index.js"))});
const { endpoint, inputs } = JSON.parse(process.argv[1]);
const cloud = createCloud(resolveSettings((name) => ({ endpoint })[name]), console.error);
dynamicVerbs("IpsecSiteConnection", cloud, { log: console.error }).create(inputs);
`;

test.each(["password", "token", "applicationCredential", "accessKey", "temporaryKey"] as const)(
  "a rejection that no one handles, logged in with %s",
  async (method) => {
    failure = "an error of Neutron";
    const argument = JSON.stringify({
      endpoint: echo.url,
      inputs: validInputs("IpsecSiteConnection", emulator.seeded),
    });
    const env = { HOME: "/nonexistent", ...emulator.environmentFor(method) };
    const text = await new Promise<string>((done) => {
      execFile(process.execPath, ["-e", SCRIPT, argument], { env }, (error, stdout, stderr) =>
        done(`${error?.code} ${stdout}${stderr}`),
      );
    });
    expect(text).toMatch(/^1 .*creating ipsec_site_connection: POST .* failed: 400/s);
    expectNoSecret(text.replace(argument, ""));
  },
);
