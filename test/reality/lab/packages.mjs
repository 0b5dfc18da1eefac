// What the lab needs of the machine: root, Debian, and packages of its release. Installs packages without starting anything.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mustRun, run, step } from "../../../tools/lib/process.mjs";

const servers = [
  ["mariadb-server", "python3-pymysql", "rabbitmq-server"],
  ["keystone", "python3-keystone", "python3-keystonemiddleware"],
  ["neutron-server", "neutron-common", "python3-neutron"],
  ["python3-neutron-vpnaas", "neutron-vpnaas-common", "uwsgi-core", "uwsgi-plugin-python3", "util-linux"],
].flat();

const agents = [
  ["neutron-l3-agent", "neutron-linuxbridge-agent", "strongswan", "strongswan-starter"],
  ["libcharon-extra-plugins", "libstrongswan-standard-plugins", "iptables", "ebtables", "ipset", "conntrack"],
  ["iproute2", "iputils-arping", "iputils-ping", "kmod", "procps"],
].flat();

/** The packages whose versions a report names. */
const telling = ["neutron-server", "python3-neutron-vpnaas", "keystone", "mariadb-server", "rabbitmq-server"];

// debconf would otherwise set up databases and endpoints of the machine's own.
const answers = [
  ["keystone", "keystone/configure_db"],
  ["keystone", "keystone/create-admin-tenant"],
  ["keystone", "keystone/register-endpoint"],
  ["neutron-common", "neutron/configure_db"],
  ["neutron-common", "neutron/configure_api-endpoint"],
  ["neutron-api", "neutron/register-endpoint"],
].map(([owner, question]) => `${owner} ${question} boolean false\n`);

const policyFile = "/usr/sbin/policy-rc.d";

/** Why a lab cannot run here; undefined if it can. */
export function obstacle() {
  if (process.platform !== "linux") return "it needs Linux";
  if (process.getuid?.() !== 0) return "it needs root (packages, and a database and network namespaces of its own)";
  if (!existsSync("/etc/debian_version")) return "it needs Debian: the servers come from its packages";
  return undefined;
}

/** Why the real agents cannot run here; undefined if they can. */
export async function agentObstacle() {
  if (!existsSync("/dev/net/tun")) return "The agents need /dev/net/tun, for a kernel without ESP";
  const { code } = await run("unshare", ["--net", "--mount", "--pid", "--fork", "true"]);
  return code === 0
    ? undefined
    : "The agents need namespaces, and this machine gives none (a privileged container does)";
}

/** Installs what is missing; resolves to the versions of what matters. */
export async function installServers() {
  await installMissing(servers, "the servers");
  return versions();
}

/** Installs what the real agents need. */
export function installAgents() {
  return installMissing(agents, "the agents");
}

async function installMissing(names, what) {
  const missing = (await Promise.all(names.map(async (name) => ((await isInstalled(name)) ? [] : [name])))).flat();
  if (missing.length === 0) return;
  await step(`Debian packages for ${what} (${missing.length} missing)`, () => withoutStarting(() => install(missing)));
}

async function install(names) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await mustRun("apt-get", ["update", "-q"], { env });
  if (existsSync("/usr/bin/debconf-set-selections"))
    await mustRun("sh", ["-c", `printf '${answers.join("").replaceAll("\n", "\\n")}' | debconf-set-selections`]);
  const options = ["--yes", "-q", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold"];
  await mustRun("apt-get", ["install", ...options, ...names], { env, limitSeconds: 1200 });
}

// A package would start its server for the whole machine, on all addresses. Debian asks this file first.
async function withoutStarting(work) {
  const isOurs = !existsSync(policyFile);
  if (isOurs) writeFileSync(policyFile, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  else if (!readFileSync(policyFile, "utf8").includes("exit 101"))
    throw new Error(
      `${policyFile} is there and may let packages start servers. Make it exit with 101, then try again.`,
    );
  try {
    return await work();
  } finally {
    if (isOurs) rmSync(policyFile);
  }
}

async function isInstalled(name) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the language of dpkg-query
  const { code, stdout } = await run("dpkg-query", ["-W", "-f", "${db:Status-Abbrev}", name]);
  return code === 0 && stdout.startsWith("ii");
}

async function versions() {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the language of dpkg-query
  const { stdout } = await mustRun("dpkg-query", ["-W", "-f", "${Package} ${Version}\\n", ...telling]);
  return stdout.trim().split("\n");
}
