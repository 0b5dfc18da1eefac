// No secret is anywhere: not in the state file, its backups and the history, not in what is printed, whatever goes wrong.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { declare, inputsOf, Project } from "../support/pulumi";

const PSK = "Canary-psk-0123456789";
const NEW_PSK = "Canary-psk-9876543210";

let emulator: Emulator;
let project: Project;
const printed: string[] = [];

beforeAll(async () => {
  emulator = await startEmulator();
  for (const transition of Object.values(emulator.transitions)) transition.reads = 1;
  emulator.pskEcho = "clear";
  project = await Project.open(undefined, [], "passphrase");
  const { username, password, userDomainName, projectName } = emulator.credentials;
  const plain = {
    authUrl: emulator.authUrl,
    username,
    userDomainName,
    projectName,
    projectDomainName: userDomainName,
    region: "eu-de",
  };
  for (const [name, value] of Object.entries(plain)) await project.config(`vpnaas:${name}`, value);
  await project.config("vpnaas:password", password, true);
});
afterAll(async () => {
  project.close();
  await emulator.close();
});

async function run(...args: string[]): Promise<string> {
  const { output } = await project.run(args);
  printed.push(output);
  return output;
}

// The psk is given as plain text: the SDK makes a secret of it.
const program = (change: Record<string, unknown> = {}) =>
  project.program(`${declare(inputsOf(emulator, change))}\nexports.hq = hq;`);

test("a life with every kind of trouble, logged in by a password from the stack configuration", async () => {
  program();
  await run("up", "--yes");
  program({ psk: NEW_PSK, dpd: { timeout: 90 } });
  await run("preview", "--diff", "--json");
  emulator.fault({
    match: { method: "PUT" },
    reply: { status: 400, body: { code: "VPC.1001", message: `psk ${NEW_PSK} is not valid` } },
  });
  expect(await run("up", "--yes", "--skip-preview", "--diff")).toContain("VPC.1001");
  emulator.transitions.update.to = "ERROR";
  expect(await run("up", "--yes", "--skip-preview")).toContain("is in status ERROR");
  emulator.setStatus([...emulator.connections.keys()].join(), "DOWN");
  emulator.transitions.update.to = "DOWN";
  await run("up", "--yes", "--skip-preview");
  Object.assign([...emulator.connections.values()][0] ?? {}, { peer_id: "by hand" });
  await run("refresh", "--yes", "--diff");
  await run("stack", "output", "--json");
  await run("stack", "export");
});

test("with -v=9 --logtostderr the engine prints what it gives to the provider, but no line of it is ours", async () => {
  const { code, stdout, stderr } = await project.run(["up", "--yes", "--skip-preview", "-v=9", "--logtostderr"]);
  expect(code).toBe(0);
  const secrets = [PSK, NEW_PSK, emulator.credentials.password];
  for (const secret of secrets) expect(stdout).not.toContain(secret);
  const lines = stderr.split("\n").filter((line) => secrets.some((secret) => line.includes(secret)));
  // The engine's own trace: JSON lines in which it tells of values on their way, or of its SDK's debug messages.
  for (const line of lines) {
    const { msg, v } = JSON.parse(line) as { msg: string; v?: number };
    expect(msg).toMatch(/^((Unm|M)arshaling property for RPC\[|RegisterResource RPC finished: |eventSink::Debug\()/);
    expect(v).toBeGreaterThanOrEqual(3);
  }
});

test("nothing printed holds a psk, the password or a token", () => {
  const tokens = emulator.log
    .map(({ headers }) => String(headers["x-auth-token"] ?? ""))
    .filter((token) => token !== "");
  expect(tokens.length).toBeGreaterThan(0);
  for (const secret of [PSK, NEW_PSK, emulator.credentials.password, ...new Set(tokens)]) {
    for (const output of printed) expect(output).not.toContain(secret);
  }
});

test("nothing that lies in the backend or the project holds one either", () => {
  const tokens = emulator.log
    .map(({ headers }) => String(headers["x-auth-token"] ?? ""))
    .filter((token) => token !== "");
  const files = readdirSync(join(project.folder, "backend"), {
    recursive: true,
    encoding: "utf8",
    withFileTypes: true,
  });
  const paths = files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(paths.length).toBeGreaterThan(3);
  for (const path of [...paths, join(project.folder, "Pulumi.dev.yaml")]) {
    const text = readFileSync(path, "utf8");
    for (const secret of [PSK, NEW_PSK, emulator.credentials.password, ...new Set(tokens)]) {
      expect([path, text.includes(secret)]).toEqual([path, false]);
    }
  }
});
