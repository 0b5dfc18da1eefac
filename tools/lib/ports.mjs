// Ports of 127.0.0.1 that are free, for servers that have to be told theirs.
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { codeOf } from "./process.mjs";

/** Ports from here on are not used by what is well known, up to those that the kernel gives to programs that ask for any. */
const lowestPort = 20_000;

/**
 * A port for each name: the wished ones in this order, or any free ones. Rejects with the code PORT_TAKEN if a wished one is not free.
 *
 * @param {readonly string[]} names
 * @param {readonly number[]} wished
 * @returns {Promise<Record<string, number>>}
 */
export async function freePorts(names, wished = []) {
  // All are held until the last one is known, so that no two are the same.
  const holders = await Promise.all(names.map((_, index) => (wished.length > 0 ? hold(wished[index]) : holdAny())));
  const ports = holders.map((holder) => holder.address().port);
  await Promise.all(holders.map((holder) => new Promise((done) => holder.close(done))));
  return Object.fromEntries(names.map((name, index) => [name, ports[index]]));
}

// What the kernel gives away may be taken by another program when a server starts, or starts again after an outage.
async function holdAny() {
  const [first = 0] = readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8").split(/\s+/).map(Number);
  for (let tries = 0; tries < 100 && first > lowestPort; tries += 1) {
    const holder = await hold(lowestPort + Math.floor(Math.random() * (first - lowestPort))).catch(() => undefined);
    if (holder !== undefined) return holder;
  }
  return hold(0);
}

function hold(port) {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", (error) =>
      fail(
        Object.assign(new Error(`Port ${port} of 127.0.0.1 is not available: ${codeOf(error)}`), {
          code: "PORT_TAKEN",
        }),
      ),
    );
    server.listen(port, "127.0.0.1", () => done(server));
  });
}
