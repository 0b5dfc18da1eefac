// An HTTPS server on the loopback address, with the certificate of certificate.ts.
import http, { type IncomingHttpHeaders, type ServerResponse } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { CERTIFICATE, KEY } from "./certificate";

/** A running HTTPS server, and the headers of each request. */
export interface TlsServer {
  readonly url: string;
  readonly seen: IncomingHttpHeaders[];
  close(): Promise<void>;
}

/** Starts it; answers `{"ok":1}` unless told otherwise. */
export async function startTlsServer(answer: (reply: ServerResponse) => void = sayOk): Promise<TlsServer> {
  const seen: IncomingHttpHeaders[] = [];
  const server = https.createServer({ cert: CERTIFICATE, key: KEY }, (request, reply) => {
    seen.push(request.headers);
    answer(reply);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    // A server that listens on a port has an AddressInfo.
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A TLS server in front of a plain one: what comes in over TLS goes on to it as it is. */
export async function startTlsFront(target: string): Promise<TlsServer> {
  const seen: IncomingHttpHeaders[] = [];
  const server = https.createServer({ cert: CERTIFICATE, key: KEY }, (request, reply) => {
    seen.push(request.headers);
    const { method, headers } = request;
    const onward = http.request(`${target}${request.url}`, { method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    onward.on("error", () => reply.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    // As above.
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sayOk(reply: ServerResponse): void {
  reply.writeHead(200, { "Content-Type": "application/json" });
  reply.end('{"ok":1}');
}
