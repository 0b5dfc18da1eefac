// Explicit providers with the real CLI: two clouds in one program, each with a login of its own that stays a secret.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { declare, inputsOf, Project } from "../support/pulumi";
import { settleAtOnce } from "../support/settleAtOnce";

let german: Emulator;
let dutch: Emulator;
let project: Project;
let printed = "";

/** The login of a third cloud, as it lies in the environment of many a user. Port 9 answers no one. */
const ELSEWHERE = { OS_AUTH_URL: "http://127.0.0.1:9/v3", OS_USERNAME: "nobody", OS_PASSWORD: "wrong" };

beforeAll(async () => {
  german = await startEmulator();
  dutch = await startEmulator();
  for (const emulator of [german, dutch]) settleAtOnce(emulator);
  project = await Project.open(undefined);
});
afterAll(async () => {
  project.close();
  await german.close();
  await dutch.close();
});
beforeEach(() => {
  german.clearLog();
  dutch.clearLog();
});

/** Both clouds with their secrets as plain text, and a connection to the same peer on each. */
function program(requestTimeout: string): void {
  const { username, password, userDomainName, projectName, projectDomainName } = dutch.credentials;
  const login = { authUrl: dutch.authUrl, username, password, userDomainName, projectName, projectDomainName };
  const { applicationCredentialId, applicationCredentialSecret } = german.credentials;
  const reach = { authUrl: german.authUrl, dialect: "otc" };
  const credential = { ...reach, applicationCredentialId, applicationCredentialSecret };
  project.program(`
const nl = new vpnaas.Provider("nl", ${JSON.stringify({ ...login, dialect: "otc", region: "eu-de", requestTimeout })});
// Values that are no texts, one of them not known at once.
const de = new vpnaas.Provider("de", {
  ...${JSON.stringify(credential)}, region: pulumi.output("eu-de"), strict: false, insecure: pulumi.output(true) });
${declare(inputsOf(dutch), "{ provider: nl }", "amsterdam")}
${declare(inputsOf(german), "{ provider: de }", "berlin")}
exports.statuses = [amsterdam.status, berlin.status];`);
}

const namesAt = (emulator: Emulator) => [...emulator.connections.values()].map(({ name }) => name);
const methodsAt = (emulator: Emulator) => emulator.vpnRequests().map(({ method }) => method);

async function run(args: readonly string[]): Promise<string> {
  const output = await project.must(args, { env: ELSEWHERE });
  printed += output;
  return output;
}

test("each connection is created on the cloud of its provider, whatever the environment says", async () => {
  program("20s");
  expect(await run(["up", "--yes", "--diff"])).toContain("+ 5 created");
  expect(namesAt(dutch)).toEqual(["amsterdam-f10d5dd"]);
  expect(namesAt(german)).toEqual([expect.stringMatching(/^berlin-[0-9a-f]{7}$/)]);
  for (const emulator of [dutch, german]) expect(methodsAt(emulator)).toEqual(["GET", "POST", "GET"]);
});

test("a changed argument of a provider is an update of that provider and of nothing else", async () => {
  program("30s");
  const { stdout } = await project.run(["preview", "--json"], { env: ELSEWHERE });
  // As --json prints them.
  const { steps } = JSON.parse(stdout) as { steps: { op: string; urn: string }[] };
  const changes = steps.filter(({ op }) => op !== "same").map(({ op, urn }) => [op, urn.split("::").at(-1)]);
  expect(changes).toEqual([["update", "nl"]]);
  const output = await run(["up", "--yes", "--diff"]);
  expect(output).toMatch(/~ vpnaas:requestTimeout +: "20s" => "30s"/);
  expect(output).toContain("4 unchanged");
  expect([...dutch.log, ...german.log]).toEqual([]);
});

test("destroy reaches both clouds with the settings that the state holds", async () => {
  await run(["destroy", "--yes"]);
  for (const emulator of [dutch, german]) {
    expect(methodsAt(emulator)).toEqual(["DELETE", "GET"]);
    expect(namesAt(emulator)).toEqual([]);
  }
});

