// The report of examples/gitops: its texts, and what it does at each forge, with small stand-ins for their APIs.
// That it fits what the CLI prints is in cli/gitops.test.ts.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { add, type ForgeStub, startForge, TOKEN } from "../support/forgeStub";
import { runReport } from "../support/gitops";
import { FRAME, newSite, steps } from "../support/previewSteps";

const KINDS = ["github", "gitea", "gitlab"] as const;
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const PSK = "Canary-psk-0123456789";

let folder: string;
let forge: ForgeStub;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vpnaas-report-"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: gitops\nruntime: nodejs\n");
  writeFileSync(join(folder, "preview.err"), "");
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await forge?.close();
});

/** Reports a preview with these steps. */
function preview(parts: object[], { env = {}, code = 0 }: { env?: Record<string, string>; code?: number } = {}) {
  writeFileSync(join(folder, "preview.json"), JSON.stringify({ steps: [...FRAME, ...parts] }));
  return runReport(["preview", String(code), folder], folder, { ...forge?.environment, ...env });
}

function drift(code: number, text: string) {
  writeFileSync(join(folder, "drift.txt"), text);
  return runReport(["drift", String(code), folder], folder, forge.environment);
}

test("the comment has a row for each site that changes, and folds the details", async () => {
  forge = await startForge("github");
  await preview([
    ...steps("hub-ike", {
      kind: "IkePolicy",
      ops: ["update"],
      keys: ["pfs"],
      old: { pfs: "group14" },
      news: { pfs: "group19" },
    }),
    ...newSite("berlin", { peerAddress: "203.0.113.10", psk: PSK, vpnserviceId: UNKNOWN }),
    ...steps("hub-lisbon", { ops: ["update"], keys: ["dpd.action", "psk"], old: { psk: PSK }, news: { psk: PSK } }),
    ...steps("hub-madrid", { ops: ["update"], keys: ["name"], old: { name: "a" }, news: { name: "b|c" } }),
    ...steps("hub-oslo", { ops: ["delete"] }),
    ...steps("hub-paris", { ops: ["delete-replaced", "replace", "create-replacement"], keys: ["ipsecpolicyId"] }),
    ...steps("hub-quito", { ops: ["create-replacement", "replace", "delete-replaced"], keys: ["vpnserviceId"] }),
    ...steps("hub-rome-remote", { kind: "EndpointGroup", ops: ["create-replacement", "replace"], keys: ["endpoints"] }),
    ...steps("hub-rome", { ops: ["update"], keys: ["peerEpGroupId"] }),
    ...steps("hub-sofia", { ops: ["same"] }),
    ...steps("hub-turin", { ops: ["update"], keys: ["adminStateUp"], news: { adminStateUp: false } }),
  ]);
  const [text = ""] = forge.comments.map(({ body }) => body);
  expect(text.split("<details>")[0]).toBe(
    [
      "<!-- vpn preview of gitops/prod -->",
      "### Preview of `gitops/prod`",
      "**11 objects of 9 sites: 2 to create, 5 to update, 3 to replace, 1 to delete.**",
      [
        "| site | what changes | how | tunnel |",
        "| --- | --- | --- | --- |",
        "| all sites: IKE policy | pfs | update | all may renegotiate |",
        "| paris | ipsecpolicyId | replace | **interrupted**: deleted, then created |",
        "| quito | vpnserviceId | replace | **interrupted**: moves to a new connection |",
        "| oslo | site removed | delete | ends |",
        "| lisbon | dpd, psk | update | may renegotiate |",
        "| madrid | name | update | not interrupted |",
        "| rome | remote networks | update | may renegotiate |",
        "| turin | adminStateUp | update | **ends**: adminStateUp is false |",
        "| berlin | new site | create | new |",
      ].join("\n"),
      "_interrupted_: no traffic until both sides have negotiated the new connection.",
      "_may renegotiate_: the gateway gets the change; it may negotiate the tunnel again.",
      "",
    ].join("\n\n"),
  );
  expect(text).toContain('~ hub-ike (IkePolicy, update)\n    pfs: "group14" => "group19"\n');
  expect(text).toContain('    peerAddress: "203.0.113.10"\n    psk: "[secret]"\n    vpnserviceId: (known after up)\n');
  expect(text).toContain("Commit c0ffeec0ffee · [log of the job](https://forge.example/ops/vpn/actions/runs/1)");
  expect(text).not.toMatch(/Canary|__provider|"code"/);
});

