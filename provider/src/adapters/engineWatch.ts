// Ends a provider process whose engine is gone. A killed CLI leaves it running: it would go on creating objects that no state
// will ever know, while the user's next command is at work already.
import { connect } from "node:net";

const EVERY_MILLISECONDS = 1_000;
/** One refusal may be a full queue of the listener. */
const REFUSALS = 2;

/** Starts watching, in a process that Pulumi started as a dynamic provider; elsewhere it does nothing. */
export function endWithEngine([, script = "", address = ""]: readonly string[] = process.argv): void {
  if (/[\\/]cmd[\\/]dynamic-provider\b/.test(script)) watchEngine(address);
}

/** Starts watching the engine at this address (`127.0.0.1:PORT`), which has started this process. */
export function watchEngine(address: string): void {
  const [, host, port] = /^(127\.0\.0\.1|localhost|\[::1\]):(\d+)$/.exec(address) ?? [];
  if (host === undefined) return;
  let [wasThere, refusals] = [false, 0];
  const look = () => {
    const socket = connect({ host: host.replace(/[[\]]/g, ""), port: Number(port) });
    socket.unref();
    socket.once("connect", () => {
      [wasThere, refusals] = [true, 0];
      socket.destroy();
    });
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") refusals += 1;
      if (wasThere && refusals >= REFUSALS) process.exit(1);
    });
  };
  look();
  setInterval(look, EVERY_MILLISECONDS).unref();
}
