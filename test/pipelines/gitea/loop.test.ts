// The loop on a real Gitea: its webhooks start the workflow of the example, which act interprets on the host.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../../provider/emulator";
import { minio } from "../world/backends";
import { openLab } from "../world/lab";
import { playLoop, type Scene } from "../world/loop";
import { environmentOf, makeRepository, PASSPHRASE } from "../world/repository";
import { cloneUrl, commentsOf, issues, makeGiteaRepository, makeToken, merge, openPullRequest } from "./forge";
import { openRunner } from "./runner";

playLoop(open);

async function open(): Promise<Scene> {
  const home = join(openLab().folder, "tmp", "gitea");
  mkdirSync(home, { recursive: true });
  const emulator = await startEmulator({ seed: false });
  const { url, ...login } = minio();
  const state = { PULUMI_BACKEND_URL: url, PULUMI_CONFIG_PASSPHRASE: PASSPHRASE };
  const env = environmentOf(home, { ...state, ...login, ...emulator.environment });
  const repository = await makeRepository(home, emulator, env);
  let token = "";
  const runner = await openRunner({
    home,
    env: environmentOf(home, {}),
    settings: () => {
      const { OS_USERNAME = "", OS_PASSWORD = "", ...cloud } = emulator.environment;
      const ofWho = { USERNAME: OS_USERNAME, PASSWORD: OS_PASSWORD, ...login };
      const secrets = ["READER", "WRITER"].flatMap((who) =>
        Object.entries(ofWho).map(([name, value]) => [`${who}_${name}`, value] as const),
      );
      const passphrase = { PULUMI_CONFIG_PASSPHRASE: PASSPHRASE };
      return {
        secrets: { ...Object.fromEntries(secrets), ...passphrase, GITHUB_TOKEN: token },
        vars: { ...cloud, PULUMI_BACKEND_URL: url },
      };
    },
  });
  await makeGiteaRepository(runner.hookUrl);
  token = await makeToken();
  await repository.git("remote", "add", "origin", cloneUrl);
  let pull = 0;
  const push = (branch: string) => repository.git("push", "--quiet", "--force", "origin", branch);
  return {
    emulator,
    repository,
    async push(branch) {
      await push(branch);
      return runner.next();
    },
    async propose(branch, title) {
      await push(branch);
      pull = await openPullRequest(branch, title);
      return runner.next();
    },
    async merge() {
      await merge(pull);
      return runner.next();
    },
    checkDrift: () => runner.start("schedule"),
    repair: () => runner.start("workflow_dispatch", { task: "repair" }),
    comments: () => commentsOf(pull),
    issues,
    async close() {
      await runner.close();
      await emulator.close();
    },
  };
}
