// The servers of the lab: how each is prepared, started and known to be ready. Texts are settings.mjs's.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startProcess, untilReady } from "../../../tools/lib/daemons.mjs";
import { mustRun } from "../../../tools/lib/process.mjs";
import { password, region } from "./settings.mjs";

/** @typedef {import("./settings.mjs").Lab} Lab */

const here = fileURLToPath(new URL(".", import.meta.url));
const address = "127.0.0.1";

/** In the order in which they start; they are stopped in the opposite one. */
export const serverNames = ["mariadb", "epmd", "rabbit", "keystone", "neutron-rpc", "neutron", "agent"];

/**
 * Starts one server of the lab; resolves when it answers. `lab`: `{ folder, ports }`.
 *
 * @param {Lab} lab
 * @param {string} name
 */
export async function startServer(lab, name) {
  const { folder } = lab;
  const { prepare, port, seconds, isReady, ...program } = servers[name](lab);
  // The answer of another program would look like that of the server.
  if (port !== undefined && (await listens(port)))
    throw Object.assign(new Error(`Port ${port} of 127.0.0.1, which ${name} needs, is taken.`), { code: "PORT_TAKEN" });
  await prepare?.();
  startProcess(folder, name, { ...program, env: environmentOf(folder, program.env) });
  await untilReady(folder, name, { seconds, isReady });
}

const servers = {
  mariadb: ({ folder }) => ({
    prepare: () => prepareDatabase(folder),
    command: "mariadbd",
    args: [
      ...["--no-defaults", "--user=root", `--datadir=${join(folder, "mysql")}`, "--skip-networking"],
      ...[`--socket=${join(folder, "run/mysql.sock")}`, `--pid-file=${join(folder, "run/mariadbd.own")}`],
      ...["--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=0", "--performance-schema=OFF"],
      ...["--max-connections=200", "--character-set-server=utf8mb3"],
    ],
    seconds: 30,
    isReady: () =>
      sql(folder, ["keystone", "neutron"].map((name) => `create database if not exists ${name}`).join(";")),
  }),
  epmd: ({ ports }) => ({
    port: ports.epmd,
    command: "epmd",
    args: [],
    env: { ERL_EPMD_ADDRESS: address, ERL_EPMD_PORT: String(ports.epmd) },
    seconds: 10,
    isReady: () => listens(ports.epmd),
  }),
  rabbit: ({ folder, ports }) => ({
    port: ports.rabbit,
    // The program itself: the one on PATH would change the user.
    command: "/usr/lib/rabbitmq/bin/rabbitmq-server",
    args: [],
    env: rabbitEnvironment(folder, ports),
    seconds: 60,
    isReady: () => listens(ports.rabbit),
  }),
  keystone: ({ folder, ports }) => ({
    port: ports.keystone,
    prepare: () => prepareKeystone(folder, ports),
    command: "uwsgi",
    args: [...uwsgi(ports.keystone), "--threads", "4", "--wsgi-file", "/usr/bin/keystone-wsgi-public"],
    env: { OS_KEYSTONE_CONFIG_FILES: join(folder, "etc/keystone.conf") },
    seconds: 60,
    isReady: () => answers(`http://${address}:${ports.keystone}/v3`),
  }),
  "neutron-rpc": ({ folder }) => ({
    prepare: () => prepareNeutron(folder),
    ...withoutNames(folder, ["/usr/bin/neutron-rpc-server", ...neutronFiles(folder)]),
    seconds: 1,
    isReady: async () => true,
  }),
  neutron: ({ folder, ports }) => ({
    port: ports.neutron,
    ...withoutNames(folder, [
      "uwsgi",
      ...[...uwsgi(ports.neutron), "--threads", "8", "--wsgi-file", join(here, "neutron_api.py")],
      ...["--pyargv", neutronFiles(folder).join(" ")],
    ]),
    seconds: 90,
    isReady: () => answers(`http://${address}:${ports.neutron}/`),
  }),
  agent: ({ folder }) => ({
    command: "/usr/bin/python3",
    args: ["-B", join(here, "agent.py"), folder],
    seconds: 30,
    isReady: async () => existsSync(join(folder, "run/agent.sock")),
  }),
};

/**
 * What a program of the lab sees: no proxy, and nothing of the user's own OpenStack settings.
 *
 * @param {string} folder
 * @param {Record<string, string>} more
 */
