// The tour of `make demo`: it checks its own claims, so here only that it ends well, says the main things, keeps the secret to
// itself and leaves nothing behind, also when it is interrupted.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/linkedFolder";

interface Tour {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the tour; sends SIGINT, as Ctrl-C does, once it has printed `interruptAt`. */
function tour(interruptAt?: string): Promise<Tour> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, "tools/demo.mjs")], { stdio: ["ignore", "pipe", "pipe"] });
    let [stdout, stderr, isInterrupted] = ["", "", false];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (interruptAt === undefined || isInterrupted || !stdout.includes(interruptAt)) return;
      isInterrupted = true;
      child.kill("SIGINT");
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

function folders(): string[] {
  const parent = join(ROOT, ".tmp");
  return existsSync(parent) ? readdirSync(parent).filter((name) => name.startsWith("demo-")) : [];
}

let told: Tour;

beforeAll(async () => {
  told = await tour();
});

test("the tour tells the whole story, and every claim in it holds", () => {
  const { code, stdout, stderr } = told;
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.match(/^━━ .*?(?= ━)/gm)).toEqual([
    "━━ 1 of 9 · The program",
    "━━ 2 of 9 · up creates the connection and waits for it",
    "━━ 3 of 9 · A second up sends nothing",
    "━━ 4 of 9 · preview names the one field that was edited",
    "━━ 5 of 9 · up sends exactly that field",
    "━━ 6 of 9 · refresh finds what was changed behind Pulumi's back",
    "━━ 7 of 9 · up puts it back",
    "━━ 8 of 9 · A mistake is found before anything is sent",
    "━━ 9 of 9 · destroy removes it",
    "━━ What was sent",
  ]);
  expect(requestsIn(stdout, "5 of 9")).toEqual([
    "→ POST   /v3/auth/tokens 201",
    "→ PUT    /v2.0/vpn/ipsec-site-connections/ID 200 PENDING_UPDATE",
    '         {"ipsec_site_connection": {"peer_id": "branch.example.com"}}',
    "→ GET    /v2.0/vpn/ipsec-site-connections/ID 200 PENDING_UPDATE",
    "→ GET    /v2.0/vpn/ipsec-site-connections/ID 200 PENDING_UPDATE",
    "→ GET    /v2.0/vpn/ipsec-site-connections/ID 200 DOWN",
  ]);
  expect(requestsIn(stdout, "3 of 9")).toEqual([]);
  expect(stdout).toContain('~ peerId: "203.0.113.9" => "branch.example.com"');
  expect(stdout).toContain('~ action: "restart" => "hold"');
  expect(stdout.match(/✓ /g)?.length).toBe(31);
  expect(stdout).not.toContain("✗");
  expect(stdout).toContain("All 31 checks (✓) held.");
});

test("the tour is 100 columns wide, has no colours where no one sees them, and shows no secret", () => {
  const { stdout } = told;
  expect(stdout.split("\n").filter((line) => [...line].length > 100)).toEqual([]);
  expect(stdout).not.toContain("\u001b");
  expect(stdout).toContain('"psk": "********"');
  expect(stdout).not.toMatch(/Tour-psk|emulator-password/);
});

test("an interrupted tour leaves no folder and says that it was stopped", async () => {
  const before = folders();
  const { code, stderr } = await tour("creating (0s)");
  expect(code).not.toBe(0);
  expect(stderr).toContain("Stopped by SIGINT.");
  expect(folders().filter((name) => !before.includes(name))).toEqual([]);
});

/** The lines with arrows of a step, and the bodies below them, without ids. */
function requestsIn(stdout: string, step: string): string[] {
  const [, text = ""] = stdout.split(`━━ ${step} `);
  const lines = (text.split("\n━━ ")[0] ?? "").split("\n");
  const shown = lines.filter((line) => /^ {2}(→| {9}\{)/.test(line)).map((line) => line.slice(2));
  return shown.map((line) => line.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, "ID"));
}
