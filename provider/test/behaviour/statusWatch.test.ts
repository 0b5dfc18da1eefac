// pulumi-vpnaas-status that goes on: --watch on a terminal and elsewhere, and --prometheus; both outlive an outage of the service.
import { get } from "node:http";
import { rejectionOf, withoutProxies } from "../support/loopback";
import {
  connectionId,
  type OpenRun,
  openWatching,
  placeNumbered,
  until,
  type WatchingStage,
} from "../support/watching";

withoutProxies();

let stage: WatchingStage;
let run: OpenRun | undefined;
beforeEach(async () => {
  stage = await openWatching({ dialect: "openstack" });
  placeNumbered(stage.emulator, 1);
  placeNumbered(stage.emulator, 2, { status: "DOWN" });
});
afterEach(async () => {
  await run?.end().catch(() => undefined);
  run = undefined;
  await stage.close();
});

const OUTAGE = { match: { path: /vpn/ }, times: Number.POSITIVE_INFINITY, reply: { status: 403, body: {} } };
const listsOfConnections = () => stage.emulator.requests({ path: "/v2.0/vpn/ipsec-site-connections" }).length;

describe("--watch", () => {
  const lines = () => (run?.written ?? []).map((line) => line.replace(/^\S+Z /, ""));

  test("elsewhere than on a terminal, a line for each change", async () => {
    run = stage.start(["--watch", "1"]);
    await until(() => lines().length === 2);
    stage.emulator.setStatus(connectionId(2), "ACTIVE");
    await until(() => lines().length === 3);
    stage.emulator.connections.delete(connectionId(1));
    await until(() => lines().length === 4);
    expect(lines()).toEqual(["hub-1: ACTIVE\n", "hub-2: DOWN\n", "hub-2: DOWN → ACTIVE\n", "hub-1: gone\n"]);
    expect(await run.end()).toBe(0);
  });

  test("an outage is a line, and so is its end", async () => {
    run = stage.start(["--watch", "1"]);
    await until(() => lines().length === 2);
    stage.emulator.fault(OUTAGE);
    await until(() => lines().length === 3);
    stage.emulator.clearFaults();
    await until(() => lines().length === 4);
    expect(lines().slice(2)).toEqual([
      expect.stringMatching(/^the connections could not be read: .*403/),
      "the connections can be read again\n",
    ]);
  });

  test("on a terminal the table is drawn again, with the time of the status", async () => {
    run = stage.start(["--watch", "1", "hub-2"], { isTerminal: true });
    const drawn = () => run?.written ?? [];
    await until(() => drawn().length >= 2);
    stage.emulator.setStatus(connectionId(2), "ERROR");
    await until(() => drawn().some((text) => text.includes("ERROR")));
    stage.emulator.fault(OUTAGE);
    await until(() => drawn().at(-1)?.includes("could not be read") === true);
    for (const text of drawn()) expect(text.startsWith("\u001b[H\u001b[JNAME   PEER")).toBe(true);
    const [first = "", second = ""] = drawn();
    const since = (text: string) => /\d\d:\d\d:\d\d/.exec(text)?.[0];
    expect(since(second)).toBe(since(first));
    expect(first).toMatch(/\n\n\d\d:\d\d:\d\d, every 1 s\. Ctrl-C ends\.$/);
    // The last table stays.
    expect(drawn().at(-1)).toContain("ERROR");
    expect(await run.end()).toBe(0);
    expect(drawn().at(-1)).toBe("\n");
  });

  test("on a terminal that is too low, the rest is counted", async () => {
    for (let number = 3; number <= 40; number += 1)
      placeNumbered(stage.emulator, number, {
        id: `bbbbbbbb-0000-4000-8000-0000000000${String(number).padStart(2, "0")}`,
      });
    run = stage.start(["--watch", "60"], { isTerminal: true });
    await until(() => run?.written.length === 1);
    const lines = run.written[0]?.split("\n") ?? [];
    expect(lines).toHaveLength(23);
    expect(lines[20]).toBe("… and 21 more: name the ones to watch");
  });

  test("on a terminal, sentences break between words; elsewhere each is one line", async () => {
    const longest = async (isTerminal: boolean) => {
      const shown = stage.start(["hub-2", "--why"], { isTerminal });
      expect(await shown.ended).toBe(0);
      return Math.max(...shown.said.flatMap((text) => text.split("\n")).map(({ length }) => length));
    };
    expect(await longest(true)).toBeLessThanOrEqual(80);
    expect(await longest(false)).toBeGreaterThan(80);
  });

  test("if the first look fails, it ends", async () => {
    stage.emulator.fault(OUTAGE);
    expect(String(await rejectionOf(stage.start(["--watch"]).ended))).toContain("403");
  });

  test("a name that no connection has ends it, too: nothing would ever be shown", async () => {
    run = stage.start(["--watch", "1", "hub-9"]);
    expect(await Promise.race([rejectionOf(run.ended), until(() => false)])).toMatchObject({
      message: expect.stringMatching(/^There is no connection with the name or id "hub-9" .*: hub-1, hub-2$/),
    });
  });
});

