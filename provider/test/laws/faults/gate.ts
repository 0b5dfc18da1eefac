// A door in front of the emulator, for "connection refused": the same port opens and closes while the server keeps its objects.
import net, { type AddressInfo, type Socket } from "node:net";

/** A TCP forwarder on a port of its own. */
export interface Gate {
  readonly url: string;
  /** Refuses connections from now on, and ends those that are open. */
  shut(): void;
  /** Shuts itself as soon as the reply to a request with this method has gone through. */
  shutAfter(method: string): void;
  open(): Promise<void>;
  close(): void;
}

/** Opens a gate to the server at `target`. */
export async function openGate(target: string): Promise<Gate> {
  const { port: targetPort } = new URL(target);
  const clients = new Set<Socket>();
  let trigger: string | undefined;
  let server = net.createServer();
  let port = 0;

  function shut(): void {
    server.close();
    for (const client of clients) client.end().removeAllListeners("data").resume();
  }

  function forward(client: Socket): void {
    const inner = net.connect(Number(targetPort), "127.0.0.1");
    let method = "";
    clients.add(client);
    client.on("data", (chunk) => {
      method = /^[A-Z]+(?= )/.exec(chunk.toString("latin1"))?.[0] ?? method;
      inner.write(chunk);
    });
    inner.on("data", (chunk) => {
      // Small replies of the emulator come in one piece.
      client.write(chunk, () => {
        if (trigger !== undefined && method === trigger) shut();
      });
    });
    for (const [one, other] of [
      [client, inner],
      [inner, client],
    ] as const) {
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
    client.on("close", () => clients.delete(client));
  }

  async function open(): Promise<void> {
    trigger = undefined;
    if (server.listening) return;
    server = net.createServer(forward);
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    // A server that listens on a port has an AddressInfo.
    port = (server.address() as AddressInfo).port;
  }

  await open();
  return {
    url: `http://127.0.0.1:${port}`,
    shut,
    shutAfter(method) {
      trigger = method;
    },
    open,
    close() {
      server.close();
      for (const client of clients) client.destroy();
    },
  };
}
