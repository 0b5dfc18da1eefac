// The report of examples/gitops with hostile and unlucky input: names that are more than text, secrets in every spelling, secrets that
// are words of the report itself, and previews of no site and of thousands.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ForgeStub, startForge } from "../support/forgeStub";
import { runReport, type ScriptRun } from "../support/gitops";
import { FRAME, newSite, steps } from "../support/previewSteps";

let folder: string;
let forge: ForgeStub;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "vpnaas hostile "));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: gitops\n");
  writeFileSync(join(folder, "preview.err"), "");
  forge = await startForge("github");
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await forge.close();
});

async function preview(parts: object[], env: Record<string, string> = {}): Promise<ScriptRun & { text: string }> {
  writeFileSync(join(folder, "preview.json"), JSON.stringify({ steps: [...FRAME, ...parts] }));
  const run = await runReport(["preview", "0", folder], folder, { ...forge.environment, ...env });
  expect(run).toMatchObject({ code: 0, stderr: "" });
  return { ...run, text: forge.comments.at(-1)?.body ?? "" };
}

/** What a preview that failed with this text is posted as, with the fence. */
async function failure(text: string, env: Record<string, string>): Promise<string> {
  writeFileSync(join(folder, "preview.json"), "");
  writeFileSync(join(folder, "preview.err"), text);
  const run = await runReport(["preview", "255", folder], folder, { ...forge.environment, ...env });
  expect(run).toMatchObject({ code: 0, stderr: "" });
  return forge.comments.at(-1)?.body.split("\n\n")[3] ?? "";
}

const rowsIn = (text: string) => text.split("\n").filter((line) => / \| new site \| create \| new \|$/.test(line));

test("names that a forge would take for more than text are shown as code, on one line", async () => {
  const names: [string, string][] = [
    ["Zürich (west)", "Zürich (west)"],
    ["a_b", "a_b"],
    ["_emphasis_", "`_emphasis_`"],
    ["@ops/team", "`@ops/team`"],
    ["#1", "`#1`"],
    ["a|b", "`a\\|b`"],
    ["a`b``c", "```a`b``c```"],
    ["`x`", "`` `x` ``"],
    ["<img src=x>", "`<img src=x>`"],
    ["![x](https://evil.example/x.png)", "`![x](https://evil.example/x.png)`"],
    ["new\nline\r\n| x |", "`new line \\| x \\|`"],
    ["\u001b[31mred", "red"],
    ["gp\u202enp.", "`gp\\u{202e}np.`"],
    ["x".repeat(500), `${"x".repeat(199)}…`],
  ];
  const { text } = await preview(names.flatMap(([name]) => newSite(name, {})));
  const shown = rowsIn(text).map((row) => row.slice(2, -" | new site | create | new |".length));
  expect(shown.sort()).toEqual(names.map(([, cell]) => cell).sort());
});

test("a secret is hidden in each of its spellings", async () => {
  const spellings: [string, string][] = [
    ["p4$$.*+?(w)[o]{r}|d^\\", "p4$$.*+?(w)[o]{r}|d^\\"],
    ["pa ss/wo&rd=é", "pa%20ss%2fwo%26rd%3D%C3%A9"],
    ["a form/with", "a+form%2Fwith"],
    ['twice"in\\JSON\n!', JSON.stringify(JSON.stringify('twice"in\\JSON\n!')).slice(3, -3)],
    ["Go<s>&JSON", "Go\\u003cs\\u003e\\u0026JSON"],
    [`HTML<&"of'it`, "HTML&lt;&amp;&#34;of&#39;it"],
    ["she'll word", "she'\\''ll\\ word"],
    ["password-1234", Buffer.from("password-1234").toString("base64url").replace(/=+$/, "")],
    ["abc", "abc"],
  ];
  const env = Object.fromEntries(spellings.map(([secret], at) => [`SECRET_${at}`, secret]));
  const shown = await failure(spellings.map(([, spelling]) => `(${spelling}) abcd`).join("\n"), env);
  expect(shown.split("\n").slice(1, -1)).toEqual(spellings.map(() => "([secret]) abcd"));
});

test("what is hidden inside of settings: logins in base64, lines of a key, a key file, the password of a URL", async () => {
  const key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkq\n-----END KEY-----";
  const env = {
    OS_PASSWORD: "password-1234",
    TLS_KEY: key,
    GOOGLE_CREDENTIALS: JSON.stringify({ type: "service_account", private_key: "Canary-private" }),
    PULUMI_BACKEND_URL: "postgres://vpn:Canary/p@ss@db.example:5432/state",
    ACTIONS_TOKEN_CHECK: "true",
  };
  const basic = ["u", "us", "usr"].map((user) => Buffer.from(`${user}:password-1234,`).toString("base64"));
  const lines = [
    ...basic,
    "key MIIEvQIBADANBgkq",
    "Canary-private",
    "dial postgres://vpn:Canary/p@ss@db.example:5432/state: password Canary/p@ss",
    'parse "https://me:a/b@host/x": invalid port',
    "http://127.0.0.1:5432/v3/x@2 is true",
  ];
  const shown = (await failure(lines.join("\n"), env)).split("\n").slice(1, -1);
  for (const line of shown.slice(0, 3)) expect(line).toMatch(/^[\w+/=]{0,8}\[secret\][\w+/=]{0,4}$/);
  expect(shown.slice(3)).toEqual([
    "key [secret]",
    "[secret]",
    "dial postgres://vpn:[secret]@db.example:5432/state: password [secret]",
    'parse "https://me:[secret]@host/x": invalid port',
    "http://127.0.0.1:5432/v3/x@2 is true",
  ]);
});

test("secrets that are words of the report take nothing away from it, and it is found again", async () => {
  const words = ["create", "update", "vpn", "prod", "gitops", "preview", "---", "site", "IpsecSiteConnection"];
  const env = Object.fromEntries(words.map((word, at) => [`SECRET_${at}`, word]));
  const parts = [...newSite("berlin", { peerId: "prod" }), ...steps("hub-rome", { ops: ["update"], keys: ["mtu"] })];
  const { text } = await preview(parts, env);
  expect(text).toContain("**3 objects of 2 sites: 2 to create, 1 to update.**\n\n| site | what changes |");
  expect(text).toContain("| rome | mtu | update | may renegotiate |");
  expect(text).toContain('peerId: "[secret]"');
  await preview(parts, env);
  expect(forge.comments).toHaveLength(1);
});

test("no site, and 5,000: the comment and the page of the job are cut, the log holds each change", async () => {
  expect((await preview([])).text).toContain("**No changes.** 0 sites.");
  const networks = Array.from({ length: 3000 }, (_, at) => `10.${at >> 8}.${at & 255}.0/24`);
  const parts = Array.from({ length: 5000 }, (_, at) => newSite(`site-${at}`, { peerCidrs: at === 0 ? networks : [] }));
  const summary = join(folder, "summary");
  const since = performance.now();
  const { text, stdout } = await preview(parts.flat(), {
    GITHUB_STEP_SUMMARY: summary,
    OS_PASSWORD: "emulator-password",
  });
  expect(performance.now() - since).toBeLessThan(30_000);
  expect(text.length).toBeLessThanOrEqual(60_000);
  expect(rowsIn(stdout)).toHaveLength(5000);
  for (const at of [0, 4999]) expect(stdout).toContain(`\n+ hub-site-${at} (IpsecSiteConnection, create)\n`);
  expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(1000);
  expect(Buffer.byteLength(readFileSync(summary))).toBeLessThan(1024 * 1024);
});