describe("--prometheus", () => {
  interface Answer {
    readonly status: number;
    readonly type: string;
    readonly text: string;
  }

  async function serving(...args: string[]): Promise<string> {
    const own = stage.start(["--prometheus", "0", ...args]);
    run = own;
    await until(() => own.said.length > 0);
    return /http:\S+/.exec(own.said[0] ?? "")?.[0] ?? "";
  }

  function ask(url: string, { method = "GET", headers = {} } = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = get(url, { method, headers, agent: false }, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => {
          text += chunk.toString();
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, type: response.headers["content-type"] ?? "", text }),
        );
      });
      request.once("error", reject);
    });
  }

  test("a scrape is one list; the names of services are asked for once", async () => {
    const url = await serving();
    const { status, type, text } = await ask(url);
    expect([status, type]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
    expect(text).toContain('name="hub-1",peer="203.0.113.1",service="service-one"} 1\n');
    expect(text).toContain('name="hub-2",peer="203.0.113.2",service="service-one"} 0\n');
    stage.emulator.clearLog();
    await ask(url);
    expect(stage.emulator.log.map(({ path }) => path)).toEqual(["/v2.0/vpn/ipsec-site-connections"]);
  });

  test("scrapes at the same time share the list", async () => {
    const url = await serving();
    await ask(url);
    stage.emulator.clearLog();
    stage.emulator.fault({ match: { path: /vpn/ }, reply: { delay: 500 } });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => ask(url)));
    expect(new Set(answers.map(({ text }) => text.replace(/^vpnaas_scrape_duration_seconds .*/m, ""))).size).toBe(1);
    expect(listsOfConnections()).toBe(1);
  });

  test("while the service cannot be read, 200 with vpnaas_up 0, one warning, and no old values", async () => {
    const url = await serving();
    stage.emulator.fault(OUTAGE);
    for (const { status, text } of [await ask(url), await ask(url)]) {
      expect(status).toBe(200);
      expect(text).toContain("\nvpnaas_up 0\n");
      expect(text).not.toContain("hub-1");
    }
    expect(run?.warned).toEqual([expect.stringMatching(/^the connections could not be read: .*403/)]);
    stage.emulator.clearFaults();
    expect((await ask(url)).text).toContain("\nvpnaas_up 1\n");
    expect(run?.said.at(-1)).toBe("the connections can be read again");
  });

  test("a service that does not answer costs no more time than Prometheus gives", async () => {
    const url = await serving();
    await ask(url);
    stage.emulator.fault({ match: { path: /vpn/ }, reply: { delay: 4_000 } });
    const started = performance.now();
    const { text } = await ask(url, { headers: { "x-prometheus-scrape-timeout-seconds": "2" } });
    expect(text).toContain("vpnaas_up 0");
    expect(performance.now() - started).toBeLessThan(2_000);
    // The next one shares the look that is still waiting.
    stage.emulator.clearLog();
    expect((await ask(url)).text).toContain("vpnaas_up 1");
    expect(listsOfConnections()).toBe(0);
  });

  test("only the chosen connections", async () => {
    const { text } = await ask(await serving("hub-2"));
    expect(text).toContain("hub-2");
    expect(text).not.toContain("hub-1");
  });

  test("a name that no connection has is a warning, once: its alert would never fire", async () => {
    const url = await serving("hub-2", "hub-9");
    for (const { text } of [await ask(url), await ask(url)]) expect(text).toContain("hub-2");
    const warning = 'There is no connection with the name or id "hub-9"';
    expect(run?.warned).toEqual([expect.stringContaining(warning)]);
  });

  test("other paths and methods", async () => {
    const url = await serving();
    const base = url.replace("/metrics", "");
    expect((await ask(`${base}/`)).text).toContain("/metrics");
    expect((await ask(`${base}/x`)).status).toBe(404);
    expect((await ask(url, { method: "POST" })).status).toBe(405);
    expect((await ask(`${url}?x=1`)).status).toBe(200);
  });

  test("it listens on 127.0.0.1 alone, unless told otherwise; a port that is taken is an error", async () => {
    const url = await serving();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    const port = new URL(url).port;
    const error = await rejectionOf(stage.start(["--prometheus", port]).ended);
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /^Listening on 127\.0\.0\.1, port \d+, failed: .*EADDRINUSE.* Choose another port/,
      ),
    });
    await run?.end();
    expect(await serving("--listen", "0.0.0.0")).toMatch(/^http:\/\/0\.0\.0\.0:/);
  });

  test("it ends well", async () => {
    await serving();
    expect(await run?.end()).toBe(0);
  });
});
