// An application credential next to a project: Keystone takes no scope with it, so its token tells whether it is the project
// that the settings ask for. Over HTTP against the emulator.
import { type Emulator, startEmulator } from "../../emulator";
import { createTransport } from "../../src/api/http/transport";
import { createAuthenticator } from "../../src/api/login/auth";
import { FakeClock, rejectionOf, withoutProxies } from "../support/loopback";
import { makeHost, removeHosts, resolve } from "../support/settingsHost";

let emulator: Emulator;

beforeAll(async () => {
  withoutProxies();
  emulator = await startEmulator({ dialect: "openstack", now: () => new FakeClock().now() });
});
afterAll(async () => {
  removeHosts();
  await emulator.close();
});

async function sessionWith(environment: Record<string, string>) {
  const host = makeHost({ ...emulator.environmentFor("applicationCredential"), ...environment });
  const settings = resolve({}, host);
  return createAuthenticator(settings, createTransport(settings), new FakeClock()).session();
}

test("a whole openrc of the credential's own project works", async () => {
  const { projectId, projectName, projectDomainName } = emulator.credentials;
  for (const project of [
    {},
    { OS_PROJECT_ID: projectId },
    { OS_PROJECT_ID: projectId.toUpperCase() },
    { OS_PROJECT_ID: projectId.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-") },
    { OS_PROJECT_NAME: projectName },
    { OS_PROJECT_NAME: projectName.toUpperCase(), OS_PROJECT_DOMAIN_NAME: projectDomainName.toLowerCase() },
    { OS_PROJECT_NAME: projectName, OS_PROJECT_DOMAIN_NAME: projectDomainName, OS_USER_DOMAIN_NAME: "Default" },
    { OS_PROJECT_ID: projectId, OS_PROJECT_NAME: projectName, OS_PROJECT_DOMAIN_ID: "default" },
  ]) {
    expect(await sessionWith(project)).toMatchObject({ projectId });
  }
});

test.each([
  [{ OS_PROJECT_ID: "98b32953" }, "is for project 10039663455a446d8ba2cbb058b0f578, and the settings ask for 98b32953"],
  [{ OS_PROJECT_NAME: "other" }, 'is for project "vpn-project", and the settings ask for "other"'],
  [
    { OS_PROJECT_NAME: "vpn-project", OS_PROJECT_DOMAIN_NAME: "D" },
    'is for project "vpn-project", and the settings ask for "vpn-project" of another domain',
  ],
])("another project is refused: %j", async (project, says) => {
  const { message } = (await rejectionOf(sessionWith(project))) as Error;
  expect(message).toContain(`the token ${says}`);
  expect(message).toContain("unset vpnaas:projectId (OS_PROJECT_ID) and vpnaas:projectName (OS_PROJECT_NAME)");
  expect(message).not.toContain(emulator.credentials.applicationCredentialSecret);
});
