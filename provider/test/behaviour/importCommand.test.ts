// pulumi-vpnaas-import against the emulator, without a Pulumi project: what it selects, writes and refuses.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../src/cli/command";
import { HELP, readArguments } from "../../src/cli/import/arguments";
import { HQ, type ImportingStage, openImporting, placeConnection } from "../support/importing";
import { rejectionOf, withoutProxies } from "../support/loopback";

withoutProxies();

let stage: ImportingStage;

afterEach(() => stage.close());

const importedNames = () => stage.imported().map(({ name }) => name);

test("everything of the project is read with five lists, and nothing is written at the service", async () => {
  stage = await openImporting();
  const { said, warned } = await stage.importing();
  expect(stage.emulator.vpnRequests().map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /v2.0/vpn/vpnservices",
    "GET /v2.0/vpn/ikepolicies",
    "GET /v2.0/vpn/ipsecpolicies",
    "GET /v2.0/vpn/endpoint-groups",
    "GET /v2.0/vpn/ipsec-site-connections",
  ]);
  expect(said).toContain(
    "import.json and vpn.ts are written: 3 VpnService, 2 IkePolicy, 2 IpsecPolicy, 4 EndpointGroup.",
  );
  expect(said).toContain("pulumi import --file import.json --generate-code=false");
  expect(warned).toBe(
    `the configuration of a stack is not read: there is no Pulumi.yaml in ${stage.folder} or above it`,
  );
});

test("a connection brings what it refers to, unless that is not wanted", async () => {
  stage = await openImporting();
  placeConnection(stage.emulator);
  await stage.importing("--name", "hq", "--without-psk");
  expect(importedNames()).toEqual(["service-one", "ike-one", "ipsec-one", "local-one", "peer-one", "hq"]);
  expect(stage.written("vpn.ts")).toContain("vpnserviceId: serviceOne.id,");
  await stage.importing("--name", "hq", "--without-psk", "--only", "--force");
  expect(importedNames()).toEqual(["hq"]);
  expect(stage.written("vpn.ts")).toContain(`vpnserviceId: "${stage.emulator.seeded.vpnserviceId}",`);
});

