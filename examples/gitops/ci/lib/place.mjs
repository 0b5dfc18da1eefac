// Where the job runs is in its environment. Elsewhere (Jenkins) set FORGE (github, gitea, forgejo or gitlab), FORGE_API,
// FORGE_REPOSITORY, FORGE_TOKEN, and FORGE_CHANGE for the number of the pull request.
import { readFileSync } from "node:fs";

/**
 * @typedef {Record<string, string | undefined>} Environment
 * @typedef {{ api: string, repository: string, token: string, change: number | undefined, kind: "github" | "gitlab" }} Place
 */

/** The variables of each forge: API, repository, token, number of the change. */
const OWN = ["FORGE_API", "FORGE_REPOSITORY", "FORGE_TOKEN", "FORGE_CHANGE"];
const GITLAB = ["CI_API_V4_URL", "CI_PROJECT_ID", "GITLAB_TOKEN", "CI_MERGE_REQUEST_IID"];
const GITHUB = ["GITHUB_API_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN", "GITHUB_REF"];

/**
 * Where to post; undefined where nothing says so.
 *
 * @param {Environment} env
 * @returns {Place | undefined}
 */
export function placeOf(env) {
  if (env.FORGE) return placeFrom(kindOf(env.FORGE), OWN, env);
  if (env.GITLAB_CI) return placeFrom("gitlab", GITLAB, env);
  if (env.GITHUB_REPOSITORY) return placeFrom("github", GITHUB, { ...env, GITHUB_REF: pullRequestOf(env) });
  return undefined;
}

/**
 * @param {string} name
 * @returns {Place["kind"]}
 */
function kindOf(name) {
  if (name === "gitlab") return "gitlab";
  if (["github", "gitea", "forgejo"].includes(name)) return "github";
  throw new Error(`FORGE is ${name}: give github, gitea, forgejo or gitlab.`);
}

/**
 * @param {Place["kind"]} kind
 * @param {readonly string[]} names
 * @param {Environment} env
 * @returns {Place}
 */
function placeFrom(kind, names, env) {
  const missing = names.slice(0, 3).filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`${missing.join(", ")} not set: there is no way to the forge without.`);
  const [api = "", repository = "", token = "", change = ""] = names.map((name) => env[name] ?? "");
  if (!URL.canParse(api)) throw new Error(`${names[0]} is no URL.`);
  if (!/^\d*$/.test(change)) throw new Error(`${names[3]} is ${change}: give the number of the pull request.`);
  return { kind, api: api.replace(/\/+$/, ""), repository, token, change: change === "" ? undefined : Number(change) };
}

/** @param {Environment} env */
function pullRequestOf(env) {
  const [, ofRef] = /^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? "") ?? [];
  if (ofRef !== undefined || !env.GITHUB_EVENT_PATH) return ofRef;
  const event = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, "utf8"));
  return event.pull_request === undefined ? undefined : String(event.pull_request.number);
}
