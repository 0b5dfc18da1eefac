// A repository with the example, as a team has it after copying the folder: a work tree, and a stack whose keys lie encrypted in its file.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../../provider/emulator";
import { pack } from "../../../provider/test/support/install";
import { ROOT } from "../../../provider/test/support/linkedFolder";
import { mustShell, shell } from "./shell";

export type Sites = Record<string, Record<string, unknown>>;

/** The key of a site, long enough to be found wherever it shows up. */
export const keyOf = (site: string) => `Canary-key-of-${site}-0123456789`;
const SITES = ["berlin", "lisbon", "paris", "madrid"];

/** Everything that must show up nowhere. */
export const CANARIES = SITES.map(keyOf);
export const PASSPHRASE = "Canary-passphrase-0123456789";

export interface Repository {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  sites(): Sites;
  /** Commits the sites on the branch; resolves to the commit. */
  commitSites(branch: string, sites: Sites): Promise<string>;
  git(...args: string[]): Promise<string>;
  /** Exit code of the check for drift, here in the work tree: 0 for none, 7 for some. */
  drift(): Promise<number>;
}

// What leads to registries stays: the machine's own settings of npm, proxies and certificates.
const OTHERS = /^(OS_|PULUMI|VPNAAS|GIT|GITHUB|GITLAB|GITEA|CI$|CI_|JEST|NODE_OPTIONS|npm_(lifecycle|package))/;

/** The environment of a job: the Pulumi CLI and Node of this repository, and nothing of the user's own settings. */
export function environmentOf(home: string, more: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    OTHERS.test(name) || value === undefined ? [] : [[name, value] as const],
  );
  return {
    ...Object.fromEntries(kept),
    // The wrapper of the CLI in node_modules would download one.
    PATH: [process.env.VPNAAS_PULUMI_BIN, join(ROOT, "node_modules/.bin"), process.env.PATH].join(":"),
    HOME: home,
    npm_config_userconfig: process.env.npm_config_userconfig ?? join(homedir(), ".npmrc"),
    npm_config_cache: process.env.npm_config_cache ?? join(homedir(), ".npm"),
    npm_config_prefer_offline: "true",
    LC_ALL: "C.UTF-8",
    no_proxy: [process.env.no_proxy, "127.0.0.1"].filter((each) => each !== undefined).join(","),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    GIT_CONFIG_GLOBAL: "/dev/null",
    ...author("ops"),
    ...more,
  };
}

function author(name: string): Record<string, string> {
  const email = `${name}@example.com`;
  return { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
}

/** Makes the repository with one commit on `main`, and the stack, empty, in the backend that the environment names. */
export async function makeRepository(
  home: string,
  emulator: Emulator,
  env: Record<string, string>,
): Promise<Repository> {
  const folder = join(home, "vpn");
  mkdirSync(folder, { recursive: true });
  cpSync(join(ROOT, "examples/gitops"), folder, { recursive: true });
  const git = (...args: string[]) => mustShell(["git", ...args], { cwd: folder, env });
  const pulumi = (...args: string[]) => mustShell(["pulumi", ...args, "--non-interactive"], { cwd: folder, env });
  await takeTarball(folder);
  // Writes the lock file, and what the CLI needs here.
  await mustShell(["npm", "install", "--no-audit", "--no-fund"], { cwd: folder, env });
  await pulumi("stack", "init", "prod", "--secrets-provider", "passphrase");
  const { routerId, subnetId } = emulator.seeded;
  await pulumi("config", "set", "routerId", routerId);
  await pulumi("config", "set", "--path", "subnetIds[0]", subnetId);
  for (const site of SITES) await pulumi("config", "set", "--path", "--secret", `psks.${site}`, keyOf(site));
  await git("init", "--quiet", "--initial-branch=main");
  writeFileSync(join(folder, ".git/info/exclude"), "node_modules\n");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "vpn: begin");
  const sites = () => JSON.parse(readFileSync(join(folder, "sites.json"), "utf8")) as Sites;
  return {
    folder,
    env,
    sites,
    git,
    drift: async () => {
      const command = [
        "pulumi",
        "refresh",
        "--preview-only",
        "--expect-no-changes",
        "--stack",
        "prod",
        "--non-interactive",
      ];
      return (await shell(command, { cwd: folder, env })).code;
    },
    async commitSites(branch, changed) {
      await git("checkout", "--quiet", "-B", branch);
      writeFileSync(join(folder, "sites.json"), `${JSON.stringify(changed, undefined, 2)}\n`);
      await git("commit", "--quiet", "--all", "--message", `sites: change ${branch}`);
      return git("rev-parse", "HEAD");
    },
  };
}

// Until the package is published, its tarball takes the place of the version.
async function takeTarball(folder: string): Promise<void> {
  const tarball = await pack(folder);
  const file = join(folder, "package.json");
  const manifest = JSON.parse(readFileSync(file, "utf8")) as { dependencies: Record<string, string> };
  manifest.dependencies["pulumi-vpnaas"] = `file:${tarball.slice(folder.length + 1)}`;
  writeFileSync(file, JSON.stringify(manifest, undefined, 2));
}
