// The API of the Gitea of the lab, as far as the story needs it.
import { openLab, portOf } from "../world/lab";
import type { Comment, Issue } from "../world/loop";

const lab = openLab();
const { name: OWNER, password } = lab.accounts.gitea;
const REPOSITORY = "vpn";

/** `http://127.0.0.1:PORT`. */
export const giteaUrl = `http://127.0.0.1:${portOf(lab, "gitea")}`;
export const fullName = `${OWNER}/${REPOSITORY}`;
/** Where git pushes to and clones from. */
export const cloneUrl = `http://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${portOf(lab, "gitea")}/${fullName}.git`;

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const reply = await fetch(`${giteaUrl}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${OWNER}:${password}`).toString("base64")}`,
      "content-type": "application/json",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path} was answered with ${reply.status}: ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

const ofRepository = (method: string, path: string, body?: unknown) => ask(method, `/repos/${fullName}${path}`, body);

/** Makes the empty repository, and tells it whom to tell of pushes and pull requests. */
export async function makeGiteaRepository(hookUrl: string): Promise<void> {
  await ask("POST", "/user/repos", { name: REPOSITORY, private: true, default_branch: "main" });
  await ofRepository("POST", "/hooks", {
    type: "gitea",
    active: true,
    events: ["push", "pull_request", "pull_request_sync"],
    config: { url: hookUrl, content_type: "json" },
  });
}

/** A token that may read the repository and write comments and issues, as a runner gives it to a job. */
export async function makeToken(): Promise<string> {
  const scopes = ["write:issue", "read:repository"];
  const { sha1 } = (await ask("POST", `/users/${OWNER}/tokens`, { name: "job", scopes })) as { sha1: string };
  return sha1;
}

/** Opens a pull request into `main`; resolves to its number. */
export async function openPullRequest(head: string, title: string): Promise<number> {
  return ((await ofRepository("POST", "/pulls", { base: "main", head, title })) as { number: number }).number;
}

export async function merge(number: number): Promise<void> {
  // Gitea looks in the background whether it can be merged, and refuses until it knows.
  for (let tries = 0; ; tries += 1) {
    try {
      await ofRepository("POST", `/pulls/${number}/merge`, { Do: "merge" });
      return;
    } catch (error) {
      if (tries === 60) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

export async function commentsOf(number: number): Promise<Comment[]> {
  return (await ofRepository("GET", `/issues/${number}/comments`)) as Comment[];
}

/** All issues, without pull requests, in the order of their numbers. */
export async function issues(): Promise<Issue[]> {
  const found = (await ofRepository("GET", "/issues?state=all&type=issues")) as Issue[];
  return found.sort((one, other) => one.number - other.number);
}
