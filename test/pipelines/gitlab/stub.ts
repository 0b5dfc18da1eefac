// Stands in for GitLab's API: notes of merge requests, and issues of one project, in memory. Answers as its documentation says, in pages.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Comment, Issue } from "../world/loop";

export interface GitlabStub {
  /** Ends in `/api/v4`. */
  readonly url: string;
  readonly comments: Comment[];
  issues(): Issue[];
  close(): Promise<void>;
}

interface StoredIssue {
  readonly iid: number;
  title: string;
  description: string;
  labels: string[];
  state: "opened" | "closed";
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, string | undefined>>;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

type Answer = (call: Call, id: number) => Reply;

const pageLength = 20;
const notFound: Reply = { status: 404, body: { message: "404 Not Found" } };

/** Starts the stub for the project and the token. */
export async function startGitlabStub(project: string, token: string): Promise<GitlabStub> {
  const comments: { id: number; body: string; system: boolean }[] = [];
  const issues: StoredIssue[] = [];
  const routes = [...noteRoutes(comments), ...issueRoutes(issues)];
  const server = createServer((request, reply) => {
    void callOf(request).then((call) => {
      const prefix = `/api/v4/projects/${project}`;
      const isWelcome = request.headers["private-token"] === token || request.headers["job-token"] === token;
      const answer = isWelcome
        ? answerOf(routes, call, prefix)
        : { status: 401, body: { message: "401 Unauthorized" } };
      send(reply, answer, call);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/v4`,
    comments,
    issues: () =>
      issues.map(({ iid, title, description, state }) => ({
        number: iid,
        title,
        body: description,
        state: state === "opened" ? "open" : "closed",
      })),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Route = readonly [method: string, path: RegExp, answer: Answer];

function noteRoutes(notes: { id: number; body: string; system: boolean }[]): Route[] {
  return [
    ["GET", /^\/merge_requests\/\d+\/notes$/, () => ({ status: 200, body: notes })],
    [
      "POST",
      /^\/merge_requests\/\d+\/notes$/,
      ({ body }) => {
        const note = { id: 100 + notes.length, body: body.body ?? "", system: false };
        notes.push(note);
        return { status: 201, body: note };
      },
    ],
    [
      "PUT",
      /^\/merge_requests\/\d+\/notes\/(\d+)$/,
      ({ body }, id) => {
        const note = notes.find((each) => each.id === id);
        if (note === undefined) return notFound;
        note.body = body.body ?? "";
        return { status: 200, body: note };
      },
    ],
  ];
}

function issueRoutes(issues: StoredIssue[]): Route[] {
  return [
    [
      "GET",
      /^\/issues$/,
      ({ query }) => {
        const [state, labels] = [
          query.get("state"),
          (query.get("labels") ?? "").split(",").filter((each) => each !== ""),
        ];
        const isWanted = (issue: StoredIssue) =>
          (state === null || state === "all" || state === issue.state) &&
          labels.every((label) => issue.labels.includes(label)) &&
          issue.title.includes(query.get("search") ?? "");
        return { status: 200, body: issues.filter(isWanted) };
      },
    ],
    [
      "POST",
      /^\/issues$/,
      ({ body }) => {
        const { title = "", description = "", labels = "" } = body;
        const issue: StoredIssue = {
          iid: 1 + issues.length,
          title,
          description,
          labels: labels.split(","),
          state: "opened",
        };
        issues.push(issue);
        return { status: 201, body: issue };
      },
    ],
    ["POST", /^\/issues\/\d+\/notes$/, ({ body }) => ({ status: 201, body: { id: 1, body: body.body } })],
    [
      "PUT",
      /^\/issues\/(\d+)$/,
      ({ body }, iid) => {
        const issue = issues.find((each) => each.iid === iid);
        if (issue === undefined) return notFound;
        const { title = issue.title, description = issue.description, state_event: event } = body;
        Object.assign(issue, { title, description });
        if (event === "close") issue.state = "closed";
        if (event === "reopen") issue.state = "opened";
        return { status: 200, body: issue };
      },
    ],
  ];
}

function answerOf(routes: readonly Route[], call: Call, prefix: string): Reply {
  if (!call.path.startsWith(prefix)) return notFound;
  for (const [method, pattern, answer] of routes) {
    const match = pattern.exec(call.path.slice(prefix.length));
    if (match !== null && method === call.method) return answer(call, Number(match[1]));
  }
  return notFound;
}

async function callOf(request: IncomingMessage): Promise<Call> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString();
  const isJson = text !== "" && (request.headers["content-type"] ?? "").startsWith("application/json");
  const body = isJson ? (JSON.parse(text) as Call["body"]) : Object.fromEntries(new URLSearchParams(text));
  const { pathname, searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
  return { method: request.method ?? "", path: pathname, query: searchParams, body };
}

function send(reply: ServerResponse, { status, body }: Reply, { query }: Call): void {
  const [page, length] = [Number(query.get("page") ?? 1), Number(query.get("per_page") ?? pageLength)];
  const shown = Array.isArray(body) ? body.slice((page - 1) * length, page * length) : body;
  const next = Array.isArray(body) && body.length > page * length ? String(page + 1) : "";
  reply.writeHead(status, { "content-type": "application/json", "x-next-page": next });
  reply.end(JSON.stringify(shown));
}
