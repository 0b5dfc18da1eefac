// A service on the loopback address that answers by a script, with one handler that talks to it. It keeps nothing.
import type { Handler } from "../../../src/adapters/dynamic/verbs";
import { type Kind, tokenOf } from "../../../src/core/schema";
import { definitions } from "../../../src/resources";
import { type Dialect, resolveSettings } from "../../../src/settings";
import { LIVES } from "../../support/lives";
import { FakeClock, type Loopback, type Seen, startLoopback } from "../../support/loopback";
import { openStage } from "../../support/stage";
import { verbsFor } from "../../support/verbs";
import type { Answer, Script, Shape } from "./answers";

type Values = Record<string, unknown>;

/** The token of every login here: may be in no message. */
export const TOKEN = "Canary-token-0123456789";

/** A kind as a healthy service shows it, with the inputs and outputs of a program's object. */
export interface Specimen {
  readonly shape: Shape;
  readonly id: string;
  readonly inputs: Values;
  readonly outs: Values;
}

/** The service: what it was asked since the last script, and what the provider said. */
export interface Service {
  readonly handler: Handler;
  readonly clock: FakeClock;
  readonly said: string[];
  readonly seen: readonly Seen[];
  /** Statuses of the answers, each with what was asked. */
  readonly answered: readonly { readonly what: keyof Script; readonly status: number }[];
  follow(script: Partial<Script>): void;
  close(): Promise<void>;
}

/** Makes an object on a healthy service and notes what it looks like. */
export async function specimenOf(kind: Kind, dialect: Dialect): Promise<Specimen> {
  const stage = await openStage({ dialect });
  try {
    const tags = kind === "IpsecSiteConnection" && dialect === "otc" ? { tags: { env: "test" } } : {};
    const { id, inputs, outs } = await stage.of(kind).created(tags);
    const item =
      LIVES.find((life) => life.kind === kind)
        ?.stored(stage.emulator)
        .get(id) ?? {};
    const { envelope, collection, path } = definitions[tokenOf(kind)];
    return { shape: { envelope, collection, path, item }, id, inputs, outs };
  } finally {
    await stage.close();
  }
}

/** Starts the service of one kind. */
export async function openService(kind: Kind, dialect: Dialect): Promise<Service> {
  const { path } = definitions[tokenOf(kind)];
  const state = { script: {} as Partial<Script>, at: new Map<string, number>() };
  const answered: { what: keyof Script; status: number }[] = [];
  const server: Loopback = await startLoopback((reply, { method, url }) => {
    const what = subjectOf(method, url, path);
    const answer = nextOf(state, what);
    answered.push({ what, status: answer.status });
    reply.writeHead(answer.status, answer.headers);
    reply.end(answer.text);
  });
  const clock = new FakeClock();
  const said: string[] = [];
  return {
    handler: handlerFor({ kind, dialect, endpoint: server.url, clock, said }),
    clock,
    said,
    seen: server.seen,
    answered,
    follow(script) {
      state.script = script;
      state.at.clear();
      for (const list of [server.seen, answered, said]) list.splice(0);
    },
    close: server.close,
  };
}

function handlerFor(options: {
  kind: Kind;
  dialect: Dialect;
  endpoint: string;
  clock: FakeClock;
  said: string[];
}): Handler {
  const { kind, dialect, endpoint, clock, said } = options;
  const config: Values = { dialect, endpoint, token: TOKEN };
  const host = { environment: {}, workingDirectory: "/nonexistent", homeDirectory: "/nonexistent" };
  const settings = resolveSettings((name) => config[name], host);
  return verbsFor(settings, { kind, clock, log: (line) => void said.push(line) });
}

function subjectOf(method: string, url: string, path: string): keyof Script {
  const isOne = url.startsWith(`${path}/`);
  if (method === "DELETE") return "deleted";
  if (method === "PUT") return "written";
  if (url.split("?")[0]?.endsWith("/tags") === true || url.endsWith("/tags/action")) return "tags";
  if (method === "POST") return "written";
  return isOne ? "one" : "list";
}

const NOT_FOUND: Answer = {
  status: 404,
  headers: { "content-type": "application/json" },
  text: '{"NeutronError":{"type":"HTTPNotFound","message":"The resource could not be found.","detail":""}}',
};

function nextOf(state: { script: Partial<Script>; at: Map<string, number> }, what: keyof Script): Answer {
  const answers = state.script[what] ?? [];
  const at = state.at.get(what) ?? 0;
  state.at.set(what, at + 1);
  return answers[Math.min(at, answers.length - 1)] ?? NOT_FOUND;
}
