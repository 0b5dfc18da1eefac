// The loop with .gitlab-ci.yml, which gitlab-ci-local interprets on the host; a bare repository and a stub of the API stand in for GitLab.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../../provider/emulator";
import { openLab } from "../world/lab";
import { type Job, playLoop, type Scene } from "../world/loop";
import { environmentOf, makeRepository, PASSPHRASE } from "../world/repository";
import { mustShell, shell } from "../world/shell";
import { startGitlabStub } from "./stub";

const PROJECT = "4711";
const PATH = "ops/vpn";
const TOKEN = "Token-of-the-job-0123456789";

playLoop(open);

async function open(): Promise<Scene> {
  const home = join(openLab().folder, "tmp", "gitlab");
  mkdirSync(join(home, "states"), { recursive: true });
  const emulator = await startEmulator({ seed: false });
  const stub = await startGitlabStub(PROJECT, TOKEN);
  const state = { PULUMI_BACKEND_URL: `file://${join(home, "states")}`, PULUMI_CONFIG_PASSPHRASE: PASSPHRASE };
  const { OS_USERNAME = "", OS_PASSWORD = "", ...cloud } = emulator.environment;
  const logins = ["READER", "WRITER"].map((who) => ({
    [`${who}_USERNAME`]: OS_USERNAME,
    [`${who}_PASSWORD`]: OS_PASSWORD,
  }));
  const settings = { ...state, ...cloud, ...Object.assign({}, ...logins) } as Record<string, string>;
  const repository = await makeRepository(home, emulator, environmentOf(home, { ...state, ...emulator.environment }));
  const bare = join(home, "origin.git");
  await mustShell(["git", "init", "--quiet", "--bare", bare], { cwd: home, env: repository.env });
  await repository.git("remote", "add", "origin", bare);
  const count = { jobs: 0 };
  const run = async (source: string, branch: string, jobs: readonly string[] = []): Promise<Job> => {
    count.jobs += 1;
    const variables = { ...settings, ...predefined(stub.url, { source, branch }) };
    return play({ home: join(home, `job-${count.jobs}`), source, bare, branch, variables, jobs });
  };
  let isProposed = false;
  const proposal = (branch: string) => run("merge_request_event", branch);
  const push = (branch: string) => repository.git("push", "--quiet", "--force", "origin", branch);
  return {
    emulator,
    repository,
    async push(branch) {
      await push(branch);
      return isProposed ? proposal(branch) : run("push", branch);
    },
    async propose(branch) {
      await push(branch);
      isProposed = true;
      return proposal(branch);
    },
    async merge() {
      await repository.git("checkout", "--quiet", "main");
      await repository.git("merge", "--quiet", "--no-ff", "--message", "Merge branch 'madrid'", "madrid");
      await push("main");
      isProposed = false;
      return run("push", "main");
    },
    checkDrift: () => run("schedule", "main"),
    repair: () => run("web", "main", ["repair"]),
    comments: async () => stub.comments,
    issues: async () => stub.issues(),
    async close() {
      await stub.close();
      await emulator.close();
    },
  };
}

// What GitLab gives to every job; gitlab-ci-local would make up others.
function predefined(api: string, { source, branch }: { source: string; branch: string }): Record<string, string> {
  const proposed = {
    CI_MERGE_REQUEST_IID: "1",
    CI_MERGE_REQUEST_PROJECT_PATH: PATH,
    CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: PATH,
  };
  return {
    GITLAB_CI: "true",
    // As if the cache of an earlier pipeline had been restored.
    npm_config_cache: environmentOf("", {}).npm_config_cache ?? "",
    CI_API_V4_URL: api,
    CI_PROJECT_ID: PROJECT,
    CI_PIPELINE_SOURCE: source,
    CI_DEFAULT_BRANCH: "main",
    CI_JOB_URL: `https://gitlab.example.com/${PATH}/-/jobs/1`,
    GITLAB_TOKEN: TOKEN,
    ...(source === "merge_request_event" ? proposed : { CI_COMMIT_BRANCH: branch }),
  };
}

interface Work {
  readonly home: string;
  readonly source: string;
  readonly bare: string;
  readonly branch: string;
  readonly variables: Readonly<Record<string, string>>;
  /** By hand; otherwise those that the rules choose. */
  readonly jobs: readonly string[];
}

async function play({ home, source, bare, branch, variables, jobs }: Work): Promise<Job> {
  const folder = join(home, "vpn");
  mkdirSync(home, { recursive: true });
  const env = environmentOf(home, {});
  await mustShell(["git", "clone", "--quiet", "--branch", branch, bare, folder], { cwd: home, env });
  // Its name of the project comes from a remote with a host.
  await mustShell(["git", "remote", "set-url", "origin", `https://gitlab.example.com/${PATH}.git`], {
    cwd: folder,
    env,
  });
  const command = [
    ...["gitlab-ci-local", ...jobs, "--force-shell-executor", "--no-color", "--concurrency", "1"],
    ...["--ignore-predefined-vars", Object.keys(variables).join(",")],
    ...Object.entries(variables).flatMap(([name, value]) => ["--variable", `${name}=${value}`]),
  ];
  const startedAt = performance.now();
  const { code, output } = await shell(command, { cwd: folder, env });
  return { event: source, code, output, seconds: (performance.now() - startedAt) / 1000 };
}
