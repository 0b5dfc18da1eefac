// The world of a story on the lab's Neutron: two projects with users, routers and subnets that no other story has.
import { randomUUID } from "node:crypto";
import { logIn, request, senderOf } from "./http";
import { Lab } from "./lab";
import type { Login, Network, Wire, World } from "./world";

export type Post = (path: string, key: string, values: Wire) => Promise<Wire & { id: string }>;

/** What is needed of Keystone. */
interface Accounts {
  readonly user: string;
  readonly project: string;
  readonly other: string;
  readonly reader: string;
}

/** Makes routers and subnets for a story. */
export type Layout = (lab: Lab, post: Post, send: World["send"]) => Promise<Network>;

export async function openNeutronWorld(folder: string, layout: Layout = bothOnBoth): Promise<World> {
  const lab = new Lab(folder);
  const accounts = await makeAccounts(lab);
  const environments = await environmentsOf(lab, accounts);
  const send = senderOf(lab.endpoint, (login) => environments[login]);
  return {
    kind: "neutron",
    network: await layout(lab, poster(lab.endpoint, await logIn(environments.password)), send),
    environment: environments.password,
    environmentOf: (login) => environments[login],
    send,
    hold: (isHeld) => lab.order({ hold: isHeld }),
    setStatus: (id, status) => lab.order({ id, status }),
    setTokenLife: (seconds) => lab.setTokenLife(seconds),
    // The lab ends with the run; what a story leaves behind there is in a project of its own.
    // Where the real agents run there is no stand-in.
    close: () => lab.order({ hold: false }).catch(() => undefined),
  };
}

async function makeAccounts(lab: Lab): Promise<Accounts> {
  const name = `story-${randomUUID().slice(0, 8)}`;
  const admin = { OS_AUTH_URL: lab.authUrl, OS_USERNAME: "admin", OS_PASSWORD: lab.password, OS_PROJECT_NAME: "admin" };
  const token = await logIn(admin);
  const ask = (method: string, path: string, body?: unknown) => request(`${lab.authUrl}/${path}`, method, body, token);
  const { body = {} } = await ask("GET", "roles");
  const roles = new Map((body.roles as { name: string; id: string }[]).map((role) => [role.name, role.id])); // Keystone's form
  const post = poster(lab.authUrl.replace(/\/v3$/, ""), token, "/v3");
  const join = async (who: string, projectId: string, role: string) => {
    const { id } = await post("/users", "user", { name: who, domain_id: "default", password: lab.password });
    const { status } = await ask("PUT", `projects/${projectId}/users/${id}/roles/${roles.get(role)}`);
    if (status !== 204) throw new Error(`The role ${role} was answered with ${status}.`);
  };
  const { id } = await post("/projects", "project", { name, domain_id: "default" });
  const { id: otherId } = await post("/projects", "project", { name: `${name}-other`, domain_id: "default" });
  await join(name, id, "member");
  await join(`${name}-reader`, id, "reader");
  await join(`${name}-other`, otherId, "member");
  return { user: name, project: name, other: `${name}-other`, reader: `${name}-reader` };
}

async function environmentsOf(lab: Lab, accounts: Accounts): Promise<Record<Login, Record<string, string>>> {
  const place = { OS_AUTH_URL: lab.authUrl, OS_REGION_NAME: lab.region };
  const login = (name: string) => ({
    ...place,
    OS_USERNAME: name,
    OS_PASSWORD: lab.password,
    OS_USER_DOMAIN_NAME: "Default",
  });
  const project = (name: string) => ({ OS_PROJECT_NAME: name, OS_PROJECT_DOMAIN_NAME: "Default" });
  const password = { ...login(accounts.user), ...project(accounts.project) };
  const token = await logIn(password);
  // A token is shown to whoever has it.
  const shown = await fetch(`${lab.authUrl}/auth/tokens`, {
    headers: { "x-auth-token": token, "x-subject-token": token },
  });
  const { user } = ((await shown.json()) as { token: { user: { id: string } } }).token; // Keystone's form
  const credential = await poster(lab.authUrl.replace(/\/v3$/, ""), token, "/v3")(
    `/users/${user.id}/application_credentials`,
    "application_credential",
    { name: "story" },
  );
  return {
    password,
    reader: { ...login(accounts.reader), ...project(accounts.project) },
    other: { ...login(accounts.other), ...project(accounts.other) },
    unscoped: login(accounts.user),
    applicationCredential: {
      ...place,
      OS_AUTH_TYPE: "v3applicationcredential",
      OS_APPLICATION_CREDENTIAL_ID: credential.id,
      OS_APPLICATION_CREDENTIAL_SECRET: String(credential.secret),
    },
  };
}

/** Two routers, and two subnets that are connected to both. */
async function bothOnBoth(lab: Lab, post: Post, send: World["send"]): Promise<Network> {
  const { id: network_id } = await post("/networks", "network", { name: "local" });
  const subnet = (cidr: string) => post("/subnets", "subnet", { network_id, ip_version: 4, cidr, enable_dhcp: false });
  const subnets = [await subnet("10.10.0.0/24"), await subnet("10.11.0.0/24")];
  const { id: lonelySubnetId } = await subnet("10.99.0.0/24");
  const { id: bareRouterId } = await post("/routers", "router", { name: "bare" });
  const external_gateway_info = { network_id: lab.externalNetworkId };
  const routers: string[] = [];
  for (const name of ["first", "second"]) {
    const { id } = await post("/routers", "router", { name, external_gateway_info });
    routers.push(id);
    for (const { id: subnetId, network_id: on } of subnets) {
      // The address of the gateway is free once only, so each interface has a port of its own.
      const port = await post("/ports", "port", { network_id: on, fixed_ips: [{ subnet_id: subnetId }] });
      const { status } = await send("PUT", `/routers/${id}/add_router_interface`, { port_id: port.id });
      if (status !== 200) throw new Error(`An interface was answered with ${status}.`);
    }
  }
  const [routerId = "", secondRouterId = ""] = routers;
  const [subnetId = "", secondSubnetId = ""] = subnets.map(({ id }) => id);
  return { routerId, secondRouterId, bareRouterId, subnetId, secondSubnetId, lonelySubnetId };
}

function poster(base: string, token: string, version = "/v2.0"): Post {
  return async (path, key, values) => {
    const { status, body } = await request(`${base}${version}${path}`, "POST", { [key]: values }, token);
    if (status !== 201) throw new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`);
    return body?.[key] as Wire & { id: string }; // the envelope of what was made
  };
}
