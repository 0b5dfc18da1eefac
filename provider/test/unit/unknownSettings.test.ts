// Settings with names that no one reads: what is said of them, with what was probably meant, and never a value.
import { unknownSettings } from "../../src/settings/unknownSettings";

const END = ". docs/configuration.md of the package lists the settings";

test.each([
  ["vpnaas:dialekt", "vpnaas:dialekt (did you mean vpnaas:dialect?)"],
  ["vpnaas:auth_url", "vpnaas:auth_url (did you mean vpnaas:authUrl?)"],
  ["vpnaas:Region", "vpnaas:Region (did you mean vpnaas:region?)"],
  ["vpnaas:passwort", "vpnaas:passwort (did you mean vpnaas:password?)"],
  ["vpnaas:tenantName2000", "vpnaas:tenantName2000"],
  ["vpnaas:", "vpnaas:"],
  [`vpnaas:${"x".repeat(200)}`, `"vpnaas:${"x".repeat(73)}…"`],
  ["vpnaas:a\u001b[31m", '"vpnaas:a\\u001b[31m"'],
])("the key %j", (key, said) => {
  expect(unknownSettings({ keys: [key, "vpnaas:region", "story:dialekt", "aws:regoin"] })).toBe(
    `1 setting is unknown and has no effect: ${said}${END}`,
  );
});

test("several, of every source, make one sentence", () => {
  const given = {
    keys: ["vpnaas:dialekt"],
    provider: { name: "nl", args: ["cloud", "regionn"] },
    environment: { VPNAAS_DIALEKT: "otc", VPNAAS_DIALECT: "otc", OS_REGOIN: "x", PATH: "/bin" },
  };
  expect(unknownSettings(given)).toBe(
    "3 settings are unknown and have no effect: vpnaas:dialekt (did you mean vpnaas:dialect?); " +
      'the argument regionn of the provider "nl" (did you mean region?); ' +
      `the environment variable VPNAAS_DIALEKT (did you mean VPNAAS_DIALECT?)${END}`,
  );
});

test.each([
  ["VPNAAS_REGION", "OS_REGION_NAME"],
  ["VPNAAS_AUTH_URL", "OS_AUTH_URL"],
  ["VPNAAS_STRICT", "vpnaas:strict"],
  ["VPNAAS_CREATE_TIMEOUT", "vpnaas:createTimeout"],
  ["VPNAAS_PLUGIN", "vpnaas:plugin"],
])("the variable %s means %s", (variable, meant) => {
  expect(unknownSettings({ environment: { [variable]: "secret-value" } })).toBe(
    `1 setting is unknown and has no effect: the environment variable ${variable} (did you mean ${meant}?)${END}`,
  );
});

test("a setting of the whole stack is none of a provider", () => {
  expect(unknownSettings({ provider: { name: "nl", args: ["plugin"] } })).toBe(
    `1 setting is unknown and has no effect: the argument plugin of the provider "nl" (did you mean vpnaas:plugin?)${END}`,
  );
  expect(unknownSettings({ keys: ["vpnaas:plugni"] })).toContain("vpnaas:plugni (did you mean vpnaas:plugin?)");
});

test("known ones, and those of other namespaces, are not named", () => {
  const keys = ["vpnaas:dialect", "vpnaas:activeTimeout", "vpnaas:plugin", "pulumi:tags", "vpnaasx:region", "region"];
  const provider = { name: "nl", args: ["authUrl", "password"] };
  expect(unknownSettings({ keys, provider, environment: { VPNAAS_DIALECT: "otc", OS_WHATEVER: "1" } })).toBeUndefined();
  expect(unknownSettings({})).toBeUndefined();
});

test("a project called vpnaas has keys of its own: only what is nearly a setting is named", () => {
  const keys = ["vpnaas:routerId", "vpnaas:subnetId2", "vpnaas:regoin"];
  expect(unknownSettings({ keys, project: "vpnaas" })).toContain("effect: vpnaas:regoin (did you mean vpnaas:region?)");
  expect(unknownSettings({ keys, project: "story" })).toContain("3 settings");
});
