// The HTTP server: reads requests, keeps the log, carries out ordered faults, writes replies.
// What a request means is up to the handler that it is given.
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { IncomingRequest, Reply, RequestEntry } from "./exchange";
import type { FaultBook, FaultOrder } from "./faults";
import type { Hold } from "./hold";
import { createLateActs, type LateActs } from "./lateActs";
import { createRateLimiter, type RateLimit } from "./rateLimit";

const largestBody = 12 * 1024 * 1024;

/** What the server needs from the rest of the emulator. */
export interface ServerOptions {
  readonly port: number;
  readonly faults: FaultBook;
  readonly now: () => number;
  /** The limit that holds at the moment. */
  readonly rateLimit: () => RateLimit | undefined;
  /** Performs a request. Called once per request that is performed at all. */
  handle(request: IncomingRequest): Reply;
  /** Called with every entry once its answer is on the way (or was refused by a fault). */
  onRequest?: ((entry: RequestEntry) => void) | undefined;
}

/** A listening server. */
export interface RunningServer {
  readonly port: number;
  readonly log: RequestEntry[];
  /** Connections of clients: how many are open, and how many were at the same time at most. */
  readonly sockets: { open: number; most: number };
  /** Destroys all sockets and pending delays and frees the port; may be called twice. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; port 0 takes a free one. Rejects if the port is taken. */
export async function listen(options: ServerOptions): Promise<RunningServer> {
  const log: RequestEntry[] = [];
  const delays = new Set<NodeJS.Timeout>();
  const limiter = createRateLimiter(options.now);
  const lateActs = createLateActs(options.now);
  const server = createServer({ keepAliveTimeout: 60_000 }, (message, response) => {
    readBody(message)
      .then((bytes) => exchange({ options, log, delays, limiter, lateActs }, { message, response, bytes }))
      // A client that went away while sending has no use for an answer.
      .catch(() => message.socket.destroy());
  });
  const sockets = { open: 0, most: 0 };
  server.on("connection", (socket) => {
    sockets.open += 1;
    sockets.most = Math.max(sockets.most, sockets.open);
    socket.once("close", () => {
      sockets.open -= 1;
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  // A TCP server's address is always an AddressInfo; the string form is for pipes.
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => {
    lateActs.clear();
    return closeServer(server, delays);
  };
  return { port, log, sockets, close };
}

interface Context {
  readonly options: ServerOptions;
  readonly log: RequestEntry[];
  readonly delays: Set<NodeJS.Timeout>;
  readonly limiter: ReturnType<typeof createRateLimiter>;
  readonly lateActs: LateActs;
}

interface Incoming {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  /** `undefined` for a body that is too large. */
  readonly bytes: Buffer | undefined;
}

interface Turn {
  readonly context: Context;
  readonly request: IncomingRequest;
  readonly entry: RequestEntry;
  readonly response: ServerResponse;
}

function exchange(context: Context, { message, response, bytes }: Incoming): void {
  context.lateActs.runDue();
  const request = requestOf(message, bytes ?? Buffer.alloc(0));
  const entry = entryOf(request, context.options.now());
  context.log.push(entry);
  const turn = { context, request, entry, response };
  if (bytes === undefined) {
    const body = { error: { code: 413, title: "Request Entity Too Large", message: "Request is too large." } };
    send(turn, { status: 413, headers: { connection: "close" }, body });
    return;
  }
  const refusal = context.limiter(context.options.rateLimit());
  if (refusal !== undefined) {
    send(turn, refusal);
    return;
  }
  const order = context.options.faults.take(request);
  if (order === undefined) send(turn, perform(turn));
  else carryOut(turn, order);
}

function carryOut(turn: Turn, order: FaultOrder): void {
  const { reply } = order;
  const isDone = order.act === "after";
  if (typeof reply === "object" && "hold" in reply) {
    keep(turn, reply.hold, isDone);
    return;
  }
  if (typeof reply === "object" && "delay" in reply) {
    turn.entry.fault = "delay";
    const early = isDone ? perform(turn) : undefined;
    const timer = setTimeout(() => {
      turn.context.delays.delete(timer);
      send(turn, early ?? perform(turn));
    }, reply.delay);
    turn.context.delays.add(timer);
    return;
  }
  if (typeof order.act === "object") turn.context.lateActs.add(order.act.late, () => void perform(turn));
  const real = isDone ? perform(turn) : undefined;
  if (typeof reply === "object") {
    turn.entry.fault = "reply";
    send(turn, reply);
    return;
  }
  turn.entry.fault = reply;
  if (reply === "cut") cut(turn, real ?? { status: 200, body: { unfinished: "x".repeat(64) } });
  else if (reply === "reset") turn.response.socket?.resetAndDestroy();
  turn.context.options.onRequest?.(turn.entry);
}

function keep(turn: Turn, hold: Hold, isDone: boolean): void {
  const { entry, response } = turn;
  entry.fault = "hold";
  const early = isDone ? perform(turn) : undefined;
  hold.take({
    entry,
    answer: () => send(turn, early ?? perform(turn)),
    drop: () => response.destroy(),
    ended: new Promise((resolve) => response.once("close", resolve)),
  });
}

function perform(turn: Turn): Reply {
  try {
    return turn.context.options.handle(turn.request);
  } catch (error) {
    // A fault of the emulator itself must show as such, not as a hanging test.
    const message = error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error);
    return { status: 500, body: { emulatorFailure: message } };
  }
}

function send(turn: Turn, reply: Reply): void {
  const { entry, response } = turn;
  const payload = payloadOf(reply);
  const headers = headersOf(reply, payload);
  Object.assign(entry, { status: reply.status, replyBody: reply.body, replyHeaders: headers });
  response.writeHead(reply.status, headers);
  if (turn.request.method === "HEAD") response.end();
  else response.end(payload);
  turn.context.options.onRequest?.(entry);
}

function cut(turn: Turn, reply: Reply): void {
  const payload = payloadOf(reply) ?? "";
  const headers = headersOf(reply, payload);
  Object.assign(turn.entry, { status: reply.status, replyBody: reply.body, replyHeaders: headers });
  turn.response.writeHead(reply.status, headers);
  turn.response.write(payload.slice(0, Math.floor(payload.length / 2)), () => turn.response.socket?.destroy());
}

function payloadOf(reply: Reply): string | undefined {
  if (reply.body === undefined) return undefined;
  return typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
}

function headersOf(reply: Reply, payload: string | undefined): Record<string, string> {
  const headers: Record<string, string> = { "x-openstack-request-id": `req-${randomUUID()}` };
  if (payload !== undefined) headers["content-type"] = "application/json";
  for (const [name, value] of Object.entries(reply.headers ?? {})) headers[name.toLowerCase()] = value;
  // 204 and 304 have no body and no length.
  if (reply.status !== 204 && reply.status !== 304) {
    headers["content-length"] ??= String(Buffer.byteLength(payload ?? ""));
  }
  return headers;
}

function requestOf(message: IncomingMessage, bytes: Buffer): IncomingRequest {
  const [path = "/", ...rest] = (message.url ?? "/").split("?");
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return { method: message.method ?? "GET", path, query: rest.join("?"), headers, text: bytes.toString("utf8"), bytes };
}

function entryOf(request: IncomingRequest, at: number): RequestEntry {
  const { method, path, query, headers } = request;
  const outcome = { status: 0, replyBody: undefined, replyHeaders: {}, fault: undefined };
  return { method, path, query, headers, at, body: parsed(request.text), ...outcome };
}

function parsed(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

// Resolves to undefined for a body that is too large; what follows of it is discarded.
async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    // Without an encoding set, a request stream yields Buffers only.
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size <= largestBody) chunks.push(bytes);
  }
  return size <= largestBody ? Buffer.concat(chunks) : undefined;
}

function closeServer(server: Server, delays: Set<NodeJS.Timeout>): Promise<void> {
  for (const timer of delays) clearTimeout(timer);
  delays.clear();
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