test.each(KINDS)("%s: the first run adds a comment, the next one edits it behind 70 others", async (kind) => {
  forge = await startForge(kind);
  for (let count = 0; count < 35; count += 1)
    add(forge.comments, { body: `someone's <!-- vpn preview of gitops/prod -->` });
  expect(await preview(newSite("berlin", {}))).toMatchObject({ code: 0 });
  for (let count = 0; count < 35; count += 1) add(forge.comments, { body: "<!-- vpn preview of gitops/test -->" });
  expect(await preview(steps("hub-berlin", { ops: ["same"] }))).toMatchObject({ code: 0 });
  expect(forge.comments).toHaveLength(71);
  expect(forge.comments[35]?.body).toContain("**No changes.** 1 site.");
});

test("two stacks have a comment each", async () => {
  forge = await startForge("github");
  await preview(newSite("berlin", {}));
  await preview(newSite("berlin", {}), { env: { PULUMI_STACK: "test" } });
  expect(forge.comments.map(({ body }) => body.split("\n")[2])).toEqual([
    "### Preview of `gitops/prod`",
    "### Preview of `gitops/test`",
  ]);
});

test.each([
  ["details", 400, /… and \d+ more changes: see the log of the job\./],
  ["rows", 2000, /… and \d+ more rows: see the log of the job\./],
])("too many %s: the comment is cut, and the log has all", async (_, sites, says) => {
  forge = await startForge("github");
  const parts = Array.from({ length: sites }, (_, at) => newSite(`site-${at}`, { peerId: "x".repeat(80) }));
  const { stdout } = await preview(parts.flat());
  const [text = ""] = forge.comments.map(({ body }) => body);
  expect(text.length).toBeLessThanOrEqual(60_000);
  expect(text.length).toBeGreaterThan(55_000);
  expect(text).toContain(`**${2 * sites} objects of ${sites} sites: ${2 * sites} to create.**\n\n| site |`);
  expect(text).toMatch(says);
  expect(text).toMatch(/<\/details>\n\n<sub>Commit .*<\/sub>$/);
  expect(stdout).toContain(`| site-${sites - 1} | new site | create | new |`);
});

test("a preview that fails is posted, with no secret in any spelling, and cannot leave its fence", async () => {
  forge = await startForge("gitea");
  const secret = 'Canary/"pass+word"';
  const spellings = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret),
    Buffer.from(secret).toString("base64"),
  ];
  writeFileSync(join(folder, "preview.err"), `error: postgres://me:Canary-db@host/db\n\`\`\`\n${spellings.join("\n")}`);
  const env = {
    PULUMI_CONFIG_PASSPHRASE: secret,
    OS_PASSWORD: "Canary-os",
    GITHUB_STEP_SUMMARY: join(folder, "summary"),
  };
  writeFileSync(
    join(folder, "preview.json"),
    JSON.stringify({ diagnostics: [{ severity: "error", message: "error: no psk for berlin Canary-os\n" }] }),
  );
  const run = await runReport(["preview", "255", folder], folder, { ...forge.environment, ...env });
  const [text = ""] = forge.comments.map(({ body }) => body);
  expect(text).toContain("**The preview failed** (exit code 255): what a merge would do is not known.");
  expect(text).toContain(
    "````\nerror: no psk for berlin [secret]\nerror: postgres://me:[secret]@host/db\n```\n[secret]\n",
  );
  const summary = readFileSync(env.GITHUB_STEP_SUMMARY, "utf8");
  expect(summary).toContain("The preview failed");
  expect(text + run.stdout + run.stderr + summary).not.toContain("Canary");
});

