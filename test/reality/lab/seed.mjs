// Fills a fresh Keystone and Neutron by their own APIs: the service user, the network endpoint, an external network.
// Projects, users and routers are made by the tests themselves, each its own.
import { password, region } from "./settings.mjs";

/** @typedef {import("./settings.mjs").Ports} Ports */

/** Makes what every test needs; resolves to the id of the external network. @param {{ ports: Ports }} lab */
export async function seed({ ports }) {
  const admin = await adminOf(ports);
  const { keystone, neutron } = admin;
  const { project: service } = await keystone("POST", "projects", {
    project: { name: "service", domain_id: "default" },
  });
  const { user } = await keystone("POST", "users", { user: { name: "neutron", domain_id: "default", password } });
  const { roles } = await keystone("GET", "roles");
  const { role } = await keystone("POST", "roles", { role: { name: "service" } });
  for (const { id } of [roles.find(({ name }) => name === "admin"), role])
    await keystone("PUT", `projects/${service.id}/users/${user.id}/roles/${id}`);
  const { service: network } = await keystone("POST", "services", { service: { name: "neutron", type: "network" } });
  for (const face of ["public", "internal", "admin"]) {
    const url = `http://127.0.0.1:${ports.neutron}`;
    const endpoint = { service_id: network.id, interface: face, url, region_id: region };
    await keystone("POST", "endpoints", { endpoint });
  }
  const external = await neutron("POST", "networks", {
    network: {
      name: "external",
      "router:external": true,
      "provider:network_type": "flat",
      "provider:physical_network": "public",
    },
  });
  const network_id = external.network.id;
  const subnet = { network_id, ip_version: 4, cidr: "198.18.0.0/16", enable_dhcp: false };
  await neutron("POST", "subnets", { subnet });
  return network_id;
}

async function adminOf(ports) {
  const base = `http://127.0.0.1:${ports.keystone}/v3`;
  const domain = { name: "Default" };
  const auth = {
    identity: { methods: ["password"], password: { user: { name: "admin", domain, password } } },
    scope: { project: { name: "admin", domain } },
  };
  const { headers } = await send(`${base}/auth/tokens`, "POST", { auth });
  const token = headers.get("x-subject-token");
  const on = (root) => async (method, path, body) => (await send(`${root}/${path}`, method, body, token)).body;
  return { keystone: on(base), neutron: on(`http://127.0.0.1:${ports.neutron}/v2.0`) };
}

async function send(url, method, body, token) {
  const headers = { "content-type": "application/json", ...(token && { "x-auth-token": token }) };
  const answer = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return { headers: answer.headers, body: text === "" ? undefined : JSON.parse(text) };
}
