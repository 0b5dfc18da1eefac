// The example of examples/monitoring as it is, on a real Prometheus that scrapes the real command: a tunnel that goes down fires the alert,
// and one that comes back ends it. What the command serves, and the rules, pass promtool.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../../provider/emulator";
import { PSK } from "../../../provider/test/support/connection";
import { ROOT } from "../../../provider/test/support/linkedFolder";
import { connectionId, placeNumbered } from "../../../provider/test/support/watching";
import { labFolder } from "../world/world";

const EXAMPLE = join(ROOT, "examples/monitoring");
const COMMAND = join(ROOT, "dist/provider/src/cli/status/cli.js");

let emulator: Emulator;
let folder: string;
let metrics: string;
const running: ChildProcess[] = [];
const measured: string[] = [];

const { bin } = JSON.parse(readFileSync(join(labFolder(), "prometheus.json"), "utf8")) as { bin: string }; // lab/watchPackages.mjs
const promtool = (args: readonly string[], input = "") =>
  execFileSync(join(bin, "promtool"), args, { cwd: EXAMPLE, input, encoding: "utf8" });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "vpnaas-prometheus-"));
  emulator = await startEmulator({ dialect: "openstack" });
  placeNumbered(emulator, 1, { name: 'a "b"\\ 東京\u001b[2J' });
  for (const number of [2, 3]) placeNumbered(emulator, number);
  const env = { ...process.env, ...emulator.environment, HOME: folder, VPNAAS_DIALECT: "openstack" };
  const command = spawn(process.execPath, [COMMAND, "--prometheus", "0"], { cwd: folder, env });
  running.push(command);
  metrics = await new Promise((resolve, reject) => {
    let said = "";
    command.stdout.on("data", (part: Buffer) => {
      said += part.toString();
      const url = /http:\S+/.exec(said)?.[0];
      if (url !== undefined) resolve(url);
    });
    command.once("close", () => reject(new Error(`The command has ended: ${said}`)));
  });
});
afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`alerts of examples/monitoring on a real Prometheus:\n${measured.join("\n")}\n`);
});

const textOf = async (url: string) => (await fetch(url)).text();

test("promtool check metrics takes what is served, and no key is in it", async () => {
  emulator.setStatus(connectionId(3), "ERROR");
  const text = await textOf(metrics);
  expect(promtool(["check", "metrics"], text)).toBe("");
  expect(text).not.toContain(PSK);
  emulator.setStatus(connectionId(3), "ACTIVE");
});

test("promtool takes rules and configuration, and the tests of the rules pass", () => {
  expect(promtool(["check", "rules", "alerts.yml"])).toContain("SUCCESS: 3 rules found");
  expect(promtool(["check", "config", "prometheus.yml"])).toContain("SUCCESS: prometheus.yml is valid");
  expect(promtool(["test", "rules", "alerts.test.yml"])).toContain("SUCCESS");
});

interface Alerts {
  readonly data: { readonly alerts: readonly { labels: Record<string, string>; state: string; annotations: object }[] };
}

test("cutting a tunnel fires the alert, and its return ends it", async () => {
  const port = await freePort();
  const config = readFileSync(join(EXAMPLE, "prometheus.yml"), "utf8");
  writeFileSync(join(folder, "prometheus.yml"), config.replace("127.0.0.1:9878", new URL(metrics).host));
  writeFileSync(join(folder, "alerts.yml"), readFileSync(join(EXAMPLE, "alerts.yml")));
  const options = [
    `--web.listen-address=127.0.0.1:${port}`,
    "--storage.tsdb.path=data",
    "--config.file=prometheus.yml",
  ];
  running.push(spawn(join(bin, "prometheus"), options, { cwd: folder, stdio: "ignore" }));
  const api = `http://127.0.0.1:${port}/api/v1`;
  const alerts = async () => (JSON.parse(await textOf(`${api}/alerts`)) as Alerts).data.alerts; // as Prometheus documents it
  const firing = async () => (await alerts()).filter(({ state }) => state === "firing");

  await until(90, async () => (await textOf(`${api}/query?query=sum(vpnaas_connection_up)`)).includes('"3"'));
  // What was evaluated before the first scrape may still be pending.
  await until(60, async () => (await alerts()).length === 0);

  emulator.setStatus(connectionId(2), "DOWN");
  const seconds = await until(300, async () => (await firing()).length > 0);
  measured.push(`  ${seconds} s from DOWN at the service until VpnConnectionDown fires`);
  const labels = { alertname: "VpnConnectionDown", severity: "critical", name: "hub-2", peer: "203.0.113.2" };
  expect(await firing()).toEqual([
    expect.objectContaining({
      labels: expect.objectContaining({ ...labels, id: connectionId(2), service: "service-one" }),
      annotations: expect.objectContaining({ summary: "VPN connection hub-2 to 203.0.113.2 is not up" }),
    }),
  ]);

  emulator.setStatus(connectionId(2), "ACTIVE");
  measured.push(`  ${await until(120, async () => (await firing()).length === 0)} s from ACTIVE until it ends`);
});

/** Waits until it holds; the seconds that it took. */
async function until(limit: number, holds: () => Promise<boolean>): Promise<number> {
  const started = Date.now();
  for (;;) {
    if (await holds().catch(() => false)) return Math.round((Date.now() - started) / 1000);
    if (Date.now() - started > limit * 1000) throw new Error(`It did not happen within ${limit} s: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
