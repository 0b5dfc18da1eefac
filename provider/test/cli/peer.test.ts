// The configuration of the other side with the real CLI: a secret output, an error of the preview, the command that writes it from the
// state, and the same through the plugin, as programs in other languages ask for it.
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { runCommand } from "../support/importing";
import { Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";
import { pluginLines } from "../support/worlds";

const PSK = "Canary-psk-0123456789";

let emulator: Emulator;
let project: Project;
beforeEach(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
  settleAtOnce(emulator);
  project = await Project.open(emulator);
  await project.config("psk", PSK, true);
});
afterEach(async () => {
  project.close();
  await emulator.close();
});

const ARGS = () => `
  routerId: "${emulator.seeded.spareRouterId}", localSubnetIds: ["${emulator.seeded.subnetId}"],
  localCidrs: ["10.10.0.0/24"], peerAddress: "203.0.113.9", peerCidrs: ["10.20.0.0/16"],
  psk: new pulumi.Config().requireSecret("psk"),`;

/** A component, and what the other side of it needs. */
function program(format: string, more = ""): void {
  project.program(`
const hub = new vpnaas.SiteToSiteVpn("hub", {${ARGS()} ${more} });
exports.peer = hub.peerConfiguration("${format}");`);
}

async function outputs(...options: string[]): Promise<Record<string, unknown>> {
  return JSON.parse((await project.run(["stack", "output", "--json", ...options])).stdout) as Record<string, unknown>; // as printed
}

interface Setup {
  readonly files: { readonly path: string; readonly content: string }[];
  readonly commands: string[];
  readonly advice: string[];
}

const written = (...path: string[]) => readFileSync(join(project.folder, ...path), "utf8");
const modeOf = (...path: string[]) => statSync(join(project.folder, ...path)).mode & 0o777;
const peer = (...args: string[]) => runCommand("peer", project, args);

