// Whose settings a lookup uses, under Pulumi's mocks: of two emulators, the one of the environment names its algorithms as OpenStack.
import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import * as vpnaas from "../../../sdk/nodejs";
import { type Emulator, startEmulator } from "../../emulator";
import { rejectionOf, withoutProxies } from "../support/loopback";
import { inside, known, mock, settingsOf } from "../support/mocks";

withoutProxies();

const TOKENS = "/v3/auth/tokens";

let emulator: Emulator;
let other: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
  other = await startEmulator();
  Object.assign(process.env, emulator.environment);
});
afterAll(async () => {
  await emulator.close();
  await other.close();
});
beforeEach(async () => {
  pulumi.runtime.setAllConfig({});
  await mock({ isPreview: false });
  emulator.clearLog();
  other.clearLog();
});

test("settings of the given provider come before the environment, also as Outputs, and its password makes nothing secret", async () => {
  const { password, ...rest } = settingsOf(other);
  const provider = new vpnaas.Provider("other", { ...rest, password: pulumi.secret(password) });
  const found = vpnaas.getIkePolicyOutput({ name: "ike-one" }, { provider });
  expect(await inside(found.authAlgorithm)).toEqual(known("sha2-256"));
  expect((await vpnaas.getIkePolicy({ name: "ike-one" }, { provider })).authAlgorithm).toBe("sha2-256");
  expect((await vpnaas.getIkePolicy({ name: "ike-one" })).authAlgorithm).toBe("sha256");
});

test("settings that a provider keeps for lookups are not shown with it", () => {
  const { password, ...rest } = settingsOf(other);
  const provider = new vpnaas.Provider("printed", { ...rest, password });
  expect(inspect(provider, { depth: 20 })).not.toContain(password);
});

test("settings of the parent's provider are taken where none is given", async () => {
  const provider = new vpnaas.Provider("of-parent", settingsOf(other));
  const component = new pulumi.ComponentResource("a:b:C", "component", {}, { providers: [provider] });
  const child = new vpnaas.VpnService("child", { routerId: "r" }, { parent: component });
  for (const parent of [component, child]) {
    expect((await vpnaas.getIkePolicy({ name: "ike-one" }, { parent })).authAlgorithm).toBe("sha2-256");
  }
  const orphan = new pulumi.ComponentResource("a:b:C", "orphan");
  expect((await vpnaas.getIkePolicy({ name: "ike-one" }, { parent: orphan })).authAlgorithm).toBe("sha256");
});

test("settings of a provider that is none of ours are not known", async () => {
  class Foreign extends pulumi.ProviderResource {}
  const provider = new Foreign("pulumi-nodejs", "foreign");
  expect(String(await rejectionOf(vpnaas.getIkePolicy({ name: "ike-one" }, { provider })))).toContain(
    "A lookup was given a provider that is none of pulumi-vpnaas",
  );
});

test("settings of the stack configuration come before the environment, secrets among them", async () => {
  const config = Object.entries(settingsOf(other)).map(([name, value]) => [`vpnaas:${name}`, String(value)]);
  pulumi.runtime.setAllConfig(Object.fromEntries(config), ["vpnaas:password"]);
  expect((await vpnaas.getIkePolicy({ name: "ike-one" })).authAlgorithm).toBe("sha2-256");
  expect(emulator.log).toEqual([]);
});

test("settings that are the same share one login, whoever gives them", async () => {
  const third = await startEmulator();
  const providers = ["a", "b"].map((name) => new vpnaas.Provider(name, settingsOf(third)));
  const lookups = providers.map((provider) => vpnaas.getVpnService({ name: "service-one" }, { provider }));
  await Promise.all(lookups);
  const logins = third.requests({ method: "POST", path: TOKENS }).length;
  await third.close();
  expect(logins).toBe(1);
});

test("settings that are wrong say what the client says, without the password", async () => {
  const settings = { ...settingsOf(other), password: "wrong-canary-password" };
  const provider = new vpnaas.Provider("wrong", settings);
  const error = await rejectionOf(vpnaas.getVpnService({ name: "service-one" }, { provider }));
  expect(pulumi.RunError.isInstance(error)).toBe(true);
  expect(String(error)).toMatch(/POST \/v3\/auth\/tokens failed: .*401/);
  expect(String(error)).not.toContain("wrong-canary-password");
  const missing = new vpnaas.Provider("missing", { ...settings, cloud: "nowhere" });
  const problem = await rejectionOf(vpnaas.getVpnService({ name: "service-one" }, { provider: missing }));
  expect(pulumi.RunError.isInstance(problem)).toBe(true);
  expect(String(problem)).toContain("nowhere");
});
