// The real agents of a lab: linuxbridge, and L3 with VPNaaS, which runs strongSwan in the namespaces of routers. No NIC is touched:
// the outside is a bridge that leads nowhere. As a program: `node agents.mjs start|stop FOLDER`.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { startProcess, stopProcess, untilReady } from "../../../tools/lib/daemons.mjs";
import { mustRun, run, runAsProgram } from "../../../tools/lib/process.mjs";
import { environmentOf, neutronFiles } from "./servers.mjs";
import { ini } from "./settings.mjs";

/** The bridge that stands for the outside. */
const bridge = "brreality";
const [linuxbridge, l3] = ["agent-linuxbridge", "agent-l3"];

/** How often the agent looks at its tunnels, in seconds; a cloud leaves this at 60. */
const statusSeconds = 10;

/** @param {string} folder */
export async function startAgents(folder) {
  if ((await run("ip", ["link", "show", bridge])).code !== 0)
    await mustRun("ip", ["link", "add", bridge, "type", "bridge"]);
  await mustRun("ip", ["link", "set", bridge, "up"]);
  await prepareStrongSwan(folder);
  for (const [name, text] of Object.entries(configurationOf(folder))) writeFileSync(join(folder, "etc", name), text);
  const files = (name) => [...neutronFiles(folder), "--config-file", join(folder, "etc", name)];
  const env = environmentOf(folder);
  startProcess(folder, linuxbridge, {
    command: "/usr/bin/neutron-linuxbridge-agent",
    args: files("linuxbridge.ini"),
    env,
  });
  // A PID and a mount namespace of its own: the agent asks whose network namespace process 1 has, and may not ask that of a
  // machine's own; and its end takes strongSwan, helpers and the namespaces of the routers with it.
  const script = 'mount -t tmpfs tmpfs /run/netns && exec "$@"';
  const own = ["--pid", "--fork", "--mount-proc", "--kill-child=KILL", "sh", "-c", script, "sh"];
  mkdirSync("/run/netns", { recursive: true });
  startProcess(folder, l3, {
    command: "unshare",
    args: [...own, "/usr/bin/neutron-l3-agent", ...files("l3.ini")],
    env,
  });
  const log = join(folder, "log", `${l3}.log`);
  await untilReady(folder, l3, {
    seconds: 90,
    isReady: async () => existsSync(log) && readFileSync(log, "utf8").includes("L3 agent started"),
  });
}

/** @param {string} folder */
export async function stopAgents(folder) {
  // unshare passes nothing on; its own end is what ends the rest.
  await stopProcess(folder, l3, "SIGKILL");
  await stopProcess(folder, linuxbridge);
  const { stdout } = await run("ip", ["-o", "link", "show", "type", "bridge"]);
  const bridges = [...stdout.matchAll(/^\d+: ([^:@]+)/gm)].map(([, name = ""]) => name);
  for (const name of bridges.filter((each) => each === bridge || each.startsWith("brq")))
    await run("ip", ["link", "del", name]);
}

async function prepareStrongSwan(folder) {
  const own = area(folder);
  rmSync(own, { recursive: true, force: true });
  cpSync("/etc/strongswan.d", own, { recursive: true });
  const plugins = join(own, "charon");
  const set = (name, isLoaded) => {
    const file = join(plugins, `${name}.conf`);
    if (!existsSync(file)) return;
    writeFileSync(file, readFileSync(file, "utf8").replace(/load = .*/, `load = ${isLoaded ? "yes" : "no"}`));
  };
  for (const name of ["dhcp", "farp", "resolve", "bypass-lan"]) set(name, false);
  // A kernel without ESP: strongSwan then protects packets itself, through a TUN device.
  set("kernel-libipsec", !(await kernelHasEsp()));
  if (readdirSync(plugins).length === 0)
    throw new Error("/etc/strongswan.d/charon is empty: strongSwan is not installed.");
}

async function kernelHasEsp() {
  const state = ["src", "192.0.2.77", "dst", "192.0.2.78", "proto", "esp", "spi", "0x77"];
  const keys = ["enc", "cbc(aes)", `0x${"01".repeat(16)}`, "auth", "hmac(sha1)", `0x${"01".repeat(20)}`];
  const { code } = await run("ip", ["xfrm", "state", "add", ...state, "mode", "tunnel", ...keys]);
  if (code === 0) await run("ip", ["xfrm", "state", "delete", ...state]);
  return code === 0;
}

function configurationOf(folder) {
  const rootwrap = "env neutron-rootwrap /etc/neutron/rootwrap.conf";
  const helper = { helper_command: `/usr/bin/privsep-helper --config-file ${join(folder, "etc/neutron.conf")}` };
  const helpers = ["privsep", "privsep_namespace", "privsep_link", "privsep_conntrack", "privsep_ovs_vsctl"];
  const common = {
    DEFAULT: { host: "reality" },
    AGENT: { root_helper: rootwrap },
    ...Object.fromEntries([...helpers, "privsep_dhcp_release"].map((name) => [name, helper])),
  };
  return {
    "linuxbridge.ini": ini({
      ...common,
      linux_bridge: { bridge_mappings: `public:${bridge}` },
      vxlan: { enable_vxlan: false },
      securitygroup: { enable_security_group: false, firewall_driver: "noop" },
    }),
    "l3.ini": ini({
      ...common,
      DEFAULT: { host: "reality", interface_driver: "linuxbridge", agent_mode: "legacy", enable_metadata_proxy: false },
      agent: { extensions: "vpnaas" },
      vpnagent: {
        vpn_device_driver: "neutron_vpnaas.services.vpn.device_drivers.strongswan_ipsec.StrongSwanDriver",
      },
      ipsec: {
        config_base_dir: join(folder, "ipsec"),
        ipsec_status_check_interval: statusSeconds,
        enable_detailed_logging: true,
      },
      strongswan: { default_config_area: area(folder) },
    }),
  };
}

function area(folder) {
  return join(folder, "etc/strongswan.d");
}

await runAsProgram(import.meta.url, async ([command, folder]) => {
  const act = { start: startAgents, stop: stopAgents }[command];
  if (act === undefined || folder === undefined) throw new Error("Usage: node agents.mjs start|stop FOLDER");
  await act(resolve(folder));
});
