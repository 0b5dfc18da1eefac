// Requests of the tests themselves to Keystone and Neutron: plain HTTP, without the client of the provider.
import type { Answer, Caller, Login, Wire, World } from "./world";

/** Milliseconds after which a request is given up: Neutron's own waits end before. */
const LONGEST = 240_000;

/** One request with a JSON body; never rejects because of a status. */
export async function request(
  url: string,
  method: string,
  sent?: unknown,
  token?: string,
): Promise<Answer & { token: string | undefined }> {
  const headers = { "content-type": "application/json", ...(token === undefined ? {} : { "x-auth-token": token }) };
  const body = sent === undefined ? undefined : typeof sent === "string" ? sent : JSON.stringify(sent);
  const signal = AbortSignal.timeout(LONGEST);
  const answer = await fetch(url, { method, headers, signal, ...(body === undefined ? {} : { body }) });
  const text = await answer.text();
  return {
    status: answer.status,
    token: answer.headers.get("x-subject-token") ?? undefined,
    body: text === "" ? undefined : bodyOf(text),
  };
}

function bodyOf(text: string): Wire {
  try {
    return JSON.parse(text) as Wire; // everything that these services say in JSON is an object
  } catch {
    return { text };
  }
}

/** Sends requests to a network service with the token of whoever asks, and gets a new one where it has ended. */
export function senderOf(endpoint: string, environmentOf: (login: Login) => Record<string, string>): World["send"] {
  const tokens = new Map<Caller, string>([["stranger", "never-issued"]]);
  return async (method, path, body, caller = "password") => {
    const ask = () => request(`${endpoint}/v2.0${path}`, method, body, tokens.get(caller));
    if (caller === "nobody" || caller === "stranger") return ask();
    if (!tokens.has(caller)) tokens.set(caller, await logIn(environmentOf(caller)));
    const answer = await ask();
    if (answer.status !== 401) return answer;
    tokens.set(caller, await logIn(environmentOf(caller)));
    return ask();
  };
}

/** A token for a user name and password, for the project where one is named. */
export async function logIn(environment: Record<string, string>): Promise<string> {
  const { OS_AUTH_URL, OS_USERNAME: name, OS_PASSWORD: password, OS_PROJECT_NAME: project } = environment;
  const domain = { name: "Default" };
  const { token, status } = await request(`${OS_AUTH_URL}/auth/tokens`, "POST", {
    auth: {
      identity: { methods: ["password"], password: { user: { name, domain, password } } },
      ...(project === undefined ? {} : { scope: { project: { name: project, domain } } }),
    },
  });
  if (token === undefined) throw new Error(`The login of ${name} was answered with ${status}.`);
  return token;
}
