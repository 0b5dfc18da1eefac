// What pulumi-vpnaas-import makes of an object: what the program states, what the state gets, and what becomes of a pre-shared key.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { PSK } from "../support/connection";
import { HQ, type ImportingStage, openImporting, placeConnection } from "../support/importing";
import { rejectionOf, withoutProxies } from "../support/loopback";

withoutProxies();

let stage: ImportingStage;

afterEach(() => stage.close());

test.each([
  ["otc", "sha2-256", ""],
  ["openstack", "sha256", '  description: "",\n'],
] as const)("%s: policies are stated in full, also what is the default", async (dialect, hash, description) => {
  stage = await openImporting({ dialect });
  stage.emulator.place("ikepolicies", {
    ...stage.emulator.ikepolicies.get(stage.emulator.seeded.ikepolicyId),
    ...{ id: HQ, name: "old", encryption_algorithm: "aes-128", lifetime: { units: "seconds", value: 86400 } },
  });
  await stage.importing("--id", HQ, "--id", stage.emulator.seeded.ipsecpolicyId);
  expect(stage.written("vpn.ts").split("\n\n").slice(1).join("\n\n")).toBe(
    `export const old = new vpnaas.IkePolicy("old", {\n  name: "old",\n${description}  authAlgorithm: "${hash}",\n` +
      '  encryptionAlgorithm: "aes-128",\n  pfs: "group14",\n  ikeVersion: "v2",\n  phase1NegotiationMode: "main",\n' +
      '  lifetime: { units: "seconds", value: 86400 },\n});\n\n' +
      `export const ipsecOne = new vpnaas.IpsecPolicy("ipsec-one", {\n  name: "ipsec-one",\n${description}` +
      `  authAlgorithm: "${hash}",\n  encryptionAlgorithm: "aes-256",\n  pfs: "group14",\n  transformProtocol: "esp",\n` +
      '  encapsulationMode: "tunnel",\n  lifetime: { units: "seconds", value: 3600 },\n});\n',
  );
});

test.each(["otc", "openstack"] as const)(
  "%s: of other kinds, defaults are not stated, but the name is",
  async (dialect) => {
    stage = await openImporting({ dialect });
    await stage.importing("--name", "service-one");
    const description = dialect === "openstack" ? '  description: "",\n' : "";
    const routerId = stage.emulator.vpnservices.get(stage.emulator.seeded.vpnserviceId)?.router_id;
    expect(stage.written("vpn.ts")).toContain(
      `new vpnaas.VpnService("service-one", {\n  name: "service-one",\n${description}  routerId: "${routerId}",\n});`,
    );
  },
);

test.each([
  ["", ""],
  ["by hand", "@hq.example.com"],
])("openstack: description %j and localId %j are stated", async (description, localId) => {
  stage = await openImporting({ dialect: "openstack" });
  placeConnection(stage.emulator, { description, local_id: localId });
  await stage.importing("--id", HQ, "--only", "--without-psk");
  expect(stage.written("vpn.ts")).toContain(`  description: ${JSON.stringify(description)},\n`);
  expect(stage.written("vpn.ts")).toContain(`  localId: ${JSON.stringify(localId)},\n`);
  expect(stage.imported()[0]?.inputs).toMatchObject({ description, localId });
  expect(stage.imported()[0]?.outputs.__inputs).toEqual(expect.arrayContaining(["description", "localId"]));
});

test("inputs and outputs are what a create would have left in the state", async () => {
  stage = await openImporting({ dialect: "openstack" });
  await stage.importing("--name", "peer-one");
  const text = 'exports.handler = () => require("pulumi-vpnaas/provider").handler("EndpointGroup");';
  const inputs = { name: "peer-one", description: "", type: "cidr", endpoints: ["10.20.0.0/24"] };
  const { projectId } = stage.emulator.credentials;
  expect(stage.imported()).toEqual([
    {
      type: "pulumi-nodejs:dynamic/vpnaas:EndpointGroup",
      name: "peer-one",
      id: stage.emulator.seeded.peerEpGroupId,
      inputs: { ...inputs, __provider: text },
      outputs: {
        ...{ ...inputs, tenantId: projectId, projectId, region: "RegionOne" },
        __inputs: ["description", "endpoints", "name", "type"],
        __provider: text,
      },
    },
  ]);
});

