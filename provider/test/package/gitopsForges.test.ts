// The report of examples/gitops at a forge that is slow, strict or shared with others: it waits, looks again, and keeps one comment and
// one issue, its own.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { add, BOT, type Disturbance, type ForgeKind, type ForgeStub, startForge, TOKEN } from "../support/forgeStub";
import { runReport, type ScriptRun } from "../support/gitops";
import { FRAME, newSite } from "../support/previewSteps";

const COMMENTS = "/issues/7/comments";
const MARKER = "<!-- vpn preview of gitops/prod -->";
/** Runs timers fifty times as fast: a wait of a second takes 20 ms. */
const FAST = "--import=data:text/javascript,const%20t=setTimeout;globalThis.setTimeout=(f,ms,...a)=>t(f,ms/50,...a)";

let folder: string;
let forge: ForgeStub;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vpnaas-forges-"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: gitops\n");
  writeFileSync(join(folder, "preview.err"), "");
  writeFileSync(join(folder, "preview.json"), JSON.stringify({ steps: [...FRAME, ...newSite("berlin", {})] }));
  writeFileSync(join(folder, "drift.txt"), "~ mtu: 1500 => 1400\n");
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await forge?.close();
});

async function at(kind: ForgeKind, ...disturbances: Disturbance[]): Promise<void> {
  forge = await startForge(kind);
  forge.disturbances.push(...disturbances);
}

function report(topic: "preview" | "drift", code: number, env: Record<string, string> = {}): Promise<ScriptRun> {
  const given = { ...forge.environment, NODE_OPTIONS: FAST, ...env };
  return runReport([topic, String(code), folder], folder, given);
}

const soon = () => String(Math.ceil(Date.now() / 1000) + 2);

test.each<[string, Disturbance[]]>([
  ["429 with Retry-After", [{ to: `POST ${COMMENTS}`, status: 429, headers: { "retry-after": "30" } }]],
  ["429 without a time", [{ to: `POST ${COMMENTS}`, status: 429 }]],
  ["403 with Retry-After", [{ to: `GET ${COMMENTS}`, status: 403, headers: { "retry-after": "30" } }]],
  [
    "403 with an empty allowance",
    [{ to: `GET ${COMMENTS}`, status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": soon() } }],
  ],
  ["502 and 503 to reads", [502, 503].map((status) => ({ to: `GET ${COMMENTS}`, status, body: "<html>" }))],
  ["502 to a write that was not done", [{ to: `POST ${COMMENTS}`, status: 502 }]],
  ["502 to a write that was done", [{ to: `POST ${COMMENTS}`, status: 502, isDone: true }]],
])("%s: there is one comment in the end", async (_, disturbances) => {
  await at("github", ...disturbances);
  expect(await report("preview", 0)).toMatchObject({ code: 0, stderr: "" });
  expect(forge.comments).toHaveLength(1);
  expect(forge.disturbances).toEqual([]);
});

test.each<[string, Disturbance, string]>([
  [
    "a limit that ends in an hour",
    { to: `POST ${COMMENTS}`, status: 429, headers: { "retry-after": "3600" }, body: { message: "slow down" } },
    "POST /api/v3/repos/ops/vpn/issues/7/comments: 429 slow down (asks to wait 3600 s)",
  ],
  [
    "a conversation that is locked",
    { to: `POST ${COMMENTS}`, status: 403, body: { message: "Unable to create comment because issue is locked." } },
    "issues/7/comments: 403 Unable to create comment because issue is locked.",
  ],
  [
    "another address",
    { to: `GET ${COMMENTS}`, status: 301, headers: { location: "https://elsewhere.example/api" } },
    "(redirects to https://elsewhere.example/api)",
  ],
  ["a page for people", { to: `GET ${COMMENTS}`, status: 200, body: "<html>" }, "the reply is not a list"],
])("%s is an error that says so, and the preview is in the log", async (_, disturbance, says) => {
  await at("github", disturbance);
  const { code, stdout, stderr } = await report("preview", 0);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(says) });
  expect(stdout).toContain("| berlin | new site |");
  expect(stdout + stderr).not.toContain(TOKEN);
  expect(forge.comments).toEqual([]);
});

