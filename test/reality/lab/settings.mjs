// The configuration files of the lab's servers, as text. Everything is on 127.0.0.1, the database on a socket only.
import { join } from "node:path";

/** @typedef {Record<"keystone" | "neutron" | "rabbit" | "epmd" | "rabbitDistribution", number>} Ports */
/** @typedef {{ folder: string, ports: Ports }} Lab */

/** Password of every user of the lab; it protects nothing, since all of it is on 127.0.0.1 and made again for each run. */
export const password = "reality-of-the-lab";
export const region = "RegionOne";
const address = "127.0.0.1";

/** @param {Record<string, Record<string, unknown>>} sections */
export const ini = (sections) =>
  Object.entries(sections)
    .map(
      ([name, values]) =>
        `[${name}]\n${Object.entries(values)
          .map(([key, value]) => `${key} = ${value}\n`)
          .join("")}`,
    )
    .join("\n");

/** The URL of a database for SQLAlchemy. */
const database = (folder, name) =>
  `mysql+pymysql://root@localhost/${name}?unix_socket=${join(folder, "run/mysql.sock")}&charset=utf8`;

/** Files by their path below the lab's folder. @param {Lab & { tokenSeconds: number }} lab */
export function configurationOf({ folder, ports, tokenSeconds }) {
  return {
    "etc/resolv.conf": "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n",
    "etc/rabbitmq/rabbitmq.conf": rabbitConfiguration(ports),
    "etc/rabbitmq/enabled_plugins": "[].",
    "etc/rabbitmq/environment": "",
    "etc/keystone.conf": keystoneConfiguration(folder, tokenSeconds),
    "etc/neutron.conf": neutronConfiguration(folder, ports),
    "etc/ml2.ini": ini({
      ml2: {
        type_drivers: "local,flat",
        tenant_network_types: "local",
        mechanism_drivers: "linuxbridge",
        extension_drivers: "port_security",
      },
      ml2_type_flat: { flat_networks: "*" },
    }),
    "etc/vpnaas.ini": ini({
      service_providers: {
        service_provider: "VPN:reality:neutron_vpnaas.services.vpn.service_drivers.ipsec.IPsecVPNDriver:default",
      },
    }),
  };
}

function rabbitConfiguration(ports) {
  const lines = {
    "listeners.tcp.default": `${address}:${ports.rabbit}`,
    "vm_memory_high_watermark.absolute": "512MB",
    "disk_free_limit.absolute": "50MB",
    "log.console": "true",
    "log.console.level": "warning",
  };
  return Object.entries(lines)
    .map(([key, value]) => `${key} = ${value}\n`)
    .join("");
}

function keystoneConfiguration(folder, tokenSeconds) {
  const keys = (name) => ({ key_repository: join(folder, "etc", name) });
  return ini({
    DEFAULT: { use_stderr: true },
    database: { connection: database(folder, "keystone") },
    // Without a grace an expired token is refused at once, also where a service asks.
    token: { provider: "fernet", expiration: tokenSeconds, allow_expired_window: 0 },
    fernet_tokens: keys("fernet-keys"),
    fernet_receipts: keys("fernet-keys"),
    credential: keys("credential-keys"),
    oslo_messaging_notifications: { driver: "noop" },
  });
}

function neutronConfiguration(folder, ports) {
  const keystone = `http://${address}:${ports.keystone}`;
  const unlimited = ["network", "subnet", "port", "router", "security_group", "security_group_rule", "floatingip"];
  return ini({
    DEFAULT: {
      auth_strategy: "keystone",
      core_plugin: "ml2",
      service_plugins: "router,vpnaas",
      transport_url: `rabbit://guest:guest@${address}:${ports.rabbit}/`,
      api_paste_config: "/etc/neutron/api-paste.ini",
      state_path: folder,
      rpc_workers: 1,
      rpc_state_report_workers: 0,
      notify_nova_on_port_status_changes: false,
      notify_nova_on_port_data_changes: false,
      dhcp_agent_notification: false,
      use_stderr: true,
    },
    experimental: { linuxbridge: true },
    database: { connection: database(folder, "neutron"), max_pool_size: 10 },
    keystone_authtoken: {
      www_authenticate_uri: keystone,
      auth_url: keystone,
      auth_type: "password",
      project_name: "service",
      project_domain_name: "Default",
      user_domain_name: "Default",
      username: "neutron",
      password,
      region_name: region,
      service_token_roles_required: true,
      // No cache: a token that has expired or was revoked is refused by the next request.
      token_cache_time: -1,
    },
    oslo_concurrency: { lock_path: join(folder, "lock") },
    oslo_messaging_notifications: { driver: "noop" },
    oslo_policy: { policy_dirs: join(folder, "etc/policy.d") },
    quotas: Object.fromEntries(unlimited.map((name) => [`quota_${name}`, -1])),
  });
}
