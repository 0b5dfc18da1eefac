// What the client's tests stand on: HTTP servers on the loopback address, and a clock whose sleep takes no time.
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../../src/core/clock";

/** A request as the server saw it. */
export interface Seen {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: unknown;
}

/** A running server: its address, what it was asked, and how to end it. */
export interface Loopback {
  url: string;
  seen: Seen[];
  close(): Promise<void>;
}

/** Starts a server on an ephemeral port of 127.0.0.1; `answer` runs when a request has come in whole. */
export async function startLoopback(
  answer: (reply: ServerResponse, seen: Seen, request: IncomingMessage) => void,
): Promise<Loopback> {
  const seen: Seen[] = [];
  const server = http.createServer({ maxHeaderSize: 512 * 1024 }, (request, reply) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const { method = "", url = "", headers } = request;
      const entry = { method, url, headers, body: text === "" ? undefined : JSON.parse(text) };
      seen.push(entry);
      answer(reply, entry, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an AddressInfo; a string would be a pipe.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers with JSON. */
export function sendJson(reply: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  reply.writeHead(status, { "Content-Type": "application/json", ...headers });
  reply.end(JSON.stringify(body));
}

/** A clock that stands at 2026-01-01 until someone sleeps, and remembers every wait; `random` is always 0.5. */
export class FakeClock implements Clock {
  readonly waits: number[] = [];
  time = Date.parse("2026-01-01T00:00:00Z");

  now(): number {
    return this.time;
  }

  wallTime(): number {
    return this.time;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.waits.push(milliseconds);
    this.time += milliseconds;
  }

  random(): number {
    return 0.5;
  }
}

/** Takes the proxies out of the environment of this test file, so that nothing leaves the loopback address. */
export function withoutProxies(): void {
  for (const name of ["http_proxy", "https_proxy", "all_proxy", "no_proxy"]) {
    delete process.env[name];
    delete process.env[name.toUpperCase()];
  }
}

/** The rejection of a promise; fails the test when it does not reject. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("expected a rejection");
}
