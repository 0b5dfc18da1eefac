// Serves the metrics over HTTP. A scrape always gets an answer in time: while the service cannot be read, it says so with vpnaas_up 0.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Clock } from "../../core/clock";
import { reasonOf, sentenceOf } from "../../core/errors";
import { unlessAborted } from "../../waiting/scheduler";
import { metricsOf } from "./metrics";
import { type ConnectionView, chosenOf, missingAmong, type Observer } from "./observer";

interface ExporterOptions {
  readonly observer: Observer;
  /** Names or ids of connections; none: all. */
  readonly connections: readonly string[];
  readonly port: number;
  readonly address: string;
  readonly clock: Clock;
  readonly say: (line: string) => void;
  readonly warn: (line: string) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

const TEXT = "text/plain; version=0.0.4; charset=utf-8";
/** Seconds that a scrape may take where Prometheus does not say it, and what is left for the way back. */
const PATIENCE = 10;
const MARGIN = 0.5;

/** Serves until the signal. Rejects if the address cannot be had. */
export async function serveMetrics(options: ExporterOptions): Promise<void> {
  const { address, port, say, signal } = options;
  const scrape = createScrape(options);
  const server = createServer((request, response) => {
    void answer(request, response, scrape);
  });
  await listening(server, port, address);
  const bound = server.address();
  const own = typeof bound === "object" && bound !== null ? bound.port : port;
  say(`metrics are served at http://${address.includes(":") ? `[${address}]` : address}:${own}/metrics`);
  await new Promise<void>((resolve) => {
    const end = () => {
      server.close(() => resolve());
      server.closeAllConnections();
    };
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { once: true });
  });
}

function listening(server: Server, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const advice = "Choose another port (--prometheus PORT) or address (--listen ADDRESS)";
      reject(new Error(`Listening on ${address}, port ${port}, failed: ${sentenceOf(error)} ${advice}`));
    });
    server.listen(port, address, resolve);
  });
}

type ScrapeOnce = (patience: number) => Promise<string>;

async function answer(request: IncomingMessage, response: ServerResponse, scrape: ScrapeOnce): Promise<void> {
  const path = (request.url ?? "").split("?")[0];
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead) return end(response, 405, "only GET\n");
  if (path === "/") return end(response, 200, "pulumi-vpnaas-status: the metrics are at /metrics\n");
  if (path !== "/metrics") return end(response, 404, "the metrics are at /metrics\n");
  end(response, 200, await scrape(patienceOf(request)));
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": TEXT }).end(text);
}

// Prometheus says how long it waits: an answer after that is none.
function patienceOf({ headers }: IncomingMessage): number {
  const said = Number(headers["x-prometheus-scrape-timeout-seconds"]);
  return Math.max(MARGIN, (said > 0 && said <= 600 ? said : PATIENCE) - MARGIN);
}

// Scrapes at the same time share one look; so does the one that comes while a look is still waiting for the service.
function createScrape({ observer, connections, clock, say, warn }: ExporterOptions): ScrapeOnce {
  let isReadable = true;

  // Once for each outage: a message has the id of its request, so no two are the same.
  const note = (reason: string | undefined) => {
    if (reason !== undefined && isReadable) warn(`the connections could not be read: ${reason}`);
    if (reason === undefined && !isReadable) say("the connections can be read again");
    isReadable = reason === undefined;
  };

  // Once for each absence: an alert on a misspelt name would never fire.
  let absence: string | undefined;
  const noteAbsence = (sentence: string | undefined) => {
    if (sentence !== undefined && absence === undefined) warn(sentence);
    absence = sentence;
  };

  const looked = async (): Promise<ConnectionView[] | undefined> => {
    try {
      const views = await observer.look();
      note(undefined);
      noteAbsence(missingAmong(views, connections));
      return chosenOf(views, connections);
    } catch (error) {
      note(reasonOf(error));
      return undefined;
    }
  };

  return async (patience) => {
    const started = clock.now();
    const views = await unlessAborted(looked(), AbortSignal.timeout(patience * 1000));
    return metricsOf({ views, seconds: (clock.now() - started) / 1000 });
  };
}
