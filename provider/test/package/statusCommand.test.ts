// pulumi-vpnaas-status as a process of its own: exit codes, what Ctrl-C does to what goes on, and that no output holds a secret.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { PSK } from "../support/connection";
import { ROOT } from "../support/linkedFolder";
import { placeNumbered, until } from "../support/watching";

const COMMAND = join(ROOT, "dist/provider/src/cli/status/cli.js");

let emulator: Emulator;
let folder: string;
const running: ChildProcess[] = [];
beforeEach(async () => {
  emulator = await startEmulator({ dialect: "openstack" });
  placeNumbered(emulator, 1);
  placeNumbered(emulator, 2, { status: "DOWN" });
  folder = mkdtempSync(join(tmpdir(), "vpnaas-status-"));
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
  await emulator.close();
});

interface Started {
  readonly output: () => string;
  readonly code: Promise<number | null>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

function start(...args: string[]): Started {
  const env = { ...emulator.environment, HOME: folder, PATH: "", VPNAAS_DIALECT: "openstack" };
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => {
      output += part.toString();
    });
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { output: () => output, code, kill: (signal) => void child.kill(signal) };
}

test.each<[string, string[], number, RegExp]>([
  ["read", [], 0, /^NAME {3}PEER {9}STATUS {2}SEEN SINCE {2}SERVICE\nhub-1 /],
  ["not all are ACTIVE", ["--check"], 3, /hub-2 .* DOWN/],
  ["there is none of that name", ["hub-9"], 1, /^error: There is no connection with the name or id "hub-9"/],
  ["misused", ["--nonsense"], 2, /^error: Unknown option '--nonsense'[\s\S]*See pulumi-vpnaas-status --help\.\n$/],
  ["help", ["--help"], 0, /^Usage: pulumi-vpnaas-status /],
])("exit code: %s", async (_, args, code, text) => {
  const run = start(...args);
  expect(await run.code).toBe(code);
  expect(run.output()).toMatch(text);
});

test.each<[string[], RegExp]>([
  [["--watch", "1"], /hub-2: DOWN/],
  [["--prometheus", "0"], /metrics are served at/],
])("Ctrl-C ends %j well, also while the service does not answer", async (args, text) => {
  const run = start(...args);
  await until(() => text.test(run.output()));
  emulator.fault({ match: { path: /vpn/ }, times: Number.POSITIVE_INFINITY, reply: "silence" });
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  run.kill("SIGINT");
  expect(await run.code).toBe(0);
  expect(run.output()).not.toContain("error");
});

const LOG = `09[IKE] tried 1 shared key for '${PSK}' - '${PSK}', but MAC mismatched\n`;

test("no output of any kind holds a secret, whatever the service echoes", async () => {
  const secrets = [PSK, emulator.credentials.password, Buffer.from(PSK).toString("base64")];
  writeFileSync(join(folder, "charon.log"), LOG);
  placeNumbered(emulator, 3, { name: `x ${PSK} y`, peer_id: PSK, status: PSK, peer_address: PSK });
  const views = [[], ["--why"], ["--json", "--why"], ["--picture"], ["--peer-log", "charon.log"], [PSK]];
  const ended = views.map((args) => start(...args));
  await Promise.all(ended.map(({ code }) => code));
  const going = [start("--watch", "1"), start("--prometheus", "0")];
  await until(() => going.every(({ output }) => output().includes("\n")));
  const url = /http:\S+/.exec(going[1]?.output() ?? "")?.[0] ?? "";
  const scraped = await (await fetch(url)).text();
  // By then the process has seen the key.
  emulator.fault({
    match: { path: /vpnservices/ },
    times: 99,
    reply: { status: 400, body: { message: `bad psk ${PSK}` } },
  });
  const failed = start("--json");
  await failed.code;
  const texts = [...ended, ...going, failed].map(({ output }) => output());
  expect(scraped).toContain("vpnaas_connection_up");
  for (const text of [...texts, scraped]) {
    expect(text.length).toBeGreaterThan(30);
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
});