test.each(KINDS)("%s: drift opens one issue, updates it, and closes it", async (kind) => {
  forge = await startForge(kind);
  for (let count = 0; count < 40; count += 1) add(forge.issues, { title: "other", body: "text" });
  const trap = add(forge.issues, { title: "a pull request", body: "<!-- vpn drift of gitops/prod -->" });
  trap.isPullRequest = true;
  if (kind === "gitlab") trap.state = "closed";
  await drift(7, '~ dpd: action: "restart" => "hold"');
  expect(forge.issues).toHaveLength(42);
  const issue = forge.issues[41];
  expect(issue).toMatchObject({ title: "Drift: gitops/prod", state: "open" });
  expect(issue?.body).toContain('```diff\n~ dpd: action: "restart" => "hold"\n```');

  const warning = "SDK 2026/11/29 12:23:31 WARN Response has no supported checksum. Not validating response payload.";
  await drift(7, `${warning}\n~ mtu: 1500 => 1400\n${warning}`);
  expect(forge.issues.map(({ body }) => body).join()).not.toContain("WARN");
  expect(forge.issues).toHaveLength(42);
  expect(issue?.body).toContain("~ mtu: 1500 => 1400");
  for (const code of [1, 6]) expect(await drift(code, "error: no login")).toMatchObject({ code: 0 });
  expect(issue).toMatchObject({ state: "open" });
  expect(issue?.body).toContain("mtu");

  await drift(0, "");
  expect(issue).toMatchObject({ state: "closed" });
  expect(forge.remarks).toEqual([expect.stringMatching(/^42: There is no drift any more\./)]);
  await drift(0, "");
  expect(forge.remarks).toHaveLength(1);
  expect(trap.body).toBe("<!-- vpn drift of gitops/prod -->");
});

test("the number of the pull request comes from the event, too; a push has none, and only prints", async () => {
  forge = await startForge("gitea");
  const event = join(folder, "event.json");
  writeFileSync(event, JSON.stringify({ number: 7, pull_request: { number: 7 } }));
  await preview(newSite("berlin", {}), { env: { GITHUB_REF: "refs/heads/x", GITHUB_EVENT_PATH: event } });
  expect(forge.comments).toHaveLength(1);
  writeFileSync(event, JSON.stringify({ after: "c0ffee" }));
  const push = await preview(newSite("rome", {}), { env: { GITHUB_REF: "refs/heads/main", GITHUB_EVENT_PATH: event } });
  expect(push).toMatchObject({ code: 0, stdout: expect.stringContaining("| rome | new site |") });
  expect(forge.comments).toHaveLength(1);
});

test("outside of a forge it prints; settings of Jenkins lead to one", async () => {
  forge = await startForge("gitlab");
  const env = { FORGE: "gitlab", FORGE_API: forge.environment.CI_API_V4_URL ?? "", FORGE_REPOSITORY: "42" };
  const nowhere = Object.fromEntries(Object.keys(forge.environment).map((name) => [name, ""]));
  expect(await preview([], { env: nowhere })).toMatchObject({ code: 0, stdout: expect.stringContaining("No changes") });
  expect(forge.comments).toEqual([]);
  await preview([], { env: { ...nowhere, ...env, FORGE_TOKEN: TOKEN, FORGE_CHANGE: "7" } });
  expect(forge.comments).toHaveLength(1);
});

test("a preview that cannot be read is an error, and no comment says that nothing changes", async () => {
  forge = await startForge("github");
  writeFileSync(join(folder, "preview.json"), "warning: no state\n");
  const run = await runReport(["preview", "0", folder], folder, forge.environment);
  expect(run).toMatchObject({ code: 1, stderr: "report.mjs: not posted: what the preview printed is no JSON\n" });
  expect(forge.comments).toEqual([]);
});

test("a forge that refuses is an error that names the call, and no token", async () => {
  forge = await startForge("github");
  forge.refusal = 403;
  const run = await preview(newSite("berlin", {}));
  expect(run.code).toBe(1);
  expect(run.stderr).toContain("report.mjs: not posted: POST /api/v3/repos/ops/vpn/issues/7/comments: 403");
  expect(run.stderr + run.stdout).not.toContain(TOKEN);
});
