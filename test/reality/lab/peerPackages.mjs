// The software of the devices on the other side, from Debian's packages. They conflict with each other and with what the agents need, so
// they are unpacked and not installed: a mount namespace puts one of them over /usr and /etc (peers/daemons.ts).
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun, run } from "../../../tools/lib/process.mjs";
import { cache } from "../../../tools/pulumi-cli.mjs";

const daemons = {
  strongswan: [
    ["strongswan-swanctl", "strongswan-charon", "strongswan-starter", "strongswan-libcharon", "libstrongswan"],
    ["libcharon-extra-plugins", "libcharon-extauth-plugins"],
    ["libstrongswan-standard-plugins", "libstrongswan-extra-plugins", "iputils-ping"],
  ].flat(),
  libreswan: [
    "libreswan",
    "libnss3-tools",
    "libnss3",
    "libnspr4",
    "libldns3",
    "libunbound8",
    "libevent-2.1-7",
    "libevent-pthreads-2.1-7",
  ],
  openiked: ["openiked", "libevent-2.1-7"],
};

/** Why they cannot run here; undefined if they can. */
export async function peerObstacle() {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "it needs Linux and root";
  if (!existsSync("/etc/debian_version")) return "it needs Debian: the daemons come from its packages";
  const { code } = await run("unshare", ["--net", "--mount", "--pid", "--fork", "true"]);
  return code === 0 ? undefined : "it needs namespaces, and this machine gives none (a privileged container does)";
}

/** Unpacks what is not there yet; writes `peers.json` into the folder: daemon → where it was unpacked, and the versions. */
export async function unpackPeers(folder) {
  const home = join(cache, "peers");
  const missing = Object.keys(daemons).filter((daemon) => !existsSync(join(home, daemon)));
  if (missing.length > 0) await mustRun("apt-get", ["update", "-q"]);
  for (const daemon of missing) await unpack(daemon, home);
  const paths = Object.fromEntries(Object.keys(daemons).map((daemon) => [daemon, join(home, daemon)]));
  writeFileSync(join(folder, "peers.json"), JSON.stringify(paths));
}

async function unpack(daemon, home) {
  const [packages, own] = [join(home, `${daemon}.packages`), join(home, `${daemon}.new`)];
  for (const folder of [packages, own]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  await mustRun("apt-get", ["download", "-q", ...daemons[daemon]], { cwd: packages, limitSeconds: 600 });
  for (const file of readdirSync(packages)) await mustRun("dpkg", ["-x", join(packages, file), own]);
  // Both folders are there to be mounted, whatever a package has.
  for (const name of ["usr", "etc"]) mkdirSync(join(own, name), { recursive: true });
  rmSync(packages, { recursive: true });
  renameSync(own, join(home, daemon));
}
