// The OS_* variables that the emulator hands out for each way to log in.
// What a login then gives is in emulatorKeystone.test.ts and emulatorSignature.test.ts.
import { type Emulator, startEmulator } from "../../emulator";
import { call, recordOf } from "../support/emulatorClient";

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());

test.each([
  {
    method: "password",
    variables: {
      OS_USERNAME: "vpn-user",
      OS_PASSWORD: "emulator-password",
      OS_USER_DOMAIN_NAME: "Default",
      OS_PROJECT_NAME: "vpn-project",
      OS_PROJECT_DOMAIN_NAME: "Default",
    },
  },
  {
    method: "token",
    variables: {
      OS_AUTH_TYPE: "v3token",
      OS_TOKEN: expect.stringMatching(/^gAAAAA/),
      OS_PROJECT_NAME: "vpn-project",
      OS_PROJECT_DOMAIN_NAME: "Default",
    },
  },
  {
    method: "applicationCredential",
    variables: {
      OS_AUTH_TYPE: "v3applicationcredential",
      OS_APPLICATION_CREDENTIAL_ID: "76b63f664f944108a8789a6931528606",
      OS_APPLICATION_CREDENTIAL_SECRET: "emulator-credential-secret",
    },
  },
  {
    method: "accessKey",
    variables: {
      OS_ACCESS_KEY: "EMULATORPERMANENTKEY",
      OS_SECRET_KEY: "emulator-secret-of-the-permanent-key-001",
      OS_PROJECT_NAME: "vpn-project",
    },
  },
  {
    method: "temporaryKey",
    variables: {
      OS_ACCESS_KEY: "EMULATORTEMPORARYKEY",
      OS_SECRET_KEY: "emulator-secret-of-the-temporary-key-003",
      OS_SECURITY_TOKEN: "emulator-security-token-of-the-temporary-key",
      OS_PROJECT_NAME: "vpn-project",
    },
  },
] as const)("$method has these variables", ({ method, variables }) => {
  expect(emulator.environmentFor(method)).toEqual({
    OS_AUTH_URL: emulator.authUrl,
    OS_REGION_NAME: "eu-de",
    VPNAAS_DIALECT: "otc",
    ...variables,
  });
});

test("the token in the variables is a new one each time, and can be scoped to the project", async () => {
  const tokens = [emulator.environmentFor("token").OS_TOKEN, emulator.environmentFor("token").OS_TOKEN];
  const identity = { methods: ["token"], token: { id: tokens[0] } };
  const scope = { project: { name: "vpn-project", domain: { name: "Default" } } };
  const answer = await call(emulator, "POST /v3/auth/tokens", { auth: { identity, scope } }, {});

  expect(tokens[0]).not.toBe(tokens[1]);
  expect([answer.status, recordOf(recordOf(recordOf(answer.body).token).project).name]).toEqual([201, "vpn-project"]);
});

test("the keys that the emulator hands out are those of its variables", () => {
  expect(emulator.accessKey).toEqual({
    accessKey: "EMULATORPERMANENTKEY",
    secretKey: "emulator-secret-of-the-permanent-key-001",
  });
  expect(emulator.temporaryKey).toEqual({
    accessKey: "EMULATORTEMPORARYKEY",
    secretKey: "emulator-secret-of-the-temporary-key-003",
    securityToken: "emulator-security-token-of-the-temporary-key",
  });
});
