// Requests of the tests themselves to Keystone and Neutron: plain HTTP, without the client of the provider.
import type { Answer, Wire } from "./world";

/** One request with a JSON body; never rejects because of a status. */
export async function request(
  url: string,
  method: string,
  sent?: unknown,
  token?: string,
): Promise<Answer & { token: string | undefined }> {
  const headers = { "content-type": "application/json", ...(token === undefined ? {} : { "x-auth-token": token }) };
  const body = sent === undefined ? undefined : typeof sent === "string" ? sent : JSON.stringify(sent);
  const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await answer.text();
  return {
    status: answer.status,
    token: answer.headers.get("x-subject-token") ?? undefined,
    body: text === "" ? undefined : (JSON.parse(text) as Wire), // everything that these services say is an object
  };
}

/** A token of a user for a project of the domain `Default`. */
export async function logIn(
  authUrl: string,
  user: { name: string; password: string; project: string },
): Promise<string> {
  const domain = { name: "Default" };
  const { token, status } = await request(`${authUrl}/auth/tokens`, "POST", {
    auth: {
      identity: { methods: ["password"], password: { user: { name: user.name, domain, password: user.password } } },
      scope: { project: { name: user.project, domain } },
    },
  });
  if (token === undefined) throw new Error(`The login of ${user.name} was answered with ${status}.`);
  return token;
}
