// The files of examples/gitops that a forge or a cluster reads: checked by actionlint, by GitLab's schema (in gitlab-ci-local) and by
// kubeconform with the definitions of the operator, Flux and Argo CD; and what each job may hold and do. Wrong ones are refused.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { parse, parseAllDocuments } from "yaml";
import { SCHEMA_NAME, writeSchemas } from "../support/crdSchemas";
import { EXAMPLE, runScript, type ScriptRun } from "../support/gitops";
import { ROOT } from "../support/linkedFolder";

const WORKFLOWS = readdirSync(join(EXAMPLE, ".github/workflows")).map((name) => `.github/workflows/${name}`);
const MANIFESTS = ["kubernetes/vpn/stack.yaml", "kubernetes/flux.yaml", "kubernetes/argocd.yaml"];
const DEFINITIONS = [
  "pulumi.com_stacks",
  "source.toolkit.fluxcd.io_gitrepositories",
  "kustomize.toolkit.fluxcd.io_kustomizations",
  "argoproj.io_applications",
];

interface Job {
  readonly steps: readonly { uses?: string; run?: string; env?: Record<string, string> }[];
  readonly concurrency?: { group: string; "cancel-in-progress": boolean };
}
interface Workflow {
  readonly on: Record<string, unknown>;
  readonly env: Record<string, string>;
  readonly jobs: Record<string, Job>;
}

let folder: string;
let tools: Record<string, string>;
// The first run on a machine builds both checkers.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "vpnaas-gitops-"));
  const build = [join(ROOT, "tools/lib/go-tools.mjs"), "actionlint", "kubeconform"];
  const { stdout } = await promisify(execFile)(process.execPath, build, { cwd: ROOT });
  tools = Object.fromEntries([...stdout.matchAll(/^(\w+) (\/.*)$/gm)].map(([, name, path]) => [name, path]));
  mkdirSync(join(folder, "schemas"));
  writeSchemas(
    join(folder, "schemas"),
    DEFINITIONS.map((name) => join(ROOT, `test/pipelines/crds/${name}.yaml`)),
  );
}, 900_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (file: string) => readFileSync(join(EXAMPLE, file), "utf8");
const workflow = (file: string) => parse(read(file)) as Workflow; // actionlint checks its shape
const envOf = ({ steps }: Job) =>
  Object.values(Object.assign({}, ...steps.map(({ env }) => env)) as Record<string, string>);

/** Checks a text as if it stood in that file of a repository. */
function check(file: string, text: string): Promise<ScriptRun> {
  const place = mkdtempSync(join(folder, "check-"));
  mkdirSync(join(place, dirname(file)), { recursive: true });
  writeFileSync(join(place, file), text);
  return runScript(commandFor(file), place, {
    PATH: [dirname(process.execPath), process.env.PATH].join(":"),
    HOME: place,
  });
}

function commandFor(file: string): string[] {
  if (file === ".gitlab-ci.yml")
    return [process.execPath, join(ROOT, "node_modules/gitlab-ci-local/dist/index.js"), "--list"];
  if (file.startsWith(".github")) return [tools.actionlint ?? "", "-shellcheck=", "-pyflakes=", file];
  return [tools.kubeconform ?? "", "-strict", "-schema-location", join(folder, "schemas", SCHEMA_NAME), file];
}

test.each([...WORKFLOWS, ".gitlab-ci.yml", ...MANIFESTS])("%s is right", async (file) => {
  expect(await check(file, read(file))).toMatchObject({ code: 0 });
});

