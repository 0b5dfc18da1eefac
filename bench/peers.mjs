// Builds what users would pick instead, OpenTofu and its OpenStack provider, from Go modules, once per version and user. As a
// program it prints the folder that holds both. The benchmark uses them where they are, and does without where they are not.
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findGo } from "../tools/lib/go.mjs";
import { buildModule } from "../tools/lib/go-modules.mjs";
import { withLock } from "../tools/lib/lock.mjs";
import { mustRun, runAsProgram, say } from "../tools/lib/process.mjs";
import { cache, isProgram } from "../tools/pulumi-cli.mjs";

const versions = { tofu: "1.10.6", provider: "1.54.1" };

/** What is compared with, for people. */
export const peerName = `OpenTofu ${versions.tofu}, terraform-provider-openstack ${versions.provider}`;

const pieces = [
  {
    module: `github.com/opentofu/opentofu@v${versions.tofu}`,
    packagePath: "./cmd/tofu",
    program: "tofu",
    linker: `-X github.com/opentofu/opentofu/version.dev=no`,
  },
  {
    // The newest version whose module path a proxy knows: later ones kept the path of the first major version.
    module: `github.com/terraform-provider-openstack/terraform-provider-openstack@v${versions.provider}`,
    packagePath: ".",
    program: "terraform-provider-openstack",
    linker: "",
  },
];

const bin = join(cache, `peers-${versions.tofu}-${versions.provider}`);

/** The folder with both programs, if they were built before. */
export function findPeers() {
  return pieces.every(({ program }) => isProgram(join(bin, program))) ? bin : undefined;
}

/** Resolves to the folder with both programs. */
export async function ensurePeers() {
  return withLock(join(cache, "peers.lock"), peerName, async () => findPeers() ?? (await build()));
}

async function build() {
  say(`${peerName}: building both from Go modules. This is done once, and takes minutes.`);
  const work = join(cache, "build-peers");
  const stage = join(work, "bin");
  mkdirSync(stage, { recursive: true });
  mkdirSync(join(work, "tmp"), { recursive: true });
  const go = await findGo(work);
  for (const piece of pieces) await buildModule(go, piece, { work, output: join(stage, piece.program) });
  rmSync(bin, { recursive: true, force: true });
  renameSync(stage, bin);
  await mustRun("chmod", ["-R", "u+w", work]); // Go writes its modules read-only
  rmSync(work, { recursive: true, force: true });
  return bin;
}

await runAsProgram(import.meta.url, async () => {
  process.stdout.write(`${await ensurePeers()}\n`);
});
