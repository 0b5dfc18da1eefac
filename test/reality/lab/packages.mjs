// What the lab needs of the machine: packages of Debian's release, and namespaces for the agents.
import { existsSync } from "node:fs";
import { installMissing } from "../../../tools/lib/debian.mjs";
import { mustRun, run } from "../../../tools/lib/process.mjs";

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
  await install(servers, "the servers");
  return versions();
}

/** Installs what the real agents need. */
export function installAgents() {
  return install(agents, "the agents");
}

function install(names, what) {
  return installMissing(names, what, async () => {
    if (!existsSync("/usr/bin/debconf-set-selections")) return;
    await mustRun("sh", ["-c", `printf '${answers.join("").replaceAll("\n", "\\n")}' | debconf-set-selections`]);
  });
}

async function versions() {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the language of dpkg-query
  const { stdout } = await mustRun("dpkg-query", ["-W", "-f", "${Package} ${Version}\\n", ...telling]);
  return stdout.trim().split("\n");
}
