// What a runner of a forge does: hears of events by webhook, clones the commit, has act play the workflow on the host, one job at a time.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ROOT } from "../../../provider/test/support/linkedFolder";
import { openLab, toolOf } from "../world/lab";
import type { Job } from "../world/loop";
import { mustShell, shell } from "../world/shell";
import { cloneUrl, fullName, giteaUrl } from "./forge";

export interface RunnerOptions {
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** The settings of the repository, as jobs see them. */
  settings(): { readonly secrets: Record<string, string>; readonly vars: Record<string, string> };
}

export interface Runner {
  /** Where the forge has to send its events. */
  readonly hookUrl: string;
  /** Resolves once the next job of an event has ended. */
  next(): Promise<Job>;
  /** Starts the workflow on `main` without a change: by the clock, or by hand. */
  start(event: "schedule" | "workflow_dispatch", inputs?: Record<string, string>): Promise<Job>;
  close(): Promise<void>;
}

interface Event {
  readonly name: string;
  readonly payload: Payload;
  readonly commit: string;
}

interface Payload {
  readonly ref?: string;
  readonly after?: string;
  readonly action?: string;
  readonly pull_request?: { readonly head: { readonly sha: string } };
  readonly inputs?: Readonly<Record<string, string>>;
}

const lab = openLab();

/** Opens the runner; `close` ends it. */
export async function openRunner(options: RunnerOptions): Promise<Runner> {
  const ended: Job[] = [];
  const waiting: ((job: Job) => void)[] = [];
  const count = { started: 0 };
  let queue: Promise<unknown> = Promise.resolve();
  const enqueue = (event: Event): Promise<Job> => {
    const job = queue.then(() => {
      count.started += 1;
      return play(event, join(options.home, `job-${count.started}`), options);
    });
    queue = job;
    return job;
  };
  const server = createServer((request, reply) => {
    void readEvent(request).then((event) => {
      reply.end();
      if (event === undefined) return;
      void enqueue(event).then((job) => {
        const next = waiting.shift();
        if (next === undefined) ended.push(job);
        else next(job);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    hookUrl: `http://127.0.0.1:${port}/`,
    next: () =>
      new Promise((resolve) => {
        const job = ended.shift();
        if (job === undefined) waiting.push(resolve);
        else resolve(job);
      }),
    start: (name, inputs = {}) => enqueue({ name, payload: { ref: "refs/heads/main", inputs }, commit: "origin/main" }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

// What `on:` of the workflow says of branches, and the types of pull_request that start one: act leaves both to the forge.
async function readEvent(request: IncomingMessage): Promise<Event | undefined> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const payload = JSON.parse(Buffer.concat(pieces).toString()) as Payload;
  const name = String(request.headers["x-github-event"]);
  if (name === "push" && payload.ref === "refs/heads/main") return { name, payload, commit: payload.after ?? "" };
  const { action, pull_request: pull } = payload;
  if (pull === undefined || !["opened", "reopened", "synchronized"].includes(action ?? "")) return undefined;
  // The only word that GitHub and Gitea have apart.
  const sent = { ...payload, action: action === "synchronized" ? "synchronize" : (action ?? "") };
  return { name: "pull_request", payload: sent, commit: pull.head.sha };
}

async function play(event: Event, home: string, options: RunnerOptions): Promise<Job> {
  const folder = join(home, "vpn");
  mkdirSync(join(home, "act"), { recursive: true });
  const env = { ...options.env, HOME: home };
  await mustShell(["git", "clone", "--quiet", cloneUrl, folder], { cwd: home, env });
  await mustShell(["git", "checkout", "--quiet", event.commit], { cwd: folder, env });
  const { secrets, vars } = options.settings();
  writeFileSync(join(home, "event.json"), JSON.stringify(event.payload));
  for (const [file, values] of Object.entries({ secrets, vars, inputs: event.payload.inputs ?? {} }))
    writeFileSync(join(home, file), lines(values), { mode: 0o600 });
  const startedAt = performance.now();
  const { code, output } = await shell(commandOf(event, home), { cwd: folder, env });
  return { event: event.name, code, output, seconds: (performance.now() - startedAt) / 1000 };
}

function commandOf({ name }: Event, home: string): string[] {
  const workflow = ".github/workflows/vpn.yml";
  const place = {
    GITHUB_SERVER_URL: giteaUrl,
    GITHUB_API_URL: `${giteaUrl}/api/v1`,
    GITHUB_REPOSITORY: fullName,
    ...(name === "pull_request" ? {} : { GITHUB_REF: "refs/heads/main" }),
  };
  return [
    ...[toolOf(lab, "act"), name, "--workflows", workflow, "--eventpath", join(home, "event.json")],
    ...["--platform", "ubuntu-latest=-self-hosted", "--action-cache-path", join(home, "act")],
    ...["--action-offline-mode", "--no-cache-server", "--defaultbranch", "main", "--actor", "ops"],
    ...["--secret-file", join(home, "secrets"), "--var-file", join(home, "vars"), "--input-file", join(home, "inputs")],
    ...standIns(readFileSync(join(home, "vpn", workflow), "utf8")),
    ...Object.entries(place).flatMap(([key, value]) => ["--env", `${key}=${value}`]),
  ];
}

// An action that has no stand-in makes act fail: it may not fetch any.
function standIns(workflow: string): string[] {
  const used = [...workflow.matchAll(/uses: *(actions\/(checkout|setup-node)@\S+)/g)];
  return used.flatMap(([, action, name = ""]) => [
    "--local-repository",
    `${action}=${join(ROOT, "test/pipelines/actions", name)}`,
  ]);
}

function lines(values: Readonly<Record<string, string>>): string {
  const own = Object.entries(values).map(([key, value]) => `${key}=${JSON.stringify(value)}\n`);
  return own.join("");
}