test.each([
  [
    ".github/workflows/vpn.yml",
    "node-version:",
    "node-versoin:",
    /input "node-versoin" is not defined in action "actions\/setup-node/,
  ],
  [".github/workflows/vpn.yml", "github.event_name", "github.evnt_name", /property "evnt_name" is not defined/],
  [".github/workflows/vpn.yml", "cancel-in-progress", "cancel-in-progres", /unexpected key "cancel-in-progres"/],
  [
    ".github/workflows/vpn-pulumi-actions.yml",
    "stack-name",
    "stackname",
    /input "stackname" is not defined in action "pulumi\/actions/,
  ],
  [".gitlab-ci.yml", "resource_group", "resource_grp", /'resource_grp' property is not expected to be here at up/],
  [".gitlab-ci.yml", "exit_codes: [7]", "exit_codes: drift", /exit_codes|allow_failure/],
  ["kubernetes/vpn/stack.yaml", "resyncFrequencySeconds", "resyncFrequencySecond", /resyncFrequencySecond/],
  ["kubernetes/vpn/stack.yaml", "  stack: prod", "  stak: prod", /stak|stack/],
  [
    "kubernetes/vpn/stack.yaml",
    "terminationGracePeriodSeconds: 900",
    "terminationGracePeriodSeconds: 15m",
    /terminationGracePeriodSeconds/,
  ],
  ["kubernetes/vpn/stack.yaml", "roleRef:", "role:", /roleRef/],
  ["kubernetes/vpn/stack.yaml", "kind: Stack", "kind: Stacks", /could not find schema for Stacks/],
  ["kubernetes/flux.yaml", "interval: 10m", "intervall: 10m", /interval/],
  ["kubernetes/argocd.yaml", "repoURL", "repoUrl", /repoUrl|repoURL/],
])("%s with %s changed to %s is refused", async (file, right, wrong, says) => {
  const text = read(file);
  expect(text).toContain(right);
  const run = await check(file, text.replaceAll(right, wrong));
  expect(run.code).not.toBe(0);
  expect(run.stdout + run.stderr).toMatch(says);
});

test.each(WORKFLOWS)("%s: nothing cancels a run, no fork gets a secret, and previews cannot write", (file) => {
  const { on, env, jobs } = workflow(file);
  expect(Object.keys(on)).not.toContain("pull_request_target");
  expect(JSON.stringify(env)).not.toContain("WRITER");
  for (const [name, job] of Object.entries(jobs)) {
    expect(job.concurrency?.["cancel-in-progress"]).toBe(false);
    const mayWrite = ["up", "unlock"].includes(name);
    if (mayWrite) expect(job.concurrency?.group).toBe("vpn-prod");
    expect(envOf(job).filter((value) => value.includes(mayWrite ? "READER" : "WRITER"))).toEqual([]);
  }
});

test("vpn.yml does nothing but install and run the scripts, so each forge that knows its syntax can run it", () => {
  const steps = Object.values(workflow(".github/workflows/vpn.yml").jobs).flatMap((job) => job.steps);
  expect([...new Set(steps.flatMap(({ uses }) => uses ?? []))]).toEqual([
    "actions/checkout@v5",
    "actions/setup-node@v6",
  ]);
  const scripts = steps.flatMap(({ run }) =>
    run === undefined ? [] : [/^(?:exec )?sh (ci\/\w+\.sh)(?: |$)/.exec(run)?.[1]],
  );
  expect([...new Set(scripts)].sort()).toEqual(
    ["drift", "preview", "setup", "unlock", "up"].map((name) => `ci/${name}.sh`),
  );
});

test(".gitlab-ci.yml: no job is interrupted, one at a time writes, and previews cannot write", () => {
  const { workflow: rules, default: all, ...jobs } = parse(read(".gitlab-ci.yml"), { merge: true });
  expect([rules.auto_cancel.on_new_commit, all.interruptible]).toEqual(["none", false]);
  for (const name of ["preview", "drift"]) expect(JSON.stringify(jobs[name].variables)).not.toContain("WRITER");
  for (const name of ["up", "repair", "unlock"]) expect(jobs[name].resource_group).toBe("vpn-prod");
});

test("the stack takes secrets by name, keeps the VPN when it is deleted, and gives an update the time to end", () => {
  const documents = parseAllDocuments(read("kubernetes/vpn/stack.yaml")).map((document) => document.toJS());
  const { spec } = documents.find(({ kind }) => kind === "Stack");
  const secret = Object.entries<{ type: string }>(spec.envRefs).filter(([name]) =>
    /PASS|SECRET|KEY|USERNAME/.test(name),
  );
  expect(secret.map(([, { type }]) => type)).toEqual(["Secret", "Secret", "Secret", "Secret", "Secret"]);
  expect(spec.destroyOnFinalize).toBe(false);
  const { terminationGracePeriodSeconds } = spec.workspaceTemplate.spec.podTemplate.spec;
  expect(terminationGracePeriodSeconds).toBeGreaterThan(600); // the default of updateTimeout
});
