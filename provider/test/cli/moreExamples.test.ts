// The examples of whole VPNs as they lie in the repository: type check, up, no change by preview and refresh, destroy.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Emulator, EmulatorOptions } from "../../emulator";
import { ExampleStage, plain, typeErrors } from "../support/examples";
import type { Project } from "../support/pulumi";

const PSK = "Canary-psk-0123456789";
const stage = new ExampleStage();
afterAll(() => stage.close());

/** An example that runs on one cloud from nothing. */
interface Story {
  readonly name: string;
  readonly emulator?: EmulatorOptions;
  /** Plain settings of the stack; those that are paths are set as such. */
  readonly settings: (emulator: Emulator) => Record<string, string>;
  readonly secrets: readonly string[];
  /** Names of the connections that it makes. */
  readonly connections: readonly string[];
}

const vpc = ({ seeded }: Emulator) => ({ routerId: seeded.routerId, subnetId: seeded.subnetId });

const STORIES: readonly Story[] = [
  { name: "whole-vpn", settings: vpc, secrets: ["psk"], connections: ["branch-497533e"] },
  {
    name: "hub-and-sites",
    settings: ({ seeded }) => ({ routerId: seeded.routerId, "subnetIds[0]": seeded.subnetId }),
    secrets: ["psks.berlin", "psks.lisbon", "psks.paris"],
    connections: ["hub-berlin-0bdd44f", "hub-lisbon-fb164b3", "hub-paris-11f9618"],
  },
  {
    name: "active-standby",
    settings: vpc,
    secrets: ["psk", "standbyPsk"],
    connections: ["office-main-e500803", "office-main-standby-78ea979"],
  },
  {
    name: "unit-testing",
    settings: vpc,
    secrets: ["psk-berlin", "psk-madrid"],
    connections: ["berlin-5faccdd", "madrid-8c3f586"],
  },
];

test.each(STORIES)("$name: up, no change, nothing left after destroy", async ({ name, ...story }) => {
  const emulator = await stage.start({ ...story.emulator, seed: false });
  // The type check comes once, below, and not with every command.
  const project = await stage.open(name, { ...emulator.environment, PULUMI_NODEJS_TRANSPILE_ONLY: "true" });
  const secrets = story.secrets.flatMap((key) => ["--secret", `${key}=${PSK}`]);
  await project.must(["config", "set-all", "--path", ...plain(Object.entries(story.settings(emulator))), ...secrets]);
  expect(typeErrors(project.folder)).toBe("");

  await project.up();
  const made = [...emulator.connections.values()].map((connection) => String(connection.name));
  expect(made.sort()).toEqual([...story.connections].sort());
  await expectNoChanges(project);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  expectNothingLeft(emulator);
});

test("two-regions: each end gets the other's address from the VPN service there", async () => {
  const dialect = "openstack";
  const one = await stage.start({ dialect, seed: false });
  const two = await stage.start({ dialect, seed: false, region: "RegionTwo" });
  const { OS_AUTH_URL: _, OS_REGION_NAME: __, OS_PROJECT_NAME: ___, ...login } = one.environment;
  const project = await stage.open("two-regions", { ...login, PULUMI_NODEJS_TRANSPILE_ONLY: "true" });
  const { routerId, subnetId, secondSubnetId } = one.seeded;
  const settings = [
    ...regionOf("RegionOne", one, { routerId, subnetId, cidr: "10.10.0.0/24" }),
    ...regionOf("RegionTwo", two, { routerId, subnetId: secondSubnetId, cidr: "10.11.0.0/24" }),
  ];
  await project.must(["config", "set-all", "--path", ...plain(settings), "--secret", `psk=${PSK}`]);
  expect(typeErrors(project.folder)).toBe("");

  await project.up();
  const peers = [one, two].map((emulator) => [...emulator.connections.values()].map((made) => made.peer_address));
  const addresses = [one, two].map((emulator) => [...emulator.vpnservices.values()].map((made) => made.external_v4_ip));
  expect(peers).toEqual([addresses[1], addresses[0]]);
  await expectNoChanges(project);
  await project.must(["destroy", "--yes", "--skip-preview"]);
  for (const emulator of [one, two]) expectNothingLeft(emulator);
});

test("unit-testing: its own tests pass, with mocks and with the emulator", async () => {
  const project = await stage.open("unit-testing", {});
  const { stdout } = await promisify(execFile)("npm", ["test"], { cwd: project.folder, env: project.environment });
  expect(stdout).toMatch(/^# pass 2$/m);
  expect(stdout).toMatch(/^# fail 0$/m);
});

function regionOf(
  region: string,
  { environment }: Emulator,
  { routerId, subnetId, cidr }: { routerId: string; subnetId: string; cidr: string },
): [string, string][] {
  return [
    [`authUrl-${region}`, environment.OS_AUTH_URL ?? ""],
    [`project-${region}`, environment.OS_PROJECT_NAME ?? ""],
    [`${region}.routerId`, routerId],
    [`${region}.subnetId`, subnetId],
    [`${region}.cidrs[0]`, cidr],
  ];
}

async function expectNoChanges(project: Project): Promise<void> {
  await project.must(["preview", "--expect-no-changes"]);
  await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
  await project.must(["preview", "--expect-no-changes"]);
}

function expectNothingLeft(emulator: Emulator): void {
  for (const collection of [emulator.connections, emulator.vpnservices, emulator.ikepolicies, emulator.ipsecpolicies])
    expect(collection.size).toBe(0);
  expect(emulator.endpointGroups.size).toBe(0);
}
