// A proxy on the loopback address, for tests: forwards plain requests, opens tunnels for CONNECT, and remembers what it saw.
import http from "node:http";
import net, { type AddressInfo } from "node:net";

interface ProxyOptions {
  readonly credentials?: string;
  readonly target?: string;
}

/** A running proxy. */
export interface LoopbackProxy {
  readonly url: string;
  /** First line and headers of each request, as text: everything that a proxy can read. */
  readonly seen: string[];
  /** Tunnels that were open at the same time, at most. */
  mostTunnels(): number;
  close(): Promise<void>;
}

/**
 * Starts a proxy; with `credentials` ("user:password") it refuses everybody else with 407, with `target` the server there
 * gets every plain request, whatever host it is for.
 */
export async function startProxy({ credentials, target }: ProxyOptions = {}): Promise<LoopbackProxy> {
  const seen: string[] = [];
  const sockets = new Set<net.Socket>();
  const tunnels = { open: 0, most: 0 };
  const isWelcome = (request: http.IncomingMessage): boolean => {
    seen.push(`${request.method} ${request.url}\n${JSON.stringify(request.headers)}`);
    const wanted = `Basic ${Buffer.from(credentials ?? "").toString("base64")}`;
    return credentials === undefined || request.headers["proxy-authorization"] === wanted;
  };
  const server = http.createServer((request, reply) => {
    if (!isWelcome(request)) {
      reply.writeHead(407, { "Proxy-Authenticate": "Basic" }).end();
      return;
    }
    const { method, headers } = request;
    const url = new URL(request.url ?? "");
    const onward = http.request(new URL(url.pathname + url.search, target ?? url), { method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    onward.on("error", () => reply.writeHead(502).end());
    request.pipe(onward);
  });
  server.on("connect", (request, client: net.Socket) => {
    sockets.add(client);
    client.on("error", () => undefined);
    if (!isWelcome(request)) {
      client.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    const [host = "", port = "443"] = (request.url ?? "").split(":");
    const target = net.connect(Number(port), host, () => client.write("HTTP/1.1 200 Connection Established\r\n\r\n"));
    sockets.add(target);
    tunnels.open += 1;
    tunnels.most = Math.max(tunnels.most, tunnels.open);
    target.once("close", () => {
      tunnels.open -= 1;
    });
    target.on("error", () => client.destroy());
    target.pipe(client).pipe(target);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${credentials === undefined ? "" : `${credentials}@`}127.0.0.1:${port}`,
    seen,
    mostTunnels: () => tunnels.most,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of sockets) socket.destroy();
      }),
  };
}
