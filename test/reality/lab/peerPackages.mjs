// The software of the devices on the other side, from Debian's packages. They conflict with each other and with what the agents need, so
// they are unpacked and not installed: a mount namespace puts one of them over /usr and /etc (peers/daemons.ts). With them, a Linux
// that runs as a process, since the machine's own kernel may have neither ESP nor PF_KEY (peers/kernel.ts).
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
const kernel = ["user-mode-linux", "kmod", "libkmod2", "iputils-ping"];
const home = join(cache, "peers");

/** Why they cannot run here; undefined if they can. */
export async function peerObstacle() {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "it needs Linux and root";
  if (!existsSync("/etc/debian_version")) return "it needs Debian: the daemons come from its packages";
  const { code } = await run("unshare", ["--net", "--mount", "--pid", "--fork", "true"]);
  return code === 0 ? undefined : "it needs namespaces, and this machine gives none (a privileged container does)";
}

/** Why a device cannot have a kernel of its own here; undefined if it can. Unpacks that kernel, and boots it. */
export async function kernelObstacle() {
  const reason = await peerObstacle();
  if (reason !== undefined) return reason;
  try {
    await unpack("kernel", kernel);
  } catch {
    return "Debian has no user-mode-linux for this processor, and a device needs a kernel with ESP and PF_KEY";
  }
  const { stdout } = await run("sh", ["-c", firstBoot, join(home, "kernel/usr")], { limitSeconds: 60 });
  return stdout.includes("it runs") ? undefined : "user-mode-linux does not run here (it needs ptrace)";
}

const firstBoot = `own=$(mktemp -d) && printf '#!/bin/sh\necho it runs\nmount -t proc p /proc; echo o >/proc/sysrq-trigger; sleep 9' \
  >$own/init && chmod +x $own/init
TMPDIR=$own timeout 30 $0/bin/linux.uml mem=64M root=/dev/root rootfstype=hostfs rootflags=/ ro init=$own/init \
  uml_dir=$own quiet con=null con0=null,fd:1 ssl=null </dev/null
rm -rf $own`;

/** Unpacks what is not there yet; writes `peers.json` into the folder: daemon → where it was unpacked; the kernel if it is. */
export async function unpackPeers(folder) {
  for (const [daemon, packages] of Object.entries(daemons)) await unpack(daemon, packages);
  const unpacked = [...Object.keys(daemons), "kernel"].filter((name) => existsSync(join(home, name)));
  const paths = Object.fromEntries(unpacked.map((name) => [name, join(home, name)]));
  writeFileSync(join(folder, "peers.json"), JSON.stringify(paths));
}

async function unpack(name, names) {
  if (existsSync(join(home, name))) return;
  const [packages, own] = [join(home, `${name}.packages`), join(home, `${name}.new`)];
  for (const folder of [packages, own]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  await mustRun("apt-get", ["update", "-q"]);
  await mustRun("apt-get", ["download", "-q", ...names], { cwd: packages, limitSeconds: 600 });
  for (const file of readdirSync(packages)) await mustRun("dpkg", ["-x", join(packages, file), own]);
  if (name === "kernel") moveIntoUsr(own);
  // Both folders are there to be mounted, whatever a package has.
  for (const part of ["usr", "etc"]) mkdirSync(join(own, part), { recursive: true });
  rmSync(packages, { recursive: true });
  renameSync(own, join(home, name));
}

// On a machine /bin and /sbin lead into /usr, and modprobe looks for modules in one place only.
function moveIntoUsr(folder) {
  for (const name of ["bin", "sbin"])
    cpSync(join(folder, name), join(folder, "usr", name), { recursive: true, verbatimSymlinks: true });
  renameSync(join(folder, "usr/lib/uml/modules"), join(folder, "usr/lib/modules"));
}
