// A small stand-in for the APIs of GitHub, Gitea and GitLab over real HTTP: comments of change 7, and issues. Each pages in its own way.
import { type Loopback, type Seen, sendJson, startLoopback } from "./loopback";

export type ForgeKind = "github" | "gitea" | "gitlab";

/** A comment or an issue; `number` is what a forge shows, `id` its key. */
export interface Post {
  readonly id: number;
  readonly number: number;
  readonly author: string;
  title?: string;
  body: string;
  state: "open" | "closed";
  isPullRequest?: boolean;
}

/** An answer that a forge gives by itself, and whether it has done before what it was asked for. */
export interface Disturbance {
  /** What it answers: `POST /issues/7/comments`, without the path of the repository and the query. */
  readonly to: string;
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly isDone?: boolean;
  /** Called before, for what others do meanwhile. */
  readonly meanwhile?: () => void;
}

/** The forge, as the jobs of one repository see it. */
export interface ForgeStub {
  /** What a runner of this forge sets. */
  readonly environment: Record<string, string>;
  readonly comments: Post[];
  readonly issues: Post[];
  /** Comments on issues, as `ISSUE: text`. */
  readonly remarks: string[];
  readonly seen: readonly Seen[];
  /** Status that the next writes are refused with. */
  refusal: number | undefined;
  /** Each is met once, the first that fits. */
  readonly disturbances: Disturbance[];
  close(): Promise<void>;
}

export const TOKEN = "forge-token-0123456789";
/** Who posts with that token. */
export const BOT: Record<ForgeKind, string> = { github: "github-actions[bot]", gitea: "ci", gitlab: "project_42_bot" };
/** Most items of a page, whatever is asked for. */
const PAGE = 30;