test("objects are in the order that a reader counts in, whatever order the service has them in", async () => {
  stage = await openImporting();
  for (const [at, number] of [10, 2, 1, 33, 3].entries())
    placeConnection(stage.emulator, {
      ...{
        id: `aaaaaaaa-0000-4000-8000-00000000000${at}`,
        name: `site-${number}`,
        peer_address: `203.0.113.${number}`,
      },
      ...{ local_ep_group_id: null, peer_ep_group_id: null, peer_cidrs: ["10.10.0.0/16", "10.2.0.0/16"] },
    });
  const { said } = await stage.importing("--kind", "IpsecSiteConnection", "--only", "--without-psk");
  expect(importedNames()).toEqual(["site-1", "site-2", "site-3", "site-10", "site-33"]);
  expect([...stage.written("vpn.ts").matchAll(/IpsecSiteConnection\("([^"]+)"/g)].map(([, name]) => name)).toEqual(
    importedNames(),
  );
  expect(said.match(/psk-site-\d+/g)).toEqual(importedNames().map((name) => `psk-${name}`));
  expect(stage.written("vpn.ts")).toContain('peerCidrs: ["10.2.0.0/16", "10.10.0.0/16"],');
  expect(stage.imported()[0]?.outputs.peerCidrs).toEqual(["10.2.0.0/16", "10.10.0.0/16"]);
});

test("each command that sets a key names the peer that shares it, and the id", async () => {
  stage = await openImporting();
  placeConnection(stage.emulator);
  placeConnection(stage.emulator, { id: `${HQ.slice(0, -1)}2`, name: "the-branch", peer_address: "b\nrm -rf /" });
  const { said } = await stage.importing("--kind", "IpsecSiteConnection", "--only", "--without-psk");
  const lines = said.split("\n").filter((line) => line.includes("--secret"));
  expect(lines).toEqual([
    `  pulumi config set --secret psk-hq          # peer 203.0.113.9, id ${HQ}`,
    `  pulumi config set --secret psk-the-branch  # peer "b\\nrm -rf /", id ${HQ.slice(0, -1)}2`,
  ]);
});

test("an object that a list shows in part is read by itself", async () => {
  stage = await openImporting();
  const { seeded } = stage.emulator;
  stage.emulator.fault({
    match: { method: "GET", path: "/v2.0/vpn/ikepolicies" },
    act: "after",
    reply: { status: 200, body: { ikepolicies: [{ id: seeded.ikepolicyId, name: "ike-one" }] } },
  });
  await stage.importing("--kind", "IkePolicy");
  expect(stage.imported().map(({ outputs }) => outputs.pfs)).toEqual(["group14"]);
  expect(stage.emulator.requests({ method: "GET", path: `/v2.0/vpn/ikepolicies/${seeded.ikepolicyId}` })).toHaveLength(
    1,
  );
});

test("objects of other projects, which an administrator sees, are taken by id only, and the program names the project", async () => {
  stage = await openImporting({ dialect: "openstack" });
  const foreign = {
    ...stage.emulator.ikepolicies.get(stage.emulator.seeded.ikepolicyId),
    id: HQ,
    tenant_id: "another",
    name: "theirs",
  };
  const both = [foreign, stage.emulator.ikepolicies.get(stage.emulator.seeded.secondIkepolicyId)];
  const reply = { status: 200, body: { ikepolicies: both } };
  stage.emulator.fault({ match: { path: "/v2.0/vpn/ikepolicies" }, act: "after", times: 2, reply });
  const { warned } = await stage.importing("--kind", "IkePolicy");
  expect(importedNames()).toEqual(["ike-two"]);
  expect(warned).toContain("1 object of other projects is omitted; name one with --id to take it");
  await stage.importing("--id", HQ, "--force");
  expect(stage.written("vpn.ts")).toContain('tenantId: "another",');
});

test("files that exist are not overwritten, and nothing is asked of the service", async () => {
  stage = await openImporting();
  writeFileSync(join(stage.folder, "vpn.ts"), "mine");
  expect(String(await rejectionOf(stage.importing()))).toContain(`vpn.ts exists already in ${stage.folder}`);
  expect(stage.emulator.log).toEqual([]);
  await stage.importing("--force");
  expect(stage.written("vpn.ts")).toContain("new vpnaas.VpnService");
});

test("the files go to another folder, which is made", async () => {
  stage = await openImporting();
  const { said } = await stage.importing("--out", "found/here");
  expect(said).toContain("pulumi import --file found/here/import.json");
  expect(existsSync(join(stage.folder, "found/here/vpn.ts"))).toBe(true);
});

test.each<[string[], string]>([
  [["--id", HQ], `There is no VPN object with the id "${HQ}".`],
  [["--name", "nobody"], 'There is no VPN object with the name "nobody".'],
  [
    ["--kind", "IkePolicy", "--name", "peer-one"],
    'There is no VPN object of the kind IkePolicy with the name "peer-one".',
  ],
  [
    ["--kind", "IpsecSiteConnection"],
    "There is no VPN object of the kind IpsecSiteConnection in this project and region.",
  ],
])("%j: %s", async (args, sentence) => {
  stage = await openImporting();
  const error = await rejectionOf(stage.importing(...args));
  expect(error).toMatchObject({ message: expect.stringContaining(sentence) });
});

test("a stack that is named but cannot be read is an error", async () => {
  stage = await openImporting();
  expect(String(await rejectionOf(stage.importing("--stack", "dev")))).toContain(
    "Reading the configuration of the stack failed",
  );
});

test.each<[string[], RegExp]>([
  [["--kind", "Router"], /--kind is "Router". Write one of: IpsecSiteConnection, /],
  [["--with-psk", "--without-psk"], /exclude each other/],
  [["--nonsense"], /Unknown option '--nonsense'/],
  [["vpn"], /Unexpected argument 'vpn'/],
])("%j is a misuse", async (args, sentence) => {
  stage = await openImporting();
  expect(() => readArguments(args)).toThrow(UsageError);
  expect(() => readArguments(args)).toThrow(sentence);
});

test("help names every option", async () => {
  stage = await openImporting();
  expect(readArguments(["--help"])).toBeUndefined();
  for (const option of "id name kind only cloud region dialect stack config-file set-psk without-psk with-psk out force".split(
    " ",
  ))
    expect(HELP).toContain(`  --${option} `);
});