export function environmentOf(folder, more = {}) {
  const path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  return { PATH: path, HOME: folder, LC_ALL: "C.UTF-8", no_proxy: "*", EVENTLET_NO_GREENDNS: "yes", ...more };
}

/** @param {string} folder */
export function neutronFiles(folder) {
  return ["neutron.conf", "ml2.ini", "vpnaas.ini"].flatMap((name) => ["--config-file", join(folder, "etc", name)]);
}

function uwsgi(port) {
  const kind = ["--plugins", "python3", "--http-socket", `${address}:${port}`, "--master", "--processes", "1"];
  const ends = ["--die-on-term", "--no-orphans", "--lazy-apps", "--need-app", "--enable-threads"];
  // It closes connections after each answer; unsaid, a client would meet a reset now and then.
  return [...kind, ...ends, "--buffer-size", "65535", "--add-header", "Connection: close"];
}

// VPNaaS resolves the name of a peer. No question about a name may leave this machine, so the server gets a resolv.conf of
// its own. unshare and sh end as the program itself, under the same id.
function withoutNames(folder, [program, ...args]) {
  const script = 'mount --bind "$0" "$(readlink -f /etc/resolv.conf)" && exec "$@"';
  return { command: "unshare", args: ["-m", "sh", "-c", script, join(folder, "etc/resolv.conf"), program, ...args] };
}

function rabbitEnvironment(folder, ports) {
  const etc = join(folder, "etc/rabbitmq");
  return {
    ERL_EPMD_ADDRESS: address,
    ERL_EPMD_PORT: String(ports.epmd),
    RABBITMQ_NODENAME: "reality@localhost",
    RABBITMQ_CONF_ENV_FILE: join(etc, "environment"),
    RABBITMQ_CONFIG_FILE: join(etc, "rabbitmq.conf"),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(etc, "enabled_plugins"),
    RABBITMQ_MNESIA_BASE: join(folder, "rabbit"),
    RABBITMQ_LOG_BASE: join(folder, "log"),
    RABBITMQ_LOGS: "-",
    RABBITMQ_DIST_PORT: String(ports.rabbitDistribution),
    // Without it a shell script stands between us and the server, and asks a third program to stop it.
    RABBITMQ_ALLOW_INPUT: "1",
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "-kernel inet_dist_use_interface {127,0,0,1} -noinput +S 1:1",
  };
}

async function prepareDatabase(folder) {
  const data = join(folder, "mysql");
  if (existsSync(join(data, "mysql"))) return;
  const options = ["--no-defaults", "--user=root", `--datadir=${data}`, "--skip-test-db"];
  await mustRun("mariadb-install-db", [...options, "--auth-root-authentication-method=normal"]);
}

async function prepareKeystone(folder, ports) {
  await once(folder, "keystone", async () => {
    for (const name of ["fernet-keys", "credential-keys"]) mkdirSync(join(folder, "etc", name), { mode: 0o700 });
    const manage = (...args) =>
      mustRun("keystone-manage", ["--config-file", join(folder, "etc/keystone.conf"), ...args], {
        env: environmentOf(folder),
      });
    await manage("db_sync");
    for (const keys of ["fernet_setup", "credential_setup"])
      await manage(keys, "--keystone-user", "root", "--keystone-group", "root");
    const urls = ["public", "internal", "admin"].flatMap((kind) => [
      `--bootstrap-${kind}-url`,
      `http://${address}:${ports.keystone}/v3`,
    ]);
    const names = ["--bootstrap-service-name", "keystone", "--bootstrap-region-id", region];
    await manage("bootstrap", "--bootstrap-password", password, ...names, ...urls);
  });
}

async function prepareNeutron(folder) {
  await once(folder, "neutron", async () => {
    const env = environmentOf(folder);
    await mustRun("neutron-db-manage", [...neutronFiles(folder), "upgrade", "heads"], { env });
  });
}

async function once(folder, name, work) {
  const note = join(folder, "run", `${name}.prepared`);
  if (existsSync(note)) return;
  await work();
  writeFileSync(note, "");
}

async function sql(folder, statement) {
  const socket = join(folder, "run/mysql.sock");
  await mustRun("mariadb", ["--no-defaults", "-uroot", "-S", socket, "-e", statement]);
  return true;
}

async function answers(url) {
  return (await fetch(url)).ok;
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const end = (isOpen) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });
}

/** Takes away what would make a stopped agent look ready. @param {string} folder */
export function forgetSocket(folder) {
  rmSync(join(folder, "run/agent.sock"), { force: true });
}
