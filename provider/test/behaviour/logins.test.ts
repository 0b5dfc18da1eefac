// Every way to log in, tried over HTTP against the emulator: the right values, and one of them wrong.
import { type Emulator, startEmulator } from "../../emulator";
import { createTransport } from "../../src/api/http/transport";
import { createAuthenticator, withAuth } from "../../src/api/login/auth";
import type { ApiError } from "../../src/core/errors";
import { FakeClock, rejectionOf, withoutProxies } from "../support/loopback";
import { makeHost, removeHosts, resolve } from "../support/settingsHost";
import { CLOUD, cloudOf, IN_CONFIG, WAYS, type Written } from "../support/waysToLogIn";

let emulator: Emulator;

beforeAll(async () => {
  withoutProxies();
  emulator = await startEmulator({ now: () => new FakeClock().now() });
});
afterAll(async () => {
  removeHosts();
  await emulator.close();
});
beforeEach(() => emulator.clearLog());

/** A client with the settings that a run would have. */
function clientFor({ config = {}, environment = {}, files = {} }: Written) {
  const host = makeHost(environment, files);
  const settings = resolve(config, host);
  const send = createTransport(settings);
  return { host, send: withAuth(send, createAuthenticator(settings, send, new FakeClock())) };
}

const LIST = { method: "GET", url: "/v2.0/vpn/ipsec-site-connections" } as const;

test.each(WAYS)("$way", async ({ written }) => {
  expect(await clientFor(written(emulator)).send(LIST)).toMatchObject({ status: 200 });
  expect(emulator.vpnRequests()).toHaveLength(1);
});

test.each(WAYS)(
  "$way, one value wrong: what was seen and where it came from",
  async ({ written, spoil, status, seen }) => {
    const { host, send } = clientFor(spoil(written(emulator), emulator));
    // Everything that the client rejects with is an ApiError; the assertion on its status says so.
    const error = (await rejectionOf(send(LIST))) as ApiError;
    expect(error.status).toBe(status);
    const expected = seen.replaceAll("<project>", host.workingDirectory).replaceAll("<home>", host.homeDirectory);
    const [before = "", said] = error.message.split(" Seen: ");
    expect(said).toBe(`${expected}.`);
    expect(emulator.vpnRequests().filter((entry) => entry.status < 400)).toEqual([]);
    const { password, applicationCredentialSecret } = emulator.credentials;
    const { accessKey, secretKey } = emulator.accessKey;
    const { securityToken } = emulator.temporaryKey;
    for (const secret of [password, applicationCredentialSecret, accessKey, secretKey, securityToken]) {
      expect(error.message).not.toContain(secret);
    }
    // A user, a project or the name of a credential is no secret and may be told, but not as part of what was seen.
    expect(said).not.toContain("canary");
    expect(before).not.toMatch(/(password|token|secret)[^.]{0,20}wrong-canary/i);
  },
);

test("what is signed is what is sent, byte for byte, in the body and in the query", async () => {
  const { send } = clientFor({ environment: emulator.environmentFor("accessKey") });
  const body = { ikepolicy: { name: "Zürich → Köln", description: '\u2028 "quoted" \\ 😀' } };
  expect(await send({ method: "POST", url: "/v2.0/vpn/ikepolicies", body })).toMatchObject({ status: 201 });
  const query = "name=Z%C3%BCrich%20%E2%86%92%20K%C3%B6ln&fields=name&fields=id&limit=5&marker=";
  expect(await send({ method: "GET", url: `/v2.0/vpn/ikepolicies?${query}` })).toMatchObject({ status: 200 });
});

const incomplete: { reason: string; written: Written; seen: string }[] = [
  { reason: "nothing", written: {}, seen: "No login settings were found." },
  {
    reason: "parts from three sources",
    written: {
      config: { username: "u-canary" },
      environment: { OS_CLOUD: "c", OS_PROJECT_NAME: "p-canary", OS_INSECURE: "true" },
      files: { "project/clouds.yaml": cloudOf("profile: otc", "auth: {domain_name: d-canary}") },
    },
    seen:
      'Seen: vpnaas:authUrl (auth.auth_url of vendor profile "otc"), ' +
      `vpnaas:username ${IN_CONFIG}, OS_PROJECT_NAME, ` +
      `vpnaas:domainName (auth.domain_name ${CLOUD}, vpnaas:region (region_name ${CLOUD}, ` +
      `OS_CLOUD.`,
  },
];
test.each(incomplete)("incomplete settings at preview, $reason: what was seen", ({ written, seen }) => {
  const host = makeHost(written.environment, written.files);
  let message = "";
  try {
    resolve(written.config ?? {}, host);
  } catch (error) {
    message = error instanceof Error ? error.message : "";
  }
  expect(message).toContain(`\n${seen.replaceAll("<project>", host.workingDirectory)}\nSources, highest first:`);
  expect(message).not.toContain("canary");
});