test("secrets that the program gave as plain text are in no file of the backend and in no output", () => {
  const folder = join(project.folder, "backend");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  const everything = [printed, ...texts].join("\n");
  // Proof that the right place was searched: what is no secret is there.
  expect(everything.split(german.credentials.applicationCredentialId).length).toBeGreaterThan(2);
  expect(everything).not.toContain(dutch.credentials.password);
  expect(everything).not.toContain(german.credentials.applicationCredentialSecret);
  expect(everything).not.toContain("Canary-psk-0123456789");
});

describe("with an access key only", () => {
  let emulator: Emulator;
  let signed: Project;
  let output = "";

  beforeAll(async () => {
    emulator = await startEmulator();
    settleAtOnce(emulator);
    signed = await Project.open(undefined);
    const { accessKey, secretKey } = emulator.accessKey;
    await signed.config("vpnaas:accessKey", accessKey, true);
    await signed.config("vpnaas:secretKey", secretKey, true);
    await signed.config("vpnaas:authUrl", emulator.authUrl);
    await signed.config("vpnaas:projectName", emulator.credentials.projectName);
    await signed.config("vpnaas:dialect", "otc");
  });
  afterAll(async () => {
    signed.close();
    await emulator.close();
  });
  beforeEach(() => emulator.clearLog());

  const declareWith = (change: Record<string, unknown>) => signed.program(declare(inputsOf(emulator, change)));
  const asked = () =>
    emulator.log.map(({ method, path }) => `${method} ${path.replace(/-connections\/.*/, "-connections/ID")}`);

  async function tell(...args: string[]): Promise<void> {
    output += await signed.must(args);
    expect(emulator.requests({ path: "/v3/auth/tokens" })).toEqual([]);
    for (const { headers } of emulator.log) {
      expect(headers["x-auth-token"]).toBeUndefined();
      expect(headers.authorization).toMatch(/^SDK-HMAC-SHA256 Credential=/);
    }
  }

  const LOOKUPS = ["GET /v3/projects", "GET /v3/auth/catalog"];
  const ALL = "/v2.0/vpn/ipsec-site-connections";

  test("up creates the connection with signed requests, and no token is asked for", async () => {
    declareWith({ name: "hq" });
    await tell("up", "--yes");
    expect(asked()).toEqual([...LOOKUPS, `GET ${ALL}`, `POST ${ALL}`, `GET ${ALL}/ID`]);
  });

  test("up without a change sends nothing", async () => {
    await tell("up", "--yes", "--expect-no-changes");
    expect(asked()).toEqual([]);
  });

  test("up with another name sends the name alone", async () => {
    declareWith({ name: "headquarters" });
    await tell("up", "--yes");
    expect(asked()).toEqual([...LOOKUPS, `PUT ${ALL}/ID`, `GET ${ALL}/ID`]);
    expect(emulator.requests({ method: "PUT" })[0]?.body).toEqual({ ipsec_site_connection: { name: "headquarters" } });
  });

  test("destroy removes it", async () => {
    await tell("destroy", "--yes");
    // The last one proves that it is gone.
    expect(emulator.log.map(({ status }) => status)).toEqual([200, 200, 204, 404]);
    expect(asked()).toEqual([...LOOKUPS, `DELETE ${ALL}/ID`, `GET ${ALL}/ID`]);
    expect(emulator.connections.size).toBe(0);
  });

  test("a wrong secret key is told with its sources, and neither key is printed or stored", async () => {
    await signed.config("vpnaas:secretKey", "wrong-canary", true);
    const run = await signed.run(["up", "--yes", "--skip-preview"]);
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("verify aksk signature fail");
    expect(run.output).toContain("vpnaas:secretKey (stack configuration or provider argument)");
    const everything = [output, run.output, signed.stateText()].join("\n");
    const { accessKey, secretKey } = emulator.accessKey;
    for (const secret of [accessKey, secretKey, "wrong-canary"]) expect(everything).not.toContain(secret);
  });
});