test("what the service reserves for itself is not stated: description on otc, billing data, networks next to groups", async () => {
  stage = await openImporting();
  placeConnection(stage.emulator, { description: "by the service", order_id: "CS2011", peer_cidrs: ["10.20.0.0/24"] });
  await stage.importing("--id", HQ, "--only", "--without-psk");
  expect(Object.keys(stage.imported()[0]?.inputs ?? {})).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/description|orderId|peerCidrs/)]),
  );
  expect(stage.imported()[0]?.outputs).toMatchObject({ description: "by the service", orderId: "CS2011" });
});

test("what the service does not show counts as its default: otherwise the first preview would show it as a change", async () => {
  stage = await openImporting();
  placeConnection(stage.emulator, { initiator: undefined });
  await stage.importing("--id", HQ, "--only", "--without-psk");
  const [hq] = stage.imported();
  expect([hq?.inputs.initiator, hq?.outputs.initiator]).toEqual(["bi-directional", "bi-directional"]);
});

test("tags of otc are stated", async () => {
  stage = await openImporting();
  placeConnection(stage.emulator, { tags: [{ key: "team", value: "net" }] });
  await stage.importing("--id", HQ, "--only", "--without-psk");
  expect(stage.written("vpn.ts")).toContain('tags: { team: "net" },');
});

test("an empty name is stated, since the program would otherwise give that of the resource", async () => {
  stage = await openImporting({ dialect: "openstack" });
  placeConnection(stage.emulator, { name: "" });
  await stage.importing("--kind", "IpsecSiteConnection", "--only", "--without-psk");
  expect(stage.written("vpn.ts")).toContain(
    'export const connection = new vpnaas.IpsecSiteConnection("connection", {\n',
  );
  expect(stage.written("vpn.ts")).toContain('name: "",');
});

test("values that the provider refuses are taken over as they are, with a warning", async () => {
  stage = await openImporting({ dialect: "openstack" });
  const object = stage.emulator.ikepolicies.get(stage.emulator.seeded.ikepolicyId) ?? {};
  object.auth_algorithm = "md5";
  const { warned } = await stage.importing("--kind", "ikepolicy");
  expect(warned).toMatch(
    /IkePolicy "ike-one" \(9b00d6b0-[0-9a-f-]+\) has values that the provider refuses: authAlgorithm must be one of .*, got "md5"/,
  );
  expect(warned).toContain("previews fail until the program says something else");
  expect(stage.written("vpn.ts")).toContain('authAlgorithm: "md5",');
});

describe("pre-shared keys without a stack", () => {
  test("are refused: they are encrypted for a stack", async () => {
    stage = await openImporting({ dialect: "openstack" });
    placeConnection(stage.emulator);
    const error = await rejectionOf(stage.importing());
    expect(String(error)).toContain("Run this in the folder of a Pulumi project with a stack");
    expect(existsSync(join(stage.folder, "import.json"))).toBe(false);
  });

  test("are omitted where the user wants that, and the preview is no longer said to show nothing", async () => {
    stage = await openImporting();
    placeConnection(stage.emulator);
    const { said, warned } = await stage.importing("--without-psk");
    expect(stage.imported().at(-1)?.inputs).not.toHaveProperty("psk");
    expect(stage.imported().at(-1)?.outputs.__inputs).not.toContain("psk");
    expect(said).toContain("  pulumi config set --secret psk-hq  # peer 203.0.113.9, id ");
    expect(said).not.toContain("--expect-no-changes");
    expect(warned).toContain("the first update sends them");
  });

  test("openstack: are written in clear where the user wants that, for the user's eyes only", async () => {
    stage = await openImporting({ dialect: "openstack" });
    placeConnection(stage.emulator);
    const { said, warned } = await stage.importing("--with-psk");
    const psk = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      plaintext: JSON.stringify(PSK),
    };
    const hq = stage.imported().at(-1);
    expect([hq?.inputs.psk, hq?.outputs.psk]).toEqual([psk, psk]);
    expect(hq?.outputs.__inputs).toContain("psk");
    expect(statSync(join(stage.folder, "import.json")).mode & 0o777).toBe(0o600);
    expect(`${said}${warned}${stage.written("vpn.ts")}`).not.toContain(PSK);
    expect(warned).toContain("import.json holds pre-shared keys in clear");
  });

  test.each(["clear", "masked", "altered"] as const)("otc: a key that comes back %s is never taken", async (echo) => {
    stage = await openImporting();
    stage.emulator.pskEcho = echo;
    placeConnection(stage.emulator);
    expect(String(await rejectionOf(stage.importing("--with-psk")))).toContain("there is no stack to ask");
    expect(String(await rejectionOf(stage.importing("--set-psk")))).toContain("is not the key that is in use");
  });
});
