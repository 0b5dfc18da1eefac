// Explicit providers with the real CLI: two clouds in one program, each with a login of its own that stays a secret.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { declare, inputsOf, Project } from "../support/pulumi";

let german: Emulator;
let dutch: Emulator;
let project: Project;
let printed = "";

/** The login of a third cloud, as it lies in the environment of many a user. Port 9 answers nobody. */
const ELSEWHERE = { OS_AUTH_URL: "http://127.0.0.1:9/v3", OS_USERNAME: "nobody", OS_PASSWORD: "wrong" };

beforeAll(async () => {
  german = await startEmulator();
  dutch = await startEmulator();
  for (const { transitions } of [german, dutch]) {
    for (const transition of Object.values(transitions)) transition.reads = 0;
  }
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
  const credential = { authUrl: german.authUrl, applicationCredentialId, applicationCredentialSecret };
  project.program(`
const nl = new vpnaas.Provider("nl", ${JSON.stringify({ ...login, region: "eu-de", requestTimeout })});
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
  expect(namesAt(dutch)).toEqual(["amsterdam"]);
  expect(namesAt(german)).toEqual(["berlin"]);
  for (const emulator of [dutch, german]) expect(methodsAt(emulator)).toEqual(["POST", "GET"]);
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
