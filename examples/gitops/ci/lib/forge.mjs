// Comments and issues of GitHub, Gitea, Forgejo and GitLab: one comment for each stack, one issue. Each is found again by the
// hidden line that it begins with, and only among what this job's own user has posted: anyone can write such a line.
import { CallError, pause, send } from "./requests.mjs";

/**
 * @typedef {{ id: number, body: string }} Text a comment, or an issue by its number
 * @typedef {{ login?: string, username?: string, type?: string }} User
 * @typedef {{ id: number, number?: number, iid?: number, body?: string | null, description?: string | null,
 *   pull_request?: unknown, user?: User | null, author?: User | null }} Item as a forge lists it
 */

/** How often to look again after something has come between. */
const LOOKS = 3;

/** The calls of one forge. Gitea and Forgejo answer to GitHub's. */
export class Forge {
  /** @type {import("./place.mjs").Place} */
  #place;
  /** @type {string} */
  #root;

  /** @param {import("./place.mjs").Place} place */
  constructor(place) {
    this.#place = place;
    const { api, kind, repository } = place;
    this.#root = kind === "gitlab" ? `${api}/projects/${encodeURIComponent(repository)}` : `${api}/repos/${repository}`;
  }

  /** Edits the comment of the pull request that begins with the marker, or adds it. */
  async comment(/** @type {string} */ marker, /** @type {string} */ body) {
    const list = this.#isGitLab
      ? `/merge_requests/${this.#place.change}/notes`
      : `/issues/${this.#place.change}/comments`;
    const one = (/** @type {Text} */ { id }) => (this.#isGitLab ? `${list}/${id}` : `/issues/comments/${id}`);
    await lookingAgain(async () => {
      const found = await this.#find(list, marker);
      if (found.length === 0) await this.#send("POST", list, { body });
      // Another run may have added one at the same time: the oldest stays.
      const [first, ...twins] = found.length > 0 ? found : await this.#find(list, marker);
      if (first !== undefined && first.body !== body) await this.#send(this.#editing, one(first), { body });
      for (const twin of twins) await this.#send("DELETE", one(twin));
    });
  }

  /** Rewrites the open issue that begins with the marker, or opens it. */
  async keepIssue(/** @type {{ marker: string, title: string, text: string }} */ { marker, title, text }) {
    await lookingAgain(async () => {
      const found = await this.#openIssues(marker);
      if (found.length === 0) await this.#send("POST", "/issues", { title, ...this.#text(text) });
      const [first, ...twins] = found.length > 0 ? found : await this.#openIssues(marker);
      if (first === undefined) return;
      if (first.body !== text) await this.#send(this.#editing, `/issues/${first.id}`, this.#text(text));
      for (const twin of twins) await this.#close(twin, `The same as #${first.id}.`);
    });
  }

  /** Closes the open issues that begin with the marker. */
  async closeIssues(/** @type {string} */ marker, /** @type {string} */ remark) {
    await lookingAgain(async () => {
      for (const issue of await this.#openIssues(marker)) await this.#close(issue, remark);
    });
  }

  async #close(/** @type {Text} */ issue, /** @type {string} */ body) {
    const closed = this.#isGitLab ? { state_event: "close" } : { state: "closed" };
    await this.#send(this.#editing, `/issues/${issue.id}`, closed);
    // Afterwards: what looks again finds no open issue, and says it no second time.
    await this.#send("POST", `/issues/${issue.id}/${this.#isGitLab ? "notes" : "comments"}`, { body });
  }

  #openIssues(/** @type {string} */ marker) {
    return this.#find(this.#isGitLab ? "/issues?state=opened" : "/issues?state=open", marker);
  }

  get #isGitLab() {
    return this.#place.kind === "gitlab";
  }

  get #editing() {
    return this.#isGitLab ? "PUT" : "PATCH";
  }

  #text(/** @type {string} */ text) {
    return this.#isGitLab ? { description: text } : { body: text };
  }

  /**
   * Those of this job's user that begin with the marker, the oldest first. Goes through all pages: until one is empty, or brings
   * nothing new (a forge that knows no pages answers each with the same).
   *
   * @param {string} list
   * @param {string} marker
   * @returns {Promise<Text[]>}
   */
  async #find(list, marker) {
    /** @type {Map<number, Item>} */
    const seen = new Map();
    const path = `${list}${list.includes("?") ? "&" : "?"}per_page=50&limit=50`;
    for (let page = 1; ; page += 1) {
      const items = await this.#send("GET", `${path}&page=${page}`);
      if (!Array.isArray(items))
        throw new Error(`GET ${list}: the reply is not a list: is the address that of the API?`);
      const fresh = /** @type {Item[]} */ (items).filter(({ id }) => !seen.has(id));
      if (fresh.length === 0) break;
      for (const item of fresh) seen.set(item.id, item);
    }
    const marked = [...seen.values()].filter((item) => isNoPullRequest(item) && textOf(item).body.startsWith(marker));
    if (marked.length === 0) return [];
    const me = await this.#me();
    return marked
      .filter((item) => isOf(me, item))
      .map(textOf)
      .sort((one, other) => one.id - other.id);
  }

  /**
   * The user of the token; undefined where it may not ask.
   *
   * @returns {Promise<string | undefined>}
   */
  async #me() {
    try {
      const user = /** @type {User | undefined} */ (
        await send({ ...this.#call("GET"), url: `${this.#place.api}/user` })
      );
      return user?.login ?? user?.username;
    } catch (error) {
      if (error instanceof CallError && [401, 403, 404].includes(error.status)) return undefined;
      throw error;
    }
  }

  async #send(/** @type {string} */ method, /** @type {string} */ path, /** @type {unknown} */ body = undefined) {
    return send({ ...this.#call(method), url: `${this.#root}${path}`, body });
  }

  #call(/** @type {string} */ method) {
    const { token } = this.#place;
    const headers = new Headers({ Accept: "application/json", "Content-Type": "application/json" });
    if (this.#isGitLab) headers.set("PRIVATE-TOKEN", token);
    else headers.set("Authorization", `Bearer ${token}`);
    return { method, headers };
  }
}

/**
 * Does it again, from the look, where a write may have been done although it failed, or what was to be changed has gone meanwhile.
 *
 * @param {() => Promise<void>} act
 */
async function lookingAgain(act) {
  for (let looks = 1; ; looks += 1) {
    try {
      return await act();
    } catch (error) {
      const isPassing = error instanceof CallError && (error.isUnknown || [404, 410].includes(error.status));
      if (!isPassing || looks === LOOKS) throw error;
      await pause(looks);
    }
  }
}

/**
 * Whether that user has posted it. Who may not ask for its own name is a job of GitHub, and posts as a bot; other forges do not
 * tell bots from people.
 *
 * @param {string | undefined} me
 * @param {Item} item
 */
function isOf(me, { user, author }) {
  const by = user ?? author;
  if (me !== undefined) return (by?.login ?? by?.username) === me;
  return by?.type === undefined || by.type === "Bot";
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