test("a forge that stays broken is asked a few times, no more", async () => {
  await at("gitea", ...Array.from({ length: 9 }, () => ({ to: `GET ${COMMENTS}`, status: 500 })));
  expect(await report("preview", 0)).toMatchObject({ code: 1, stderr: expect.stringContaining("comments: 500") });
  expect(forge.disturbances).toHaveLength(5);
});

test.each(["github", "gitlab"] as const)(
  "%s: a comment with the marker of someone else is left alone",
  async (kind) => {
    await at(kind);
    const planted = add(forge.comments, { body: `${MARKER}\nNo changes.`, author: "mallory" });
    for (const _ of [1, 2]) expect(await report("preview", 0)).toMatchObject({ code: 0, stderr: "" });
    expect(forge.comments.map(({ author }) => author)).toEqual(["mallory", BOT[kind]]);
    expect(planted.body).toBe(`${MARKER}\nNo changes.`);
  },
);

test.each(["github", "gitea", "gitlab"] as const)(
  "%s: two runs at once leave one comment, and later ones edit it",
  async (kind) => {
    const list = kind === "gitlab" ? "/merge_requests/7/notes" : COMMENTS;
    const other = () => void add(forge.comments, { body: `${MARKER}\nof the other run`, author: BOT[kind] });
    await at(kind, { to: `POST ${list}`, status: 0, meanwhile: other });
    for (const _ of [1, 2]) expect(await report("preview", 0)).toMatchObject({ code: 0, stderr: "" });
    expect(forge.comments).toHaveLength(1);
    expect(forge.comments[0]?.body).toContain("| berlin | new site |");
  },
);

test("a comment that is deleted meanwhile is added again", async () => {
  await at("github");
  add(forge.comments, { body: MARKER, author: BOT.github });
  forge.disturbances.push({
    to: "PATCH /issues/comments/1001",
    status: 404,
    meanwhile: () => forge.comments.splice(0),
  });
  expect(await report("preview", 0)).toMatchObject({ code: 0, stderr: "" });
  expect(forge.comments).toHaveLength(1);
  expect(forge.comments[0]?.body).toContain("| berlin | new site |");
});

test("drift: a reply that is lost opens no second issue; two issues of two runs become one; a person's stays", async () => {
  await at("github", { to: "POST /issues", status: 502, isDone: true });
  const marker = "<!-- vpn drift of gitops/prod -->";
  add(forge.issues, { title: "Drift: gitops/prod", body: `${marker} by a person`, author: "someone" });
  expect(await report("drift", 7)).toMatchObject({ code: 0, stderr: "" });
  expect(forge.issues.map(({ author }) => author)).toEqual(["someone", BOT.github]);
  add(forge.issues, { title: "Drift: gitops/prod", body: marker, author: BOT.github });
  expect(await report("drift", 7)).toMatchObject({ code: 0, stderr: "" });
  expect(forge.issues.map(({ state }) => state)).toEqual(["open", "open", "closed"]);
  expect(forge.remarks).toEqual(["3: The same as #2."]);
  expect(await report("drift", 0)).toMatchObject({ code: 0, stderr: "" });
  expect(forge.issues.map(({ state }) => state)).toEqual(["open", "closed", "closed"]);
});

test.each([
  [{ GITHUB_TOKEN: "" }, "GITHUB_TOKEN not set"],
  [{ GITLAB_CI: "true", CI_API_V4_URL: "https://gitlab.example/api/v4" }, "CI_PROJECT_ID, GITLAB_TOKEN not set"],
  [{ FORGE: "bitbucket" }, "FORGE is bitbucket: give github, gitea, forgejo or gitlab."],
  [
    {
      FORGE: "gitea",
      FORGE_API: "https://git.example",
      FORGE_REPOSITORY: "a/b",
      FORGE_TOKEN: "t0ken",
      FORGE_CHANGE: "x",
    },
    "FORGE_CHANGE is x: give the number of the pull request.",
  ],
])("settings that do not lead to a forge are named: %j", async (env, says) => {
  await at("github");
  expect(await report("preview", 0, env)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("| berlin | new site |"),
    stderr: expect.stringContaining(says),
  });
});