test("an output of the program is a secret, and the command writes the same files from the state", async () => {
  program("strongswan-swanctl");
  expect(await project.up()).not.toContain(PSK);
  expect(await outputs()).toEqual({ peer: "[secret]" });
  expect(JSON.stringify(await project.must(["stack", "export"]))).not.toContain(PSK);
  const { peer: told } = (await outputs("--show-secrets")) as { peer: Setup };
  const [file] = told.files;
  expect(file?.path).toBe("/etc/swanctl/conf.d/hub-main.conf");
  expect(file?.content).toContain(`secret = "${PSK}"`);
  const [{ external_v4_ip: address } = {}] = [...emulator.vpnservices.values()].filter(
    ({ router_id }) => router_id === emulator.seeded.spareRouterId,
  );
  expect(file?.content).toContain(`remote_addrs = ${String(address)}\n`);

  const networks = ["--local-cidr", "10.10.0.0/24"];
  const said = await peer("--format", "strongswan-swanctl", ...networks);
  expect(said).toMatchObject({ code: 0, stderr: "" });
  expect(said.stdout.match(/^written: /gm)).toHaveLength(2);
  expect(written("peers/hub-main/hub-main.conf")).toBe(file?.content);
  for (const command of told.commands) expect(written("peers/hub-main/README.txt")).toContain(`  ${command}\n`);
  expect([modeOf("peers/hub-main"), modeOf("peers/hub-main/hub-main.conf")]).toEqual([0o700, 0o600]);
  expect(said.output + written("peers/hub-main/README.txt")).not.toContain(PSK);

  const again = await peer("--format", "strongswan-swanctl", ...networks);
  expect(again).toMatchObject({ code: 1, stdout: "" });
  expect(again.stderr).toContain("hub-main.conf exists already. Give --force to overwrite it, or another --out");
  expect(await peer("--format", "strongswan-swanctl", ...networks, "--force")).toMatchObject({ code: 0 });

  const shown = await peer("--format", "openiked", ...networks, "--connection", "hub-main", "--stdout", "--out", "no");
  expect(shown.stdout).toContain(`psk "${PSK}"`);
  expect(shown.stdout).toMatch(/\n# - .*\n$/);
  expect(existsSync(join(project.folder, "no"))).toBe(false);
});

test("the command says what it was not told, and what the stack does not have", async () => {
  const networks = ["--local-cidr", "10.10.0.0/24"];
  expect(await peer("--format", "telnet", ...networks)).toMatchObject({ code: 2, stdout: "" });
  expect((await peer("--format", "libreswan")).stderr).toContain("--local-cidr is missing: the state holds the ids");
  expect((await peer("--format", "libreswan", ...networks)).stderr).toContain("There is no connection in the state");
  expect((await peer("--help")).stdout).toContain("strongswan-swanctl");
  program("strongswan-swanctl", "ipsec: { encryptionAlgorithm: 'aes-256-ccm-8' },");
  await project.up();
  const unknown = await peer("--format", "libreswan", ...networks, "--connection", "paris");
  expect(unknown).toMatchObject({ code: 1, stdout: "" });
  expect(unknown.stderr).toContain('The stack has no connection "paris": there are "hub-main"');
  const unsayable = await peer("--format", "openiked", ...networks);
  expect(unsayable.stderr).toContain('ipsec.encryptionAlgorithm "aes-256-ccm-8" has no word in OpenIKED (iked.conf)');
  expect(unsayable.output).not.toContain(PSK);
  expect(existsSync(join(project.folder, "peers"))).toBe(false);
});

test("what the format cannot say fails the preview, and nothing is sent", async () => {
  program("libreswan", "ike: { encryptionAlgorithm: 'aes-256-ccm-16' },");
  emulator.log.splice(0);
  const output = await project.fails(["preview"]);
  expect(output).toContain('ike.encryptionAlgorithm "aes-256-ccm-16" has no word in libreswan (ipsec.conf)');
  expect(emulator.log).toEqual([]);
});

test("a peer that does not fit fails the preview, and nothing is sent", async () => {
  program("libreswan", "peer: { ikeVersion: 'v1', ike: { pfs: ['group19'] } },");
  emulator.log.splice(0);
  const output = await project.fails(["preview"]);
  expect(output).toContain("peer does not fit: ikeVersion: the connection has v2, the peer has v1");
  expect(output).toContain("peer does not fit: ike.pfs: the connection has group14, the peer has group19");
  // What an output tells is known a moment later.
  program("libreswan", `peer: { pskSha256: '${"0".repeat(64)}' },`);
  const later = await project.fails(["preview"]);
  expect(later).toContain("peer does not fit: psk: the keys of the connection and of the peer are not the same");
  expect(later).not.toContain(PSK);
  expect(emulator.vpnRequests().filter(({ method }) => method !== "GET")).toEqual([]);
});

test("with the plugin: a secret output of the component, and a function whose result is as secret as its key", async () => {
  project.write(
    "Pulumi.yaml",
    `name: story\nruntime: { name: nodejs, options: { typescript: false } }\n${pluginLines("node_modules/pulumi-vpnaas/plugin")}`,
  );
  project.program(`
class Remote extends pulumi.ComponentResource {
  constructor(name, args) {
    super("vpnaas:index:SiteToSiteVpn", name, { gatewayAddress: undefined, peerConfigurations: undefined, ...args }, {}, true);
  }
}
const hub = new Remote("hub", { peerFormat: "libreswan", ${ARGS()} });
exports.all = hub.peerConfigurations;
exports.address = hub.gatewayAddress;
exports.peer = pulumi.runtime.invokeOutput("vpnaas:index:peerConfiguration", {
  format: "openiked", gatewayAddress: hub.gatewayAddress, localCidrs: ["10.10.0.0/24"],
  peerAddress: "203.0.113.9", peerCidrs: ["10.20.0.0/16"], psk: new pulumi.Config().requireSecret("psk"),
});`);
  expect(await project.up()).not.toContain(PSK);
  const shown = await outputs();
  expect(shown).toMatchObject({ all: "[secret]", peer: "[secret]" });
  expect(JSON.stringify(await project.must(["stack", "export"]))).not.toContain(PSK);
  const { all, peer: told } = (await outputs("--show-secrets")) as { all: Record<string, Setup>; peer: Setup };
  expect(all.main?.files[1]?.content).toBe(`203.0.113.9 ${String(shown.address)} : PSK "${PSK}"\n`);
  expect(told.files[0]?.content).toContain(`psk "${PSK}"`);
});
