// Comments and issues of GitHub, Gitea, Forgejo and GitLab. Where the job runs is in its environment; elsewhere (Jenkins) set
// FORGE (github, gitea or gitlab), FORGE_API, FORGE_REPOSITORY, FORGE_TOKEN, and FORGE_CHANGE for the number of the pull request.
import { readFileSync } from "node:fs";

/**
 * @typedef {Record<string, string | undefined>} Environment
 * @typedef {{ id: number, body: string }} Text a comment, or an issue by its number
 * @typedef {{ id: number, number?: number, iid?: number, body?: string | null, description?: string | null,
 *   pull_request?: unknown }} Item as a forge lists it
 * @typedef {{ api: string, repository: string, token: string, change: number | undefined, kind: "github" | "gitlab" }} Place
 */

/**
 * Where to post; undefined where nothing says so.
 *
 * @param {Environment} env
 * @returns {Place | undefined}
 */
export function placeOf(env) {
  if (env.FORGE) {
    const kind = env.FORGE === "gitlab" ? "gitlab" : "github";
    return placeFrom(kind, [env.FORGE_API, env.FORGE_REPOSITORY, env.FORGE_TOKEN, env.FORGE_CHANGE]);
  }
  if (env.GITLAB_CI)
    return placeFrom("gitlab", [env.CI_API_V4_URL, env.CI_PROJECT_ID, env.GITLAB_TOKEN, env.CI_MERGE_REQUEST_IID]);
  if (env.GITHUB_REPOSITORY)
    return placeFrom("github", [env.GITHUB_API_URL, env.GITHUB_REPOSITORY, env.GITHUB_TOKEN, pullRequestOf(env)]);
  return undefined;
}

/**
 * @param {Place["kind"]} kind
 * @param {(string | undefined)[]} values
 * @returns {Place}
 */
function placeFrom(kind, [api = "", repository = "", token = "", change = ""]) {
  if (api === "" || repository === "" || token === "")
    throw new Error(`The address, the repository or the token of the forge (${kind}) is not set.`);
  return { kind, api: api.replace(/\/$/, ""), repository, token, change: change === "" ? undefined : Number(change) };
}

/** @param {Environment} env */
function pullRequestOf(env) {
  const [, ofRef] = /^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? "") ?? [];
  if (ofRef !== undefined || !env.GITHUB_EVENT_PATH) return ofRef;
  const event = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, "utf8"));
  return event.pull_request === undefined ? undefined : String(event.pull_request.number);
}

/** The calls of one forge. Gitea and Forgejo answer to GitHub's. */
export class Forge {
  /** @type {Place} */
  #place;
  /** @type {string} */
  #root;

  /** @param {Place} place */
  constructor(place) {
    this.#place = place;
    const { api, kind, repository } = place;
    this.#root = kind === "gitlab" ? `${api}/projects/${encodeURIComponent(repository)}` : `${api}/repos/${repository}`;
  }

  /** The comment of the pull request that begins with the marker; edited if it is there, else added. */
  async comment(/** @type {string} */ marker, /** @type {string} */ body) {
    const { change, kind } = this.#place;
    const list = kind === "gitlab" ? `/merge_requests/${change}/notes` : `/issues/${change}/comments`;
    const [found] = await this.#find(list, marker);
    if (found === undefined) return void (await this.#send("POST", list, { body }));
    const one = kind === "gitlab" ? `${list}/${found.id}` : `/issues/comments/${found.id}`;
    await this.#send(this.#editing, one, { body });
  }

  /** The open issues that begin with the marker. */
  async issues(/** @type {string} */ marker) {
    return this.#find(this.#place.kind === "gitlab" ? "/issues?state=opened" : "/issues?state=open", marker);
  }

  async open(/** @type {string} */ title, /** @type {string} */ text) {
    await this.#send("POST", "/issues", { title, ...this.#text(text) });
  }

  async rewrite(/** @type {Text} */ issue, /** @type {string} */ text) {
    await this.#send(this.#editing, `/issues/${issue.id}`, this.#text(text));
  }

  async close(/** @type {Text} */ issue, /** @type {string} */ body) {
    const isGitLab = this.#place.kind === "gitlab";
    await this.#send("POST", `/issues/${issue.id}/${isGitLab ? "notes" : "comments"}`, { body });
    await this.#send(this.#editing, `/issues/${issue.id}`, isGitLab ? { state_event: "close" } : { state: "closed" });
  }

  get #editing() {
    return this.#place.kind === "gitlab" ? "PUT" : "PATCH";
  }

  #text(/** @type {string} */ text) {
    return this.#place.kind === "gitlab" ? { description: text } : { body: text };
  }

  /**
   * Goes through all pages: until one is empty, or brings nothing new (a forge that knows no pages answers each with the same).
   *
   * @returns {Promise<Text[]>}
   */
  async #find(/** @type {string} */ list, /** @type {string} */ marker) {
    const seen = new Map();
    const path = `${list}${list.includes("?") ? "&" : "?"}per_page=50&limit=50`;
    for (let page = 1; ; page += 1) {
      const items = /** @type {Item[]} */ (await this.#send("GET", `${path}&page=${page}`));
      const fresh = items.filter(({ id }) => !seen.has(id));
      if (fresh.length === 0) break;
      for (const item of fresh) seen.set(item.id, item);
    }
    const texts = [...seen.values()].filter(isNoPullRequest).map(textOf);
    return texts.filter(({ body }) => body.startsWith(marker));
  }

  async #send(/** @type {string} */ method, /** @type {string} */ path, /** @type {unknown} */ body = undefined) {
    const { kind, token } = this.#place;
    const headers = new Headers({ Accept: "application/json" });
    if (body !== undefined) headers.set("Content-Type", "application/json");
    if (kind === "gitlab") headers.set("PRIVATE-TOKEN", token);
    else headers.set("Authorization", `Bearer ${token}`);
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const signal = AbortSignal.timeout(60_000);
    const reply = await fetch(`${this.#root}${path}`, { method, headers, signal, ...content });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${(await reply.text()).slice(0, 500)}`);
    return reply.json();
  }
}

/**
 * Where issues are listed, GitHub lists pull requests as well.
 *
 * @param {Item} item
 */
function isNoPullRequest({ pull_request }) {
  return pull_request === undefined || pull_request === null;
}

/**
 * A comment by its id, an issue by its number: a list of issues has both.
 *
 * @param {Item} item
 * @returns {Text}
 */
function textOf({ id, number, iid, body, description }) {
  return { id: number ?? iid ?? id, body: body ?? description ?? "" };
}
