// A server further away: a TCP proxy on the loopback address that hands on every piece after half of the time of a round trip.
import net, { type AddressInfo } from "node:net";

export interface Distance {
  readonly port: number;
  close(): Promise<void>;
}

/** Opens a way to the port of this machine with this round trip, in milliseconds. */
export async function openDistance(target: number, roundTrip: number): Promise<Distance> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
    const far = net.connect({ port: target, host: "127.0.0.1", noDelay: true, allowHalfOpen: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (piece) => later(() => to.write(piece)));
      from.on("end", () => later(() => to.end()));
      from.on("error", () => to.destroy());
      from.once("close", () => sockets.delete(from));
    }
  });
  // Timers of one length end in the order in which they began.
  const later = (act: () => void): void => void setTimeout(act, roundTrip / 2);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
