// A world and a Pulumi project in it, for one story; after each step nothing is left to do.
import { openEitherProject } from "../../../provider/test/support/nativeProject";
import type { Project, Run } from "../../../provider/test/support/pulumi";
import { openWorld, type World } from "./world";

/** A name that Pulumi's resource `name` gets where the program gives none. */
export const madeUp = (name: string) => expect.stringMatching(new RegExp(`^${name}-[0-9a-f]{7}$`));

export const PSK = "Canary-psk-0123456789";

export interface Scene {
  readonly world: World;
  readonly project: Project;
  /** Runs `up`, and then makes sure that nothing is left to do. */
  up(...args: string[]): Promise<string>;
  /** Neither a preview nor a refresh names anything. */
  quiet(): Promise<void>;
  /** A command that has to fail; resolves to what it printed. */
  fails(args: readonly string[], env?: Record<string, string>): Promise<string>;
  close(): Promise<void>;
}

export async function openScene(open: () => Promise<World> = openWorld): Promise<Scene> {
  const world = await open();
  const project = await openEitherProject(world);
  const quiet = async () => {
    await project.must(["preview", "--expect-no-changes"]);
    await project.must(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]);
  };
  return {
    world,
    project,
    quiet,
    async up(...args) {
      const output = await project.up(...args);
      await quiet();
      return output;
    },
    async fails(args, env = {}) {
      const run = await project.run(args, { env });
      if (run.code === 0) throw new Error(`pulumi ${args.join(" ")} did not fail:\n${run.output}`);
      return plain(args, run);
    },
    async close() {
      project.close();
      await world.close();
    },
  };
}

// An error is a sentence: no stack, and never the key. Pulumi itself prints the stack of what read and delete reject with.
function plain([command]: readonly string[], { output }: Run): string {
  if (command !== "refresh" && command !== "destroy" && /\n\s+at .*:\d+/.test(output))
    throw new Error(`A stack was printed:\n${output}`);
  if (/anary-psk/.test(output)) throw new Error("A pre-shared key was printed.");
  return output;
}

/** The source of a whole VPN from single resources; the program gives a name to one of them only. */
export function wholeVpn(
  { network: { routerId, subnetId } }: World,
  change: { connection?: object; ike?: object; remote?: readonly string[]; service?: object; local?: string } = {},
): string {
  const text = (value: unknown) => JSON.stringify(value ?? {});
  const connection = { peerAddress: "203.0.113.9", peerId: "203.0.113.9", psk: PSK, ...change.connection };
  return `
const service = new vpnaas.VpnService("hub", { routerId: "${routerId}", ...${text(change.service)} });
const ike = new vpnaas.IkePolicy("ike", ${text(change.ike)});
const ipsec = new vpnaas.IpsecPolicy("ipsec");
const local = new vpnaas.EndpointGroup("local", { type: "subnet", endpoints: ["${change.local ?? subnetId}"] });
const remote = new vpnaas.EndpointGroup("remote", { name: "remote", type: "cidr", endpoints: ${text(change.remote ?? ["10.20.0.0/16"])} });
const hq = new vpnaas.IpsecSiteConnection("hq", {
  vpnserviceId: service.id, ikepolicyId: ike.id, ipsecpolicyId: ipsec.id,
  localEpGroupId: local.id, peerEpGroupId: remote.id, ...${text(connection)},
});
exports.address = service.externalV4Ip;
exports.status = hq.status;`;
}
