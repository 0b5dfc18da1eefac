// The laws of what an identity service answers: a login ends in an error for the user or in a session that lasts; there is
// an end to the requests, what is sent goes to the cloud's own addresses, and no credential stands in any message.
import { resolveSettings } from "../../../src/settings";
import { fc } from "../../support/laws";
import { FakeClock, type Loopback, sendJson, startLoopback, withoutProxies } from "../../support/loopback";
import { verbsFor } from "../../support/verbs";
import { anyIdentity, type IdentityScript, SECRETS } from "./identityAnswers";
import { count, RUNS, uphold } from "./runs";
import { expectCleanPrototype, expectError } from "./verdicts";

jest.setTimeout(1_200_000);

const SHARE = 0.1;
const PATH = "/v2.0/vpn/ipsec-site-connections";
// Two look-ups of six tries each, and once more after a 401.
const MOST_LOGIN_REQUESTS = 24;

const LOGINS: Readonly<Record<string, Record<string, string>>> = {
  "a password": { username: "alice", password: SECRETS.password, projectId: "p1" },
  "a token": { token: SECRETS.token },
  "a token and a project": { token: SECRETS.token, projectId: "p1" },
  "an application credential": { applicationCredentialId: "ac1", applicationCredentialSecret: SECRETS.secret },
  "an access key": { accessKey: SECRETS.accessKey, secretKey: SECRETS.secretKey, projectName: "office" },
};

const state: { script: IdentityScript | undefined; at: Map<string, number>; isRefusing: boolean } = {
  script: undefined,
  at: new Map(),
  isRefusing: false,
};
let server: Loopback;
beforeAll(async () => {
  withoutProxies();
  server = await startLoopback((reply, { url, headers }) => {
    const what = subjectOf(url);
    if (what === undefined) {
      if (state.isRefusing) return sendJson(reply, 401, { error: { message: `not ${headers["x-auth-token"]}` } });
      return sendJson(reply, 200, { ipsec_site_connections: [] });
    }
    const answers = state.script?.[what] ?? [];
    const at = state.at.get(what) ?? 0;
    state.at.set(what, at + 1);
    const answer = answers[Math.min(at, answers.length - 1)];
    reply.writeHead(answer?.status ?? 500, { ...answer?.headers });
    reply.end(answer?.text);
  });
});
afterAll(() => server.close());

test.each(Object.keys(LOGINS))("answers to a login with %s", async (login) => {
  const counted = new Map<string, number>();
  await uphold<{ script: IdentityScript; isRefusing: boolean; hasRegion: boolean }>({
    name: `answers to a login with ${login}`,
    cases: (RUNS * SHARE) / Object.keys(LOGINS).length,
    from: fc.record({
      script: anyIdentity(server.url),
      isRefusing: fc.integer({ max: 5, min: 0 }).map((at) => at === 0),
      hasRegion: fc.boolean(),
    }),
    holds: async ({ script, isRefusing, hasRegion }) => {
      Object.assign(state, { script, isRefusing, at: new Map() });
      server.seen.splice(0);
      const config = { ...LOGINS[login], ...(hasRegion ? { region: "eu-de" } : {}) };
      count(counted, `${await judge(config)}${isRefusing ? ", and the VPN API refuses" : ""}`);
    },
    counted,
  });
});

/** Lists once, and if that went well as often as a program does: no login may come with it. */
async function judge(config: Record<string, string>): Promise<string> {
  const said: string[] = [];
  const all: Record<string, string> = { ...config, authUrl: server.url, dialect: "otc" };
  const host = { environment: {}, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
  const settings = resolveSettings((name) => all[name], host);
  const handler = verbsFor(settings, { clock: new FakeClock(), log: (line) => void said.push(line) });
  try {
    await handler.list();
  } catch (error) {
    judgeError(error, Object.values(config));
    judgeTraffic(MOST_LOGIN_REQUESTS);
    return "failed";
  }
  const logins = loginRequests();
  judgeTraffic(MOST_LOGIN_REQUESTS);
  await Promise.all([handler.list(), handler.list()]);
  await handler.list();
  if (loginRequests() > logins) throw new Error(`${loginRequests() - logins} more requests of a login that was done`);
  // A long Retry-After is reported as every wait is; nothing else is worth a word.
  const others = said.filter(
    (each) => !/^(answer \d+|no answer)( for \d+ s)?: GET \S+ is sent again, \d+ tr(y|ies) so far$/.test(each),
  );
  if (others.length > 0) throw new Error(`said ${others.join()}`);
  return "done";
}

function judgeError(error: unknown, told: readonly string[]): void {
  expectError(error);
  expectCleanPrototype();
  // What another login was given, a service can only know from elsewhere.
  for (const secret of Object.values(SECRETS).filter((each) => each === SECRETS.issued || told.includes(each))) {
    if (error.message.includes(secret)) throw new Error(`shows a credential: ${error.message}`);
  }
}

function judgeTraffic(most: number): void {
  if (loginRequests() > most) throw new Error(`${loginRequests()} requests of the login`);
  for (const { method, url, headers } of server.seen) {
    const isOurs = subjectOf(url) !== undefined || url === PATH || url.endsWith(PATH);
    if (!isOurs) throw new Error(`asked for ${method} ${url}`);
    if (headers["x-evil"] !== undefined) throw new Error("a header came in through an answer");
    if (subjectOf(url) === undefined) judgeProof(headers);
  }
}

/** What proves a request arrives as it was given out: a token that lost a character on the way would be another one. */
function judgeProof(headers: Loopback["seen"][number]["headers"]): void {
  const token = headers["x-auth-token"];
  if (token === undefined) {
    if (headers.authorization === undefined || headers["x-project-id"] === undefined)
      throw new Error("sent without proof");
    if (!/^[!-~]+$/.test(String(headers["x-project-id"]))) throw new Error("sent for a project that is none");
  } else if (!/^Canary-[!-~]+$/.test(String(token)) || String(token).includes(",")) {
    throw new Error(`sent with the token ${JSON.stringify(token)}`);
  }
}

function loginRequests(): number {
  return server.seen.filter(({ url }) => subjectOf(url) !== undefined).length;
}

function subjectOf(url: string): keyof IdentityScript | undefined {
  const path = url.split("?")[0];
  if (path === "/v3/auth/tokens") return "login";
  if (path === "/v3/projects") return "projects";
  return path === "/v3/auth/catalog" ? "catalog" : undefined;
}