export async function startForge(kind: ForgeKind): Promise<ForgeStub> {
  const [comments, issues, remarks]: [Post[], Post[], string[]] = [[], [], []];
  const disturbances: Disturbance[] = [];
  const stub: { refusal: number | undefined } = { refusal: undefined };
  const tables: Tables = { kind, comments, issues, remarks };
  const server: Loopback = await startLoopback((reply, seen) => {
    const path = seen.url.replace(/^\/api\/v[134](\/repos\/ops\/vpn|\/projects\/42)?/, "");
    const asked = { ...seen, url: path };
    const at = disturbances.findIndex(({ to }) => to === `${seen.method} ${path.split("?")[0]}`);
    const [disturbance] = at < 0 ? [] : disturbances.splice(at, 1);
    disturbance?.meanwhile?.();
    if (disturbance?.isDone === true) answerTo(tables, asked);
    const own = disturbance === undefined || disturbance.status === 0 ? undefined : { body: {}, ...disturbance };
    const { status, body } = own ?? refusalOf(kind, seen, stub.refusal) ?? answerTo(tables, asked);
    sendJson(reply, status, body, own?.headers);
  });
  const { seen, close } = server;
  const parts = { comments, issues, remarks, seen, close, disturbances, environment: environmentOf(kind, server.url) };
  return Object.assign(stub, parts);
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

// A forge that repeats the login in its refusal: a careless client prints it.
function refusalOf(kind: ForgeKind, seen: Seen, refusal: number | undefined): Answer | undefined {
  if (!isLoggedIn(kind, seen))
    return { status: 401, body: { message: `Bad credentials ${JSON.stringify(seen.headers)}` } };
  if (seen.method === "GET" || refusal === undefined) return undefined;
  return { status: refusal, body: { message: `Not accessible with ${JSON.stringify(seen.headers)}` } };
}

function isLoggedIn(kind: ForgeKind, { headers }: Seen): boolean {
  return kind === "gitlab" ? headers["private-token"] === TOKEN : headers.authorization === `Bearer ${TOKEN}`;
}

function environmentOf(kind: ForgeKind, url: string): Record<string, string> {
  if (kind === "gitlab") {
    const of = { GITLAB_CI: "true", CI_API_V4_URL: `${url}/api/v4`, CI_PROJECT_ID: "42", GITLAB_TOKEN: TOKEN };
    return {
      ...of,
      CI_MERGE_REQUEST_IID: "7",
      CI_JOB_URL: "https://forge.example/job/1",
      CI_COMMIT_SHA: "c0ffee".repeat(7),
    };
  }
  return {
    GITHUB_API_URL: `${url}/api/${kind === "gitea" ? "v1" : "v3"}`,
    GITHUB_REPOSITORY: "ops/vpn",
    GITHUB_TOKEN: TOKEN,
    GITHUB_REF: "refs/pull/7/merge",
    GITHUB_SERVER_URL: "https://forge.example",
    GITHUB_RUN_ID: "1",
    GITHUB_SHA: "c0ffee".repeat(7),
  };
}

interface Tables {
  readonly kind: ForgeKind;
  readonly comments: Post[];
  readonly issues: Post[];
  readonly remarks: string[];
}

function answerTo(tables: Tables, seen: Seen): Answer {
  const url = new URL(seen.url, "http://forge");
  const key = `${seen.method} ${url.pathname}`;
  const given = (seen.body ?? {}) as Record<string, string>; // what report.mjs sends
  if (key === "GET /user") return userOf(tables.kind);
  return answerAboutComments(tables, { key, url, given }) ?? answerAboutIssues(tables, { key, url, given });
}

// The token of a job on GitHub may not ask; nor may one of Gitea that has no scope for users.
function userOf(kind: ForgeKind): Answer {
  if (kind === "gitlab") return { status: 200, body: { id: 42, username: BOT.gitlab } };
  return { status: 403, body: { message: "Resource not accessible by integration" } };
}

interface Question {
  readonly key: string;
  readonly url: URL;
  readonly given: Readonly<Record<string, string>>;
}

function answerAboutComments({ kind, comments }: Tables, { key, url, given }: Question): Answer | undefined {
  const list = kind === "gitlab" ? "/merge_requests/7/notes" : "/issues/7/comments";
  const body = given.body ?? "";
  if (key === `POST ${list}`) return { status: 201, body: add(comments, { body, author: BOT[kind] }) };
  if (key === `GET ${list}`) {
    // GitLab lists the newest first; Gitea gives all comments of an issue at once, whatever page is asked for.
    const all = kind === "gitlab" && url.searchParams.get("sort") !== "asc" ? comments.toReversed() : comments;
    const page = kind === "gitea" ? all : pageOf(all, url);
    return { status: 200, body: page.map((post) => ({ id: post.id, body: post.body, ...authorOf(kind, post) })) };
  }
  const [, method, id] = /^(PATCH|PUT|DELETE) \/(?:issues\/comments|merge_requests\/7\/notes)\/(\d+)$/.exec(key) ?? [];
  if (id === undefined) return undefined;
  const at = comments.findIndex((post) => post.id === Number(id));
  if (method !== "DELETE") return change(comments[at], { body });
  if (at < 0) return change(undefined, {});
  comments.splice(at, 1);
  return { status: 204, body: undefined };
}

function answerAboutIssues({ kind, issues, remarks }: Tables, { key, url, given }: Question): Answer {
  const { title = "" } = given;
  const body = given[kind === "gitlab" ? "description" : "body"];
  if (key === "POST /issues") return { status: 201, body: add(issues, { title, body, author: BOT[kind] }) };
  if (key === "GET /issues") {
    const open = issues.filter(({ state }) => state === "open");
    return { status: 200, body: pageOf(open, url).map((post) => listed(kind, post)) };
  }
  const [, number, remark] = /^(?:PATCH|PUT|POST) \/issues\/(\d+)(\/comments|\/notes)?$/.exec(key) ?? [];
  if (remark !== undefined) {
    remarks.push(`${number}: ${given.body}`);
    return { status: 201, body: {} };
  }
  const isClosed = given.state === "closed" || given.state_event === "close";
  const post = issues.find((issue) => issue.number === Number(number));
  return change(post, { body, ...(isClosed ? { state: "closed" } : {}) });
}

function pageOf(posts: readonly Post[], url: URL): readonly Post[] {
  const page = Number(url.searchParams.get("page") ?? "1");
  return posts.slice((page - 1) * PAGE, page * PAGE);
}

function authorOf(kind: ForgeKind, { author }: Post): Record<string, unknown> {
  if (kind === "gitlab") return { author: { username: author } };
  const type = kind === "github" ? { type: author.endsWith("[bot]") ? "Bot" : "User" } : {};
  return { user: { login: author, ...type } };
}

// GitHub lists pull requests among the issues.
function listed(kind: ForgeKind, post: Post): Record<string, unknown> {
  const { id, number, title, body, isPullRequest, state } = post;
  if (kind === "gitlab") return { id, iid: number, title, state, description: body, ...authorOf(kind, post) };
  const link = isPullRequest ? { pull_request: { url: "…" } } : {};
  return { id, number, title, state, body, ...authorOf(kind, post), ...link };
}

/** Adds a post as a person would. */
export function add(
  posts: Post[],
  given: { title?: string | undefined; body?: string | undefined; author?: string },
): Post {
  const { title, body = "", author = "someone" } = given;
  const number = (posts.at(-1)?.number ?? 0) + 1;
  const post: Post = {
    id: 1000 + number,
    number,
    author,
    body,
    state: "open",
    ...(title === undefined ? {} : { title }),
  };
  posts.push(post);
  return post;
}

function change(post: Post | undefined, news: { body?: string | undefined; state?: "closed" }): Answer {
  if (post === undefined) return { status: 404, body: { message: "not found" } };
  if (news.body !== undefined) post.body = news.body;
  if (news.state !== undefined) post.state = news.state;
  return { status: 200, body: post };
}
