// The faults of the way to the service and of what stands in front of it: which reply, or none, meets which request.
import type { FaultOrder, FaultReply, RequestFilter } from "../../../emulator";
import { PSK } from "../../support/connection";
import { NEW_PSK } from "./canaries";
import { type Fault, isAfterwards, isLookingFirst, type Scene, verbOf } from "./model";

const METHODS = { create: "POST", read: "GET", update: "PUT", delete: "DELETE" } as const;
/** Every request of the VPN API: a service that is down is down for all of them. */
const ANY = { path: /^\/v2\.0/ };
const HTML = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";

/** The request that a fault strikes once. */
export function target({ life, moment }: Pick<Scene, "life" | "moment">): RequestFilter {
  const item = new RegExp(`^${life.path}/[^/]+$`);
  if (isAfterwards(moment)) return { method: "GET", path: item };
  if (isLookingFirst(moment)) return { method: "GET", path: life.path };
  const method = METHODS[verbOf(moment)];
  return { method, path: method === "POST" ? life.path : item };
}

/** Orders a fault for the moment: for one request, or for all that follow. */
export function order(scene: Scene, fault: Pick<FaultOrder, "act" | "reply">): void {
  if (scene.lasting === "once") scene.stage.emulator.fault({ match: target(scene), ...fault });
  else {
    // The look before a create comes through, else there would be no create.
    if (verbOf(scene.moment) === "create" && !isLookingFirst(scene.moment))
      scene.stage.emulator.fault({ match: { method: "GET", path: scene.life.path }, reply: { delay: 0 } });
    // The write itself has to come through for there to be something to read back.
    const match = isAfterwards(scene.moment) ? { ...ANY, method: "GET" } : ANY;
    scene.stage.emulator.fault({ match, times: Number.POSITIVE_INFINITY, ...fault });
  }
}

/** Orders a refusal of the operation itself: other requests are served meanwhile. */
export function refuse(scene: Scene, reply: FaultReply): void {
  const times = scene.lasting === "once" ? 3 : Number.POSITIVE_INFINITY;
  scene.stage.emulator.fault({ match: target(scene), times, reply });
}

/** A sentence that quotes what no error text may show, as servers are known to do. */
export function telltale({ stage }: Pick<Scene, "stage">): string {
  const token = stage.emulator.log.findLast(({ headers }) => headers["x-auth-token"] !== undefined);
  return `internal error, request was {'psk': '${PSK}'} {"psk": "${NEW_PSK}"}, token ${token?.headers["x-auth-token"] ?? "-"}`;
}

function replies(name: string, fault: (scene: Scene) => Pick<FaultOrder, "act" | "reply">): Fault {
  return { name, arrange: (scene) => order(scene, fault(scene)) };
}

function status(name: string, code: number, more: { headers?: Record<string, string>; body?: unknown } = {}): Fault {
  return replies(name, (scene) => ({
    reply: { status: code, body: { code: `VPC.${code}`, message: telltale(scene) }, ...more },
  }));
}

// The clock of the tests stands at this instant, that of the machine does not: the date is read against the reply's own.
const DATED = { date: "Thu, 01 Jan 2026 00:00:00 GMT", "retry-after": "Thu, 01 Jan 2026 00:00:09 GMT" };

const refused: Fault = {
  name: "connection refused (server restarting)",
  settings: ({ gate }) => ({ endpoint: gate.url }),
  arrange({ stage, gate, moment, lasting }) {
    if (isAfterwards(moment)) gate.shutAfter(METHODS[verbOf(moment)]);
    else if (moment === "create") gate.shutAfter("GET");
    else gate.shut();
    if (lasting === "for good") return;
    const sleep = stage.clock.sleep.bind(stage.clock);
    let sleeps = 0;
    stage.clock.sleep = async (milliseconds) => {
      await sleep(milliseconds);
      sleeps += 1;
      if (sleeps === 3) await gate.open();
    };
  },
};

/** In the order of the report. */
export const NETWORK_FAULTS: readonly Fault[] = [
  status("429 with Retry-After", 429, { headers: { "retry-after": "7" } }),
  status("429 without Retry-After", 429),
  status("500", 500),
  status("502 with a web page", 502, { body: HTML }),
  status("503, Retry-After in seconds", 503, { headers: { "retry-after": "5" } }),
  status("503, Retry-After as a date", 503, { headers: DATED }),
  status("504, the server did not act", 504),
  replies("504, the server acted", () => ({ act: "after", reply: { status: 504 } })),
  replies("504, the server acts 3 s later", () => ({ act: { late: 3_000 }, reply: { status: 504 } })),
  replies("connection reset before the server acted", () => ({ reply: "reset" })),
  replies("connection reset after the server acted", () => ({ act: "after", reply: "reset" })),
  replies("reply cut off in its JSON", () => ({ act: "after", reply: "cut" })),
  replies("200 with a web page", () => ({ reply: { status: 200, body: HTML.replace("502 Bad Gateway", "Welcome") } })),
  {
    ...replies("no reply at all", () => ({ act: "after", reply: "silence" })),
    settings: () => ({ requestTimeout: "400ms", createTimeout: "10s" }),
  },
  replies("slow reply", () => ({ reply: { delay: 40 } })),
  refused,
  {
    name: "host name not resolvable",
    settings: () => ({ endpoint: "http://vpn.invalid" }),
    arrange: () => undefined,
  },
  {
    name: "401 in mid-run",
    arrange(scene) {
      const isFirst = !isAfterwards(scene.moment) && scene.moment !== "create";
      if (scene.lasting === "once" && isFirst) scene.stage.emulator.revokeTokens();
      else
        order(scene, { reply: { status: 401, body: { error: { code: 401, title: "Unauthorized", message: "no" } } } });
    },
  },
];
